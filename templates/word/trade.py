"""The papers on the company's own sheet: two contracts, invoice, packing list."""

from __future__ import annotations

from word.ooxml import GREY_BOX, HAIR, Cell, Row, gap, paragraph, run, runs, seam
from word.parts import (
    WIDTH,
    Signature,
    boxed,
    cell,
    clauses,
    columns,
    described,
    details,
    each,
    facts,
    goods,
    goods_table,
    head_cell,
    kept_rows,
    letterhead,
    marks_beside,
    party,
    picture,
    signature,
    signatures,
    title,
    total_cell,
    when,
)

_WORDS = paragraph("Words", "{{ doc.words }}")


def sales_contract() -> str:
    """销售合同."""
    tolerance = "{{ doc.tolerance.en }}{% if t.title.zh %} {{ doc.tolerance.zh }}{% endif %}"
    remarks = paragraph("Label", "{{ t.remarks }}") + paragraph("Normal", "{{ doc.remarks }}")
    seller, buyer = "doc.signatures[0]", "doc.signatures[1]"
    return (
        letterhead()
        + title()
        + columns(party("t.sellers", "doc.seller"), party("t.buyers", "doc.buyer"))
        + marks_beside(facts("doc.facts"))
        + paragraph("Normal", "{{ t.opening }}")
        + gap(1)
        + goods()
        + _WORDS
        + when("doc.tolerance.en", paragraph("Block", tolerance))
        + clauses()
        + when("doc.remarks", remarks)
        + when("doc.banks", _bank(WIDTH))
        + signatures(signature(seller, signed=True), signature(buyer, signed=False))
    )


def _bank(width: float) -> str:
    return paragraph("Label", "{{ t.bank }}", keep=True) + facts("doc.banks", width)


def commercial_invoice() -> str:
    """商业发票."""
    consignee = paragraph("Label", "{{ t.consignee }}")
    consignee += each("line in doc.consignee", paragraph("Normal", "{{ line }}"))
    buyer = party("t.to", "doc.buyer") + when("doc.consignee", gap(1.5) + consignee) + seam()
    statements = each("text in doc.statements", paragraph("Block", "{{ text }}")) + seam()
    excepted = paragraph("Normal", "{{ doc.errors_excepted }}")
    return (
        letterhead()
        + title()
        + columns(buyer, facts("doc.facts"))
        + marks_beside(facts("doc.transport"))
        + goods()
        + _WORDS
        + columns(
            facts("doc.packed") + facts("doc.split") + statements,
            when("doc.banks", _bank(88)) + seam(),
        )
        + signatures(Signature(who=excepted), signature("doc.signature", signed=True))
    )


def purchase_contract() -> str:
    """采购合同."""
    words = runs("Words", run("{{ t.words }} "), run("{{ doc.words }}"))
    return (
        title()
        + columns(facts("doc.facts[0::2]"), facts("doc.facts[1::2]"))
        + columns(_side("doc.parties[0]"), _side("doc.parties[1]"), boxes=(GREY_BOX, GREY_BOX))
        + paragraph("Normal", "{{ t.opening }}")
        + gap(1)
        + _bought()
        + words
        + marks_beside(facts("doc.tax"))
        + clauses(chinese_only=True)
        + signatures(_seals("doc.parties[0]", picture("seal")), _seals("doc.parties[1]"))
    )


def _side(each: str) -> str:
    """One party to the purchase with the particulars for its tax invoice."""
    role = paragraph("Label", f"{{{{ {each}.role }}}}")
    name = paragraph("Name", f"{{{{ {each}.name }}}}")
    return boxed(role + name + facts(f"{each}.facts", 84))


def _seals(each: str, seal: str = "") -> Signature:
    role = paragraph("Label", f"{{{{ {each}.role }}}} {{{{ t.seal }}}}", keep=True)
    name = paragraph("Name", f"{{{{ {each}.name }}}}", keep=True)
    line = paragraph("Label", "{{ t.signature }} / {{ t.signed_on }}")
    return Signature(who=role + name, seal=seal, under=line)


