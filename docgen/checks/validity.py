"""Until when an inspection certificate is good: the printed date, or the table of its class."""

from __future__ import annotations

import calendar
from datetime import date

from docgen.order.evidence import Certificate
from docgen.tables import Tables
from docgen.workdays import shifted


def last_day(certificate: Certificate, tables: Tables) -> date | None:
    """The last day on which it is valid; None where its class of goods is not in the tables."""
    if certificate.valid_until is not None:
        return certificate.valid_until
    term = tables.validities.get(certificate.goods_class)
    if term is None:
        return None
    if term.months:
        return months_after(certificate.issued, term.months)
    return shifted(certificate.issued, term.days)


def months_after(day: date, months: int) -> date:
    """The same day some calendar months later, clamped: 30 November and three are 28 February.

    It stops at the end of time.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > date.max.year:
        return date.max
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
