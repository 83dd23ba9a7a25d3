"""The documentary credit: every field of the SWIFT message, and what a plain summary of one says.

The docstring of an attribute begins with the tag of its field in MT700. No field is required, for
a summary may lack any of them; a credit that states nothing at all is refused. What the goods
field says in figures (lines, quantity, term ...) stands again in fields of its own, to be compared.
"""

from __future__ import annotations

from typing import Literal

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from docgen.order.base import (
    Count,
    CurrencyCode,
    Date,
    Days,
    Narrative,
    NonNegative,
    OptionalLine,
    OptionalNarrative,
    OptionalText,
    PackageCode,
    Part,
    Percent,
    Positive,
    UnitCode,
)

Qualifier = Literal["", "about", "maximum"]
"""`about`: 10% either way (UCP 600 art. 30(a)); `maximum`: not to be exceeded."""


class CreditLine(Part):
    """A line of goods as the credit states it."""

    sku: OptionalLine = ""
    description: OptionalText = ""
    hs_code: OptionalLine = ""
    quantity: NonNegative | None = None
    unit: UnitCode | None = None
    price: NonNegative | None = None
    currency: CurrencyCode | None = None
    """Currency of the price, where it is stated."""
    price_unit: UnitCode | None = None
    """Unit that the price is for, where it is not the unit of the quantity."""
    amount: NonNegative | None = None


class Amendment(Part):
    """An amendment (MT707) whose changes are in the facts of the credit."""

    number: Count | None = None
    """26E."""
    date: Date | None = None
    """30."""
    accepted: Literal["yes", "no", "unknown"] = "unknown"
    """Whether the beneficiary accepted it; until then the old terms hold (UCP 600 art. 10(c))."""
    narrative: OptionalText = ""
    """79 or 49Z of an old message: changes in words, which are in no other field."""


class FirstCredit(Part):
    """The credit that another was transferred from, as far as it goes for the same goods."""

    amount: Positive
    """Its amount for the goods that are transferred, in the currency of the transferred credit."""
    insurance_percent: Positive | None = None
    """Cover that it asks for, in per cent of its value; UCP 600 art. 28(f)(ii) says 110."""


