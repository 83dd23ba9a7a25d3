"""Parties, ports and numbers: one slip is one finding, other orders count, and time is linear."""

from __future__ import annotations

from cProfile import Profile
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen import api
from docgen.checks import CATALOGUE, Outcome, Report, check
from docgen.checks.identifiers import flaw
from docgen.checks.papers import REPEATS
from docgen.checks.rules.parties import _distance
from docgen.context import Context
from docgen.findings import Finding
from docgen.history import History, PastNumber
from tests.checks.orders import AS_OF, LC, TT, changed, order, report, report_of
from tests.samples import company


def findings(got: Report, code: str) -> list[Finding]:
    return [each.finding for each in got.results if each.finding.code == code]


def after(*numbers: PastNumber) -> Report:
    return report_of(order(changed(TT, {})), AS_OF[TT], History(numbers=numbers, known=True))


@pytest.mark.parametrize(
    ("kind", "number", "where"),
    [
        ("commercial-invoice", "NB26-INV-012", "/invoice/number"),
        ("commercial-invoice", "nb26 inv 012", "/invoice/number"),
        ("purchase-contract", "NB26-0105-P1", "/purchases/0/number"),
        ("form-a", "G263302A01050012", "/origin/number"),
    ],
)
def test_a_number_that_another_order_took_is_refused(kind: str, number: str, where: str) -> None:
    got = after(PastNumber(kind, number, "NB25-0990"))
    (found,) = findings(got, "PTY-008")
    assert found.paths == (where,)
    assert "NB25-0990" in found.en and "NB25-0990" in found.zh
    repeating = {each for each, of in REPEATS.items() if kind in of} & set(got.asked)
    assert got.blocked == dict.fromkeys((kind, *repeating), ("PTY-008",))


@pytest.mark.parametrize(
    "past",
    [
        PastNumber("commercial-invoice", "NB26-INV-012", "NB26-0105"),
        PastNumber("commercial-invoice", "NB26-INV-011", "NB25-0990"),
        PastNumber("packing-list", "NB26-INV-013", "NB25-0990"),
        PastNumber("purchase-contract", "NB26-INV-012", "NB25-0990"),
    ],
)
def test_our_own_earlier_run_and_other_kinds_take_no_number(past: PastNumber) -> None:
    assert after(past).outcomes["PTY-008"] is Outcome.PASSED


def test_one_slip_in_the_order_is_one_finding_for_all_papers() -> None:
    got = report(TT, {"/shipment/marks": "FJORD TRADING\nFT-2270\nOSLO\nC/NO. 1-500"})
    (found,) = findings(got, "PTY-006")
    papers = [each for each in found.paths if each.startswith("/issued")]
    assert len(papers) == len([each for each in order(changed(TT, {})).issued if each.marks])
    assert found.paths[-1] == "/shipment/marks"


def test_two_different_slips_are_two_findings() -> None:
    got = report(
        TT, {"/issued/1/port_of_loading": "SHANGHAI", "/issued/7/port_of_loading": "BUSAN"}
    )
    assert {each.actual for each in findings(got, "PTY-005")} == {"SHANGHAI", "BUSAN"}


def test_a_slip_blocks_the_papers_that_carry_it() -> None:
    got = report(TT, {"/issued/5/port_of_loading": "SHANGHAI"})
    assert got.blocked == {"form-a": ("PTY-005",)}


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("91330212MA2KB56N9", "17 characters, not 18"),
        ("91330212MA2KB56N999", "19 characters, not 18"),
        ("91330212MA2KB56N98", "check digit"),
        ("91330212MA2KB65N99", "check digit"),
        ("9133O212MA2KB56N99", "do not belong"),
    ],
)
def test_each_flaw_of_a_number_is_told_in_its_own_words(number: str, words: str) -> None:
    (found,) = findings(report(LC, {"/suppliers/0/uscc": number}), "IDN-001")
    assert words in found.en


def test_a_number_that_one_reader_takes_has_no_flaw() -> None:
    def refuses(text: str) -> str:
        from stdnum.exceptions import InvalidLength

        raise InvalidLength

    assert flaw("1", refuses, lambda text: text) is None
    assert flaw("1", refuses) is not None
    assert flaw("1") is None


@given(st.text("ABC", max_size=6), st.text("ABC", max_size=6), st.text("ABC", max_size=6))
def test_the_distance_of_two_names_is_a_distance(one: str, two: str, three: str) -> None:
    assert _distance(one, one) == 0
    assert _distance(one, two) == _distance(two, one)
    assert _distance(one, three) <= _distance(one, two) + _distance(two, three)
    assert abs(len(one) - len(two)) <= _distance(one, two) <= max(len(one), len(two))


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 17), st.sampled_from("0123456789ABCDEFGHJKLMNPQRTUWXY"))
def test_any_one_wrong_character_of_a_credit_code_is_found(at: int, char: str) -> None:
    code = order(changed(TT, {})).suppliers[0].uscc
    wrong = code[:at] + char + code[at + 1 :]
    got = report(TT, {"/suppliers/0/uscc": wrong})
    assert bool(findings(got, "IDN-001")) is (wrong != code)


def lines_of(count: int) -> dict[str, Any]:
    """The sample with that many goods lines, a carton each."""
    raw = changed(TT, {}, ["/purchases", "/confirmed_prices"])
    goods, group = raw["goods"][0], raw["packing"][0]
    raw["goods"] = [
        goods | {"line": n, "sku": f"M{n}", "breakdown": []} for n in range(1, count + 1)
    ]
    raw["packing"] = [
        group | {"count": 1, "numbers": None, "contents": [{"line": n, "quantity": "48"}]}
        for n in range(1, count + 1)
    ]
    return raw


def calls_of(count: int) -> int:
    """How many functions the rules call for an order of that many lines, the second time."""
    own, parsed = company(), order(lines_of(count))
    context = Context(date(2026, 3, 26), own.tables, api.compute(parsed, own), own.profile)
    mine = {code: rule for code, rule in CATALOGUE.items() if code[:3] in ("PTY", "IDN")}
    check(parsed, context, mine)
    profile = Profile()
    profile.runcall(check, parsed, context, mine)
    return sum(entry.callcount for entry in profile.getstats())


def test_the_rules_on_parties_grow_no_faster_than_the_lines() -> None:
    small, large = calls_of(50), calls_of(400)
    assert large < 8.5 * small
