"""The drafts of the two certificates, with the boxes of the official forms to the millimetre.

A box grows where its text needs more, since Word cannot make type smaller to fit. Boxes 11 and 12
change places between the two forms. Goods flow over pages under the captions of their columns.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from word.ooxml import (
    INK,
    INK_BOX,
    Cell,
    Row,
    Rules,
    Span,
    gap,
    paragraph,
    rule,
    run,
    runs,
    seam,
    table,
    without,
)
from word.parts import when

_LEFT, _RIGHT = 86.0, 87.0
_PAD = (0.6, 1.2)
_GOODS_HEIGHT = 102.0
"""Least height of the goods under their captions, so that the form fills its page."""
_SIDES: Rules = {"left": INK, "right": INK}
_OPEN_BELOW = without(INK_BOX, "bottom")
_NUMBER = runs("Typed", run("{{ t.number }}  {{ doc.number }}"))


def certificate_of_origin() -> str:
    """中华人民共和国原产地证书."""
    names = ("title", "title_2", "title_3")
    titles = "".join(paragraph("FormTitle", f"{{{{ t.{name} }}}}") for name in names)
    head = table(
        *_beside(
            Cell(_RIGHT, _NUMBER + gap(9) + titles, INK_BOX), (30, _exporter()), (30, _consignee())
        ),
        *_beside(
            _box(_RIGHT, 5, rules=_OPEN_BELOW),
            (17, _box(_LEFT, 3, "{{ doc.transport }}")),
            (11, _box(_LEFT, 4, "{{ doc.destination }}", _OPEN_BELOW)),
        ),
        pad=_PAD,
    )
    declared = _foot(11, _LEFT, _text(11), "{{ doc.declared }}")
    certified = _foot(12, _RIGHT, _text(12), "")
    return _form(head, {6: 32, 7: 70, 8: 20, 9: 26, 10: 25}, declared, certified)


def form_a() -> str:
    """普惠制产地证 Form A."""
    titles = (
        paragraph("FormTitle", "{{ t.title }}")
        + paragraph("FormTitle", "{{ t.title_2 }}")
        + paragraph("FormLine", "{{ t.title_3 }}")
        + paragraph("FormName", "{{ t.title_4 }}")
        + paragraph("FormLine", "{{ t.issued_in }} {{ t.issued_in_country }}")
        + paragraph("BoxNote", "{{ t.country }}")
        + paragraph("BoxNote", "{{ t.overleaf }}")
    )
    transport = _box(_LEFT, 3, "{{ doc.transport }}", _OPEN_BELOW)
    head = table(
        *_beside(
            Cell(_RIGHT, _NUMBER + gap(5) + titles, INK_BOX), (28, _exporter()), (26, _consignee())
        ),
        Row((transport, _box(_RIGHT, 4, rules=_OPEN_BELOW)), height=34),
        pad=_PAD,
    )
    declaration = (
        _text(12)
        + _filled("produced_in", "country")
        + paragraph("BoxText", "{{ t.box_12_text_2 }}")
        + _filled("importing_country", "importing_country")
    )
    certified = _foot(11, _LEFT, _text(11), "{{ doc.certified }}")
    declared = _foot(12, _RIGHT, declaration, "{{ doc.declared }}")
    return _form(head, {5: 12, 6: 30, 7: 66, 8: 18, 9: 22, 10: 25}, certified, declared)


def _form(
    head: str, columns: Mapping[int, float], left: tuple[Cell, ...], right: tuple[Cell, ...]
) -> str:
    original = Cell(_RIGHT, paragraph("FormTitle", "{{ t.original }}"))
    heights = (46.5, 6, 6)
    foot = (Row(tuple(cells), height=mm) for mm, *cells in zip(heights, left, right, strict=True))
    return seam().join(
        (
            table(Row((Cell(_LEFT, ""), original))),
            head,
            _goods(columns),
            table(*foot, pad=_PAD),
            "",
        )
    )


def _box(width: float, number: int, typed: str = "", rules: Rules = INK_BOX) -> Cell:
    """A box of the form: its caption, and what is typed in it."""
    caption = paragraph("BoxCaption", f"{{{{ t.box_{number} }}}}")
    return Cell(width, caption + (paragraph("Typed", typed) if typed else ""), rules)


def _exporter() -> Cell:
    return _box(_LEFT, 1, '{{ doc.exporter | join("\\n") }}')


def _consignee() -> Cell:
    return _box(_LEFT, 2, '{{ doc.consignee | join("\\n") }}')


def _beside(right: Cell, *left: tuple[float, Cell]) -> tuple[Row, ...]:
    """Boxes one under the other, with their heights, and one box on the right of them all."""
    below = replace(right, content="", span="continue")
    return tuple(
        Row((cell, below if number else replace(right, span="restart")), height=height)
        for number, (height, cell) in enumerate(left)
    )


def _goods(columns: Mapping[int, float]) -> str:
    """Boxes 5 to 10: marks and invoice stand beside all the items.

    The marks lie in a table within their box, whose height is that of the whole form: however few
    the items are, the boxes reach down to 11 and 12.
    """
    marks = table(
        Row((Cell(columns[6] - 2.4, paragraph("Typed", "{{ doc.marks }}")),), height=_GOODS_HEIGHT)
    )
    opening = {
        6: gap(1.5) + marks + seam(),
        7: when("doc.heading", paragraph("Typed", "{{ doc.heading }}")) + seam(),
        10: gap(1.5) + paragraph("Typed", "{{ doc.invoice }}"),
    }
    item = {
        5: paragraph("Typed", "{{ item.number }}", align="center"),
        7: paragraph("Typed", "{{ item.description }}"),
        8: paragraph("Typed", "{{ item.code }}", align="center"),
        9: paragraph("Typed", "{{ item.quantity }}", align="center"),
    }
    remarks = when("doc.remarks", paragraph("Typed", "{{ doc.remarks }}"))
    closing = {7: paragraph("Typed", "{{ doc.terminator }}") + remarks + seam()}
    captions = tuple(_box(width, number, rules=_OPEN_BELOW) for number, width in columns.items())
    return table(
        Row(captions, height=15, head=True),
        _goods_row(columns, opening, "restart"),
        "{%tr for item in doc.items %}",
        _goods_row(columns, item, "continue"),
        "{%tr endfor %}",
        _goods_row(columns, closing, "continue", {**_SIDES, "bottom": INK}),
        pad=_PAD,
    )


def _goods_row(
    columns: Mapping[int, float],
    content: Mapping[int, str],
    span: Span,
    rules: Rules = _SIDES,
) -> Row:
    cells = (Cell(width, content.get(number, ""), rules) for number, width in columns.items())
    return Row(
        tuple(
            replace(cell, span=span) if number in (6, 10) else cell
            for number, cell in zip(columns, cells, strict=True)
        )
    )


def _text(number: int) -> str:
    return paragraph("BoxText", f"{{{{ t.box_{number}_text }}}}")


def _filled(field: str, under: str) -> str:
    """A country typed on a line, and what the line is for."""
    typed = paragraph("Name", f"{{{{ doc.{field} }}}}", align="center")
    line = {"bottom": INK}
    note = paragraph("BoxNote", f"{{{{ t.{under} }}}}")
    return table(Row((Cell(_RIGHT - 2.4, typed, line),))) + note


def _foot(number: int, width: float, text: str, typed: str) -> tuple[Cell, Cell, Cell]:
    """Box 11 or 12: the words of the form, place and date as typed, what to sign with."""
    caption = paragraph("BoxCaption", f"{{{{ t.box_{number} }}}}")
    note = paragraph("BoxNote", f"{{{{ t.place_{number} }}}}")
    return (
        Cell(width, caption + text, _SIDES),
        Cell(width, paragraph("Typed", typed), _SIDES, align="bottom"),
        Cell(width, note, {**INK_BOX, "top": rule(0.25, "222222")}),
    )
