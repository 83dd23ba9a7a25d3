"""A file that lies inside a PDF."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Attached:
    """A file inside a PDF.

    Attributes:
        relationship: what it is to the pages (ISO 32000-2, 7.11.3).
        description: the same in words.
    """

    content: bytes
    relationship: Literal["Source", "Data", "Supplement"]
    description: str
