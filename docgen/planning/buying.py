"""The steps from the contract to the goods: deposit, credit, purchase contracts, delivery."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from docgen.findings import Said
from docgen.order.purchases import Purchase
from docgen.order.terms import TransferWithDeposit
from docgen.planning.facts import UNPLANNED, Facts
from docgen.planning.task import Task, in_days
from docgen.workdays import forward, shifted


def contract(facts: Facts) -> Iterator[Task]:
    """The sales contract is signed on its date."""
    day = facts.order.date
    yield Task(
        key="contract",
        name=Said("Sales contract signed", "签订外销合同"),
        why=Said("Date of the sales contract.", "外销合同日期。"),
        where="/date",
        due=day,
        fact=day,
        own=False,
    )


def deposit(facts: Facts) -> Iterator[Task]:
    """The buyer's deposit, due so many days after the contract."""
    payment, amount = facts.order.terms.payment, facts.totals.deposit
    if not isinstance(payment, TransferWithDeposit) or not amount:
        return
    days, money = payment.deposit_days, f"{facts.order.currency} {amount:,f}"
    yield Task(
        key="deposit",
        name=Said("Deposit received", "收到定金"),
        why=Said(
            f"{money} within {in_days(days)} of the contract (terms of payment); the purchase"
            " contract waits for it (work description of a merchandiser).",
            f"合同约定签约后{days}天内付定金{money}；定金到帐后再下购货合同（跟单员工作内容）。",
        ),
        where="/receipts",
        due=shifted(facts.order.date, days),
        fact=facts.covered(amount),
        own=False,
    )


def credit(facts: Facts) -> Iterator[Task]:
    """The buyer's letter of credit, opened in time to be checked before anything is bought."""
    if not facts.under_credit:
        return
    opened = facts.order.credit.issued if facts.order.credit else None
    days = facts.leads.credit_open
    yield Task(
        key="credit",
        name=Said("Letter of credit received and checked", "收到并审核信用证"),
        why=Said(
            f"{in_days(days)} before the month of shipment (standard clause on payment), but not"
            f" sooner than {facts.leads.credit_least} days after the contract (practice). Check it"
            " against the contract before buying.",
            f"装运月份前{days}天送达（合同付款条款），但不早于签约后{facts.leads.credit_least}天"
            "（惯例）。下购货合同前须对照合同审证。",
        ),
        where="/credit/issued",
        due=_credit_due(facts),
        missing=UNPLANNED,
        fact=opened,
        happened=facts.order.credit is not None and opened is None,
        own=False,
        estimated=True,
    )


def _credit_due(facts: Facts) -> date | None:
    latest = facts.order.terms.latest_shipment or facts.ships
    if latest is None:
        return None
    by_clause = shifted(latest.replace(day=1), -facts.leads.credit_open)
    return max(by_clause, shifted(facts.order.date, facts.leads.credit_least))


def purchase(facts: Facts) -> Iterator[Task]:
    """The purchase contracts go out once deposit or credit is there, not before."""
    order = facts.order
    if not order.purchases and _from_stock(facts):
        return
    start, reason = _purchase_start(facts)
    yield Task(
        key="purchase",
        name=Said("Purchase contracts sent out", "下购货合同"),
        why=reason
        + Said(
            f"Then within {facts.leads.purchase} working days (practice).",
            f"其后{facts.leads.purchase}个工作日内下达（惯例）。",
        )
        + _maker(facts),
        where="/purchases",
        due=None if start is None else forward(start, facts.leads.purchase, facts.country),
        missing=("/credit/issued", *UNPLANNED),
        earliest=start,
        fact=max((each.date for each in order.purchases), default=None),
        happened=not order.purchases and facts.shipped,
        recorded=bool(order.purchases or order.suppliers),
        estimated=True,
    )


def _maker(facts: Facts) -> Said:
    if facts.order.purchases or facts.order.suppliers:
        return Said("", "")
    return Said(
        "A seller who makes the goods itself starts production instead.",
        "自产自销的，改为安排生产。",
    )


def _from_stock(facts: Facts) -> bool:
    stocked = {each.line for each in facts.order.stock}
    return all(goods.line in stocked for goods in facts.order.goods)


