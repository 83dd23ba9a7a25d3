"""LCR: the shipping advice, sent in the days that the credit gives (装船通知)."""

from __future__ import annotations

import re
from datetime import date

from docgen.checks import names
from docgen.checks.dossier import Dossier
from docgen.checks.needs import given
from docgen.checks.papers import CI
from docgen.checks.presented import of_kinds, shipped, transport
from docgen.checks.rule import Outcomes, fault, rule, skip
from docgen.credit import demands_of
from docgen.findings import Severity
from docgen.workdays import forward, shifted

_WITHIN = re.compile(
    r"\bWITHIN (\d{1,2}) (WORKING |BANKING |BUSINESS )?(DAYS?|HOURS?|HRS) (?:AFTER|FROM|OF)\b"
    r".*\b(?:SHIPMENT|ON BOARD|B/?L|LADING|SAILING)\b"
)
_HOURS_A_DAY = 24


@rule(
    "LCR-074",
    severity=Severity.WARNING,
    guards=(CI,),
    needs=("credit.documents", "issued.shipping-advice"),
    refs=("UCP 600 art. 14(d), (f)", "practice: 装船通知 sent in the time of 46A"),
    en="The {paper} is dated {actual}, but the credit wants it by {expected} ({clause}).",
    zh="{paper}日期为{actual},信用证要求最迟{expected}({clause})。",
    fix="Show that it was sent in time, or have the clause amended.",
    fix_zh="请证明已按期发出,或要求改证。",
)
def the_buyer_is_advised_of_shipment_in_time(dossier: Dossier) -> Outcomes:
    """A shipping advice is dated within the days or hours after shipment that its clause gives.

    Working days are counted by the calendar of China, where the seller sends it.
    """
    demands = [
        each for each in demands_of(given(dossier.credit)).of("shipping-advice") if each.within
    ]
    days = [day for day in (shipped(paper)[0] for paper in transport(dossier)) if day]
    if not demands or not days:
        yield skip(
            "the credit gives no time for it, or the day of shipment is not known",
            "信用证未规定时限,或尚不知装运日期",
            "/credit/documents",
        )
        return
    for paper in of_kinds(dossier, "shipping-advice"):
        for demand in demands:
            due = _due(demand.within, max(days))
            if due and paper.facts.date and paper.facts.date > due:
                yield fault(
                    paper.at("date"),
                    demand.place,
                    expected=due,
                    actual=paper.facts.date,
                    paper=names.paper(dossier, paper),
                    clause=demand.within,
                )


def _due(within: str, day: date) -> date | None:
    """The last day by `WITHIN 3 DAYS AFTER SHIPMENT`; None where the words are others."""
    found = _WITHIN.search(within.upper())
    if found is None:
        return None
    count = int(found[1])
    if found[3].startswith("H"):
        count = -(-count // _HOURS_A_DAY)
    return forward(day, count) if found[2] else shifted(day, count)
