"""The application for export inspection, as the bordered grid of the official form.

Three tables, for the head of the goods can open every page only as the first row of its own. Where
two of them meet, one alone draws the line.
"""

from __future__ import annotations

from word.ooxml import INK_BOX, Cell, Row, Rules, gap, paragraph, seam, table, without

_PAD = (0.5, 1.1)
_LABELS, _VALUES = (26.0, 23.0, 26.0), (36.0, 37.0, 34.0)
_WIDE, _SIDE = 122.0, 60.0
_RENAMED = frozenset(
    (
        "title",
        "applicant",
        "applicant_code",
        "date",
        "number",
        "declaration",
        "declared_1",
        "customs_note",
    )
)
"""Captions that the form of before 2018 words in its own way."""


def inspection_request() -> str:
    """出境货物检验检疫申请."""
    return (
        paragraph("PaperTitle", _caption("title"))
        + _applicant()
        + seam()
        + _parties()
        + seam()
        + _goods()
        + seam()
        + table(*_particulars(), *_papers(), *_declaration(), pad=_PAD)
        + paragraph("Detail", _caption("customs_note"))
    )


def _caption(name: str) -> str:
    if name not in _RENAMED:
        return f"{{{{ t.{name} }}}}"
    old = f'{{% if doc.form == "declaration" %}}{{{{ t.{name}_old }}}}'
    return f"{old}{{% else %}}{{{{ t.{name} }}}}{{% endif %}}"


def _line(width: float, name: str, star: str = "") -> Cell:
    """Caption and value in one line above the grid; the authority's own number has no value."""
    value = "" if star else f"{{{{ doc.{name} }}}}"
    return Cell(width, paragraph("Normal", f"{star}{_caption(name)}：{value}"))


def _applicant() -> str:
    return table(
        Row((_line(_WIDE, "applicant"), _line(_SIDE, "number", "*"))),
        Row(
            (
                _line(52, "applicant_code"),
                _line(36, "contact"),
                _line(45, "phone"),
                _line(49, "date"),
            )
        ),
        pad=(0.5, 0),
    )


def _parties() -> str:
    """Sellers and buyers, each in Chinese and in the foreign language."""
    rows = []
    for party in ("seller", "buyer"):
        label = paragraph("Normal", f"{{{{ t.{party} }}}}", align="center")
        chinese = paragraph("Normal", f"{{{{ t.in_chinese }}}} {{{{ doc.{party}_zh }}}}")
        foreign = paragraph("Normal", f"{{{{ t.in_foreign }}}} {{{{ doc.{party} }}}}")
        below = INK_BOX if party == "seller" else without(INK_BOX, "bottom")
        rows += [
            Row((Cell(22, label, INK_BOX, "restart", align="center"), Cell(160, chinese, INK_BOX))),
            Row((Cell(22, "", below, "continue"), Cell(160, foreign, below))),
        ]
    return table(*rows, pad=_PAD)


def _goods() -> str:
    widths = {
        "name": 50.0,
        "hs_code": 22.0,
        "origin": 26.0,
        "quantity": 34.0,
        "value": 28.0,
        "packages": 22.0,
    }
    head = tuple(
        Cell(
            width,
            paragraph("Label", f"{{{{ t.{name} }}}}", align="center"),
            INK_BOX,
            align="center",
        )
        for name, width in widths.items()
    )
    values = {name: paragraph("Normal", f"{{{{ row.{name} }}}}", align="center") for name in widths}
    values["name"] = paragraph("Normal", "{{ row.name_zh }}") + paragraph(
        "Normal", "{{ row.name }}"
    )
    row = Row(tuple(Cell(width, values[name], INK_BOX) for name, width in widths.items()))
    total = (
        Cell(50, paragraph("Normal", "{{ t.total }}", align="center", keep=True), INK_BOX),
        Cell(132, paragraph("Normal", "{{ doc.total }}", align="right", keep=True), INK_BOX),
    )
    loop = "{%tr for row in doc.goods %}"
    return table(Row(head, head=True), loop, row, "{%tr endfor %}", Row(total), pad=_PAD)


