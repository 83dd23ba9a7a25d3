"""LCR: quantity and unit price of the goods against field 45A (数量、单价)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from docgen.checks import names
from docgen.checks.articles import in_unit
from docgen.checks.credit_goods import Sold, headline, matched
from docgen.checks.credits import Limits, price_limits, quantity_limits
from docgen.checks.dossier import Dossier
from docgen.checks.needs import given
from docgen.checks.papers import CI, Paper
from docgen.checks.presented import of_kinds
from docgen.checks.rule import Fault, Outcomes, Said, Skip, fault, rule, skip
from docgen.checks.shipments import listed
from docgen.findings import Severity
from docgen.order.credit import Credit, CreditLine

_NO_INVOICE = ("there is no invoice", "没有发票", "/issued")


@rule(
    "LCR-006",
    severity=Severity.ERROR,
    guards=(CI,),
    needs=("credit",),
    refs=("UCP 600 art. 30(a), (b), 31(a)", "ISBP 745 C13"),
    en="{goods}: {actual} {unit} on the {papers}, but the credit allows {allowed}.",
    zh="{goods}:{papers}为{actual}{unit_zh},信用证允许{allowed}。",
    fix="Ship a quantity that the credit allows, or have it amended.",
    fix_zh="请按信用证允许的数量出运,或要求改证。",
)
def the_quantity_is_what_the_credit_allows(dossier: Dossier) -> Outcomes:
    """The invoices ship what 45A calls for, line by line or in total.

    Exactly, unless it says ABOUT (10%) or a tolerance; 5% either way for goods in bulk, which are
    neither pieces nor packages (art. 30(b)). Less is allowed where parts may be shipped.
    """
    credit, invoices = given(dossier.credit), of_kinds(dossier, CI)
    known = [at for at, line in enumerate(credit.goods_lines) if line.quantity is not None]
    if not invoices:
        yield skip(*_NO_INVOICE)
    elif known:
        found = matched(credit, invoices).by_line
        for at in known:
            yield from _of_line(dossier, credit, at, found.get(at, ()), invoices)
    elif credit.quantity is not None:
        yield from _in_total(dossier, credit, credit.quantity, invoices)
    else:
        yield skip("the credit states no quantity", "信用证未注明数量", "/credit/quantity")


def _of_line(
    dossier: Dossier, credit: Credit, at: int, sold: Sequence[Sold], invoices: Sequence[Paper]
) -> Iterator[Fault | Skip]:
    line = credit.goods_lines[at]
    wanted, where = line.quantity or Decimal(0), f"/credit/goods_lines/{at}/quantity"
    unit = line.unit or credit.unit or ""
    values = [
        in_unit(each.line.quantity, each.line.unit or unit, unit, dossier.tables) for each in sold
    ]
    known = [value for value in values if value is not None]
    limits = quantity_limits(credit, wanted, unit, dossier.tables)
    if len(known) < len(values):
        yield from _in_another_unit(dossier, line, sold, limits, where)
        return
    places = tuple(each.at("quantity") for each in sold) or (invoices[0].at("lines"),)
    got = sum(known, Decimal(0))
    if not limits.hold(got):
        papers = tuple(each.paper for each in sold) or tuple(invoices)
        goods = headline(line.description or line.sku)
        yield _quantity(dossier, goods, (*places, where), papers, got, _bounds(limits), unit)


def _in_another_unit(
    dossier: Dossier, line: CreditLine, sold: Sequence[Sold], limits: Limits, where: str
) -> Iterator[Fault | Skip]:
    """Goods counted in a unit that cannot be turned into that of the credit."""
    for each in sold:
        quantity, unit = each.line.quantity, each.line.unit
        if quantity is None or not unit or not line.unit:
            yield skip("a line of the invoice states no quantity", "发票行未注明数量", where)
        elif in_unit(quantity, unit, line.unit, dossier.tables) is None:
            goods, papers = headline(line.description or line.sku), (each.paper,)
            at = (each.at("unit"), where)
            allowed = _bounds(limits) + names.unit(line.unit, dossier.tables)
            yield _quantity(dossier, goods, at, papers, quantity, allowed, unit)


def _in_total(
    dossier: Dossier, credit: Credit, wanted: Decimal, invoices: Sequence[Paper]
) -> Iterator[Fault | Skip]:
    unit = credit.unit or ""
    values = [_total(dossier, paper, unit) for paper in invoices]
    known = [value for value in values if value is not None]
    if len(known) < len(values):
        yield skip(
            "an invoice states no total in the unit of the credit",
            "发票未按信用证单位注明总数量",
            "/credit/quantity",
        )
        return
    limits, got = quantity_limits(credit, wanted, unit, dossier.tables), sum(known, Decimal(0))
    if not limits.hold(got):
        places = (*(paper.at("quantity") for paper in invoices), "/credit/quantity")
        goods = Said("All goods", "全部货物")
        yield _quantity(dossier, goods, places, tuple(invoices), got, _bounds(limits), unit)


def _total(dossier: Dossier, paper: Paper, unit: str) -> Decimal | None:
    """The quantity of a paper in a unit: its total, or else the sum of its lines."""
    facts = paper.facts
    if facts.quantity is not None:
        return in_unit(facts.quantity, facts.unit or unit, unit, dossier.tables)
    values = [
        in_unit(each.quantity, each.unit or unit, unit, dossier.tables) for each in facts.lines
    ]
    known = [value for value in values if value is not None]
    return sum(known, Decimal(0)) if known and len(known) == len(values) else None


def _quantity(
    dossier: Dossier,
    goods: Said,
    places: tuple[str, ...],
    papers: tuple[Paper, ...],
    got: Decimal,
    allowed: Said,
    unit: str,
) -> Fault:
    row = dossier.tables.units.get(unit)
    return fault(
        *places,
        expected=allowed,
        actual=got,
        goods=goods,
        papers=listed(dossier, papers),
        unit=row.plural if row else "",
        unit_zh=row.zh if row else "",
        allowed=allowed,
    )


def _bounds(limits: Limits) -> Said:
    """`10,000`, `9,500 to 10,500`, `10,500 at most`."""
    least, most = limits
    if least == most and most is not None:
        return Said(f"{_plain(most)} exactly", f"恰为{_plain(most)}")
    if least is None:
        return Said(f"{_plain(most)} at most", f"最多{_plain(most)}")
    return Said(f"{_plain(least)} to {_plain(most)}", f"{_plain(least)}至{_plain(most)}")


def _plain(value: Decimal | None) -> str:
    if value is None:
        return ""
    return (
        f"{value.to_integral_value():,f}" if value == value.to_integral_value() else f"{value:,f}"
    )


@rule(
    "LCR-007",
    severity=Severity.ERROR,
    guards=(CI,),
    needs=("credit.goods_lines",),
    refs=("UCP 600 art. 30(a)", "ISBP 745 C6"),
    en="{goods}: the {paper} has a unit price of {actual}, but the credit {allowed}.",
    zh="{goods}:{paper}单价为{actual},信用证单价为{allowed}。",
    fix="Invoice the price of the credit, or have it amended.",
    fix_zh="请按信用证单价开票,或要求改证。",
)
def the_unit_price_is_that_of_the_credit(dossier: Dossier) -> Outcomes:
    """Unit prices on the invoice are those of 45A; within 10% where it says ABOUT (art. 30(a))."""
    credit, invoices = given(dossier.credit), of_kinds(dossier, CI)
    priced = [at for at, line in enumerate(credit.goods_lines) if line.price is not None]
    if not invoices or not priced:
        no_price = ("the credit states no unit price", "信用证未注明单价", "/credit/goods_lines")
        yield skip(*(no_price if invoices else _NO_INVOICE))
        return
    found = matched(credit, invoices).by_line
    for at in priced:
        line = credit.goods_lines[at]
        for sold in found.get(at, ()):
            price = _price_in(dossier, sold, line)
            limits = price_limits(credit, line)
            if price is not None and not limits.hold(price):
                yield fault(
                    sold.at("price"),
                    f"/credit/goods_lines/{at}/price",
                    expected=line.price or Decimal(0),
                    actual=price,
                    goods=headline(line.description or line.sku),
                    paper=names.paper(dossier, sold.paper),
                    allowed=Said(f"has {_bounds(limits).en}", _bounds(limits).zh),
                )


def _price_in(dossier: Dossier, sold: Sold, wanted: CreditLine) -> Decimal | None:
    """The price of an invoice line for the unit that the credit's price is for."""
    price, units = sold.line.price, dossier.tables.units
    if price is None:
        return None
    own = units.get(sold.line.price_unit or sold.line.unit or "")
    other = units.get(wanted.price_unit or wanted.unit or "")
    if own is None or other is None or own.code == other.code or own.base != other.base:
        return price
    return price * other.factor / own.factor
