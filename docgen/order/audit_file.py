"""What can be audited without an order: a letter of credit, and papers as they read.

A contract and a credit, or a credit and a presented set, are judged as far as their facts go; the
names are those of the order file.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from docgen.order.base import FileNumber, OptionalLine, OptionalText, Part
from docgen.order.credit import Credit
from docgen.order.evidence import Waiver
from docgen.order.issued import IssuedPaper
from docgen.order.papers import Presentation
from docgen.order.settings import CheckSettings


class AuditFile(Part):
    """A credit and papers, to be held against each other."""

    schema_uri: Annotated[OptionalLine, Field(alias="$schema")] = ""
    """Address of the JSON Schema, for editors; not read."""
    schema_version: Literal["1"] = "1"
    number: FileNumber
    """Name of the audit; it names the report."""
    remarks: OptionalText = ""
    credit: Credit | None = None
    issued: tuple[IssuedPaper, ...] = ()
    """The contract, and the papers that are presented."""
    presentation: Presentation | None = None
    waivers: tuple[Waiver, ...] = ()
    checks: CheckSettings = CheckSettings()
    """Settings of the checks for this file alone."""
