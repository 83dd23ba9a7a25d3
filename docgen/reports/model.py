"""The report of the checks as data: what `docgen check --format json` prints, and its schema."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from typing import Any, Literal

from docgen.checks import CATALOGUE, NotChecked, Report, Result, Said
from docgen.checks.catalogue import Comparison, comparison_of
from docgen.errors import InputError
from docgen.findings import Finding, Severity
from docgen.order.evidence import Waiver
from docgen.reports.matrix import Both, PaperFacts, Piece, matrix
from docgen.reports.presentation import PresentationEntry, presentation_of
from docgen.version import __version__


class WaiverEntry(Piece):
    """Who accepted a finding, and why."""

    reason: str
    by: str
    date: datetime.date
    expires: datetime.date | None = None


class FindingEntry(Piece):
    """One thing that is wrong."""

    code: str
    """Stable code: `TOT-001` of the catalogue, `INP-...` of the intake, `WVR-...` of a waiver."""
    name: str
    """What must hold, in words with hyphens; empty for the intake."""
    severity: Severity
    outcome: Literal["failed", "waived"]
    message: Both
    fix: Both
    """What to do."""
    where: tuple[str, ...]
    """JSON pointers into the order file, the one to mend first."""
    comparison: Literal[
        "", "credit_and_contract", "credit_and_papers", "among_papers", "within_order"
    ]
    """What the rule holds against what; empty for the intake and for waivers."""
    cause: str
    """Part of the order that it concerns; findings that share it may have one cause."""
    expected: str
    actual: str
    difference: str
    """How far apart the two are: an amount, or days; empty where they are neither."""
    guards: tuple[str, ...]
    """Kinds of paper asked for that it blocks, or would block as an error."""
    refs: tuple[str, ...]
    """Sources that the rule rests on."""
    fingerprint: str
    """Hash of the values, which a waiver must bear."""
    waiver: WaiverEntry | None = None


class GapEntry(Piece):
    """What could not be checked."""

    code: str
    name: str
    why: Both
    where: tuple[str, ...]


class SettingEntry(Piece):
    """A threshold that is not the catalogue's."""

    code: str
    name: str
    value: str
    default: str
    source: Literal["company", "customer", "order"]


class Counts(Piece):
    """How many rules of the catalogue; `checked` are all but `not_checked`."""

    checked: int
    passed: int
    failed: int
    waived: int
    not_checked: int


class CheckReport(Piece):
    """What the checks found of one order file."""

    schema_version: Literal["1"] = "1"
    docgen: str = __version__
    """Version of the program and of its catalogue."""
    order_no: str
    """Number of the order; empty where the file is no order."""
    source: str
    """The file as it was named."""
    input_sha256: str
    as_of: datetime.date
    """The day on which the papers are judged."""
    counts: Counts
    papers: Mapping[str, Literal["ready", "blocked"]]
    """Every kind of paper that the order asks for."""
    findings: tuple[FindingEntry, ...]
    """Errors first."""
    matrix: tuple[PaperFacts, ...] = ()
    """Every paper and the facts that it states."""
    presentation: PresentationEntry | None = None
    """By when and what to present under the credit."""
    not_checked: tuple[GapEntry, ...] = ()
    settings: tuple[SettingEntry, ...] = ()

    @property
    def standing(self) -> tuple[FindingEntry, ...]:
        """The findings that nobody waived."""
        return tuple(each for each in self.findings if each.outcome == "failed")

    @property
    def blocked(self) -> tuple[str, ...]:
        """The kinds of paper that may not be printed."""
        return tuple(kind for kind, state in self.papers.items() if state == "blocked")

    @property
    def errors(self) -> int:
        """How many errors nobody waived."""
        return sum(each.severity is Severity.ERROR for each in self.standing)

    @property
    def readable(self) -> bool:
        """Whether the file is an order at all."""
        return not any(each.code.startswith("INP") for each in self.findings) and bool(
            self.order_no
        )

    @property
    def exit_code(self) -> int:
        """0 where nothing stands in the way, 1 where an error does, 3 where the file is not valid.

        It is 1 too where nothing could be checked: that is no pass.
        """
        if not self.readable:
            return 3
        return int(self.errors > 0 or not self.counts.checked)


