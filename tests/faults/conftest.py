"""A folder in memory, where a flush costs nothing: for what is killed, not cut from its power."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults import inprocess
from tests.watch.folders import watched

_MEMORY = Path("/dev/shm")


@pytest.fixture
def quick() -> Iterator[Path]:
    """An empty folder; what an order needs is loaded in this process."""
    folder = Path(tempfile.mkdtemp(prefix="docgen-", dir=_MEMORY if _MEMORY.is_dir() else None))
    (folder / "warm").mkdir()
    inprocess.warm(watched(folder / "warm"))
    yield folder
    shutil.rmtree(folder)
