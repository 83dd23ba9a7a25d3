"""TOT: the value of the goods across papers: contract, invoices, declarations, drafts (货值)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from docgen.checks import names, pricing
from docgen.checks.papers import CI, IR, Paper
from docgen.checks.rule import Deal, Fault, Outcomes, Said, Skip, fault, rule, skip
from docgen.checks.shipments import (
    ABOUT_PERCENT,
    amount_leeway,
    bounds,
    invoices_of_the_sale,
    of_this_shipment,
    whole,
)
from docgen.findings import Severity

_MERCHANDISER = "merchandiser's work description"
_DECLARATIONS = (IR, "customs-declaration")
_DRAFT = "bill-of-exchange"


@rule(
    "TOT-003",
    severity=Severity.ERROR,
    guards=(CI,),
    refs=(f"{_MERCHANDISER}: 总金额是否正确", "UCP 600 art. 30"),
    en="{invoices} to {currency} {actual}, but the {contract} over {currency} {total} allows"
    " {bound} {currency} {expected} (difference {difference}).",
    zh="{invoices}{currency} {actual},{contract}为{currency} {total},{bound}{currency} {expected},"
    "相差{difference}。",
    fix="Invoice within the contract, or have it amended; check which shipments are still to come.",
    fix_zh="请在合同金额允许范围内开票,或修改合同,并核对尚未出运的部分。",
)
def the_invoices_come_to_the_contract(
    deal: Deal, *, about_percent: Decimal = ABOUT_PERCENT
) -> Outcomes:
    """All invoices together are not more than the contract as signed allows, the last no less.

    They may differ by the tolerance on the amount, or on the quantity where only that is agreed.
    Too little is a fault only where nothing more is shipped: partial shipment is not allowed, or
    the invoice is marked as final.
    """
    invoices, contract = invoices_of_the_sale(deal), deal.contract
    total, currency = contract.facts.amount, contract.facts.currency or deal.order.currency
    if contract.ours and len(invoices) == 1 and invoices[0].ours:
        return  # one order prints both
    if gap := _incomparable(deal, invoices):
        yield gap
    elif total is not None:
        minor = deal.tables.currencies[currency].minor
        least, most = bounds(total, amount_leeway(deal, about_percent), minor)
        actual = sum((each.facts.amount or Decimal(0) for each in invoices), Decimal(0))
        if actual > most:
            bound = Said("at most", "最多允许")
            yield _beyond(deal, invoices, total, most, actual, bound)
        elif actual < least and whole(deal):
            bound = Said("no less than", "至少应为")
            yield _beyond(deal, invoices, total, least, actual, bound)


def _incomparable(deal: Deal, invoices: tuple[Paper, ...]) -> Skip | None:
    """What keeps the invoices from being added up and compared."""
    contract = deal.contract
    currency = contract.facts.currency or deal.order.currency
    for paper in (contract, *invoices):
        named = names.paper(deal, paper)
        if paper.facts.amount is None:
            return skip(f"the {named.en} has no total", f"{named.zh}没有总额", paper.at("amount"))
        if (paper.facts.currency or deal.order.currency) != currency:
            return skip(
                f"the {named.en} is not in {currency}",
                f"{named.zh}币种不是{currency}",
                paper.at("currency"),
            )
    if not contract.ours and not pricing.comes_to(deal, contract, contract.facts.amount):
        named = names.paper(deal, contract)
        return skip(
            f"the total of the {named.en} is not that of its lines",
            f"{named.zh}总额与明细不符",
            contract.at("amount"),
        )
    return None


def _beyond(
    deal: Deal,
    invoices: tuple[Paper, ...],
    total: Decimal,
    limit: Decimal,
    actual: Decimal,
    bound: Said,
) -> Fault:
    contract = deal.contract
    return fault(
        *dict.fromkeys((*(each.at("amount") for each in invoices), contract.at("amount"))),
        expected=limit,
        actual=actual,
        invoices=_together(deal, invoices),
        contract=names.paper(deal, contract),
        currency=contract.facts.currency or deal.order.currency,
        total=total,
        bound=bound,
    )


def _together(deal: Deal, invoices: tuple[Paper, ...]) -> Said:
    if len(invoices) > 1:
        return Said(f"{len(invoices)} invoices together come", f"{len(invoices)}份发票累计")
    if invoices[0].kind != CI:
        return Said("This order comes", "本订单总额")
    named = names.paper(deal, invoices[0])
    return Said(f"The {named.en} comes", f"{named.zh}总额")


@rule(
    "TOT-006",
    severity=Severity.ERROR,
    guards=(IR,),
    refs=(f"{_MERCHANDISER}: 外销合同、装箱单、发票办理商检", "customs: 单单一致"),
    en="The {paper} declares {actual}, but the {invoice} is over {expected}.",
    zh="{paper}申报货值为{actual},{invoice}为{expected}。",
    fix="Declare the value and currency of the invoice, or have the declaration amended.",
    fix_zh="请按发票金额和币种申报,或办理改单。",
)
def the_declared_value_is_that_of_the_invoice(deal: Deal) -> Outcomes:
    """What inspection and customs are told the goods are worth is the total of the invoice.

    Before there is an invoice it is that of the order, which will be invoiced. Inspection may be
    asked for all goods of a contract that is shipped in parts. A wrong customs declaration holds
    back the invoice, which is handed in with it.
    """
    order, contract = deal.order, deal.contract.facts
    ours = next((each for each in deal.ours if each.kind == CI), deal.ours[0])
    right = {(order.currency, deal.totals.amount)}
    for paper in deal.issued(*_DECLARATIONS):
        facts, allowed = paper.facts, set(right)
        if facts.amount is None or not of_this_shipment(deal, paper):
            continue
        if paper.kind == IR and order.terms.partial_shipment and contract.amount is not None:
            allowed.add((contract.currency or order.currency, contract.amount))
        currency = facts.currency or order.currency
        other = currency != order.currency
        if not other and not pricing.comes_to(deal, paper, facts.amount):
            continue  # its own lines say otherwise, as TOT-001 finds
        if (currency, facts.amount) not in allowed:
            yield fault(
                paper.at("currency") if other else paper.at("amount"),
                "/currency" if other else ours.at("amount"),
                expected=names.money(deal.totals.amount, order.currency),
                actual=names.money(facts.amount, currency),
                guards=(IR,) if paper.kind == IR else (CI,),
                paper=names.paper(deal, paper),
                invoice=names.paper(deal, ours),
            )


@rule(
    "TOT-007",
    severity=Severity.WARNING,
    refs=("ISBP 745, section B (amounts)", "UCP 600 art. 18(b)"),
    en="The {paper} is drawn for {actual}, but {expected} is invoiced.",
    zh="{paper}金额为{actual},而发票金额为{expected}。",
    fix="Draw for what the buyer owes under this invoice, in its currency.",
    fix_zh="请按本发票应收金额和币种开立汇票。",
)
def a_draft_is_for_what_is_invoiced(deal: Deal) -> Outcomes:
    """A bill of exchange is drawn for the total of the invoice, or for what is still to be paid.

    What the buyer paid before, as receipts in the order's currency say, may be left off.
    """
    paid = sum(
        (each.amount for each in deal.order.receipts if each.currency == deal.order.currency),
        Decimal(0),
    )
    drafts = [each for each in deal.issued(_DRAFT) if of_this_shipment(deal, each)]
    yield from _drafts(deal, drafts, deal.totals.amount - paid)


def _drafts(deal: Deal, drafts: list[Paper], owed: Decimal) -> Iterator[Fault]:
    total, currency = deal.totals.amount, deal.order.currency
    drawn = sum((each.facts.amount or Decimal(0) for each in drafts), Decimal(0))
    for paper in drafts:
        amount, drawn_in = paper.facts.amount, paper.facts.currency or currency
        if amount is None or (drawn_in == currency and (amount in (total, owed) or drawn == total)):
            continue
        yield fault(
            paper.at("currency") if drawn_in != currency else paper.at("amount"),
            "/goods",
            expected=names.money(total, currency),
            actual=names.money(amount, drawn_in),
            paper=names.paper(deal, paper),
        )
