"""Words back to numbers, so that a paper typed by someone else can be checked like our own.

The number is read word by word and then spelt again: what was written must be that spelling, up
to the variants that banks accept. So no word is skipped and no wrong order is guessed at.
"""

from __future__ import annotations

import re
from decimal import Decimal

from docgen.tables import Currency
from docgen.text import chinese, english

_SMALL = {
    word: value
    for value, word in enumerate(
        "ZERO ONE TWO THREE FOUR FIVE SIX SEVEN EIGHT NINE TEN ELEVEN TWELVE THIRTEEN FOURTEEN"
        " FIFTEEN SIXTEEN SEVENTEEN EIGHTEEN NINETEEN".split()
    )
} | {
    word: (value + 2) * 10
    for value, word in enumerate(
        "TWENTY THIRTY FORTY FIFTY SIXTY SEVENTY EIGHTY NINETY".split()
    )
}
_LARGE = {"THOUSAND": 10**3, "MILLION": 10**6, "BILLION": 10**9, "TRILLION": 10**12}
_TRADITIONAL = str.maketrans("貳參叄陸億萬圓圆正〇", "贰叁叁陆亿万元元整零")
_PLACE = {"拾": 10, "佰": 100, "仟": 1000}


def parse_english_amount(words: str, currency: Currency) -> Decimal:
    """The amount in `SAY U.S. DOLLARS TWELVE AND CENTS THIRTY ONLY` and its accepted variants.

    AND after HUNDRED, missing hyphens and dots, the currency before or after the number, cents as
    words, figures, `30/100` or `30%` are all accepted.

    Raises:
        ValueError: a word is not understood, or the words are in no order that means a number.
    """
    text = re.sub(r"\s+", " ", _plain(words))
    text = re.sub(r"^SAY (TOTAL )?| ONLY$", "", text.strip()).strip()
    name, minor_name = _plain(currency.say), _plain(currency.say_minor)
    text, named = re.subn(rf"(^| ){name[:-1]}{name[-1]}?( |$)", " ", text, count=1)
    if not named:
        raise ValueError(f"the currency {currency.say} is not in: {words}")
    whole, minors = _split_minor(text.strip(), minor_name, currency.minor)
    units = parse_cardinal(whole) if whole else 0
    return Decimal(units) + Decimal(minors).scaleb(-currency.minor)


def parse_cardinal(words: str) -> int:
    """The number in `ONE HUNDRED AND TWENTY-THREE`.

    Raises:
        ValueError: a word is no number, or the words are in no order that means a number.
    """
    tokens = [token for token in _plain(words).split() if token != "AND"]
    total = group = 0
    for token in tokens:
        if token in _SMALL:
            group += _SMALL[token]
        elif token == "HUNDRED":
            group *= 100
        elif token in _LARGE:
            total, group = total + group * _LARGE[token], 0
        else:
            raise ValueError(f"{token} is not a number in: {words}")
    number = total + group
    if _plain(english.cardinal(number)).split() != tokens:
        raise ValueError(f"these words are in no order that means a number: {words}")
    return number


def parse_rmb_capitals(words: str) -> Decimal:
    """The amount in `人民币壹万陆仟肆佰零玖元零贰分`, in any form the People's Bank accepts.

    Raises:
        ValueError: a character is not understood, or the order or a 零 is wrong.
    """
    text = words.strip().removeprefix("人民币").translate(_TRADITIONAL)
    match = re.fullmatch(r"(?:(.+)元)?零?(?:(.)角)?零?(?:(.)分)?整?", text)
    if match is None or not text:
        raise ValueError(f"not an amount in capitals: {words}")
    yuan = _yuan(match[1]) if match[1] else 0
    jiao, fen = (_digit(each) if each else 0 for each in (match[2], match[3]))
    amount = Decimal(yuan * 100 + jiao * 10 + fen).scaleb(-2)
    if _without_optional(text) != _without_optional(chinese.rmb_capitals(amount)):
        raise ValueError(f"not written as capitals for {amount} must be: {words}")
    return amount


def _plain(text: str) -> str:
    return text.upper().replace("-", " ").replace(",", " ").replace(".", "").strip()


def _split_minor(text: str, minor_name: str, places: int) -> tuple[str, int]:
    """The words of the units, and the minor units as a number."""
    patterns = [rf"^(.*?)\s*(?:AND )?(\d{{1,{places or 1}}})(?:/10+|%)$"]
    if minor_name:
        single = rf"{minor_name[:-1]}{minor_name[-1]}?"
        patterns += [rf"^(.*?)\s*(?:AND )?{single} (.+)$", rf"^(.+) AND (.+) {single}$"]
    for pattern in patterns:
        if match := re.match(pattern, text):
            said = match[2]
            return match[1].strip(), int(said) if said.isdigit() else parse_cardinal(
                said
            )
    return text, 0


def _yuan(text: str) -> int:
    """A whole number in capitals, by splitting at the largest unit."""
    for unit, size in (("亿", 10**8), ("万", 10**4)):
        head, found, rest = (
            text.rpartition(unit) if unit == "亿" else text.partition(unit)
        )
        if found:
            return _yuan(head) * size + (_yuan(rest) if rest else 0)
    total = digit = 0
    for char in text:
        if char in _PLACE:
            total, digit = total + digit * _PLACE[char], 0
        else:
            digit = _digit(char)
    return total + digit


def _digit(char: str) -> int:
    if char not in chinese.DIGITS:
        raise ValueError(f"{char} is no financial capital")
    return chinese.DIGITS.index(char)


def _without_optional(text: str) -> str:
    """The text without what may stand or not: 零 before 角 or 仟 after a larger unit, 整 after 角."""
    text = re.sub(r"(?<=元)零(?=[^零]角)", "", text)
    text = re.sub(r"(?<=[万亿])零(?=[^零]仟)", "", text)
    return re.sub(r"(?<=角)整", "", text)