def of_report(report: Report, source: str, input_sha256: str) -> CheckReport:
    """The report on an order read from `source`."""
    blocked = report.blocked
    return CheckReport(
        order_no=report.order,
        source=source,
        input_sha256=input_sha256,
        as_of=report.as_of,
        counts=Counts(**report.counts),
        papers={kind: "blocked" if kind in blocked else "ready" for kind in report.asked},
        findings=tuple(_finding(each, report) for each in report.results),
        matrix=matrix(report),
        presentation=presentation_of(report.dossier),
        not_checked=tuple(map(_gap, report.not_checked)),
        settings=tuple(
            SettingEntry(
                code=each.code,
                name=each.name,
                value=str(each.value),
                default=str(each.default),
                source=each.source,
            )
            for each in report.changes
        ),
    )


def of_unreadable(
    error: InputError, source: str, input_sha256: str, as_of: datetime.date
) -> CheckReport:
    """The report on a file that is no order."""
    findings = error.findings or (
        Finding(code="INP-000", severity=Severity.ERROR, en=str(error), zh=str(error)),
    )
    return CheckReport(
        order_no="",
        source=source,
        input_sha256=input_sha256,
        as_of=as_of,
        counts=Counts(checked=0, passed=0, failed=0, waived=0, not_checked=0),
        papers={},
        findings=intake_findings(findings),
    )


def intake_findings(findings: Iterable[Finding]) -> tuple[FindingEntry, ...]:
    """Findings of no rule: what is wrong with a file that is no order."""
    return tuple(map(_intake_finding, findings))


def _both(said: Said) -> Both:
    return Both(en=said.en, zh=said.zh)


def _finding(result: Result, report: Report) -> FindingEntry:
    found = result.finding
    return FindingEntry(
        code=found.code,
        name=result.name,
        severity=found.severity,
        outcome="failed" if result.waiver is None else "waived",
        message=Both(en=found.en, zh=found.zh),
        fix=_both(result.fix),
        where=found.paths,
        comparison=_comparison(found.code, report),
        cause=result.cause,
        expected=found.expected,
        actual=found.actual,
        difference=result.difference,
        guards=tuple(kind for kind in result.guards if kind in report.asked),
        refs=result.refs,
        fingerprint=result.fingerprint,
        waiver=_waiver(result.waiver),
    )


def _comparison(code: str, report: Report) -> Any:
    """What was compared; rules of papers and credit hold papers alone where there is none."""
    rule = CATALOGUE.get(code)
    found = comparison_of(rule) if rule else None
    if found is Comparison.CREDIT_AND_PAPERS and report.dossier.credit is None:
        found = Comparison.AMONG_PAPERS
    return found or ""


def _waiver(waiver: Waiver | None) -> WaiverEntry | None:
    if waiver is None:
        return None
    return WaiverEntry(reason=waiver.reason, by=waiver.by, date=waiver.date, expires=waiver.expires)


def _intake_finding(found: Finding) -> FindingEntry:
    en, _, zh = found.hint.rpartition(" / ")
    return FindingEntry(
        code=found.code,
        name="",
        severity=found.severity,
        outcome="failed",
        message=Both(en=found.en, zh=found.zh),
        fix=Both(en=en or zh, zh=zh),
        where=found.paths,
        comparison="",
        cause="",
        expected=found.expected,
        actual=found.actual,
        difference="",
        guards=(),
        refs=(),
        fingerprint="",
    )


def _gap(gap: NotChecked) -> GapEntry:
    return GapEntry(code=gap.rule.code, name=gap.rule.name, why=_both(gap.why), where=gap.where)
