"""Amounts and packages in words, as drafts and packing lists state them."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal

import pytest

from docgen.tables import load_tables
from docgen.text.english import (
    amount_in_words,
    cardinal,
    count_in_words,
    packages_in_words,
)
from docgen.text.parsing import parse_english_amount

TABLES = load_tables()
AMOUNTS = [
    ("USD", "28500.00", "SAY U.S. DOLLARS TWENTY-EIGHT THOUSAND FIVE HUNDRED ONLY"),
    (
        "USD",
        "54216.00",
        "SAY U.S. DOLLARS FIFTY-FOUR THOUSAND TWO HUNDRED SIXTEEN ONLY",
    ),
    ("USD", "0.05", "SAY U.S. DOLLARS CENTS FIVE ONLY"),
    ("USD", "0.00", "SAY U.S. DOLLARS ZERO ONLY"),
    ("USD", "1.00", "SAY U.S. DOLLARS ONE ONLY"),
    ("USD", "1.01", "SAY U.S. DOLLARS ONE AND CENTS ONE ONLY"),
    ("USD", "12.30", "SAY U.S. DOLLARS TWELVE AND CENTS THIRTY ONLY"),
    ("USD", "100.00", "SAY U.S. DOLLARS ONE HUNDRED ONLY"),
    ("USD", "101.05", "SAY U.S. DOLLARS ONE HUNDRED ONE AND CENTS FIVE ONLY"),
    ("USD", "110.10", "SAY U.S. DOLLARS ONE HUNDRED TEN AND CENTS TEN ONLY"),
    ("USD", "1000.00", "SAY U.S. DOLLARS ONE THOUSAND ONLY"),
    ("USD", "1001.00", "SAY U.S. DOLLARS ONE THOUSAND ONE ONLY"),
    (
        "USD",
        "12345.67",
        "SAY U.S. DOLLARS TWELVE THOUSAND THREE HUNDRED FORTY-FIVE AND CENTS SIXTY-SEVEN ONLY",
    ),
    ("USD", "100000.00", "SAY U.S. DOLLARS ONE HUNDRED THOUSAND ONLY"),
    ("USD", "1000000.00", "SAY U.S. DOLLARS ONE MILLION ONLY"),
    ("USD", "1000001.10", "SAY U.S. DOLLARS ONE MILLION ONE AND CENTS TEN ONLY"),
    (
        "USD",
        "2050019.90",
        "SAY U.S. DOLLARS TWO MILLION FIFTY THOUSAND NINETEEN AND CENTS NINETY ONLY",
    ),
    (
        "USD",
        "999999999.99",
        "SAY U.S. DOLLARS NINE HUNDRED NINETY-NINE MILLION NINE HUNDRED NINETY-NINE"
        " THOUSAND NINE HUNDRED NINETY-NINE AND CENTS NINETY-NINE ONLY",
    ),
    (
        "EUR",
        "36480.50",
        "SAY EUROS THIRTY-SIX THOUSAND FOUR HUNDRED EIGHTY AND CENTS FIFTY ONLY",
    ),
    (
        "GBP",
        "15015.15",
        "SAY POUNDS STERLING FIFTEEN THOUSAND FIFTEEN AND PENCE FIFTEEN ONLY",
    ),
    (
        "JPY",
        "3456780",
        "SAY JAPANESE YEN THREE MILLION FOUR HUNDRED FIFTY-SIX THOUSAND SEVEN HUNDRED EIGHTY ONLY",
    ),
    (
        "CNY",
        "88200.25",
        "SAY RENMINBI YUAN EIGHTY-EIGHT THOUSAND TWO HUNDRED AND FEN TWENTY-FIVE ONLY",
    ),
    (
        "KWD",
        "1250.125",
        "SAY KUWAITI DINARS ONE THOUSAND TWO HUNDRED FIFTY AND FILS ONE HUNDRED TWENTY-FIVE ONLY",
    ),
    (
        "NOK",
        "412300.40",
        "SAY NORWEGIAN KRONER FOUR HUNDRED TWELVE THOUSAND THREE HUNDRED AND ORE FORTY ONLY",
    ),
    ("USD", "12.345", "SAY U.S. DOLLARS TWELVE AND CENTS THIRTY-FIVE ONLY"),
]


@pytest.mark.parametrize(("code", "amount", "words"), AMOUNTS)
def test_amount_is_written_in_words(code: str, amount: str, words: str) -> None:
    assert amount_in_words(Decimal(amount), TABLES.currencies[code]) == words


@pytest.mark.parametrize(
    ("code", "amount", "words"),
    [each for each in AMOUNTS if each[1] != "12.345"],
)
def test_words_are_read_back(code: str, amount: str, words: str) -> None:
    assert parse_english_amount(words, TABLES.currencies[code]) == Decimal(amount)


@pytest.mark.parametrize(
    ("code", "amount", "last_words"),
    [
        ("USD", "0.004", "DOLLARS ZERO ONLY"),
        ("USD", "0.005", "DOLLARS CENTS ONE ONLY"),
        ("USD", "2.675", "TWO AND CENTS SIXTY-EIGHT ONLY"),
        ("USD", "0.995", "DOLLARS ONE ONLY"),
        ("JPY", "0.5", "YEN ONE ONLY"),
        ("JPY", "2.5", "YEN THREE ONLY"),
        ("KWD", "1.0005", "ONE AND FILS ONE ONLY"),
    ],
)
def test_half_a_minor_unit_rounds_up(code: str, amount: str, last_words: str) -> None:
    words = amount_in_words(Decimal(amount), TABLES.currencies[code])
    assert words.endswith(f" {last_words}")


@pytest.mark.parametrize("code", sorted(TABLES.currencies))
def test_every_currency_of_the_table_is_said_and_read_back(code: str) -> None:
    currency = TABLES.currencies[code]
    amount = Decimal(1_234_111).scaleb(-currency.minor)
    words = amount_in_words(amount, currency)
    assert words.startswith(f"SAY {currency.say} ")
    assert parse_english_amount(words, currency) == amount


@pytest.mark.parametrize(
    "amount",
    ["-0.01", "-1", "NaN", "sNaN", "Infinity", "999999999999999.995", "1E+15", "1E+90"],
)
def test_amount_that_cannot_be_meant_is_refused(amount: str) -> None:
    with pytest.raises(ValueError, match="cannot be put into words"):
        amount_in_words(Decimal(amount), TABLES.currencies["USD"])


def test_the_largest_amount_is_said_and_read_back() -> None:
    currency, largest = TABLES.currencies["KWD"], Decimal("999999999999999.999")
    words = amount_in_words(largest, currency)
    assert " NINETY-NINE TRILLION " in words
    assert parse_english_amount(words, currency) == largest


def test_cardinal_has_neither_comma_nor_and() -> None:
    assert cardinal(1_000_101) == "ONE MILLION ONE HUNDRED ONE"
    assert cardinal(0) == "ZERO"
    assert cardinal(21_021) == "TWENTY-ONE THOUSAND TWENTY-ONE"


@pytest.mark.parametrize("number", [-1, 10**15])
def test_cardinal_of_a_number_that_cannot_be_meant_is_refused(number: int) -> None:
    with pytest.raises(ValueError, match="cannot be put into words"):
        cardinal(number)


@pytest.mark.parametrize(
    ("count", "kind", "words"),
    [
        (400, "CT", "FOUR HUNDRED (400) CARTONS"),
        (1, "CT", "ONE (1) CARTON"),
        (0, "CT", "ZERO (0) CARTONS"),
        (1250, "BX", "ONE THOUSAND TWO HUNDRED FIFTY (1,250) BOXES"),
    ],
)
def test_packages_are_counted_in_words_and_figures(count: int, kind: str, words: str) -> None:
    assert packages_in_words(count, TABLES.packages[kind]) == words


def test_anything_with_two_names_is_counted_in_words() -> None:
    assert count_in_words(40, "PAIR", "PAIRS") == "FORTY (40) PAIRS"
    assert count_in_words(1, "PAIR", "PAIRS") == "ONE (1) PAIR"


def test_a_program_that_writes_no_words_does_not_load_num2words() -> None:
    check = "import sys, docgen.text.english; sys.exit('num2words' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", check], check=False).returncode == 0
