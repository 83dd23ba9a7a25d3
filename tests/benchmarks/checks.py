"""Prints what the checks cost: a 20-line order, a thousand orders from files, and growth."""

from __future__ import annotations

import json
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import cycle
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
    """A clean order of so many articles, with every paper that the clean sample has lines on."""
    raw = changed(TT, {})
    raw["goods"] = _repeated(raw["goods"], count)
    raw["packing"] = list(_packed(raw["packing"], count))
    raw["purchases"][0]["lines"] = _repeated(raw["purchases"][0]["lines"], count)
    raw["confirmed_prices"] = _repeated(raw["confirmed_prices"], count)
    del raw["declared"], raw["shipment"]["containers"]
    issued, raw["issued"] = raw["issued"], []
    totals = api.compute(order(raw), company())
    figures = {
        "amount": str(totals.amount),
        "quantity": str(totals.quantity[0].quantity),
        "packages": totals.package_count,
        "net_weight_kg": str(totals.net_weight),
        "gross_weight_kg": str(totals.gross_weight),
        "volume_m3": str(totals.volume),
    }
    marks = raw["shipment"]["marks"].replace("500", str(totals.package_count))
    raw["shipment"]["marks"] = raw["purchases"][0]["marks"] = marks
    raw["certificates"][0] |= {key: figures[key] for key in ("amount", "quantity")}
    raw["receipts"][0]["amount"] = str(totals.deposit)
    raw["receipts"][1]["amount"] = str(totals.balance)
    for paper in issued:
        paper.update({key: figures[key] for key in figures if key in paper})
        if "marks" in paper:
            paper["marks"] = marks
        paper["lines"] = _cycled(paper.get("lines", []), count)
        for words in ("amount_in_words", "packages_in_words", "containers", "seals", "vgm_kg"):
            paper.pop(words, None)
    issued[6]["amount"] = str(totals.amount * 110 / 100)
    return order(raw | {"issued": issued[:-1]})


def _packed(groups: list[dict[str, Any]], count: int) -> Iterator[dict[str, Any]]:
    """A group of packages for each line, numbered on."""
    first = 1
    for number, group in zip(range(1, count + 1), cycle(groups), strict=False):
        last = first + group["count"] - 1
        contents = [{**group["contents"][0], "line": number}]
        yield group | {"contents": contents, "numbers": {"first": first, "last": last}}
        first = last + 1


def _cycled(rows: list[dict[str, Any]], count: int) -> list[dict[str, Any]]:
    """The rows over and over, each article under a number of its own."""
    return [
        row | ({"sku": f"{row['sku']}-{number}"} if "sku" in row else {})
        for number, row in zip(range(count if rows else 0), cycle(rows), strict=False)
    ]


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
