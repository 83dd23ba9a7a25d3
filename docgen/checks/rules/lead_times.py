"""DAT: how long before shipment each application is made (提前期)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from docgen.checks.needs import given
from docgen.checks.papers import CO, FA, IR
from docgen.checks.rule import Deal, Outcomes, Said, fault, rule, skip
from docgen.findings import Severity

_STEPS = "merchandiser's work description: order of the steps"


@rule(
    "DAT-005",
    severity=Severity.WARNING,
    guards=(IR,),
    needs=("inspection",),
    refs=(
        "merchandiser's work description: 交货期前一两个星期就可以办理商检",
        "inspection rules (报检规定): at least 7 days before loading",
    ),
    en="Inspection is applied for on {actual}, {days} days before shipment {shipped}: {problem}.",
    zh="报检日期{actual},距装运{shipped}{days}天:{problem}。",
    fix="Apply one to two weeks before shipment, or ship later.",
    fix_zh="请在装运前一至两周报检,或推迟装运。",
)
def inspection_is_applied_for_in_time(
    deal: Deal, *, earliest: int = 14, latest: int = 7
) -> Outcomes:
    """Inspection is applied for 14 to 7 days before shipment; less than 7 days is an error."""
    applied, shipped = given(deal.order.inspection).date, deal.shipped_on
    if shipped is None:
        yield skip("no day of shipment is known", "尚无装运日期", "/shipment/etd")
        return
    days = (shipped - applied).days
    if days < latest:
        problem = Said(f"at least {latest} days are needed", f"至少应提前{latest}天")
        severity = Severity.ERROR
    elif days > earliest:
        problem = Said(
            f"more than {earliest} days, the certificate may run out of time",
            f"早于{earliest}天,凭证有效期可能不足",
        )
        severity = Severity.WARNING
    else:
        return
    yield fault(
        "/inspection/date",
        deal.shipped_at,
        actual=applied,
        severity=severity,
        days=days,
        shipped=shipped,
        problem=problem,
    )


@rule(
    "DAT-006",
    severity=Severity.WARNING,
    guards=(CO, FA),
    needs=("origin",),
    refs=("merchandiser's work description: 在装运期至少一个星期前办理",),
    en="The certificate of origin is applied for on {actual}, {apart} shipment {shipped}; at least"
    " {least} days before are due.",
    zh="产地证申请日期{actual},{apart}装运{shipped};应至少提前{least}天。",
    fix="Apply earlier; after shipment set `origin.retrospective` and have it so marked.",
    fix_zh="请提前申请;装运后申请的须将origin.retrospective设为true并加注后发。",
)
def origin_is_applied_for_in_time(deal: Deal, *, days: int = 7) -> Outcomes:
    """A certificate of origin is applied for a week before shipment; after it only as 后发."""
    request, shipped = given(deal.order.origin), deal.shipped_on
    if request.kind == "none":
        return
    if shipped is None:
        yield skip("no day of shipment is known", "尚无装运日期", "/shipment/etd")
        return
    left = (shipped - request.date).days
    if left >= days or (left < 0 and request.retrospective):
        return
    apart = Said(f"{left} days before", f"仅早{left}天于")
    if left < 0:
        apart = Said(f"{-left} days after", f"晚{-left}天于")
    yield fault(
        "/origin/date",
        deal.shipped_at,
        actual=request.date,
        severity=Severity.ERROR if left < 0 else None,
        apart=apart,
        shipped=shipped,
        least=days,
    )


@rule(
    "DAT-007",
    severity=Severity.WARNING,
    needs=("shipment.booked", "purchases"),
    refs=("merchandiser's work description: 交货期前十多天订舱",),
    en="Space is booked on {actual}, {left} days before the factory delivers on {delivery};"
    " at least {days} are usual.",
    zh="订舱日期{actual},距工厂交货期{delivery}{left}天,通常应提前{days}天以上。",
    fix="Book earlier next time; now ask the forwarder whether the space is confirmed.",
    fix_zh="请尽早订舱,并向货代确认舱位。",
)
def space_is_booked_in_time(deal: Deal, *, days: int = 10) -> Outcomes:
    """Space is booked more than ten days before the last factory delivers."""
    booked = given(given(deal.order.shipment).booked)
    delivery, index = max(
        (purchase.delivery_date, index) for index, purchase in enumerate(deal.order.purchases)
    )
    left = (delivery - booked).days
    if left < days:
        yield fault(
            "/shipment/booked",
            f"/purchases/{index}/delivery_date",
            actual=booked,
            delivery=delivery,
            left=left,
            days=days,
        )


@rule(
    "DAT-011",
    severity=Severity.WARNING,
    refs=("plausibility: a slip of the year",),
    en="{what} is {actual}, {difference} days from the contract of {expected}.",
    zh="{what}为{actual},与合同日期{expected}相差{difference}天。",
    fix="Check the year.",
    fix_zh="请核对年份。",
)
def dates_lie_within_a_year_of_the_contract(deal: Deal, *, days: int = 365) -> Outcomes:
    """No date of an order is more than a year from its contract."""
    signed = deal.order.date
    for place, what, day in _dates(deal):
        if day is not None and abs((day - signed).days) > days:
            yield fault(place, "/date", expected=signed, actual=day, what=what)


def _dates(deal: Deal) -> Iterator[tuple[str, Said, date | None]]:
    """The dates of the steps, those of papers under `issued` left to their own rules."""
    order = deal.order
    yield (
        "/terms/latest_shipment",
        Said("latest shipment", "最迟装运期"),
        order.terms.latest_shipment,
    )
    if order.invoice:
        yield "/invoice/date", Said("date of the invoice", "发票日期"), order.invoice.date
    if order.shipment:
        yield "/shipment/etd", Said("planned departure", "预计开航日"), order.shipment.etd
        yield "/shipment/booked", Said("day of booking", "订舱日期"), order.shipment.booked
    for index, purchase in enumerate(order.purchases):
        place = f"/purchases/{index}"
        yield (
            f"{place}/delivery_date",
            Said("delivery by the factory", "工厂交货期"),
            (purchase.delivery_date),
        )
        yield f"{place}/date", Said("purchase contract", "采购合同日期"), purchase.date
    for index, receipt in enumerate(order.receipts):
        yield f"/receipts/{index}/value_date", Said("receipt", "收款日期"), receipt.value_date
    for index, price in enumerate(order.confirmed_prices):
        place = f"/confirmed_prices/{index}/confirmed_on"
        yield place, Said("confirmation of a price", "价格确认日期"), price.confirmed_on
