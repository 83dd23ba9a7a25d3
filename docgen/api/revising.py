"""A paper and the one that was issued before it: new, revised, a duplicate, or not needed again."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from docgen.checks.papers import Paper
from docgen.documents.kinds import KINDS
from docgen.documents.parts import Document
from docgen.findings import pointer
from docgen.ledger import Ledger, PaperIssued
from docgen.ledger.numbers import key_of
from docgen.order.issued import IssuedPaper


@dataclass(frozen=True)
class Printing:
    """A paper beside what the ledger has of it.

    Attributes:
        facts: what stands on it.
        before: the revision that stands; None where there is none.
        revision: 0 at first; counted up where the text changed.
    """

    document: Document
    facts: IssuedPaper
    before: Any
    revision: int

    @property
    def kind(self) -> str:
        """Kind of paper."""
        return self.document.kind

    @property
    def number(self) -> str:
        """The number that names it; papers without one go by their invoice's."""
        return number_of(self.facts)

    @property
    def same(self) -> bool:
        """Whether it was issued before with the same text."""
        return self.before is not None and self.before.text_sha256 == text_sha256(self.document)

    @property
    def marked(self) -> Document:
        """The paper with `REVISED 1 修订1` or `DUPLICATE 副本` at its head, where it is one."""
        if KINDS[self.kind].form:
            return self.document
        en, zh = "", ""
        if self.revision:
            en, zh = f"REVISED {self.revision} ", f"修订{self.revision} "
        if self.same:
            en, zh = f"{en}DUPLICATE", f"{zh}副本"
        spoken = {"en": (en,), "zh": (zh,)}.get(self.document.languages, (en, zh))
        words = " ".join(part.strip() for part in spoken if part)
        meta = self.document.meta.model_copy(update={"mark": words})
        return self.document.model_copy(update={"meta": meta})

    @property
    def entry(self) -> PaperIssued:
        """The paper as the ledger keeps it."""
        return PaperIssued(
            kind=self.document.kind,
            number=self.number,
            revision=self.revision,
            duplicate=self.same,
            date=self.document.meta.date,
            text_sha256=text_sha256(self.document),
            facts=self.facts.model_dump(mode="json", exclude_defaults=True),
        )


@dataclass(frozen=True)
class Change:
    """A field of an order, as it was and as it is; empty where there is none."""

    where: str
    before: str
    after: str


def printings(
    documents: Iterable[Document], ours: Iterable[Paper], rows: Iterable[Any]
) -> tuple[Printing, ...]:
    """Each paper of an order with its facts and what the ledger has of it.

    `ours` are the same papers as the checks read them, kind by kind in the same order; `rows` are
    the papers on record, oldest first.
    """
    facts = defaultdict[str, list[IssuedPaper]](list)
    for each in ours:
        facts[each.kind].append(each.facts)
    known = {(row.kind, row.key): row for row in rows}
    return tuple(_printing(each, facts[each.kind].pop(0), known) for each in documents)


def _printing(
    document: Document, facts: IssuedPaper, known: dict[tuple[str, str], Any]
) -> Printing:
    last = known.get((document.kind, key_of(number_of(facts))))
    if last is None:
        return Printing(document, facts, None, 0)
    before = last if last.state == "issued" else None
    same = before is not None and before.text_sha256 == text_sha256(document)
    return Printing(document, facts, before, last.revision + (not same))


def number_of(facts: IssuedPaper) -> str:
    """The number that names a paper of an order; its invoice's where it has none of its own."""
    return facts.number or facts.invoice_number


def text_sha256(document: Document) -> str:
    """Hash of what stands on a paper, whatever is marked at its head."""
    text = document.model_dump_json(exclude={"meta": {"draft", "mark"}})
    return sha256(text.encode()).hexdigest()


def changes(before: Any, after: Any, path: tuple[str | int, ...] = ()) -> Iterator[Change]:
    """What differs between two orders, field by field."""
    if isinstance(before, dict) and isinstance(after, dict):
        for key in dict.fromkeys((*before, *after)):
            yield from changes(before.get(key), after.get(key), (*path, key))
    elif isinstance(before, list) and isinstance(after, list):
        for index in range(max(len(before), len(after))):
            one, other = (each[index] if index < len(each) else None for each in (before, after))
            yield from changes(one, other, (*path, index))
    elif before != after:
        yield Change(pointer(path), _shown(before), _shown(after))


def _shown(value: Any) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def old_files(ledger: Ledger, outdated: tuple[Printing, ...]) -> list[str]:
    """The files of papers that no longer hold, by folder and name."""
    found = []
    for each in outdated:
        (row,) = [r for r in ledger.issues(state="done") if r.job == each.before.job]
        names: dict[str, Any] = json.loads(row.files)
        stem = f"{each.document.meta.stem}."
        found += [f"r{row.run:02}/{name}" for name in names if name.startswith(stem)]
    return found
