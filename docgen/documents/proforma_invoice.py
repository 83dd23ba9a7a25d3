"""The proforma invoice (形式发票): an offer in the form of an invoice, to be accepted by the buyer.

It asks for no payment and no bank takes it for a commercial invoice (UCP 600 art. 18; ISBP 745 C1).
"""

from __future__ import annotations

from collections.abc import Mapping

from docgen.checks import our_numbers
from docgen.context import Context
from docgen.documents import firms, sale_terms, wording
from docgen.documents.captions import captions
from docgen.documents.clauses import Wording
from docgen.documents.parts import (
    Caption,
    Document,
    Fact,
    Firm,
    GoodsRow,
    Letterhead,
    Signature,
    Sum,
)
from docgen.documents.payment import payment_line
from docgen.order import Order
from docgen.order.bank_papers import ProformaInvoice
from docgen.text import dates

KIND = "proforma-invoice"


class ProformaInvoiceDocument(Document):
    """A proforma invoice, ready to print."""

    letterhead: Letterhead
    buyer: Firm
    facts: tuple[Fact, ...]
    marks: str
    currency: str
    term: str
    rows: tuple[GoodsRow, ...]
    sums: tuple[Sum, ...]
    total_quantity: str
    total: str
    words: str
    tolerance: Wording
    terms: tuple[Fact, ...]
    remarks: str
    banks: tuple[Fact, ...]
    signatures: tuple[Signature, Signature]


def build(order: Order, context: Context, proforma: ProformaInvoice) -> ProformaInvoiceDocument:
    """The proforma invoice of an order: its goods and terms as the contract will have them."""
    tables, languages = context.tables, context.profile.languages
    names, both = captions(KIND, languages), languages == "en-zh"
    number = our_numbers.of_proforma(order, proforma)
    rows = zip(order.goods, context.totals.lines, strict=True)
    seller, buyer = order.seller, order.buyer
    return ProformaInvoiceDocument(
        kind=KIND,
        languages=languages,
        meta=wording.meta(order, KIND, "Proforma Invoice", number, dates.iso(proforma.date)),
        letterhead=firms.letterhead(seller, tables, both),
        buyer=firms.firm(buyer, tables),
        facts=wording.facts(
            names,
            number=number,
            date=dates.english(proforma.date),
            valid_until=dates.english(proforma.valid_until) if proforma.valid_until else "",
            buyer_reference=order.buyer_reference,
        ),
        marks=wording.marks(order),
        currency=order.currency,
        term=wording.delivery_term(order.terms.delivery),
        rows=tuple(wording.goods_row(order, g, line, context, hs_code=True) for g, line in rows),
        sums=wording.order_sums(order, context),
        total_quantity=wording.quantities(context.totals.quantity, tables),
        total=wording.total_amount(order, context),
        words=wording.amount_in_words(order, context),
        tolerance=sale_terms.tolerance(order.terms.tolerance),
        terms=_terms(order, context, names),
        remarks=proforma.remarks,
        banks=firms.bank_facts(order, names),
        signatures=(
            firms.signature(names["signed_seller"], seller, both),
            firms.signature(names["accepted"], buyer, both),
        ),
    )


def _terms(order: Order, context: Context, names: Mapping[str, Caption]) -> tuple[Fact, ...]:
    """What a buyer needs to open a credit or to transfer a deposit, a line each."""
    terms, (start, end) = order.terms, sale_terms.voyage(order, context.tables)
    cover = sale_terms.sellers_cover(order, context)
    insured = f"by the Sellers for {terms.insurance.percent_of_value}%, {cover}"
    return wording.facts(
        names,
        payment=payment_line(terms.payment),
        packing=sale_terms.packed_in(order, context).en.upper(),
        shipment=sale_terms.shipping_time(terms).en.upper(),
        route=wording.route(order, context.tables) or f"FROM {start} TO {end}",
        partial=wording.ALLOWED[terms.partial_shipment],
        transhipment=wording.ALLOWED[terms.transhipment],
        insurance=(insured if cover else "by the Buyers").upper(),
    )
