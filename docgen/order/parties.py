"""Who takes part: seller, buyer, suppliers, consignee, notify parties, and their banks."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from docgen.order.base import (
    CountryCode,
    CurrencyCode,
    Identifier,
    Line,
    OptionalLine,
    OptionalText,
    Part,
)


class Bank(Part):
    """A bank account (开户行及账号)."""

    name: Line
    """Name of the bank in English."""
    name_zh: OptionalLine = ""
    """Name of the bank in Chinese."""
    address: OptionalText = ""
    account: OptionalLine = ""
    """Account number as the bank writes it."""
    account_name: OptionalLine = ""
    """Holder of the account, where it differs from the party's name."""
    iban: OptionalLine = ""
    """ISO 13616 account number."""
    bic: OptionalLine = ""
    """ISO 9362 bank code (SWIFT)."""
    currency: CurrencyCode | None = None
    """Currency of the account, ISO 4217."""


class Contact(Part):
    """A person or desk to reach (联系人)."""

    person: OptionalLine = ""
    phone: OptionalLine = ""
    fax: OptionalLine = ""
    email: OptionalLine = ""


class Party(Part):
    """A firm or person, in English and Chinese."""

    name: Line
    """Registered name in English, as it must stand on every paper."""
    name_zh: OptionalLine = ""
    """Registered name in Chinese."""
    address: OptionalText = ""
    """Postal address in English; lines are kept. The country may be left out: it is printed."""
    address_zh: OptionalText = ""
    """Postal address in Chinese."""
    country: CountryCode
    """ISO 3166 country, two letters."""
    contact: Contact = Contact()
    uscc: OptionalLine = ""
    """Unified social credit code of a Chinese firm (统一社会信用代码, GB 32100)."""
    customs_code: OptionalLine = ""
    """Registration number with Chinese customs (海关备案编码, 10 digits)."""
    vat_number: OptionalLine = ""
    """VAT or tax number with its country prefix where it has one."""
    eori: OptionalLine = ""
    """EORI number of a trader in the EU or the United Kingdom."""
    registration_number: OptionalLine = ""
    """Any other company registration number."""
    lei: OptionalLine = ""
    """Legal entity identifier, ISO 17442."""
    legal_representative: OptionalLine = ""
    """Legal representative (法定代表人)."""
    banks: tuple[Bank, ...] = ()

    def bank_for(self, currency: str) -> Bank | None:
        """The bank for money in a currency: the first account in it, or the first of all."""
        matching = [bank for bank in self.banks if bank.currency == currency]
        return next(iter((*matching, *self.banks)), None)


class Supplier(Party):
    """A factory or dealer that the seller buys from (供方)."""

    id: Identifier
    """Short name by which purchases refer to this supplier."""


class NamedConsignee(Part):
    """The goods are consigned to a named party."""

    type: Literal["party"]
    party: Party


class ToOrder(Part):
    """`TO ORDER`: whoever holds the endorsed bill of lading."""

    type: Literal["to_order"]


class ToOrderOf(Part):
    """`TO ORDER OF x`, usually a bank."""

    type: Literal["to_order_of"]
    of: Line


class ToWhomItMayConcern(Part):
    """`TO WHOM IT MAY CONCERN`, for a certificate of origin without a named consignee."""

    type: Literal["to_whom_it_may_concern"]


Consignee = Annotated[
    NamedConsignee | ToOrder | ToOrderOf | ToWhomItMayConcern,
    Field(discriminator="type"),
]
"""Who receives the goods (收货人)."""