def _purchase_start(facts: Facts) -> tuple[date | None, Said]:
    """The day from which goods may be bought, and the rule."""
    if facts.totals.deposit:
        due = next(deposit(facts)).due
        return facts.covered(facts.totals.deposit) or due, Said(
            "Only after the deposit has arrived (work description of a merchandiser).",
            "定金到帐后方可下单（跟单员工作内容）。",
        )
    if facts.under_credit:
        opened = facts.order.credit.issued if facts.order.credit else None
        return opened or _credit_due(facts), Said(
            "Only after the credit has been received and checked (practice).",
            "收到并审核信用证后方可下单（惯例）。",
        )
    return facts.order.date, Said(
        "Production may start with the contract: no deposit is agreed (work description of a"
        " merchandiser).",
        "未约定定金，签约后可直接安排生产（跟单员工作内容）。",
    )


def countersigned(facts: Facts) -> Iterator[Task]:
    """The factory signs each purchase contract back (签回)."""
    days = facts.leads.countersign
    for index, each in enumerate(facts.order.purchases):
        yield Task(
            key="countersigned",
            ref=each.number,
            name=Said(
                f"Purchase contract {each.number} countersigned", f"购货合同{each.number}签回"
            ),
            why=Said(
                f"The factory signs and returns it within {days} working days (practice); file"
                " the copy (work description of a merchandiser).",
                f"工厂负责人{days}个工作日内签回（惯例），存档留底（跟单员工作内容）。",
            ),
            where=f"/purchases/{index}/countersigned_on",
            due=forward(each.date, days, facts.country),
            fact=each.countersigned_on,
            estimated=True,
        )


def packing_report(facts: Facts) -> Iterator[Task]:
    """The factory reports carton sizes and weights, without which no space can be booked."""
    packed = {inside.line for group in facts.order.packing for inside in group.contents}
    lines = tuple(goods.line for goods in facts.order.goods)
    if not facts.order.purchases:
        yield _packing_report(facts, None, packed.issuperset(lines))
    for each in facts.order.purchases:
        yield _packing_report(facts, each, packed.issuperset(line.line for line in each.lines))


def _packing_report(facts: Facts, bought: Purchase | None, packed: bool) -> Task:
    agreed = bought.packing_report_date if bought else None
    number = bought.number if bought else ""
    return Task(
        key="packing_report",
        ref=number,
        name=Said(
            f"Carton sizes and weights reported {number}".rstrip(),
            f"工厂报装箱资料（尺寸、重量）{number}",
        ),
        why=Said("As agreed with the factory.", "与工厂约定的日期。")
        if agreed
        else Said(
            "Before space is booked, to know the volume (work description of a merchandiser).",
            "订舱前须算出订单体积（跟单员工作内容）。",
        ),
        where="/packing",
        due=agreed or facts.booking_due,
        missing=("/purchases", *UNPLANNED),
        happened=packed or facts.shipped,
        own=False,
    )


def delivery(facts: Facts) -> Iterator[Task]:
    """The goods are ready at the factory, or at the place that was agreed."""
    if not facts.order.purchases and _from_stock(facts):
        return
    buffer, latest = facts.leads.delivery_buffer, None
    if facts.ships:
        latest = shifted(facts.ships, -buffer)
    rule = Said(
        f"At least {in_days(buffer)} before shipment (practice)"
        + (f": {latest}." if latest else "."),
        f"至少在装运前{buffer}天交货（惯例）" + (f"，即{latest}。" if latest else "。"),
    )
    if not facts.order.purchases:
        yield _delivery(facts, "", latest, rule)
    for each in facts.order.purchases:
        due = each.delivery_date
        agreed = Said(f"Agreed with the factory for {due}.", f"与工厂约定{due}交货。")
        yield _delivery(facts, each.number, due, agreed + rule + _tight(facts, due))


def _delivery(facts: Facts, number: str, due: date | None, why: Said) -> Task:
    return Task(
        key="delivery",
        ref=number,
        name=Said(f"Goods delivered by the factory {number}".rstrip(), f"工厂交货{number}"),
        why=why,
        where="/shipment/on_board_date",
        due=due,
        missing=("/purchases", *UNPLANNED),
        happened=facts.shipped,
        own=False,
        recorded=False,
    )


def _tight(facts: Facts, due: date) -> Said:
    if facts.ships is None or facts.ships - due >= timedelta(facts.leads.delivery_buffer):
        return Said("", "")
    left = (facts.ships - due).days
    if left < 0:
        return Said(
            f"That is {in_days(-left)} after shipment: ask the factory.",
            f"交货日晚于装运日{-left}天，请与工厂协调。",
        )
    return Said(
        f"That leaves only {in_days(left)}: ask the factory.", f"现仅剩{left}天，请与工厂协调。"
    )
