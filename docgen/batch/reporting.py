"""`batch.json` and `report.html`: a line an order, written one after the other."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from docgen.batch.journal import Journal
from docgen.outbox import writing

JSON, PAGE = "batch.json", "report.html"
_STATES = {
    "made": "made 已出",
    "blocked": "blocked 被拦截",
    "failed": "failed 失败",
    "skipped": "made before 先前已出",
    "quarantined": "quarantined 已隔离",
}


def write(out: Path, journal: Journal) -> None:
    """Writes both reports into the folder of the batch.

    Raises:
        OutputError: they cannot be written.
    """
    _written(out / JSON, _json(journal))
    _written(out / PAGE, _page(journal))


def _written(path: Path, pieces: Iterator[str]) -> None:
    made = path.with_name(f".{path.name}")
    with writing(path):
        try:
            with made.open("w", encoding="utf-8") as file:
                file.writelines(pieces)
            made.replace(path)
        finally:
            made.unlink(missing_ok=True)


def _json(journal: Journal) -> Iterator[str]:
    counts = json.dumps(dict(sorted(journal.counts().items())))
    yield f'{{"schema_version": "1", "counts": {counts}, "orders": ['
    for number, each in enumerate(journal.outcomes()):
        yield ("," if number else "") + "\n" + json.dumps(each, ensure_ascii=False)
    yield "\n]}\n"


def _page(journal: Journal) -> Iterator[str]:
    from docgen.renderers.environment import html_environment
    from docgen.resources import shipped

    template = html_environment(shipped("templates").resolve()).get_template("report/batch.html")
    yield from template.generate(orders=journal.outcomes(), counts=journal.counts(), names=_STATES)
