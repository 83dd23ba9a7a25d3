"""Words typed by someone else: what banks accept is read, what nobody can be sure of is refused."""

from __future__ import annotations

from decimal import Decimal
from random import Random

import pytest

from docgen.tables import load_tables
from docgen.text.chinese import rmb_capitals
from docgen.text.english import amount_in_words
from docgen.text.parsing import (
    parse_cardinal,
    parse_english_amount,
    parse_rmb_capitals,
)

CURRENCIES = load_tables().currencies
ROUND_TRIPS = 100_000


@pytest.mark.parametrize(
    ("code", "amount", "words"),
    [
        (
            "USD",
            "54216",
            "U.S. DOLLARS FIFTY FOUR THOUSAND TWO HUNDRED AND SIXTEEN ONLY",
        ),
        ("USD", "23500", "SAY US DOLLARS TWENTY THREE THOUSAND FIVE HUNDRED ONLY."),
        ("USD", "23500", "Say: US Dollars Twenty-three thousand, five hundred only."),
        (
            "USD",
            "23500",
            "SAY TOTAL: U.S. DOLLARS TWENTY\u2010THREE THOUSAND\n FIVE HUNDRED",
        ),
        ("USD", "23500", "SAY USD TWENTY-THREE THOUSAND FIVE HUNDRED ONLY"),
        ("USD", "23500", "SAY DOLLARS TWENTY-THREE THOUSAND FIVE HUNDRED ONLY"),
        ("USD", "23500", "TWENTY-THREE THOUSAND FIVE HUNDRED US DOLLARS ONLY"),
        ("USD", "1005", "SAY US DOLLARS ONE THOUSAND AND FIVE ONLY"),
        ("USD", "1", "SAY ONE U.S. DOLLAR ONLY"),
        ("USD", "12.30", "SAY US DOLLARS TWELVE CENTS THIRTY ONLY"),
        ("USD", "12.30", "SAY US DOLLARS TWELVE AND THIRTY CENTS ONLY"),
        ("USD", "12.30", "SAY US DOLLARS TWELVE AND CENTS 30 ONLY"),
        ("USD", "12.30", "SAY US DOLLARS TWELVE AND 30/100 ONLY"),
        ("USD", "12.05", "SAY US DOLLARS TWELVE AND CENTS 05/100 ONLY"),
        ("USD", "12.30", "SAY US DOLLARS TWELVE AND 30% ONLY"),
        ("USD", "12.30", "SAY US DOLLARS TWELVE POINT THREE ZERO ONLY"),
        ("USD", "12.30", "SAY US DOLLARS TWELVE POINT THREE ONLY"),
        ("USD", "12.30", "SAY US DOLLARS TWELVE POINT THIRTY ONLY"),
        ("USD", "12.03", "SAY US DOLLARS TWELVE POINT ZERO THREE ONLY"),
        ("USD", "12.30", "TWELVE US DOLLARS AND THIRTY CENTS ONLY"),
        ("USD", "12.30", "TWELVE US DOLLARS THIRTY CENTS ONLY"),
        ("USD", "12.30", "TWELVE AND 30/100 US DOLLARS ONLY"),
        ("USD", "100.05", "SAY US DOLLARS ONE HUNDRED AND FIVE CENTS ONLY"),
        ("USD", "105.20", "SAY US DOLLARS ONE HUNDRED AND FIVE AND CENTS TWENTY ONLY"),
        ("USD", "0.05", "SAY US DOLLARS FIVE CENTS ONLY"),
        ("USD", "1.01", "SAY US DOLLARS ONE AND CENT ONE ONLY"),
        ("EUR", "1", "SAY EURO ONE ONLY"),
        ("GBP", "15.15", "FIFTEEN POUNDS STERLING AND FIFTEEN PENCE ONLY"),
        ("JPY", "300", "SAY YEN THREE HUNDRED ONLY"),
        (
            "CNY",
            "88200.25",
            "SAY RMB EIGHTY-EIGHT THOUSAND TWO HUNDRED AND FEN TWENTY-FIVE ONLY",
        ),
        ("KWD", "1.125", "SAY KUWAITI DINARS ONE AND 125/1000 ONLY"),
        ("KWD", "1.125", "SAY KUWAITI DINARS ONE POINT ONE TWO FIVE ONLY"),
    ],
)
def test_accepted_variant_is_read(code: str, amount: str, words: str) -> None:
    assert parse_english_amount(words, CURRENCIES[code]) == Decimal(amount)


