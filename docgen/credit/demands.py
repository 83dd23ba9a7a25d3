"""What each clause of a credit asks for, and which clauses, or parts of one, were not understood.

    demands = demands_of(order.credit)
    for paper in demands.papers:            # one for each paper that 46A asks for, and each that
        paper.kind, paper.place             #   47A says more of (`paper.additional`)
        paper.copies.originals, paper.copies.fold, paper.copies.full_set
        paper.signed, paper.issuer, paper.consignee, paper.notify, paper.freight
        paper.percent, paper.cover, paper.claims_at
        for statement in paper.statements:  # SHOWING ..., CERTIFYING ..., MARKED "..."
            statement.text, statement.literal, statement.items
    demands.everywhere                      # what all papers must show: credit number, TIN ...
    demands.conditions                      # language, tolerance, charges ... by topic
    demands.soft                            # clauses that put payment in the buyer's hands
    demands.not_understood                  # clauses with `left`, the words nobody understood

Nothing is guessed: words that no pattern of `grammar.toml` covers are in `left`, as they read.
Places are JSON pointers into the order. A party is APPLICANT, BENEFICIARY, ISSUING BANK, SHIPPER
or CARRIER where the credit names it by its role, otherwise as it reads.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from docgen.credit.copies import Copies
from docgen.credit.records import (
    Condition,
    Everywhere,
    Item,
    PaperDemand,
    ReadClause,
    Soft,
    Statement,
)
from docgen.credit.understand import read_clause
from docgen.order.credit import Credit

__all__ = [
    "Condition",
    "Copies",
    "Demands",
    "Everywhere",
    "Item",
    "PaperDemand",
    "ReadClause",
    "Soft",
    "Statement",
    "demands_of",
]


@dataclass(frozen=True)
class Demands:
    """What a credit asks for, clause by clause, 46A first."""

    clauses: tuple[ReadClause, ...]

    @property
    def papers(self) -> tuple[PaperDemand, ...]:
        """The papers asked for, and what 47A says more of one."""
        return tuple(paper for clause in self.clauses for paper in clause.papers)

    @property
    def everywhere(self) -> tuple[Everywhere, ...]:
        """What all papers must show."""
        return tuple(each for clause in self.clauses for each in clause.everywhere)

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """Conditions without a paper."""
        return tuple(each for clause in self.clauses for each in clause.conditions)

    @property
    def soft(self) -> tuple[Soft, ...]:
        """Soft clauses."""
        return tuple(each for clause in self.clauses for each in clause.soft)

    @property
    def not_understood(self) -> tuple[ReadClause, ...]:
        """The clauses of which something is left over."""
        return tuple(clause for clause in self.clauses if clause.left)

    def of(self, kind: str) -> tuple[PaperDemand, ...]:
        """What is asked of papers of one kind."""
        return tuple(each for each in self.papers if kind == each.kind or kind in each.alternatives)


def demands_of(credit: Credit) -> Demands:
    """What the clauses of a credit ask for."""
    return Demands(tuple(_clauses(credit)))


def _clauses(credit: Credit) -> Iterator[ReadClause]:
    for name in ("documents", "conditions"):
        for index, text in enumerate(getattr(credit, name)):
            yield read_clause(f"/credit/{name}/{index}", text, additional=name == "conditions")
