"""Many orders for a batch: the starting order under other numbers, some of them bad."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

from tests.samples import SAMPLES

_STARTER = json.loads((SAMPLES / "starter" / "order.json").read_bytes())
DAY = "2026-04-30"


def numbered(number: int) -> dict[str, Any]:
    """A good order of that number, its contract and invoice small enough to print quickly."""
    raw = copy.deepcopy(_STARTER)
    raw["number"] = f"EX26-{number:05}"
    raw["invoice"]["number"] = f"EX26-{number:05}-INV"
    return raw


def bad(number: int, kind: int) -> bytes:
    """An order with one of five faults: torn, no object, a field missing, blocked, a wrong code."""
    raw = numbered(number)
    if kind % 5 == 0:
        whole = json.dumps(raw).encode()
        return whole[: len(whole) // 2]
    if kind % 5 == 1:
        return b"[]"
    if kind % 5 == 2:
        del raw["goods"][0]["price"]
    elif kind % 5 == 3:
        raw["packing"][0]["gross_weight_kg"] = "10.00"
    else:
        raw["goods"][0]["unit"] = "WHATS"
    return json.dumps(raw).encode()


def office(folder: Path) -> Path:
    """A folder with a company profile, for orders to lie in."""
    folder.mkdir(parents=True)
    profile = (SAMPLES / "starter" / "docgen.toml").read_bytes()
    (folder / "docgen.toml").write_bytes(profile)
    return folder


def write(folder: Path, good: int, wrong: int = 0) -> Path:
    """An office with so many good orders and so many bad ones among them."""
    office(folder)
    step = (good + wrong) // wrong if wrong else 0
    for number in range(good + wrong):
        is_bad = wrong and number % step == 0 and number // step < wrong
        content = bad(number, number // step) if is_bad else json.dumps(numbered(number)).encode()
        (folder / f"{number:05}.json").write_bytes(content)
    return folder
