"""Papers and the credit they are presented under, as the rules read them; with or without an order.

A rule that compares papers with each other or with the credit reads a `Dossier`; one that needs
facts of the order reads a `Deal`, which is a dossier with its order.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from docgen.checks.articles import Articles, articles_of
from docgen.checks.papers import CI, Paper, as_they_read
from docgen.order.audit_file import AuditFile
from docgen.order.credit import Credit
from docgen.order.papers import Presentation
from docgen.tables import Tables


@dataclass(frozen=True, kw_only=True)
class Dossier:
    """Everything that is known of a set of papers.

    Attributes:
        as_of: the day on which they are judged.
        tables: facts of the world.
        credit: the credit under which they are presented.
        presentation: when and to whom they are presented.
        ours: papers that docgen prints, as they will read.
        theirs: the papers under `issued`, as they read.
    """

    as_of: date
    tables: Tables
    credit: Credit | None = None
    presentation: Presentation | None = None
    ours: tuple[Paper, ...] = ()
    theirs: tuple[Paper, ...] = ()

    @property
    def papers(self) -> tuple[Paper, ...]:
        """All papers, ours first."""
        return (*self.ours, *self.theirs)

    def issued(self, *kinds: str) -> tuple[Paper, ...]:
        """The papers of these kinds under `issued`."""
        return tuple(paper for paper in self.theirs if paper.kind in kinds)

    def all(self, *kinds: str) -> tuple[Paper, ...]:
        """The papers of these kinds, ours first."""
        return tuple(paper for paper in self.papers if paper.kind in kinds)

    @property
    def contract(self) -> Paper | None:
        """The sales contract as signed, or the proforma invoice that stands for it.

        The one under `issued`, or else our own.
        """
        for kind in ("sales-contract", "proforma-invoice"):
            for paper in (*self.issued(kind), *self.all(kind)):
                return paper
        return None

    @property
    def invoice(self) -> Paper | None:
        """The commercial invoice under `issued`; the first where there are several."""
        return next(iter(self.issued(CI)), None)

    @cached_property
    def articles(self) -> Articles:
        """The articles of the invoice, or else of the contract, and what papers' lines mean."""
        measure = self.invoice or self.contract
        if measure is None:
            return Articles({}, {each.place: ("",) * len(each.facts.lines) for each in self.theirs})
        return articles_of((), measure, self.theirs)


def dossier_of(file: AuditFile, tables: Tables, as_of: date) -> Dossier:
    """The dossier that a file holds."""
    return Dossier(
        as_of=as_of,
        tables=tables,
        credit=file.credit,
        presentation=file.presentation,
        theirs=as_they_read(file.issued),
    )
