"""Certificates of origin: what cases alone cannot show."""

from __future__ import annotations

from cProfile import Profile
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen import api
from docgen.checks import CATALOGUE, Outcome, Report, check
from docgen.checks.origin_papers import bodies_in, country_named
from docgen.context import Context
from docgen.tables import load_tables
from docgen.text import english
from tests.checks.orders import LC, TT, changed, order, report
from tests.samples import company

TABLES = load_tables()


def codes(got: Report) -> set[str]:
    return {each.finding.code for each in got.results}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("FJORD TRADING AS\nSKIPPERGATA 21\n0152 OSLO, NORWAY", "NO"),
        ("ACME LTD., ATLANTA, GEORGIA, UNITED STATES", "US"),
        ("LAE TRADERS, PORT MORESBY, PAPUA NEW GUINEA", "PG"),
        ("CONAKRY IMPORT, GUINEA", "GN"),
        ("LAGOS STORES, NIGERIA", "NG"),
        ("TO ORDER OF ATLAS MARITIME BANK", ""),
        ("NORWAYLAND AS", ""),
        ("", ""),
    ],
)
def test_an_address_names_the_country_that_stands_last(text: str, code: str) -> None:
    assert country_named(text, TABLES) == code


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        ("CHINA COUNCIL FOR THE PROMOTION OF INTERNATIONAL TRADE", {"ccpit"}),
        ("China Chamber of International Commerce, Ningbo", {"ccpit"}),
        ("宁波市贸促会", {"ccpit"}),
        ("NINGBO CUSTOMS DISTRICT P.R. CHINA", {"customs"}),
        ("ZHEJIANG ENTRY-EXIT INSPECTION AND QUARANTINE BUREAU", {"customs"}),
        ("中华人民共和国宁波海关", {"customs"}),
        ("CCPIT OR CUSTOMS", {"ccpit", "customs"}),
        ("THE MANUFACTURER", set()),
    ],
)
def test_the_issuing_body_is_known_by_its_names(text: str, bodies: set[str]) -> None:
    assert bodies_in(text) == bodies


@pytest.mark.parametrize("day", ["2024-08-31", "2024-09-01"])
def test_ccpit_may_issue_a_form_a_only_since_order_270(day: str) -> None:
    got = report(TT, {"/origin/issuer": "ccpit", "/origin/date": day}, ["/issued/5"])
    (found,) = [each.finding for each in got.results if each.finding.code == "ORG-003"]
    assert found.severity == ("error" if day < "2024-09-01" else "warning")


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 999_999), st.booleans())
def test_packages_that_we_put_into_words_always_agree_with_themselves(
    count: int, with_and: bool
) -> None:
    words = english.packages_in_words(count, TABLES.packages["CT"])
    said = (
        words.replace("HUNDRED ", "HUNDRED AND ", 1) if with_and and "HUNDRED " in words else words
    )
    said = said.replace("HUNDRED AND (", "HUNDRED (").replace(
        "HUNDRED AND THOUSAND", "HUNDRED THOUSAND"
    )
    got = report(TT, {"/issued/5/packages_in_words": said})
    found = [each.finding for each in got.results if each.finding.code == "ORG-007"]
    assert bool(found) == (count != 500)
    assert all("are packed" in each.en for each in found)


def test_a_form_a_for_germany_names_what_to_apply_for_instead() -> None:
    got = report(TT, {"/shipment/destination_country": "DE"})
    (found,) = [each.finding for each in got.results if each.finding.code == "ORG-001"]
    assert "2021-12-01" in found.en and "C/O" in found.en
    assert "一般原产地证书" in found.zh
    assert got.blocked["form-a"]


def test_an_order_without_certificate_or_destination_is_not_judged_on_origin() -> None:
    got = report(LC, {}, ["/origin", "/shipment", "/issued/0"])
    assert not {code for code in codes(got) if code.startswith("ORG")}
    assert got.outcomes["ORG-003"] is Outcome.PASSED


def lines_of(count: int) -> dict[str, Any]:
    """The sample with that many goods lines, a carton each, on every paper."""
    raw = changed(TT, {}, ["/purchases", "/confirmed_prices"])
    group, goods = raw["packing"][0], raw["goods"][0]
    said = "ONE (1) CARTON OF ENAMEL MUG MODEL"
    raw["goods"] = [
        goods | {"line": n, "sku": f"M{n}", "description": f"ENAMEL MUG MODEL {n}", "breakdown": []}
        for n in range(1, count + 1)
    ]
    raw["packing"] = [
        group | {"count": 1, "numbers": None, "contents": [{"line": n, "quantity": "48"}]}
        for n in range(1, count + 1)
    ]
    for paper in raw["issued"]:
        if paper.get("lines"):
            paper["lines"] = [
                {"description": f"{said} {n}", "hs_code": "732394", "origin_criterion": '"W" 73.23'}
                for n in range(1, count + 1)
            ]
    return raw


def calls_of(count: int) -> int:
    """How many functions the rules call for an order of that many lines, the second time."""
    own, parsed = company(), order(lines_of(count))
    context = Context(date(2026, 3, 26), own.tables, api.compute(parsed, own), own.profile)
    mine = {code: rule for code, rule in CATALOGUE.items() if code[:3] in ("ORG", "INC")}
    check(parsed, context, mine)
    profile = Profile()
    profile.runcall(check, parsed, context, mine)
    return sum(entry.callcount for entry in profile.getstats())


def test_the_rules_on_origin_and_terms_grow_no_faster_than_the_lines() -> None:
    small, large = calls_of(50), calls_of(400)
    assert large < 8.5 * small
