"""What every part of an order shares: a frozen model refusing unknown keys, and the scalar types.

No type here is a binary float. Text that could print as something else than it reads (control,
bidirectional and unassigned characters) is refused at this boundary, because the renderers
would drop it or obey it without a word.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from contextlib import suppress
from decimal import Decimal
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationInfo,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

_NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,8})?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LEFT_OUT = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u3164\uffa0")
"""Letters and accents that Unicode has every renderer leave out (Default_Ignorable_Code_Point)."""
_SELECTORS = frozenset(map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))))
"""Variation selectors, which are left out as well."""
_LOST = frozenset("\ufffc\ufffd")
"""What a program puts in place of a picture or character that it has lost."""
_UNSEEN = _LEFT_OUT | _SELECTORS | _LOST
_REFUSED = frozenset({"Cc", "Cf", "Cs", "Cn", "Co", "Zl", "Zp"})
_WINDOWS = re.compile(r"(CON|PRN|AUX|NUL|COM[0-9]|LPT[0-9])(\..*)?", re.IGNORECASE)


class Part(BaseModel):
    """A part of an order: frozen, unknown keys refused, described by its attribute docstrings."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        use_attribute_docstrings=True,
        validate_default=True,
    )


def _fault(kind: str, en: str, zh: str, **values: object) -> PydanticCustomError:
    return PydanticCustomError(kind, en, {"zh": zh, **values})


def _exact(value: Any) -> Decimal:
    """A Decimal from a JSON number or string, as written: trailing zeros kept, nothing guessed."""
    if isinstance(value, bool) or not isinstance(value, str | int | Decimal):
        raise _fault(
            "decimal_type",
            "expected a number such as 1234.50 or the same in quotes",
            "应为数字,如1234.50,或加引号的同一数字",
        )
    text = value if isinstance(value, str) else f"{Decimal(value):f}"
    if not _NUMBER.fullmatch(text):
        raise _fault(
            "decimal_format",
            "expected plain digits with a decimal point, at most 15 digits before it and 8 after"
            " (no thousands separator, no exponent, no spaces)",
            "应为普通数字,小数点前最多15位、后最多8位(不得有千分位、指数或空格)",
        )
    return Decimal(text)


def _iso_date(value: Any) -> datetime.date:
    """A date from its ISO 8601 text; numbers and other spellings are never guessed at."""
    if isinstance(value, str) and _DATE.fullmatch(value):
        with suppress(ValueError):
            return datetime.date.fromisoformat(value)
    if isinstance(value, datetime.date):
        return value
    raise _fault(
        "iso_date",
        "expected a calendar date as YYYY-MM-DD, such as 2026-11-02",
        "应为YYYY-MM-DD格式的真实日期,如2026-11-02",
    )


def prints_as_itself(char: str, before: str) -> bool:
    """Whether a character is seen on paper as what it is, behind the one before it."""
    kind = unicodedata.category(char)
    stray = kind[0] == "M" and before.isspace()  # an accent without its letter
    return not (stray or kind in _REFUSED or char in _UNSEEN)


def _clean(text: str, allowed: str) -> str:
    """The text in Unicode NFC, if each of its characters prints as itself."""
    if text.isascii() and text.isprintable():
        return text
    before = " "
    for position, char in enumerate(text):
        if char in allowed:
            before = char
            continue
        if not prints_as_itself(char, before):
            raise _fault(
                "hidden_character",
                "has a character that does not print as itself: U+{code} at position {position}"
                "; delete it",
                "含有不可打印或改变方向的字符U+{code}(第{position}个),请删除",
                code=f"{ord(char):04X}",
                position=position + 1,
            )
        before = char
    return unicodedata.normalize("NFC", text)


def _line(text: str) -> str:
    return _clean(text, "").strip()


def _lines(text: str) -> str:
    joined = _clean(text.replace("\r\n", "\n"), "\n")
    return "\n".join(line.strip() for line in joined.strip("\n ").split("\n"))


def _some(text: str) -> str:
    if not text:
        raise _fault("blank", "is blank; expected text", "不得为空白")
    return text


def _filename(text: str) -> str:
    if _WINDOWS.fullmatch(text):
        raise _fault(
            "reserved_name",
            "is a name that Windows keeps for a device; choose another number",
            "是Windows保留的设备名,请换一个编号",
        )
    return text


def _number_schema(**limits: object) -> dict[str, Any]:
    pattern = r"^-?[0-9]{1,15}(\.[0-9]{1,8})?$"
    return {"anyOf": [{"type": "number", **limits}, {"type": "string", "pattern": pattern}]}


