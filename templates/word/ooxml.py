"""WordprocessingML as text: runs in paragraphs in cells in rows in tables.

Every table has a fixed layout, a grid and a width for each cell, so that Word, WPS and LibreOffice
draw the same columns: the grid is the union of the edges of all rows, and each cell says how many
columns it spans. Lengths are mm; Word counts twentieths of a point.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from typing import Literal

Rules = Mapping[str, str]
"""Sides of a cell (`top`, `left`, `bottom`, `right`) with the attributes of their rules."""
Span = Literal["", "restart", "continue"]

NAVY = "1D3557"
_SIDES = ("top", "left", "bottom", "right")


def rule(points: float, colour: str) -> str:
    """Attributes of a plain line; Word counts eighths of a point."""
    return f'w:val="single" w:sz="{round(points * 8)}" w:space="0" w:color="{colour}"'


HEAVY, HAIR, INK = rule(0.75, NAVY), rule(0.25, "C9D1D9"), rule(0.375, "222222")
GREY_BOX: Rules = dict.fromkeys(_SIDES, rule(0.5, "8A97A5"))
INK_BOX: Rules = dict.fromkeys(_SIDES, INK)


@dataclass(frozen=True)
class Cell:
    """A cell; `span` says whether it starts or continues one that reaches over several rows."""

    width: float
    content: str
    rules: Rules = field(default_factory=dict)
    span: Span = ""
    fill: str = ""
    align: Literal["top", "center", "bottom"] = "top"


@dataclass(frozen=True)
class Row:
    """A row that no page break divides, at least `height` high; `head` rows open every page."""

    cells: tuple[Cell, ...]
    height: float = 0
    head: bool = False


def without(rules: Rules, side: str) -> Rules:
    """The rules without one side: where two tables meet, one alone draws the line."""
    return {each: line for each, line in rules.items() if each != side}


def twips(mm: float) -> int:
    """Twentieths of a point."""
    return round(mm * 1440 / 25.4)


def run(text: str, *, bold: bool = False) -> str:
    """Text in the type of its paragraph; a line end is a line break."""
    look = "<w:b/>" * bold
    lines = text.split("\n")
    parts = (f'<w:t xml:space="preserve">{line}</w:t>' for line in lines)
    return f"<w:r><w:rPr>{look}</w:rPr>{'<w:br/>'.join(parts)}</w:r>"


def page_field(name: str) -> str:
    """A field that Word computes: PAGE or NUMPAGES."""
    return f'<w:fldSimple w:instr=" {name} ">{run("1")}</w:fldSimple>'


def runs(style: str, *parts: str, align: str = "", keep: bool = False) -> str:
    """A paragraph of several runs; `keep` holds it on the page of the next one."""
    look = "<w:keepNext/>" * keep + (f'<w:jc w:val="{align}"/>' if align else "")
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{look}</w:pPr>{"".join(parts)}</w:p>'


def paragraph(style: str, text: str, *, align: str = "", keep: bool = False) -> str:
    """A paragraph of plain text."""
    return runs(style, run(text), align=align, keep=keep)


def gap(mm: float, *, keep: bool = False) -> str:
    """Empty space; also what keeps two tables apart, which Word would join into one."""
    look = "<w:keepNext/>" * keep
    line = f'<w:spacing w:line="{max(20, twips(mm))}" w:lineRule="exact"/>'
    return f'<w:p><w:pPr><w:pStyle w:val="Gap"/>{look}{line}</w:pPr></w:p>'


def seam() -> str:
    """The smallest paragraph: a cell and the page must end with one."""
    return gap(0.35)


def table(*rows: Row | str, pad: tuple[float, float] = (0, 0)) -> str:
    """A table of rows and of tags that stand in a row of their own.

    Args:
        rows: `{%tr ... %}` is written as plain text.
        pad: space in a cell: above and below, left and right.
    """
    edges = sorted({0}.union(*(_edges(row) for row in rows if isinstance(row, Row))))
    columns = "".join(f'<w:gridCol w:w="{right - left}"/>' for left, right in pairwise(edges))
    upright, across = twips(pad[0]), twips(pad[1])
    margins = zip(_SIDES, (upright, across, upright, across), strict=True)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{edges[-1]}" w:type="dxa"/><w:tblInd w:w="0" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/><w:tblCellMar>'
        + "".join(f'<w:{side} w:w="{width}" w:type="dxa"/>' for side, width in margins)
        + f"</w:tblCellMar></w:tblPr><w:tblGrid>{columns}</w:tblGrid>"
        + "".join(_row(row, edges) for row in rows)
        + "</w:tbl>"
    )


def _edges(row: Row) -> list[int]:
    return [twips(mm) for mm in accumulate(cell.width for cell in row.cells)]


def _row(row: Row | str, edges: list[int]) -> str:
    if isinstance(row, str):
        whole = f'<w:tcPr><w:tcW w:w="{edges[-1]}" w:type="dxa"/>'
        whole += f'<w:gridSpan w:val="{len(edges) - 1}"/></w:tcPr>'
        return f"<w:tr><w:tc>{whole}{paragraph('Gap', row)}</w:tc></w:tr>"
    height = f'<w:trHeight w:val="{twips(row.height)}" w:hRule="atLeast"/>' if row.height else ""
    head = "<w:tblHeader/>" * row.head
    return (
        f"<w:tr><w:trPr><w:cantSplit/>{height}{head}</w:trPr>{''.join(_cells(row, edges))}</w:tr>"
    )


def _cells(row: Row, edges: list[int]) -> Iterator[str]:
    left = 0
    for cell, right in zip(row.cells, _edges(row), strict=True):
        spanned = edges.index(right) - edges.index(left)
        rules = "".join(f"<w:{side} {cell.rules[side]}/>" for side in _SIDES if side in cell.rules)
        yield (
            f'<w:tc><w:tcPr><w:tcW w:w="{right - left}" w:type="dxa"/>'
            + (f'<w:gridSpan w:val="{spanned}"/>' if spanned > 1 else "")
            + (f'<w:vMerge w:val="{cell.span}"/>' if cell.span else "")
            + (f"<w:tcBorders>{rules}</w:tcBorders>" if rules else "")
            + (f'<w:shd w:val="clear" w:color="auto" w:fill="{cell.fill}"/>' if cell.fill else "")
            + f'<w:vAlign w:val="{cell.align}"/></w:tcPr>{cell.content or seam()}</w:tc>'
        )
        left = right
