"""Clean samples, orders and audit files, with one thing changed; what the checks say of them."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from typing import Any

from docgen import api
from docgen.checks import Report, audit, check
from docgen.checks.cases import Case
from docgen.context import Context
from docgen.history import NOTHING, History, PastUse
from docgen.intake import read_audit_file
from docgen.order import Order
from tests.samples import AS_OF as SAMPLE_DAY
from tests.samples import SAMPLES, company

TT, LC, AUDIT = "s02-every-fact", "s03-letter-of-credit", "a01-credit-and-contract"
SET = "a02-presented-set"
EMPTY = History(known=True)
AS_OF = {TT: date(2026, 3, 26), LC: date(2026, 4, 16), AUDIT: date(2026, 3, 25)}
AS_OF[SET] = date(2026, 3, 24)
AS_OF["a03-collection-set"] = date(2026, 4, 20)


@cache
def _raw(base: str) -> Any:
    name = "audit.json" if holds_no_order(base) else "order.json"
    return json.loads((SAMPLES / base / name).read_bytes())


def holds_no_order(base: str) -> bool:
    return (SAMPLES / base / "audit.json").exists()


def changed(base: str, change: Mapping[str, Any], remove: Iterable[str] = ()) -> dict[str, Any]:
    """The sample as JSON with values set and taken out by JSON pointer."""
    raw = copy.deepcopy(_raw(base))
    for place, value in change.items():
        holder, key = _holder(raw, place)
        if key == "-":
            holder.append(value)
        else:
            holder[key] = value
    for place in remove:
        holder, key = _holder(raw, place)
        del holder[key]
    return raw


def _holder(raw: Any, place: str) -> tuple[Any, Any]:
    *path, last = place.split("/")[1:]
    for part in path:
        raw = raw[int(part)] if isinstance(raw, list) else raw.setdefault(part, {})
    return raw, int(last) if isinstance(raw, list) and last != "-" else last


def order(raw: Mapping[str, Any]) -> Order:
    data = json.dumps(raw, ensure_ascii=False).encode()
    return api.parse_order(data, SAMPLES / "changed.json", company())


def audited(raw: Mapping[str, Any], as_of: date) -> Report:
    own = company()
    data = json.dumps(raw, ensure_ascii=False).encode()
    return audit(read_audit_file(data, own.tables), own.tables, own.profile, as_of)


def report_of(order: Order, as_of: date, history: History = NOTHING) -> Report:
    own = company()
    totals = api.compute(order, own)
    return check(order, Context(as_of, own.tables, totals, own.profile, history))


def report(
    base: str = TT,
    change: Mapping[str, Any] | None = None,
    remove: Iterable[str] = (),
    as_of: date | None = None,
    history: History = EMPTY,
) -> Report:
    """What the checks say, by default with a ledger that knows of no other order."""
    day = as_of or AS_OF.get(base, SAMPLE_DAY)
    raw = changed(base, change or {}, remove)
    return audited(raw, day) if holds_no_order(base) else report_of(order(raw), day, history)


def report_for(case: Case) -> Report:
    day = date.fromisoformat(case.as_of) if case.as_of else None
    history = History(tuple(PastUse(**use) for use in case.past), known=True)
    return report(case.base, case.change, case.remove, day, history)
