"""COV: when the factory signs and delivers (回签、交货期)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from docgen.checks.needs import given
from docgen.checks.papers import PC
from docgen.checks.rule import Deal, Outcomes, Said, fault, rule
from docgen.findings import Severity
from docgen.order.purchases import Purchase
from docgen.workdays import shifted

_MERCHANDISER = "merchandiser's work description"
_SATURDAY = 5


@rule(
    "COV-004",
    severity=Severity.ERROR,
    guards=(PC,),
    needs=("purchases", "terms.latest_shipment"),
    refs=(f"{_MERCHANDISER}: 交货期与工厂协调好; 订舱在交货期前十多天",),
    en="Purchase contract {number}: the factory delivers on {actual}, {left} the latest shipment"
    " {deadline}; {days} days are needed, so by {expected}.",
    zh="采购合同{number}:工厂交货期{actual},最迟装运期{deadline},{left};须提前{days}天,"
    "即不晚于{expected}。",
    fix="Agree an earlier delivery with the factory, or a later shipment with the buyer.",
    fix_zh="请与工厂协商提前交货,或与客户协商推迟装运。",
)
def the_factory_delivers_in_time_to_ship(deal: Deal, *, days: int = 10) -> Outcomes:
    """The factory delivers at least `days` before the latest shipment that the contract allows."""
    deadline = given(deal.order.terms.latest_shipment)
    by = shifted(deadline, -days)
    for index, purchase in enumerate(deal.order.purchases):
        if purchase.delivery_date > by:
            yield fault(
                f"/purchases/{index}/delivery_date",
                "/terms/latest_shipment",
                expected=by,
                actual=purchase.delivery_date,
                number=purchase.number,
                left=_left((deadline - purchase.delivery_date).days),
                deadline=deadline,
                days=days,
            )


def _left(days: int) -> Said:
    if days < 0:
        return Said(f"{-days} day(s) after", f"已晚{-days}天")
    if days == 0:
        return Said("the day of", "即装运期当天")
    return Said(f"{days} day(s) before", f"仅提前{days}天")


@rule(
    "COV-005",
    severity=Severity.WARNING,
    needs=("purchases",),
    refs=(f"{_MERCHANDISER}: 要求工厂负责人签回,存档留底",),
    en="Purchase contract {number} of {date} {problem}.",
    zh="采购合同{number}(签订于{date}){problem}。",
    fix="Get the contract back signed by the factory, file it, and enter the date.",
    fix_zh="请催工厂负责人签字盖章回传,存档并填写回签日期。",
)
def the_factory_signs_the_contract_back(deal: Deal, *, days: int = 3) -> Outcomes:
    """Each purchase contract comes back signed before inspection and booking begin.

    It is wanted within `days` working days of its date (Monday to Friday, holidays not counted
    off), and at once when the inspection is applied for or space is booked.
    """
    for index, purchase in enumerate(deal.order.purchases):
        problem = _unsigned(deal, purchase, days)
        if problem:
            yield fault(
                f"/purchases/{index}/countersigned_on",
                f"/purchases/{index}/date",
                number=purchase.number,
                date=purchase.date,
                problem=problem,
            )


def _unsigned(deal: Deal, purchase: Purchase, days: int) -> Said | None:
    signed = purchase.countersigned_on
    if signed is not None and signed < purchase.date:
        early = signed.isoformat()
        return Said(
            f"is said to have come back signed on {early}, before its own date",
            f"的回签日{early}早于合同日期",
        )
    for day, en, zh in _begun(deal):
        if signed is None or signed > day:
            back = Said("has not come back signed", "未签回")
            if signed is not None:
                back = Said(f"came back signed on {signed}", f"于{signed}才签回")
            on = day.isoformat()
            return Said(f"{back.en}, but {en} on {on}", f"{back.zh},而{on}已{zh}")
    due = _after(purchase.date, days)
    if signed is None and deal.as_of > due:
        on = due.isoformat()
        return Said(f"has not come back signed; it was due by {on}", f"未签回,应于{on}前签回")
    return None


def _begun(deal: Deal) -> Iterator[tuple[date, str, str]]:
    """The steps that have begun by the day of judgement."""
    order = deal.order
    if order.inspection and order.inspection.date <= deal.as_of:
        yield order.inspection.date, "inspection was applied for", "报检"
    booked = order.shipment.booked if order.shipment else None
    if booked and booked <= deal.as_of:
        yield booked, "space was booked", "订舱"


def _after(day: date, working_days: int) -> date:
    """The day that many working days later."""
    while working_days > 0 and day < date.max:
        day = shifted(day, 1)
        working_days -= day.weekday() < _SATURDAY
    return day


@rule(
    "COV-007",
    severity=Severity.ERROR,
    guards=(PC,),
    needs=("purchases",),
    refs=(f"{_MERCHANDISER}: 交货期与工厂协调好",),
    en="Purchase contract {number}: {what} is {actual}, but {than} is {expected} ({difference} days"
    " apart).",
    zh="采购合同{number}:{what}为{actual},而{than}为{expected},相差{difference}天。",
    fix="Correct the date that is wrong; day and month may have changed places.",
    fix_zh="请更正有误的日期,注意是否日月颠倒。",
)
def the_dates_of_a_purchase_follow_each_other(deal: Deal) -> Outcomes:
    """The factory delivers after it was ordered to, and reports its cartons in between.

    A report of carton sizes outside that time is a warning: it harms the booking, not the contract.
    """
    made, ready = Said("its date", "签订日"), Said("delivery", "交货期")
    report = Said("the report of carton sizes", "报送箱规日期")
    for index, purchase in enumerate(deal.order.purchases):
        begin, end = purchase.date, purchase.delivery_date
        places = (f"/purchases/{index}/delivery_date", f"/purchases/{index}/date")
        if end <= begin:
            yield fault(
                *places, expected=begin, actual=end, number=purchase.number, what=ready, than=made
            )
            continue
        told = purchase.packing_report_date
        if told is None or begin <= told <= end:
            continue
        early = told < begin
        yield fault(
            f"/purchases/{index}/packing_report_date",
            places[early],
            expected=begin if early else end,
            actual=told,
            severity=Severity.WARNING,
            number=purchase.number,
            what=report,
            than=made if early else ready,
        )
