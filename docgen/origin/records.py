"""The answer to "which certificate of origin?": its parts, each sentence in both languages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from docgen.findings import Said

CertificateKind = Literal["form_a", "certificate_of_origin", "agreement"]


@dataclass(frozen=True)
class Option:
    """A certificate that may be applied for.

    Attributes:
        key: the row that it comes from, `rcep`; the country's code for the Form A.
        issuer: where to apply; `issuers` has the bodies as an order names them.
        apply_by: last day to apply as the trade advises; None without a day of shipment.
        apply: that rule, and what to do where the day has passed.
        validity_months: from the day of issue; 0 where no term is fixed.
        retro: the rule on issue after shipment.
        customs_code: 优惠贸易协定代码 of the agreement; empty where none or not known.
        early_harvest: only goods on the agreement's list qualify.
        why: what it gives, and how far to trust that.
    """

    kind: CertificateKind
    key: str
    name: Said
    issuer: Said
    issuers: tuple[str, ...]
    apply_by: date | None
    apply: Said
    validity_months: int
    retro: Said
    customs_code: str
    early_harvest: bool
    why: Said
    source: str
    confidence: str


@dataclass(frozen=True)
class Refusal:
    """Why no Form A is issued for a country on a day.

    Attributes:
        since: first day without it; None where there never was one, or not yet.
        alternative: what to apply for instead, as a sentence; `en` and `zh` contain it.
    """

    en: str
    zh: str
    since: date | None
    alternative: Said
    source: str
    confidence: str


@dataclass(frozen=True)
class Advice:
    """The certificates for a destination on a day, best first.

    Attributes:
        destination: ISO 3166 code.
        day: of the application.
        hs_code: 6 to 10 digits without dots; empty where none was given.
        certificates: the non-preferential certificate of origin is always the last.
        form_a: why the Form A is refused; None where it is among the certificates.
    """

    destination: str
    country: Said
    day: date
    hs_code: str
    shipment: date | None
    certificates: tuple[Option, ...]
    form_a: Refusal | None
