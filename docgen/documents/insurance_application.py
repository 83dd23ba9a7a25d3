"""The application for cargo insurance (投保单), from which the insurer makes out the policy.

The amount insured is the agreed per cent of the invoice, 110 where nothing else was agreed (UCP 600
art. 28(f)); the cover is the contract's, or the least that the trade term wants.
"""

from __future__ import annotations

from collections.abc import Mapping

from docgen.context import Context
from docgen.documents import firms, wording
from docgen.documents.captions import captions
from docgen.documents.parts import Block, Caption, Document, Fact, Letterhead, Signature
from docgen.order import Order
from docgen.order.goods import Goods
from docgen.order.shipping_papers import InsuranceApplication
from docgen.tables import Tables
from docgen.text import dates, english, numbers
from docgen.totals import LineTotals

KIND = "insurance-application"


class InsuredRow(Block):
    """A goods line as the insurer describes it."""

    description: str
    description_zh: str = ""
    quantity: str
    packages: str


class InsuranceApplicationDocument(Document):
    """An application for cargo insurance, ready to print."""

    letterhead: Letterhead
    insurer: tuple[str, ...]
    insured: tuple[str, ...]
    facts: tuple[Fact, ...]
    voyage: tuple[Fact, ...]
    marks: str
    rows: tuple[InsuredRow, ...]
    total_quantity: str
    total_packages: str
    value: tuple[Fact, ...]
    words: str
    cover: str
    terms: tuple[Fact, ...]
    remarks: str
    signature: Signature


def build(
    order: Order, context: Context, request: InsuranceApplication
) -> InsuranceApplicationDocument:
    """The application for the goods of an order; numbered as the order where it has no number."""
    tables, totals, languages = context.tables, context.totals, context.profile.languages
    names, both = captions(KIND, languages), languages == "en-zh"
    number, day = request.number or order.number, dates.iso(request.date)
    return InsuranceApplicationDocument(
        kind=KIND,
        languages=languages,
        meta=wording.meta(order, KIND, "Application for Cargo Insurance", number, day),
        letterhead=firms.letterhead(order.seller, tables, both),
        insurer=tuple(filter(None, request.insurer.split("\n"))),
        insured=_insured(order, request),
        facts=_facts(order, request, number, names),
        voyage=_voyage(order, names, tables),
        marks=wording.marks(order),
        rows=tuple(
            _row(goods, line, context)
            for goods, line in zip(order.goods, totals.lines, strict=True)
        ),
        total_quantity=wording.quantities(totals.quantity, tables),
        total_packages=_packages(order, context),
        value=_value(order, context, names),
        words=english.amount_in_words(totals.insured, tables.currencies[order.currency]),
        cover=wording.insurance_cover(order, tables),
        terms=_terms(order, request, names, tables),
        remarks=request.remarks,
        signature=firms.signature(names["signed_applicant"], order.seller, both),
    )


def _insured(order: Order, request: InsuranceApplication) -> tuple[str, ...]:
    """The seller, who endorses the policy, unless a credit asks for another name."""
    return tuple(filter(None, (request.insured or order.seller.name).split("\n")))


def _facts(
    order: Order, request: InsuranceApplication, number: str, names: Mapping[str, Caption]
) -> tuple[Fact, ...]:
    return wording.facts(
        names,
        number=number,
        date=dates.english(request.date),
        invoice_number=order.invoice.number if order.invoice else "",
        contract=order.number,
        credit=order.credit.number if order.credit else "",
        transport_document=order.shipment.transport_document if order.shipment else "",
    )


def _voyage(order: Order, names: Mapping[str, Caption], tables: Tables) -> tuple[Fact, ...]:
    """The route as the policy names it: from, by way of, to; on or about the day of departure."""
    shipment = order.shipment
    if shipment is None:
        return ()
    end = shipment.final_destination or shipment.port_of_discharge
    day = shipment.on_board_date or shipment.etd
    return wording.facts(
        names,
        conveyance=wording.conveyance(order),
        departure=f"ON OR ABOUT {dates.english(day)}" if day else "",
        start=wording.place(shipment.port_of_loading, tables),
        via=shipment.via.upper(),
        end=wording.place(end, tables),
    )


def _row(goods: Goods, line: LineTotals, context: Context) -> InsuredRow:
    return InsuredRow(
        description=goods.description,
        description_zh=goods.description_zh if context.profile.languages == "en-zh" else "",
        quantity=wording.quantity(goods.quantity, goods.unit, context.tables),
        packages=wording.packages(line.packages or (), context.tables),
    )


def _packages(order: Order, context: Context) -> str:
    packed = wording.packages(context.totals.packages, context.tables)
    return packed or ("IN BULK" if order.packing else "")


def _value(order: Order, context: Context, names: Mapping[str, Caption]) -> tuple[Fact, ...]:
    minor = context.tables.currencies[order.currency].minor
    return wording.facts(
        names,
        invoice_amount=f"{order.currency} {wording.total_amount(order, context)}",
        percent=f"{order.terms.insurance.percent_of_value}%",
        amount_insured=f"{order.currency} {numbers.money(context.totals.insured, minor)}",
    )


def _terms(
    order: Order, request: InsuranceApplication, names: Mapping[str, Caption], tables: Tables
) -> tuple[Fact, ...]:
    shipment = order.shipment
    end = (shipment.final_destination or shipment.port_of_discharge) if shipment else None
    payable = request.claims_payable_at.upper() or wording.place(end, tables)
    return wording.facts(
        names,
        claims=f"{payable} IN {order.currency}" if payable else "",
        originals=str(request.originals),
        premium=request.premium,
    )