class Credit(Part):
    """A documentary credit; the docstrings name the fields of SWIFT MT700, release of 2020."""

    message: Literal["", "MT700", "MT710", "MT720"] = ""
    """Message that it came in: issued, advised by a third bank, transferred; empty if not known."""
    sequence: OptionalLine = ""
    """27 of that message, such as `1/2`: the first of two."""
    continuations: tuple[OptionalLine, ...] = ()
    """27 of each continuation (MT701, MT711, MT721) that was read, such as `2/2`."""
    form: OptionalLine = ""
    """40A, in MT710 and MT720 the first line of 40B: IRREVOCABLE, IRREVOCABLE TRANSFERABLE ..."""
    advice: OptionalLine = ""
    """Second line of 40B: ADDING OUR CONFIRMATION, WITHOUT OUR CONFIRMATION."""
    transferred_from: FirstCredit | None = None
    """For a transferred credit, what the first one says; it is in no field of MT720."""
    number: OptionalLine = ""
    """20, in MT710 and MT720 21."""
    advising_reference: OptionalLine = ""
    """20 of MT710 and MT720: the number of the bank that advises or transfers."""
    pre_advice: OptionalLine = ""
    """23: reference to a pre-advice."""
    issued: Date | None = None
    """31C."""
    rules: OptionalLine = ""
    """40E."""
    expiry: Date | None = None
    """31D, date."""
    expiry_place: OptionalLine = ""
    """31D, place."""
    expiry_days_after_shipment: Days | None = None
    """Where the credit expires so many days after shipment instead of on a date."""
    issuing_bank: OptionalText = ""
    """52a, or the sender of the MT700."""
    advising_bank: OptionalText = ""
    """Receiver of the MT700."""
    applicant_bank: OptionalText = ""
    """51a."""
    applicant: OptionalText = ""
    """50."""
    beneficiary: OptionalText = ""
    """59, name and address."""
    beneficiary_account: OptionalLine = ""
    """59, account."""
    currency: CurrencyCode | None = None
    """32B, currency."""
    amount: Positive | None = None
    """32B, amount."""
    amount_in_words: OptionalLine = ""
    """The amount in words, where the credit spells it out."""
    amount_qualifier: Qualifier = ""
    """What stands before the amount: ABOUT, CIRCA; UP TO, NOT EXCEEDING, MAXIMUM."""
    amount_plus_percent: Percent | None = None
    """39A, first figure."""
    amount_minus_percent: Percent | None = None
    """39A, second figure."""
    maximum_amount: OptionalLine = ""
    """39B, which messages have no more since 2018."""
    additional_amounts: OptionalText = ""
    """39C."""
    available_with: OptionalText = ""
    """41a, bank."""
    available_by: OptionalLine = ""
    """41a, how: BY NEGOTIATION, BY PAYMENT, BY ACCEPTANCE, BY DEF PAYMENT, BY MIXED PYMT."""
    drafts_at: OptionalText = ""
    """42C."""
    drawee: OptionalText = ""
    """42a."""
    mixed_payment: OptionalText = ""
    """42M."""
    deferred_payment: OptionalText = ""
    """42P."""
    partial_shipments: OptionalLine = ""
    """43P: ALLOWED, NOT ALLOWED, CONDITIONAL; formerly PERMITTED, PROHIBITED."""
    transhipment: OptionalLine = ""
    """43T, in the same words."""
    place_of_receipt: OptionalLine = ""
    """44A."""
    port_of_loading: OptionalLine = ""
    """44E."""
    port_of_discharge: OptionalLine = ""
    """44F."""
    final_destination: OptionalLine = ""
    """44B."""
    latest_shipment: Date | None = None
    """44C."""
    shipment_period: OptionalText = ""
    """44D, or any time of shipment that is not one last day: ON OR ABOUT 31 MARCH 2009."""
    goods: OptionalNarrative = ""
    """45A, as it reads."""
    goods_lines: tuple[CreditLine, ...] = ()
    """The lines of goods in 45A."""
    quantity: Positive | None = None
    """Total quantity of the goods."""
    unit: UnitCode | None = None
    """Unit of the total quantity."""
    quantity_qualifier: Qualifier = ""
    """What stands before the quantity: ABOUT, MAXIMUM."""
    quantity_plus_percent: Percent | None = None
    """How much more may be shipped, where the credit says it: 5PCT MORE OR LESS."""
    quantity_minus_percent: Percent | None = None
    """How much less may be shipped."""
    price_qualifier: Qualifier = ""
    """What stands before the unit price: ABOUT, MAXIMUM."""
    price_term: OptionalLine = ""
    """Trade term as it reads, such as `CIF OSLO, INCOTERMS 2020`."""
    contract_number: OptionalLine = ""
    """Number of the contract, proforma or order that the credit names."""
    contract_date: Date | None = None
    """Date of that contract, as the credit has it."""
    packages: Count | None = None
    package_kind: PackageCode | None = None
    packing: OptionalText = ""
    """How the goods are to be packed, as it reads."""
    marks: OptionalText = ""
    """Shipping marks, one a line."""
    net_weight_kg: NonNegative | None = None
    gross_weight_kg: NonNegative | None = None
    volume_m3: NonNegative | None = None
    origin: OptionalLine = ""
    """Origin of the goods, as it reads."""
    documents: tuple[Narrative, ...] = ()
    """46A, clause by clause."""
    conditions: tuple[Narrative, ...] = ()
    """47A, clause by clause."""
    special_payment_beneficiary: OptionalNarrative = ""
    """49G: special payment conditions for the beneficiary."""
    special_payment_bank: OptionalNarrative = ""
    """49H: special payment conditions for the bank alone."""
    charges: OptionalText = ""
    """71D, formerly 71B."""
    presentation_days: Days | None = None
    """48, days; UCP 600 art. 14(c) says 21 where it is absent."""
    presentation_text: OptionalText = ""
    """48, words; where there are none, the days run from the date of shipment."""
    confirmation: OptionalLine = ""
    """49: CONFIRM, MAY ADD, WITHOUT."""
    confirming_bank: OptionalText = ""
    """58a: the bank asked to confirm."""
    reimbursing_bank: OptionalText = ""
    """53a."""
    bank_instructions: OptionalText = ""
    """78: to the paying, accepting or negotiating bank."""
    advise_through: OptionalText = ""
    """57a."""
    bank_notes: OptionalText = ""
    """72Z, formerly 72: sender to receiver."""
    amendments: tuple[Amendment, ...] = ()
    """Those whose changes are in the facts above, in the order of their numbers."""

    @model_validator(mode="after")
    def _states_something(self) -> Credit:
        if all(getattr(self, name) == spec.default for name, spec in _FIELDS.items()):
            raise PydanticCustomError(
                "empty_credit",
                "this credit states nothing; enter at least its number, or leave it out",
                {"zh": "信用证内容为空;请至少填写信用证号,或删去此项"},
            )
        return self


_FIELDS = Credit.model_fields
