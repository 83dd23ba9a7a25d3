"""The presentation: the day of shipment it counts from, the last days, and what it takes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from docgen.checks.deadlines import (
    Deadline,
    Examination,
    bank_country,
    examination,
    last_presentation,
)
from docgen.checks.deal import Deal
from docgen.checks.dossier import Dossier
from docgen.checks.papers import Paper
from docgen.checks.presented import shipped, transport
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
    dated = [(day, where) for day, where in map(shipped, transport(dossier)) if day is not None]
    if dated:
        return max(dated)
    if isinstance(dossier, Deal):
        return dossier.shipped_on, dossier.shipped_at
    return None, "/issued"


def asked_for(dossier: Dossier) -> tuple[Asked, ...]:
    """Every paper that field 46A asks for, in its order."""
    return tuple(_asked(dossier)) if dossier.credit else ()


def deadline(dossier: Dossier) -> Deadline | None:
    """The last day to present under the credit; None where there is none, or nothing to count."""
    if dossier.credit is None:
        return None
    day, _ = shipment(dossier)
    return last_presentation(dossier.credit, day, bank_country(dossier.credit, dossier.tables))


def examined(dossier: Dossier) -> Examination | None:
    """How long the bank may examine the papers; None before a day of presentation is given."""
    day = dossier.presentation.date if dossier.presentation else None
    if dossier.credit is None or day is None:
        return None
    return examination(day, bank_country(dossier.credit, dossier.tables))


def _asked(dossier: Dossier) -> Iterator[Asked]:
    if dossier.credit is None:
        return
    for demand in demands_of(dossier.credit).papers:
        if not demand.additional:
            yield Asked(demand, dossier.all(demand.kind, *demand.alternatives))
