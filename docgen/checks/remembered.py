"""The order with what the ledger remembers of its sale, so that rules read both through one path.

What comes from the ledger stands behind what the file says; a finding names it by its place in the
ledger, `ledger:/receipts/0`, for there is nothing to mend in the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.history import History
from docgen.order import Order
from docgen.order.audit_file import AuditFile
from docgen.order.issued import IssuedPaper
from docgen.order.purchases import ConfirmedPrice, Receipt

_PARTS = ("receipts", "confirmed_prices", "issued")
_PLACE = re.compile(r"/(\w+)/(\d+)(/.*)?")


def remembered(order: Order, history: History) -> Order:
    """The order with receipts, confirmed prices and issued papers of the ledger added to its own.

    What the file states too is taken from the file.
    """
    added = {
        "receipts": tuple(_receipts(order, history)),
        "confirmed_prices": tuple(_prices(order, history)),
        "issued": tuple(_papers(order, history)),
    }
    changes = {name: (*getattr(order, name), *rows) for name, rows in added.items() if rows}
    return order.model_copy(update=changes) if changes else order


def place_of(pointer: str, file: Order | AuditFile) -> str:
    """Where a fact stands: in the file, or in the ledger."""
    match = _PLACE.fullmatch(pointer)
    if match is None or match[1] not in _PARTS:
        return pointer
    own = len(getattr(file, match[1]))
    index = int(match[2]) - own
    return pointer if index < 0 else f"ledger:/{match[1]}/{index}{match[3] or ''}"


def _receipts(order: Order, history: History) -> Iterator[Receipt]:
    """Those that the file does not state: by the bank's reference, or by day and amount."""
    references = {each.reference for each in order.receipts if each.reference}
    stated = {(each.kind, each.value_date, each.amount, each.currency) for each in order.receipts}
    for each in history.receipts:
        same = (each.kind, each.value_date, each.amount, each.currency) in stated
        if not same and each.reference not in references:
            yield each


def _prices(order: Order, history: History) -> Iterator[ConfirmedPrice]:
    """Those of the articles of the order, but for what the order itself confirmed."""
    for past in history.prices:
        for goods in order.goods:
            if past.article in (goods.sku, goods.description) and past.reference != order.number:
                yield ConfirmedPrice.model_construct(
                    line=goods.line,
                    price=past.price,
                    currency=past.currency,
                    unit=past.unit,
                    rule=past.rule,
                    place=past.place,
                    confirmed_on=past.confirmed_on,
                    valid_until=past.valid_until,
                    minimum_quantity=past.minimum_quantity,
                    reference=past.reference,
                )


def _papers(order: Order, history: History) -> Iterator[IssuedPaper]:
    stated = {(each.kind, each.number) for each in order.issued}
    return (each for each in history.papers if (each.kind, each.number) not in stated)
