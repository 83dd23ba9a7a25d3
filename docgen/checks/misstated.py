"""What papers of others state wrongly, gathered: one slip is one fault on however many papers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from docgen.checks.dossier import Dossier
from docgen.checks.papers import ALL, Paper
from docgen.checks.rule import Fault, Said, Value, fault
from docgen.checks.shipments import guarded, listed
from docgen.checks.words import norm
from docgen.findings import Severity


class Wrong(NamedTuple):
    """A fact of a paper that is not what the order has.

    Attributes:
        name: name of the fact on the paper, `port_of_loading`.
        at: JSON pointer of what it is compared with.
        what: how a sentence calls it.
        weight: where it weighs less than the rule's faults usually do.
    """

    paper: Paper
    name: str
    at: str
    expected: Value
    actual: str | Said
    what: Said
    weight: Severity | None = None


def gathered(dossier: Dossier, found: Iterable[Wrong]) -> Iterator[Fault]:
    """One fault for each wrong value of a fact, with all papers that have it."""
    alike: dict[tuple[str, str, str, Severity | None], list[Wrong]] = defaultdict(list)
    for each in found:
        text = each.actual if isinstance(each.actual, str) else each.actual.en
        alike[each.name, each.at, norm(text), each.weight].append(each)
    for those in alike.values():
        yield _fault(dossier, those)


def _fault(dossier: Dossier, those: Sequence[Wrong]) -> Fault:
    first, papers = those[0], [each.paper for each in those]
    held = {kind for paper in papers for kind in guarded(paper)}
    return fault(
        *(each.paper.at(each.name) for each in those),
        first.at,
        expected=first.expected,
        actual=first.actual,
        severity=first.weight,
        guards=tuple(kind for kind in ALL if kind in held),
        what=first.what,
        papers=listed(dossier, papers),
    )
