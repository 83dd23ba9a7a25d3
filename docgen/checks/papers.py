"""Every paper as it reads, ours and those of others, in one form: that of `issued`.

A fact of a paper of others stands where it was typed; a fact of ours comes from somewhere in the
order, and that is where it is mended.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from docgen.context import Context
from docgen.order import Order
from docgen.order.base import Part
from docgen.order.issued import AgreedTerms, IssuedLine, IssuedPaper
from docgen.order.papers import OriginRequest
from docgen.origin import certificate_kind

SC, PC, CI = "sales-contract", "purchase-contract", "commercial-invoice"
PL, IR = "packing-list", "inspection-request"
CO, FA = "certificate-of-origin", "form-a"
SM, BN = "shipping-marks", "booking-note"
PO, CD = "production-order", "customs-declaration"
IA = "insurance-application"
PI, BE = "proforma-invoice", "bill-of-exchange"
BC, SA = "beneficiary-certificate", "shipping-advice"
SET = (SC, PC, CI, PL, IR, CO, FA)
"""The kinds of which one under `issued` is taken for our own: a fault of it holds ours back."""
ALL = (*SET, PO, SM, BN, IA, CD, PI, BE, BC, SA)
"""The kinds that docgen prints, as the trade abbreviates them."""
OUTWARD = (SC, CI, PL, IR, CO, FA)
"""Those that leave the house; the purchase contract goes to the factory alone."""
REPEATS = {
    PO: (PC,),
    SM: (PL,),
    BN: (PL,),
    IA: (CI,),
    CD: (CI, PL),
    PI: (SC,),
    BE: (CI,),
    SA: (CI, PL),
}
"""Papers that repeat the figures of others: what holds those back holds them back as well."""
ORIGIN_KINDS = (CO, FA)
TRANSPORT_KINDS = ("bill-of-lading", "air-waybill", "rail-waybill")
INSURANCE_KINDS = ("insurance-policy", "cover-note")


@dataclass(frozen=True)
class Paper:
    """A paper as it reads.

    Attributes:
        place: JSON pointer of the paper, or of the part of the order that asks for ours.
        ours: whether docgen prints it.
        facts: what stands on it.
        sources: for ours, where a fact comes from, unless it stands under `place`.
    """

    place: str
    ours: bool
    facts: IssuedPaper
    sources: Mapping[str, str] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        """`commercial-invoice` and the like."""
        return self.facts.kind

    def at(self, name: str) -> str:
        """JSON pointer of the fact of that name."""
        return self.sources.get(name, f"{self.place}/{name}")

    def at_line(self, index: int, name: str) -> str:
        """JSON pointer of a fact of a goods line."""
        return f"{self.at('lines')}/{index}/{name}"


def _bare(model: type[Part]) -> Any:
    """A part that states nothing."""
    defaults = {name: field.default for name, field in model.model_fields.items()}
    return model.model_construct(**defaults)


# What is copied from them is known to be right, so it is not validated again.
_PAPER: IssuedPaper = _bare(IssuedPaper)
_LINE: IssuedLine = _bare(IssuedLine)
_TERMS: AgreedTerms = _bare(AgreedTerms)


def stated(**known: Any) -> IssuedPaper:
    """A paper as it reads, with nothing else on it."""
    return _PAPER.model_copy(update=known)


def stated_line(**known: Any) -> IssuedLine:
    """A goods line as it reads."""
    return _LINE.model_copy(update=known)


def stated_terms(**known: Any) -> AgreedTerms:
    """Terms of the sale as they read."""
    return _TERMS.model_copy(update=known)


def as_they_read(issued: Iterable[IssuedPaper]) -> tuple[Paper, ...]:
    """The papers under `issued`."""
    return tuple(Paper(f"/issued/{i}", False, facts) for i, facts in enumerate(issued))


def origin_paper_kind(order: Order, request: OriginRequest, context: Context) -> str:
    """The kind of certificate asked for: `certificate-of-origin`, `form-a`, or empty for none."""
    if request.kind == "none":
        return ""
    kind: str = request.kind
    if kind == "auto":
        code = order.shipment.destination_country if order.shipment else order.buyer.country
        kind = certificate_kind(context.tables, code, request.date)
    return kind.replace("_", "-")
