"""The draft of the export customs declaration, as the grid of the official form, landscape.

Tables one under the other: a head that opens every page must be the first row of its own table.
Where two of them meet, one alone draws the line.
"""

from __future__ import annotations

from word.ooxml import INK_BOX, Cell, Row, Rules, gap, paragraph, run, runs, seam, table, without

WIDTH = 273.0
"""Between the margins of the landscape page."""
_PAD = (0.4, 1)
_BELOW = without(INK_BOX, "top")
_HEAD = (
    {"consignee": 93, "mode": 50, "conveyance": 65, "transport_document": 65},
    {"producer": 93, "supervision": 50, "levy_kind": 65, "licence": 65},
    {
        "contract": 53,
        "trading_country": 55,
        "arrival_country": 55,
        "arrival_port": 55,
        "exit_port": 55,
    },
    {
        "packing": 63,
        "packages": 22,
        "gross": 31,
        "net": 31,
        "terms": 24,
        "freight": 36,
        "insurance": 36,
        "charges": 30,
    },
    {"attached": WIDTH},
    {"marks": WIDTH},
)
"""The boxes below the first row, with their widths."""
_ITEMS = {
    "item": 9,
    "code": 24,
    "name": 77,
    "quantity": 32,
    "price": 38,
    "origin": 22,
    "destination": 27,
    "source": 24,
    "levy": 20,
}


def customs_declaration() -> str:
    """出口货物报关单."""
    return (
        paragraph("PaperTitle", "{{ t.title }}")
        + _numbers()
        + table(_first(), *(_row(boxes) for boxes in _HEAD), pad=_PAD)
        + seam()
        + _items()
        + seam()
        + table(_confirmed(), _foot(), pad=_PAD)
        + seam()
    )


def _numbers() -> str:
    cells = (
        Cell(WIDTH / 2, paragraph("Normal", f"{{{{ t.{name} }}}}：{{{{ doc.{name} }}}}"))
        for name in ("preentry", "number")
    )
    return table(Row(tuple(cells)), pad=(0.5, 0)) + seam()


def _box(width: float, caption: str, name: str, rules: Rules) -> Cell:
    value = paragraph("Normal", f"{{{{ doc.{name} }}}}")
    return Cell(width, paragraph("Label", caption) + value, rules)


def _first() -> Row:
    shipper = _box(93, "{{ t.shipper }}（{{ doc.shipper_code }}）", "shipper", INK_BOX)
    others = {"office": 50, "exported": 40, "declared": 40, "record": 50}
    return Row(
        (shipper, *(_box(width, f"{{{{ t.{n} }}}}", n, INK_BOX) for n, width in others.items()))
    )


def _row(boxes: dict[str, float]) -> Row:
    rules = without(INK_BOX, "bottom") if "marks" in boxes else INK_BOX
    return Row(
        tuple(_box(width, f"{{{{ t.{name} }}}}", name, rules) for name, width in boxes.items())
    )


def _items() -> str:
    """Three quantities and three figures of value stand one under the other."""
    head = tuple(
        Cell(width, paragraph("Label", f"{{{{ t.{name} }}}}", align="center"), INK_BOX)
        for name, width in _ITEMS.items()
    )
    name = paragraph("Normal", "{{ item.name }}") + paragraph("Detail", "{{ item.elements }}")
    contents = {
        "item": paragraph("Normal", "{{ item.number }}", align="center"),
        "code": paragraph("Normal", "{{ item.code }}"),
        "name": name,
        "quantity": _stacked("first", "second", "traded"),
        "price": _stacked("price", "amount", "currency"),
        "origin": paragraph("Normal", "{{ item.origin }}", align="center"),
        "destination": paragraph("Normal", "{{ item.destination }}", align="center"),
        "source": paragraph("Normal", "{{ item.source }}"),
        "levy": paragraph("Normal", "{{ item.levy }}", align="center"),
    }
    row = Row(tuple(Cell(width, contents[name], INK_BOX) for name, width in _ITEMS.items()))
    loop = "{%tr for item in doc.items %}"
    return table(Row(head, head=True), loop, row, "{%tr endfor %}", pad=_PAD)


def _stacked(*names: str) -> str:
    return "".join(paragraph("Normal", f"{{{{ item.{n} }}}}", align="right") for n in names)


def _confirmed() -> Row:
    names = ("related", "price_influenced", "royalties", "self_assessed")
    return Row(
        tuple(
            Cell(
                WIDTH / 4,
                paragraph("Normal", f"{{{{ t.{name} }}}}：{{{{ doc.{name} }}}}", keep=True),
                _BELOW,
            )
            for name in names
        )
    )


def _foot() -> Row:
    person = "　".join(
        f"{{{{ t.{name} }}}}：{{{{ doc.{name} }}}}" for name in ("person", "person_number", "phone")
    )
    sworn = (
        paragraph("Normal", person)
        + paragraph("Normal", "{{ t.oath }}")
        + runs("Normal", run("{{ t.declarant }}："), run("{{ doc.declarant }}"))
        + gap(5)
        + paragraph("Normal", "{{ t.seal }}", align="center")
    )
    authority = paragraph("Normal", "{{ t.authority }}")
    return Row((Cell(183, sworn, INK_BOX), Cell(90, authority, INK_BOX)))
