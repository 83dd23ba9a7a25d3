"""Prints whether one worker stays as small and as quick over many orders of seven papers each.

`DOCGEN_ORDERS` says how many, 300 unless told; 10,000 take hours. Time is what the worker's
processor spent, so that what else the machine does counts little. A worker gives way to a new one
after some hundred orders, and its memory is judged over the life of each.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise
from pathlib import Path

from docgen.batch import Batch, Settings, run_batch
from tests.benchmarks.batch import memory, workers
from tests.benchmarks.run import SIX
from tests.samples import AS_OF, SAMPLES

ORDERS = int(os.environ.get("DOCGEN_ORDERS", "300"))
KINDS = (*SIX, "booking-note")
_COLD = 20
"""Orders until a worker has filled what it keeps."""


@dataclass(frozen=True)
class Reading:
    """The worker after an order: its process, MiB, seconds of processor since it started."""

    worker: str
    memory: float
    spent: float


def write(path: Path, count: int) -> None:
    """So many orders that differ in their numbers, one a line."""
    order = json.loads((SAMPLES / "t04-korea-garlic" / "order.json").read_bytes())
    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            order["number"] = order["invoice"]["number"] = f"EX26-{number:06}"
            for certificate in order["certificates"]:
                certificate["contract_number"] = order["number"]
            file.write(json.dumps(order, ensure_ascii=False) + "\n")


def readings(orders: Path, out: Path) -> Iterator[Reading]:
    """The worker after each order; the papers are thrown away, or they would fill the disk."""
    settings = Settings(out=out, kinds=KINDS, as_of=AS_OF, profile=SAMPLES / "docgen.toml")
    for outcome in run_batch(Batch((orders,), settings, workers=1)):
        assert outcome.state == "made", outcome
        assert len(outcome.papers) == len(KINDS), outcome
        shutil.rmtree(out / outcome.folder)
        for worker in workers()[:1]:
            reading = Reading(worker.name, memory(worker) / 1024, _spent(worker))
            if outcome.index % 100 == 99:
                print(f"{outcome.index + 1} orders: {reading.memory:.0f} MiB", flush=True)
            yield reading


def _spent(worker: Path) -> float:
    fields = (worker / "stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def slope(life: list[Reading]) -> float:
    """MiB that a warm worker grows by in 1,000 orders, by least squares."""
    warm = [reading.memory for reading in life[_COLD:]]
    return statistics.linear_regression(range(len(warm)), warm).slope * 1000


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        orders = Path(name) / "orders.jsonl"
        write(orders, ORDERS)
        read = list(readings(orders, Path(name) / "out"))
    lives = [list(life) for _, life in groupby(read, lambda reading: reading.worker)]
    lives = [life for life in lives if len(life) > 2 * _COLD]
    costs = [b.spent - a.spent for life in lives for a, b in pairwise(life[_COLD:])]
    tenth = max(len(costs) // 10, 10)
    start, end = statistics.median(costs[:tenth]), statistics.median(costs[-tenth:])
    print(f"{ORDERS} orders of {len(KINDS)} papers, PDF and Word, one worker at a time:")
    print(
        f"an order takes {start:.2f} s of processor at the start and {end:.2f} s at the end,"
        f" ratio {end / start:.2f} (at most 1.05)"
    )
    most = max(reading.memory for reading in read)
    print(f"a worker takes {most:.0f} MiB (at most 250), ", end="")
    print(f"{statistics.mean(map(slope, lives)):+.2f} MiB per 1,000 orders (under 1)")


if __name__ == "__main__":
    main()
