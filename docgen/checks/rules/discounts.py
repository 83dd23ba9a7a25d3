"""ARI: discounts: what the per cent come to, and how much is plausible (折扣)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from docgen.checks import names
from docgen.checks.papers import CI, SC, Paper
from docgen.checks.rule import Deal, Fault, Outcomes, Said, Value, fault, rule
from docgen.checks.shipments import guarded
from docgen.findings import Severity
from docgen.rounding import rounded

_HUNDRED = Decimal(100)
_DISCOUNT = re.compile(r"DISCOUNT|REBATE|折扣|折让")
_PERCENT = re.compile(r"([0-9]{1,3}(?:\.[0-9]+)?) ?(?:%|PCT\b|PER ?CENT\b)")
_FIGURE = re.compile(r"(?<![0-9.,])[0-9][0-9,]*(?:\.[0-9]+)?(?![0-9])")


@rule(
    "ARI-005",
    severity=Severity.WARNING,
    refs=("ISBP 745 C6", "EN 16931 BR-CO-11 and its family"),
    en="{what}: {problem}.",
    zh="{what}:{problem}。",
    fix="Give each discount once, as per cent or as an amount, and reckon it from the goods.",
    fix_zh="每项折扣只填比例或金额之一,并按货值重新核算。",
)
def a_discount_is_its_per_cent_of_the_goods(
    deal: Deal, *, most_percent: Decimal = Decimal(30)
) -> Outcomes:
    """A discount is given once and is not more than is plausible; a paper reckons it right.

    An order discount with per cent and amount is taken off twice: where both come to the same
    money this is certain, and an error.
    """
    for where, what, base, percent, amount in _discounts(deal):
        yield from _twice(deal, where, what, base, percent, amount)
        share = percent or Decimal(0)
        if base:
            share += (amount or Decimal(0)) * _HUNDRED / base
        if share > most_percent:
            shown = rounded(share, 2).normalize()
            problem = Said(
                f"{shown:f}% is more than the usual {most_percent:f}%",
                f"折扣率{shown:f}%,超过通常的{most_percent:f}%",
            )
            place = f"{where}{'percent' if percent else 'amount'}"
            yield fault(place, expected=most_percent, actual=shown, what=what, problem=problem)
    for paper in deal.theirs:
        yield from _reckoned(deal, paper)


_Discount = tuple[str, Said, Decimal, Decimal | None, Decimal | None]


def _discounts(deal: Deal) -> Iterator[_Discount]:
    """The discounts of the order: place and beginning of its name, name, base, per cent, amount."""
    for index, goods in enumerate(deal.order.goods):
        named = names.article(goods.sku, goods.line)
        what = Said(f"The discount of {named.en}", f"{named.zh}折扣")
        where = f"/goods/{index}/discount_"
        base = deal.totals.lines[index].gross
        yield where, what, base, goods.discount_percent, goods.discount_amount
    for index, each in enumerate(deal.order.discounts):
        what = Said(f"The discount {each.description}", f"折扣“{each.description}”")
        where = f"/discounts/{index}/"
        yield where, what, deal.totals.goods_amount, each.percent, each.amount


def _twice(
    deal: Deal,
    where: str,
    what: Said,
    base: Decimal,
    percent: Decimal | None,
    amount: Decimal | None,
) -> Iterator[Fault]:
    if not percent or not amount:
        return
    gives = rounded(base * percent / _HUNDRED, deal.tables.currencies[deal.order.currency].minor)
    if gives != amount and where.startswith("/goods"):
        return  # a rate and a further allowance on one line are two discounts
    problem = Said(
        f"{percent:f}% of {base:,f} is {gives:,f}, and {amount:,f} is taken off besides",
        f"{base:,f}的{percent:f}%为{gives:,f},另又减去{amount:,f}",
    )
    yield fault(
        f"{where}amount",
        f"{where}percent",
        expected=gives,
        actual=amount,
        severity=Severity.ERROR if gives == amount else None,
        guards=(SC, CI),
        what=what,
        problem=problem,
    )


def _reckoned(deal: Deal, paper: Paper) -> Iterator[Fault]:
    """Faults of sentences such as `LESS 2% DISCOUNT: USD 972.00`."""
    amounts = [line.amount for line in paper.facts.lines if line.amount is not None]
    if not amounts or len(amounts) != len(paper.facts.lines):
        return
    minor = deal.tables.currencies[paper.facts.currency or deal.order.currency].minor
    for index, text in enumerate(paper.facts.text):
        flat = text.upper()
        percent = _PERCENT.search(flat)
        if not percent or not _DISCOUNT.search(flat):
            continue
        figures = [
            Decimal(each.replace(",", "")) for each in _FIGURE.findall(_PERCENT.sub("", flat))
        ]
        goods = sum(amounts, Decimal(0))
        right = [
            rounded(base * Decimal(percent[1]) / _HUNDRED, minor) for base in (goods, *figures[:-1])
        ]
        if not figures or figures[-1] in right:
            continue
        yield _misreckoned(deal, paper, index, percent[1], goods, right[0], figures[-1])


def _misreckoned(
    deal: Deal,
    paper: Paper,
    index: int,
    percent: str,
    goods: Decimal,
    want: Decimal,
    got: Value,
) -> Fault:
    problem = Said(
        f"a discount of {percent}% on {goods:,f} is {want:,f}, but it states {got:,}",
        f"{goods:,f}的{percent}%折扣应为{want:,f},单据写{got:,}",
    )
    return fault(
        f"{paper.place}/text/{index}",
        paper.at("lines"),
        expected=want,
        actual=got,
        guards=guarded(paper),
        what=_capital(names.paper(deal, paper)),
        problem=problem,
    )


def _capital(said: Said) -> Said:
    return Said(f"The {said.en}", said.zh)