def _particulars() -> tuple[Row, ...]:
    """Labels and values, three of each in a row."""
    names = (
        ("conveyance", "trade_mode", "storage_place"),
        ("contract", "credit", "use"),
        ("shipping_date", "destination", "licence"),
        ("departure", "arrival", "producer_code"),
    )
    rows = [
        Row(_labelled(row, INK_BOX if number else without(INK_BOX, "top")), height=9)
        for number, row in enumerate(names)
    ]
    label = paragraph("Label", "{{ t.containers }}", align="center")
    value = paragraph("Normal", "{{ doc.containers }}")
    containers = (
        Cell(31, label, INK_BOX, align="center"),
        Cell(151, value, INK_BOX, align="center"),
    )
    return (*rows, Row(containers, height=9))


def _labelled(names: tuple[str, str, str], rules: Rules) -> tuple[Cell, ...]:
    cells = []
    for name, label, value in zip(names, _LABELS, _VALUES, strict=True):
        caption = paragraph("Label", f"{{{{ t.{name} }}}}", align="center")
        cells.append(Cell(label, caption, rules, align="center"))
        cells.append(
            Cell(value, paragraph("Normal", f"{{{{ doc.{name} }}}}"), rules, align="center")
        )
    return tuple(cells)


def _papers() -> tuple[Row, ...]:
    """What goes with the application, and what is asked for."""

    def box(width: float, name: str, content: str) -> Cell:
        return Cell(width, paragraph("Label", f"{{{{ t.{name} }}}}") + content, INK_BOX)

    requirements = paragraph("Normal", "{{ doc.requirements }}")
    row = (
        box(62, "requirements", requirements),
        box(60, "marks", paragraph("Normal", "{{ doc.marks }}")),
        box(_SIDE, "attached", _choices("attached", _SIDE)),
    )
    wanted = box(_WIDE, "wanted", _choices("wanted", _WIDE))
    return (
        Row(row, height=38),
        *_authority(wanted, "*{{ t.fee }}", ("fee_total", "fee_clerk", "fee_cashier")),
    )


def _choices(source: str, width: float) -> str:
    """Boxes to tick, in two columns; a drawn box is a cell of its own."""
    half = (width - 2.2) / 2
    tick = Cell(4.2, paragraph("Tick", "{{ choice.tick }}"), INK_BOX, align="center")
    text = Cell(half - 4.2, paragraph("Normal", " {{ choice.text }}"), align="center")
    rows = (Row((tick, text)), Row((Cell(half, gap(0.7)),)))
    columns = (
        table(f"{{%tr for choice in doc.{source}[{start}::2] %}}", *rows, "{%tr endfor %}") + seam()
        for start in (0, 1)
    )
    return table(Row(tuple(Cell(half, column) for column in columns))) + seam()


def _declaration() -> tuple[Row, ...]:
    """What the applicant declares and signs, and who collects the certificates."""
    lines = "".join(
        paragraph("BoxText", _caption(name)) for name in ("declaration", "declared_1", "declared_2")
    )
    signed = paragraph("Normal", "{{ t.signed }}：______________________", align="right")
    return _authority(
        Cell(_WIDE, lines + signed, INK_BOX), "{{ t.collected }}", ("collected_on", "signed")
    )


def _authority(left: Cell, title: str, names: tuple[str, ...]) -> tuple[Row, ...]:
    """A box, and beside it a list that is filled in by hand."""
    heading = Cell(_SIDE, paragraph("Normal", title, align="center"), INK_BOX, align="center")
    first = Row((Cell(left.width, left.content, INK_BOX, "restart"), heading), height=8)
    below = Cell(left.width, "", INK_BOX, "continue")
    blanks = (
        (
            Cell(27, paragraph("Label", f"{{{{ t.{name} }}}}"), INK_BOX, align="center"),
            Cell(33, "", INK_BOX),
        )
        for name in names
    )
    return (first, *(Row((below, *cells), height=9) for cells in blanks))
