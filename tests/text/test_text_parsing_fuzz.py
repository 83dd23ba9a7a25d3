"""Any heap of number words is an amount or a ValueError, and no reading skips a word."""

from __future__ import annotations

import os
from contextlib import suppress
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.tables import load_tables
from docgen.text.chinese import rmb_capitals
from docgen.text.english import cardinal
from docgen.text.parsing import parse_cardinal, parse_english_amount, parse_rmb_capitals

EXAMPLES = 20_000 if os.environ.get("DOCGEN_SOAK") else 500
USD = load_tables().currencies["USD"]
CAPITALS = st.text("零壹贰叁玖拾佰仟万亿元角分整正圆", max_size=14)
WORDS = st.lists(
    st.sampled_from(
        [
            *"ZERO ONE TWO NINE ELEVEN TWENTY NINETY HUNDRED THOUSAND MILLION AND SAY".split(),
            *("ONLY", "U.S. DOLLARS", "DOLLARS", "CENTS", "CENT", "POINT", "30/100", "5%", "7"),
            *("-", "USD"),
        ]
    ),
    max_size=9,
).map(" ".join)


@settings(max_examples=EXAMPLES)
@given(CAPITALS | st.text(max_size=8))
def test_capitals_are_refused_or_use_every_digit(text: str) -> None:
    with suppress(ValueError):
        amount = parse_rmb_capitals(text)
        spelt = rmb_capitals(amount)
        assert [each for each in text if each in "壹贰叁肆伍陆柒捌玖拾佰仟万亿角分"] == [
            each for each in spelt if each in "壹贰叁肆伍陆柒捌玖拾佰仟万亿角分"
        ]


@settings(max_examples=EXAMPLES)
@given(WORDS | st.text(max_size=12))
def test_english_words_are_refused_or_an_amount(text: str) -> None:
    with suppress(ValueError):
        amount = parse_english_amount(text, USD)
        assert 0 <= amount < Decimal(10) ** 15
        assert amount == amount.quantize(Decimal("0.01"))


@settings(max_examples=EXAMPLES)
@given(WORDS)
def test_a_cardinal_is_refused_or_uses_every_word(text: str) -> None:
    with suppress(ValueError):
        said = text.replace("-", " ").split()
        assert [each for each in said if each != "AND"] == cardinal(parse_cardinal(text)).replace(
            "-", " "
        ).split()
