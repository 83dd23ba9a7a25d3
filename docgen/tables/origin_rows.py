"""The rows on certificates of origin: who takes which, who issues it, and what box 8 says.

Two ends must not be mixed up: the last day on which China issued the Form A for a country
(`until`), and the last day on which that country gave anything for it (`preference_until`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from docgen.tables.row import Row


@dataclass(frozen=True)
class Preference(Row):
    """A country for whose customs China's authorities issue the GSP Form A, until `until`.

    A country without a row never took China's Form A.

    Attributes:
        form_a_advised: no better certificate is known for that country.
        preference_until: last day on which the country gave goods of China its GSP duty; None
            while it does, or where the day is not known and the note says so.
        validity_months: how long a Form A is valid from its issue; 0 where no term is fixed.
        stop_en: the notice that ended the issue, as one cites it; empty while there is none.
        note_en: what else the exporter should know, a whole sentence; empty for nothing.
    """

    code: str
    form_a_advised: bool
    preference_until: date | None = None
    validity_months: int = 0
    stop_en: str = ""
    stop_zh: str = ""
    note_en: str = ""
    note_zh: str = ""


@dataclass(frozen=True)
class Agreement(Row):
    """An agreement of China under which exports are charged less duty; one row a set of rules.

    Attributes:
        certificate_en: the certificate as the trade calls it, such as `Form E`.
        partners: ISO 3166 code to the first day on which the agreement served exports there.
        rank: the lower is advised first, where a country has several.
        customs_code: 优惠贸易协定代码 of China's customs; empty where it is not known.
        validity_months: how long the certificate is valid from its issue.
        retro_days: days after shipment in which it is still issued, a year counting 365;
            0 where that is not allowed or not known.
        retro_en: the rule on issue after shipment and its mark; empty where it is not verified.
        issuer_en: who issues it, where that differs from the rule for all agreements.
        early_harvest: only goods on the agreement's list profit.
    """

    key_name: ClassVar[str] = "key"

    key: str
    en: str
    zh: str
    certificate_en: str
    certificate_zh: str
    partners: Mapping[str, date]
    rank: int
    validity_months: int
    customs_code: str = ""
    retro_days: int = 0
    retro_en: str = ""
    retro_zh: str = ""
    issuer_en: str = ""
    issuer_zh: str = ""
    early_harvest: bool = False
    note_en: str = ""
    note_zh: str = ""

    def serves(self, country: str, day: date) -> bool:
        """Whether exports to that country profited from the agreement on that day."""
        joined = self.partners.get(country)
        return joined is not None and joined <= day and self.holds_on(day)


@dataclass(frozen=True)
class Issuance(Row):
    """Who issues a kind of certificate in a period, and how early one applies (签证规定).

    Attributes:
        certificate: `form_a`, `certificate_of_origin` or `agreement`.
        en: name of the certificate; for an agreement its row names it.
        issuers: the bodies, as an order names them: `customs` (before 2018 as CIQ) and `ccpit`.
        apply_days: days before shipment by which one applies, as the trade advises.
        latest_days: days before shipment by which the issuing rules want the application at the
            least; 0 where they fix nothing.
        validity_months: how long the certificate is valid; 0 where its own row says.
    """

    key_name: ClassVar[str] = "key"

    key: str
    certificate: str
    en: str
    zh: str
    issuers: tuple[str, ...]
    issuer_en: str
    issuer_zh: str
    apply_days: int
    latest_days: int
    validity_months: int
    retro_en: str
    retro_zh: str


@dataclass(frozen=True)
class Criterion(Row):
    """What box 8 of the Form A says for goods of one kind, in the countries that read it so.

    Attributes:
        entry: the text of the box; `{heading}` is the HS heading as 73.23, `{percent}` the share
            of imported materials in the price; empty where the box is left blank.
        limit: the highest `{percent}` that still gives origin; 0 where the entry has none.
        en: which goods the entry is for.
        offered: the entry fits goods made in China alone, so one may propose it.
        allowed: the entry fits goods of China at all.
    """

    key_name: ClassVar[str] = "key"

    key: str
    entry: str
    countries: tuple[str, ...]
    en: str
    zh: str
    limit: int = 0
    offered: bool = True
    allowed: bool = True