def _bought() -> str:
    """The goods with prices that include VAT."""
    widths = (23.0, 55.0, 11.0, 20.0, 22.0, 28.0, 23.0)
    captions = ("sku", "description", "unit", "quantity", "price", "amount", "delivery")
    aligned = ("left", "left", "center", "right", "right", "right", "center")
    head = tuple(
        head_cell(width, f"t.{name}", align, "({{ doc.currency }})" if name == "amount" else "")
        for width, name, align in zip(widths, captions, aligned, strict=True)
    )

    def row(keep: bool) -> Row:
        texts = (f"{{{{ row.{name} }}}}" for name in captions)
        cells = [
            cell(width, text, align, keep)
            for width, text, align in zip(widths, texts, aligned, strict=True)
        ]
        name = paragraph("Normal", "{{ row.name }}", keep=keep) + details("row", keep)
        cells[1] = Cell(widths[1], name, {"bottom": HAIR})
        return Row(tuple(cells))

    total = (
        total_cell(23, "{{ t.total }}"),
        total_cell(55),
        total_cell(31, "{{ doc.total_quantity }}", "right"),
        total_cell(22),
        total_cell(28, "{{ doc.total }}", "right"),
        total_cell(23),
    )
    loop = "{%tr for row in doc.rows %}"
    return goods_table(head, loop, *kept_rows("loop.last", row), "{%tr endfor %}", Row(total))


def packing_list() -> str:
    """装箱单."""
    pallets, containers = (
        when(
            f"doc.{name}",
            paragraph("Label", f"{{{{ t.{name} }}}}")
            + each(f"line in doc.{name}", paragraph("Normal", "{{ line }}")),
        )
        for name in ("pallets", "containers")
    )
    return (
        letterhead()
        + title()
        + columns(party("t.to", "doc.buyer"), facts("doc.facts"))
        + marks_beside(facts("doc.transport"))
        + _packed()
        + _WORDS
        + pallets
        + containers
        + signatures(Signature(), signature("doc.signature", signed=True))
    )


_PACKED = {
    "numbers": 20.0,
    "description": 38.0,
    "per_package": 14.0,
    "packages": 25.0,
    "quantity": 23.0,
    "net_weight": 20.0,
    "gross_weight": 20.0,
    "volume": 22.0,
}
"""Columns of the packing list by caption, with their widths."""


def _packed() -> str:
    """The groups of packages: what a group says of itself stands in the row of its first item."""
    head = tuple(
        head_cell(width, f"t.{name}", "left" if name in ("numbers", "description") else "right")
        for name, width in _PACKED.items()
    )
    total = (
        total_cell(20),
        total_cell(38, "{{ t.total }}"),
        *(
            total_cell(width, f"{{{{ doc.{name} }}}}", "right")
            for width, name in (
                (39, "total_packages"),
                (23, "total_quantity"),
                (20, "total_net"),
                (20, "total_gross"),
                (22, "total_volume"),
            )
        ),
    )
    return goods_table(
        head,
        "{%tr for group in doc.groups %}",
        "{%tr set last_group = loop.last %}",
        "{%tr for item in group.items %}",
        *kept_rows("last_group or not loop.last", _packed_row),
        "{%tr endfor %}",
        "{%tr endfor %}",
        Row(total),
    )


def _packed_row(keep: bool) -> Row:
    def first(name: str) -> str:
        return f"{{% if loop.first %}}{{{{ group.{name} }}}}{{% endif %}}"

    def measured(width: float, whole: str, one: str, text: str) -> Cell:
        small = paragraph("Detail", text, align="right", keep=keep)
        figure = paragraph("Normal", first(whole), align="right", keep=keep)
        content = figure + when(f"loop.first and group.{one}", small) + gap(0.35, keep=keep)
        return Cell(width, content, {"bottom": HAIR})

    return Row(
        (
            cell(20, first("numbers"), keep=keep),
            Cell(38, described("item", keep), {"bottom": HAIR}),
            cell(14, "{{ item.per_package }}", "right", keep),
            cell(25, first("packages"), "right", keep),
            cell(23, "{{ item.quantity }}", "right", keep),
            measured(20, "net", "net_each", "@ {{ group.net_each }}"),
            measured(20, "gross", "gross_each", "@ {{ group.gross_each }}"),
            measured(22, "volume", "size", "{{ group.size }} cm"),
        )
    )
