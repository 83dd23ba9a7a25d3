"""What a rule is: one pure function, and beside it everything that is said of it.

A rule reads the deal, or the dossier alone where it needs no order, and yields a `Fault` for each
place where something is wrong, or a `Skip` where a fact that it would compare is missing. It never
reads a clock, a file or a setting: thresholds are its keyword parameters, whose defaults the
configuration may replace.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from string import Formatter
from types import MappingProxyType
from typing import Any, TypeVar, get_type_hints

from docgen.checks.deal import Deal
from docgen.checks.dossier import Dossier
from docgen.checks.needs import Need
from docgen.findings import Said, Severity

_CODE = re.compile(r"[A-Z]{3}-[0-9]{3}")


Value = str | int | Decimal | date | Said
"""What a sentence may hold; figures and dates are spelled when it is written."""


@dataclass(frozen=True)
class Amend:
    """How a credit has to be changed, so that an amendment request (改证函) can be written.

    Attributes:
        tag: field of the message, `31D`.
        reads: what stands there, in English; empty where nothing does.
        should_read: what ought to stand there, in the words of a credit; empty where it goes.
        clause: number of the clause in 46A or 47A, from 1; 0 for a field as a whole.
    """

    tag: str
    reads: str
    should_read: str
    clause: int = 0


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong.

    Attributes:
        where: JSON pointers of the facts that disagree, the one to mend first.
        expected: what would be right.
        actual: what was read.
        values: further words of the rule's sentence.
        severity: where this fault weighs more or less than the rule usually does.
        guards: the papers it blocks, where they are not all that the rule guards.
        amend: for a fault of a credit, the amendment that would mend it.
    """

    where: tuple[str, ...]
    expected: Value = ""
    actual: Value = ""
    values: Mapping[str, Value] = field(default_factory=dict)
    severity: Severity | None = None
    guards: tuple[str, ...] | None = None
    amend: Amend | None = None


@dataclass(frozen=True)
class Skip:
    """Why something could not be checked."""

    why: Said
    where: tuple[str, ...] = ()


Outcomes = Iterator[Fault | Skip]
Check = Callable[..., Outcomes]
C = TypeVar("C", bound=Check)


@dataclass(frozen=True)
class Rule:
    """A rule of the catalogue.

    Attributes:
        code: stable, never reused.
        name: what must hold, in words with hyphens.
        summary, details: first and further lines of the function's docstring.
        severity: what a fault usually weighs.
        guards: kinds of paper that an error of this rule blocks.
        needs: facts without which it cannot be checked.
        params: thresholds with their defaults.
        refs: sources that it rests on.
        says: the sentence of a finding, with named slots.
        fix: what to do.
        waivable: whether a person may accept a fault.
        reads: `Deal`, or `Dossier` where it needs no order.
    """

    code: str
    name: str
    summary: str
    details: str
    severity: Severity
    guards: tuple[str, ...]
    needs: tuple[Need, ...]
    params: Mapping[str, Any]
    refs: tuple[str, ...]
    says: Said
    fix: Said
    waivable: bool
    reads: type[Dossier]
    check: Check

    @property
    def group(self) -> str:
        """`TOT` of `TOT-001`."""
        return self.code[:3]

    @property
    def slots(self) -> frozenset[str]:
        """Names of the words that its sentences hold."""
        texts = (self.says.en, self.says.zh, self.fix.en, self.fix.zh)
        return frozenset(
            name for text in texts for _, name, _, _ in Formatter().parse(text) if name is not None
        )


def rule(
    code: str,
    *,
    severity: Severity,
    guards: tuple[str, ...] = (),
    needs: tuple[str, ...] = (),
    refs: tuple[str, ...],
    en: str,
    zh: str,
    fix: str,
    fix_zh: str,
    waivable: bool = True,
) -> Callable[[C], C]:
    """Makes a function a rule; its name says what must hold, its docstring why.

    Raises:
        ValueError: the code is malformed or a text is missing.
    """

    def make(check: C) -> C:
        doc = inspect.getdoc(check) or ""
        summary, _, details = doc.partition("\n\n")
        if not _CODE.fullmatch(code) or not (refs and en and zh and fix and fix_zh and summary):
            raise ValueError(f"rule {code} lacks a code, a source, a docstring or a text")
        check.rule = Rule(  # type: ignore[attr-defined]
            code=code,
            name=check.__name__.replace("_", "-"),
            summary=" ".join(summary.split()),
            details=details,
            severity=severity,
            guards=guards,
            needs=tuple(Need.of(text) for text in needs),
            params=_params(check),
            refs=refs,
            says=Said(en, zh),
            fix=Said(fix, fix_zh),
            waivable=waivable,
            reads=_reads(check),
            check=check,
        )
        return check

    return make


def _params(check: Check) -> Mapping[str, Any]:
    """The keyword parameters of a rule with their defaults."""
    found = inspect.signature(check).parameters.values()
    return MappingProxyType({p.name: p.default for p in found if p.kind is p.KEYWORD_ONLY})


def _reads(check: Check) -> type[Dossier]:
    """What its first parameter is said to be."""
    first = next(iter(inspect.signature(check).parameters))
    hint: type[Dossier] = get_type_hints(check)[first]
    return hint


def fault(
    *where: str,
    expected: Value = "",
    actual: Value = "",
    severity: Severity | None = None,
    guards: tuple[str, ...] | None = None,
    amend: Amend | None = None,
    **values: Value,
) -> Fault:
    """A fault at these places, with further words for the sentence."""
    return Fault(where, expected, actual, values, severity, guards, amend)


def skip(en: str, zh: str, *where: str) -> Skip:
    """Something that cannot be checked, and why."""
    return Skip(Said(en, zh), where)


__all__ = [
    "Amend",
    "Deal",
    "Dossier",
    "Fault",
    "Outcomes",
    "Rule",
    "Said",
    "Skip",
    "Value",
    "fault",
    "rule",
    "skip",
]
