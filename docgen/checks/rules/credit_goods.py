"""LCR: goods, quantities and prices of a credit against the contract (品名、数量、单价)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from docgen.checks import names
from docgen.checks.agreement import PRESENTED, stating, unlike
from docgen.checks.articles import in_unit
from docgen.checks.credit_goods import Matched, Sold, lacking, matched
from docgen.checks.needs import given
from docgen.checks.papers import Paper
from docgen.checks.rule import Dossier, Fault, Outcomes, Said, Skip, rule, skip
from docgen.checks.words import norm
from docgen.findings import Severity
from docgen.order.credit import Credit, CreditLine
from docgen.tables import Tables, code_of

_GOODS, _NUMBER = Said("the goods", "品名"), Said("the article number", "货号")
_QUANTITY, _PRICE = Said("the quantity", "数量"), Said("the unit price", "单价")
_UNIT = Said("the unit of the price", "计价单位")
_CURRENCY = Said("the currency of the price", "单价币种")
_NOTHING = Said("nothing of the kind", "无此货物")
_ARTICLE = re.compile(r"\b(?:ART(?:ICLE)?|STYLE|ITEM|MODEL|TYPE)\b\.?\s*(?:NO|NR|NUMBER)?\b")
_FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?")
_PRICED = re.compile(r"\d\s*(?:/|PER\b)|@")
_PRICE_UNIT = re.compile(r"\d\.\d{2,4}\s*(?:/|PER\s)\s*([A-Z]{2,})\b")
_NO_CONTRACT = ("no contract lists the goods", "合同未列明货物", "/issued")
_NO_GOODS = ("the credit describes no goods", "信用证未注明货物", "/credit/goods")


def _contract(dossier: Dossier) -> Paper | None:
    return stating(dossier, "lines")


@rule(
    "LCR-035",
    severity=Severity.ERROR,
    guards=PRESENTED,
    needs=("credit",),
    refs=("UCP 600 art. 18(c), 30", "contract: name, article number and quantity of the goods"),
    en='The credit ({tag}) has {what} "{actual}"; the contract has "{expected}".',
    zh="信用证({tag}){what}为“{actual}”,合同为“{expected}”。",
    fix="Have the goods amended as the contract has them; invoices must repeat field 45A.",
    fix_zh="请要求按合同更改货描;发票须照抄45A。",
)
def a_credit_is_for_the_goods_and_quantities_of_the_contract(dossier: Dossier) -> Outcomes:
    """Names, article numbers and quantities in field 45A are those of the contract, line by line.

    A description that says more or less without contradicting is a warning, and so is one that can
    only be looked for in the running text of field 45A.
    """
    credit, paper = given(dossier.credit), _contract(dossier)
    whole = stating(dossier, "goods")
    if not (credit.goods_lines or credit.goods):
        yield skip(*_NO_GOODS)
    elif paper is None and whole is not None:
        yield from _as_a_whole(credit, whole)
        yield from _total(dossier, credit, stating(dossier, "quantity") or whole)
    elif paper is None:
        yield skip(*_NO_CONTRACT)
    elif not credit.goods_lines:
        yield from _in_running_text(credit, paper)
        yield from _total(dossier, credit, paper)
    else:
        pairs = _matched(credit, paper)
        wrong = list(_line_by_line(dossier.tables, credit, pairs))
        yield from wrong
        if not any(isinstance(each, Fault) and "quantity" in each.where[0] for each in wrong):
            yield from _total(dossier, credit, paper)


def _matched(credit: Credit, paper: Paper) -> Matched:
    """The contract's lines by the credit's; where one has the number, no other means it."""
    pairs = matched(credit, (paper,))
    by_line: dict[int, tuple[Sold, ...]] = {}
    beyond = list(pairs.beyond)
    for at, sold in pairs.by_line.items():
        number = _bare(credit.goods_lines[at].sku)
        same = tuple(each for each in sold if number and _bare(each.line.sku) == number)
        by_line[at] = same or sold
        beyond += [each for each in sold if each not in by_line[at]]
    return Matched(by_line, tuple(beyond))


def _line_by_line(tables: Tables, credit: Credit, pairs: Matched) -> Iterator[Fault | Skip]:
    for at, line in enumerate(credit.goods_lines):
        place, sold = f"/credit/goods_lines/{at}", pairs.by_line.get(at, ())
        if sold:
            yield from _described(place, line, credit.goods, sold[0])
            yield from _counted(tables, place, line, sold)
        else:
            said = line.description or line.sku
            yield unlike("45A", place, "/issued", _GOODS, said, _NOTHING, should_read="")
    for each in pairs.beyond:
        said = each.line.description or each.line.sku
        where = "/credit/goods_lines", each.at("description")
        yield unlike("45A", *where, _GOODS, _NOTHING, said, severity=Severity.WARNING)


def _described(place: str, line: CreditLine, goods: str, sold: Sold) -> Iterator[Fault]:
    ours = sold.line
    if line.sku and ours.sku and _bare(line.sku) != _bare(ours.sku):
        yield unlike("45A", f"{place}/sku", sold.at("sku"), _NUMBER, line.sku, ours.sku)
    name = ours.description.partition("\n")[0]
    if not (name and line.description):
        return
    missing = lacking(name, f"{line.description} {line.sku}")
    added = lacking(line.description, f"{ours.description} {ours.sku}")
    if not added:  # what the line leaves out may stand at the head of field 45A
        missing = lacking(name, f"{line.description} {line.sku} {goods}")
    if missing or added:
        weight = None if missing and added else Severity.WARNING
        at = sold.at("description")
        yield unlike(
            "45A", f"{place}/description", at, _GOODS, line.description, name, severity=weight
        )


def _counted(
    tables: Tables, place: str, line: CreditLine, sold: Sequence[Sold]
) -> Iterator[Fault | Skip]:
    """Faults of the quantity that the matched lines of the contract come to."""
    total, unit = Decimal(0), line.unit or sold[0].line.unit
    if line.quantity is None or unit is None:
        yield skip("a line has no quantity or unit", "有货物行缺数量或单位", f"{place}/quantity")
        return
    for each in sold:
        count = in_unit(each.line.quantity, each.line.unit or unit, unit, tables)
        if count is None and each.line.quantity is not None and each.line.unit:
            stated = names.quantity(line.quantity, unit, tables)
            ours = names.quantity(each.line.quantity, each.line.unit, tables)
            where = f"{place}/quantity", each.at("unit")
            yield unlike("45A", *where, _QUANTITY, stated, ours)
            return
        if count is None:
            yield skip("the contract has no quantity", "合同缺数量", each.at("quantity"))
            return
        total += count
    if total != line.quantity:
        stated, ours = (names.quantity(x, unit, tables) for x in (line.quantity, total))
        where = f"{place}/quantity", sold[0].at("quantity")
        yield unlike("45A", *where, _QUANTITY, stated, ours)


def _total(dossier: Dossier, credit: Credit, paper: Paper) -> Iterator[Fault]:
    """The total quantity, where both state one or the contract's lines are of one unit."""
    facts, tables = paper.facts, dossier.tables
    units = {line.unit for line in facts.lines}
    counts = [line.quantity for line in facts.lines if line.quantity is not None]
    total, unit, at = facts.quantity, facts.unit, "quantity"
    if total is None and len(units) == 1 and len(counts) == len(facts.lines):
        total, unit, at = sum(counts, Decimal(0)), facts.lines[0].unit, "lines"
    if credit.quantity is None or total is None or not unit:
        return
    ours = in_unit(total, unit, credit.unit or unit, tables)
    if ours != credit.quantity:
        stated = names.quantity(credit.quantity, credit.unit or unit, tables)
        wanted = names.quantity(total, unit, tables)
        yield unlike("45A", "/credit/quantity", paper.at(at), _QUANTITY, stated, wanted)


