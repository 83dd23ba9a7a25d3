"""Hostile strings in every text field: refused at the door with a code, or printed as they are.

`DOCGEN_HOSTILE=all` puts each string into each field once, on PDF and on Word; by default a part.
"""

from __future__ import annotations

import json
import os
import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import Any, Literal

import pypdfium2
import pytest
from pydantic import TypeAdapter, ValidationError

from docgen import api
from docgen.api.papers import Style
from docgen.documents.kinds import KINDS
from docgen.documents.parts import Document
from docgen.errors import InputError, RenderError
from docgen.findings import pointer
from docgen.intake import read_order
from docgen.order import Order
from docgen.order.base import OptionalLine
from docgen.renderers.fonts import unprintable
from docgen.renderers.readback import pdf_text, squeezed, texts
from tests.faults.hostile import kept, prints_as_itself, strings
from tests.faults.textfields import TextField, Way, fields, places, put, turns, whole
from tests.samples import ROOT, company, papers

ALL = os.environ.get("DOCGEN_HOSTILE") == "all"
FORMATS: tuple[Literal["pdf", "docx"], ...] = ("pdf", "docx")
BESIDE = " ; "
LANES = 4
_PLAIN = re.compile(r"[A-Za-z0-9 ._/()-]+")
_MACRO = re.compile(r"{% *macro \w+\(([^)]*)\)")
_ACTING = re.compile(
    r"""\b(?:style|href|src|data|on\w+) *= *(?:"[^"]*"|'[^']*')|<style.*?</style>""", re.DOTALL
)
_FILLED = re.compile(r"{{(.*?)}}|{%(.*?)%}")
_NAME = re.compile(r"(?<![.\w\"'])[a-z_]+\b(?![\"'(])")
_IN_A_SMALL_BOX = {("OriginRequest", "number"), ("OriginRequest", "place")}


def spread(values: tuple[str, ...], turn: int) -> list[tuple[Way, TextField, str]]:
    """Each place of the order with one of the values: over all turns, each with each."""
    found = enumerate(places(whole(turn)))
    return [(way, field, values[(7 * i + turn) % len(values)]) for i, (way, field) in found]


def filled(chosen: list[tuple[Way, TextField, str]], turn: int) -> bytes:
    raw = whole(turn)
    for way, _, text in chosen:
        put(raw, way, text)
    return json.dumps(raw).encode()


def door(data: bytes) -> Order:
    return read_order(data, company().tables, company().profile)


def refused(data: bytes) -> dict[str, str]:
    """The place and code of each finding; none where the order is taken."""
    try:
        door(data)
    except InputError as error:
        return {finding.paths[0]: finding.code for finding in error.findings}
    return {}


def taken(text: str, field: TextField) -> bool:
    whole_text = kept(text, field.lines) or not field.least
    fits = field.least <= len(text) <= field.longest
    return bool(whole_text) and fits and prints_as_itself(text, field.lines)


def test_there_are_five_hundred_strings_and_no_text_field_is_left_out() -> None:
    assert len(strings()) >= 500
    found = {field for turn in range(turns()) for _, field in places(whole(turn))}
    assert found == fields()


@pytest.mark.parametrize("lane", range(LANES))
def test_each_string_is_taken_or_refused_in_each_field_by_what_it_holds(lane: int) -> None:
    for turn in range(lane, len(strings()), LANES if ALL else 20 * LANES):
        chosen = [each for each in spread(strings(), turn) if each[1].free]
        for part in (chosen[::2], chosen[1::2]):  # findings are listed up to two hundred
            found = refused(filled(part, turn))
            wrong = {pointer(way) for way, field, text in part if not taken(text, field)}
            assert set(found) == wrong
            assert set(found.values()) <= {"INP-009"}


@pytest.mark.parametrize("lane", range(LANES))
def test_a_code_or_number_takes_plain_characters_only(lane: int) -> None:
    for turn in range(lane, len(strings()), LANES if ALL else 20 * LANES):
        chosen = [each for each in spread(strings(), turn) if not each[1].free]
        found = refused(filled(chosen, turn))
        for way, field, text in chosen:
            plain = unicodedata.normalize("NFKC", text)  # ㎡ is m2, known as a unit
            assert pointer(way) in found or _PLAIN.fullmatch(plain), (way, field, text)


@cache
def printable() -> tuple[str, ...]:
    """The strings that are taken and in the fonts, several beside one another."""
    blocks: list[str] = []
    for text in dict.fromkeys(kept(each, False) for each in strings()):
        if not text or not prints_as_itself(text, False) or unprintable(text):
            continue
        if blocks and len(blocks[-1]) + len(BESIDE) + len(text) <= 290:
            blocks[-1] += BESIDE + text
        else:
            blocks.append(text)
    return tuple(blocks)


def printed_fields(turn: int) -> frozenset[tuple[str, str]]:
    """The fields whose text stands on a paper, found by putting a word of its own into each."""
    chosen = [
        (way, field, f"Q{number:03}Z IS A WORD")
        for number, (way, field) in enumerate(places(whole(turn)))
        if field.free
    ]
    said = " ".join(place.text for place in texts(papers(door(filled(chosen, turn)))))
    return frozenset((field.model, field.key) for _, field, text in chosen if text[:5] in said)


