"""CRT: what was taken from an inspection certificate before, and the request that led to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from docgen.checks import names
from docgen.checks.deal import Deal
from docgen.checks.papers import CI, IR, Paper
from docgen.checks.rule import Outcomes, Said, fault, rule, skip
from docgen.checks.rules.certificates import called
from docgen.checks.words import names as named
from docgen.checks.words import norm
from docgen.findings import Severity
from docgen.order.evidence import Certificate

_WORK = "merchandiser's work description"


@dataclass(frozen=True)
class Use:
    """An earlier shipment against a certificate, and where it is written down."""

    invoice: str
    order: str
    date: date
    amount: Decimal | None
    quantity: Decimal | None
    where: str


def uses_of(deal: Deal, at: int, certificate: Certificate) -> Iterator[Use]:
    """What other invoices took from it: by the order file, and by the ledger."""
    own = deal.order.invoice.number if deal.order.invoice else ""
    place = f"/certificates/{at}"
    for index, use in enumerate(certificate.uses):
        if norm(use.invoice) != norm(own) or not own:
            where = f"{place}/uses/{index}"
            yield Use(use.invoice, "", use.date, use.amount, use.quantity, where)
    listed = {norm(use.invoice) for use in certificate.uses}
    for past in deal.context.history.uses:
        same = past.certificate == certificate.number and not past.reserved
        other = past.order != deal.order.number or (own and norm(past.invoice) != norm(own))
        if same and other and norm(past.invoice) not in listed:
            where = f"{place}/number"
            yield Use(past.invoice, past.order, past.date, past.amount, past.quantity, where)


@rule(
    "CRT-003",
    severity=Severity.ERROR,
    guards=(CI,),
    needs=("certificates",),
    refs=(f"{_WORK}: 一张换证凭条只能用一次", "inspection rules: 一次有效,不得分批核销"),
    en="The {certificate} was already used on invoice {actual} of {date}.",
    zh="{certificate}已用于{date}的发票{actual},不可重复使用。",
    fix="Apply for a new inspection: a slip and an electronic ledger serve once.",
    fix_zh="请重新报检:换证凭条和电子底账只能使用一次。",
    waivable=False,
)
def a_slip_is_used_once(deal: Deal) -> Outcomes:
    """A slip (换证凭条) and an electronic ledger (电子底账) serve one shipment in their life.

    Printing the same invoice again is no second use.
    """
    seen: dict[str, int] = {}
    for at, each in enumerate(deal.order.certificates):
        if each.kind == "paper_slip":
            continue
        first = seen.setdefault(norm(each.number), at)
        if first != at:
            yield fault(
                f"/certificates/{at}/number",
                f"/certificates/{first}/number",
                actual=deal.order.number,
                certificate=called(each),
                date=each.issued,
            )
        for use in uses_of(deal, at, each):
            where = (use.where, f"/certificates/{at}/number")
            yield fault(
                *dict.fromkeys(where), actual=use.invoice, certificate=called(each), date=use.date
            )


@rule(
    "CRT-004",
    severity=Severity.ERROR,
    guards=(CI,),
    needs=("certificates",),
    refs=("inspection rules: 换证凭单可以分批使用",),
    en="The {certificate} covers {expected} {what}, but with this shipment {actual} are taken from"
    " it ({difference} too much).",
    zh="{certificate}{what}为{expected},连同本次累计{actual},超出{difference}。",
    fix="Ship no more than is left on it, or apply for a new inspection.",
    fix_zh="请按剩余数量(金额)出运,或重新报检。",
)
def a_paper_slip_is_not_overdrawn(deal: Deal) -> Outcomes:
    """A paper slip (换证凭单) is shipped in parts until its quantity or amount is used up."""
    for at, each in enumerate(deal.order.certificates):
        if each.kind != "paper_slip":
            continue
        uses = tuple(uses_of(deal, at, each))
        place = f"/certificates/{at}"
        if each.currency == deal.order.currency:
            taken = sum((use.amount or Decimal(0) for use in uses), deal.totals.amount)
            if uses and taken > each.amount:
                yield fault(
                    f"{place}/uses" if each.uses else f"{place}/number",
                    f"{place}/amount",
                    expected=each.amount,
                    actual=taken,
                    certificate=called(each),
                    what=Said(f"{each.currency} in amount", f"金额({each.currency})"),
                )
        shipped = sum(q.quantity for q in deal.totals.quantity if q.unit == each.unit)
        if each.quantity is None or each.unit is None:
            yield skip("the slip states no quantity", "凭单未列数量", f"{place}/quantity")
        elif (taken := sum((use.quantity or Decimal(0) for use in uses), Decimal(shipped))) > (
            each.quantity
        ):
            yield fault(
                f"{place}/quantity",
                "/goods",
                expected=each.quantity,
                actual=taken,
                certificate=called(each),
                what=names.unit(each.unit, deal.tables),
            )


@rule(
    "CRT-008",
    severity=Severity.ERROR,
    guards=(IR,),
    needs=("issued.inspection-request",),
    refs=("boxes of the inspection application (报检单)", f"{_WORK}: 外销合同,装箱单,发票"),
    en="The {paper} has {actual} as {box}, but the order has {expected}.",
    zh="{paper}{box}为{actual},订单为{expected}。",
    fix="Have the application changed before the inspection, or correct the order.",
    fix_zh="请在检验前申请更改,或更正订单。",
)
def the_inspection_request_is_of_these_goods(deal: Deal) -> Outcomes:
    """The application as filed names the goods, codes, destination and parties of the order.

    Amounts and packing totals are compared by TOT-005 and TOT-006.
    """
    for paper in deal.issued(IR):
        facts = paper.facts
        if facts.destination_country and facts.destination_country != deal.destination:
            yield fault(
                paper.at("destination_country"),
                "/shipment/destination_country" if deal.order.shipment else "/buyer/country",
                expected=names.country(deal.destination, deal.tables),
                actual=names.country(facts.destination_country, deal.tables),
                paper=names.paper(deal, paper),
                box=Said("country of destination", "输往国家"),
            )
        for field, want, place, box in (
            ("seller", deal.order.seller.name, "/seller/name", Said("consignor", "发货人")),
            ("buyer", deal.order.buyer.name, "/buyer/name", Said("consignee", "收货人")),
        ):
            text = getattr(facts, field)
            if text and not named(text, want):
                yield fault(
                    paper.at(field),
                    place,
                    expected=want,
                    actual=text,
                    paper=names.paper(deal, paper),
                    box=box,
                )
        yield from _goods(deal, paper)


def _goods(deal: Deal, paper: Paper) -> Outcomes:
    for index, line in enumerate(paper.facts.lines):
        article = deal.articles.of(paper, index)
        if article is None or not article.at:
            yield fault(
                paper.at_line(index, "description"),
                "/goods",
                expected=Said("goods of the order", "订单商品"),
                actual=line.description or line.sku,
                paper=names.paper(deal, paper),
                box=Said("goods", "货物名称"),
            )
            continue
        goods = deal.order.goods[article.at[0]]
        sold = sum((deal.order.goods[at].quantity for at in article.at), Decimal(0))
        if line.quantity is not None and line.unit == goods.unit and line.quantity != sold:
            yield fault(
                paper.at_line(index, "quantity"),
                f"/goods/{article.at[0]}/quantity",
                expected=sold,
                actual=line.quantity,
                paper=names.paper(deal, paper),
                box=Said(f"quantity of {goods.sku or goods.description}", f"{goods.sku}数量"),
            )


@rule(
    "CRT-009",
    severity=Severity.WARNING,
    guards=(CI,),
    needs=("certificates",),
    refs=("practice: two open orders cannot ship on one slip",),
    en="The {certificate} is reserved by order {actual}.",
    zh="{certificate}已被订单{actual}预留。",
    fix="Release it there with a reason, or use another certificate here.",
    fix_zh="请在该订单释放并注明原因,或改用其他凭证。",
)
def a_certificate_is_not_reserved_elsewhere(deal: Deal) -> Outcomes:
    """No other open order has claimed the certificate; only a ledger can tell."""
    history = deal.context.history
    if not history.known:
        yield skip("no ledger was asked", "未查询台账", "/certificates")
        return
    for at, each in enumerate(deal.order.certificates):
        for past in history.uses:
            other = past.certificate == each.number and past.order != deal.order.number
            if other and past.reserved:
                where = f"/certificates/{at}/number"
                yield fault(where, actual=past.order, certificate=called(each))
