"""What the checks found of one order, and which papers may be printed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import filterfalse
from types import MappingProxyType
from typing import Any, Literal

from docgen.checks.dossier import Dossier
from docgen.checks.papers import REPEATS
from docgen.checks.rule import Amend, Rule, Said
from docgen.findings import Finding, Severity
from docgen.order.evidence import Waiver


class Outcome(StrEnum):
    """What became of a rule."""

    PASSED = "passed"
    FAILED = "failed"
    WAIVED = "waived"
    NOT_CHECKED = "not_checked"


@dataclass(frozen=True)
class Result:
    """A finding of a rule.

    Attributes:
        finding: what is wrong.
        name: name of the rule.
        fix: what to do.
        difference: how far apart the two values are, as text; empty where they are no figures.
        guards: kinds of paper that it blocks while it stands.
        refs: sources of the rule.
        fingerprint: hash of the values; a waiver that accepts them bears it.
        amend: the amendment of the credit that would mend it, where it is a fault of the credit.
        waiver: who accepted it; None where it stands.
    """

    finding: Finding
    name: str
    fix: Said
    difference: str
    guards: tuple[str, ...]
    refs: tuple[str, ...]
    fingerprint: str
    amend: Amend | None = None
    waiver: Waiver | None = None

    @property
    def cause(self) -> str:
        """The list, field or paper that it concerns; findings that share it may have one cause.

        Papers of others and the buyer's totals repeat what stands elsewhere, so they come last.
        """
        parts = [path.split("/")[1:3] for path in self.finding.paths if path]
        own = [part for part in parts if part[0] not in ("issued", "declared")]
        first = next(iter(own + parts), [])
        return "/".join(first if first[:1] == ["issued"] else filterfalse(str.isdigit, first))

    @property
    def blocks(self) -> tuple[str, ...]:
        """The kinds of paper that may not be printed because of it."""
        stands = self.waiver is None and self.finding.severity is Severity.ERROR
        return self.guards if stands else ()


@dataclass(frozen=True)
class NotChecked:
    """A rule, or a part of one, that could not be checked."""

    rule: Rule
    why: Said
    where: tuple[str, ...] = ()


@dataclass(frozen=True)
class Change:
    """A threshold that is not the catalogue's, and who set it."""

    code: str
    name: str
    value: Any
    default: Any
    source: Literal["company", "customer", "order"]


@dataclass(frozen=True)
class Report:
    """What the checks found of one order.

    Attributes:
        order: number of the order or of the audit.
        outcomes: each rule of the catalogue and what became of it.
        results: findings, errors first.
        not_checked: what could not be checked, and why.
        changes: thresholds that differ from the catalogue's.
        dossier: what was judged.
    """

    order: str
    as_of: date
    outcomes: Mapping[str, Outcome]
    results: tuple[Result, ...]
    not_checked: tuple[NotChecked, ...]
    changes: tuple[Change, ...]
    dossier: Dossier

    @property
    def asked(self) -> tuple[str, ...]:
        """The kinds of paper that the order asks for."""
        return _unique(paper.kind for paper in self.dossier.ours)

    @property
    def standing(self) -> tuple[Result, ...]:
        """The findings that nobody waived."""
        return tuple(result for result in self.results if result.waiver is None)

    @property
    def waived(self) -> tuple[Result, ...]:
        """The findings that a person accepted."""
        return tuple(result for result in self.results if result.waiver is not None)

    @property
    def counts(self) -> Mapping[str, int]:
        """How many rules were checked, passed, failed, waived and not checked."""
        counted = Counter(self.outcomes.values())
        each = {outcome.value: counted[outcome] for outcome in Outcome}
        return {"checked": len(self.outcomes) - each["not_checked"], **each}

    @property
    def blocked(self) -> Mapping[str, tuple[str, ...]]:
        """The kinds of paper asked for that may not be printed, and the rules that say so."""
        return MappingProxyType(
            {
                kind: codes
                for kind in self.asked
                if (codes := _unique(r.finding.code for r in self.results if _holds(r, kind)))
            }
        )


def _holds(result: Result, kind: str) -> bool:
    """Whether a finding blocks a kind of paper, or one that it repeats."""
    return any(each in result.blocks for each in (kind, *REPEATS.get(kind, ())))


def _unique(codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(codes))
