"""Words back to numbers, so that a paper typed by someone else can be checked like our own.

What banks accept is accepted; everything else is refused with the word at fault, because a guess
at a doubtful amount is worse than a question. English is read word by word, each of which must fit
where it stands. Capitals are read and then written again: but for the 零 and 整 that may stand or
not, the text must be what we would write, so no character is skipped and no wrong order passes.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from docgen.tables import Currency
from docgen.text.chinese import DIGITS, LIMIT, rmb_capitals

_BELOW_TWENTY = (
    *("ZERO", "ONE", "TWO", "THREE", "FOUR", "FIVE", "SIX", "SEVEN", "EIGHT", "NINE"),
    *("TEN", "ELEVEN", "TWELVE", "THIRTEEN", "FOURTEEN", "FIFTEEN", "SIXTEEN"),
    *("SEVENTEEN", "EIGHTEEN", "NINETEEN"),
)
_TENS = ("TWENTY", "THIRTY", "FORTY", "FIFTY", "SIXTY", "SEVENTY", "EIGHTY", "NINETY")
_SMALL = {word: value for value, word in enumerate(_BELOW_TWENTY)} | {
    word: value * 10 for value, word in enumerate(_TENS, start=2)
}
_SCALES = {"THOUSAND": 10**3, "MILLION": 10**6, "BILLION": 10**9, "TRILLION": 10**12}
_AND_INSIDE = re.compile(rf"\b(HUNDRED|{'|'.join(_SCALES)}) AND (?=(?:{'|'.join(_SMALL)})\b)")
_HYPHENS_AND_MARKS = re.compile(r"[-\u2010-\u2014:,;()]")

_CAPITAL = str.maketrans("貳參叄陸億萬圓圆正幣", "贰叁叁陆亿万元元整币")
_PLACES = {"拾": 10, "佰": 100, "仟": 1000}
_NOT_CAPITAL = re.compile(rf"[^{DIGITS}拾佰仟万亿元角分整]")
_RMB = re.compile(
    rf"(?:([{DIGITS}拾佰仟万亿]+)元)?零?(?:([{DIGITS[1:]}])角)?零?(?:([{DIGITS[1:]}])分)?整?"
)


def parse_english_amount(words: str, currency: Currency) -> Decimal:
    """The amount in `SAY U.S. DOLLARS TWELVE AND CENTS THIRTY ONLY` and its accepted variants.

    AND after HUNDRED, missing hyphens and dots, the currency before or after the number or by its
    last word or code, cents as words, figures, POINT, `30/100` or `30%` are all accepted.

    Raises:
        ValueError: the currency is not named, or a word does not fit where it stands.
    """
    text = re.sub(r"^SAY (?:TOTAL )?| ONLY$", "", _plain(words))
    before, after = _around_currency(text, currency)
    if before and after:
        whole, minor = before, after.removeprefix("AND ")
    else:
        whole, minor = _split_minor(before or after, currency)
    if not (whole or minor):
        raise ValueError(f"no number beside {currency.say} in: {words}")
    units = parse_cardinal(whole) if whole else 0
    minors = _minor_units(minor, currency) if minor else 0
    return units + Decimal(minors).scaleb(-currency.minor)


def parse_cardinal(words: str) -> int:
    """The number in `ONE HUNDRED AND TWENTY-THREE`.

    Raises:
        ValueError: there is no word, or one does not fit where it stands.
    """
    text = _AND_INSIDE.sub(r"\1 ", _plain(words))
    if not text:
        raise ValueError("expected a number in words, found none")
    if text == "ZERO":
        return 0
    total = group = 0
    below, scale = 100, 10**15  # what the next small number, the next scale must stay below
    for word in text.split():
        if 0 < _SMALL.get(word, 0) < below:
            group, below = group + _SMALL[word], 10 if _SMALL[word] >= 20 else 0
        elif word == "HUNDRED" and 0 < group < 10:
            group, below = group * 100, 100
        elif group and _SCALES.get(word, scale) < scale:
            scale = _SCALES[word]
            total, group, below = total + group * scale, 0, 100
        else:
            raise ValueError(f"{word} does not fit where it stands in: {words}")
    return total + group


def parse_rmb_capitals(words: str) -> Decimal:
    """The amount in `人民币壹万陆仟肆佰零玖元零贰分`, in any form the People's Bank accepts.

    圆, 正, traditional characters and blanks are accepted, and 零 where it may stand or not.

    Raises:
        ValueError: a character is no financial capital, or the order or a 零 is wrong.
    """
    text = "".join(words.split()).translate(_CAPITAL).removeprefix("人民币")
    if strange := _NOT_CAPITAL.search(text):
        raise ValueError(f"{strange[0]} is no financial capital in: {words}")
    match = _RMB.fullmatch(text)
    if match is None or not any(match.groups()):
        raise ValueError(f"expected an amount such as 壹拾元零伍分, read: {words}")
    yuan = _yuan(match[1] or "")
    if yuan >= LIMIT:
        raise ValueError(f"more than sixteen digits of 元 in: {words}")
    jiao, fen = (DIGITS.index(each or "零") for each in match.groups()[1:])
    amount = Decimal(yuan * 100 + jiao * 10 + fen).scaleb(-2)
    spelt = rmb_capitals(amount)
    if _without_optional(text) != _without_optional(spelt):
        raise ValueError(f"read {words}, expected {spelt} if {amount:,} is meant")
    return amount


def _plain(text: str) -> str:
    """Upper case, one blank between words, no dots, hyphens or other marks."""
    return " ".join(_HYPHENS_AND_MARKS.sub(" ", text.upper().replace(".", "")).split())


@cache
def _either_number(name: str) -> str:
    """A pattern for `DOLLARS` that also matches `DOLLAR`."""
    return re.escape(_plain(name).removesuffix("S")) + "S?"


@cache
def _names(currency: Currency) -> re.Pattern[str]:
    """What the currency may be called; longest first, or RENMINBI YUAN is read as RENMINBI."""
    last_word = currency.say.split()[-1]
    names = (currency.say, currency.code, last_word, *currency.aliases)
    longest_first = sorted(map(_either_number, names), key=len, reverse=True)
    return re.compile(rf"(?<!\S)(?:{'|'.join(longest_first)})(?!\S)")


def _around_currency(text: str, currency: Currency) -> tuple[str, str]:
    """What stands before and after the name of the currency."""
    match = _names(currency).search(text)
    if match is None:
        raise ValueError(f"the currency {currency.say} is not in: {text}")
    return text[: match.start()].strip(), text[match.end() :].strip()


def _split_minor(text: str, currency: Currency) -> tuple[str, str]:
    """The words of the units and the phrase of the minor units, either of which may be empty."""
    if not currency.say_minor:
        return text, ""
    name = _either_number(currency.say_minor)
    for pattern in (
        rf"(?:(.*?) )??(?:AND )?({name} .+|POINT .+|\d+(?:/\d+|%))",
        rf"(?:(.+) AND )?(.+ {name})",
    ):
        if match := re.fullmatch(pattern, text):
            return match[1] or "", match[2]
    return text, ""


def _minor_units(phrase: str, currency: Currency) -> int:
    """How many minor units `CENTS THIRTY`, `THIRTY CENTS`, `30/100` or `POINT THREE` is."""
    if phrase.startswith("POINT "):
        return _after_point(phrase.removeprefix("POINT "), currency.minor)
    name, whole = _either_number(currency.say_minor), 10**currency.minor
    said, marks = re.subn(rf"^{name} | {name}$|/{whole}$", "", re.sub("%$", "/100", phrase))
    if not (currency.say_minor and marks):
        raise ValueError(f"{phrase} does not fit behind the units of {currency.say}")
    minors = int(said) if said.isdecimal() else parse_cardinal(said)
    if minors >= whole:
        raise ValueError(f"{phrase} is too much: {whole} make one of {currency.say}")
    return minors


def _after_point(words: str, places: int) -> int:
    """Decimals said one by one (`THREE ZERO`) or as a number (`THIRTY`), in minor units."""
    values = [_SMALL.get(word, 10) for word in words.split()]
    one_by_one = all(value < 10 for value in values)
    digits = "".join(map(str, values)) if one_by_one else str(parse_cardinal(words))
    if len(digits) > places:
        raise ValueError(f"expected at most {places} decimals, read POINT {words}")
    return int(digits.ljust(places, "0"))


def _yuan(text: str) -> int:
    total = section = digit = 0
    for char in text:
        if char in DIGITS:
            digit = DIGITS.index(char)
        elif char in _PLACES:
            section, digit = section + digit * _PLACES[char], 0
        elif char == "万":
            total, section, digit = total + (section + digit) * 10**4, 0, 0
        else:  # 亿 counts all that stands before it, 万 too: 壹万亿 is 10^12
            total, section, digit = (total + section + digit) * 10**8, 0, 0
    return total + section + digit


def _without_optional(text: str) -> str:
    """The text without what may stand or not.

    That is 零 after 元 where the units are 0 and 角 follows, 零 between 万 or 亿 and 仟, and
    整 after 角.
    """
    text = re.sub(r"(?<=[拾佰仟万亿]元)零(?=[^零]角)", "", text)
    text = re.sub(r"(?<=[万亿])零(?=[^零]仟)", "", text)
    return re.sub(r"(?<=角)整", "", text)
