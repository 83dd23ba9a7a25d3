"""What the watched folder costs: from a finished drop to its papers, and many files at once.

Run by `make bench`; `python -m tests.benchmarks.watch DROPS FILES` chooses how many.
"""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from tests.batch.orders import DAY, numbered, office
from tests.watch.folders import daemon, drop, watched

ALL = ("--formats", "pdf,docx", "--kinds", "", "--as-of", DAY)
PAUSE = 1.0
"""Seconds between two drops: the workers are idle, as at two orders a minute."""


def five_lines(number: int) -> dict[str, Any]:
    """An order of five lines with every paper that it has facts for."""
    raw = numbered(number)
    goods, packing = raw["goods"][0], raw["packing"][0]
    fifth = str(int(goods["quantity"]) // 5)
    raw["goods"] = [{**goods, "line": n, "sku": f"SKU-{n}", "quantity": fifth} for n in range(1, 6)]
    raw["packing"] = [_packed(packing, n) for n in range(1, 6)]
    return raw


def _packed(packing: dict[str, Any], line: int) -> dict[str, Any]:
    contents = [{**packing["contents"][0], "line": line}]
    count = packing["count"] // 5
    numbers = {"first": (line - 1) * count + 1, "last": line * count}
    return {**packing, "count": count, "contents": contents, "numbers": numbers}


def latency(drops: int) -> None:
    """Seconds from the rename that finishes a drop until its papers, and until its answer."""
    with tempfile.TemporaryDirectory() as place:
        folder = watched(Path(place))
        published, answered = [], []
        with daemon(folder, *ALL, "--workers", "2"):
            for number in range(drops + 2):
                begun = time.perf_counter()
                drop(folder, f"{number}.json", json.dumps(five_lines(number)).encode())
                _until(folder / "out" / f"EX26-{number:05}" / "rev00" / "manifest.json")
                seen = time.perf_counter()
                _until(folder / "done" / f"{number}.json")
                if number >= 2:  # both workers are warm by then
                    published.append(seen - begun)
                    answered.append(time.perf_counter() - begun)
                time.sleep(PAUSE)
    for name, values in (("published", published), ("answered", answered)):
        print(f"drop to {name}: median {statistics.median(values):.2f} s, max {max(values):.2f} s")


def burst(files: int) -> None:
    """Orders a second of many files at once, beside `docgen batch` on the same files."""
    import subprocess

    with tempfile.TemporaryDirectory() as place:
        folder, plain = watched(Path(place)), office(Path(place) / "plain")
        for number in range(files):
            content = json.dumps(five_lines(number)).encode()
            (folder / "inbox" / f"{number}.json").write_bytes(content)
            (plain / f"{number}.json").write_bytes(content)
        rates = {}
        for name, command in (
            ("batch", ["batch", str(plain), "-o", f"{place}/out", *ALL, "--workers", "2"]),
            ("watch", ["watch", str(folder), "--once", *ALL, "--workers", "2", "--free", "0"]),
        ):
            begun = time.perf_counter()
            subprocess.run(
                [sys.executable, "-m", "docgen", *command], check=True, capture_output=True
            )
            rates[name] = files / (time.perf_counter() - begun)
            print(f"{files} files by {name}: {rates[name]:.2f} orders a second")
        print(f"watch reaches {rates['watch'] / rates['batch']:.0%} of batch")


def _until(path: Path) -> None:
    end = time.monotonic() + 60
    while not path.exists():
        if time.monotonic() > end:
            raise SystemExit(f"{path} never came")
        time.sleep(0.005)


if __name__ == "__main__":
    asked = [int(each) for each in sys.argv[1:]] or [20, 200]
    latency(asked[0])
    burst(asked[1])