def _as_a_whole(credit: Credit, paper: Paper) -> Iterator[Fault]:
    """The description of a contract without lines, which has to stand in field 45A."""
    said = " ".join(line.description for line in credit.goods_lines) or credit.goods
    ours = paper.facts.goods
    missing, added = lacking(ours, f"{said} {credit.goods}"), lacking(said, ours)
    if missing:
        place = "/credit/goods_lines" if credit.goods_lines else "/credit/goods"
        contradicts = added and credit.goods_lines
        weight = None if contradicts else Severity.WARNING
        yield unlike("45A", place, paper.at("goods"), _GOODS, said, ours, severity=weight)


def _in_running_text(credit: Credit, paper: Paper) -> Iterator[Fault]:
    run_on = _bare(credit.goods)
    for index, line in enumerate(paper.facts.lines):
        at = paper.at_line(index, "description")
        name = line.description.partition("\n")[0]
        if name and lacking(name, credit.goods):
            where = "/credit/goods", at
            yield unlike("45A", *where, _GOODS, credit.goods, name, severity=Severity.WARNING)
        if line.sku and _ARTICLE.search(credit.goods.upper()) and _bare(line.sku) not in run_on:
            where = "/credit/goods", paper.at_line(index, "sku")
            said = credit.goods
            yield unlike("45A", *where, _NUMBER, said, line.sku, severity=Severity.WARNING)


