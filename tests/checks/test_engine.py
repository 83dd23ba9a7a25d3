"""The engine: four outcomes, crashes that are findings, and the hint at swapped digits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen import api
from docgen.checks import CATALOGUE, Outcome, Report, Rule, check
from docgen.checks.catalogue import rules_of
from docgen.checks.deal import Deal, deal_of
from docgen.checks.papers import REPEATS
from docgen.checks.rule import Fault, Outcomes, fault, rule, skip
from docgen.checks.spell import divisible_by_nine
from docgen.findings import Severity
from tests.checks.orders import AS_OF, TT, changed, order, report
from tests.samples import company


def made(code: str, severity: Severity = Severity.ERROR, needs: tuple[str, ...] = ()):  # type: ignore[no-untyped-def]
    return rule(
        code,
        severity=severity,
        guards=("commercial-invoice",),
        needs=needs,
        refs=("a test",),
        en="expected {expected}, read {actual}.",
        zh="应为{expected},读到{actual}。",
        fix="Mend it.",
        fix_zh="请更正。",
    )


@made("TST-001")
def it_passes(deal: Deal) -> Outcomes:
    """Nothing is wrong."""
    yield from ()


@made("TST-002")
def it_fails(deal: Deal) -> Outcomes:
    """Something is wrong."""
    yield fault("/number", expected=Decimal("32400.00"), actual=Decimal("32040.00"))


@made("TST-003")
def it_crashes(deal: Deal) -> Outcomes:
    """The rule itself is wrong."""
    yield fault("/number", expected="", actual=str(1 / 0))


@made("TST-004", needs=("shipment.etd", "issued.air-waybill"))
def it_needs_what_is_not_there(deal: Deal) -> Outcomes:
    """Never called."""
    raise AssertionError


@made("TST-005")
def it_cannot_compare(deal: Deal) -> Outcomes:
    """A fact is missing."""
    yield skip("nothing to compare with", "无从比较", "/number")


@made("TST-006", severity=Severity.WARNING)
def it_warns(deal: Deal, *, days: int = 7, share: Decimal = Decimal("0.5")) -> Outcomes:
    """A threshold is passed."""
    yield fault("/date", expected=days, actual=share)


@made("TST-007", severity=Severity.WARNING)
def it_weighs_more(deal: Deal) -> Outcomes:
    """One fault weighs more than the rule."""
    yield fault("/date", severity=Severity.ERROR, guards=("packing-list",))


RULES: Mapping[str, Rule] = {
    each.rule.code: each.rule  # type: ignore[attr-defined]
    for each in (
        *(it_passes, it_fails, it_crashes, it_needs_what_is_not_there, it_cannot_compare),
        *(it_warns, it_weighs_more),
    )
}


def run(*codes: str) -> Report:
    clean = order(changed(TT, {}))
    context = api.context_of(clean, company(), AS_OF[TT])
    return check(clean, context, {code: RULES[code] for code in codes})


def test_each_rule_has_one_outcome() -> None:
    assert run(*RULES).outcomes == {
        "TST-001": Outcome.PASSED,
        "TST-002": Outcome.FAILED,
        "TST-003": Outcome.FAILED,
        "TST-004": Outcome.NOT_CHECKED,
        "TST-005": Outcome.NOT_CHECKED,
        "TST-006": Outcome.FAILED,
        "TST-007": Outcome.FAILED,
    }


def test_the_counts_add_up() -> None:
    counts = run(*RULES).counts
    assert counts == {"checked": 5, "passed": 1, "failed": 4, "waived": 0, "not_checked": 2}


def test_a_missing_fact_is_named_and_the_rule_not_called() -> None:
    (gap,) = run("TST-004").not_checked
    assert gap.where == ("/issued",)
    assert "/issued" in gap.why.en and "/issued" in gap.why.zh


def test_a_rule_that_crashes_is_an_error_finding_that_blocks() -> None:
    report = run("TST-003")
    (result,) = report.results
    assert (result.finding.code, result.finding.severity) == ("TST-003", Severity.ERROR)
    assert "ZeroDivisionError" in result.finding.en
    assert report.blocked == held_back(report, "commercial-invoice", "TST-003")


def held_back(report: Report, guarded: str, code: str) -> dict[str, tuple[str, ...]]:
    """A paper and those of ours that repeat it, held back by a rule."""
    kinds = [kind for kind in report.asked if guarded in (kind, *REPEATS.get(kind, ()))]
    return dict.fromkeys(kinds, (code,))


def test_an_error_blocks_what_its_rule_guards_what_repeats_it_and_no_other_paper() -> None:
    report = run("TST-002")
    assert report.blocked == held_back(report, "commercial-invoice", "TST-002")
    assert {"commercial-invoice", "insurance-application"} <= report.blocked.keys()
    assert "packing-list" not in report.blocked
    report = run("TST-007")
    assert report.blocked == held_back(report, "packing-list", "TST-007")
    assert {"packing-list", "shipping-marks", "booking-note"} <= report.blocked.keys()
    assert run("TST-006").blocked == {}


def test_errors_come_first() -> None:
    report = run("TST-006", "TST-002")
    assert [each.finding.code for each in report.results] == ["TST-002", "TST-006"]


def test_a_finding_names_the_part_of_the_order_that_it_concerns() -> None:
    causes = {
        each.finding.code: each.cause for each in report(TT, {"/packing/0/count": 251}).results
    }
    assert causes["PKG-001"] == causes["TOT-005"] == causes["PKG-003"] == "packing"


def test_faults_of_two_fields_are_of_two_causes() -> None:
    changed = {"/terms/delivery/edition": "2010", "/terms/latest_shipment": "2020-01-01"}
    causes = {each.cause for each in report(TT, changed).results}
    assert {"terms/delivery", "terms/latest_shipment"} <= causes


def test_a_finding_says_both_values_and_their_difference() -> None:
    (result,) = run("TST-002").results
    assert result.finding.en == "expected 32,400.00, read 32,040.00."
    assert result.finding.zh == "应为32,400.00,读到32,040.00。"
    assert (result.finding.expected, result.finding.actual) == ("32400.00", "32040.00")
    assert result.difference == "360.00"
    assert result.fix.en.startswith("The difference is divisible by nine")
    assert result.fix.zh.startswith("差额可被9整除")


def apart(expected: str, actual: str) -> bool:
    return divisible_by_nine(Fault((), Decimal(expected), Decimal(actual)))


@given(st.integers(10, 10**12), st.integers(0, 11), st.sampled_from([0, 2, 3]))
def test_two_digits_that_change_places_are_always_hinted_at(
    number: int, place: int, decimals: int
) -> None:
    digits = list(str(number))
    place %= len(digits) - 1
    digits[place], digits[place + 1] = digits[place + 1], digits[place]
    swapped = Decimal("".join(digits)).scaleb(-decimals)
    expected = Decimal(number).scaleb(-decimals)
    assert divisible_by_nine(Fault((), expected, swapped)) is (swapped != expected)


@pytest.mark.parametrize(
    ("expected", "actual", "hinted"),
    [
        ("48600.00", "46800.00", True),
        ("48600.00", "48600.00", False),
        ("48600.00", "48601.00", False),
        ("7750", "7570.00", True),
        ("1.8", "2.7", True),
        ("1.8", "2.6", False),
    ],
)
def test_the_hint_is_given_where_nine_divides_the_difference(
    expected: str, actual: str, hinted: bool
) -> None:
    assert apart(expected, actual) is hinted


def test_dates_and_words_get_no_hint() -> None:
    assert not divisible_by_nine(Fault((), date(2026, 3, 1), date(2026, 3, 10)))
    assert not divisible_by_nine(Fault((), "12", "21"))


def test_a_code_used_twice_is_refused() -> None:
    from types import ModuleType

    module = ModuleType("twice")
    for name in ("one", "two"):

        def both(deal: Deal) -> Outcomes:
            """Twice."""
            yield from ()

        both.__name__ = name
        both.__module__ = "twice"
        setattr(module, name, made("TST-009")(both))
    with pytest.raises(ValueError, match="TST-009"):
        rules_of([module])


@pytest.mark.parametrize("left_out", ["refs", "en", "zh", "fix", "fix_zh"])
def test_a_rule_without_source_or_text_is_refused(left_out: str) -> None:
    texts = {"refs": ("x",), "en": "a.", "zh": "一。", "fix": "b.", "fix_zh": "二。"}
    texts[left_out] = () if left_out == "refs" else ""  # type: ignore[assignment]
    with pytest.raises(ValueError, match="TST-008"):
        rule("TST-008", severity=Severity.ERROR, **texts)(it_passes)  # type: ignore[arg-type]


def test_a_need_that_no_order_can_meet_is_an_error_of_the_program() -> None:
    clean = order(changed(TT, {}))
    for each in CATALOGUE.values():
        deal = deal_of(clean, api.context_of(clean, company(), AS_OF[TT]))
        for need in each.needs:
            need.gap(deal)  # AttributeError where the path names no field


def test_the_report_can_be_made_again_and_is_the_same() -> None:
    first, second = run(*RULES), run(*RULES)
    assert replace(first, dossier=second.dossier) == second
