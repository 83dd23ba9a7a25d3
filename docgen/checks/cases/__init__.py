"""Passing and failing cases of every rule, as small changes to a clean sample, order or audit file.

They are what `docgen rules CODE` shows as examples, and what the tests run.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Literal

_HERE = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Case:
    """One case of a rule.

    Attributes:
        rule: code of the rule.
        says: what the change is, in the words of the trade.
        outcome: what the rule makes of it.
        base: the sample that is changed.
        change: JSON pointer to new value; a last part of `-` adds to a list.
        remove: JSON pointers of what is taken out.
        where: a place that the finding must name, for one that fails.
        severity: weight of that finding, where it is not the rule's usual one.
        as_of: the day of judgement, where it is not the usual one.
        past: uses of certificates that the ledger knows of other orders.
    """

    rule: str
    says: str
    outcome: Literal["passed", "failed", "not_checked"]
    base: str = "s02-every-fact"
    change: Mapping[str, Any] = field(default_factory=dict)
    remove: tuple[str, ...] = ()
    where: str = ""
    severity: str = ""
    as_of: str = ""
    past: tuple[Mapping[str, Any], ...] = ()


@cache
def all_cases() -> tuple[Case, ...]:
    """Every case, file by file."""
    return tuple(
        _case(raw)
        for file in sorted(_HERE.glob("*.toml"))
        for raw in tomllib.loads(file.read_text(encoding="utf-8"))["cases"]
    )


def _case(raw: Mapping[str, Any]) -> Case:
    values: dict[str, Any] = {key: tuple(v) if isinstance(v, list) else v for key, v in raw.items()}
    return Case(**values)


def cases_of(code: str) -> tuple[Case, ...]:
    """The cases of one rule."""
    return tuple(case for case in all_cases() if case.rule == code)
