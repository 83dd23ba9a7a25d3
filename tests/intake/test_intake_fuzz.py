"""Whatever an order file holds, it is an order or it is refused with findings; nothing else.

`DOCGEN_SOAK=1` tries some ten thousand changed orders and as many changed files.
"""

from __future__ import annotations

import json
import os
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.errors import InputError
from docgen.intake import read_order
from docgen.order import Order
from tests.intake.orders import TABLES, assert_well_said, at, every_place, full, minimal

EXAMPLES = 10_000 if os.environ.get("DOCGEN_SOAK") else 400
PLACES = list(every_place(full()))
SMALL = json.dumps(minimal() | {"remarks": "宁波 Ω"}, ensure_ascii=False).encode()
ODD = [
    "",
    " ",
    "\x00",
    "\x1b[31m",
    "\u202e",
    "\ud800",
    "{en}",
    "type",
    "to_order",
    "1e400",
    "9" * 40,
]
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from([*ODD, 10**30, -1, 0, 1.5, "2026-02-30", "PCS", "INP-001"])
)
KEYS = st.sampled_from([*ODD, "name", "line", "quantity", "contents", "a/b~c", "0"]) | st.text(
    max_size=5
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(KEYS, inner, max_size=3)
        | st.dictionaries(st.just("type"), inner)
    ),
    max_leaves=6,
)
CHANGES = st.lists(
    st.tuples(
        st.sampled_from(["drop", "rename", "replace", "nest", "add", "move"]),
        st.sampled_from(PLACES),
        KEYS,
        VALUES,
    ),
    min_size=1,
    max_size=4,
)


def an_order_or_findings(data: bytes) -> None:
    try:
        assert isinstance(read_order(data, TABLES), Order)
    except InputError as error:
        assert error.findings
        for finding in error.findings:
            assert_well_said(finding)


def apply(order: Any, how: str, path: tuple[str | int, ...], key: str, value: Any) -> None:
    """Changes the order at a place, if an earlier change has left it there."""
    try:
        parent = at(order, path[:-1])
        match how:
            case "drop":
                del parent[path[-1]]
            case "rename":
                parent[key] = parent.pop(path[-1])
            case "replace":
                parent[path[-1]] = value
            case "nest":
                parent[path[-1]] = [parent[path[-1]]]
            case "add":
                parent[path[-1]][key] = value
            case "move":
                order[key] = parent[path[-1]]
    except (KeyError, IndexError, TypeError, AttributeError):
        return


@settings(max_examples=EXAMPLES)
@given(CHANGES)
def test_a_changed_order_is_an_order_or_refused(changes: list[Any]) -> None:
    order = full()
    for change in changes:
        apply(order, *change)
    try:
        data = json.dumps(order).encode()
    except ValueError:  # a change has put the order into itself
        return
    an_order_or_findings(data)


@settings(max_examples=EXAMPLES)
@given(
    st.integers(0, len(SMALL)),
    st.integers(0, 40),
    st.binary(max_size=12)
    | st.sampled_from([b'"', b"{", b"}", b"[", b",", b"\\", b"\xff\xfe", b"\\u"]),
)
def test_changed_bytes_are_an_order_or_refused(start: int, length: int, new: bytes) -> None:
    an_order_or_findings(SMALL[:start] + new + SMALL[start + length :])


@settings(max_examples=EXAMPLES)
@given(st.binary(max_size=64) | st.text(max_size=64).map(str.encode))
def test_any_bytes_are_refused(data: bytes) -> None:
    an_order_or_findings(data)
