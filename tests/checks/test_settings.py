"""Thresholds: the catalogue's, then the company's, the customer's, the order's."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from docgen.checks.settings import Settings, settings_of
from docgen.errors import InputError
from docgen.order.profile import Profile
from tests.checks.orders import TT, changed, order

BUYER = "FJORD TRADING AS"


def settings(company: Any = None, customers: Any = None, own: Any = None) -> Settings:
    profile = Profile.model_validate({"checks": company or {}, "customers": customers or {}})
    changed_order = order(changed(TT, {"/checks": own or {}}))
    return settings_of(changed_order.checks, changed_order.buyer.name, profile)


def days(number: Any) -> dict[str, Any]:
    return {"rules": {"DAT-007": {"days": number}}}


def test_the_catalogue_speaks_where_nobody_else_does() -> None:
    nothing = settings()
    assert nothing.value("DAT-007", "days") == 10
    assert nothing.changes == ()


def test_the_order_overrides_the_customer_and_the_customer_the_company() -> None:
    assert settings(days(11)).value("DAT-007", "days") == 11
    assert settings(days(11), {BUYER: days(12)}).value("DAT-007", "days") == 12
    assert settings(days(11), {BUYER: days(12)}, days(13)).value("DAT-007", "days") == 13


def test_the_settings_of_another_customer_do_not_count() -> None:
    assert settings(days(11), {"SOMEBODY ELSE": days(12)}).value("DAT-007", "days") == 11


def test_what_differs_from_the_catalogue_is_listed_with_who_set_it() -> None:
    (change,) = settings(days(11), {BUYER: days(12)}).changes
    assert (change.code, change.name, change.value, change.default) == ("DAT-007", "days", 12, 10)
    assert change.source == "customer"
    assert settings(days(10)).changes == ()


@pytest.mark.parametrize("written", ["0.12", Decimal("0.12")])
def test_a_decimal_may_stand_in_quotes(written: Any) -> None:
    got = settings({"rules": {"PRC-005": {"min_margin": written}}})
    assert got.value("PRC-005", "min_margin") == Decimal("0.12")


@pytest.mark.parametrize(
    ("wrong", "place"),
    [
        ({"rules": {"XYZ-001": {"days": 1}}}, "/checks/rules/XYZ-001"),
        ({"rules": {"DAT-007": {"weeks": 1}}}, "/checks/rules/DAT-007/weeks"),
        ({"rules": {"DAT-007": {"days": "soon"}}}, "/checks/rules/DAT-007/days"),
        ({"rules": {"DAT-007": {"days": Decimal("1.5")}}}, "/checks/rules/DAT-007/days"),
        ({"rules": {"DAT-007": {"days": True}}}, "/checks/rules/DAT-007/days"),
        ({"ignore": ["XYZ-001"]}, "/checks/ignore/0"),
        ({"ignore": ["CNT-005", "TOT-001"]}, "/checks/ignore/1"),
    ],
)
def test_what_the_catalogue_does_not_know_is_refused_with_its_place(
    wrong: dict[str, Any], place: str
) -> None:
    with pytest.raises(InputError) as error:
        settings(wrong)
    assert [each.paths for each in error.value.findings] == [(place,)]
    assert error.value.findings[0].code == "INP-015"


def test_a_warning_can_be_switched_off_and_an_error_cannot() -> None:
    assert settings({"ignore": ["CNT-005"]}).ignored == {"CNT-005": "company"}
    with pytest.raises(InputError):
        settings({"ignore": ["TOT-001"]})
