"""The papers around a shipment: sheet of marks, booking note, insurance, production."""

from __future__ import annotations

from word.ooxml import GREY_BOX, HAIR, Cell, Row, gap, paragraph, rule, seam, table
from word.package import Style
from word.parts import (
    WIDTH,
    Signature,
    boxed,
    cell,
    columns,
    described,
    each,
    facts,
    framed,
    goods_table,
    head_cell,
    kept_rows,
    letterhead,
    marks,
    party,
    picture,
    signature,
    signatures,
    title,
    total_cell,
    when,
)

MARKS = (
    Style("MainMark", 32, bold=True, align="center"),
    Style("SideMark", 14),
)
"""Marks in large type; seventeen characters in a line, as Recommendation 15 asks, fit the page."""


def shipping_marks() -> str:
    """唛头."""
    main = gap(6) + each("line in doc.main", paragraph("MainMark", "{{ line }}")) + gap(6)
    frame = dict.fromkeys(("top", "left", "bottom", "right"), rule(1.375, "111111"))
    return (
        title()
        + columns(facts("doc.facts[0::2]"), facts("doc.facts[1::2]"))
        + paragraph("Section", "{{ t.main }}")
        + table(Row((Cell(WIDTH, main, frame),)), pad=(0, 8))
        + gap(1)
        + when("doc.groups", paragraph("Section", "{{ t.side }}") + _side_marks())
        + seam()
    )


def _side_marks() -> str:
    head = (head_cell(40, "t.numbers"), head_cell(WIDTH - 40, "t.side_marks"))
    packages = paragraph("Name", "{{ group.numbers }}") + paragraph(
        "Normal", "{{ group.packages }}"
    )
    lines = each("line in group.lines", paragraph("SideMark", "{{ line }}")) + gap(0.35)
    row = Row((Cell(40, packages, {"bottom": HAIR}), Cell(WIDTH - 40, lines, {"bottom": HAIR})))
    return goods_table(head, "{%tr for group in doc.groups %}", row, "{%tr endfor %}")


def booking_note() -> str:
    """订舱委托书."""
    forwarder = paragraph("Label", "{{ t.to }}") + _lines("doc.forwarder")
    shipper = when("doc.forwarder", forwarder) + framed(party("t.shipper", "doc.shipper"))
    receivers = "".join(
        framed(paragraph("Label", f"{{{{ t.{name} }}}}") + _lines(f"doc.{name}"))
        for name in ("consignee", "notify")
    )
    requests = paragraph("Label", "{{ t.requests }}") + paragraph("Normal", "{{ doc.requests }}")
    return (
        letterhead()
        + title()
        + columns(shipper, facts("doc.facts"))
        + columns(receivers, facts("doc.voyage") + framed(marks()))
        + _cargo()
        + gap(1)
        + columns(facts("doc.service"), facts("doc.loading"))
        + when("doc.requests", requests)
        + signatures(Signature(), signature("doc.signature", signed=True))
    )


def _lines(source: str) -> str:
    return each(f"line in {source}", paragraph("Normal", "{{ line }}"))


def _cargo() -> str:
    """The goods as cargo: packages, kilograms, cubic metres."""
    widths = {"description": 90.0, "packages": 38.0, "gross_weight": 28.0, "volume": 26.0}
    head = tuple(
        head_cell(width, f"t.{name}", "left" if name == "description" else "right")
        for name, width in widths.items()
    )

    def row(keep: bool) -> Row:
        figures = zip(("packages", "gross", "volume"), (38.0, 28.0, 26.0), strict=True)
        return Row(
            (
                Cell(90, described("row", keep), {"bottom": HAIR}),
                *(cell(width, f"{{{{ row.{name} }}}}", "right", keep) for name, width in figures),
            )
        )

    total = (
        total_cell(90, "{{ t.total }}"),
        total_cell(38, "{{ doc.total_packages }}", "right"),
        total_cell(28, "{{ doc.total_gross }}", "right"),
        total_cell(26, "{{ doc.total_volume }}", "right"),
    )
    loop = "{%tr for row in doc.rows %}"
    return goods_table(head, loop, *kept_rows("loop.last", row), "{%tr endfor %}", Row(total))


def insurance_application() -> str:
    """投保单."""
    insurer = paragraph("Label", "{{ t.to }}") + _lines("doc.insurer")
    insured = paragraph("Label", "{{ t.insured }}") + _lines("doc.insured")
    left = when("doc.insurer", insurer) + framed(insured) + framed(marks())
    cover = paragraph("Label", "{{ t.cover }}") + paragraph("Name", "{{ doc.cover }}")
    remarks = paragraph("Label", "{{ t.remarks }}") + paragraph("Normal", "{{ doc.remarks }}")
    declared = paragraph("Normal", "{{ t.declaration.en }}", keep=True) + when(
        "t.declaration.zh", paragraph("Normal", "{{ t.declaration.zh }}", keep=True)
    )
    return (
        letterhead()
        + title()
        + columns(left, facts("doc.facts") + facts("doc.voyage"))
        + _insured_goods()
        + gap(1)
        + columns(facts("doc.value"), facts("doc.terms"))
        + paragraph("Words", "{{ t.amount_insured }}: {{ doc.words }}")
        + table(Row((Cell(WIDTH, boxed(cover, WIDTH), GREY_BOX),)))
        + gap(1)
        + when("doc.remarks", remarks)
        + signatures(Signature(who=declared + seam()), signature("doc.signature", signed=True))
    )


