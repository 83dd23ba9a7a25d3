"""Which issued papers speak of this shipment, of an earlier one, or of the sale as a whole.

An invoice under another number than ours is another shipment of the same contract, and so are the
papers that quote it; they are good papers, whose figures are not those of this order.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from docgen.checks import names
from docgen.checks.deal import Deal
from docgen.checks.dossier import Dossier
from docgen.checks.papers import CI, CO, FA, IR, PC, PL, SC, SET, TRANSPORT_KINDS, Paper
from docgen.checks.words import norm, same
from docgen.findings import Said
from docgen.rounding import rounded

SALE_KINDS = (SC, PC, "proforma-invoice", "purchase-order", "production-order")
"""Papers of the sale or of a purchase as a whole, whatever is shipped of it at a time."""
COMPARED_ELSEWHERE = (*SALE_KINDS, IR, CO, FA)
"""Kinds whose quantities QTY-001 leaves to other rules: QTY-002, CRT-008 and ORG-013."""
COMPLETE_KINDS = (CI, PL)
"""Kinds that name every article of the shipment."""
ABOUT_PERCENT = Decimal(10)
"""What ABOUT or APPROXIMATELY allows (UCP 600 art. 30(a))."""
BULK_PERCENT = Decimal(5)
"""What a credit allows of goods not counted in packages or pieces (UCP 600 art. 30(b))."""
_HUNDRED = Decimal(100)
_GUARDED: Mapping[str, tuple[str, ...]] = {
    "proforma-invoice": (SC,),
    "purchase-order": (SC,),
    "production-order": (PC,),
}


def guarded(paper: Paper) -> tuple[str, ...]:
    """The papers of ours that a fault of this one holds back: its own kind, or what repeats it."""
    own = paper.ours or paper.kind in SET
    return (paper.kind,) if own else _GUARDED.get(paper.kind, (CI,))


def all_guarded(papers: Iterable[Paper]) -> tuple[str, ...]:
    """The papers of ours that a fault of these holds back."""
    return tuple(dict.fromkeys(kind for paper in papers for kind in guarded(paper)))


def listed(dossier: Dossier, papers: Iterable[Paper]) -> Said:
    """`packing list NB26-1 and the bill of lading X`, each paper once."""
    said = dict.fromkeys(names.paper(dossier, paper) for paper in papers)
    return Said(" and the ".join(each.en for each in said), "、".join(each.zh for each in said))


def invoice_number(deal: Deal) -> str:
    """Number of the invoice of this shipment: ours, or the only one under `issued`."""
    if deal.order.invoice:
        return deal.order.invoice.number
    numbers = {norm(each.facts.number): each.facts.number for each in deal.issued(CI)}
    return next(iter(numbers.values())) if len(numbers) == 1 else ""


def quoted_invoice(paper: Paper) -> str:
    """Number of the invoice that a paper belongs to; a packing list often has that number."""
    return paper.facts.invoice_number or (paper.facts.number if paper.kind == PL else "")


def of_this_shipment(dossier: Dossier, paper: Paper) -> bool:
    """Whether a paper speaks of the goods that this order ships; of the set where there is none."""
    if paper.ours or not isinstance(dossier, Deal):
        return paper.kind not in SALE_KINDS
    deal, ours = dossier, invoice_number(dossier)
    others = {norm(each.facts.number) for each in deal.issued(CI)} - {norm(ours), ""}
    facts = paper.facts
    if paper.kind in SALE_KINDS:
        return False
    if paper.kind == CI:
        return not facts.number or same(facts.number, ours)
    if norm(quoted_invoice(paper)) in others:
        return False
    shipment = deal.order.shipment
    known = shipment.transport_document if shipment else ""
    if paper.kind in TRANSPORT_KINDS and others and known and facts.number:
        return same(facts.number, known)
    return True


def invoices_of_the_sale(deal: Deal) -> tuple[Paper, ...]:
    """The invoices of the contract, each number once: ours, then those of other shipments.

    Before there is any invoice, it is our contract: what the order will be invoiced with.
    """
    ours = tuple(paper for paper in deal.ours if paper.kind == CI)
    taken = {norm(paper.facts.number) for paper in ours}
    theirs = []
    for paper in deal.issued(CI):
        number, contract = norm(paper.facts.number), norm(paper.facts.contract_number)
        known = {norm(deal.contract.facts.number), norm(deal.order.number), ""}
        if contract in known and number not in taken and (number or not ours):
            theirs.append(paper)
            taken.add(number)
    if ours or theirs:
        return (*ours, *theirs)
    return tuple(paper for paper in deal.ours if paper.kind == SC)


def recognised(dossier: Dossier, paper: Paper) -> bool:
    """Whether a paper has lines with quantities, each of which names goods that are known."""
    lines = paper.facts.lines
    stated = bool(lines) and any(line.quantity is not None for line in lines)
    return stated and all(dossier.articles.meant[paper.place])


def rows_are_compared(deal: Deal, paper: Paper) -> bool:
    """Whether QTY-001 compares each row of the paper with what is shipped."""
    ours = paper.kind not in COMPARED_ELSEWHERE and of_this_shipment(deal, paper)
    return ours and paper.kind in COMPLETE_KINDS and recognised(deal, paper)


def declared_is_the_contract(deal: Deal) -> bool:
    """Whether the buyer's totals are those of the contract as signed, and other goods are shipped.

    A shipment within the tolerance, or one of several, is not what the buyer's order adds up to.
    """
    declared, signed = deal.order.declared, deal.contract
    if signed.ours:
        return False
    lines = [line.quantity for line in signed.facts.lines if line.quantity is not None]
    sold = signed.facts.quantity or sum(lines, Decimal(0))
    shipped = sum((each.quantity for each in deal.totals.quantity), Decimal(0))
    by_amount = declared.amount == signed.facts.amount != deal.totals.amount
    by_quantity = declared.quantity == sold != shipped
    return (by_amount and declared.amount is not None) or by_quantity


def whole(deal: Deal) -> bool | None:
    """Whether no more is to be shipped after this; None where nothing was agreed on it."""
    invoice = deal.order.invoice
    if invoice and invoice.final is not None:
        return invoice.final
    partial = deal.order.terms.partial_shipment
    return None if partial is None else not partial


def quantity_leeway(deal: Deal, unit: str, about: Decimal, bulk: Decimal) -> Decimal:
    """Per cent by which the quantity may be more or less than the contract's (溢短装).

    Where nothing is agreed, a credit allows `bulk` for goods that are neither counted nor sold by
    the package.
    """
    tolerance = deal.order.terms.tolerance
    agreed = tolerance.quantity_percent
    if tolerance.about:
        return max(agreed or Decimal(0), about)
    row = deal.tables.units.get(unit)
    if agreed is None and deal.order.credit and row is not None and not row.countable:
        return bulk
    return agreed or Decimal(0)


def amount_leeway(deal: Deal, about: Decimal) -> Decimal:
    """Per cent by which the amount may be more or less: as agreed, or as the quantity may."""
    tolerance = deal.order.terms.tolerance
    agreed = tolerance.amount_percent
    if agreed is None:
        agreed = tolerance.quantity_percent or Decimal(0)
    return max(agreed, about) if tolerance.about else agreed


def bounds(value: Decimal, percent: Decimal, places: int) -> tuple[Decimal, Decimal]:
    """The least and the most that the per cent allow, half up."""
    share = value * percent / _HUNDRED
    return rounded(value - share, places), rounded(value + share, places)
