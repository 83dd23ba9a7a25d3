"""Strict JSON: what the standard parser would guess, lose or round becomes a finding.

The parser only sees bytes, not places, so it leaves a mark where something is wrong (a repeated
key, a number that is none); a walk over the result then turns each mark into a finding with its
JSON pointer. That way one pass reports every problem of the file.
"""

from __future__ import annotations

import codecs
import json
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from docgen.findings import Finding, Severity, pointer, printable

MAX_BYTES = 16 * 1024 * 1024
MAX_DEPTH = 64
_MAX_DIGITS = 30


class _Object(dict[str, Any]):
    """A JSON object that remembers the keys it was given twice."""

    repeated: tuple[str, ...] = ()


@dataclass(frozen=True)
class _NotANumber:
    """A number as written that docgen does not take: NaN, an exponent, too many digits."""

    text: str

    def __str__(self) -> str:
        return self.text


def parse(data: bytes) -> tuple[Any, Iterator[Finding]]:
    """The JSON value in `data`, decimals exact, and everything that is wrong with it.

    Where the bytes are no JSON at all the value is None and there is one finding.
    """
    text, fault = _decode(data)
    if fault:
        return None, iter([fault])
    try:
        value = json.loads(
            text,
            object_pairs_hook=_object,
            parse_float=_number,
            parse_int=_integer,
            parse_constant=_NotANumber,
        )
    except json.JSONDecodeError as error:
        return None, iter([_not_json(text, error)])
    except RecursionError:
        return None, iter([_too_deep(())])
    return value, _marks(value, ())


def _decode(data: bytes) -> tuple[str, Finding | None]:
    if len(data) > MAX_BYTES:
        return "", _finding(
            "INP-001",
            f"the file has more than {MAX_BYTES:,} bytes, the most that an order file may have",
            f"文件超过{MAX_BYTES:,}字节,即订单文件的上限",
            hint="split the order / 请拆分订单",
        )
    encoding = json.detect_encoding(data)
    if not encoding.startswith("utf-8"):
        return "", _not_utf8(encoding[:6].upper())
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        # a character cut off at the end is a broken file, not another encoding
        decoder = codecs.getincrementaldecoder("utf-8")()
        text = decoder.decode(data)
        return text + "\ufffd" if decoder.getstate()[0] else text, None
    except UnicodeDecodeError:
        return "", _not_utf8("GBK" if _reads_as_gbk(data) else "")


def _reads_as_gbk(data: bytes) -> bool:
    """Whether the bytes are Chinese text in GBK; Latin-1 gives rare characters, if any."""
    with suppress(UnicodeDecodeError):
        chinese = [char for char in data.decode("gb18030") if not char.isascii()]
        common = [char for char in chinese if char.encode("gb2312", "ignore")]
        return len(common) * 2 > len(chinese)
    return False


def _not_utf8(guess: str) -> Finding:
    looks = f"; it looks like {guess}" if guess else ""
    looks_zh = f",看起来是{guess}编码" if guess else ""
    return _finding(
        "INP-002",
        f"the file is not UTF-8 text{looks}",
        f"文件不是UTF-8编码{looks_zh}",
        expected="UTF-8",
        actual=guess or "unknown encoding",
        hint="save it again as UTF-8 / 请用“另存为”选择UTF-8编码",
    )


def _not_json(text: str, error: json.JSONDecodeError) -> Finding:
    where = f"line {error.lineno}, column {error.colno}"
    around = text[max(0, error.pos - 20) : error.pos + 20].strip()
    if _breaks_off(text, error.pos):
        en, zh = (
            "the file ends before the order is complete",
            "文件不完整,在订单结束前中断",
        )
    else:
        en, zh = f"not JSON here: {error.msg.lower()}", "此处不是合法的JSON"
    return _finding(
        "INP-003",
        f"{en} ({where})",
        f"{zh}(第{error.lineno}行第{error.colno}列)",
        expected="JSON",
        actual=printable(around),
        hint="mend the file at that place / 请修改该处",
    )


def _breaks_off(text: str, position: int) -> bool:
    """Whether the text ends at that place or inside the string that begins there."""
    rest = text[position:].rstrip()
    return not rest or (rest[0] == '"' and '"' not in rest[1:])


def _object(pairs: list[tuple[str, Any]]) -> _Object:
    made = _Object(pairs)
    if len(made) < len(pairs):
        counts = Counter(key for key, _ in pairs)
        made.repeated = tuple(key for key, count in counts.items() if count > 1)
    return made


def _number(text: str) -> Decimal | _NotANumber:
    if "e" in text.lower() or len(text) > _MAX_DIGITS:
        return _NotANumber(text)
    return Decimal(text)


def _integer(text: str) -> int | _NotANumber:
    return _NotANumber(text) if len(text) > _MAX_DIGITS else int(text)


def _marks(value: Any, path: tuple[str | int, ...]) -> Iterator[Finding]:
    if len(path) > MAX_DEPTH:
        yield _too_deep(path)
        return
    if isinstance(value, _NotANumber):
        yield _finding(
            "INP-005",
            f"{value.text[:40]} is not a number that an order can hold",
            f"{value.text[:40]}不是订单可用的数字",
            path,
            expected="plain digits with a decimal point, such as 1234.50",
            actual=value.text[:40],
            hint="write the number out / 请写出完整数字",
        )
    elif isinstance(value, _Object):
        for key in value.repeated:
            yield _finding(
                "INP-004",
                f'the key "{printable(key[:40])}" stands here more than once',
                f"键“{printable(key[:40])}”重复出现",
                (*path, key),
                expected="each key once",
                actual=printable(key[:40]),
                hint="keep one of them / 请只保留一个",
            )
        for key, item in value.items():
            yield from _marks(item, (*path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _marks(item, (*path, index))


def _too_deep(path: tuple[str | int, ...]) -> Finding:
    return _finding(
        "INP-006",
        f"the file is nested more than {MAX_DEPTH} levels deep",
        f"文件嵌套超过{MAX_DEPTH}层",
        path[:8],
        hint="this is not an order file / 这不是订单文件",
    )


def _finding(
    code: str,
    en: str,
    zh: str,
    path: tuple[str | int, ...] = (),
    expected: str = "",
    actual: str = "",
    hint: str = "",
) -> Finding:
    return Finding(code, Severity.ERROR, en, zh, (pointer(path),), expected, actual, hint)