Exact = Annotated[Decimal, BeforeValidator(_exact), WithJsonSchema(_number_schema())]
"""Any decimal number, exactly as written."""
NonNegative = Annotated[Exact, Field(ge=0), WithJsonSchema(_number_schema(minimum=0))]
"""An amount of money, a price or a weight that may be zero."""
Positive = Annotated[Exact, Field(gt=0), WithJsonSchema(_number_schema(exclusiveMinimum=0))]
"""A quantity, a length or a weight above zero."""
Percent = Annotated[
    Exact, Field(ge=0, le=100), WithJsonSchema(_number_schema(minimum=0, maximum=100))
]
"""Per cent, 0 to 100: `30` means 30%."""
Count = Annotated[int, Field(strict=True, ge=1, le=10_000_000)]
"""A whole number of things, at least one."""
Date = Annotated[datetime.date, BeforeValidator(_iso_date)]
"""A calendar date, `YYYY-MM-DD`."""
Days = Annotated[int, Field(strict=True, ge=0, le=3650)]

OptionalLine = Annotated[str, Field(max_length=300), AfterValidator(_line)]
"""One line of text, possibly empty."""
Line = Annotated[
    str, Field(min_length=1, max_length=300), AfterValidator(_line), AfterValidator(_some)
]
"""One line of text."""
OptionalText = Annotated[str, Field(max_length=4000), AfterValidator(_lines)]
"""Text of several lines, possibly empty."""
Text = Annotated[
    str, Field(min_length=1, max_length=4000), AfterValidator(_lines), AfterValidator(_some)
]
"""Text of several lines."""
_LONGEST = 60_000  # eight messages of 100 lines of 65 characters, and room to spare
OptionalNarrative = Annotated[str, Field(max_length=_LONGEST), AfterValidator(_lines)]
"""A long field of a bank's message, possibly empty."""
Narrative = Annotated[
    str, Field(min_length=1, max_length=_LONGEST), AfterValidator(_lines), AfterValidator(_some)
]
"""A clause of such a field."""
Reason = Annotated[
    str, Field(min_length=10, max_length=500), AfterValidator(_line), AfterValidator(_some)
]
"""One line that says why."""
DocumentNumber = Annotated[
    str, Field(min_length=1, max_length=64, pattern=r"^[A-Za-z0-9][A-Za-z0-9 ._/()-]*$")
]
"""The number of a paper: letters, digits and . _ - / ( ) and spaces."""
AUTO = "auto"
"""What stands in place of a number that is taken from the company's series at issue."""
FileNumber = Annotated[
    str,
    Field(max_length=64, pattern=r"^[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?$"),
    AfterValidator(_filename),
]
"""A number that also names files: letters, digits and . _ - between them."""
Flag = Annotated[bool, Field(strict=True)]
"""`true` or `false`, nothing else."""


def _coded(table: str) -> AfterValidator:
    """Turns a code or alias into the code of that table, as the validation context knows it.

    The context is `{"lookup": f}` with `f(table, text) -> (code or None, suggestion)`; without
    one (a model made in Python) the code is taken as it is.
    """

    def known(text: str, info: ValidationInfo) -> str:
        if info.context is None:
            return text
        code, near = info.context["lookup"](table, text)
        if code is None:
            raise _fault(
                "unknown_code",
                "is not in docgen's table of {table}{near_en}",
                "不在docgen的{table}表中{near_zh}",
                table=table,
                near_en=f"; did you mean {near}?" if near else "",
                near_zh=f",是否为{near}?" if near else "",
            )
        return str(code)

    return AfterValidator(known)


Identifier = Annotated[str, Field(min_length=1, max_length=30, pattern=r"^[A-Za-z0-9_-]+$")]
"""A short name used inside the order file."""
_Code = Annotated[str, Field(min_length=1, max_length=30), AfterValidator(_line)]
CountryCode = Annotated[_Code, _coded("countries")]
"""ISO 3166 alpha-2."""
CurrencyCode = Annotated[_Code, _coded("currencies")]
"""ISO 4217."""
UnitCode = Annotated[_Code, _coded("units")]
"""UN/ECE Recommendation 20, or an alias (`PCS`, `SETS`)."""
PackageCode = Annotated[_Code, _coded("packages")]
"""UN/ECE Recommendation 21, or an alias (`CTNS`)."""
IncotermCode = Annotated[_Code, _coded("incoterms")]
"""Incoterms rule, three letters."""
ContainerCode = Annotated[_Code, _coded("containers")]
"""`20GP`, `40GP`, `40HQ`, `45HQ`, `40RH` ..."""
