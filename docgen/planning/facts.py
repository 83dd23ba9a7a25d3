"""The days that the steps of an order are counted from, and the days on which things happened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from docgen.order import Order
from docgen.order.terms import CreditAtSight, UsanceCredit
from docgen.planning.leads import Leads
from docgen.rounding import rounded
from docgen.tables import Tables
from docgen.totals import Totals
from docgen.workdays import CHINA, on_or_before, shifted

_ORIGIN_WORDS = ("CERTIFICATE OF ORIGIN", "ORIGIN CERTIFICATE", "FORM A", "FORM E", "FORM F")
UNPLANNED = ("/shipment/etd", "/terms/latest_shipment")
"""Facts either of which would tell the day of shipment."""


@dataclass(frozen=True)
class Facts:
    """An order as its timeline reads it."""

    order: Order
    totals: Totals
    tables: Tables
    as_of: date
    leads: Leads

    @property
    def country(self) -> str:
        """ISO 3166 country of export, by whose calendar people work."""
        shipment = self.order.shipment
        loading = shipment.port_of_loading.country if shipment else None
        return loading or self.order.seller.country

    @property
    def domestic(self) -> bool:
        """Whether the goods leave from China."""
        return self.country == CHINA

    @cached_property
    def latest(self) -> tuple[date | None, str]:
        """The earliest of the latest dates of shipment, of contract and credit, and its place."""
        agreed = {"/terms/latest_shipment": self.order.terms.latest_shipment}
        if self.order.credit:
            agreed["/credit/latest_shipment"] = self.order.credit.latest_shipment
        known = sorted((day, place) for place, day in agreed.items() if day)
        return known[0] if known else (None, "")

    @cached_property
    def shipment(self) -> tuple[date | None, str]:
        """Day of shipment and its place: on board, else planned, else the latest agreed."""
        shipment = self.order.shipment
        if shipment and shipment.on_board_date:
            return shipment.on_board_date, "/shipment/on_board_date"
        if shipment and shipment.etd:
            return shipment.etd, "/shipment/etd"
        return self.latest

    @property
    def ships(self) -> date | None:
        """Day of shipment."""
        return self.shipment[0]

    @property
    def on_board(self) -> date | None:
        """Day on which the goods went on board, as stated."""
        return self.order.shipment.on_board_date if self.order.shipment else None

    @property
    def shipped(self) -> bool:
        """Whether the goods were on board by the day of judgement."""
        return self.on_board is not None and self.on_board <= self.as_of

    @property
    def delivery(self) -> date | None:
        """Last delivery of the factories as ordered."""
        return max((each.delivery_date for each in self.order.purchases), default=None)

    @property
    def delivery_expected(self) -> date | None:
        """Last delivery as ordered, or else the latest that leaves the usual days to shipment."""
        return self.delivery or self.before_shipment(self.leads.delivery_buffer)

    @property
    def booking_due(self) -> date | None:
        """Day by which to book space."""
        expected = self.delivery_expected
        return None if expected is None else shifted(expected, -self.leads.booking)

    def before_shipment(self, days: int) -> date | None:
        """So many days before shipment; below zero after it."""
        return None if self.ships is None else shifted(self.ships, -days)

    def workday(self, day: date) -> date:
        """That day, or the working day before it."""
        return on_or_before(day, self.country)

    @property
    def inspected(self) -> bool:
        """Whether the goods need export inspection (法检), or it was applied for anyway."""
        order = self.order
        required = any(goods.inspection_required for goods in order.goods)
        return required or order.inspection is not None or bool(order.certificates)

    @property
    def certified(self) -> bool:
        """Whether a certificate of origin is to be applied for, or the buyer asks for one."""
        if self.order.origin is not None:
            return self.order.origin.kind != "none"
        credit = self.order.credit
        wanted = (*self.order.terms.documents, *(credit.documents if credit else ()))
        return any(word in text.upper() for text in wanted for word in _ORIGIN_WORDS)

    @property
    def under_credit(self) -> bool:
        """Whether the buyer pays by letter of credit."""
        payment = self.order.terms.payment
        return self.order.credit is not None or isinstance(payment, CreditAtSight | UsanceCredit)

    def issued(self, *kinds: str) -> date | None:
        """Latest date of the papers of these kinds under `issued`."""
        days = (each.date for each in self.order.issued if each.kind in kinds)
        return max((day for day in days if day), default=None)

    def covered(self, amount: Decimal) -> date | None:
        """Day on which the receipts reached an amount but for bank charges; None while not."""
        least = amount - max(self.leads.charges, amount * self.leads.charges_percent / 100)
        minor = self.tables.currencies[self.order.currency].minor
        sum_so_far = Decimal(0)
        for receipt in sorted(self.order.receipts, key=lambda each: each.value_date):
            rate = Decimal(1) if receipt.currency == self.order.currency else receipt.rate
            if rate is not None:
                sum_so_far += rounded(receipt.amount * rate, minor)
                if sum_so_far >= least:
                    return receipt.value_date
        return None

    @cached_property
    def paid(self) -> date | None:
        """Day on which the whole amount had come in."""
        return self.covered(self.totals.amount)
