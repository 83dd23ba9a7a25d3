"""Every text that leaves the house: where it was typed, and on which papers it stands.

The application for inspection is left out: it goes to the authority, which asks for the producer.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from docgen.checks.deal import Deal
from docgen.checks.papers import (
    BC,
    BE,
    CI,
    CO,
    FA,
    PI,
    PL,
    SA,
    SC,
    SET,
    SM,
    TRANSPORT_KINDS,
    Paper,
)
from docgen.order.parties import Party

_TO_THE_AUTHORITY = ("inspection-request", "customs-declaration")
_ALL = (SC, CI, PL, CO, FA, PI, SA)
_BUYERS = (SC, CI, PL, PI)
_PARTIES = ("issuer", "seller", "buyer", "consignee", "notify", "marks")


class Text(NamedTuple):
    """A text and the kinds of paper that print it.

    Attributes:
        place: JSON pointer of the text.
        paper: the paper of others on which it stands; None for one of our texts.
    """

    place: str
    words: str
    kinds: tuple[str, ...]
    paper: Paper | None = None


def outward_texts(deal: Deal) -> Iterator[Text]:
    """Our texts first, then those of the papers under `issued` that the buyer sees."""
    for text in (*_goods(deal), *_terms(deal), *_papers(deal), *_seller(deal)):
        if text.words:
            yield text
    for paper in deal.theirs:
        yield from (text for text in _issued(deal, paper) if text.words)


def _goods(deal: Deal) -> Iterator[Text]:
    for index, goods in enumerate(deal.order.goods):
        place = f"/goods/{index}"
        yield Text(f"{place}/description", goods.description, (*_ALL, SM))
        yield Text(f"{place}/description_zh", goods.description_zh, _BUYERS)
        yield Text(f"{place}/brand", goods.brand, (SC, CI, PI))
    for index, packing in enumerate(deal.order.packing):
        for at, contents in enumerate(packing.contents):
            yield Text(f"/packing/{index}/contents/{at}/note", contents.note, (PL, SM))
    for index, charge in enumerate(deal.order.charges):
        words = f"{charge.description} | {charge.description_zh}"
        yield Text(f"/charges/{index}/description", words, (SC, CI, PI))
    for index, discount in enumerate(deal.order.discounts):
        words = f"{discount.description} | {discount.description_zh}"
        yield Text(f"/discounts/{index}/description", words, (SC, CI, PI))


def _terms(deal: Deal) -> Iterator[Text]:
    terms = deal.order.terms
    yield Text("/remarks", deal.order.remarks, (SC,))
    for name in ("shipment_period", "packing"):
        yield Text(f"/terms/{name}", getattr(terms, name), (SC, PI))
    for name in ("inspection_by", "arbitration", "arbitration_zh", "law", "law_zh"):
        yield Text(f"/terms/{name}", getattr(terms, name), (SC,))
    for index, wanted in enumerate(terms.documents):
        yield Text(f"/terms/documents/{index}", wanted, (SC,))
    for index, clause in enumerate(terms.clauses):
        for name in ("title", "title_zh", "text", "text_zh"):
            yield Text(f"/terms/clauses/{index}/{name}", getattr(clause, name), (SC,))


def _papers(deal: Deal) -> Iterator[Text]:
    order = deal.order
    if order.shipment:
        yield Text("/shipment/marks", order.shipment.marks, (*_ALL, SM))
    if order.marks_sheet:
        yield Text("/marks_sheet/side", order.marks_sheet.side, (SM,))
    for index, statement in enumerate(order.invoice.statements if order.invoice else ()):
        yield Text(f"/invoice/statements/{index}", statement, (CI,))
    if order.origin:
        yield Text("/origin/remarks", order.origin.remarks, (CO, FA))
        yield Text("/origin/via", order.origin.via, (CO, FA))
    yield from _bank_papers(deal)


def _bank_papers(deal: Deal) -> Iterator[Text]:
    order = deal.order
    for name, kind in (("proforma", PI), ("bill_of_exchange", BE), ("shipping_advice", SA)):
        if request := getattr(order, name):
            yield Text(f"/{name}/remarks", request.remarks, (kind,))
    for index, each in enumerate(order.beneficiary_certificates):
        yield Text(f"/beneficiary_certificates/{index}/text", each.text, (BC,))


def _seller(deal: Deal) -> Iterator[Text]:
    """What of our own letterhead may be another firm's."""
    seller: Party = deal.order.seller
    contact = " | ".join((seller.contact.person, seller.contact.email))
    yield Text("/seller/contact", contact.strip(" |"), (*_ALL, BC))
    yield Text("/seller/address", f"{seller.address} | {seller.address_zh}", (*_ALL, BC))
    for index, bank in enumerate(seller.banks):
        yield Text(f"/seller/banks/{index}/account_name", bank.account_name, (SC, CI, PI))


def _issued(deal: Deal, paper: Paper) -> Iterator[Text]:
    row = deal.tables.papers.get(paper.kind)
    if row is None or not row.outward or paper.kind in _TO_THE_AUTHORITY:
        return
    kinds = (paper.kind,) if paper.kind in SET else ()
    for name in _PARTIES if paper.kind in TRANSPORT_KINDS else _PARTIES[2:]:
        yield Text(paper.at(name), getattr(paper.facts, name), kinds, paper)
    for index, words in enumerate(paper.facts.text):
        yield Text(f"{paper.place}/text/{index}", words, kinds, paper)
    for index, line in enumerate(paper.facts.lines):
        yield Text(paper.at_line(index, "description"), line.description, kinds, paper)
