"""The bills of lading that a booking asks for (订舱委托书上的提单正副本份数)."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checks.needs import given
from docgen.checks.papers import BN
from docgen.checks.rule import Deal, Fault, Outcomes, Said, fault, rule, skip
from docgen.checks.shipments import of_this_shipment
from docgen.credit.copies import Copies
from docgen.credit.demands import PaperDemand, demands_of
from docgen.findings import Severity
from docgen.order.shipping_papers import Booking

_BILL = "bill-of-lading"
_NO_ORIGINALS = {
    "telex_release": Said("asks for a release by telex", "要求电放"),
    "waybill": Said("asks for a sea waybill", "要求海运单"),
}
"""Ways of shipping in which the seller has no original to present."""


@rule(
    "LCR-080",
    severity=Severity.ERROR,
    guards=(BN,),
    needs=("booking", "credit.documents"),
    refs=("UCP 600 art. 17(d), 17(e), 20(a)(iv)", "ISBP 745 A27-A31"),
    en='The credit asks for "{demand}", but the booking {problem}.',
    zh="信用证要求“{demand}”,但订舱委托书{problem}。",
    fix="Change the booking before the carrier makes out the bills of lading.",
    fix_zh="请在船公司签发提单前更改订舱委托。",
)
def the_booking_asks_for_the_bills_of_lading_of_the_credit(deal: Deal) -> Outcomes:
    """Originals are booked where 46A wants bills of lading, as many as the whole set has there.

    3/3 and 2/3 are sets of three; a full set without a number may have any. Fewer copies than
    asked for are a warning, for they can be made of an original.
    """
    booking, credit = given(deal.order.booking), given(deal.order.credit)
    demands = [each for each in demands_of(credit).of(_BILL) if not each.additional]
    if not demands:
        yield skip("46A asks for no bill of lading", "46A未要求提单", "/credit/documents")
    for demand in demands:
        if booking.bill in _NO_ORIGINALS and demand.kind == _BILL:
            problem = _NO_ORIGINALS[booking.bill]
            yield _unlike(demand, "bill", problem, "original", booking.bill)
        elif booking.bill == "original":
            yield from _miscounted(demand, booking)


def _miscounted(demand: PaperDemand, booking: Booking) -> Iterator[Fault]:
    wanted, (whole, least) = demand.copies, _originals(demand.copies)
    if (whole and booking.originals != whole) or booking.originals < least:
        problem = Said(
            f"asks for {booking.originals} original(s), not {whole or least}",
            f"正本为{booking.originals}份,应为{whole or least}份",
        )
        yield _unlike(demand, "originals", problem, whole or least, booking.originals)
    copies = wanted.copies or 0
    if booking.copies < copies:
        problem = Said(
            f"asks for {booking.copies} copies, not {copies}",
            f"副本为{booking.copies}份,应为{copies}份",
        )
        few = booking.copies
        yield _unlike(demand, "copies", problem, copies, few, Severity.WARNING)


def _originals(wanted: Copies) -> tuple[int, int]:
    """How many originals the whole set has, 0 where that is open, and the fewest that serve."""
    whole = wanted.of_set or (wanted.originals if wanted.full_set else None)
    return whole or 0, wanted.least_originals


def _unlike(
    demand: PaperDemand,
    field: str,
    problem: Said,
    expected: int | str,
    actual: int | str,
    weight: Severity | None = None,
) -> Fault:
    return fault(
        f"/booking/{field}",
        demand.place,
        expected=expected,
        actual=actual,
        severity=weight,
        demand=demand.named,
        problem=problem,
    )


@rule(
    "CNT-007",
    severity=Severity.WARNING,
    guards=(BN,),
    needs=("booking", "issued.bill-of-lading"),
    refs=("UCP 600 art. 20(a)(iv): the set as the bill itself says", "freight booking 订舱"),
    en="The bill of lading is issued in {actual} original(s), {expected} were booked.",
    zh="提单签发正本{actual}份,订舱为{expected}份。",
    fix="Ask the forwarder where the other originals are: each of them can take the goods.",
    fix_zh="请向货代查明其余正本下落,每份正本均可提货。",
)
def a_bill_of_lading_is_issued_in_the_originals_booked(deal: Deal) -> Outcomes:
    """The set that the carrier issued has as many originals as the booking asked for."""
    booking = given(deal.order.booking)
    if booking.bill != "original":
        yield skip("no originals are booked", "订舱未要求正本", "/booking/bill")
        return
    for paper in deal.issued(_BILL):
        if not of_this_shipment(deal, paper):
            continue
        originals = paper.facts.originals
        if originals is None:
            yield skip("its originals are not given", "未填提单正本份数", paper.at("originals"))
        elif originals != booking.originals:
            where = (paper.at("originals"), "/booking/originals")
            yield fault(*where, expected=booking.originals, actual=originals)
