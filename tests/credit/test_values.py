"""How banks write dates, amounts, per cent and periods, and how they break long fields."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from docgen.credit.clauses import clauses_in, paragraphs
from docgen.credit.values import (
    UnreadableError,
    read_date,
    read_date_and_place,
    read_money,
    read_percents,
    read_period,
)
from docgen.tables import load_tables

CURRENCIES = load_tables().currencies

DATES = [
    ("260415", date(2026, 4, 15)),
    ("951130", date(1995, 11, 30)),
    ("791231", date(2079, 12, 31)),
    ("800101", date(1980, 1, 1)),
    ("000229", date(2000, 2, 29)),
    ("20260415", date(2026, 4, 15)),
    ("2026-04-15", date(2026, 4, 15)),
    ("15 APR 2026", date(2026, 4, 15)),
    ("15-Apr-2026", date(2026, 4, 15)),
    ("APRIL 15, 2026", date(2026, 4, 15)),
    ("15TH APRIL, 2026", date(2026, 4, 15)),
    ("2026 Apr 15", date(2026, 4, 15)),
    ("DATE: 260415", date(2026, 4, 15)),
]


@pytest.mark.parametrize(("text", "day"), DATES)
def test_a_date_is_read(text: str, day: date) -> None:
    assert read_date(text) == (day, "")


@pytest.mark.parametrize(
    "text", ["200631", "010229", "261301", "260100", "26041", "2604150", "APRIL", "", "31/04/2026"]
)
def test_a_day_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(UnreadableError):
        read_date(text)


PLACES = [
    ("260415CHINA", "CHINA"),
    ("260415 AT THE COUNTERS OF NEGOTIATING BANK", "AT THE COUNTERS OF NEGOTIATING BANK"),
    ("DATE: 260415 PLACE: SHANGHAI, CHINA", "SHANGHAI, CHINA"),
    ("260415", ""),
]


@pytest.mark.parametrize(("text", "place"), PLACES)
def test_the_place_stands_behind_the_date(text: str, place: str) -> None:
    assert read_date_and_place(text) == (date(2026, 4, 15), place)


MONEY = [
    ("USD48600,", "USD", "48600.00"),
    ("USD48600,5", "USD", "48600.50"),
    ("USD 48600,50", "USD", "48600.50"),
    ("USD48,600.00", "USD", "48600.00"),
    ("EUR 1.250.000,00", "EUR", "1250000.00"),
    ("USD13625.00", "USD", "13625.00"),
    ("JPY1200000,", "JPY", "1200000"),
    ("KWD1,250", "", ""),
    ("Currency: USD (US DOLLAR) Amount: #48,600.00#", "USD", "48600.00"),
    ("USD660000, (SAY US DOLLARS SIX HUNDRED AND SIXTY THOUSAND ONLY)", "USD", "660000.00"),
    ("USD48,600", "", ""),
    ("USD48.600", "", ""),
    ("USD", "", ""),
    ("48600,", "", ""),
    ("USD-5,", "", ""),
    ("USD0,", "", ""),
    ("USD48,6,00.00", "", ""),
    ("USD9999999999999999,", "", ""),
    ("ABC100,", "", ""),
]


@pytest.mark.parametrize(("text", "currency", "amount"), MONEY)
def test_an_amount_is_read_or_refused_but_never_guessed(
    text: str, currency: str, amount: str
) -> None:
    if not currency:
        with pytest.raises(UnreadableError):
            read_money(text, CURRENCIES)
        return
    money = read_money(text, CURRENCIES)
    assert (money.currency, str(money.amount)) == (currency, amount)


PERCENTS = [
    ("05/05", 5, 5),
    ("10/0", 10, 0),
    ("+5/-10", 5, 10),
    ("5 / 5", 5, 5),
    ("5PCT/5PCT", 5, 5),
    ("+/-5PCT", 5, 5),
    ("PLUS 5 MINUS 10", 5, 10),
    ("5 PERCENT MORE OR LESS", 5, 5),
    ("PLUS 10 PERCENT, MINUS 5 PERCENT", 10, 5),
    ("TOLERANCE 10/10", 10, 10),
    ("+/-: 05/05", 5, 5),
    ("2,5/2,5", Decimal("2.5"), Decimal("2.5")),
]


@pytest.mark.parametrize(("text", "plus", "minus"), PERCENTS)
def test_a_tolerance_has_two_figures(text: str, plus: Decimal, minus: Decimal) -> None:
    assert read_percents(text) == (plus, minus)


@pytest.mark.parametrize("text", ["05", "", "FIVE", "101/5", "5/", "NOT EXCEEDING"])
def test_what_is_no_tolerance_is_refused(text: str) -> None:
    with pytest.raises(UnreadableError):
        read_percents(text)


PERIODS = [
    ("21", 21, ""),
    ("021", 21, ""),
    ("15/AFTER SHIPMENT DATE", 15, "AFTER SHIPMENT DATE"),
    ("WITHIN 15 DAYS AFTER THE DATE OF SHIPMENT", 15, "AFTER THE DATE OF SHIPMENT"),
    ("FIFTEEN (15) DAYS AFTER SHIPMENT", 15, "AFTER SHIPMENT"),
    ("21 DAYS", 21, ""),
]


@pytest.mark.parametrize(("text", "days", "words"), PERIODS)
def test_a_period_for_presentation_is_read(text: str, days: int, words: str) -> None:
    assert read_period(text) == (days, words)


@pytest.mark.parametrize("text", ["", "SOON", "15 DAYS OR 21 DAYS AFTER SHIPMENT", "/15"])
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(UnreadableError):
        read_period(text)


WANTED = ("INVOICE IN 3 COPIES", "PACKING LIST 5.5 KG", "DRAFT")
MARKED = [
    "+INVOICE\nIN 3 COPIES\n+PACKING LIST 5.5 KG\n+DRAFT",
    "+ INVOICE IN 3 COPIES\n+ PACKING LIST 5.5 KG\n+ DRAFT",
    "++INVOICE IN\n3 COPIES\n++PACKING LIST\n5.5 KG\n++DRAFT",
    "1.INVOICE IN\n3 COPIES\n2.PACKING LIST\n5.5 KG\n3.DRAFT",
    "1) INVOICE IN\n3 COPIES\n2) PACKING LIST\n5.5 KG\n3) DRAFT",
    "01) INVOICE IN 3 COPIES\n02) PACKING LIST 5.5 KG\n03) DRAFT",
    "(1) INVOICE IN 3 COPIES\n(2) PACKING LIST 5.5 KG\n(3) DRAFT",
    "1/ INVOICE IN 3 COPIES\n2/ PACKING LIST 5.5 KG\n3/ DRAFT",
    "A) INVOICE IN 3 COPIES\nB) PACKING LIST 5.5 KG\nC) DRAFT",
    "-INVOICE IN 3 COPIES\n-PACKING LIST 5.5 KG\n-\n-DRAFT",
    "* INVOICE IN 3 COPIES\n* PACKING LIST 5.5 KG\n* DRAFT",
    "INVOICE IN 3 COPIES\nPACKING LIST 5.5 KG\nDRAFT",
    "INVOICE IN 3 COPIES\n\nPACKING LIST 5.5 KG\n\nDRAFT",
]


@pytest.mark.parametrize("text", MARKED)
def test_a_long_field_is_cut_at_its_markers(text: str) -> None:
    assert clauses_in(tuple(text.split("\n"))) == WANTED


def test_clauses_that_were_run_together_are_cut_inside_a_line() -> None:
    lines = ("1. INVOICE IN 3 COPIES. 2. PACKING LIST IN 2 COPIES;", "3. DRAFT")
    assert clauses_in(lines) == (
        "INVOICE IN 3 COPIES.",
        "PACKING LIST IN 2 COPIES;",
        "DRAFT",
    )


def test_a_figure_inside_a_clause_divides_nothing() -> None:
    lines = ("1. INSURANCE FOR 110PCT AND", "5. MORE OF IT", "2. DRAFT")
    assert clauses_in(lines) == ("INSURANCE FOR 110PCT AND 5. MORE OF IT", "DRAFT")


def test_originals_of_a_set_are_no_marker() -> None:
    lines = ("1/3 ORIGINAL BILL OF LADING TO APPLICANT", "DRAFT")
    assert clauses_in(lines) == lines


def test_a_dash_inside_a_clause_divides_nothing() -> None:
    lines = ("+INVOICE SHOWING:", "- FREIGHT", "- INSURANCE", "+DRAFT")
    assert clauses_in(lines) == ("INVOICE SHOWING: - FREIGHT - INSURANCE", "DRAFT")


def test_a_heading_stands_before_the_first_marker() -> None:
    assert clauses_in(("DOCUMENTS IN ENGLISH:", "1. INVOICE", "2. DRAFT")) == (
        "DOCUMENTS IN ENGLISH:",
        "INVOICE",
        "DRAFT",
    )


def test_words_cut_at_the_full_width_are_whole_again() -> None:
    text = "+" + " ".join(f"WORDS{n:02}" for n in range(50))
    lines = tuple(text[at : at + 65].strip() for at in range(0, len(text), 65))
    assert clauses_in(lines) == (text[1:],)


def test_lines_ended_on_purpose_stay_apart() -> None:
    lines = ("ENAMEL MUG 12000 PCS", "ENAMEL PLATE 9000 PCS", "CIF OSLO")
    assert paragraphs(lines) == lines


def test_lines_broken_for_want_of_room_are_joined() -> None:
    long = "W" * 29 + " " + "W" * 29
    assert paragraphs((long, "SEVENTY", "CIF OSLO")) == (f"{long} SEVENTY", "CIF OSLO")
