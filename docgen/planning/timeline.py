"""What is due when: an order's steps counted from shipment and delivery, and judged on a day."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from docgen.findings import Said
from docgen.order import Order
from docgen.planning import buying, certificates, money, shipping
from docgen.planning.facts import Facts
from docgen.planning.leads import USUAL, Leads
from docgen.planning.records import Step, Timeline, Unknown
from docgen.planning.task import Task, judged
from docgen.tables import Tables
from docgen.totals import Totals
from docgen.workdays import is_known

_STEPS: tuple[Callable[[Facts], Iterator[Task]], ...] = (
    buying.contract,
    buying.deposit,
    buying.credit,
    buying.purchase,
    buying.countersigned,
    buying.packing_report,
    shipping.booking,
    certificates.invoice,
    certificates.inspection,
    certificates.inspection_certificate,
    certificates.origin,
    buying.delivery,
    shipping.instructions,
    shipping.cut_off,
    shipping.declaration,
    shipping.insurance,
    shipping.shipment,
    shipping.latest_shipment,
    shipping.advice,
    money.presentation,
    money.payment,
)
"""The steps as one thing leads to another, which also orders those of the same day."""


def timeline(
    order: Order, totals: Totals, tables: Tables, as_of: date, leads: Leads = USUAL
) -> Timeline:
    """The steps of the order as they stand on a day; `as_of` decides, nothing reads a clock."""
    facts = Facts(order, totals, tables, as_of, leads)
    tasks = tuple(task for step in _STEPS for task in step(facts))
    judgements = tuple(judged(task, as_of, facts.country) for task in tasks)
    return Timeline(
        order=order.number,
        as_of=as_of,
        shipment=facts.ships,
        shipment_from=facts.shipment[1],
        delivery=facts.delivery,
        steps=tuple(sorted((s for s in judgements if isinstance(s, Step)), key=_urgency)),
        unknown=tuple(each for each in judgements if isinstance(each, Unknown)),
        notes=tuple(_notes(facts, tasks)),
    )


def _urgency(step: Step) -> tuple[int, date]:
    """Overdue steps, those done late, those past without a record, then the rest; each by day."""
    if step.state == "late":
        return (1 if step.done else 0), step.due
    past = step.state == "due" and step.days is not None and step.days < 0
    return (2 if past else 3), step.due


def _notes(facts: Facts, tasks: tuple[Task, ...]) -> Iterator[Said]:
    if not facts.domestic:
        name = facts.tables.countries[facts.country]
        yield Said(
            f"The goods leave from {name.en}: its public holidays are not known, so Monday to"
            " Friday are taken as working days, and the lead times are those of exports from"
            " China.",
            f"货物从{name.zh}出口：其公共假日未知，按周一至周五为工作日推算；各项提前期为中国出口的惯例。",
        )
        return
    days = {task.due for task in tasks if task.due is not None and task.own}
    unknown = sorted({day.year for day in days if not is_known(day)})
    if unknown:
        years = ", ".join(map(str, unknown))
        yield Said(
            f"The public holidays of {years} are not known: Monday to Friday are taken as"
            " working days. Check again once they are announced.",
            f"{years}年的放假安排未知，暂按周一至周五为工作日推算，公布后请再核对。",
        )