def _insured_goods() -> str:
    widths = {"description": 98.0, "quantity": 42.0, "packages": 42.0}
    head = tuple(
        head_cell(width, f"t.{name}", "left" if name == "description" else "right")
        for name, width in widths.items()
    )

    def row(keep: bool) -> Row:
        name = paragraph("Normal", "{{ row.description }}", keep=keep) + when(
            "row.description_zh", paragraph("Normal", "{{ row.description_zh }}", keep=keep)
        )
        return Row(
            (
                Cell(98, name + gap(0.35, keep=keep), {"bottom": HAIR}),
                cell(42, "{{ row.quantity }}", "right", keep),
                cell(42, "{{ row.packages }}", "right", keep),
            )
        )

    total = (
        total_cell(98, "{{ t.total }}"),
        total_cell(42, "{{ doc.total_quantity }}", "right"),
        total_cell(42, "{{ doc.total_packages }}", "right"),
    )
    loop = "{%tr for row in doc.rows %}"
    return goods_table(head, loop, *kept_rows("loop.last", row), "{%tr endfor %}", Row(total))


def production_order() -> str:
    """生产单."""
    factory = paragraph("Label", "{{ t.factory }}") + paragraph("Name", "{{ doc.factory }}")
    return (
        paragraph("CompanyChinese", "{{ doc.orderer }}", align="center")
        + title()
        + columns(factory + facts("doc.contact"), facts("doc.facts"))
        + _produced()
        + paragraph("Section", "{{ t.requirements }}")
        + _requirements()
        + signatures(
            _confirmed("ordered_by", "orderer", picture("seal")),
            _confirmed("confirmed_by", "factory"),
        )
    )


def _confirmed(caption: str, who: str, seal: str = "") -> Signature:
    label = paragraph("Label", f"{{{{ t.{caption} }}}}", keep=True)
    name = paragraph("Name", f"{{{{ doc.{who} }}}}", keep=True)
    return Signature(who=label + name, seal=seal, under=paragraph("Label", "{{ t.signed }}"))


def _produced() -> str:
    """Each line with its colours and sizes in a table of their own."""
    widths = {"sku": 26.0, "description": 52.0, "variants": 56.0, "quantity": 26.0}
    head = tuple(
        head_cell(width, f"t.{name}", "right" if name == "quantity" else "left")
        for name, width in widths.items()
    )
    variant = Row(
        (
            Cell(19, paragraph("Normal", "{{ each.colour }}")),
            Cell(14, paragraph("Normal", "{{ each.size }}")),
            Cell(20, paragraph("Normal", "{{ each.quantity }}", align="right")),
        )
    )
    variants = when(
        "row.variants",
        table("{%tr for each in row.variants %}", variant, "{%tr endfor %}"),
    )

    def row(keep: bool) -> Row:
        name = paragraph("Name", "{{ row.name }}", keep=keep) + each(
            "line in row.details", paragraph("Normal", "{{ line }}", keep=keep)
        )
        return Row(
            (
                cell(26, "{{ row.sku }}", keep=keep),
                Cell(52, name + gap(0.35, keep=keep), {"bottom": HAIR}),
                Cell(56, variants + gap(0.35, keep=keep), {"bottom": HAIR}),
                cell(26, "{{ row.quantity }}", "right", keep),
                cell(22, "{{ row.per_package }}", "right", keep),
            )
        )

    total = (
        total_cell(26, "{{ t.total }}"),
        total_cell(108),
        total_cell(48, "{{ doc.total_quantity }}", "right"),
    )
    return goods_table(
        (*head, head_cell(22, "t.per_package", "right")),
        "{%tr for row in doc.rows %}",
        *kept_rows("loop.last", row),
        "{%tr endfor %}",
        Row(total),
    )


def _requirements() -> str:
    def asked(caption: str, value: str) -> Row:
        label = Cell(32, paragraph("Label", caption), GREY_BOX, fill="EEF2F6")
        return Row((label, Cell(WIDTH - 32, paragraph("Normal", value), GREY_BOX)))

    return table(
        "{%tr for fact in doc.requirements %}",
        asked("{{ fact.caption }}", "{{ fact.value }}"),
        "{%tr endfor %}",
        asked("{{ t.marks }}", "{{ doc.marks }}"),
        pad=(1, 1.6),
    )
