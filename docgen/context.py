"""Everything beside the order that a check or a paper may ask for; made once, then only read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from docgen.history import NOTHING, History
from docgen.order.profile import Profile
from docgen.tables import Tables
from docgen.totals import Totals


@dataclass(frozen=True)
class Context:
    """What is known beside the order.

    Attributes:
        as_of: the date on which the papers are judged; nothing reads a clock.
        tables: facts of the world.
        totals: the figures computed from the order.
        profile: habits of the company that prints.
        history: what other orders did before.
    """

    as_of: date
    tables: Tables
    totals: Totals
    profile: Profile
    history: History = NOTHING
