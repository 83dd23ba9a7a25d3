"""Prints whether workers stay as small and as quick over many orders of seven papers each.

`DOCGEN_ORDERS` says how many orders, 300 unless told; 10,000 take hours. `DOCGEN_WORKERS` says how
many work side by side, one unless told. Time is what a worker's processor spent, so that what else
the machine does counts little. A worker gives way to a new one after some hundred orders, and its
memory is judged over the life of each.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from docgen.batch import Batch, Settings, run_batch
from tests import memory
from tests.benchmarks.batch import workers
from tests.benchmarks.run import SIX
from tests.samples import AS_OF, SAMPLES

ORDERS = int(os.environ.get("DOCGEN_ORDERS", "300"))
WORKERS = int(os.environ.get("DOCGEN_WORKERS", "1"))
KINDS = (*SIX, "booking-note")
_COLD = 20
"""Orders until a worker has filled what it keeps."""
_TOGETHER = 10
"""Orders of one worker whose time is read as one: workers do not take turns order by order."""


@dataclass(frozen=True)
class Reading:
    """A worker after an order of any: MiB, seconds of processor since it started."""

    memory: float
    spent: float


Life = list[Reading]
"""What was read of one worker; as many readings for each of its orders as there are workers."""


def write(path: Path, count: int) -> None:
    """So many orders that differ in their numbers, one a line."""
    order = json.loads((SAMPLES / "t04-korea-garlic" / "order.json").read_bytes())
    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            order["number"] = order["invoice"]["number"] = f"EX26-{number:06}"
            for certificate in order["certificates"]:
                certificate["contract_number"] = order["number"]
            file.write(json.dumps(order, ensure_ascii=False) + "\n")


def lives(orders: Path, out: Path) -> list[Life]:
    """The lives of all workers; the papers are thrown away, or they would fill the disk."""
    settings = Settings(out=out, kinds=KINDS, as_of=AS_OF, profile=SAMPLES / "docgen.toml")
    read = dict[str, Life]()
    for outcome in run_batch(Batch((orders,), settings, workers=WORKERS)):
        assert outcome.state == "made", outcome
        assert len(outcome.papers) == len(KINDS), outcome
        shutil.rmtree(out / outcome.folder)
        for worker in workers()[:WORKERS]:
            try:
                reading = Reading(memory.held(worker.name), _spent(worker))
            except OSError:  # it gave way to another one
                continue
            read.setdefault(worker.name, []).append(reading)
            if outcome.index % 100 == 99:
                print(f"{outcome.index + 1} orders: {reading.memory:.0f} MiB", flush=True)
    return [life[_COLD * WORKERS :] for life in read.values()]


def _spent(worker: Path) -> float:
    fields = (worker / "stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def slope(life: Life) -> float:
    """MiB that a warm worker grows by in 1,000 orders, by least squares."""
    held = [reading.memory for reading in life]
    return statistics.linear_regression(range(len(held)), held).slope * 1000 * WORKERS


def costs(life: Life) -> Iterator[float]:
    """Seconds of processor that an order took, over a few orders at a time."""
    for first, last in pairwise(life[:: _TOGETHER * WORKERS]):
        yield (last.spent - first.spent) / _TOGETHER


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        orders = Path(name) / "orders.jsonl"
        write(orders, ORDERS)
        read = lives(orders, Path(name) / "out")
    read = [life for life in read if len(life) > 2 * _TOGETHER * WORKERS]
    taken = [cost for life in read for cost in costs(life)]
    tenth = max(len(taken) // 10, 1)
    start, end = statistics.median(taken[:tenth]), statistics.median(taken[-tenth:])
    print(f"{ORDERS} orders of {len(KINDS)} papers, PDF and Word, {WORKERS} at a time:")
    print(
        f"an order takes {start:.2f} s of processor at the start and {end:.2f} s at the end,"
        f" ratio {end / start:.3f} (at most 1.05)"
    )
    most = max(reading.memory for life in read for reading in life)
    print(f"a worker takes {most:.0f} MiB (at most 250), ", end="")
    print(f"{statistics.mean(map(slope, read)):+.2f} MiB per 1,000 orders (under 1)")


if __name__ == "__main__":
    main()
