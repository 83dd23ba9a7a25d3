"""What a credit allows of amount, quantity, price and shipment.

A tolerance belongs to what it is said of: field 39A to the amount alone, ABOUT to what it stands
beside, and the 5% of bulk goods to the quantity, which never raises the amount (UCP 600 art. 30).
"""

from __future__ import annotations

import re
from decimal import ROUND_UP, Decimal
from typing import NamedTuple

from docgen.checks.periods import Period, period_in
from docgen.checks.shipments import ABOUT_PERCENT, BULK_PERCENT
from docgen.checks.tolerances import AMOUNT, QUANTITY, Granted, beside_the_quantity, in_clauses
from docgen.checks.words import norm
from docgen.order.credit import Credit, CreditLine, Qualifier
from docgen.tables import Tables

SHORT_PERCENT = Decimal(5)
"""How much less may be drawn where all goods are shipped and no tolerance is said (art. 30(c))."""
LEAST_COVER = Decimal(110)
"""Per cent of the CIF or CIP value to insure where a credit states none (art. 28(f)(ii))."""
_HUNDRED, _CENT = Decimal(100), Decimal("0.01")
_FORBIDDEN = re.compile(r"\bNOT\b|\bNO\b|\bPROHIBITED\b|\bFORBIDDEN\b|\bUNALLOWED\b|不[允准]")
_ALLOWED = re.compile(r"\bALLOWED\b|\bPERMITTED\b|\bPERMISSIBLE\b|\bACCEPTABLE\b|\bYES\b|允许")


class Limits(NamedTuple):
    """The least and the most that is allowed, both included; None where that end is open."""

    least: Decimal | None
    most: Decimal | None

    def hold(self, value: Decimal) -> bool:
        """Whether a value lies between them."""
        return (self.least is None or self.least <= value) and (
            self.most is None or value <= self.most
        )


def is_allowed(words: str) -> bool | None:
    """What field 43P or 43T says: ALLOWED, NOT ALLOWED and the old words; None for neither."""
    flat = norm(words)
    if _FORBIDDEN.search(flat):
        return False
    return True if _ALLOWED.search(flat) else None


def one_shipment_only(credit: Credit) -> bool:
    """Whether partial shipment is forbidden; a credit that is silent allows it (art. 31(a))."""
    return is_allowed(credit.partial_shipments) is False


def amount_percents(credit: Credit) -> tuple[Decimal | None, Decimal | None]:
    """Per cent more and less that the amount may be; None where the credit says nothing.

    Field 39A, else ABOUT or MAXIMUM beside the amount, else a clause on amount or value.
    """
    if credit.amount_plus_percent is not None or credit.amount_minus_percent is not None:
        return credit.amount_plus_percent or Decimal(0), credit.amount_minus_percent or Decimal(0)
    if (found := _qualified(credit.amount_qualifier)) is not None:
        return found
    if credit.maximum_amount:
        return Decimal(0), None
    clause = in_clauses(credit, AMOUNT)
    return (clause.more, clause.less) if clause else (None, None)


def granted_by_clause(credit: Credit) -> Granted | None:
    """The tolerance of the amount that a clause has, where no field says anything of it."""
    bare = credit.model_copy(update={"goods": "", "conditions": (), "additional_amounts": ""})
    by_field = amount_percents(bare) != (None, None)
    return None if by_field else in_clauses(credit, AMOUNT)


def quantity_percents(
    credit: Credit, unit: str | None, tables: Tables
) -> tuple[Decimal | None, Decimal | None]:
    """Per cent more and less that the quantity may be; None where that end is left open.

    As the credit states; else 5% of goods that are neither counted nor sold by the package, unless
    it says that the quantity must not be exceeded (art. 30(b)); else none.
    """
    row = tables.units.get(unit or "")
    bulk = BULK_PERCENT if row is not None and not row.countable else Decimal(0)
    if (stated := stated_quantity_percents(credit)) is None:
        return bulk, bulk
    if credit.quantity_qualifier == "maximum":
        return stated
    more, less = stated
    return bulk if more is None else more, bulk if less is None else less


def stated_quantity_percents(credit: Credit) -> tuple[Decimal | None, Decimal | None] | None:
    """Per cent more and less of the quantity in the words of the credit; None where it has none."""
    if credit.quantity_plus_percent is not None or credit.quantity_minus_percent is not None:
        more, less = credit.quantity_plus_percent, credit.quantity_minus_percent
        return more or Decimal(0), less or Decimal(0)
    if (found := _qualified(credit.quantity_qualifier)) is not None:
        return found
    if (clause := in_clauses(credit, QUANTITY)) is not None:
        return clause.more, clause.less
    beside = beside_the_quantity(credit, ABOUT_PERCENT)
    return None if beside is None else (beside, beside)


def amount_limits(credit: Credit) -> Limits:
    """What may be invoiced: at most 32B and its tolerance, at least what art. 30(c) lets pass.

    Where partial shipment is allowed, nothing is too little.
    """
    if credit.amount is None:
        return Limits(None, None)
    more, less = amount_percents(credit)
    most = credit.amount * (1 + (more or Decimal(0)) / _HUNDRED)
    if not one_shipment_only(credit):
        return Limits(None, most)
    under = SHORT_PERCENT if less is None else less
    return Limits(credit.amount * (1 - under / _HUNDRED), most)


def quantity_limits(credit: Credit, quantity: Decimal, unit: str | None, tables: Tables) -> Limits:
    """What may be shipped of a quantity that the credit states; open below where in parts."""
    more, less = quantity_percents(credit, unit, tables)
    most = quantity * (1 + (more or Decimal(0)) / _HUNDRED)
    if less is None or not one_shipment_only(credit):
        return Limits(None, most)
    return Limits(quantity * (1 - less / _HUNDRED), most)


def price_limits(credit: Credit, line: CreditLine) -> Limits:
    """What the unit price may be: that of the credit, 10% either way if ABOUT (art. 30(a))."""
    if line.price is None:
        return Limits(None, None)
    match credit.price_qualifier:
        case "about":
            share = line.price * ABOUT_PERCENT / _HUNDRED
            return Limits(line.price - share, line.price + share)
        case "maximum":
            return Limits(None, line.price)
    return Limits(line.price, line.price)


def kept_cover(credit: Credit) -> Decimal | None:
    """Per cent of a transferred credit that insure what the first one wants (art. 38(g)).

    Hundredths are rounded up. None for a credit that was not transferred, or states no amount.
    """
    first = credit.transferred_from
    if first is None or credit.amount is None:
        return None
    percent = first.insurance_percent or LEAST_COVER
    raised = (first.amount * percent / credit.amount).quantize(_CENT, ROUND_UP)
    return max(percent, raised)


def shipment_period(credit: Credit) -> Period | None:
    """When the goods must be shipped, by field 44C or 44D; None where neither can be read.

    A closed bank never moves it (art. 29(c)).
    """
    if credit.shipment_period and (period := period_in(credit.shipment_period)):
        if credit.latest_shipment and period.last is None:
            return Period(period.first, credit.latest_shipment)
        return period
    if credit.latest_shipment:
        return Period(None, credit.latest_shipment)
    return None


def _qualified(word: Qualifier) -> tuple[Decimal | None, Decimal | None] | None:
    match word:
        case "about":
            return ABOUT_PERCENT, ABOUT_PERCENT
        case "maximum":
            return Decimal(0), None
    return None
