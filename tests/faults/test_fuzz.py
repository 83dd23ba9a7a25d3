"""Damaged order files are accepted or refused with a code, within time and memory.

`DOCGEN_FUZZ` is how many inputs, `DOCGEN_SEED` where they start; `make soak` judges a million.
Two thirds are damaged bytes, most others structures that are no longer an order; about one in
sixteen still is one and goes through every rule. `DOCGEN_PAPERS` changed orders are printed too.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from contextlib import ExitStack
from typing import Any, Literal

from docgen import api
from docgen.api.papers import Style
from docgen.errors import InputError, RenderError
from docgen.intake import read_order
from docgen.order import Order
from tests.faults import fuzz, mutate
from tests.samples import ROOT, company, papers

COUNT = int(os.environ.get("DOCGEN_FUZZ", "2000"))
PAPERS = int(os.environ.get("DOCGEN_PAPERS", "6"))
SEED = int(os.environ.get("DOCGEN_SEED", "20261125"))
PROCESSES = 2
FORMATS: tuple[Literal["pdf", "docx"], ...] = ("pdf", "docx")


def test_every_damaged_file_is_accepted_or_refused_with_a_code() -> None:
    tallies = _tallies(COUNT)
    for tally in tallies:
        print(_line(tally))
        assert not tally["wrong"], f"seed {tally['seed']}:\n" + "\n".join(tally["wrong"])
        assert 0 < tally["mebibytes"] < fuzz.MEBIBYTES
        assert set(tally["outcomes"]) == {"refused", "checked"}
    assert sum(sum(tally["outcomes"].values()) for tally in tallies) >= COUNT


def _tallies(count: int) -> list[dict[str, Any]]:
    each = -(-count // PROCESSES)
    command = [sys.executable, "-m", "tests.faults.fuzz"]
    with ExitStack() as stack:
        running = [
            stack.enter_context(
                subprocess.Popen([*command, str(seed), str(each)], cwd=ROOT, stdout=subprocess.PIPE)
            )
            for seed in range(SEED, SEED + PROCESSES)
        ]
        said = [process.communicate()[0] for process in running]
    return [json.loads(each) for each in said]


def _line(tally: dict[str, Any]) -> str:
    shown = {key: value for key, value in tally.items() if key != "wrong"}
    return f"fuzz {json.dumps(shown)}"


def test_a_paper_of_a_changed_order_is_printed_whole_or_refused() -> None:
    chance, printed = random.Random(SEED), 0
    while printed < PAPERS:
        order = _order(mutate.facts(chance))
        if order is None:
            continue
        try:
            paper = chance.choice(papers(order))
            for format in FORMATS:
                api.render(paper, format, company(), Style(draft=True, prove=True))
        except (InputError, RenderError) as error:
            assert str(error)
        printed += 1


def _order(data: bytes) -> Order | None:
    try:
        return read_order(data, company().tables, company().profile)
    except InputError:
        return None


def test_half_of_a_character_in_a_key_can_be_reported() -> None:
    for data in (
        b'{"\\ud800": NaN}',
        b'{"\\ud800": 1, "\\ud800": 1}',
        b'{"goods": [{"\\ud800": 1}]}',
    ):
        assert fuzz.judged(data, _Always()) == "refused"


class _Always(random.Random):
    """Chance by which each report is written."""

    def random(self) -> float:
        return 0.0
