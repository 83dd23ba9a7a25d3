"""Facts that a rule cannot do without, named as the order file names them.

`shipment.etd` is a fact of the order, `credit.expiry` one of the credit, `totals.volume` one that
was computed, and `issued.bill-of-lading` a paper of that kind among those that others made.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from docgen.checks.deal import Deal
from docgen.checks.dossier import Dossier

T = TypeVar("T")


@dataclass(frozen=True)
class Need:
    """A fact that must be there."""

    text: str
    kind: str = ""

    @classmethod
    def of(cls, text: str) -> Need:
        """The need that `text` names."""
        root, _, kind = text.partition(".")
        return cls(text, kind) if root == "issued" and kind else cls(text)

    @property
    def path(self) -> str:
        """`/shipment/etd`, or `/issued` for a paper of others."""
        return "/issued" if self.kind else "/" + self.text.replace(".", "/")

    def gap(self, dossier: Dossier) -> str:
        """Pointer of the outermost part that is absent or empty; empty text where none is."""
        if self.kind:
            return "" if dossier.issued(self.kind) else self.path
        names = self.text.split(".")
        value: object = _holder(dossier, names[0])
        for depth, name in enumerate(names, start=1):
            value = getattr(value, name)
            if value in (None, "", ()):
                return "/" + "/".join(names[:depth])
        return ""


def _holder(dossier: Dossier, root: str) -> object:
    """What has the fact: the order, what was computed from it, or else the dossier itself."""
    if isinstance(dossier, Deal):
        return dossier if root == "totals" else dossier.order
    return dossier


def given(value: T | None) -> T:
    """A fact that the rule's needs promise to be there.

    Raises:
        LookupError: the rule uses a fact that it does not list among its needs.
    """
    if value is None:
        raise LookupError("a fact is used that the rule does not list among its needs")
    return value
