"""What several papers show the same way: letterhead, party, facts, goods, clauses, signatures.

The templates take every word from the document and its captions; what stands here is tags and their
places. Where a tag leaves a cell empty, or ends it with a table, a seam follows: a cell without a
last paragraph is a damaged file.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from word.ooxml import (
    GREY_BOX,
    HAIR,
    HEAVY,
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

WIDTH = 182.0
"""Between the margins of a paper of ours."""
_HALF, _BETWEEN, _LABEL = 88.0, 6.0, 34.0
_HEAD_FILL = "EEF2F6"
_PAD = (0.7, 1.3)
_TOTAL: Rules = {"top": rule(0.625, NAVY), "bottom": HEAVY}


def when(condition: str, content: str) -> str:
    """Paragraphs and tables that are there only where a condition holds."""
    return paragraph("Gap", f"{{%p if {condition} %}}") + content + paragraph("Gap", "{%p endif %}")


def each(loop: str, content: str) -> str:
    """Paragraphs repeated; `loop` reads `line in doc.lines`."""
    return paragraph("Gap", f"{{%p for {loop} %}}") + content + paragraph("Gap", "{%p endfor %}")


def title() -> str:
    return paragraph("PaperTitle", "{{ t.title }}")


def letterhead() -> str:
    """The seller's head, with the logo on its right where the company has one."""
    below = {"bottom": rule(1.25, NAVY)}
    names = _letterhead_names()
    logo = paragraph("Normal", "{{ images.logo }}", align="right")
    beside = Row((Cell(WIDTH - 62, names, below), Cell(62, logo, below, align="center")))
    return (
        paragraph("Gap", '{%p if "logo" in images %}')
        + table(beside, pad=(0.8, 0))
        + paragraph("Gap", "{%p else %}")
        + table(Row((Cell(WIDTH, names, below),)), pad=(0.8, 0))
        + paragraph("Gap", "{%p endif %}")
    )


def _letterhead_names() -> str:
    head = "doc.letterhead"
    return (
        paragraph("Company", f"{{{{ {head}.name }}}}")
        + when(f"{head}.name_zh", paragraph("CompanyChinese", f"{{{{ {head}.name_zh }}}}"))
        + paragraph("Address", f"{{{{ {head}.address }}}}")
        + when(f"{head}.address_zh", paragraph("Address", f"{{{{ {head}.address_zh }}}}"))
        + when(f"{head}.contact", paragraph("Address", f"{{{{ {head}.contact }}}}"))
        + seam()
    )


def columns(left: str, right: str, *, boxes: tuple[Rules, Rules] = ({}, {})) -> str:
    """Two halves of the page side by side."""
    cells = (Cell(_HALF, left, boxes[0]), Cell(_BETWEEN, ""), Cell(_HALF, right, boxes[1]))
    return table(Row(cells)) + gap(2)


def party(caption: str, firm: str) -> str:
    """A firm under its caption: names, address, contact."""
    return (
        paragraph("Label", f"{{{{ {caption} }}}}")
        + paragraph("Name", f"{{{{ {firm}.name }}}}")
        + when(f"{firm}.name_zh", paragraph("Normal", f"{{{{ {firm}.name_zh }}}}"))
        + each(f"line in {firm}.lines", paragraph("Normal", "{{ line }}"))
        + seam()
    )


def facts(source: str, width: float = _HALF) -> str:
    """Labelled values as a table within a cell; nothing where there are none."""
    row = _fact("{{ fact.caption }}", paragraph("Normal", "{{ fact.value }}"), width)
    rows = table(f"{{%tr for fact in {source} %}}", row, "{%tr endfor %}", pad=(0.3, 0))
    return when(source, rows) + seam()


def fact(caption: str, content: str) -> str:
    """One labelled value of several paragraphs, under the facts of its half of the page."""
    return table(_fact(caption, content, _HALF), pad=(0.3, 0))


def _fact(caption: str, content: str, width: float) -> Row:
    label = Cell(_LABEL, paragraph("FactLabel", caption))
    return Row((label, Cell(width - _LABEL, content)))


