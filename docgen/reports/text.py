"""The report as a terminal shows it: errors first, symptoms of one cause together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import attrgetter
from typing import Literal

from docgen.findings import Severity, printable
from docgen.reports.matrix import Both
from docgen.reports.model import CheckReport, FindingEntry

Language = Literal["en", "zh", "both"]
Line = tuple[str, str]
"""A line and how rich is to colour it."""

_COLOURS = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}
_SEVERITIES = {
    Severity.ERROR: Both(en="ERROR", zh="错误"),
    Severity.WARNING: Both(en="WARNING", zh="警告"),
    Severity.INFO: Both(en="INFO", zh="提示"),
}
_FEW = 6
"""Codes of one family that are named each by itself."""


def lines(report: CheckReport, language: Language = "both", verbose: bool = False) -> list[Line]:
    """The report line by line; `verbose` adds notes and every rule that was not checked."""
    every = [head(report)]
    every += findings(worth_showing(report, verbose), language)
    every += remainder(report, language, verbose)
    return [(printable(text), colour) for text, colour in every]


def worth_showing(report: CheckReport, verbose: bool) -> list[FindingEntry]:
    """The findings that nobody waived, notes only where they are asked for."""
    return [each for each in report.standing if verbose or each.severity is not Severity.INFO]


def findings(entries: Sequence[FindingEntry], language: Language) -> Iterator[Line]:
    """Findings with place and cure, those of one cause together."""
    for cause, group in groupby(by_cause(entries), key=attrgetter("cause")):
        yield from _group(cause, tuple(group), language)


def remainder(report: CheckReport, language: Language, verbose: bool) -> Iterator[Line]:
    """What comes after the findings: waivers, gaps, settings, the verdict."""
    for each in report.findings:
        if each.outcome == "waived":
            yield from _waived(each, language)
    yield from _gaps(report, language, verbose)
    yield from _settings(report)
    yield _foot(report)


def head(report: CheckReport) -> Line:
    """What was judged, on which day, by what."""
    number = report.order_no or report.source
    return (
        f"{number} · as of 判定日 {report.as_of} · docgen {report.docgen}"
        f" · input {report.input_sha256[:12]}",
        "bold",
    )


def by_cause(entries: Sequence[FindingEntry]) -> list[FindingEntry]:
    """The findings with those of one cause together, each cause where its gravest stands."""
    ranks = {entry.cause: rank for rank, entry in reversed(list(enumerate(entries)))}
    return sorted(entries, key=lambda entry: ranks[entry.cause])


def _group(cause: str, entries: tuple[FindingEntry, ...], language: Language) -> Iterator[Line]:
    if cause and len(entries) > 1:
        count = len(entries)
        yield f"/{cause}: {count} findings, perhaps of one cause {count}项,或出自同一原因", "bold"
    for entry in entries:
        lead = "↳ " if cause and len(entries) > 1 else ""
        severity = "/".join(said(_SEVERITIES[entry.severity], language))
        blocks = ", ".join(entry.guards) if entry.severity is Severity.ERROR else ""
        stops = f"  → {blocks}" if blocks else ""
        yield f"{lead}{severity} {entry.code} {entry.name}{stops}", _COLOURS[entry.severity]
        for text in said(entry.message, language):
            yield f"    {text}", ""
        if entry.where:
            yield f"    at 位置: {', '.join(entry.where)}", "dim"
        if not entry.name and entry.actual:
            yield f"    read 读到: {entry.actual}", "dim"
        for text in said(entry.fix, language):
            yield f"    do 处理: {text}", "green"


def _waived(entry: FindingEntry, language: Language) -> Iterator[Line]:
    waiver = entry.waiver
    if waiver is None:
        return
    until = f" until {waiver.expires}" if waiver.expires else ""
    yield (
        f"WAIVED 已豁免 {entry.code} by {waiver.by} {waiver.date}{until}: {waiver.reason}",
        "magenta",
    )
    for text in said(entry.message, language):
        yield f"    {text}", "dim"


def _gaps(report: CheckReport, language: Language, verbose: bool) -> Iterator[Line]:
    if not report.not_checked:
        return
    codes = {each.code for each in report.not_checked}
    listed = "" if verbose else f": {' '.join(_short(codes))} (-v says why 用-v查看原因)"
    yield f"NOT CHECKED 未检查 ({len(codes)}){listed}", "dim"
    if verbose:
        for why, those in by_reason(report):
            yield f"    {', '.join(those)}: {' / '.join(said(why, language))}", "dim"


def by_reason(report: CheckReport) -> list[tuple[Both, tuple[str, ...]]]:
    """Each reason for which something was not checked, with the rules that it holds for."""
    reasons: dict[Both, dict[str, None]] = {}
    for gap in report.not_checked:
        reasons.setdefault(gap.why, {})[gap.code] = None
    return [(why, tuple(codes)) for why, codes in reasons.items()]


def _short(codes: Iterable[str]) -> Iterator[str]:
    """The codes, of a family with many only how many: `CRT-009`, `LCR×62`."""
    for family, group in groupby(sorted(codes), key=lambda code: code.partition("-")[0]):
        those = tuple(group)
        yield from those if len(those) <= _FEW else (f"{family}×{len(those)}",)


def _settings(report: CheckReport) -> Iterator[Line]:
    for each in report.settings:
        yield (
            f"SETTING 参数 {each.code} {each.name} = {each.value}"
            f" (default 默认 {each.default}; {each.source})",
            "dim",
        )


def _foot(report: CheckReport) -> Line:
    counts = report.counts
    verdict = "nothing blocked 均可出具"
    if not report.papers:
        verdict = f"errors 不符: {count}" if (count := report.errors) else "no error 相符"
    if not report.counts.checked:
        verdict = "nothing could be compared 无可比对"
    if report.blocked:
        verdict = f"blocked 不可出具: {', '.join(report.blocked)}"
    if not report.readable:
        verdict = "not a valid order 订单文件无效"
    return (
        f"{counts.checked} checked 已查 · {counts.passed} passed 通过 · {counts.failed} failed 未过"
        f" · {counts.waived} waived 豁免 · {counts.not_checked} not checked 未查 → {verdict}",
        "bold red" if report.exit_code else "bold green",
    )


def said(words: Both, language: Language) -> tuple[str, ...]:
    """The words in the language asked for, or in both where they differ."""
    if language == "en":
        return (words.en,)
    if language == "zh":
        return (words.zh,)
    return (words.en, words.zh) if words.zh != words.en else (words.en,)