@pytest.mark.parametrize(
    ("code", "words", "at_fault"),
    [
        ("USD", "SAY U.S. DOLLARS TWLEVE ONLY", "TWLEVE"),
        ("USD", "SAY U.S. DOLLARS TWENTY ELEVEN ONLY", "ELEVEN"),
        ("USD", "SAY U.S. DOLLARS TWENTY ZERO ONLY", "ZERO"),
        ("USD", "SAY U.S. DOLLARS FIVE SIX ONLY", "SIX"),
        ("USD", "SAY U.S. DOLLARS TWO HUNDRED HUNDRED ONLY", "HUNDRED"),
        ("USD", "SAY U.S. DOLLARS THOUSAND ONLY", "THOUSAND"),
        ("USD", "SAY U.S. DOLLARS ONE THOUSAND TWO MILLION ONLY", "MILLION"),
        ("USD", "SAY U.S. DOLLARS ONE THOUSAND TWO THOUSAND ONLY", "THOUSAND"),
        ("USD", "SAY U.S. DOLLARS ONE AND TWO ONLY", "AND"),
        ("USD", "SAY U.S. DOLLARS ONE HUNDRED AND ONLY", "AND"),
        ("USD", "SAY U.S. DOLLARS ONE HUNDRED AND THOUSAND ONLY", "AND"),
        ("USD", "SAY U.S. DOLLARS ONE HUNDRED AND AND FIVE ONLY", "AND"),
        ("USD", "SAY U.S. DOLLARS 28500 ONLY", "28500"),
        ("USD", "SAY U.S. DOLLARS ONLY", "no number"),
        ("USD", "SAY TWELVE ONLY", "U.S. DOLLARS"),
        ("USD", "SAY EUROS TWELVE ONLY", "U.S. DOLLARS"),
        ("USD", "SAY CANADIAN DOLLARS TWELVE ONLY", "CANADIAN"),
        ("USD", "SAY ONE HUNDRED US DOLLARS FIVE ONLY", "FIVE"),
        ("USD", "SAY U.S. DOLLARS TWELVE DOLLARS ONLY", "DOLLARS"),
        ("USD", "SAY U.S. DOLLARS TWELVE AND CENTS ONE HUNDRED ONLY", "ONE HUNDRED"),
        ("USD", "SAY U.S. DOLLARS TWELVE AND CENTS 100 ONLY", "100"),
        ("USD", "SAY U.S. DOLLARS TWELVE AND 5/10 ONLY", "5/10"),
        ("USD", "SAY U.S. DOLLARS TWELVE AND PENCE FIVE ONLY", "AND"),
        ("USD", "SAY U.S. DOLLARS TWELVE AND CENTS FIEV ONLY", "FIEV"),
        (
            "USD",
            "SAY U.S. DOLLARS TWELVE POINT THREE ZERO ZERO ONLY",
            "THREE ZERO ZERO",
        ),
        ("USD", "SAY U.S. DOLLARS TWELVE POINT TREE ONLY", "TREE"),
        ("JPY", "SAY JAPANESE YEN TWELVE POINT FIVE ONLY", "POINT"),
        ("JPY", "SAY JAPANESE YEN TWELVE AND 5/10 ONLY", "AND"),
        ("JPY", "SAY TWELVE JAPANESE YEN AND FIVE SEN ONLY", "FIVE SEN"),
        ("KWD", "SAY KUWAITI DINARS ONE AND 12/100 ONLY", "12/100"),
        ("USD", "", "U.S. DOLLARS"),
    ],
)
def test_nonsense_is_refused_with_the_word_at_fault(code: str, words: str, at_fault: str) -> None:
    with pytest.raises(ValueError) as refused:
        parse_english_amount(words, CURRENCIES[code])
    assert at_fault in str(refused.value).removesuffix(words)


