"""What every row of every table says of itself, whatever its subject."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar


@dataclass(frozen=True, kw_only=True)
class Row:
    """What every row says of itself: its source, how sure it is, and when it holds.

    Attributes:
        since: first day on which the row holds; None for as long as anyone asks.
        until: last day on which it holds; None while it still does.
        confidence: `high`, `medium` or `low`.
    """

    key_name: ClassVar[str] = "code"

    source: str = ""
    confidence: str = "high"
    since: date | None = None
    until: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether the row holds on that day; the first and the last day count."""
        return (self.since is None or self.since <= day) and (
            self.until is None or day <= self.until
        )
