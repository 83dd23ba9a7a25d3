"""The sales contract (销售合同): goods, total, numbered clauses, both parties' signatures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from docgen.context import Context
from docgen.documents import firms, wording
from docgen.documents.captions import captions
from docgen.documents.clauses import Clause, Wording, fill, numbered, standard, title
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
from docgen.documents.payment import payment_clause
from docgen.order import Order
from docgen.order.terms import Tolerance
from docgen.tables import Tables
from docgen.text import dates, numbers

KIND = "sales-contract"
_YES_NO = {
    True: Wording(en="allowed", zh="允许"),
    False: Wording(en="not allowed", zh="不允许"),
    None: Wording(en="as the credit or the carrier allows", zh="按信用证或承运人规定"),
}
_SELLER_INSURES = {"CIF", "CIP"}


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
        tolerance=_tolerance(order.terms.tolerance),
        marks=wording.marks(order),
        clauses=numbered(_clauses(order, context), languages),
        remarks=order.remarks,
        banks=firms.bank_facts(order, names),
        signatures=_signatures(order, names, both),
    )


def _signatures(
    order: Order, names: Mapping[str, Caption], both: bool
) -> tuple[Signature, Signature]:
    seller, buyer = order.seller, order.buyer
    return (
        Signature(
            caption=names["signed_seller"], name=seller.name, name_zh=seller.name_zh if both else ""
        ),
        Signature(
            caption=names["signed_buyer"], name=buyer.name, name_zh=buyer.name_zh if both else ""
        ),
    )


def _tolerance(tolerance: Tolerance) -> Wording:
    """`5% more or less in quantity and amount allowed at the Sellers' option`."""
    stated = (tolerance.quantity_percent, tolerance.amount_percent)
    percents = [each for each in stated if each]
    if not percents:
        return Wording()
    what_en = " and ".join(n for n, p in zip(("quantity", "amount"), stated, strict=True) if p)
    what_zh = "及".join(n for n, p in zip(("数量", "金额"), stated, strict=True) if p)
    each = "/".join(dict.fromkeys(numbers.percent(percent) for percent in percents))
    by_en, by_zh = ("Sellers'", "卖方") if tolerance.option == "seller" else ("Buyers'", "买方")
    return Wording(
        en=f"{each} more or less in {what_en} allowed at the {by_en} option.",
        zh=f"{what_zh}允许{each}溢短装，由{by_zh}选择。",
    )


def _clauses(order: Order, context: Context) -> Iterator[tuple[Wording, Wording]]:
    """Titles and texts in the customary order, the parties' own clauses last."""

    def clause(key: str, text: Wording | None = None) -> tuple[Wording, Wording]:
        return title(key, context), text or standard(key, context)

    terms = order.terms
    payment = payment_clause(terms.payment, context)
    yield clause("sales.packing", _packing(order, context))
    yield clause("sales.marks")
    yield clause("sales.shipment", _shipment(order, context))
    yield _insurance(order, context)
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


def _packing(order: Order, context: Context) -> Wording:
    if order.terms.packing:
        text = order.terms.packing.rstrip(".")
        return fill("sales.packing", context, {"packing": text}, {"packing": text})
    counts = context.totals.packages
    if not counts:
        en, zh = (
            ("In bulk", "散装") if order.packing else ("Standard export packing", "标准出口包装")
        )
    else:
        packed = wording.packages(counts, context.tables).lower()
        en, zh = f"In {packed}", f"{wording.packages_zh(counts, context.tables)}包装"
    return fill("sales.packing", context, {"packing": en}, {"packing": zh})


def _shipment(order: Order, context: Context) -> Wording:
    terms = order.terms
    partial, transhipment = _YES_NO[terms.partial_shipment], _YES_NO[terms.transhipment]
    latest = terms.latest_shipment
    if latest:
        time = Wording(
            en=f"not later than {dates.english(latest)}",
            zh=f"不迟于{dates.chinese(latest)}",
        )
    else:
        time = Wording(en="to be agreed", zh="另行约定")
    if terms.shipment_period:
        both = f"{terms.shipment_period}, {time.en}" if latest else terms.shipment_period
        time = Wording(en=both, zh=f"{terms.shipment_period}，{time.zh}" if latest else both)
    start, destination = _voyage(order, context.tables)
    places = {"port_of_loading": start, "destination": destination}
    return fill(
        "sales.shipment",
        context,
        {
            "shipment_time": time.en,
            "partial": partial.en,
            "transhipment": transhipment.en,
            **places,
        },
        {
            "shipment_time": time.zh,
            "partial": partial.zh,
            "transhipment": transhipment.zh,
            **places,
        },
    )


def _voyage(order: Order, tables: Tables) -> tuple[str, str]:
    """From where to where; before a shipment is planned the delivery term names one end."""
    if order.shipment is None:
        named = order.terms.delivery.place.upper()
        if tables.incoterms[order.terms.delivery.rule].freight:
            return tables.countries[order.seller.country].en, named
        return named, tables.countries[order.buyer.country].en
    end = order.shipment.final_destination or order.shipment.port_of_discharge
    return wording.place(order.shipment.port_of_loading, tables), wording.place(end, tables)


def _insurance(order: Order, context: Context) -> tuple[Wording, Wording]:
    """The Incoterms rule says who insures, unless the parties agreed otherwise."""
    insurance, rule = order.terms.insurance, order.terms.delivery.rule
    by = insurance.by or ("seller" if rule in _SELLER_INSURES else "buyer")
    if by == "buyer":
        key = "sales.insurance_buyer"
        return title(key, context), standard(key, context)
    key, cover = "sales.insurance_seller", wording.insurance_cover(order, context.tables)
    text = standard(key, context, cover=cover, cover_percent=str(insurance.percent_of_value))
    return title(key, context), text