def test_cardinal_is_read_with_and_without_and() -> None:
    assert parse_cardinal("FOUR HUNDRED") == 400
    assert parse_cardinal("one hundred and twenty-three") == 123
    assert parse_cardinal("ZERO") == 0


@pytest.mark.parametrize("words", ["", " ", "AND", "ZERO ONE", "ZERO HUNDRED"])
def test_no_number_is_read_where_there_is_none(words: str) -> None:
    with pytest.raises(ValueError):
        parse_cardinal(words)


@pytest.mark.parametrize(
    ("amount", "capitals"),
    [
        ("16409.02", "人民币壹万陆仟肆佰零玖元零贰分"),
        ("16409.02", "人民币 壹万陆仟肆佰零玖元 零贰分"),
        ("260000000", "人民幣貳億陸仟萬圓正"),
        ("3", "叁圆整"),
        ("3", "叄元正"),
        ("0.50", "伍角整"),
        ("1409.50", "壹仟肆佰零玖元伍角正"),
        ("107000.53", "壹拾万零柒仟元伍角叁分"),
        ("107000.53", "壹拾万零柒仟元零伍角叁分"),
        ("10001000", "壹仟万零壹仟元整"),
        ("1005000", "壹佰万零伍仟元整"),
        ("100005000", "壹亿伍仟元整"),
    ],
)
def test_accepted_capitals_are_read(amount: str, capitals: str) -> None:
    assert parse_rmb_capitals(capitals) == Decimal(amount)


@pytest.mark.parametrize(
    ("capitals", "at_fault"),
    [
        ("一万元整", "一"),
        ("壹万2仟元整", "2"),
        ("负壹元整", "负"),
        ("伍毛", "毛"),
        ("美元壹佰元整", "美"),
        ("", "such as"),
        ("人民币", "such as"),
        ("整", "such as"),
        ("壹", "such as"),
        ("壹角壹元", "such as"),
        ("伍分整", "伍分"),
        ("壹元", "壹元整"),
        ("壹元贰分", "壹元零贰分"),
        ("壹元零伍角", "壹元伍角"),
        ("拾元整", "零元整"),
        ("壹贰元整", "贰元整"),
        ("壹佰壹元整", "壹佰零壹元整"),
        ("壹拾壹佰元整", "壹佰壹拾元整"),
        ("壹万零零壹元整", "壹万零壹元整"),
        ("壹仟零万元整", "壹仟万元整"),
        ("壹亿亿元整", "sixteen"),
        ("壹" + "亿" * 5000 + "元整", "sixteen"),
    ],
)
def test_wrong_capitals_are_refused_with_what_is_expected(capitals: str, at_fault: str) -> None:
    with pytest.raises(ValueError) as refused:
        parse_rmb_capitals(capitals)
    sentence = str(refused.value).removeprefix(f"read {capitals}")
    assert at_fault in sentence.removesuffix(capitals)


def _random_minors(random: Random) -> int:
    """As many numbers of one digit as of twelve, and many with zeros inside."""
    digits = random.randint(1, 12)
    if random.random() < 0.5:
        return random.randrange(10**digits)
    return int("".join(random.choice("0001259") for _ in range(digits)))


def test_words_of_any_amount_are_read_back() -> None:
    random = Random(20261102)
    currencies = [CURRENCIES[code] for code in ("USD", "GBP", "CNY", "JPY", "KWD")]
    for _ in range(ROUND_TRIPS):
        currency = random.choice(currencies)
        amount = Decimal(_random_minors(random)).scaleb(-currency.minor)
        words = amount_in_words(amount, currency)
        assert parse_english_amount(words, currency) == amount, f"{amount}: {words}"


def test_capitals_of_any_amount_are_read_back() -> None:
    random = Random(20261102)
    for _ in range(ROUND_TRIPS):
        amount = Decimal(_random_minors(random)).scaleb(-2)
        capitals = rmb_capitals(amount)
        assert parse_rmb_capitals(capitals) == amount, f"{amount}: {capitals}"
