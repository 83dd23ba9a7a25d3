"""A small trading office: a profile, a ledger, a folder for papers, and orders to issue."""

from __future__ import annotations

import copy
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from docgen import api
from docgen.api.issuing import Issued, issue_order
from docgen.ledger import Ledger, open_ledger
from tests.checks.orders import _holder
from tests.samples import SAMPLES

DAY = date(2026, 4, 30)
WHO = "CHEN YAN"
_STARTER = json.loads((SAMPLES / "starter" / "order.json").read_bytes())
_SUPPLIER = {
    "id": "mill",
    "name": "EXAMPLE ENAMEL FACTORY",
    "name_zh": "示例搪瓷厂",
    "address_zh": "浙江省金华市示例路2号",
    "country": "CN",
}


def purchase(quantity: str) -> dict[str, Any]:
    """A purchase contract for the one article of the order."""
    line = {"line": 1, "quantity": quantity, "price": "9.20", "vat_percent": "13"}
    return {
        "number": "EX26-0001-P1",
        "supplier": "mill",
        "date": "2026-03-12",
        "lines": [line],
        "delivery_date": "2026-04-05",
    }


def sale(quantity: int = 2400, **change: Any) -> dict[str, Any]:
    """The starting order over so many pieces in cartons of 48, with parts of it replaced."""
    raw = copy.deepcopy(_STARTER)
    cartons = -(-quantity // 48)
    raw["goods"][0]["quantity"] = str(quantity)
    whole, rest = divmod(quantity, 48)
    groups = [(whole, 48)] + ([(1, rest)] if rest else [])
    first, packing = 1, []
    for count, each in groups:
        group = copy.deepcopy(raw["packing"][0])
        group |= {"count": count, "numbers": {"first": first, "last": first + count - 1}}
        group["contents"] = [{"line": 1, "quantity": str(each)}]
        packing.append(group)
        first += count
    raw["packing"] = packing
    raw["shipment"]["marks"] = f"NORTHERN\nPO-1001\nOSLO\n1/{cartons}"
    raw["receipts"] = []
    return raw | change


def with_(raw: dict[str, Any], change: Mapping[str, Any]) -> dict[str, Any]:
    """The order with values set by JSON pointer."""
    raw = copy.deepcopy(raw)
    for place, value in change.items():
        holder, key = _holder(raw, place)
        holder[key] = value
    return raw


def contract_only(raw: dict[str, Any]) -> dict[str, Any]:
    """The order as it is when only the contract is made."""
    without = ("invoice", "packing_list", "shipment", "packing")
    return {key: value for key, value in raw.items() if key not in without}


@dataclass(frozen=True)
class Office:
    """Where orders are issued."""

    folder: Path

    @cached_property
    def ledger(self) -> Ledger:
        return open_ledger(self.folder / "ledger.sqlite3")

    @cached_property
    def company(self) -> api.Company:
        return api.load_company(self.folder / "docgen.toml")

    @property
    def out(self) -> Path:
        return self.folder / "out"

    def file(self, raw: Mapping[str, Any]) -> Path:
        path = self.folder / f"{raw['number']}.json"
        path.write_text(json.dumps(raw, ensure_ascii=False), encoding="utf-8")
        return path

    def issue(self, raw: Mapping[str, Any], *, day: date = DAY, **asked: Any) -> Issued:
        return issue_order(
            self.file(raw),
            self.out,
            who=WHO,
            ledger=self.ledger,
            company=self.company,
            formats=("pdf",),
            as_of=day,
            **asked,
        )


def office(folder: Path, more: str = "") -> Office:
    """A new office; `more` is added to the head of its profile."""
    profile = (SAMPLES / "starter" / "docgen.toml").read_text(encoding="utf-8")
    text = f'ledger = "ledger.sqlite3"\n{more}\n{profile}'
    (folder / "docgen.toml").write_text(text, encoding="utf-8")
    open_ledger(folder / "ledger.sqlite3", create=True).close()
    return Office(folder)


def states(issued: Issued) -> dict[str, str]:
    """What became of each paper that the order asks for."""
    return {p.kind: p.state for p in issued.manifest.papers if p.state != "not_asked_for"}


def marks(issued: Issued) -> dict[str, str]:
    """What stands at the head of each paper that was printed."""
    return {p.kind: p.mark for p in issued.manifest.papers if p.files}


def failed(issued: Issued) -> set[str]:
    """The rules that stand against the order."""
    return {each.code for each in issued.report.findings if each.outcome == "failed"}


SUPPLIER = _SUPPLIER
