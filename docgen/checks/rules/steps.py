"""DAT: the days of production, booking and export follow one another (生产、订舱、出口的先后)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from docgen.checks.rule import Deal, Outcomes, Said, fault, rule, skip
from docgen.checks.rules.dates import in_order
from docgen.findings import Severity

Step = tuple[date | None, str, Said]
"""A day, where it stands, and what it is the day of; None where it is not known."""


@rule(
    "DAT-012",
    severity=Severity.WARNING,
    refs=("merchandiser's work description: order of the steps", "practice of the trade"),
    en="The {later} is on {actual}, {difference} days before the {earlier} on {expected}.",
    zh="{later}{actual}早于{earlier}{expected},早{difference}天。",
    fix="Correct the day that is wrong, or agree another one.",
    fix_zh="请更正有误的日期,或另行商定。",
)
def days_around_production_and_shipment_follow_one_another(deal: Deal) -> Outcomes:
    """Production is ordered, sampled, inspected and delivered in this order; space is booked, the
    goods are loaded before the terminal closes and the ship leaves; they arrive after that.

    An offer is not over before it is made, and goods are not exported before they are declared.
    Days that are not given are passed over. A factory may be told to begin before its contract is
    signed.
    """
    for steps in (*_production(deal), _offer(deal), _booking(deal), _arrival(deal), _export(deal)):
        known = [(day, where, what) for day, where, what in steps if day is not None]
        yield from in_order(known)


def _production(deal: Deal) -> Iterator[tuple[Step, ...]]:
    for index, purchase in enumerate(deal.order.purchases):
        made, at = purchase.production, f"/purchases/{index}"
        if made is not None:
            yield (
                (made.date, f"{at}/production/date", Said("production order", "生产单")),
                (made.sample_date, f"{at}/production/sample_date", Said("sample", "产前样")),
                (
                    made.inspection_date,
                    f"{at}/production/inspection_date",
                    Said("final inspection", "验货"),
                ),
                (
                    purchase.delivery_date,
                    f"{at}/delivery_date",
                    Said("delivery by the factory", "工厂交货"),
                ),
            )


def _offer(deal: Deal) -> tuple[Step, ...]:
    offer = deal.order.proforma
    if offer is None:
        return ()
    last = Said("last day of the offer", "形式发票有效期")
    return (
        (offer.date, "/proforma/date", Said("proforma invoice", "形式发票")),
        (offer.valid_until, "/proforma/valid_until", last),
    )


def _booking(deal: Deal) -> tuple[Step, ...]:
    booking = deal.order.booking
    if booking is None:
        return ()
    return (
        (booking.date, "/booking/date", Said("booking note", "订舱委托书")),
        (booking.loading_date, "/booking/loading_date", Said("loading", "装柜")),
        (booking.closing, "/booking/closing", Said("closing of the terminal", "截关")),
        _shipped(deal),
    )


def _arrival(deal: Deal) -> tuple[Step, ...]:
    advice = deal.order.shipping_advice
    if advice is None:
        return ()
    return (_shipped(deal), (advice.eta, "/shipping_advice/eta", Said("arrival", "预计到港")))


def _export(deal: Deal) -> tuple[Step, ...]:
    declared = deal.order.customs_declaration
    if declared is None:
        return ()
    return (
        (declared.date, "/customs_declaration/date", Said("customs declaration", "报关")),
        (declared.exported, "/customs_declaration/exported", Said("export", "出口")),
    )


def _shipped(deal: Deal) -> Step:
    return deal.shipped_on, deal.shipped_at, Said("shipment", "装运")


@rule(
    "DAT-013",
    severity=Severity.WARNING,
    refs=("practice of the trade: transit times, 出口日期 is the day the ship leaves",),
    en="The {step} is given as {actual}, {difference} days from the shipment on {expected}.",
    zh="{step}为{actual},与装运日期{expected}相差{difference}天。",
    fix="Check the day against the schedule of the carrier.",
    fix_zh="请与船公司船期核对。",
)
def arrival_and_export_are_near_the_shipment(
    deal: Deal, *, transit_days: int = 75, export_days: int = 14
) -> Outcomes:
    """Goods arrive within weeks of leaving, and are exported in the days around it.

    The slowest usual sea routes take about ten weeks.
    """
    shipped, at, _ = _shipped(deal)
    if shipped is None:
        yield skip("no day of shipment is known", "尚无装运日期", "/shipment/etd")
        return
    for steps, most in ((_arrival(deal), transit_days), (_export(deal), export_days)):
        for day, where, step in steps[1:]:
            if day is not None and abs((day - shipped).days) > most:
                yield fault(where, at, expected=shipped, actual=day, step=step)
