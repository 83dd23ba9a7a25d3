"""Settings of the checks: thresholds by rule, and rules that are switched off.

Shape only: whether a rule and its threshold exist, the catalogue of checks knows.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field

from docgen.order.base import Exact, Line, Part

RuleCode = Annotated[str, Field(pattern=r"^[A-Z]{3}-[0-9]{3}$")]
"""Code of a rule, such as `TOT-001`."""
Threshold = Annotated[bool, Field(strict=True)] | Exact | Line


class CheckSettings(Part):
    """What differs from the catalogue's defaults: `[checks.rules.DAT-007]`, `days = 12`."""

    ignore: tuple[RuleCode, ...] = ()
    """Warnings that are not to be raised; an error gives way to a waiver only."""
    rules: Mapping[RuleCode, Mapping[Line, Threshold]] = Field(default_factory=dict)
    """Thresholds by rule and name."""
