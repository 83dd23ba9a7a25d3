"""Numbers of our papers that need none of their own and go by that of the invoice or the order."""

from __future__ import annotations

from docgen.order import Order
from docgen.order.bank_papers import BillOfExchange, ProformaInvoice, ShippingAdvice
from docgen.order.base import AUTO


def of_invoice(order: Order, paper: BillOfExchange | ShippingAdvice) -> str:
    """Its own number, or that of the invoice, or of the order before there is an invoice."""
    return paper.number or _base(order)


def of_proforma(order: Order, paper: ProformaInvoice) -> str:
    """Its own number, or that of the order."""
    return paper.number or order.number


def of_certificates(order: Order) -> tuple[str, ...]:
    """Their own numbers, or that of the invoice, counted on where there are several."""
    base, several = _base(order), len(order.beneficiary_certificates) > 1
    return tuple(
        each.number or (f"{base}-{count}" if several and base != AUTO else base)
        for count, each in enumerate(order.beneficiary_certificates, start=1)
    )


def _base(order: Order) -> str:
    return order.invoice.number if order.invoice else order.number
