"""The beneficiary's certificate (受益人证明): what a credit wants certified, in its own words.

It states no more than the credit asks for: whatever else stands on it can differ from another paper
(UCP 600 art. 14(d), (f)).
"""

from __future__ import annotations

from docgen.checks import our_numbers
from docgen.context import Context
from docgen.documents import firms, wording
from docgen.documents.captions import captions
from docgen.documents.parts import Document, Fact, Letterhead, Signature
from docgen.order import Order
from docgen.order.bank_papers import BeneficiaryCertificate
from docgen.text import dates

KIND = "beneficiary-certificate"


class BeneficiaryCertificateDocument(Document):
    """A beneficiary's certificate, ready to print."""

    letterhead: Letterhead
    title: str
    addressee: tuple[str, ...]
    facts: tuple[Fact, ...]
    text: tuple[str, ...]
    signature: Signature


def build(order: Order, context: Context) -> tuple[BeneficiaryCertificateDocument, ...]:
    """The certificates of an order; where there are several, their file names count on."""
    certificates = order.beneficiary_certificates
    numbers = our_numbers.of_certificates(order)
    several = len(certificates) > 1
    return tuple(
        _certificate(order, context, each, number, f"-{count}" if several else "")
        for count, (each, number) in enumerate(zip(certificates, numbers, strict=True), start=1)
    )


def _certificate(
    order: Order, context: Context, request: BeneficiaryCertificate, number: str, suffix: str
) -> BeneficiaryCertificateDocument:
    names = captions(KIND, "en")
    meta = wording.meta(order, KIND, "Beneficiary's Certificate", number, dates.iso(request.date))
    return BeneficiaryCertificateDocument(
        kind=KIND,
        languages="en",
        meta=meta.model_copy(update={"stem": f"{meta.stem}{suffix}"}),
        letterhead=firms.letterhead(order.seller, context.tables, bilingual=False),
        title=request.title.upper(),
        addressee=tuple(filter(None, request.addressee.split("\n"))),
        facts=wording.facts(
            names,
            number=number,
            date=dates.english(request.date),
            invoice_number=wording.invoice_reference(order),
            contract=order.number,
            credit=wording.credit_facts(order),
        ),
        text=tuple(filter(None, request.text.split("\n"))),
        signature=Signature(caption=names["signed_seller"], name=order.seller.name),
    )
