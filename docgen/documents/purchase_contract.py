"""The purchase contract with one supplier (采购合同), in Chinese, prices with VAT."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.context import Context
from docgen.documents import wording
from docgen.documents.captions import captions
from docgen.documents.clauses import Clause, Wording, numbered, standard, title
from docgen.documents.parts import Block, Document, Fact
from docgen.order import Order
from docgen.order.parties import Party, Supplier
from docgen.order.purchases import Purchase
from docgen.text import chinese, dates, numbers
from docgen.totals import PurchaseTotals

KIND = "purchase-contract"


class BoughtRow(Block):
    """A line of the purchase contract."""

    sku: str
    name: str
    details: tuple[str, ...]
    unit: str
    quantity: str
    price: str
    amount: str
    delivery: str


class ContractParty(Block):
    """A party to the purchase contract with the particulars that a VAT invoice needs."""

    role: str
    name: str
    facts: tuple[Fact, ...]


class PurchaseContract(Document):
    """A purchase contract, ready to print."""

    facts: tuple[Fact, ...]
    parties: tuple[ContractParty, ContractParty]
    currency: str
    rows: tuple[BoughtRow, ...]
    total_quantity: str
    total: str
    words: str
    tax: tuple[Fact, ...]
    marks: str
    clauses: tuple[Clause, ...]


def build(
    order: Order, context: Context, purchase: Purchase, totals: PurchaseTotals
) -> PurchaseContract:
    """The contract for one purchase of the order."""
    names = captions(KIND, "zh")
    supplier = next(each for each in order.suppliers if each.id == purchase.supplier)
    currency = context.tables.currencies[purchase.currency]
    meta = wording.meta(order, KIND, "采购合同", purchase.number, dates.iso(purchase.date), "zh-CN")
    several = len(order.purchases) > 1
    stem = f"{meta.stem}-{purchase.number}" if several else meta.stem
    return PurchaseContract(
        kind=KIND,
        languages="zh",
        meta=meta.model_copy(update={"stem": stem}),
        facts=wording.facts(
            names,
            number=purchase.number,
            date=dates.chinese(purchase.date),
            place=purchase.place_zh,
            sales_contract=order.number,
        ),
        parties=(
            _party("需方（甲方）", order.seller, context),
            _party("供方（乙方）", supplier, context),
        ),
        currency=currency.zh,
        rows=_rows(order, purchase, totals, context),
        total_quantity="+".join(
            wording.quantity_zh(each.quantity, each.unit, context.tables)
            for each in totals.quantity
        ),
        total=numbers.money(totals.amount, currency.minor),
        words=_words(purchase, totals, context),
        tax=wording.facts(
            names,
            net=numbers.money(totals.net, currency.minor),
            vat=numbers.money(totals.vat, currency.minor),
        ),
        marks=wording.marks(order),
        clauses=numbered(_clauses(purchase, context), "zh"),
    )


def _party(role: str, party: Party | Supplier, context: Context) -> ContractParty:
    names = captions(KIND, "zh")
    bank = party.banks[0] if party.banks else None
    return ContractParty(
        role=role,
        name=party.name_zh or party.name,
        facts=wording.facts(
            names,
            uscc=party.uscc,
            address=(party.address_zh or party.address).replace("\n", " "),
            representative=party.legal_representative,
            contact=party.contact.person,
            phone=party.contact.phone,
            bank_name=(bank.name_zh or bank.name) if bank else "",
            account=bank.account if bank else "",
        ),
    )


def _rows(
    order: Order, purchase: Purchase, totals: PurchaseTotals, context: Context
) -> tuple[BoughtRow, ...]:
    by_line = {goods.line: goods for goods in order.goods}
    minor = context.tables.currencies[purchase.currency].minor
    rows = []
    for line, amount in zip(purchase.lines, totals.amounts, strict=True):
        goods = by_line[line.line]
        rows.append(
            BoughtRow(
                sku=goods.sku,
                name=line.specification_zh or goods.description_zh or goods.description,
                details=wording.breakdown(goods) if line.quantity == goods.quantity else (),
                unit=context.tables.units[goods.unit].zh,
                quantity=numbers.quantity(line.quantity),
                price=numbers.unit_price(line.price, minor),
                amount=numbers.money(amount, minor),
                delivery=dates.iso(purchase.delivery_date),
            )
        )
    return tuple(rows)


def _words(purchase: Purchase, totals: PurchaseTotals, context: Context) -> str:
    """人民币大写 under a contract in CNY; a foreign currency keeps its name before the figures."""
    if purchase.currency == "CNY":
        return f"人民币{chinese.rmb_capitals(totals.amount)}"
    currency = context.tables.currencies[purchase.currency]
    return f"{currency.zh}{numbers.money(totals.amount, currency.minor)}"


def _clauses(purchase: Purchase, context: Context) -> Iterator[tuple[Wording, Wording]]:
    """Titles and texts in the customary order, the parties' own clauses last."""

    def clause(name: str, **slots: str) -> tuple[Wording, Wording]:
        key = f"purchase.{name}"
        return title(key, context), standard(key, context, **slots)

    rates = dict.fromkeys(numbers.quantity(line.vat_percent) for line in purchase.lines)
    place = {"delivery_place": purchase.delivery_place_zh} if purchase.delivery_place_zh else {}
    yield clause("quality")
    yield title("purchase.packing", context), _packing(purchase, context)
    yield clause("delivery", delivery_date=dates.chinese(purchase.delivery_date), **place)
    yield clause("acceptance")
    yield title("purchase.payment", context), _payment(purchase, context)
    yield clause("invoice", vat_percent="%、".join(rates))
    for name in (
        "late",
        "claims",
        "ip",
        "inspection",
        "force_majeure",
        "dispute",
        "countersign",
    ):
        yield clause(name)
    for text in purchase.clauses_zh:
        yield Wording(zh="其他约定"), Wording(zh=text)


def _packing(purchase: Purchase, context: Context) -> Wording:
    text = standard("purchase.packing", context)
    if purchase.packing_report_date is None:
        return text
    day = dates.chinese(purchase.packing_report_date)
    return Wording(zh=f"{text.zh}上述数据最迟于{day}前报送。")


def _payment(purchase: Purchase, context: Context) -> Wording:
    payment = purchase.payment
    if payment.text_zh:
        return Wording(zh=payment.text_zh)
    days = {"balance_days": str(payment.balance_days)}
    percent = payment.deposit_percent
    if not percent:
        return standard("purchase.payment_after", context, **days)
    return standard(
        "purchase.payment",
        context,
        percent=numbers.quantity(percent),
        balance_percent=numbers.quantity(100 - percent),
        **days,
    )
