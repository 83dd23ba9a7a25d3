"""The facts of the world that papers rest on, one frozen record per row of a table.

Every row carries where it comes from, and from when to when it holds: facts of trade end on a date,
so a rule asks about the day of the paper and never about today.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from string import Formatter
from typing import ClassVar

from docgen.tables.origin_rows import Agreement, Criterion, Issuance, Preference
from docgen.tables.row import Row


@dataclass(frozen=True)
class Country(Row):
    """A country or territory (ISO 3166-1) as trade papers print it: `en` in upper case."""

    code: str
    alpha3: str
    en: str
    zh: str
    aliases: tuple[str, ...] = ()

    @property
    def printed(self) -> tuple[str, ...]:
        """The names of the country besides its aliases."""
        return (self.en, self.zh, self.alpha3)


@dataclass(frozen=True)
class Currency(Row):
    """A currency (ISO 4217): decimals of its minor unit, and its names in an amount in words."""

    code: str
    minor: int
    say: str
    say_minor: str
    zh: str
    aliases: tuple[str, ...] = ()

    @property
    def printed(self) -> tuple[str, ...]:
        """The names of the currency besides its aliases."""
        return (self.say, self.zh)


@dataclass(frozen=True)
class Unit(Row):
    """A unit that goods are sold by (UN/ECE Recommendation 20, for packages 21).

    Attributes:
        countable: quantity times factor is a whole number.
        base: code of the unit that this one is a multiple of; its own code where there is none.
        factor: how many of `base` one of this unit is.
    """

    code: str
    label: str
    plural: str
    zh: str
    aliases: tuple[str, ...]
    countable: bool
    base: str
    factor: Decimal

    @property
    def printed(self) -> tuple[str, ...]:
        """The names of the unit besides its aliases."""
        return (self.label, self.plural, self.zh)


@dataclass(frozen=True)
class PackageKind(Row):
    """A kind of transport packing (UN/ECE Recommendation 21); `wood` needs ISPM 15 treatment."""

    code: str
    label: str
    plural: str
    zh: str
    aliases: tuple[str, ...] = ()
    wood: bool = False

    @property
    def printed(self) -> tuple[str, ...]:
        """The names of the packing besides its aliases."""
        return (self.label, self.plural, self.zh)


@dataclass(frozen=True)
class CustomsPackage(Row):
    """A kind of packing as Chinese customs codes it, and the kinds of `packages` under it."""

    code: str
    zh: str
    packages: tuple[str, ...]


@dataclass(frozen=True)
class Incoterm(Row):
    """A trade term of the ICC.

    Attributes:
        editions: the Incoterms editions that contain the term, `2010` and `2020`.
        named: what the place behind the term is, `port of shipment` for FOB.
        freight: the price contains the main carriage.
        insurance: the seller owes the buyer insurance, of at least `minimum_cover`.
        customs_terms: code of 成交方式 on the Chinese export declaration.
    """

    code: str
    en: str
    editions: tuple[str, ...]
    sea_only: bool
    named: str
    freight: bool
    insurance: bool
    minimum_cover: str
    customs_terms: str
    aliases: tuple[str, ...] = ()

    @property
    def printed(self) -> tuple[str, ...]:
        """The name of the term besides its aliases."""
        return (self.en,)


@dataclass(frozen=True)
class Container(Row):
    """A type of freight container: cubic metres and kilograms it can hold, and usually does."""

    code: str
    en: str
    volume_hard: Decimal
    volume_usual: Decimal
    payload_hard: Decimal
    payload_usual: Decimal
    aliases: tuple[str, ...] = ()

    @property
    def printed(self) -> tuple[str, ...]:
        """The name of the container besides its aliases."""
        return (self.en,)


@dataclass(frozen=True)
class Clause(Row):
    """A standard clause with named slots in braces; `en` is empty where the contract is Chinese.

    Attributes:
        defaults: slot to the value that the trade usually agrees on.
    """

    key_name: ClassVar[str] = "key"

    key: str
    title_en: str
    title_zh: str
    en: str
    zh: str
    defaults: Mapping[str, str] = field(default_factory=dict)

    @property
    def slots(self) -> frozenset[str]:
        """The slots that the builder has to fill, `{days}` giving `days`."""
        return slots_of(self.zh)


@dataclass(frozen=True)
class FormEdition(Row):
    """An edition of an authority's form; its predecessor serves for days before `since`."""

    key_name: ClassVar[str] = "key"

    key: str
    zh: str


@dataclass(frozen=True)
class PaperKind(Row):
    """A kind of paper of a set; `outward` papers leave the house and never show what goods cost."""

    key_name: ClassVar[str] = "key"

    key: str
    en: str
    zh: str
    edifact: str
    outward: bool


@dataclass(frozen=True)
class Port(Row):
    """A port or inland point by its UN/LOCODE; names are compared, never printed."""

    code: str
    en: str
    zh: str
    country: str
    aliases: tuple[str, ...] = ()

    @property
    def printed(self) -> tuple[str, ...]:
        """The names of the place besides its aliases."""
        return (self.en, self.zh)


@dataclass(frozen=True)
class CertificateValidity(Row):
    """How long an inspection certificate lives where no date is printed: months, or days if 0."""

    key_name: ClassVar[str] = "key"

    key: str
    zh: str
    months: int
    days: int


def slots_of(text: str) -> frozenset[str]:
    """The named slots of a clause text.

    Raises:
        ValueError: a brace has no partner.
    """
    return frozenset(name for _, name, _, _ in Formatter().parse(text) if name is not None)


@dataclass(frozen=True)
class Tables:
    """Every table, each from code to row; the clauses in the order of the contract."""

    countries: Mapping[str, Country]
    currencies: Mapping[str, Currency]
    units: Mapping[str, Unit]
    packages: Mapping[str, PackageKind]
    customs_packages: Mapping[str, CustomsPackage]
    incoterms: Mapping[str, Incoterm]
    containers: Mapping[str, Container]
    clauses: Mapping[str, Clause]
    preferences: Mapping[str, Preference]
    agreements: Mapping[str, Agreement]
    issuances: Mapping[str, Issuance]
    criteria: Mapping[str, Criterion]
    forms: Mapping[str, FormEdition]
    papers: Mapping[str, PaperKind]
    ports: Mapping[str, Port]
    validities: Mapping[str, CertificateValidity]
