"""The daemon under steady load: memory, open files and the delay of an order stay flat.

`DOCGEN_SOAK_SECONDS` is how long: 20 by default, 180 in the soak, a day by hand.
"""

from __future__ import annotations

import os
import time
from pathlib import Path
from statistics import median

import pytest

from tests import memory
from tests.faults import checker
from tests.watch.folders import daemon, drop, order, until, watched

pytestmark = pytest.mark.root
SECONDS = float(os.environ.get("DOCGEN_SOAK_SECONDS", "20"))


def open_files(pid: int) -> int:
    return len(list(Path(f"/proc/{pid}/fd").iterdir()))


def test_memory_files_and_delay_stay_flat(tmp_path: Path) -> None:
    place, files = watched(tmp_path), dict[str, bytes]()
    took, mebibytes, handles = list[float](), list[float](), list[int]()
    end = time.monotonic() + SECONDS
    with daemon(place, "--formats", "docx") as process:
        while time.monotonic() < end or len(took) < 24:
            name = f"{len(files) + 1}.json"
            files[name] = order(len(files) + 1)
            begun = time.monotonic()
            drop(place, name, files[name])
            until((place / "done" / name).exists)
            took.append(time.monotonic() - begun)
            mebibytes.append(memory.held(process.pid))
            handles.append(open_files(process.pid))
    third = len(took) // 3
    first, last = slice(third // 2, third), slice(-third, None)
    print(
        f"soak: {len(took)} orders; median delay {median(took[first]):.2f} then"
        f" {median(took[last]):.2f} s; memory {max(mebibytes[first]):.0f} then"
        f" {max(mebibytes[last]):.0f} MiB;"
        f" open files {max(handles[first])} then {max(handles[last])}"
    )
    assert max(mebibytes[last]) < max(mebibytes[first]) + 10
    assert max(handles[last]) <= max(handles[first]) + 2
    assert median(took[last]) < 3 * median(took[first]) + 1  # other tests run beside it
    assert checker.faults(place, files, final=False) == []
