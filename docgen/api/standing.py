"""What stands of an order by the ledger: what is to be recalled, and what was shipped to date."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from docgen.api.claiming import CONTRACT, INVOICE
from docgen.ledger import Ledger


def recalled(ledger: Ledger, order: str, papers: Iterable[Any]) -> tuple[str, ...]:
    """Issued papers that no longer hold, each with those to whom it went (收回旧资料)."""
    sent = ledger.sendings(order)
    said = []
    for row in papers:
        to = ", ".join(
            f"{one.receiver} ({one.date})"
            for one in sent
            if (one.kind, one.key, one.revision) == (row.kind, row.key, row.revision)
        )
        named = " ".join(part for part in (row.kind, row.number) if part)
        said.append(f"{named} (r{row.run:02}){f', sent to {to}' if to else ''}")
    return tuple(said)


@dataclass(frozen=True)
class Shipped:
    """What was invoiced of a line of the contract as issued."""

    article: str
    unit: str
    ordered: Decimal
    shipped: Decimal

    @property
    def open(self) -> Decimal:
        """What is still to be shipped; below zero where more was shipped than ordered."""
        return self.ordered - self.shipped


def shipped_to_date(ledger: Ledger, order: str) -> tuple[Shipped, ...]:
    """The lines of an order's contract beside the invoices that stand, article by article."""
    standing = [(r.kind, json.loads(r.facts)) for r in ledger.papers(order, "issued")]
    invoiced: dict[tuple[str, str], Decimal] = {}
    for kind, facts in standing:
        for line in facts.get("lines", ()) if kind == INVOICE else ():
            key = _article(line)
            invoiced[key] = invoiced.get(key, Decimal(0)) + Decimal(line["quantity"])
    contract: dict[str, Any] = next((facts for kind, facts in standing if kind == CONTRACT), {})
    return tuple(
        Shipped(*_article(line), Decimal(line["quantity"]), invoiced.get(_article(line), _NONE))
        for line in contract.get("lines", ())
    )


_NONE = Decimal(0)


def _article(line: dict[str, Any]) -> tuple[str, str]:
    return line.get("sku") or line.get("description", ""), line.get("unit") or ""
