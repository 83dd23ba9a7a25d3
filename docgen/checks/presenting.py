"""The presentation: the day of shipment it counts from, the last day for it, and what it takes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from docgen.checks.credits import Deadline, bank_country, last_presentation
from docgen.checks.deal import Deal
from docgen.checks.dossier import Dossier
from docgen.checks.papers import TRANSPORT_KINDS, Paper
from docgen.credit import demands_of
from docgen.credit.demands import PaperDemand


@dataclass(frozen=True)
class Asked:
    """A paper that the credit asks for, and those there are of it.

    Attributes:
        demand: what the clause says.
        there: the papers of that kind.
    """

    demand: PaperDemand
    there: tuple[Paper, ...]


def shipment(dossier: Dossier) -> tuple[date | None, str]:
    """The day of shipment and where it stands: the latest on the transport documents.

    Several bills of lading for one shipment count by their latest date (UCP 600 art. 31(b)). Before
    there is one, an order says when it ships.
    """
    dated = [
        (paper.facts.on_board_date or paper.facts.date, paper)
        for paper in dossier.issued(*TRANSPORT_KINDS)
    ]
    known = [(day, paper) for day, paper in dated if day]
    if known:
        day, paper = max(known, key=lambda pair: pair[0])
        return day, paper.at("on_board_date" if paper.facts.on_board_date else "date")
    if isinstance(dossier, Deal):
        return dossier.shipped_on, dossier.shipped_at
    return None, ""


def asked_for(dossier: Dossier) -> tuple[Asked, ...]:
    """Every paper that field 46A asks for, in its order."""
    return tuple(_asked(dossier)) if dossier.credit else ()


def deadline(dossier: Dossier) -> Deadline | None:
    """The last day to present under the credit; None where there is none, or nothing to count."""
    if dossier.credit is None:
        return None
    day, _ = shipment(dossier)
    country = bank_country(dossier.credit, dossier.tables)
    return last_presentation(dossier.credit, day, country, transport=_by_transport(dossier))


def _asked(dossier: Dossier) -> Iterator[Asked]:
    if dossier.credit is None:
        return
    for demand in demands_of(dossier.credit).papers:
        if not demand.additional:
            yield Asked(demand, dossier.all(demand.kind, *demand.alternatives))


def _by_transport(dossier: Dossier) -> bool:
    """Whether an original transport document is presented, or the credit does not say of what."""
    asked = [each.demand for each in asked_for(dossier)]
    kinds = {kind for demand in asked for kind in (demand.kind, *demand.alternatives)}
    return not asked or bool(kinds & set(TRANSPORT_KINDS))
