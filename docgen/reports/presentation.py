"""What a report says of the presentation: by when, and which papers in how many copies."""

from __future__ import annotations

import datetime

from docgen.checks.deadlines import EXAMINATION_DAYS, Deadline, Examination
from docgen.checks.dossier import Dossier
from docgen.checks.presenting import Asked, asked_for, deadline, examined
from docgen.reports.matrix import Both, Piece
from docgen.tables import Tables


class AskedEntry(Piece):
    """A paper that the credit asks for."""

    kind: str
    name: Both
    where: str
    """JSON pointer of the clause."""
    originals: int | None
    """Originals to present at least; None for the whole set of those issued."""
    papers: int | None
    """Papers altogether, originals and copies; None for the whole set."""
    there: int
    """How many papers of that kind the file knows of."""


class PresentationEntry(Piece):
    """When and what to present under the credit."""

    last_day: datetime.date | None
    """Last day to present; None where neither shipment nor expiry is known."""
    days_left: int | None
    """Days from the day of the report to the last day; below zero when it has passed."""
    basis: Both
    """How the last day was found."""
    presented: datetime.date | None
    """Day of the presentation, done or planned, as the file gives it."""
    decided_by: datetime.date | None
    """Last day for the bank to honour or refuse; None before a day of presentation is given."""
    decision: Both | None
    """How that day was found."""
    asked: tuple[AskedEntry, ...]
    """In the order of field 46A."""


def presentation_of(dossier: Dossier) -> PresentationEntry | None:
    """The presentation under the credit; None where there is no credit."""
    if dossier.credit is None:
        return None
    found, bank = deadline(dossier), examined(dossier)
    return PresentationEntry(
        last_day=found.day if found else None,
        days_left=(found.day - dossier.as_of).days if found else None,
        basis=_basis(found),
        presented=bank.presented if bank else None,
        decided_by=bank.last_day if bank else None,
        decision=_decision(bank) if bank else None,
        asked=tuple(_entry(each, dossier.tables) for each in asked_for(dossier)),
    )


def _entry(each: Asked, tables: Tables) -> AskedEntry:
    demand = each.demand
    row = tables.papers.get(demand.kind)
    whole_set = demand.copies.full_set and demand.copies.originals is None
    return AskedEntry(
        kind=demand.kind,
        name=Both(en=row.en, zh=row.zh) if row else Both(en=demand.named, zh=demand.named),
        where=demand.place,
        originals=None if whole_set else demand.copies.least_originals,
        papers=demand.copies.papers,
        there=len(each.there),
    )


def _basis(found: Deadline | None) -> Both:
    if found is None:
        return Both(
            en="neither the day of shipment nor the expiry is known",
            zh="装运日和到期日均未知",
        )
    if found.by_expiry:
        en, zh = "the day on which the credit expires", "信用证到期日"
    else:
        en, zh = f"{found.days} days after shipment", f"装运后{found.days}天"
    if found.moved:
        en, zh = f"{en}, moved to the next open day of the bank", f"{zh},顺延至银行下一营业日"
    elif not found.calendar_known:
        en += "; the bank's closed days are not known here"
        zh += ";银行休业日未知"
    return Both(en=en, zh=zh)


def _decision(bank: Examination) -> Both:
    en = f"{EXAMINATION_DAYS} banking days after the presentation on {bank.presented}"
    zh = f"{bank.presented}交单后{EXAMINATION_DAYS}个银行工作日"
    if not bank.calendar_known:
        en += "; the bank's closed days are not known here, Monday to Friday were counted"
        zh += ";银行休业日未知,按周一至周五计"
    return Both(en=en, zh=zh)
