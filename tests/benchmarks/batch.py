"""Prints how a batch grows with its workers, and whether a worker's memory stays flat."""

from __future__ import annotations

import multiprocessing
import os
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from docgen import api
from docgen.api.asked import Asked
from docgen.api.sets import render_data
from docgen.batch import Batch, Settings, run_batch
from tests import memory
from tests.batch.orders import write
from tests.benchmarks.run import bare, first_lines, invoice_of, pairs, say

ORDERS = 160
ALONE = 60
"""Invoices that a process prints to show what the machine gives."""


def run(folder: Path, out: Path, count: int) -> Iterator[tuple[float, float]]:
    """When each order was done, and the memory of the largest worker at that time, in MiB."""
    settings = Settings(out=out, formats=("pdf",), as_of=date(2026, 4, 30))
    for outcome in run_batch(Batch((folder,), settings, workers=count)):
        assert outcome.state == "made", outcome
        yield (
            time.perf_counter(),
            max((memory.held(worker.name) for worker in workers()), default=0),
        )


def workers() -> list[Path]:
    """The worker processes of this one, as /proc has them."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            ours = f"\nPPid:\t{os.getpid()}\n" in (entry / "status").read_text()
            if ours and b"spawn_main" in (entry / "cmdline").read_bytes():
                found.append(entry)
        except OSError:
            continue
    return found


def overhead(folder: Path) -> None:
    """What the way of an order costs beside the printing of its papers."""
    path, out = sorted(folder.glob("*.json"))[0], folder.parent / "one"
    office, day = api.company_of(path), date(2026, 4, 30)
    order = api.load_order(path)
    papers = api.build(order, office, as_of=day)

    def whole() -> None:
        asked = Asked(office, formats=("pdf",), as_of=day)
        render_data(path.read_bytes(), path, out, asked)

    ours, bare, ratio = pairs(whole, lambda: [api.render(each, "pdf", office) for each in papers])
    say(
        f"an order of {len(papers)} papers to its folder against bare rendering",
        ours,
        bare,
        ratio,
        "at most 1.15",
    )


def alone(together: Any, seconds: Any) -> None:
    """Prints invoices in a process that shares nothing with any other; says how long it took."""
    paper, office = invoice_of(first_lines(5)), bare()
    api.render(paper, "pdf", office)
    together.wait()
    begun = time.perf_counter()
    for _ in range(ALONE):
        api.render(paper, "pdf", office)
    seconds.put(time.perf_counter() - begun)


def machine(count: int) -> float:
    """Invoices a second of so many processes that share nothing but the machine."""
    spawn = multiprocessing.get_context("spawn")
    together, seconds = spawn.Barrier(count), spawn.Queue()
    processes = [spawn.Process(target=alone, args=(together, seconds)) for _ in range(count)]
    for process in processes:
        process.start()
    slowest = max(seconds.get() for _ in processes)
    for process in processes:
        process.join()
    return count * ALONE / slowest


def main() -> None:
    rates = {}
    with tempfile.TemporaryDirectory() as name:
        folder = write(Path(name) / "in", ORDERS)
        overhead(folder)
        for count in (1, 2):
            moments = list(run(folder, Path(name) / f"out{count}", count))
            warm = ORDERS // 4  # until then workers start, and what they keep is being filled
            taken = moments[-1][0] - moments[warm][0]
            rates[count] = (ORDERS - warm - 1) / taken
            print(f"{count} workers: {rates[count]:.2f} orders of 3 papers a second (pdf)")
            if count == 1:
                early, late = moments[warm][1], moments[-1][1]
                slope = (late - early) / (ORDERS - warm) * 1000
                print(f"memory of a worker: {late:.0f} MiB (at most 250), ", end="")
                print(f"{slope:+.1f} MiB per 1,000 orders (under 1)")
    print(f"two workers make {rates[2] / rates[1]:.2f} times as many as one (at least 1.85);")
    print(f"two processes that share nothing but this machine, {machine(2) / machine(1):.2f} times")


if __name__ == "__main__":
    main()
