"""The days of a presentation: the last one for it, and the last one for the bank to decide.

A bank counts by the days on which it is open; where those are not known, as outside China, the last
day to present is not moved, and Monday to Friday are taken as banking days.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from docgen.checks.papers import TRANSPORT_KINDS
from docgen.checks.words import country_at_end, norm, spot
from docgen.credit import demands_of
from docgen.order.credit import Credit
from docgen.tables import Tables
from docgen.workdays import CHINA, forward, is_known, on_or_after, shifted

PRESENTATION_DAYS = 21
"""Days after shipment to present a transport document where field 48 is silent (art. 14(c))."""
EXAMINATION_DAYS = 5
"""Banking days after that of presentation in which a bank examines the papers (art. 14(b))."""
_FROM_SHIPMENT = re.compile(
    r"SHIPMENT|\bB L\b|BILLS? OF LADING|TRANSPORT DOCUMENT|ON BOARD|SHIPPING DOCUMENT|DISPATCH"
)


@dataclass(frozen=True)
class Deadline:
    """The last day on which papers may be presented.

    Attributes:
        day: that day; a closed day of the bank is moved to the next open one (art. 29(a)).
        counted: shipment and the days of field 48, before it is moved; None where only the
            expiry counts.
        expiry: the day on which the credit expires, before it is moved.
        days: the days after shipment that were counted, 0 where only the expiry counts.
        calendar_known: whether the bank's closed days are known; where not, nothing was moved.
    """

    day: date
    counted: date | None
    expiry: date | None
    days: int
    calendar_known: bool

    @property
    def unmoved(self) -> date:
        """The day as it was counted, be the bank open on it or not."""
        return min(day for day in (self.counted, self.expiry, self.day) if day)

    @property
    def moved(self) -> bool:
        """Whether the day was moved because the bank is closed."""
        return self.day not in (self.counted, self.expiry)

    @property
    def by_expiry(self) -> bool:
        """Whether the expiry ends the time to present, and not the days after shipment."""
        return self.counted is None or (self.expiry is not None and self.expiry <= self.counted)


@dataclass(frozen=True)
class Examination:
    """How long a bank may take over papers presented to it.

    Attributes:
        presented: the day of presentation, which does not count.
        last_day: the fifth banking day after it, by which the bank honours or refuses.
        calendar_known: whether the bank's closed days are known over all that time.
    """

    presented: date
    last_day: date
    calendar_known: bool


def days_run_from_shipment(credit: Credit) -> bool:
    """Whether the days of field 48 run from shipment, as its words say or by their absence."""
    return not credit.presentation_text or bool(
        _FROM_SHIPMENT.search(norm(credit.presentation_text))
    )


def bank_country(credit: Credit, tables: Tables) -> str:
    """ISO 3166 code of the country where the papers are presented; empty where it is not plain.

    The place of expiry is that of the bank with which the credit is available (art. 6(d)(ii)).
    """
    for text in (credit.expiry_place, credit.available_with):
        flat = norm(text)
        code = spot(text, tables).country or country_at_end(f"X {flat}", tables)
        if code:
            return code
        if re.search(r"\bCHINA\b|\bCHINESE\b|中国", flat):
            return CHINA
    return ""


def last_presentation(credit: Credit, shipped: date | None, country: str) -> Deadline | None:
    """The last day to present: days after shipment, and not after expiry (art. 14(c), 6(e)).

    Args:
        credit: it says how many days, and when it expires. The 21 days of one that is silent do
            not run where it asks for papers, but for no transport document.
        shipped: day of shipment; None counts the expiry alone.
        country: of the bank that takes the papers; its closed days move the last day (art. 29(a)),
            which is only done where they are known.

    Returns:
        None where neither the day of shipment nor the expiry is known.
    """
    stated = credit.presentation_days
    days = PRESENTATION_DAYS if stated is None and _by_transport(credit) else stated
    counted = shifted(shipped, days) if shipped and days is not None else None
    expiry = credit.expiry
    if expiry is None and shipped and credit.expiry_days_after_shipment is not None:
        expiry = shifted(shipped, credit.expiry_days_after_shipment)
    known = [day for day in (counted, expiry) if day]
    if not known:
        return None
    last = min(known)
    open_day = on_or_after(last, country) if is_known(last, country) else last
    return Deadline(open_day, counted, expiry, days or 0, is_known(last, country))


def examination(presented: date, country: str) -> Examination:
    """How long the bank in a country may examine papers presented on that day (art. 14(b)).

    Neither the expiry nor the last day to present cuts that time short.
    """
    last = forward(presented, EXAMINATION_DAYS, country)
    known = is_known(presented, country) and is_known(last, country)
    return Examination(presented, last, known)


def _by_transport(credit: Credit) -> bool:
    """Whether an original transport document is presented, or the credit does not say of what."""
    asked = [each for each in demands_of(credit).papers if not each.additional]
    kinds = {kind for demand in asked for kind in (demand.kind, *demand.alternatives)}
    return not asked or bool(kinds & set(TRANSPORT_KINDS))
