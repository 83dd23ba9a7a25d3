"""Papers for the bank and the buyer that an order may ask for.

What is absent is taken from the credit, the shipment or the sale, so that it cannot differ.
"""

from __future__ import annotations

from docgen.order.base import Date, DocumentNumber, OptionalLine, OptionalText, Part, Positive


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
    """The bank that pays or collects; the seller's bank where absent."""
    drawee: OptionalText = ""
    """Name and address of who pays; the drawee or bank of the credit, else the buyer."""
    amount: Positive | None = None
    """In the order's currency; the total of the invoice where absent."""
    remarks: OptionalText = ""
    """Further words that a credit wants on the draft."""
