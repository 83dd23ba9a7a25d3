"""How facts of an order read on a paper: one function per phrase, used by every kind."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from docgen.context import Context
from docgen.documents.parts import Caption, Fact, GoodsRow, Meta, Sum
from docgen.order import Order
from docgen.order.goods import Goods
from docgen.order.packing import Place
from docgen.order.terms import Delivery
from docgen.tables import PackageKind, Tables
from docgen.text import dates, english, numbers
from docgen.totals import LineTotals
from docgen.totals.packed import PackageCount, QuantitySum

NO_MARKS = "N/M"
ALLOWED = {True: "ALLOWED", False: "NOT ALLOWED", None: ""}
"""Partial shipments and transhipment; nothing where nothing was agreed."""


def facts(captions: Mapping[str, Caption], **values: str) -> tuple[Fact, ...]:
    """Labelled values by caption name, those without a value left out."""
    return tuple(
        Fact(caption=captions[name], value=value) for name, value in values.items() if value
    )


def delivery_term(delivery: Delivery) -> str:
    """`CIF OSLO, INCOTERMS® 2020`."""
    return f"{delivery.rule} {delivery.place.upper()}, INCOTERMS® {delivery.edition}"


def quantity(value: Decimal, unit: str, tables: Tables) -> str:
    """`4,800 SETS`, `1 SET`."""
    row = tables.units[unit]
    return f"{numbers.quantity(value)} {row.label if value == 1 else row.plural}"


def quantity_zh(value: Decimal, unit: str, tables: Tables) -> str:
    """`4,800套`."""
    return f"{numbers.quantity(value)}{tables.units[unit].zh}"


def quantities(sums: Iterable[QuantitySum], tables: Tables) -> str:
    """`4,800 SETS + 200 PCS`."""
    return " + ".join(quantity(each.quantity, each.unit, tables) for each in sums)


def count(number: int, kind: PackageKind) -> str:
    """`400 CARTONS`, `1 CARTON`."""
    return f"{numbers.quantity(Decimal(number))} {kind.label if number == 1 else kind.plural}"


def packages(counts: Iterable[PackageCount], tables: Tables) -> str:
    """`400 CARTONS`, `1 DRUM + 20 BAGS`."""
    return " + ".join(count(each.count, tables.packages[each.kind]) for each in counts)


def packages_zh(counts: Iterable[PackageCount], tables: Tables) -> str:
    """`400纸箱`."""
    return "+".join(
        f"{numbers.quantity(Decimal(each.count))}{tables.packages[each.kind].zh}" for each in counts
    )


def packages_in_words(counts: tuple[PackageCount, ...], tables: Tables) -> str:
    """`FOUR HUNDRED (400) CARTONS`; mixed kinds are counted together as packages."""
    if len(counts) == 1:
        return english.packages_in_words(counts[0].count, tables.packages[counts[0].kind])
    total = sum(each.count for each in counts)
    return english.packages_in_words(total, tables.packages["PK"])


def unit_price(order: Order, goods: Goods, tables: Tables) -> str:
    """`USD 6.85/SET`; goods given free say so."""
    if goods.free_of_charge:
        return "FREE OF CHARGE"
    unit = tables.units[goods.price_unit or goods.unit]
    minor = tables.currencies[order.currency].minor
    return f"{order.currency} {numbers.unit_price(goods.price, minor)}/{unit.label}"


def goods_row(
    order: Order,
    goods: Goods,
    line: LineTotals,
    context: Context,
    hs_code: bool = False,
) -> GoodsRow:
    """A goods line with its quantity, price and amount."""
    tables, minor = context.tables, context.tables.currencies[order.currency].minor
    codes = [
        goods.sku and f"ART. NO. {goods.sku}",
        goods.brand and f"BRAND {goods.brand}",
        hs_code and goods.hs_code and f"HS {goods.hs_code}",
    ]
    discount = numbers.money(line.discount, minor)
    details = [
        "   ".join(code for code in codes if code),
        *breakdown(goods),
        line.discount and f"LESS DISCOUNT {discount}",
    ]
    bilingual = context.profile.languages == "en-zh"
    return GoodsRow(
        number=str(goods.line),
        description=goods.description,
        description_zh=goods.description_zh if bilingual else "",
        details=tuple(detail for detail in details if detail),
        quantity=quantity(goods.quantity, goods.unit, tables),
        price=unit_price(order, goods, tables),
        amount=numbers.money(line.amount, minor),
    )


def breakdown(goods: Goods) -> tuple[str, ...]:
    """One text per colour: `WHITE: S 2,400, M 4,800`, or `WHITE: 7,200` without sizes."""
    by_colour: dict[str, list[str]] = {}
    for each in goods.breakdown:
        text = f"{each.size} {numbers.quantity(each.quantity)}".strip()
        by_colour.setdefault(each.colour, []).append(text)
    return tuple(
        f"{colour}: {', '.join(texts)}" if colour else ", ".join(texts)
        for colour, texts in by_colour.items()
    )


def order_sums(order: Order, context: Context) -> tuple[Sum, ...]:
    """What stands between the sum of the goods and the total: discounts, then charges."""
    minor = context.tables.currencies[order.currency].minor
    totals = context.totals
    if not order.discounts and not order.charges:
        return ()
    taken = (
        Sum(
            text=f"LESS {each.description.upper()}",
            text_zh=each.description_zh,
            amount=f"-{numbers.money(amount, minor)}",
        )
        for each, amount in zip(order.discounts, totals.discounts, strict=True)
    )
    added = (
        Sum(
            text=each.description.upper(),
            text_zh=each.description_zh,
            amount=numbers.money(each.amount, minor),
        )
        for each in order.charges
    )
    goods = Sum(
        text="SUBTOTAL",
        text_zh="小计",
        amount=numbers.money(totals.goods_amount, minor),
    )
    return (goods, *taken, *added)


def total_amount(order: Order, context: Context) -> str:
    """`32,880.00`, without the currency."""
    return numbers.money(context.totals.amount, context.tables.currencies[order.currency].minor)


def amount_in_words(order: Order, context: Context) -> str:
    """`SAY U.S. DOLLARS THIRTY-TWO THOUSAND EIGHT HUNDRED EIGHTY ONLY`."""
    currency = context.tables.currencies[order.currency]
    return english.amount_in_words(context.totals.amount, currency)


def place(where: Place | None, tables: Tables) -> str:
    """`OSLO, NORWAY`: the name as typed, and its country where known."""
    if where is None:
        return ""
    country = tables.countries[where.country].en if where.country else ""
    name = where.name.upper()
    return name if not country or name.endswith(country) else f"{name}, {country}"


_BY = {
    "sea": "BY SEA",
    "air": "BY AIR",
    "rail": "BY RAIL",
    "road": "BY ROAD",
    "courier": "BY COURIER",
    "inland_waterway": "BY INLAND WATERWAY",
    "multimodal": "BY MULTIMODAL TRANSPORT",
}


def route(order: Order, tables: Tables) -> str:
    """`FROM NINGBO, CHINA TO OSLO, NORWAY VIA HAMBURG BY SEA`."""
    shipment = order.shipment
    if shipment is None:
        return ""
    start, end = shipment.port_of_loading, shipment.port_of_discharge
    parts = [f"FROM {place(start, tables)} TO {place(end, tables)}"]
    if shipment.final_destination:
        parts.append(f"FOR {place(shipment.final_destination, tables)}")
    if shipment.via:
        parts.append(f"VIA {shipment.via.upper()}")
    return " ".join((*parts, _BY[shipment.mode]))


def conveyance(order: Order) -> str:
    """`MV EVER GIVEN V. 012W`: vessel and voyage, flight or train."""
    shipment = order.shipment
    if shipment is None or not shipment.conveyance:
        return ""
    return f"{shipment.conveyance} {shipment.voyage and f'V. {shipment.voyage}'}".strip().upper()


def marks(order: Order) -> str:
    """The shipping marks line by line; N/M where there are none (UN/ECE Recommendation 15)."""
    shipment = order.shipment
    return (shipment.marks if shipment else "") or NO_MARKS


def insurance_cover(order: Order, tables: Tables) -> str:
    """The cover as agreed, or the least that the trade term wants, or clauses (A)."""
    least = tables.incoterms[order.terms.delivery.rule].minimum_cover
    return order.terms.insurance.cover or least or "Institute Cargo Clauses (A) 1/1/09"


def contract_reference(order: Order) -> str:
    """`NB26-0212  FEB. 02, 2026`: number and date of the sales contract."""
    return f"{order.number}  {dates.english(order.date)}"


def invoice_reference(order: Order) -> str:
    """`NB26-INV-031  APR. 02, 2026`, where there is an invoice."""
    invoice = order.invoice
    return f"{invoice.number}  {dates.english(invoice.date)}" if invoice else ""


def credit_facts(order: Order) -> str:
    """`ALC7788 DATED SEP. 20, 2026 ISSUED BY SHINHAN BANK, SEOUL`, where there is a credit."""
    credit = order.credit
    if credit is None:
        return ""
    dated = f" DATED {dates.english(credit.issued)}" if credit.issued else ""
    bank = credit.issuing_bank.replace("\n", ", ")
    return f"{credit.number}{dated}{f' ISSUED BY {bank}' if bank else ''}"


def meta(order: Order, kind: str, title: str, number: str, day: str, language: str = "en") -> Meta:
    """The file's own description; `number` is the paper's."""
    return Meta(
        stem=f"{order.number}-{kind}",
        title=f"{title} {number}",
        subject=f"Order {order.number}",
        author=order.seller.name,
        date=day,
        language=language,
    )
