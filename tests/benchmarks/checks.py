"""Prints what the checks cost: a 20-line order, a thousand orders from files, and growth."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path
from typing import Any

from docgen import api, checks
from docgen.order import Order
from tests.checks.orders import AS_OF as JUDGED
from tests.checks.orders import TT, changed, order
from tests.samples import AS_OF, GOOD, company, path_of

DAY = JUDGED[TT]
ORDERS = 1000
CASES = tuple(case for case in GOOD if case.startswith("t"))
_ROUNDS = {20: 51, 200: 11, 2000: 3}


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


def without_rows(made: Order) -> Order:
    """The order with only those papers of others that have no goods lines."""
    return made.model_copy(update={"issued": tuple(each for each in made.issued if not each.lines)})


def checking(made: Order, rounds: int) -> float:
    context = api.context_of(made, company(), DAY)
    return milliseconds(lambda: checks.check(made, context), rounds)


def growth() -> None:
    twenty = of_lines(20)
    print(f"all rules on a 20-line order: {checking(without_rows(twenty), 101):.1f} ms (at most 5)")
    print(f"and with six papers of others of 20 lines each: {checking(twenty, 51):.1f} ms")
    taken = {lines: checking(of_lines(lines), rounds) for lines, rounds in _ROUNDS.items()}
    each = ", ".join(
        f"{lines} lines {ms:.0f} ms ({ms / lines * 1000:.0f} µs a line)"
        for lines, ms in taken.items()
    )
    print(f"growth with lines: {each} (linear)")


def many_orders() -> None:
    """The sample orders over and over, each as a file of its own."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{number}.json" for number in range(ORDERS)]
        for path, case in zip(paths, cycle(CASES), strict=False):
            path.write_bytes(path_of(case).read_bytes())
        api.check_file(paths[0], company(), AS_OF)
        start = time.perf_counter()
        for path in paths:
            api.check_file(path, company(), AS_OF)
        taken = time.perf_counter() - start
    print(f"{ORDERS} orders checked from files: {ORDERS / taken:.0f} a second (at least 300)")


def main() -> None:
    growth()
    many_orders()


if __name__ == "__main__":
    main()
