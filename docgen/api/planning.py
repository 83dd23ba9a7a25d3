"""The plan of an order, with the lead times that its company, customer and file have set."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from docgen.api.company import Company
from docgen.api.orders import context_of
from docgen.checks.settings import Settings, settings_of
from docgen.order import Order
from docgen.planning import USUAL, Leads, Plan, plan_of


def plan(order: Order, company: Company | None = None, as_of: date | None = None) -> Plan:
    """What is due when, what is late, and the containers that the goods need.

    Raises:
        InputError: the figures cannot be computed, or a setting of the checks is not valid.
    """
    context = context_of(order, company, as_of)
    leads = _leads(settings_of(order.checks, order.buyer.name, context.profile))
    return plan_of(order, context.totals, context.tables, context.as_of, leads)


def _leads(settings: Settings) -> Leads:
    """The lead times of the trade with the thresholds of the rules that judge by them."""
    return replace(
        USUAL,
        inspection_earliest=settings.value("DAT-005", "earliest"),
        inspection_latest=settings.value("DAT-005", "latest"),
        origin=settings.value("DAT-006", "days"),
        booking=settings.value("DAT-007", "days"),
        delivery_buffer=settings.value("COV-004", "days"),
    )
