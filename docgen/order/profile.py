"""The company profile, `docgen.toml`: what stays the same from order to order."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field

from docgen.order.base import Line, OptionalLine, Part
from docgen.order.parties import Party
from docgen.order.settings import CheckSettings
from docgen.order.terms import FreeClause

ImageFile = Annotated[str, Field(min_length=1, max_length=300, pattern=r"(?i)\.(png|jpe?g)$")]
"""Path of a PNG or JPEG file, relative to the profile."""


class Numbering(Part):
    """The series that numbers of papers are taken from when an order is issued."""

    prefix: OptionalLine = ""
    """Put in for `{prefix}` in each series."""
    series: Mapping[Line, Line] = Field(default_factory=dict)
    """Pattern by kind of paper, such as `commercial-invoice = "{prefix}{yy}{seq:04}"`."""


class Profile(Part):
    """The seller, its pictures and its habits; the order overrides what it states itself."""

    seller: Party | None = None
    """Taken whole by orders that name no seller."""
    prepared_by: OptionalLine = ""
    """Taken by orders that name nobody."""
    languages: Literal["en", "en-zh"] = "en-zh"
    """Languages of contract, invoice and packing list."""
    logo: ImageFile | None = None
    """Printed beside the letterhead."""
    signature: ImageFile | None = None
    """Signature of the person who signs for the seller."""
    seal: ImageFile | None = None
    """Company seal (公章), printed under the signature, never over figures."""
    tables: OptionalLine = ""
    """Folder of TOML tables whose rows replace docgen's own, relative to the profile."""
    ledger: OptionalLine = ""
    """File of the ledger, relative to the profile, or the `postgresql://` address of one."""
    numbers: Numbering = Numbering()
    """The series of numbers."""
    checks: CheckSettings = CheckSettings()
    """Settings of the checks for every order of this company."""
    customers: Mapping[Line, CheckSettings] = Field(default_factory=dict)
    """Settings of the checks by the buyer's registered name."""
    clauses: tuple[FreeClause, ...] = ()
    """Clauses that every sales contract of this company carries after the order's own."""