def _bare(text: str) -> str:
    return norm(text).replace(" ", "")


@rule(
    "LCR-036",
    severity=Severity.ERROR,
    guards=PRESENTED,
    needs=("credit",),
    refs=("UCP 600 art. 18(c), 30(a)", "ISBP 745 C6", "contract: unit price"),
    en="The credit ({tag}) has {what} {actual}; the contract has {expected}.",
    zh="信用证({tag}){what}为{actual},合同为{expected}。",
    fix="Have the price amended to that of the contract.",
    fix_zh="请要求按合同更改单价。",
)
def a_credit_has_the_prices_of_the_contract(dossier: Dossier) -> Outcomes:
    """Each unit price, turned into one unit, and its currency are those of the contract.

    A price that can only be looked for in the running text of field 45A is a warning, and so is a
    unit there that nobody knows.
    """
    credit, paper = given(dossier.credit), _contract(dossier)
    if paper is None or not (credit.goods_lines or credit.goods):
        yield skip(*(_NO_CONTRACT if paper is None else _NO_GOODS))
        return
    yield from _unknown_units(dossier.tables, credit, paper)
    if not credit.goods_lines:
        yield from _prices_in_text(credit, paper)
        return
    for at, sold in _matched(credit, paper).by_line.items():
        line, place = credit.goods_lines[at], f"/credit/goods_lines/{at}"
        for each in sold:
            yield from _price(dossier.tables, place, line, each)
        currency = paper.facts.currency
        if line.currency and currency and line.currency != currency:
            where = f"{place}/currency", paper.at("currency")
            yield unlike("45A", *where, _CURRENCY, line.currency, currency)


def _price(tables: Tables, place: str, line: CreditLine, sold: Sold) -> Iterator[Fault | Skip]:
    ours, theirs = sold.line, line
    if ours.price is None or theirs.price is None:
        yield skip("a line has no unit price", "有货物行缺单价", f"{place}/price")
        return
    unit = theirs.price_unit or theirs.unit or ours.price_unit or ours.unit or ""
    own = ours.price_unit or ours.unit or unit
    size = in_unit(Decimal(1), unit, own, tables)
    if size is None or ours.price * size != theirs.price:
        where = f"{place}/price", sold.at("price")
        said, wanted = _per(theirs.price, unit, tables), _per(ours.price, own, tables)
        yield unlike("45A", *where, _PRICE, said, wanted)


def _per(price: Decimal, unit: str, tables: Tables) -> Said:
    row = tables.units.get(unit)
    return (
        Said(f"{price:f}/{row.label}", f"{price:f}/{row.zh}") if row else Said(*[f"{price:f}"] * 2)
    )


def _unknown_units(tables: Tables, credit: Credit, paper: Paper) -> Iterator[Fault]:
    units = {line.price_unit or line.unit for line in paper.facts.lines} - {None}
    agreed = ", ".join(sorted(tables.units[each].label for each in units if each))
    for word in dict.fromkeys(_PRICE_UNIT.findall(credit.goods.upper())):
        if agreed and code_of(word, tables.units) is None:
            where = "/credit/goods", paper.at("lines")
            yield unlike("45A", *where, _UNIT, word, agreed, severity=Severity.WARNING)


def _prices_in_text(credit: Credit, paper: Paper) -> Iterator[Fault | Skip]:
    text = credit.goods.upper()
    figures = {Decimal(each.replace(",", "")) for each in _FIGURE.findall(text)}
    if not _PRICED.search(text):
        yield skip("field 45A states no price", "45A未写单价", "/credit/goods")
        return
    for index, line in enumerate(paper.facts.lines):
        if line.price is not None and line.price not in figures:
            where = "/credit/goods", paper.at_line(index, "price")
            wanted = f"{paper.facts.currency or ''} {line.price:f}".strip()
            yield unlike("45A", *where, _PRICE, credit.goods, wanted, severity=Severity.WARNING)
