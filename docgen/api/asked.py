"""What is asked of an order, whichever way its papers go: into a folder, or out of the house."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from docgen.api.company import Company
from docgen.api.papers import Format

if TYPE_CHECKING:
    from docgen.ledger import Ledger


@dataclass(frozen=True)
class Asked:
    """What is asked, with what holds where nothing is said.

    Attributes:
        company: whose profile holds; else the one beside the order, or in a folder above it.
        ledger: what remembers; else the one that the profile names.
        kinds: the papers wanted; without any, all that the order has facts for.
        as_of: the day on which the order is judged; else today.
        joined: whether the set is made too.
    """

    company: Company | None = None
    ledger: Ledger | None = None
    kinds: tuple[str, ...] = ()
    formats: tuple[Format, ...] = ("pdf", "docx")
    as_of: date | None = None
    joined: bool = False
