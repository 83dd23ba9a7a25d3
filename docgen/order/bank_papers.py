"""Papers for the bank and the buyer that an order may ask for.

What is absent is taken from the credit, the shipment or the sale, so that it cannot differ.
"""

from __future__ import annotations

from docgen.order.base import (
    Date,
    DocumentNumber,
    OptionalLine,
    OptionalText,
    Part,
    Positive,
    Text,
)


class BillOfExchange(Part):
    """The draft (汇票), first and second of exchange, under a credit or for collection."""

    number: DocumentNumber | None = None
    """The invoice's number where absent."""
    date: Date
    """Date of drawing: that of presentation, not before the goods were shipped."""
    place: OptionalLine = ""
    """Place of drawing; that of the contract where absent."""
    tenor: OptionalLine = ""
    """`SIGHT`, `60 DAYS AFTER SIGHT`; that of the credit, else of the terms of payment."""
    pay_to: OptionalText = ""
    """Who negotiates or collects: the bank that the credit nominates, else the seller's bank."""
    drawee: OptionalText = ""
    """Name and address of who pays; the drawee or bank of the credit, else the buyer."""
    amount: Positive | None = None
    """In the order's currency; the total of the invoice where absent."""
    remarks: OptionalText = ""
    """Further words that a credit wants on the draft."""


class BeneficiaryCertificate(Part):
    """A statement of the beneficiary (受益人证明) that a credit asks for."""

    number: DocumentNumber | None = None
    """The invoice's number where absent, with -1, -2 where there are several certificates."""
    date: Date
    """Not before what it certifies was done."""
    title: OptionalLine = "BENEFICIARY'S CERTIFICATE"
    """As the credit calls it: CERTIFICATE, STATEMENT, DECLARATION."""
    addressee: OptionalText = "TO WHOM IT MAY CONCERN"
    text: Text
    """The sentence of the credit in the past tense: `WE HEREBY CERTIFY THAT ... HAVE BEEN ...`."""


class ShippingAdvice(Part):
    """The notice that the goods are on board (装船通知), so that the buyer can insure and clear."""

    number: DocumentNumber | None = None
    """The invoice's number where absent."""
    date: Date
    to: tuple[Text, ...] = ()
    """Buyer, insurer, agent, each with name and address; the buyer where absent."""
    eta: Date | None = None
    """Expected day of arrival."""
    policy: OptionalLine = ""
    """The buyer's open policy or cover note, which an insurer is told."""
    remarks: OptionalText = ""


class ProformaInvoice(Part):
    """The proforma invoice (形式发票): the offer by which a buyer applies for credit or licence."""

    number: DocumentNumber | None = None
    """The order's number where absent."""
    date: Date
    valid_until: Date | None = None
    """Last day on which the buyer can accept it."""
    remarks: OptionalText = ""
