"""What was agreed of the sale, and how a credit that differs from it is to be amended."""

from __future__ import annotations

from datetime import date
from operator import attrgetter

from docgen.checks.dossier import Dossier
from docgen.checks.papers import BC, CI, CO, FA, PL, SC, Paper
from docgen.checks.rule import Amend, Fault, Said, Value, fault
from docgen.checks.spell import spelled
from docgen.findings import Severity
from docgen.text import dates

PRESENTED = (CI, PL, CO, FA, BC)
"""Papers of ours that are presented under a credit: made once it can be fulfilled."""

_NONE = Said("", "")


def stating(dossier: Dossier, name: str) -> Paper | None:
    """The contract, proforma or else our own contract that states a fact; None where none does.

    The name is that of `IssuedPaper`, `amount` or `terms/latest_shipment`. What the signed
    contract leaves out, ours says.
    """
    get = attrgetter(name.replace("/", "."))
    for kind in (SC, "proforma-invoice"):
        for paper in (*dossier.issued(kind), *dossier.all(kind)):
            if get(paper.facts) not in (None, "", ()):
                return paper
    return None


def told(value: Value) -> str:
    """A value in the words of a request to a bank."""
    return dates.english(value) if isinstance(value, date) else spelled(value, "en")


def unlike(
    tag: str,
    where: str,
    against: str,
    what: Said,
    actual: Value,
    expected: Value,
    *,
    clause: int = 0,
    severity: Severity | None = None,
    reads: str | None = None,
    should_read: str | None = None,
    measure: Said = _NONE,
) -> Fault:
    """A fact of the credit that is not as agreed; `what` is how a sentence calls it.

    `reads` and `should_read` are for the amendment, where they are not just the two values; an
    empty `against` is that nothing was agreed. `measure` leads to the expected value, in rules
    whose sentence depends on what that rests on.
    """
    stated = told(actual) if reads is None else reads
    wanted = told(expected) if should_read is None else should_read
    return fault(
        *filter(None, (where, against)),
        expected=expected,
        actual=actual,
        severity=severity,
        amend=Amend(tag, stated, wanted, clause),
        tag=tag,
        what=what,
        measure=measure,
    )


def clause_of(place: str) -> tuple[str, int]:
    """Tag and number, from 1, of a clause at `/credit/documents/0`."""
    _, _, name, index = place.split("/")
    return {"documents": "46A", "conditions": "47A"}[name], int(index) + 1