@pytest.mark.parametrize("lane", range(LANES))
def test_what_is_taken_is_printed_as_it_is(lane: int) -> None:
    for turn in range(lane, len(printable()), LANES) if ALL else [lane * 5]:
        chosen = [each for each in spread(printable(), turn) if each[1].free]
        chosen = [(way, field, _sized(field, text)) for way, field, text in chosen]
        made = papers(door(filled(chosen, turn)))
        shown = printed_fields(turn)
        assert len(shown) > 70
        said = squeezed("\n".join(place.text for place in texts(made))).casefold()
        for way, field, text in chosen:
            if (field.model, field.key) in shown:
                for string in text.split(BESIDE):
                    assert squeezed(string).casefold() in said, (way, string)
        printed = [_printed(paper) for paper in (made if ALL else made[lane::LANES])]
        assert any(printed)


def _printed(paper: Document) -> bool:
    """Prints a paper and reads it again; a form whose boxes are too small for it is refused."""
    for format in FORMATS:
        try:
            content = api.render(paper, format, company(), Style(prove=True)).content
        except RenderError as error:
            if KINDS[paper.kind].form and "does not fit its box" in str(error):
                return False
            content = _unproved(paper, str(error))
        assert format == "docx" or not list(outside(content))
    return True


def _unproved(paper: Document, said: str) -> bytes:
    """A PDF that is refused though all is there, but for what a page end may part.

    Here a dozen fields hold one text; where one of them goes on over a page end, the proof cannot
    tell whose piece is whose, and refuses.
    """
    assert "(pdf) does not show" in said
    printed = api.render(paper, "pdf", company())
    read = squeezed(pdf_text(printed.content))
    strings = {each for place in texts((paper,)) for each in place.text.split(BESIDE)}
    assert len([each for each in strings if squeezed(each) not in read]) <= (printed.pages or 1)
    return printed.content


def _sized(field: TextField, text: str) -> str:
    if (field.model, field.key) in _IN_A_SMALL_BOX:
        text = text.split(BESIDE, maxsplit=1)[0][:30]
    return text if len(text) >= field.least else text.ljust(field.least, "·")


def outside(content: bytes) -> Iterator[Any]:
    """The characters of a PDF that stand beyond the edge of their page."""
    with pypdfium2.PdfDocument(content) as pdf:
        for page in pdf:
            read, (width, height) = page.get_textpage(), page.get_size()
            for index in range(read.count_chars()):
                left, bottom, right, top = read.get_charbox(index)
                if left < -1 or bottom < -1 or right > width + 1 or top > height + 1:
                    yield index, read.get_text_range(index, 1)


def test_a_character_in_no_font_is_refused_by_its_name_and_place() -> None:
    lost = [each for each in strings() if prints_as_itself(each, False) and unprintable(each)]
    assert len(lost) > 20
    for text in lost if ALL else lost[::6]:
        raw = whole()
        raw["goods"][0]["description"] = f"TOWELS {text}"
        (paper,) = papers(door(json.dumps(raw).encode()), ("commercial-invoice",))
        for format in FORMATS:
            with pytest.raises(RenderError, match=r"/rows/0/description: .*U\+[0-9A-F]{4,5}"):
                api.render(paper, format, company())


def test_every_character_of_unicode_is_taken_or_refused_by_what_it_is() -> None:
    text = TypeAdapter(OptionalLine)
    for code in range(0, 0x110000, 1 if ALL else 31):
        char = chr(code)
        kind = unicodedata.category(char)
        seen = kind[0] in "LMNPSZ" and kind not in ("Zl", "Zp") and not left_out(code)
        try:
            assert text.validate_python(f"a{char}b") == unicodedata.normalize("NFC", f"a{char}b")
            assert seen, hex(code)
        except ValidationError:
            assert not seen, hex(code)


def left_out(code: int) -> bool:
    """Whether Unicode has renderers leave a letter, accent or sign out, or it stands for a loss."""
    fillers = {0x34F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFFA0, 0xFFFC, 0xFFFD}
    selectors = (range(0x180B, 0x1810), range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0))
    return code in fillers or any(code in each for each in selectors)


def test_no_template_puts_a_text_where_it_could_act() -> None:
    found = 0
    papers_alone = (ROOT / "templates").glob("[!r]*/*.html")  # answers and reports link to files
    for page in sorted(papers_alone):
        source = page.read_text(encoding="utf-8")
        widths = {name for each in _MACRO.findall(source) for name in _NAME.findall(each)}
        for attribute in _ACTING.findall(source):
            for expression in _FILLED.findall(attribute):
                found += 1
                names = set(_NAME.findall("".join(expression))) - {"if", "else", "images", "loop"}
                assert names <= widths - {"value", "text"}, f"{page.name}: {attribute}"
    assert found > 2
