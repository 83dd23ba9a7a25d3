"""DAT: dates and their order (日期)."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from docgen.checks import names
from docgen.checks.needs import given
from docgen.checks.papers import ALL, CI, CO, FA, PC, PL, SET
from docgen.checks.rule import Deal, Outcomes, Said, fault, rule, skip
from docgen.checks.shipments import of_this_shipment
from docgen.findings import Severity
from docgen.order.terms import TransferWithDeposit

_STEPS = "merchandiser's work description: order of the steps"


@rule(
    "DAT-001",
    severity=Severity.ERROR,
    guards=(PC,),
    needs=("purchases", "receipts"),
    refs=("merchandiser's work description: 待定金到帐后,再下购货合同",),
    en="Purchase contract {number} is dated {actual}, before the deposit of {expected}"
    " ({difference} days).",
    zh="采购合同{number}日期{actual}早于定金到账日{expected},早{difference}天。",
    fix="Date the purchase contract when the deposit is in, or correct the date of the receipt.",
    fix_zh="定金到账后再签采购合同,或更正收款日期。",
)
def goods_are_bought_after_the_deposit(deal: Deal) -> Outcomes:
    """Under T/T with a deposit no purchase contract is dated before the deposit came."""
    if not isinstance(deal.order.terms.payment, TransferWithDeposit):
        yield skip("the terms of payment know no deposit", "付款方式无定金", "/terms/payment/type")
        return
    deposits = [
        (receipt.value_date, index)
        for index, receipt in enumerate(deal.order.receipts)
        if receipt.kind in ("deposit", "full")
    ]
    if not deposits:
        yield skip("no deposit has come in yet", "定金尚未到账", "/receipts")
        return
    first, at = min(deposits)
    for index, purchase in enumerate(deal.order.purchases):
        if purchase.date < first:
            yield fault(
                f"/purchases/{index}/date",
                f"/receipts/{at}/value_date",
                expected=first,
                actual=purchase.date,
                number=purchase.number,
            )


@rule(
    "DAT-002",
    severity=Severity.ERROR,
    guards=(PC, CI, PL, CO, FA),
    refs=(_STEPS, "customs practice: contract, purchase, invoice, shipment"),
    en="The {later} is dated {actual}, before the {earlier} of {expected} ({difference} days).",
    zh="{later}日期{actual}早于{earlier}{expected},早{difference}天。",
    fix="Correct the date that is wrong; the steps of a sale follow one another.",
    fix_zh="请更正有误的日期;各单据日期应按业务先后排列。",
)
def dates_follow_the_steps_of_the_sale(deal: Deal) -> Outcomes:
    """Contract, purchase, invoice and shipment follow one another, on one day at the earliest."""
    order, shipped = deal.order, deal.shipped_on
    contract = (order.date, "/date", Said("sales contract", "销售合同"))
    for index, purchase in enumerate(order.purchases):
        bought = (
            purchase.date,
            f"/purchases/{index}/date",
            Said(f"purchase contract {purchase.number}", f"采购合同{purchase.number}"),
        )
        yield from in_order([contract, bought, *_invoiced(deal)][:3])
    steps = [contract, *_invoiced(deal)]
    if shipped is not None:
        steps.append((shipped, deal.shipped_at, Said("shipment", "装运")))
    yield from in_order(steps)


def _invoiced(deal: Deal) -> list[tuple[date, str, Said]]:
    invoice = deal.order.invoice
    if invoice is None:
        return []
    return [(invoice.date, "/invoice/date", Said("commercial invoice", "商业发票"))]


def in_order(steps: list[tuple[date, str, Said]]) -> Outcomes:
    """A fault for each step that is before the one that leads to it."""
    for (before, first, earlier), (after, then, later) in pairwise(steps):
        if after < before:
            yield fault(then, first, expected=before, actual=after, earlier=earlier, later=later)


@rule(
    "DAT-003",
    severity=Severity.WARNING,
    guards=(PL,),
    needs=("invoice", "packing_list"),
    refs=("practice of the trade: packing list and invoice are made out together",),
    en="The packing list is dated {actual}, the invoice {expected} ({difference} days apart).",
    zh="装箱单日期{actual}与发票日期{expected}不同,相差{difference}天。",
    fix="Give both papers the same date, unless the packing list was really made out later.",
    fix_zh="请统一装箱单与发票日期;确属后补的除外。",
)
def packing_list_and_invoice_have_one_date(deal: Deal) -> Outcomes:
    """Packing list and invoice bear one date; with numbers of their own that is an error."""
    invoice, listed = given(deal.order.invoice), given(deal.order.packing_list)
    if listed.date != invoice.date:
        apart = listed.number not in (None, invoice.number)
        yield fault(
            "/packing_list/date",
            "/invoice/date",
            expected=invoice.date,
            actual=listed.date,
            severity=Severity.ERROR if apart else None,
        )


@rule(
    "DAT-004",
    severity=Severity.ERROR,
    guards=(CI,),
    needs=("terms.latest_shipment", "shipment"),
    refs=("the contract's time of shipment", "UCP 600 art. 14(d)"),
    en="The goods ship on {actual} ({what}), {difference} days after the latest shipment"
    " {expected}.",
    zh="装运日期{actual}({what})晚于合同最迟装运期{expected},晚{difference}天。",
    fix="Ship earlier, or have the buyer agree to a later shipment in writing.",
    fix_zh="请提前装运,或取得客户书面同意延期装运。",
)
def the_goods_ship_in_time(deal: Deal) -> Outcomes:
    """Shipment is not later than the contract allows; the last day is in time."""
    latest = given(deal.order.terms.latest_shipment)
    found = []
    if deal.shipped_on is not None:
        found.append((deal.shipped_on, deal.shipped_at, Said("of the order", "订单")))
    found += [
        (paper.facts.on_board_date, paper.at("on_board_date"), names.paper(deal, paper))
        for paper in deal.theirs
        if paper.facts.on_board_date
        and of_this_shipment(deal, paper)
        and paper.facts.on_board_date != deal.shipped_on
    ]
    if not found:
        yield skip("no day of shipment is known", "尚无装运日期", "/shipment/etd")
    for day, place, what in found:
        if day > latest:
            where = (place, "/terms/latest_shipment")
            yield fault(*where, expected=latest, actual=day, what=what)


@rule(
    "DAT-008",
    severity=Severity.ERROR,
    guards=ALL,
    refs=("UCP 600 art. 14(i)",),
    en="The {paper} is dated {actual}, {difference} days after {expected}, the day of judgement.",
    zh="{paper}日期{actual}晚于判定日{expected},晚{difference}天。",
    fix="Print it on its day, give it an earlier date, or print a draft.",
    fix_zh="请到期再出具,或改为较早日期,或先打印草稿。",
)
def no_paper_is_dated_in_the_future(deal: Deal) -> Outcomes:
    """No paper bears a date after the day on which it is made out."""
    for paper in deal.papers:
        for name in ("date", "on_board_date", "certified_on"):
            day = getattr(paper.facts, name)
            if day is not None and day > deal.as_of:
                yield fault(
                    paper.at(name),
                    expected=deal.as_of,
                    actual=day,
                    guards=(paper.kind,) if paper.ours or paper.kind in SET else (CI,),
                    paper=names.paper(deal, paper),
                )
    for index, receipt in enumerate(deal.order.receipts):
        if receipt.value_date > deal.as_of:
            yield fault(
                f"/receipts/{index}/value_date",
                expected=deal.as_of,
                actual=receipt.value_date,
                severity=Severity.WARNING,
                paper=Said("receipt", "收款"),
            )


@rule(
    "DAT-009",
    severity=Severity.ERROR,
    guards=(PC,),
    needs=("purchases", "shipment"),
    refs=(_STEPS,),
    en="Purchase contract {number} has the factory deliver on {actual}, {difference} days after"
    " shipment {expected}.",
    zh="采购合同{number}工厂交货期{actual}晚于装运日期{expected},晚{difference}天。",
    fix="Agree an earlier delivery with the factory, or ship later.",
    fix_zh="请与工厂协商提前交货,或推迟装运。",
)
def factories_deliver_before_shipment(deal: Deal) -> Outcomes:
    """No factory delivers after the goods have left."""
    shipped = deal.shipped_on
    if shipped is None:
        yield skip("no day of shipment is known", "尚无装运日期", "/shipment/etd")
        return
    for index, purchase in enumerate(deal.order.purchases):
        if purchase.delivery_date > shipped:
            yield fault(
                f"/purchases/{index}/delivery_date",
                deal.shipped_at,
                expected=shipped,
                actual=purchase.delivery_date,
                number=purchase.number,
            )


@rule(
    "DAT-010",
    severity=Severity.WARNING,
    needs=("shipment.on_board_date", "shipment.etd"),
    refs=("practice of the trade: a ship leaves within days of its schedule",),
    en="The goods were on board on {actual}, {difference} days from the planned {expected}.",
    zh="实际装船日期{actual}与预计开航日{expected}相差{difference}天。",
    fix="Check both dates against the bill of lading and the booking.",
    fix_zh="请与提单和订舱单核对两个日期。",
)
def shipment_is_near_its_plan(deal: Deal, *, days: int = 10) -> Outcomes:
    """The on-board date lies within some days of the planned departure."""
    shipment = given(deal.order.shipment)
    on_board, planned = given(shipment.on_board_date), given(shipment.etd)
    if abs((on_board - planned).days) > days:
        where = ("/shipment/on_board_date", "/shipment/etd")
        yield fault(*where, expected=planned, actual=on_board)
