"""PRC: the prices of the invoice against those of the contract (发票单价)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from docgen.checks import names
from docgen.checks.deal import Deal
from docgen.checks.papers import CI, Paper
from docgen.checks.rule import Fault, Outcomes, Skip, fault, rule, skip
from docgen.checks.words import norm
from docgen.findings import Severity
from docgen.order.issued import IssuedLine


@rule(
    "PRC-004",
    severity=Severity.ERROR,
    guards=(CI,),
    refs=("contract", "ISBP 745 C6(b)"),
    en="The {paper} has the price {currency} {actual} for {goods}, the {contract} {currency}"
    " {expected} (difference {difference}).",
    zh="{paper}{goods}单价为{currency} {actual},{contract}为{currency} {expected},"
    "相差{difference}。",
    fix="Invoice the price of the contract, or have the change of price confirmed in writing.",
    fix_zh="请按合同单价开票;如已改价,请取得书面确认并更新合同。",
)
def the_invoice_has_the_prices_of_the_contract(deal: Deal) -> Outcomes:
    """Article by article, invoices have the unit prices of the contract as signed.

    Articles are matched by article number, or by description where there is none; what the
    contract does not have at all is not a matter of price. Prices for different units of one
    kind are turned into each other.
    """
    contract = deal.contract
    sold = _by_article(contract)
    for invoice in deal.all("commercial-invoice"):
        if invoice.ours and contract.ours:
            continue  # both print the order's price
        if _currency(deal, invoice) != _currency(deal, contract):
            yield skip(
                "the invoice and the contract are in different currencies",
                "发票与合同币种不同",
                invoice.at("currency"),
            )
            continue
        for index, line in enumerate(invoice.facts.lines):
            yield from _invoiced(deal, invoice, index, line, sold)


def _invoiced(
    deal: Deal, invoice: Paper, index: int, line: IssuedLine, sold: Mapping[str, list[int]]
) -> Iterator[Fault | Skip]:
    contract = deal.contract
    at = sold.get(_article(line.sku)) or sold.get(norm(line.description)) or []
    lines = [(i, contract.facts.lines[i]) for i in at]
    priced = [(i, each) for i, each in lines if each.price is not None]
    if line.price is None or (lines and not priced):
        where = invoice.at_line(index, "price")
        yield skip(f"line {index + 1} has no price to compare", f"第{index + 1}行没有单价", where)
        return
    if not priced or any(_same_price(deal, line, each) for _, each in priced):
        return
    first, other = priced[0]
    yield fault(
        invoice.at_line(index, "price"),
        contract.at_line(first, "price"),
        expected=other.price or Decimal(0),
        actual=line.price,
        goods=names.article(line.sku, index + 1),
        paper=names.paper(deal, invoice),
        contract=names.paper(deal, contract),
        currency=_currency(deal, invoice),
    )


def _by_article(paper: Paper) -> dict[str, list[int]]:
    """Indices of a paper's lines by article number and by description."""
    found: dict[str, list[int]] = {}
    for index, line in enumerate(paper.facts.lines):
        for key in {_article(line.sku), norm(line.description)} - {""}:
            found.setdefault(key, []).append(index)
    return found


def _article(sku: str) -> str:
    """The article number as a key that no description can be."""
    return f"#{norm(sku)}" if sku else ""


def _same_price(deal: Deal, one: IssuedLine, other: IssuedLine) -> bool:
    if one.price == other.price:
        return True
    units = deal.tables.units
    if one.price is None or other.price is None or not (one.unit and other.unit):
        return False
    a, b = units[one.unit], units[other.unit]
    return a.base == b.base and one.price * b.factor == other.price * a.factor


def _currency(deal: Deal, paper: Paper) -> str:
    return paper.facts.currency or deal.order.currency
