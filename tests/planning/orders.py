"""Sample orders with one thing changed, and their plan on a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from docgen import api
from docgen.order import Order
from docgen.planning import USUAL, Leads, Plan, Step, Timeline, Unknown, plan_of
from tests.checks.orders import LC, TT, changed, order
from tests.samples import company, order_of

DAY = date(2026, 3, 26)
CONTRACT_ONLY = "s01-minimal"


def plan_for(made: Order, as_of: date = DAY, leads: Leads = USUAL) -> Plan:
    own = company()
    return plan_of(made, api.compute(made, own), own.tables, as_of, leads)


def planned(
    base: str = TT,
    change: Mapping[str, Any] | None = None,
    remove: Iterable[str] = (),
    as_of: date = DAY,
    leads: Leads = USUAL,
) -> Timeline:
    return plan_for(order(changed(base, change or {}, remove)), as_of, leads).timeline


def sample(case: str, as_of: date) -> Plan:
    return plan_for(order_of(case), as_of)


def step(timeline: Timeline, key: str, ref: str = "") -> Step:
    (found,) = (s for s in timeline.steps if s.key == key and (not ref or s.ref == ref))
    return found


def unknown(timeline: Timeline, key: str) -> Unknown:
    (found,) = (each for each in timeline.unknown if each.key == key)
    return found


def keys(timeline: Timeline) -> set[str]:
    return {each.key for each in (*timeline.steps, *timeline.unknown)}


__all__ = [
    "CONTRACT_ONLY",
    "DAY",
    "LC",
    "TT",
    "keys",
    "plan_for",
    "planned",
    "sample",
    "step",
    "unknown",
]
