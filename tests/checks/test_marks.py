"""Shipping marks read by their parts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.checks.marks import heads_in, none, numbers_in, without_numbers

PREFIXES = [
    *("", "C/NO.", "C/NO. ", "C/NO:", "NOS. ", "CTN NO. ", "C/N ", "PKG#", "CASE NOS. "),
    "箱号:",
]
BETWEEN = ["-", "/", " - ", "~", " TO "]


@given(st.sampled_from(PREFIXES), st.integers(2, 9_999), st.sampled_from(BETWEEN))
def test_numbers_are_read_behind_any_usual_word(prefix: str, last: int, between: str) -> None:
    found = numbers_in(f"FJORD TRADING\nFT-2207\nOSLO\n{prefix}1{between}{last}")
    assert found is not None
    assert (found.first, found.last) == (1, last)
    assert found.text == f"{prefix}1{between}{last}"


@pytest.mark.parametrize(
    ("marks", "numbers"),
    [
        ("FJORD\nC/NO. 1-UP", (1, None)),
        ("FJORD\nC/NO. 301-560", (301, 560)),
        ("FJORD\n1/500 CTNS", (1, 500)),
        ("FJORD TRADING FT-2207 OSLO C/NO. 1-500", (1, 500)),
        ("C/NO. 1-300\nC/NO. 301-500", (301, 500)),
    ],
)
def test_open_and_partial_numbers_are_read(marks: str, numbers: tuple[int, int | None]) -> None:
    found = numbers_in(marks)
    assert found is not None
    assert (found.first, found.last) == numbers


@pytest.mark.parametrize(
    "marks",
    [
        "",
        "N/M",
        "KK/2026/55\nAUCKLAND",
        "URAL\nUT-118/26",
        "BT/118/26",
        "FJORD\n118/26",
        "FJORD\n10/26",
        "ORDER NO. 26/118\nOSLO",
        "PO 2026-118",
        "FJORD\n500 CTNS",
    ],
)
def test_references_are_no_numbers_of_packages(marks: str) -> None:
    assert numbers_in(marks) is None
    assert without_numbers(marks) == marks


@pytest.mark.parametrize("marks", ["", "N/M", "n / m", "N.M.", "NO MARKS", "NIL", "无", "无唛头"])
def test_no_marks_have_many_spellings(marks: str) -> None:
    assert none(marks)


@pytest.mark.parametrize("marks", ["FJORD", "N/M FJORD", "1-500", "NO. 1-500"])
def test_marks_are_marks(marks: str) -> None:
    assert not none(marks)


def test_ports_of_transit_are_left_out() -> None:
    assert list(heads_in("MAGHREB\nMT-2610\nCASABLANCA VIA\nTANGER MED\n1/1200")) == [
        *("MAGHREB", "MT-2610", "CASABLANCA", "1/1200")
    ]
    assert list(heads_in("Oslo via Hamburg")) == ["OSLO"]


def test_marks_without_their_numbers_are_those_of_any_factory() -> None:
    assert without_numbers("FJORD\nOSLO\nC/NO. 1-500") == "FJORD\nOSLO"
