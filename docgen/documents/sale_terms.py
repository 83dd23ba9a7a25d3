"""Terms of a sale in sentences: what contract and proforma invoice say in the same words."""

from __future__ import annotations

from docgen.context import Context
from docgen.documents import wording
from docgen.documents.clauses import Wording, fill, standard, title
from docgen.order import Order
from docgen.order.terms import Terms, Tolerance
from docgen.tables import Tables
from docgen.text import dates, numbers

_YES_NO = {
    True: Wording(en="allowed", zh="允许"),
    False: Wording(en="not allowed", zh="不允许"),
    None: Wording(en="as the credit or the carrier allows", zh="按信用证或承运人规定"),
}
_SELLER_INSURES = {"CIF", "CIP"}


def tolerance(tolerance: Tolerance) -> Wording:
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


def packing(order: Order, context: Context) -> Wording:
    """The clause on packing."""
    text = packed_in(order, context)
    return fill("sales.packing", context, {"packing": text.en}, {"packing": text.zh})


def shipment(order: Order, context: Context) -> Wording:
    """The clause on shipment: when, from where to where, in parts or not."""
    terms, time = order.terms, shipping_time(order.terms)
    partial, transhipment = _YES_NO[terms.partial_shipment], _YES_NO[terms.transhipment]
    start, destination = voyage(order, context.tables)
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


def voyage(order: Order, tables: Tables) -> tuple[str, str]:
    """From where to where; before a shipment is planned the delivery term names one end."""
    if order.shipment is None:
        named = order.terms.delivery.place.upper()
        if tables.incoterms[order.terms.delivery.rule].freight:
            return tables.countries[order.seller.country].en, named
        return named, tables.countries[order.buyer.country].en
    end = order.shipment.final_destination or order.shipment.port_of_discharge
    return wording.place(order.shipment.port_of_loading, tables), wording.place(end, tables)


def insurance(order: Order, context: Context) -> tuple[Wording, Wording]:
    """Title and text of the clause that says who insures, and what."""
    cover = sellers_cover(order, context)
    if not cover:
        key = "sales.insurance_buyer"
        return title(key, context), standard(key, context)
    key, percent = "sales.insurance_seller", str(order.terms.insurance.percent_of_value)
    return title(key, context), standard(key, context, cover=cover, cover_percent=percent)


def sellers_cover(order: Order, context: Context) -> str:
    """The clauses that the seller insures by; empty where the buyer insures.

    The Incoterms rule says who does and for what at the least, unless the parties agreed otherwise.
    """
    insurance, rule = order.terms.insurance, order.terms.delivery.rule
    by = insurance.by or ("seller" if rule in _SELLER_INSURES else "buyer")
    return "" if by == "buyer" else wording.insurance_cover(order, context.tables)


def packed_in(order: Order, context: Context) -> Wording:
    """`In 500 cartons`, as agreed or as it is packed."""
    if text := order.terms.packing.rstrip("."):
        return Wording(en=text, zh=text)
    if counts := context.totals.packages:
        packed = wording.packages(counts, context.tables).lower()
        return Wording(en=f"In {packed}", zh=f"{wording.packages_zh(counts, context.tables)}包装")
    if order.packing:
        return Wording(en="In bulk", zh="散装")
    return Wording(en="Standard export packing", zh="标准出口包装")


def shipping_time(terms: Terms) -> Wording:
    """`not later than MAR. 25, 2026`, after the period in words where one was agreed."""
    period, latest = terms.shipment_period, terms.latest_shipment
    if latest is None:
        return Wording(en=period or "to be agreed", zh=period or "另行约定")
    en, zh = f"not later than {dates.english(latest)}", f"不迟于{dates.chinese(latest)}"
    return Wording(en=f"{period}, {en}", zh=f"{period}，{zh}") if period else Wording(en=en, zh=zh)