def marks() -> str:
    """The shipping marks, for a cell with a frame."""
    return boxed(paragraph("Label", "{{ t.marks }}") + paragraph("Normal", "{{ doc.marks }}"))


def boxed(content: str, width: float = _HALF) -> str:
    """Content a little inside the frame of its cell."""
    return table(Row((Cell(width, content),)), pad=(1.2, 2)) + seam()


def framed(content: str) -> str:
    """A box of its own inside a column."""
    return table(Row((Cell(_HALF, boxed(content + seam()), GREY_BOX),))) + gap(1.2)


def marks_beside(left: str) -> str:
    """Something in the left half, the marks framed in the right."""
    return columns(left, marks(), boxes=({}, GREY_BOX))


def head_cell(width: float, caption: str, align: str = "left", more: str = "") -> Cell:
    """The head of a column: English, and Chinese under it where both are printed."""
    both = f"{{% if {caption}.en and {caption}.zh %}}\n{{% endif %}}"
    text = f"{{{{ {caption}.en }}}}{both}{{{{ {caption}.zh }}}}{more}"
    rules = {"top": HEAVY, "bottom": rule(0.5, NAVY)}
    content = paragraph("Head", text, align=align, keep=True)
    return Cell(width, content, rules, fill=_HEAD_FILL, align="bottom")


def cell(width: float, text: str, align: str = "left", keep: bool = False) -> Cell:
    """A cell of a goods line."""
    return Cell(width, paragraph("Normal", text, align=align, keep=keep), {"bottom": HAIR})


def total_cell(width: float, text: str = "", align: str = "left") -> Cell:
    """A cell of the last row; the row keeps the words that follow on its page."""
    return Cell(width, paragraph("Total", text, align=align, keep=True), _TOTAL)


def goods_table(head: tuple[Cell, ...], *rows: Row | str) -> str:
    """A table whose head opens every page."""
    return table(Row(head, head=True), *rows, pad=_PAD)


def kept_rows(keep: str, row: Callable[[bool], Row]) -> tuple[Row | str, ...]:
    """A row that stays on the page of the next one where a condition holds.

    Word keeps rows together by their paragraphs, which no tag can change: so the row stands twice.
    """
    return (f"{{%tr if {keep} %}}", row(True), "{%tr else %}", row(False), "{%tr endif %}")


def goods() -> str:
    """The priced goods of a contract or an invoice, discounts and charges, and the total."""
    widths = (9.0, 82.0, 27.0, 33.0, 31.0)
    number, description, quantity, price, amount = widths
    head = (
        head_cell(number, "t.line", "center"),
        head_cell(description, "t.description"),
        head_cell(quantity, "t.quantity", "right"),
        head_cell(price, "t.price", "right"),
        head_cell(amount, "t.amount", "right", " ({{ doc.currency }})"),
    )
    term = paragraph("Name", "{{ doc.term }}", align="right", keep=True)
    total = (
        total_cell(number),
        total_cell(description, "{{ t.total }}"),
        total_cell(quantity, "{{ doc.total_quantity }}", "right"),
        total_cell(price, "{{ doc.currency }}", "right"),
        total_cell(amount, "{{ doc.total }}", "right"),
    )
    return goods_table(
        head,
        Row((Cell(WIDTH, term, {"bottom": HAIR}),)),
        "{%tr for row in doc.rows %}",
        *kept_rows("loop.last", lambda keep: _goods_row(widths, keep)),
        "{%tr endfor %}",
        "{%tr for sum in doc.sums %}",
        sum_row(WIDTH - amount, amount),
        "{%tr endfor %}",
        Row(total),
    )


def _goods_row(widths: tuple[float, float, float, float, float], keep: bool) -> Row:
    number, description, quantity, price, amount = widths
    return Row(
        (
            cell(number, "{{ row.number }}", "center", keep),
            Cell(description, described("row", keep), {"bottom": HAIR}),
            cell(quantity, "{{ row.quantity }}", "right", keep),
            cell(price, "{{ row.price }}", "right", keep),
            cell(amount, "{{ row.amount }}", "right", keep),
        )
    )


