"""The timeline of an order and its containers: what is due when, and what it ships in."""

from __future__ import annotations

from datetime import date

from docgen.order import Order
from docgen.planning.calendar_file import calendar_file
from docgen.planning.containers import containers, containers_of
from docgen.planning.describe import (
    NEED_HEAD,
    STEP_HEAD,
    lines,
    need_rows,
    remarks,
    step_rows,
    to_dict,
)
from docgen.planning.leads import USUAL, Leads
from docgen.planning.records import ContainerPlan, Plan, Step, Timeline, Unknown
from docgen.planning.timeline import timeline
from docgen.tables import Tables
from docgen.totals import Totals


def plan_of(
    order: Order, totals: Totals, tables: Tables, as_of: date, leads: Leads = USUAL
) -> Plan:
    """The timeline of an order as it stands on a day, and the containers it needs."""
    return Plan(
        timeline=timeline(order, totals, tables, as_of, leads),
        containers=containers_of(order, totals, tables),
    )


__all__ = [
    "NEED_HEAD",
    "STEP_HEAD",
    "USUAL",
    "ContainerPlan",
    "Leads",
    "Plan",
    "Step",
    "Timeline",
    "Unknown",
    "calendar_file",
    "containers",
    "containers_of",
    "lines",
    "need_rows",
    "plan_of",
    "remarks",
    "step_rows",
    "timeline",
    "to_dict",
]
