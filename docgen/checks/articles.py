"""Which goods a line of a paper means, so that papers can be compared article by article.

A line is known by its article number (货号), or else by its description, also where a certificate
puts `250 CARTONS OF` before it. A line without a number and with another description stands for
the goods in the same place, if the paper has as many lines as the order, no other line means those
goods, and a word of the two descriptions is the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from docgen.checks.papers import PC, PO, Paper
from docgen.checks.words import norm
from docgen.findings import Said
from docgen.order.goods import Goods
from docgen.order.issued import IssuedLine
from docgen.tables import Tables

_NOTHING: frozenset[str] = frozenset()
_LONGEST_NAME = 60


@dataclass(frozen=True)
class Article:
    """One kind of goods of the deal.

    Attributes:
        key: the article number or description, normalised.
        sku, description: as the order or the contract first has them.
        unit: unit that its quantities are turned into; empty where no paper says.
        at: indices of its lines in the order; none where only the contract has it.
    """

    key: str
    sku: str
    description: str
    unit: str
    at: tuple[int, ...]

    @property
    def name(self) -> Said:
        """The article number, or else the beginning of the description."""
        text = self.sku or self.description.partition("\n")[0]
        text = text if len(text) <= _LONGEST_NAME else f"{text[: _LONGEST_NAME - 3]}..."
        return Said(text, text)


@dataclass(frozen=True)
class Stated:
    """What a paper says of one article.

    Attributes:
        quantity: in the unit of the article; None where a line has none or counts otherwise.
        lines: indices of the lines that mean it.
    """

    quantity: Decimal | None
    lines: tuple[int, ...]


@dataclass(frozen=True)
class Articles:
    """The articles of the deal, and the article that each line of each paper means.

    Attributes:
        known: by key, those of the order first, then those only the contract has.
        meant: by place of the paper, the key of each line; empty where none is recognised.
    """

    known: Mapping[str, Article]
    meant: Mapping[str, tuple[str, ...]]

    def of(self, paper: Paper, index: int) -> Article | None:
        """The article that a line means; None where none is recognised."""
        return self.known.get(self.meant[paper.place][index])


def articles_of(goods: Sequence[Goods], contract: Paper, papers: Iterable[Paper]) -> Articles:
    """The articles of an order and its contract as signed, and what the papers' lines mean."""
    entries = [_entry(each.sku, each.description, each.unit, at) for at, each in enumerate(goods)]
    names = _names(entries)
    if not contract.ours:
        lines = zip(contract.facts.lines, _meant(contract, names, goods), strict=True)
        entries += [
            _entry(each.sku, each.description, each.unit)
            for each, key in lines
            if not key and (each.sku or each.description)
        ]
        names = _names(entries)
    ours = tuple(each.key for each in entries[: len(goods)])
    meant = {
        paper.place: ours if _prints_the_goods(paper) else _meant(paper, names, goods)
        for paper in (contract, *papers)
    }
    return Articles(_articles(entries), meant)


def _prints_the_goods(paper: Paper) -> bool:
    """Whether the lines of a paper are the goods of the order, one by one."""
    return paper.ours and bool(paper.facts.lines) and paper.kind not in (PC, PO)


def _entry(sku: str, description: str, unit: str | None, at: int | None = None) -> Article:
    key = f"#{norm(sku)}" if sku else f"={norm(description)}"
    return Article(key, sku, description, unit or "", () if at is None else (at,))


def _articles(entries: Iterable[Article]) -> Mapping[str, Article]:
    """Each article once, with all its lines in the order."""
    known: dict[str, Article] = {}
    at: dict[str, list[int]] = defaultdict(list)
    for each in entries:
        known.setdefault(each.key, each)
        at[each.key].extend(each.at)
    return {key: replace(each, at=tuple(at[key])) for key, each in known.items()}


def _names(entries: Iterable[Article]) -> Mapping[str, frozenset[str]]:
    """The keys that a number (with `#`) or a description (with `=`) may mean."""
    names: dict[str, set[str]] = defaultdict(set)
    for each in entries:
        names[f"={norm(each.description)}"].add(each.key)
        names[each.key].add(each.key)
    return {name: frozenset(keys) for name, keys in names.items()}


def _meant(
    paper: Paper, names: Mapping[str, frozenset[str]], goods: Sequence[Goods]
) -> tuple[str, ...]:
    lines = paper.facts.lines
    keys = [_key(line, names) for line in lines]
    if len(lines) == len(goods):
        taken = set(keys)
        for index, (line, each) in enumerate(zip(lines, goods, strict=True)):
            place = f"#{norm(each.sku)}" if each.sku else f"={norm(each.description)}"
            if not keys[index] and place not in taken and _may_mean(line, each):
                keys[index] = place
    return tuple(keys)


def _key(line: IssuedLine, names: Mapping[str, frozenset[str]]) -> str:
    """The key of a line by what it says; empty where that is unknown or shared."""
    number = f"#{norm(line.sku)}"
    if number in names:
        return number
    text = norm(line.description)
    for said in (text, text.partition(" OF ")[2]):
        if said and len(keys := names.get(f"={said}", _NOTHING)) == 1:
            return next(iter(keys))
    return ""


def _may_mean(line: IssuedLine, goods: Goods) -> bool:
    """Whether a line without a number shares a word with the goods, or has none to share."""
    if line.sku:
        return False
    words = set(norm(line.description).split())
    return not words or not norm(line.description).isascii() or bool(words & words_of(goods))


def words_of(goods: Goods) -> frozenset[str]:
    """The words by which a paper may call the goods: description, number, brand."""
    return frozenset(norm(f"{goods.description} {goods.sku} {goods.brand}").split())


def stated(articles: Articles, paper: Paper, tables: Tables) -> Mapping[str, Stated]:
    """What a paper says of each article that it is recognised to name."""
    lines: dict[str, list[int]] = defaultdict(list)
    for index, key in enumerate(articles.meant[paper.place]):
        if key:
            lines[key].append(index)
    return {
        key: Stated(_sum(articles.known[key], paper, at, tables), tuple(at))
        for key, at in lines.items()
    }


def _sum(article: Article, paper: Paper, at: Iterable[int], tables: Tables) -> Decimal | None:
    total = Decimal(0)
    for index in at:
        line = paper.facts.lines[index]
        quantity = in_unit(line.quantity, line.unit or article.unit, article.unit, tables)
        if quantity is None:
            return None
        total += quantity
    return total


def in_unit(quantity: Decimal | None, unit: str, wanted: str, tables: Tables) -> Decimal | None:
    """A quantity turned into another unit; None where it cannot be, or there is none."""
    if quantity is None or unit == wanted:
        return quantity
    if unit not in tables.units or wanted not in tables.units:
        return None
    one, other = tables.units[unit], tables.units[wanted]
    return quantity * one.factor / other.factor if one.base == other.base else None
