"""Damage to order files: their bytes, their structure, and the facts of orders that stay whole.

Everything is drawn from one `random.Random`, so that a seed and a count give the same inputs.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import Any

from tests.samples import BROKEN, GOOD, SAMPLES, path_of

Way = tuple[str | int, ...]
SMALL = ("starter", "s01-minimal")
_KEY = re.compile(rb'"[a-z_]+":')
_NUMBER = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,6})?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

TOKENS = [
    *(b'"', b"{", b"}", b"[", b"]", b",", b":", b"\\", b"\\u", b"\\ud800", b"\\ud83d\\ude00"),
    *(b"null", b"NaN", b"-Infinity", b"1e999", b"-0", b"00", b"0x1", b"1_000", b"//", b"/*"),
    *(b"\xff\xfe", b"\xef\xbb\xbf", b"\xc3", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\x00"),
    *(b"\r\n", b"\x1b[31m", b"'", b"\xc4\xe3\xba\xc3", b"\xe2\x80\xae", b'"number":"A",'),
]
EDGES: list[Any] = [
    *(None, True, False, 0, -1, 1, 10**14, 10**15, 10**30, 0.5, 1e22, -0.0),
    *("", " ", "0", "-0", "0.00000001", "0.000000001", "999999999999999.99999999", "1e5", "1,234"),
    *("１２３", "١٢٣", "1_000", " 12 ", "+1", ".5", "5.", "NaN", "Infinity", "0x10", "9" * 40),
    *("2026-02-29", "2026-02-30", "0001-01-01", "9999-12-31", "2026-2-3", "26-02-03", "auto"),
    *("\x00", "\x1b[31m", "\u202e", "\u200b", "\ud800", "\ufeff", "é", "e\u0301", "ﬁ", "𠮷", "🚢"),
    *(
        "{{ 7*7 }}",
        "{% raw %}",
        "<b>&amp;</b>",
        "=cmd()",
        "../../etc/passwd",
        "CON",
        "%s%n",
        "{en}",
    ),
    *("PCS", "CTNS", "USD", "XXX", "FOB", "CN", "to_order", "party", "type", "A" * 300, "界" * 301),
    *([], {}, [[]], [None], {"type": "x"}, {"": ""}, {"a/b~c": 1}, {"\ud800": 1}, ["A"] * 50),
]
HUGE: list[Any] = ["X" * 200_000, "界" * 100_000, "A B " * 30_000, [[]] * 5_000, ["A"] * 20_000]


@dataclass(frozen=True)
class Base:
    """An order to start from: its bytes, and the way to each of its values."""

    name: str
    data: bytes
    ways: tuple[Way, ...]


@cache
def base(name: str) -> Base:
    path = SAMPLES / name / "order.json" if name == "starter" else path_of(name)
    data = path.read_bytes()
    return Base(name, data, tuple(_ways(json.loads(data), ())))


@cache
def large() -> tuple[str, ...]:
    return tuple(name for name in GOOD if name not in {*SMALL, "s60-sixty-lines"})


@cache
def pool() -> dict[str, tuple[Any, ...]]:
    """The values that each key has anywhere in the samples: facts put where others stood."""
    found: dict[str, list[Any]] = {}
    for name in (*SMALL, *large()):
        order = json.loads(base(name).data)
        for way in base(name).ways:
            value = at(order, way)
            key = next(str(part) for part in reversed(way) if isinstance(part, str))
            if value not in found.setdefault(key, []):
                found[key].append(value)
    return {key: tuple(values) for key, values in found.items()}


def _ways(value: Any, way: Way) -> Iterator[Way]:
    if way:
        yield way
    items = value.items() if isinstance(value, dict) else ()
    items = enumerate(value) if isinstance(value, list) else items
    for key, item in items:
        yield from _ways(item, (*way, key))


def at(value: Any, way: Way) -> Any:
    for part in way:
        value = value[part]
    return value


def raw(chance: random.Random) -> bytes:
    """A file whose bytes are damaged: cut, overwritten, repeated, of another encoding."""
    if chance.random() < 0.05:
        return _foreign(chance)
    data = base(chance.choice(SMALL)).data
    for _ in range(chance.randint(1, 3)):
        start = chance.randrange(len(data) + 1)
        end = start + (0 if chance.random() < 0.5 else chance.randrange(40))
        new = (
            chance.choice(TOKENS)
            if chance.random() < 0.6
            else chance.randbytes(chance.randrange(6))
        )
        kind = chance.random()
        if kind < 0.7:
            data = data[:start] + new + data[end:]
        elif kind < 0.8:
            data = data[:start] + data[start:end] + data[start:]
        elif kind < 0.9:
            data = data[:start]
        else:
            data = _repeated_key(data, chance)
    return data


def _foreign(chance: random.Random) -> bytes:
    text = base(chance.choice((*SMALL, *large()))).data.decode()
    kind = chance.randrange(7)
    if kind < 4:
        return text.encode(("utf-16", "utf-32", "gb18030", "utf-8-sig")[kind], "replace")
    if kind == 4:
        broken = SAMPLES / "broken" / chance.choice(BROKEN).removeprefix("broken/") / "order.json"
        return broken.read_bytes()
    if kind == 5:
        depth = chance.choice((63, 65, 500, 1500, 20_000))
        return (b'{"a":' if chance.random() < 0.5 else b"[") * depth
    return chance.randbytes(chance.randrange(64))


def _repeated_key(data: bytes, chance: random.Random) -> bytes:
    keys = list(_KEY.finditer(data))
    if not keys:
        return data
    key = chance.choice(keys)
    return data[: key.start()] + key.group() + b"1," + data[key.start() :]


def structure(chance: random.Random) -> bytes:
    """A JSON file that is no longer quite an order: keys, types, numbers, depth, lengths."""
    name = chance.choice(SMALL) if chance.random() < 0.93 else chance.choice(large())
    start, huge = base(name), chance.random() < 0.0005
    order = json.loads(start.data)
    for _ in range(chance.randint(1, 3)):
        value = chance.choice(HUGE) if huge else chance.choice(EDGES)
        _change(order, chance.choice(start.ways), deepcopy(value), chance)
    return json.dumps(order, ensure_ascii=chance.random() < 0.5).encode("utf-8", "surrogatepass")


def _change(order: Any, way: Way, value: Any, chance: random.Random) -> None:
    """Changes the order at a place, if an earlier change has left it there."""
    try:
        holder, key = at(order, way[:-1]), way[-1]
        match chance.randrange(8):
            case 0:
                del holder[key]
            case 1 | 2 | 3:
                holder[key] = value
            case 4:
                holder[str(value)[:40]] = holder.pop(key)
            case 5:
                depth = chance.choice((1, 2, 30, 70))
                for _ in range(depth):
                    holder[key] = [holder[key]]
            case 6:
                holder[key][str(value)[:40]] = 1
            case 7:
                holder[key] = json.loads(json.dumps([holder[key]] * chance.choice((2, 9, 60))))
    except (KeyError, IndexError, TypeError, AttributeError):
        return


def facts(chance: random.Random) -> bytes:
    """An order whose facts changed, most of them still of the right form, so that rules run."""
    name = chance.choice(SMALL[:1] * 3 + large()) if chance.random() < 0.9 else "s02-every-fact"
    start = base(name)
    order = json.loads(start.data)
    for _ in range(chance.choice((1, 1, 2, 4, 8))):
        _slip(order, chance.choice(start.ways), chance)
    return json.dumps(order).encode()


def _slip(order: Any, way: Way, chance: random.Random) -> None:
    try:
        holder, key = at(order, way[:-1]), way[-1]
        value = holder[key]
        name = next(str(part) for part in reversed(way) if isinstance(part, str))
        if chance.random() < 0.3:
            holder[key] = deepcopy(chance.choice(pool()[name]))
        elif isinstance(value, dict | list) and chance.random() < 0.5:
            del holder[key]
        elif isinstance(value, list):
            chance.shuffle(value)
            value.extend(deepcopy(value[:1]))
        else:
            holder[key] = _near(value, chance)
    except (KeyError, IndexError, TypeError, AttributeError):
        return


def _near(value: Any, chance: random.Random) -> Any:
    """A value of the same form: another figure, day, spelling, or what stands at the edge."""
    text = str(value)
    if isinstance(value, bool):
        return not value
    if isinstance(value, str) and _DAY.fullmatch(text):
        days = chance.choice((-4000, -366, -31, -1, 1, 31, 366, 30_000, 2_000_000))
        try:
            return str(date.fromisoformat(text) + timedelta(days))
        except OverflowError:
            return chance.choice(("0001-01-01", "9999-12-31"))
    if _NUMBER.fullmatch(text):
        figure = _figure(Decimal(text), chance)
        return int(figure) if isinstance(value, int) else f"{figure:f}"
    if isinstance(value, str):
        return chance.choice(
            (text[:-1], text + "X", text.lower(), text[::-1], "A", text * 3, "中文")
        )
    return chance.choice((None, 1, "A"))


def _figure(number: Decimal, chance: random.Random) -> Decimal:
    edges = ("0", "0.00000001", "0.01", "1", "999999999999999", "999999999999999.99999999", "-1")
    factors = ("10", "0.1", "0.5", "3", "0.333", "1.001", "1000000")
    match chance.randrange(4):
        case 0:
            return Decimal(chance.choice(edges))
        case 1:
            return number + chance.choice((-1, 1))
        case 2:
            return number.scaleb(-chance.randint(1, 3))
    return (number * Decimal(chance.choice(factors))).quantize(Decimal("0.00000001"))