def described(item: str, keep: bool) -> str:
    """Description in English and Chinese, details under it."""
    chinese = paragraph("Normal", f"{{{{ {item}.description_zh }}}}", keep=keep)
    return (
        paragraph("Normal", f"{{{{ {item}.description }}}}", keep=keep)
        + when(f"{item}.description_zh", chinese)
        + details(item, keep)
    )


def details(item: str, keep: bool) -> str:
    """Small lines under a description."""
    line = paragraph("Detail", "{{ detail }}", keep=keep)
    return each(f"detail in {item}.details", line) + gap(0.35, keep=keep)


def sum_row(width: float, amount: float) -> Row:
    """What stands between the goods and the total."""
    words = "{{ sum.text }}{% if sum.text_zh %} {{ sum.text_zh }}{% endif %}"
    return Row(
        (
            Cell(width, paragraph("Normal", words, align="right", keep=True)),
            Cell(amount, paragraph("Normal", "{{ sum.amount }}", align="right", keep=True)),
        )
    )


def clauses(*, chinese_only: bool = False) -> str:
    """The numbered terms; in a Chinese paper title and text stand in one line."""
    heading = paragraph("Section", "{{ t.terms }}")
    rows = table(
        "{%tr for clause in doc.clauses %}",
        *kept_rows("loop.last", lambda keep: _clause(keep, chinese_only=chinese_only)),
        "{%tr endfor %}",
        pad=(0.3, 0),
    )
    return heading + rows + gap(1, keep=True)


def _clause(keep: bool, *, chinese_only: bool) -> Row:
    """One of the terms; the last is held on the page of who signs."""
    language = "zh" if chinese_only else "en"
    text = run(f" {{{{ clause.text.{language} }}}}")
    content = runs("Clause", run("{{ clause.title }}", bold=True), text, keep=keep)
    if not chinese_only:
        chinese = paragraph("Clause", "{{ clause.text.zh }}", keep=keep)
        content += when("clause.text.zh", chinese) + seam()
    number = Cell(6.5, paragraph("Clause", "{{ clause.number }}.", keep=keep))
    return Row((number, Cell(WIDTH - 6.5, content)))


@dataclass(frozen=True)
class Signature:
    """A place to sign: who, pictures of hand and seal, and what stands under the line."""

    who: str = ""
    hand: str = ""
    seal: str = ""
    under: str = ""


def signature(each: str, *, signed: bool) -> Signature:
    """A party to an outward paper; `signed` where our own hand and seal may be printed."""
    name = paragraph("Normal", f"{{{{ {each}.name_zh }}}}", keep=True)
    return Signature(
        who=paragraph("Label", f"{{{{ {each}.caption }}}}", keep=True)
        + paragraph("Name", f"{{{{ {each}.name }}}}", keep=True)
        + when(f"{each}.name_zh", name)
        + gap(0.35, keep=True),
        hand=picture("signature") if signed else "",
        seal=picture("seal") if signed else "",
        under=paragraph("Label", "{{ t.authorised }}"),
    )


def picture(name: str) -> str:
    """A picture where the company has one."""
    shown = f'{{% if "{name}" in images %}}{{{{ images.{name} }}}}{{% endif %}}'
    return paragraph("Normal", shown, keep=True)


def signatures(left: Signature, right: Signature) -> str:
    """Two places to sign; an empty one has no line.

    They stand in one row of a table around them: LibreOffice divides rows that Word keeps together.
    """
    both = (left, right)
    between = Cell(_BETWEEN, "")
    who = [Cell(_HALF, each.who) for each in both]
    pictures = [(Cell(_HALF / 2, each.hand), Cell(_HALF / 2, each.seal)) for each in both]
    under = [
        Cell(_HALF, each.under, {"top": rule(0.5, "333333")} if each.under else {}) for each in both
    ]
    block = table(
        Row((who[0], between, who[1])),
        Row((*pictures[0], between, *pictures[1]), height=25),
        Row((under[0], between, under[1])),
        pad=(0.3, 0),
    )
    return gap(2, keep=True) + table(Row((Cell(WIDTH, block + seam()),))) + seam()
