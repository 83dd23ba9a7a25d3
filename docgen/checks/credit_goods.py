"""Which line of a credit's goods each line of an invoice means, and the words of goods (品名).

A line is known by its article number, or else by the words that it shares with the credit's; one
line on either side means the other whatever it says.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from docgen.checks.papers import Paper
from docgen.checks.words import norm, same
from docgen.findings import Said
from docgen.order.credit import Credit, CreditLine
from docgen.order.issued import IssuedLine
from docgen.tables import PackageKind, Tables, Unit

_FILLERS = frozenset(
    "ABOUT APPROX APPROXIMATELY CIRCA MAXIMUM MORE LESS OF AND THE AS PER"
    " FOR AT IN WITH WITHOUT TO A AN BY ON OR EACH NO NOS NUMBER TOTAL ALL OTHER"
    " DETAILS DATED DATE CONTRACT SALES CONFIRMATION PROFORMA INVOICE ORDER PURCHASE P I S C L"
    " QUANTITY QTY PRICE UNIT AMOUNT VALUE HS HSCODE CODE CODES H INCOTERMS INCOTERM PACKING PACKED"
    " PACKAGES GOODS COMMODITY DESCRIPTION ORIGIN MARKS SHIPPING MARK BENEFICIARY APPLICANT NW"
    " GW".split()
)


class Sold(NamedTuple):
    """A line of an invoice."""

    paper: Paper
    place: int
    line: IssuedLine

    def at(self, name: str) -> str:
        """JSON pointer of a fact of the line."""
        return self.paper.at_line(self.place, name)


class Matched(NamedTuple):
    """The lines of the invoices by the index of the credit's line, and those that mean none."""

    by_line: Mapping[int, tuple[Sold, ...]]
    beyond: tuple[Sold, ...]


def matched(credit: Credit, invoices: Iterable[Paper]) -> Matched:
    """Which line of the credit each line of the invoices means."""
    sold = [
        Sold(paper, index, line)
        for paper in invoices
        for index, line in enumerate(paper.facts.lines)
    ]
    if len(sold) == len(credit.goods_lines) == 1:
        return Matched({0: tuple(sold)}, ())
    found: dict[int, list[Sold]] = defaultdict(list)
    beyond = []
    for each in sold:
        at = _meant(each.line, credit.goods_lines)
        if at is None:
            beyond.append(each)
        else:
            found[at].append(each)
    return Matched({at: tuple(those) for at, those in found.items()}, tuple(beyond))


def _meant(line: IssuedLine, wanted: Sequence[CreditLine]) -> int | None:
    """The line of the credit that shares the number, or else the most words."""
    for at, each in enumerate(wanted):
        if line.sku and same(line.sku, each.sku):
            return at
    words = stems(f"{line.description} {line.sku}")
    shared = [len(words & stems(f"{each.description} {each.sku}")) for each in wanted]
    best = max(shared, default=0)
    return shared.index(best) if best else None


def stems(text: str) -> frozenset[str]:
    """The words of a text, each in the singular."""
    return frozenset(_stem(word) for word in _plain(text).split())


def _plain(text: str) -> str:
    """The text as words; `46 PCT` and `46PCT` are `46%`."""
    return re.sub(r"(?<=\d) ?(?:PCT|PERCENT|PER CENT|%)(?![A-Z])", "%", norm(text))


def _stem(word: str) -> str:
    if word.endswith("IES") and len(word) > 4:
        return f"{word[:-3]}Y"
    if re.search(r"(?:S|X|CH|SH)ES$", word) and len(word) > 4:
        return word[:-2]
    return word[:-1] if word.endswith("S") and not word.endswith("SS") and len(word) > 3 else word


def lacking(wanted: str, text: str) -> tuple[str, ...]:
    """The words of a description that a text does not have; `8CM` and `8 CM` are one."""
    there, run_on = stems(text), _plain(text).replace(" ", "")
    return tuple(
        word
        for word in dict.fromkeys(_plain(wanted).split())
        if word not in _FILLERS
        and _stem(word) not in there
        and not (word in run_on and any(char.isdigit() for char in word))
    )


def described(credit: Credit, tables: Tables) -> str:
    """The words of field 45A that describe goods: no figures, units, prices or places."""
    rows: list[Unit | PackageKind] = [*tables.units.values(), *tables.packages.values()]
    units = {
        name
        for row in rows
        for text in (row.label, row.plural, *row.aliases)
        for name in norm(text).split()
    }
    goods = re.split(rf"\b(?:{'|'.join(tables.incoterms)})\b", norm(credit.goods), maxsplit=1)[0]
    return " ".join(
        word
        for word in goods.split()
        if word.endswith("%")
        or (word.isalpha() and len(word) > 2 and word not in {*units, *tables.currencies})
    )


def akin(one: str, other: str, letters: int = 4) -> bool:
    """Whether two descriptions share the beginning of a word, as ENAMELWARE and ENAMEL MUGS do."""
    first = {word[:letters] for word in stems(one) - _FILLERS if len(word) >= letters}
    second = {word[:letters] for word in stems(other) - _FILLERS if len(word) >= letters}
    return bool(first & second)


def headline(text: str) -> Said:
    """The first line of a description, in either language."""
    first = text.partition("\n")[0]
    return Said(first, first)
