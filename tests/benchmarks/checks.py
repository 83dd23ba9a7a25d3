"""Prints what the checks cost: a 20-line order, a thousand orders from files, and growth."""

from __future__ import annotations

import json
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from docgen import api, checks
from docgen.order import Order
from tests.checks.orders import AS_OF, TT, changed, order
from tests.samples import company

DAY = AS_OF[TT]
ORDERS = 1000


def milliseconds(action: Callable[[], object], rounds: int) -> float:
    action()
    taken = []
    for _ in range(rounds):
        start = time.perf_counter()
        action()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken) * 1000


def of_lines(count: int) -> Order:
    """The clean order with its lines, packing, purchases and papers repeated."""
    raw = changed(TT, {})
    raw["goods"] = _repeated(raw["goods"], count)
    raw["packing"] = [
        group | {"contents": [{**group["contents"][0], "line": number}], "numbers": None}
        for number, group in enumerate(_cycled(raw["packing"], count), start=1)
    ]
    lines = raw["purchases"][0]["lines"]
    raw["purchases"][0]["lines"] = _repeated(lines, count)
    raw["confirmed_prices"] = _repeated(raw["confirmed_prices"], count)
    for paper in raw["issued"]:
        if "lines" in paper:
            paper["lines"] = _cycled(paper["lines"], count)
    del raw["declared"]
    return order(raw)


def _cycled(rows: list[dict[str, Any]], count: int) -> list[dict[str, Any]]:
    return [rows[number % len(rows)] for number in range(count)]


def _repeated(rows: list[dict[str, Any]], count: int) -> list[dict[str, Any]]:
    return [row | {"line": number} for number, row in enumerate(_cycled(rows, count), start=1)]


def checking(lines: int, rounds: int) -> float:
    made = of_lines(lines)
    context = api.context_of(made, company(), DAY)
    return milliseconds(lambda: checks.check(made, context), rounds)


def growth() -> None:
    taken = {lines: checking(lines, rounds) for lines, rounds in ((20, 51), (200, 11), (2000, 3))}
    print(f"all rules on a 20-line order: {taken[20]:.1f} ms (at most 5)")
    each = ", ".join(
        f"{lines} lines {ms:.1f} ms ({ms / lines * 1000:.0f} µs a line)"
        for lines, ms in taken.items()
    )
    print(f"growth with lines: {each} (linear)")


def many_orders() -> None:
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{number}.json" for number in range(ORDERS)]
        for number, path in enumerate(paths):
            raw = changed(TT, {"/number": f"NB-{number}"})
            path.write_text(json.dumps(raw, ensure_ascii=False), "utf-8")
        api.check_file(paths[0], company(), DAY)
        start = time.perf_counter()
        for path in paths:
            api.check_file(path, company(), DAY)
        taken = time.perf_counter() - start
    print(f"{ORDERS} orders checked from files: {ORDERS / taken:.0f} a second (at least 300)")


def main() -> None:
    growth()
    many_orders()


if __name__ == "__main__":
    main()
