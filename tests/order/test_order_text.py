"""Text prints as it reads: what would be dropped or obeyed by a renderer is refused."""

from __future__ import annotations

import unicodedata

import pytest

from tests.intake.orders import changed, full, places, read, refused

HIDDEN = [
    *("\x00", "\x07", "\x1b", "\x7f", "\x85", "\t", "\r"),  # controls
    *("\u202a", "\u202b", "\u202d", "\u202e", "\u2066", "\u2068", "\u2069"),  # bidirectional
    *("\u200e", "\u200f", "\u061c"),  # marks of direction
    *("\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad"),  # without width
    *("\u034f", "\u115f", "\u1160", "\u17b4", "\u180b", "\u3164", "\uffa0"),  # letters unseen
    *("\ufe00", "\ufe0f", "\U000e0100", "\ufffc", "\ufffd"),  # selectors; what was lost before
    *("\u2028", "\u2029", "\ue000", "\ufff9", "\uffff", "\U000e0041", "\U0010ffff"),
]
ONE_LINE = ["/buyer/name", "/place", "/goods/0/sku", "/terms/documents/0", "/invoice/statements/0"]
MANY_LINES = ["/remarks", "/buyer/address", "/goods/0/description", "/shipment/marks"]
IDS = [f"U+{ord(char):04X}" for char in HIDDEN]


@pytest.mark.parametrize("char", HIDDEN, ids=IDS)
@pytest.mark.parametrize("place", ["/buyer/name", "/remarks"])
def test_character_that_does_not_print_as_itself_is_refused(place: str, char: str) -> None:
    (finding,) = refused(changed(full(), place, f"AB{char}CD"))
    assert (finding.code, finding.paths) == ("INP-009", (place,))
    assert f"U+{ord(char):04X} at position 3" in finding.en
    assert f"U+{ord(char):04X}(第3个)" in finding.zh


@pytest.mark.parametrize("place", ONE_LINE)
def test_a_line_may_not_hold_a_line_end(place: str) -> None:
    assert places(refused(changed(full(), place, "A\nB"))) == [("INP-009", place)]


@pytest.mark.parametrize("place", MANY_LINES)
def test_lines_are_kept_and_windows_line_ends_read(place: str) -> None:
    value: object = read(changed(full(), place, "\n FIRST \r\n\r\n SECOND\n"))
    for part in place.split("/")[1:]:
        value = value[int(part)] if isinstance(value, tuple) else getattr(value, part)
    assert value == "FIRST\n\nSECOND"


def test_half_of_a_character_is_refused() -> None:
    assert places(refused(changed(full(), "/buyer/name", "A\ud83d"))) == [
        ("INP-009", "/buyer/name")
    ]


@pytest.mark.parametrize("name", ["A & B <C> CO.", "\"Q\" 'S' {X} %s \\n", "宁波 𠮷野 CO.", "ΩΑЖé"])
def test_text_that_prints_is_kept(name: str) -> None:
    assert read(changed(full(), "/buyer/name", name)).buyer.name == name


@pytest.mark.parametrize("text", ["\u0301AB", "A \u0301B", "A\u3000\u20dd"])
def test_an_accent_without_its_letter_is_refused(text: str) -> None:
    assert places(refused(changed(full(), "/buyer/name", text))) == [("INP-009", "/buyer/name")]


@pytest.mark.parametrize("text", ["q\u0301", "H\u0337 1\u0308"])
def test_an_accent_on_a_letter_that_has_none_of_its_own_is_kept(text: str) -> None:
    assert read(changed(full(), "/buyer/name", text)).buyer.name == text


def test_text_is_composed_and_trimmed() -> None:
    decomposed = unicodedata.normalize("NFD", "CAFÉ")
    assert read(changed(full(), "/buyer/name", f" {decomposed} ")).buyer.name == "CAFÉ"


def test_an_unknown_key_full_of_controls_is_said_without_them() -> None:
    (finding,) = refused(full() | {"\x1b]0;x\x07": "\x1b[31m"})
    assert finding.paths == ("/\x1b]0;x\x07",)
    assert finding.actual == "\\x1b[31m"
