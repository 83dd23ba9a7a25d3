"""The papers for the bank and the buyer: draft, certificates, advices."""

from __future__ import annotations

from word.ooxml import (
    GREY_BOX,
    HAIR,
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
from word.parts import (
    WIDTH,
    Signature,
    cell,
    columns,
    details,
    each,
    fact,
    facts,
    framed,
    goods,
    goods_table,
    head_cell,
    kept_rows,
    letterhead,
    marks,
    party,
    picture,
    signature,
    signatures,
    sum_row,
    title,
    total_cell,
    when,
)

_IN = WIDTH - 12
_HALF = _IN / 2
_FRAME: Rules = dict.fromkeys(("top", "left", "bottom", "right"), rule(0.75, NAVY))
_LINE: Rules = {"bottom": rule(0.375, "555555")}


def bill_of_exchange() -> str:
    """汇票: the first and the second of exchange, each in a frame that no page divides."""
    part = table(Row((Cell(WIDTH, _exchange(), _FRAME),)), pad=(3, 6))
    return each("part in doc.parts", part + gap(6)) + seam()


def proforma_invoice() -> str:
    """形式发票."""
    tolerance = "{{ doc.tolerance.en }}{% if t.title.zh %} {{ doc.tolerance.zh }}{% endif %}"
    remarks = paragraph("Label", "{{ t.remarks }}") + paragraph("Normal", "{{ doc.remarks }}")
    bank = paragraph("Label", "{{ t.bank }}", keep=True) + facts("doc.banks")
    beside = when("doc.banks", bank) + when("doc.remarks", remarks) + seam()
    seller, buyer = "doc.signatures[0]", "doc.signatures[1]"
    return (
        letterhead()
        + title()
        + columns(party("t.to", "doc.buyer"), facts("doc.facts") + framed(marks()))
        + goods()
        + paragraph("Words", "{{ doc.words }}")
        + when("doc.tolerance.en", paragraph("Block", tolerance))
        + columns(facts("doc.terms"), beside)
        + signatures(signature(seller, signed=True), signature(buyer, signed=False))
    )


def beneficiary_certificate() -> str:
    """受益人证明."""
    addressee = each("line in doc.addressee", paragraph("Name", "{{ line }}"))
    return (
        letterhead()
        + paragraph("PaperTitle", "{{ doc.title }}")
        + facts("doc.facts", WIDTH)
        + gap(5)
        + addressee
        + gap(2)
        + each("text in doc.text", paragraph("Block", "{{ text }}"))
        + gap(4)
        + signatures(Signature(), signature("doc.signature", signed=True))
    )


def amendment_request() -> str:
    """改证函."""
    to = paragraph("Label", "{{ t.to }}") + each(
        "line in doc.to", paragraph("Normal", "{{ line }}")
    )
    widths = {"line": 8.0, "field": 31.0, "reads": 44.0, "should_read": 44.0, "reason": 55.0}
    head = tuple(head_cell(width, f"t.{name}") for name, width in widths.items())

    loop = "{%tr for row in doc.rows %}"
    rows = (
        "{%tr if row.wide %}",
        *_wide_point(),
        "{%tr else %}",
        *kept_rows("loop.last", _point),
        "{%tr endif %}",
    )
    return (
        when("doc.letterhead.name", letterhead())
        + paragraph("PaperTitle", "{{ doc.title }}")
        + columns(to + seam(), facts("doc.facts"))
        + each("text in doc.opening", paragraph("Block", "{{ text }}"))
        + goods_table(head, loop, *rows, "{%tr endfor %}")
        + each("text in doc.closing", paragraph("Block", "{{ text }}"))
        + signatures(Signature(), signature("doc.signature", signed=True))
    )


def _point(keep: bool) -> Row:
    """A point of the amendment: as it is, as it should be, why."""
    name = paragraph("Detail", "{{ row.name }}", keep=keep)
    field = paragraph("Name", "{{ row.field }}", keep=keep) + when("row.name", name) + seam()
    return Row(
        (
            cell(8, "{{ row.number }}", keep=keep),
            Cell(31, field, {"bottom": HAIR}),
            cell(44, "{{ row.reads }}", keep=keep),
            cell(44, "{{ row.should_read }}", keep=keep),
            cell(55, "{{ row.reason }}", keep=keep),
        )
    )


def _wide_point() -> tuple[Row, Row, Row]:
    """The same one under the other, where the clauses are long: no row outgrows a page."""
    head = paragraph("Name", "{{ row.field }}") + paragraph("Detail", "{{ row.name }}")

    def text(name: str) -> str:
        caption = paragraph("Label", f"{{{{ t.{name} }}}}")
        return caption + paragraph("Normal", f"{{{{ row.{name} }}}}")

    return (
        Row((Cell(8, paragraph("Normal", "{{ row.number }}")), Cell(174, head + text("reads")))),
        Row((Cell(8, ""), Cell(174, text("should_read")))),
        Row((Cell(8, "", {"bottom": HAIR}), Cell(174, text("reason"), {"bottom": HAIR}))),
    )


def shipping_advice() -> str:
    """装船通知."""
    to = paragraph("Label", "{{ t.to }}")
    to += each("firm in doc.to", paragraph("Normal", "{{ firm }}") + gap(1.5))
    lines = each("line in doc.containers", paragraph("Normal", "{{ line }}")) + seam()
    containers = fact("{{ t.containers }}", lines)
    return (
        letterhead()
        + title()
        + columns(to + framed(marks()), facts("doc.facts"))
        + paragraph("Block", "{{ t.opening }}")
        + columns(
            facts("doc.voyage"),
            facts("doc.cargo") + when("doc.containers", containers) + seam(),
        )
        + _shipped()
        + when("doc.remarks", paragraph("Block", "{{ doc.remarks }}"))
        + signatures(Signature(), signature("doc.signature", signed=True))
    )


def _shipped() -> str:
    """The goods as shipped: quantity, packages, amount."""
    widths = {"line": 9.0, "description": 77.0, "quantity": 30.0, "packages": 34.0, "amount": 32.0}
    aligned = ("center", "left", "right", "right", "right")
    head = tuple(
        head_cell(width, f"t.{name}", align, " ({{ doc.currency }})" if name == "amount" else "")
        for (name, width), align in zip(widths.items(), aligned, strict=True)
    )

    def row(keep: bool) -> Row:
        said = ("number", "description", "quantity", "packages", "amount")
        cells = [
            cell(width, f"{{{{ row.{name} }}}}", align, keep)
            for width, name, align in zip(widths.values(), said, aligned, strict=True)
        ]
        name = paragraph("Normal", "{{ row.description }}", keep=keep) + details("row", keep)
        cells[1] = Cell(widths["description"], name, {"bottom": HAIR})
        return Row(tuple(cells))

    total = (
        total_cell(9),
        total_cell(77, "{{ t.total }}"),
        total_cell(30, "{{ doc.total_quantity }}", "right"),
        total_cell(34, "{{ doc.total_packages }}", "right"),
        total_cell(32, "{{ doc.total }}", "right"),
    )
    return goods_table(
        head,
        "{%tr for row in doc.rows %}",
        *kept_rows("loop.last", row),
        "{%tr endfor %}",
        "{%tr for sum in doc.sums %}",
        sum_row(150, 32),
        "{%tr endfor %}",
        Row(total),
    )


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
        Cell(_HALF - 4, "", span="continue"),
        Cell(4, ""),
        Cell(_HALF / 2, picture("signature")),
        Cell(_HALF / 2, picture("seal")),
    )
    under = Cell(_HALF, paragraph("Label", "{{ t.authorised }}"), {"top": rule(0.5, "333333")})
    return table(
        Row((Cell(_HALF - 4, drawee + seam(), span="restart"), Cell(4, ""), Cell(_HALF, drawer))),
        Row(hands, height=25),
        Row((Cell(_HALF - 4, "", span="continue"), Cell(4, ""), under)),
        pad=(0.3, 0.5),
    )
