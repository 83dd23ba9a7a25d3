"""Power cuts: a disk in a file, copied as it is at one moment, mounted again and taken up.

What the copy holds is what the file system had written by then, and no more. `DOCGEN_CUTS` is how
many; half a dozen are of a batch.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

import pytest

from tests.batch.orders import DAY, bad, numbered
from tests.faults import checker, inprocess
from tests.faults.test_kills import SEED, settled
from tests.watch.folders import order

pytestmark = pytest.mark.root
CUTS = int(os.environ.get("DOCGEN_CUTS", "100"))
_MIBS = 48


@contextmanager
def disks(images: list[Path], folder: Path) -> Iterator[Path]:
    """An ext4 file system in a file, and one for its `state/` where there are two; as root."""
    places = (folder, folder / "state")[: len(images)]
    for image, place in zip(images, places, strict=True):
        place.mkdir(exist_ok=True)
        subprocess.run(["mount", "-o", "loop", str(image), str(place)], check=True)
    try:
        yield folder
    finally:
        for place in reversed(places):
            subprocess.run(["umount", str(place)], check=True)


def formatted(image: Path) -> Path:
    with image.open("wb") as file:
        file.truncate(_MIBS << 20)
    subprocess.run(["mkfs.ext4", "-q", "-F", str(image)], check=True)
    return image


def cut(images: list[Path], copies: list[Path], running: int) -> None:
    """Copies the disks while the process that writes to them is held."""
    os.kill(running, signal.SIGSTOP)
    for image, copy in zip(images, copies, strict=True):
        subprocess.run(["cp", "--sparse=always", str(image), str(copy)], check=True)
    os.kill(running, signal.SIGCONT)


@contextmanager
def after(copies: list[Path], folder: Path) -> Iterator[Path]:
    """The disks as the next start of the machine finds them."""
    for copy in copies:
        mended = subprocess.run(["e2fsck", "-fy", str(copy)], capture_output=True, check=False)
        assert mended.returncode in (0, 1), mended.stdout
    with disks(copies, folder):
        yield folder
    for copy in copies:
        copy.unlink()


def safely(path: Path, content: bytes) -> None:
    """Drops a file as who wants it to outlast a power cut does."""
    hidden = path.with_name(f".{path.name}")
    with hidden.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    hidden.rename(path)
    handle = os.open(path.parent, os.O_RDONLY)
    os.fsync(handle)
    os.close(handle)


@pytest.mark.parametrize("apart", [False, True], ids=["one disk", "state on its own disk"])
def test_a_watched_folder_outlives_power_cuts(quick: Path, apart: bool) -> None:
    images = [formatted(quick / f"disk{number}.img") for number in range(1 + apart)]
    chance, files, cuts = random.Random(SEED + apart), dict[str, bytes](), 0
    while cuts < CUTS // 2:
        with disks(images, quick / "disk") as place:
            shutil.copytree(quick / "warm" / "watched", place, dirs_exist_ok=True)
            os.sync()
            child = inprocess.child(inprocess.asked(place, once=False))
            taken: list[tuple[list[Path], dict[str, bytes]]] = []
            for _ in range(min(10, CUTS // 2 - cuts)):
                for _ in range(chance.randint(1, 2)):
                    number = len(files) + 1
                    new = bad(number, 2) if number % 7 == 0 else order(number)
                    safely(place / "inbox" / f"{number}.json", new)
                    files[f"{number}.json"] = new
                time.sleep(0.3 * chance.random())
                copies = [image.with_suffix(f".{len(taken)}") for image in images]
                taken.append((copies, dict(files)))
                cut(images, copies, child)
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
        for copies, known in taken:
            with after(copies, quick / "again") as found:
                assert settled(found, known) == [], f"seed {SEED}, cut {cuts}"
            cuts += 1


def test_a_batch_outlives_power_cuts(quick: Path) -> None:
    image, copies = formatted(quick / "disk.img"), list[Path]()
    with disks([image], quick / "disk") as place:
        shutil.copytree(quick / "warm" / "watched", place, dirs_exist_ok=True)
        for number in range(1, 13):
            safely(place / "inbox" / f"{number}.json", json.dumps(numbered(number)).encode())
        os.sync()
        with subprocess.Popen(_batch(place), stdout=subprocess.DEVNULL) as running:
            while running.poll() is None:
                if len(list((place / "papers").glob("EX26-*"))) > 2 * len(copies):
                    copies.append(quick / f"{len(copies)}.img")
                    cut([image], [copies[-1]], running.pid)
                time.sleep(0.02)
        assert running.returncode == 0
        whole = _papers(place / "papers")
    assert len(whole) == 12
    assert len(copies) > 2
    for copy in copies[:: max(1, len(copies) // 3)]:
        with after([copy], quick / "again") as found:
            for path in (found / "papers").glob("[!.]*/manifest.json"):
                assert checker.whole(path.parent) == []
            subprocess.run([*_batch(found), "--resume"], check=True, stdout=subprocess.DEVNULL)
            assert _papers(found / "papers") == whole


def _batch(place: Path) -> list[str]:
    asked = ["--formats", "docx", "--kinds", "packing-list", "--as-of", DAY, "--workers", "1"]
    command = [sys.executable, "-m", "docgen", "batch", str(place / "inbox")]
    return [*command, "-o", str(place / "papers"), *asked]


def _papers(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): sha256(path.read_bytes()).hexdigest()
        for path in folder.glob("EX26-*/*.docx")
    }


def test_what_was_never_flushed_would_be_missed(quick: Path) -> None:
    """The method sees what it is to see: a file that nobody flushed is not on the copy."""
    image, copy = formatted(quick / "disk.img"), quick / "copy.img"
    with disks([image], quick / "disk") as place:
        safely(place / "safe.json", b"1" * 5000)
        (place / "unsafe.json").write_bytes(b"2" * 5000)
        shutil.copyfile(image, copy)
    with after([copy], quick / "again") as found:
        assert (found / "safe.json").read_bytes() == b"1" * 5000
        lost = found / "unsafe.json"
        assert not lost.exists() or lost.read_bytes() != b"2" * 5000
