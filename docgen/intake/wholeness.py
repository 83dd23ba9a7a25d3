"""Whether a file that may still be growing is whole, told by what is in it.

A JSON object is whole when it reaches its closing brace. One that does not may be half copied, or
torn for good, and only time tells which; a tail of NUL bytes is room that its writer has reserved
and not yet filled.
"""

from __future__ import annotations

import codecs
import json
import re
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Literal

from docgen.intake import strict_json

State = Literal["whole", "unclosed", "wrong"]
_TOKEN = re.compile(rb'"(?:[^"\\]|\\.)*("|\Z)|[{}\[\]]', re.DOTALL)
_HOLE = b"\0\0\0\0"  # more than UTF-32 has between two letters
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True)
class Look:
    """What a first look at the bytes of an order tells.

    Attributes:
        state: `whole` JSON, `unclosed`, or `wrong` though it is closed.
        number, revision: of the order, as written; empty and 0 where they cannot be read.
        content: a hash that layout and the order of keys do not change.
        lines: goods lines.
        depth: levels of objects and lists in each other.
    """

    state: State
    number: str
    revision: int
    content: str
    lines: int = 0
    depth: int = 0


def look(data: bytes) -> Look:
    """Whether the bytes of an order are whole, and which order they are; never fails."""
    value, marks = strict_json.parse(data)
    if any(True for _ in marks):
        state: State = "whole" if value is not None else "unclosed" if unclosed(data) else "wrong"
        return Look(state, *_named(value), sha256(data).hexdigest(), _lines(value))
    text = json.dumps(value, sort_keys=True, ensure_ascii=True, default=str)
    digest = sha256(text.encode()).hexdigest()
    return Look("whole", *_named(value), digest, _lines(value), _depth(value))


def unclosed(data: bytes) -> bool:
    """Whether bytes end within an object, a list or a text, in reserved room, or have no content.

    Bytes in another encoding than UTF-8 cannot be judged and count as closed, but for a hole.
    """
    if not data.strip(b" \t\r\n\0"):
        return True
    body = data.rstrip(b"\0")
    if data.startswith(_UTF16) or not json.detect_encoding(body).startswith("utf-8"):
        return _HOLE in body
    depth = 0
    for token in _TOKEN.finditer(data):
        first = token[0][:1]
        if first == b'"':
            if not token[1]:
                return True
        else:
            depth += 1 if first in b"{[" else -1
    return depth > 0 or data.endswith(b"\0") or _HOLE in body


def _named(value: Any) -> tuple[str, int]:
    if not isinstance(value, dict):
        return "", 0
    number, revision = value.get("number", ""), value.get("revision", 0)
    known = number if isinstance(number, str) and number.isascii() else ""
    return known[:64], revision if type(revision) is int and 0 <= revision <= 999 else 0


def _lines(value: Any) -> int:
    goods = value.get("goods") if isinstance(value, dict) else None
    return len(goods) if isinstance(goods, list) else 0


def _depth(value: Any) -> int:
    """Levels of a value that the parser has found to have not too many."""
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return 1 + max(map(_depth, parts), default=0) if isinstance(value, dict | list) else 0
