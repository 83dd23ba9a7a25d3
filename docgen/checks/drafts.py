"""What our draft (汇票) says of itself; the paper prints it and the checks read it.

A tenor counted from the bill of lading says its date, for the day of payment must follow from the
draft alone (ISBP 745 B2).
"""

from __future__ import annotations

import re
from decimal import Decimal

from docgen.checks.words import norm
from docgen.context import Context
from docgen.order import Order
from docgen.order.bank_papers import BillOfExchange
from docgen.order.credit import Credit
from docgen.order.terms import (
    DocumentsAgainstAcceptance,
    DocumentsAgainstPayment,
    UsanceCredit,
)
from docgen.text import dates, english

SIGHT = "SIGHT"
_AFTER = {
    "sight": "AFTER SIGHT",
    "bl_date": "AFTER BILL OF LADING DATE",
    "draft_date": "AFTER DATE",
}
_OF_SHIPMENT = re.compile(r"\b(?:B/?L|LADING|SHIPMENT|SHIPPED|ON BOARD|AIR ?WAYBILL)\b")
_BEFORE = re.compile(
    r"^(?:(?:BENEFICIARY'?S? )?DRAFTS?(?:\(S\))? (?:DRAWN )?)?(?:PAYABLE )?(?:AT )?"
)
_BEHIND = re.compile(r" *[,;(]? *\b(?:FOR|DRAWN|IN|MARKED|SHOWING|BEARING)\b.*$")
"""What 42C says before and behind the tenor: DRAFTS AT ... FOR 100 PCT OF INVOICE VALUE."""
_HOW = re.compile(r" +BY (?:NEGOTIATION|PAYMENT|ACCEPTANCE|DEF|MIXED)\b.*$")
_NO_NAME = re.compile(
    r"^$|\bANY BANK\b|\bISSUING BANK\b|^(?:US|OURSELVES)$|^[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?$"
)
"""41a of any bank, of the bank that issued, or of a bank by its BIC alone."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def amount(context: Context, request: BillOfExchange) -> Decimal:
    """What is drawn for: the total of the invoice where the request says nothing."""
    return context.totals.amount if request.amount is None else request.amount


def words(order: Order, context: Context, request: BillOfExchange) -> str:
    """`U.S. DOLLARS TWENTY-SIX THOUSAND EIGHT HUNDRED ONLY`: a draft goes on from `the sum of`."""
    currency = context.tables.currencies[order.currency]
    return english.amount_in_words(amount(context, request), currency).removeprefix("SAY ")


def tenor(order: Order, request: BillOfExchange) -> str:
    """`SIGHT`, `60 DAYS AFTER BILL OF LADING DATE, APR. 15, 2026`."""
    stated = request.tenor or (order.credit.drafts_at if order.credit else "")
    flat = " ".join(stated.upper().split())
    text = _BEHIND.sub("", _BEFORE.sub("", flat)) or _agreed(order)
    shipped = order.shipment.on_board_date if order.shipment else None
    if shipped and _OF_SHIPMENT.search(text) and not _YEAR.search(text):
        return f"{text}, {dates.english(shipped)}"
    return text


def _agreed(order: Order) -> str:
    """The tenor by the terms of payment."""
    match order.terms.payment:
        case (
            UsanceCredit(days=days, after=after)
            | DocumentsAgainstAcceptance(days=days, after=after)
        ):
            return f"{days} DAYS {_AFTER[after]}"
        case DocumentsAgainstPayment(days=days) if days:
            return f"{days} DAYS {_AFTER['sight']}"
    return SIGHT


def drawee(order: Order, request: BillOfExchange) -> str:
    """Who pays, name and address as typed: the bank of the credit; empty where it is the buyer."""
    credit = order.credit
    return request.drawee or ((credit.drawee or credit.issuing_bank) if credit else "")


def payee(order: Order, request: BillOfExchange) -> str:
    """The bank asked for, the nominated bank of the credit, the seller's, or the drawer himself."""
    bank = order.seller.bank_for(order.currency)
    nominated = _nominated(order.credit) if order.credit else ""
    return request.pay_to or nominated or (bank.name if bank else "OURSELVES")


def _nominated(credit: Credit) -> str:
    """The bank in 41a, where it is one by name and not the one that is to pay."""
    name = _HOW.sub("", credit.available_with.partition("\n")[0].upper()).strip()
    payers = f" {norm(credit.issuing_bank)} {norm(credit.drawee)} "
    if _NO_NAME.search(name) or f" {norm(name)} " in payers:
        return ""
    return name
