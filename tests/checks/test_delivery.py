"""Trade terms, freight clauses and cover are read as people write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.checks.delivery import cover_in, freight_payer, risks_in, terms_in
from docgen.tables import load_tables

TABLES = load_tables()


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("CIF OSLO, INCOTERMS 2020", ("CIF", "OSLO", "2020", True)),
        ("CIF Oslo, Norway, Incoterms® 2020", ("CIF", "OSLO, NORWAY", "2020", True)),
        ("CIF OSLO INCOTERMS(R)2020", ("CIF", "OSLO", "2020", True)),
        ("FOB NINGBO (INCOTERMS 2010)", ("FOB", "NINGBO", "2010", True)),
        ("FOB NINGBO, 2020 INCOTERMS", ("FOB", "NINGBO", "2020", True)),
        ("FCA YANTIAN AS PER INCOTERMS", ("FCA", "YANTIAN", "", True)),
        ("C&F CASABLANCA", ("CFR", "CASABLANCA", "", False)),
        ("DAP: YEKATERINBURG", ("DAP", "YEKATERINBURG", "", False)),
        ("CIF", ("CIF", "", "", False)),
        ("CIF COLOMBO USD13,625.00", ("CIF", "COLOMBO", "", False)),
        ("GOODS AT USD2.40, CFR CASABLANCA. PACKING: BALES", ("CFR", "CASABLANCA", "", False)),
    ],
)
def test_a_term_is_read_with_its_place_and_edition(text: str, read: tuple[object, ...]) -> None:
    (term,) = terms_in(text, TABLES)
    assert (term.rule, term.place, term.edition, term.named) == read


@pytest.mark.parametrize("text", ["", "PACIFIC TRADING", "DAPPLE GREY", "FASTENERS", "OFFICE"])
def test_a_word_that_contains_a_rule_is_no_term(text: str) -> None:
    assert terms_in(text, TABLES) == ()


def test_every_term_of_a_text_is_found_in_its_order() -> None:
    read = terms_in("FOB NINGBO OR CIF OSLO", TABLES)
    assert [term.rule for term in read] == ["FOB", "CIF"]


@pytest.mark.parametrize(
    ("clause", "payer"),
    [
        ("FREIGHT PREPAID", "seller"),
        ("Freight to be pre-paid", "seller"),
        ("运费预付", "seller"),
        ("PP", "seller"),
        ("FREIGHT COLLECT", "buyer"),
        ("FREIGHT PAYABLE AT DESTINATION", "buyer"),
        ("到付", "buyer"),
        ("CC", "buyer"),
        ("FREIGHT AS ARRANGED", None),
        ("FREIGHT PAYABLE AS PER CHARTER PARTY", None),
        ("PREPAID / COLLECT", None),
        ("", None),
    ],
)
def test_a_freight_clause_says_who_pays_or_nothing(clause: str, payer: str | None) -> None:
    assert freight_payer(clause) == payer


@pytest.mark.parametrize(
    ("text", "cover"),
    [
        ("INSTITUTE CARGO CLAUSES (A) 1/1/09", "A"),
        ("I.C.C.(B)", "B"),
        ("ICC (C) 1/1/2009", "C"),
        ("INSTITUTE CARGO CLAUSES (AIR)", "A"),
        ("ALL RISKS AND WAR RISKS", "A"),
        ("W.P.A. as per C.I.C.", "B"),
        ("FREE FROM PARTICULAR AVERAGE", "C"),
        ("投保一切险", "A"),
        ("水渍险", "B"),
        ("平安险", "C"),
        ("INSTITUTE CARGO CLAUSES AND WAR CLAUSES", ""),
        ("INSTITUTE WAR CLAUSES (CARGO)", ""),
        ("", ""),
    ],
)
def test_cover_is_read_as_the_nearest_institute_clauses(text: str, cover: str) -> None:
    assert cover_in(text) == cover


def test_war_and_strikes_are_risks_of_their_own() -> None:
    assert [risk.en for risk in risks_in("ICC(A), WAR RISKS AND S.R.C.C.")] == [
        "war risks",
        "strikes",
    ]
    assert risks_in("INSTITUTE CARGO CLAUSES (A), WAREHOUSE TO WAREHOUSE") == ()


@given(st.text(max_size=80))
def test_any_text_can_be_asked(text: str) -> None:
    assert all(term.rule in TABLES.incoterms for term in terms_in(text, TABLES))
    assert cover_in(text) in ("", "A", "B", "C")
    assert freight_payer(text) in (None, "seller", "buyer")
