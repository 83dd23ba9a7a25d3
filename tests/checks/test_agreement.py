"""Faults of a credit say how it would have to be amended, and a contract is read piece by piece."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from docgen.checks import Amend
from tests.checks.orders import AUDIT, LC, report


def amends(code: str, change: Mapping[str, Any], base: str = AUDIT) -> list[Amend | None]:
    got = report(base, change)
    return [each.amend for each in got.results if each.finding.code == code]


def test_a_fault_of_a_field_says_what_it_should_read() -> None:
    found = amends("LCR-029", {"/credit/contract_date": "2026-02-03"})
    assert found == [Amend("45A", "FEB. 03, 2026", "MAR. 02, 2026")]


def test_a_fault_of_a_clause_names_the_clause() -> None:
    change = {"/credit/documents/1": "PACKING LIST QUOTING CONTRACT NO. NB26-0138"}
    assert amends("LCR-029", change) == [Amend("46A", "NB26-0138", "NB26-0318", 2)]


def test_less_than_a_full_set_is_to_be_the_full_set() -> None:
    text = "2/3 SET OF CLEAN BILLS OF LADING MADE OUT TO ORDER"
    wanted = Amend("46A", "2/3", "3/3 (FULL SET)", 3)
    assert amends("LCR-022", {"/credit/documents/2": text}) == [wanted]


def test_a_clause_that_has_to_go_is_quoted_whole() -> None:
    text = "INSPECTION CERTIFICATE IN DUPLICATE SIGNED BY APPLICANT"
    assert amends("LCR-022", {"/credit/documents/0": text}) == [Amend("46A", text, "", 1)]


def test_a_period_is_quoted_as_it_reads() -> None:
    change = {
        "/credit/shipment_period": "ON OR ABOUT MAY 31, 2026",
        "/credit/latest_shipment": None,
    }
    found = amends("LCR-013", change)
    assert found == [Amend("44D", "ON OR ABOUT MAY 31, 2026", "NOT LATER THAN MAY 31, 2026")]


_NO_TOLERANCE = ["/credit/quantity_plus_percent", "/credit/quantity_minus_percent"]
_NO_TOLERANCE += ["/credit/amount_plus_percent", "/credit/amount_minus_percent"]


def test_a_tolerance_that_is_not_stated_is_not_said_to_be_nought() -> None:
    got = report(AUDIT, {"/credit/goods": "POWER TOOLS"}, _NO_TOLERANCE)
    found = [each for each in got.results if each.finding.code == "LCR-031"]
    assert [each.amend for each in found] == [
        Amend("45A", "", "QUANTITY +/-5%"),
        Amend("39A", "", "5/5"),
    ]
    for each in found:
        assert "states no tolerance" in each.finding.en and "未写溢短装" in each.finding.zh
        assert "+/-0%" not in each.finding.en + each.finding.zh


def test_a_tolerance_that_differs_is_quoted_with_what_it_is_on() -> None:
    change = {"/credit/quantity_plus_percent": "3", "/credit/quantity_minus_percent": "2"}
    assert amends("LCR-031", change) == [Amend("45A", "QUANTITY +3%/-2%", "QUANTITY +/-5%")]


def test_two_rules_ask_for_one_and_the_same_amendment_of_the_amount() -> None:
    change = {"/credit/amount_plus_percent": "3", "/credit/amount_minus_percent": "3"}
    wanted = [Amend("39A", "3/3", "5/5")]
    assert amends("LCR-031", change) == amends("LCR-049", change) == wanted


def test_goods_in_bulk_have_their_five_per_cent_unsaid() -> None:
    change = {
        "/credit/goods": "WHEAT",
        "/credit/unit": "TNE",
        "/issued/0/terms/tolerance": {"quantity_percent": "10"},
    }
    got = report(AUDIT, change, _NO_TOLERANCE)
    (first, _) = [each for each in got.results if each.finding.code == "LCR-031"]
    assert "in bulk is +/-5%" in first.finding.en and "+/-10%" in first.finding.en
    assert first.amend == Amend("45A", "", "QUANTITY +/-10%")


def test_where_there_is_no_contract_none_is_quoted() -> None:
    abroad = {"/credit/expiry_place": "OSLO, NORWAY", "/credit/price_term": "CFR BARCELONA"}
    got = report(AUDIT, abroad, ["/issued"])
    said = {
        each.finding.code: each.finding
        for each in got.results
        if each.finding.code in ("LCR-012", "LCR-040")
    }
    assert set(said) == {"LCR-012", "LCR-040"}
    for each in said.values():
        assert "contract" not in each.en and "合同" not in each.zh
        assert "" not in each.paths
    assert "its own trade term is CFR" in said["LCR-040"].en


def test_what_the_signed_contract_leaves_out_the_order_says() -> None:
    found = amends("LCR-033", {"/credit/transhipment": "NOT ALLOWED"}, LC)
    assert found == [Amend("43T", "NOT ALLOWED", "ALLOWED")]
