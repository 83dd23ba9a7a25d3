"""The papers for the bank and the buyer: draft, certificates, advices."""

from __future__ import annotations

from word.ooxml import (
    GREY_BOX,
    NAVY,
    Cell,
    Row,
    Rules,
    gap,
    paragraph,
    rule,
    run,
    runs,
    seam,
    table,
)
from word.parts import WIDTH, each, facts, picture, when

_IN = WIDTH - 12
_HALF = _IN / 2
_FRAME: Rules = dict.fromkeys(("top", "left", "bottom", "right"), rule(0.75, NAVY))
_LINE: Rules = {"bottom": rule(0.375, "555555")}


def bill_of_exchange() -> str:
    """汇票: the first and the second of exchange, each in a frame that no page divides."""
    framed = table(Row((Cell(WIDTH, _exchange(), _FRAME),)), pad=(3, 6))
    return each("part in doc.parts", framed + gap(6)) + seam()


def _exchange() -> str:
    number, drawn, amount, at = (
        runs("Block", run(f"{{{{ t.{caption} }}}} "), run(f"{{{{ part.{name} }}}}", bold=True))
        for caption, name in (
            ("number", "number"),
            ("drawn", "drawn"),
            ("exchange_for", "amount"),
            ("at", "tenor"),
        )
    )
    at = at.removesuffix("</w:p>") + run(" {{ part.exchange }}") + "</w:p>"
    title = Row(
        (
            Cell(20, ""),
            Cell(_IN - 40, paragraph("PaperTitle", "{{ t.title }}")),
            Cell(20, paragraph("FormName", "{{ part.copy_number }}", align="right")),
        )
    )
    payee = paragraph("Block", "{{ t.pay }}") + _strip("{{ part.payee }}", _LINE)
    words = paragraph("Block", "{{ t.sum }}") + _strip("{{ part.words }}", GREY_BOX)
    value = paragraph("Block", "{{ part.value }}")
    remarks = when("part.remarks", paragraph("Block", "{{ part.remarks }}"))
    return (
        table(title, Row((Cell(_HALF, number), Cell(_HALF, drawn))))
        + amount
        + at
        + payee
        + words
        + value
        + facts("part.facts", _IN)
        + remarks
        + _ends()
        + seam()
    )


def _strip(text: str, rules: Rules) -> str:
    """What is filled in, on a line or in a frame of its own."""
    content = paragraph("Name", text)
    return table(Row((Cell(_IN, content, rules),)), pad=(0.8, 1)) + gap(1)


def _ends() -> str:
    """On whom the draft is drawn, and who draws it."""
    drawee = paragraph("Label", "{{ t.to }}")
    drawee += each("line in part.drawee", paragraph("Normal", "{{ line }}"))
    drawer = paragraph("Label", "{{ part.signature.caption }}")
    drawer += paragraph("Name", "{{ part.signature.name }}")
    hands = (
        Cell(_HALF, "", span="continue"),
        Cell(_HALF / 2, picture("signature")),
        Cell(_HALF / 2, picture("seal")),
    )
    under = Cell(_HALF, paragraph("Label", "{{ t.authorised }}"), {"top": rule(0.5, "333333")})
    return table(
        Row((Cell(_HALF, drawee + seam(), span="restart"), Cell(_HALF, drawer))),
        Row(hands, height=25),
        Row((Cell(_HALF, "", span="continue"), under)),
        pad=(0.3, 0.5),
    )
