"""Prints how many issues a second the ledger records, one by one and in groups."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from docgen.ledger import Claim, IssueBegun, Ledger, open_ledger, verify
from tests.ledger.events import INVOICES, WHO, begun, done, paper, price, slip

ISSUES, GROUP = 400, 50
KINDS = ("sales-contract", "commercial-invoice", "packing-list")


def event(order: str, claim: Claim) -> IssueBegun:
    """An issue of three papers with one slip and the prices of five articles."""
    kinds = (Claim(kind=kind, number=order) for kind in KINDS if kind != "commercial-invoice")
    return begun(
        order,
        order,
        numbers=(claim, *kinds),
        draws=(slip(f"SLIP-{order}", invoice=claim.number),),
        prices=tuple(price(f"SKU-{line}") for line in range(5)),
        papers=tuple(paper(kind, claim.number) for kind in KINDS),
    )


def one_by_one(ledger: Ledger) -> None:
    for number in range(ISSUES):
        order = f"SC-{number}"
        ledger.record(event(order, ledger.expected_number(INVOICES, order, 2026)), WHO)
        ledger.record(done(order), WHO)


def in_groups(ledger: Ledger) -> None:
    """As a batch does: many orders begin in one transaction, and are done in one."""
    for start in range(0, ISSUES, GROUP):
        orders = [f"SC-{number}" for number in range(start, start + GROUP)]
        with ledger.recording() as record:
            for at, order in enumerate(orders, start=start + 1):
                claim = INVOICES.claim(f"EX26{at:04}", 2026, at)
                record(event(order, claim), WHO)
        with ledger.recording() as record:
            for order in orders:
                record(done(order), WHO)


def measured(name: str, action: Callable[[Ledger], None], target: int) -> None:
    with tempfile.TemporaryDirectory(dir=".") as folder:
        ledger = open_ledger(Path(folder) / "ledger", create=True)
        start = time.perf_counter()
        action(ledger)
        taken = time.perf_counter() - start
        assert (verify(ledger), ledger.gaps()) == ((), ())
        ledger.close()
    aim = f" (at least {target})" if target else ""
    print(f"issues recorded {name}: {ISSUES / taken:.0f} a second{aim}")


if __name__ == "__main__":
    measured("one by one, two transactions each", one_by_one, 0)
    measured(f"in groups of {GROUP}", in_groups, 500)
