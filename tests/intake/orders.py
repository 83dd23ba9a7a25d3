"""A valid order that fills nearly every field, and the ways in which tests change it."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

from docgen.errors import InputError
from docgen.findings import Finding, Severity
from docgen.intake import read_order
from docgen.order import Order
from docgen.tables import load_tables
from tests.samples import path_of

TABLES = load_tables()
Path = tuple[str | int, ...]
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def minimal() -> Any:
    """The smallest order: no optional part."""
    return json.loads(path_of("s01-minimal").read_text("utf-8"))


def full() -> Any:
    """An order with a value in nearly every field, numbers in quotes and bare."""
    return json.loads(_full())


@cache
def _full() -> str:
    order = json.loads(path_of("t01-norway-bowls").read_text("utf-8"))
    firm = order["suppliers"][0] | {
        "customs_code": "3302966218",
        "eori": "DE1234567",
        "registration_number": "HRB 1",
        "lei": "529900T8BM49AURSDO55",
    }
    firm.pop("id")
    weights = {"net_weight_kg": 10.5, "gross_weight_kg": "11.25"}
    contents = [{"line": 1, "quantity": 1, "note": "RED"}]
    order |= {
        "$schema": "order.schema.json",
        "revision": 1,
        "prepared_by": "CHEN YAN",
        "seller": firm,
        "consignee": {"type": "party", "party": firm},
        "goods": [
            order["goods"][0]
            | {
                "price": 6.85,
                "price_unit": "SET",
                "price_unit_size": "1",
                "free_of_charge": False,
                "discount_percent": "1.5",
                "discount_amount": 2,
                "breakdown": [{"colour": "RED", "size": "M", "quantity": "4800"}],
                "origin_country": "CN",
                "inspection_required": True,
                "brand": "BRIGHT",
                "customs": {"first_unit": "KGM", "first_quantity": 5040, "levy_zh": "照章征税(1)"},
            }
        ],
        "packing": [
            order["packing"][0] | {"volume_m3": "0.08"},
            {"type": "bulk", "contents": contents, "volume_m3": 1.5} | weights,
            {"type": "nude", "count": 2, "contents": contents} | weights,
        ],
        "pallets": [
            {
                "count": 2,
                "kind": "PX",
                "packages": 10,
                "tare_weight_kg": "20",
                "size_cm": {"length": 120, "width": "100", "height": "15.5"},
                "treatment": "ISPM 15 HT",
            }
        ],
        "charges": [{"kind": "freight", "description": "FREIGHT", "amount": "12.50"}],
        "discounts": [{"description": "LOYALTY", "percent": "1", "amount": "3"}],
        "purchases": [
            order["purchases"][0]
            | {
                "production": {
                    "date": "2026-09-10",
                    "sample_date": "2026-09-20",
                    "quality_zh": "按封样",
                    "lines": [{"line": 1, "text_zh": "镜面抛光"}],
                }
            }
        ],
        "customs_declaration": {"date": "2026-11-10", "other_charges": "5", "royalties": False},
        "booking": {"date": "2026-10-20", "bill": "telex_release", "originals": 3},
        "marks_sheet": {"date": "2026-09-10", "side": "KEEP DRY"},
        "insurance_application": {"date": "2026-11-10", "originals": 2, "premium": "0.3%"},
        "stock": [{"line": 1, "quantity": "1"}],
        "receipts": [order["receipts"][0] | {"rate": "1.08"}],
        "inspection": {"date": "2026-11-01", "attached_zh": ["合同"], "wanted_zh": ["电子底账"]},
        "certificates": [
            {
                "kind": "e_slip",
                "number": "330000120000001",
                "first_item": "BOWLS",
                "amount": "32880.00",
                "currency": "USD",
                "quantity": 4800,
                "unit": "SET",
                "issued": "2026-11-01",
                "valid_until": "2026-12-31",
            }
        ],
        "credit": json.loads(path_of("t09-pakistan-tiles").read_text("utf-8"))["credit"],
        "issued": [
            {
                "kind": "bill-of-lading",
                "amount": "-1",
                "packages": 400,
                "package_kind": "CT",
                "on_board_date": "2026-11-12",
                "lines": [{"description": "BOWLS", "quantity": 0, "unit": "SET"}],
                "text": ["CLEAN ON BOARD"],
            }
        ],
        "waivers": [
            {
                "rule": "TOT-001",
                "reason": "agreed with the buyer",
                "by": "CHEN YAN",
                "date": "2026-11-01",
            }
        ],
    }
    return json.dumps(order)


def read(order: Any) -> Order:
    return read_order(json.dumps(order).encode(), TABLES)


def refused(order: Any) -> tuple[Finding, ...]:
    """The findings with which an order is refused; it has to be."""
    data = json.dumps(order).encode() if not isinstance(order, bytes) else order
    with pytest.raises(InputError) as error:
        read_order(data, TABLES)
    assert error.value.findings
    for finding in error.value.findings:
        assert_well_said(finding)
    return error.value.findings


def assert_well_said(finding: Finding) -> None:
    """A finding has a code, a place, both languages, and nothing that a terminal would obey."""
    assert re.fullmatch(r"[A-Z]{3}-[0-9]{3}", finding.code)
    assert finding.severity is Severity.ERROR
    assert finding.paths
    assert all(path == "" or path.startswith("/") for path in finding.paths)
    assert finding.en
    assert CHINESE.search(finding.zh), finding
    said = (finding.en + finding.zh).replace(finding.actual, "")
    assert not re.search(r"\{[a-z_]+\}", said), finding
    for text in (finding.en, finding.zh, finding.expected, finding.actual, finding.hint):
        assert text.isprintable(), finding
        assert len(text) < 1000


def places(findings: tuple[Finding, ...]) -> list[tuple[str, str]]:
    return [(finding.code, finding.paths[0]) for finding in findings]


def path_of_pointer(pointer: str) -> Path:
    parts = [part.replace("~1", "/").replace("~0", "~") for part in pointer.split("/")[1:]]
    return tuple(int(part) if part.isdecimal() else part for part in parts)


def at(order: Any, path: Path) -> Any:
    for part in path:
        order = order[part]
    return order


def changed(order: Any, pointer: str, value: Any) -> Any:
    """The order with one value put in a place."""
    *parents, last = path_of_pointer(pointer)
    order = copy.deepcopy(order)
    at(order, tuple(parents))[last] = value
    return order


def without(order: Any, pointer: str) -> Any:
    *parents, last = path_of_pointer(pointer)
    order = copy.deepcopy(order)
    del at(order, tuple(parents))[last]
    return order


def every_place(value: Any, path: Path = ()) -> Iterator[Path]:
    """The path of every value in an order, containers before what they hold."""
    if path:
        yield path
    if isinstance(value, dict):
        for key, item in value.items():
            yield from every_place(item, (*path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from every_place(item, (*path, index))
