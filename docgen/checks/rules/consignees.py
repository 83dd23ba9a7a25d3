"""PTY: to whom the goods are consigned and who is told of them (收货人、通知方)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks import names
from docgen.checks.misstated import Wrong, gathered
from docgen.checks.papers import ALL, CI, CO, FA, IR, TRANSPORT_KINDS, Paper
from docgen.checks.rule import Deal, Outcomes, Said, fault, rule, skip
from docgen.checks.rules.parties import is_named, line_of
from docgen.checks.shipments import of_this_shipment
from docgen.checks.words import names as named_in
from docgen.checks.words import norm
from docgen.findings import Severity
from docgen.order.parties import NamedConsignee, Party, ToOrder, ToOrderOf, ToWhomItMayConcern

_ORDER = re.compile(r"\bTO (?:THE )?ORDER\b|凭指示")
_ORDER_OF = re.compile(r"\bTO (?:THE )?ORDER OF (?!SHIPPERS?\b)")
_SAME = re.compile(r"\bSAME AS (?:THE )?CONSIGNEE\b|同收货人")
_OPEN = "TO WHOM IT MAY CONCERN"
_GOODS_PAPERS = (CO, FA, IR, "customs-declaration", "phytosanitary-certificate")
"""Papers that may name who really receives the goods, whatever the bill of lading says."""
_CONSIGNEE, _NOTIFY = Said("consignee", "收货人"), Said("notify party", "通知方")
_DRAFTS = ("booking-note",)
_NOT_TO_ORDER = ("air", "rail", "road", "courier")
_MODES = {
    "air": Said("an air waybill", "空运单"),
    "rail": Said("a rail consignment note", "铁路运单"),
    "road": Said("a road consignment note", "公路运单"),
    "courier": Said("a courier receipt", "快递单"),
}


@rule(
    "PTY-004",
    severity=Severity.ERROR,
    guards=(CI, CO, FA, IR),
    refs=("UCP 600 art. 14(j)", "ISBP 745 L5", "UCP 600 art. 14(d)"),
    en='The {what} on the {papers} is "{actual}", but the order has "{expected}".',
    zh="{papers}的{what}为“{actual}”,订单为“{expected}”。",
    fix="Have the paper changed, or correct the {what} of the order.",
    fix_zh="请更正该单据,或更正订单中的{what}。",
)
def every_paper_has_the_consignee_and_notify_party_of_the_order(deal: Deal) -> Outcomes:
    """Consignee and notify party of the papers of this shipment are those of the order.

    `TO ORDER` and `TO ORDER OF SHIPPER` are one; an air waybill has the bank alone where the order
    says to order of it. Certificates of origin and papers for the authorities may name the buyer or
    the notify party instead of an order clause (ISBP 745 L5). Only the first notify party is looked
    for. A booking can still be changed, so there it is a warning.
    """
    papers = [paper for paper in deal.theirs if of_this_shipment(deal, paper)]
    yield from gathered(deal, _wrong(deal, papers))
    for paper in papers:
        notify = paper.facts.notify
        if notify and not deal.order.notify and not _told(deal, notify):
            yield skip("the order has no notify party", "订单未填通知方", "/notify")


def _wrong(deal: Deal, papers: list[Paper]) -> Iterator[Wrong]:
    at = "/consignee" if deal.order.consignee else "/buyer/name"
    for paper in papers:
        facts, weight = paper.facts, Severity.WARNING if paper.kind in _DRAFTS else None
        if facts.consignee and not _consignee_fits(deal, paper):
            who = line_of(facts.consignee)
            yield Wrong(paper, "consignee", at, _consignee(deal), who, _CONSIGNEE, weight)
        if facts.notify and deal.order.notify and not _is_notified(deal, facts.notify):
            who, first = line_of(facts.notify), deal.order.notify[0].name
            yield Wrong(paper, "notify", "/notify/0", first, who, _NOTIFY, weight)


def _consignee(deal: Deal) -> str:
    """The consignee as our own papers print it."""
    return deal.ours[0].facts.consignee


def _consignee_fits(deal: Deal, paper: Paper) -> bool:
    text, order = paper.facts.consignee, deal.order
    if paper.kind in _GOODS_PAPERS and _names_a_party(deal, text):
        return True
    match order.consignee:
        case None:
            return is_named(text, order.buyer)
        case NamedConsignee(party=party):
            return is_named(text, party)
        case ToOrderOf(of=holder):
            return named_in(text, holder)
        case ToOrder():
            return bool(_ORDER.search(norm(text))) and not _ORDER_OF.search(norm(text))
        case ToWhomItMayConcern():
            return paper.kind not in _GOODS_PAPERS or norm(text) == _OPEN
    return False


def _names_a_party(deal: Deal, text: str) -> bool:
    """Whether a paper on the goods names the buyer, a notify party, or nobody in particular."""
    order = deal.order
    parties: list[Party] = [order.buyer, *order.notify]
    if any(is_named(text, party) for party in parties):
        return True
    return bool(_ORDER.search(norm(text))) and not isinstance(
        order.consignee, NamedConsignee | ToOrderOf
    )


def _is_notified(deal: Deal, text: str) -> bool:
    """Whether the first notify party is named, be it as the consignee."""
    first = deal.order.notify[0]
    if is_named(text, first):
        return True
    return bool(_SAME.search(norm(text))) and named_in(_consignee(deal), first.name)


def _told(deal: Deal, text: str) -> bool:
    """Whether it is plain who is told: the buyer or the consignee, where the order names nobody."""
    order = deal.order
    named = order.consignee.party if isinstance(order.consignee, NamedConsignee) else order.buyer
    return is_named(text, order.buyer) or is_named(text, named) or bool(_SAME.search(norm(text)))


@rule(
    "PTY-013",
    severity=Severity.WARNING,
    guards=ALL,
    needs=("shipment.mode",),
    refs=(
        "UCP 600 art. 23, 24",
        "Montreal Convention art. 11; CIM and CMR: no documents of title",
    ),
    en='The goods are consigned "{actual}", but {document} cannot be made out to order.',
    zh="货物收货人为“{actual}”,但{document}不是物权凭证,不能做成指示抬头。",
    fix="Consign the goods to a named party (the bank, where payment hangs on the papers).",
    fix_zh="请填写具体收货人(需凭单付款的可填银行)。",
)
def only_a_bill_of_lading_is_made_out_to_order(deal: Deal) -> Outcomes:
    """By air, rail, road or courier the goods go to a named consignee.

    A waybill is no document of title. Banks take one that names the bank where a credit says to
    order of it, hence a warning.
    """
    order = deal.order
    mode = order.shipment.mode if order.shipment else ""
    if mode in _NOT_TO_ORDER and isinstance(order.consignee, ToOrder | ToOrderOf):
        yield fault(
            "/consignee",
            "/shipment/mode",
            expected=Said("a named consignee", "具体收货人"),
            actual=_consignee(deal),
            document=_MODES[mode],
        )
    for paper in deal.issued(*TRANSPORT_KINDS[1:]):
        if _ORDER.search(norm(paper.facts.consignee)):
            who = names.paper(deal, paper)
            yield fault(
                paper.at("consignee"),
                "/shipment/mode",
                expected=Said("a named consignee", "具体收货人"),
                actual=line_of(paper.facts.consignee),
                document=Said(f"the {who.en}", who.zh),
            )
