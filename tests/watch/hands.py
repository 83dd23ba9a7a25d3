"""What stands for the workers where thousands of orders are tried: a paper made at once."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any, cast

from docgen import outbox
from docgen.batch import Outcome, Settings
from docgen.batch.pool import Task, Workers
from docgen.manifest import Manifest, PaperEntry, file_entry
from docgen.watch import answers
from docgen.watch.journal import Journal
from docgen.watch.places import Places
from docgen.watch.recovery import recover
from docgen.watch.state import Run, Watch


@dataclass
class Hands:
    """What stands for the workers: an order is done when it is handed over."""

    making: Path
    waiting: list[Task] = field(default_factory=list)

    @property
    def room(self) -> int:
        return 4 - len(self.waiting)

    def submit(self, task: Task, told: Callable[[], object]) -> None:
        self.waiting.append(task)

    def finished(self, _seconds: float) -> Iterator[Outcome]:
        while self.waiting:
            yield self.work(*self.waiting.pop(0))

    def work(self, index: int, source: Any) -> Outcome:
        raw = json.loads(source.data)
        digest = sha256(source.data).hexdigest()
        known = Outcome(index, source.name, raw["number"], digest)
        kinds = {"failed": "InputError", "crash": "ProcessExpired", "full": "ENOSPC"}
        if raw["fate"] in kinds:
            state = "failed" if raw["fate"] == "failed" else "quarantined"
            reason, error = raw["fate"], kinds[raw["fate"]]
            return Outcome(index, source.name, "", digest, state, reason, error=error)  # type: ignore[arg-type]
        content = source.data + b" printed"
        entry = file_entry("pdf", f"{raw['number']}.pdf", content, 1)
        papers = [PaperEntry(kind="packing-list", title="", state="made", files=(entry,))]
        if raw["fate"] == "blocked":
            papers.append(PaperEntry(kind="form-a", title="", state="blocked"))
        manifest = Manifest(
            order=raw["number"],
            revision=raw["revision"],
            as_of=date(2026, 4, 30),
            input_sha256=digest,
            versions={},
            papers=tuple(papers),
        )
        outbox.write(self.making, manifest, {entry.file: content})
        listed = tuple(
            {"kind": p.kind, "state": p.state, "files": [f.file for f in p.files]} for p in papers
        )
        state = raw["fate"]
        return Outcome(index, source.name, known.order, digest, state, papers=listed)


def begun(places: Places) -> Run:
    """A daemon that has recovered and has taken no turn yet."""
    journal = Journal(places.state)
    list(recover(journal, places, "render"))
    asked = Watch(places, Settings(out=places.making), free=0)
    hands = cast(Workers, Hands(places.making))
    return Run(asked, journal, hands, unanswered=set(answers.ready(journal)))
