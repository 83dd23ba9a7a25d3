"""The sales contract (销售合同): goods, total, numbered clauses, both parties' signatures."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.context import Context
from docgen.documents import firms, sale_terms, wording
from docgen.documents.captions import captions
from docgen.documents.clauses import Clause, Wording, numbered, standard, title
from docgen.documents.parts import (
    Document,
    Fact,
    Firm,
    GoodsRow,
    Letterhead,
    Signature,
    Sum,
)
from docgen.documents.payment import payment_clause
from docgen.order import Order
from docgen.text import dates

KIND = "sales-contract"


class SalesContract(Document):
    """A sales contract, ready to print."""

    letterhead: Letterhead
    seller: Firm
    buyer: Firm
    facts: tuple[Fact, ...]
    term: str
    currency: str
    rows: tuple[GoodsRow, ...]
    sums: tuple[Sum, ...]
    total_quantity: str
    total: str
    words: str
    tolerance: Wording
    marks: str
    clauses: tuple[Clause, ...]
    remarks: str
    banks: tuple[Fact, ...]
    signatures: tuple[Signature, Signature]


def build(order: Order, context: Context) -> SalesContract:
    """The sales contract of an order."""
    tables, languages = context.tables, context.profile.languages
    names = captions(KIND, languages)
    rows = zip(order.goods, context.totals.lines, strict=True)
    both = languages == "en-zh"
    return SalesContract(
        kind=KIND,
        languages=languages,
        meta=wording.meta(order, KIND, "Sales Contract", order.number, dates.iso(order.date)),
        letterhead=firms.letterhead(order.seller, tables, both),
        seller=firms.firm(order.seller, tables),
        buyer=firms.firm(order.buyer, tables),
        facts=wording.facts(
            names,
            number=order.number,
            date=dates.english(order.date),
            place=order.place,
            buyer_reference=order.buyer_reference,
        ),
        term=wording.delivery_term(order.terms.delivery),
        currency=order.currency,
        rows=tuple(wording.goods_row(order, goods, line, context) for goods, line in rows),
        sums=wording.order_sums(order, context),
        total_quantity=wording.quantities(context.totals.quantity, tables),
        total=wording.total_amount(order, context),
        words=wording.amount_in_words(order, context),
        tolerance=sale_terms.tolerance(order.terms.tolerance),
        marks=wording.marks(order),
        clauses=numbered(_clauses(order, context), languages),
        remarks=order.remarks,
        banks=firms.bank_facts(order, names),
        signatures=(
            firms.signature(names["signed_seller"], order.seller, both),
            firms.signature(names["signed_buyer"], order.buyer, both),
        ),
    )


def _clauses(order: Order, context: Context) -> Iterator[tuple[Wording, Wording]]:
    """Titles and texts in the customary order, the parties' own clauses last."""

    def clause(key: str, text: Wording | None = None) -> tuple[Wording, Wording]:
        return title(key, context), text or standard(key, context)

    terms = order.terms
    payment = payment_clause(terms.payment, context)
    yield clause("sales.packing", sale_terms.packing(order, context))
    yield clause("sales.marks")
    yield clause("sales.shipment", sale_terms.shipment(order, context))
    yield sale_terms.insurance(order, context)
    yield title("sales.payment.deposit", context), payment
    if terms.documents:
        listed = "; ".join(terms.documents)
        yield (
            Wording(en="Documents", zh="单据"),
            Wording(en=f"{listed}."),
        )
    yield clause("sales.inspection")
    yield clause(
        "sales.claims",
        standard(
            "sales.claims",
            context,
            quality_days=str(terms.quality_claim_days),
            quantity_days=str(terms.quantity_claim_days),
        ),
    )
    yield clause("sales.force_majeure")
    yield clause("sales.late_delivery")
    yield clause("sales.arbitration", _own(terms.arbitration, terms.arbitration_zh))
    yield clause("sales.law", _own(terms.law, terms.law_zh))
    yield clause("sales.language")
    yield clause("sales.countersign")
    house = context.profile.clauses if order.seller == context.profile.seller else ()
    for own in (*terms.clauses, *house):
        yield (
            Wording(en=own.title or "Other Terms", zh=own.title_zh or "其他条款"),
            Wording(en=own.text, zh=own.text_zh),
        )


def _own(en: str, zh: str) -> Wording | None:
    """The parties' own text in place of a standard clause, where they wrote one."""
    return Wording(en=en, zh=zh) if en or zh else None
