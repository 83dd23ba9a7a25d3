"""A credit may state little, as in a summary of one, but never nothing."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest

from docgen.order.credit import Credit
from tests.intake.orders import changed, full, places, read, refused

TAGS = """27 40A 20 23 31C 40E 31D 51a 50 59 32B 39A 39B 39C 41a 42C 42a 42M 42P 43P 43T
44A 44E 44F 44B 44C 44D 45A 46A
47A 49G 49H 71D 71B 48 49 58a 53a 78 57a 72Z 72 52a 40B 21 26E 30""".split()


@pytest.mark.parametrize(
    "nothing", [{}, {"number": "", "documents": [], "amendments": []}, {"amount": None}]
)
def test_a_credit_that_states_nothing_is_refused(nothing: object) -> None:
    findings = refused(changed(full(), "/credit", nothing))
    assert places(findings) == [("INP-009", "/credit")]
    assert "states nothing" in findings[0].en
    assert "信用证内容为空" in findings[0].zh


def test_a_summary_without_a_number_is_read() -> None:
    summary = {
        "form": "REVOCABLE",
        "amount": "660000",
        "amount_in_words": "SAY US DOLLARS SIXTY-SIX THOUSANDS ONLY",
        "expiry_days_after_shipment": 15,
        "contract_number": "CH2004",
        "price_term": "CIF SINGAPORE",
        "goods_lines": [{"description": "COTTON SHIRT", "quantity": 300, "unit": "CTNS"}],
    }
    credit = read(changed(full(), "/credit", summary)).credit
    assert credit is not None
    assert (credit.number, credit.amount, credit.goods_lines[0].unit) == ("", Decimal(660000), "CT")


def test_no_fact_of_a_credit_is_supposed_where_it_is_not_stated() -> None:
    said = Credit(number="LC1").model_dump(exclude_defaults=True)
    assert said == {"number": "LC1"}


def test_a_long_clause_is_kept_whole() -> None:
    clause = "SIGNED COMMERCIAL INVOICE " * 400
    assert Credit(documents=(clause,)).documents == (clause.strip(),)


def test_a_credit_is_the_same_after_it_was_written_as_json() -> None:
    credit = Credit(
        number="LC1", issued=date(2026, 3, 1), amount=Decimal("48600.00"), documents=("A", "B")
    )
    assert Credit.model_validate_json(credit.model_dump_json()) == credit


@pytest.mark.parametrize("tag", TAGS)
def test_every_field_of_the_message_has_a_name(tag: str) -> None:
    described = " ".join(field.description or "" for field in Credit.model_fields.values())
    described += Credit.model_json_schema()["$defs"]["Amendment"]["properties"].__str__()
    assert re.search(rf"\b{tag}\b", described)
