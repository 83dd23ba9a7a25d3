"""One of many processes that contest slips and numbers until it is killed; run by test_contest."""

from __future__ import annotations

import random
import sys
import uuid

from docgen.errors import ConflictError
from docgen.ledger import IssueAbandoned, Ledger, open_ledger
from tests.ledger.events import INVOICES, WHO, begun, done, paper, slip


def issue_one(ledger: Ledger, chance: random.Random, slips: int) -> str:
    """Issues one order against a slip at random; `refused` where another was quicker."""
    order = f"SC-{uuid.uuid4().hex[:12]}"
    claim = ledger.expected_number(INVOICES, order, 2026)
    held = slip(f"SLIP-{chance.randrange(slips)}", invoice=claim.number)
    event = begun(
        order,
        order,
        numbers=(claim,),
        draws=(held,) if chance.random() < 0.2 else (),
        papers=(paper(number=claim.number),),
    )
    try:
        ledger.record(event, WHO)
    except ConflictError:
        return "refused"
    if chance.random() < 0.05:
        ledger.record(IssueAbandoned(job=order, reason="by chance"), WHO)
        return "abandoned"
    ledger.record(done(order), WHO)
    return "issued"


def main(place: str, seed: str, count: str, slips: str) -> None:
    ledger, chance = open_ledger(place), random.Random(seed)
    for _ in range(int(count)):
        print(issue_one(ledger, chance, int(slips)), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
