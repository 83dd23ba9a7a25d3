"""A watched folder to try things in, and the daemon on it as a process of its own."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

from docgen.manifest import MANIFEST, Manifest
from tests.batch.orders import DAY, numbered, office
from tests.samples import ROOT

QUICK = ("--formats", "pdf", "--kinds", "packing-list", "--as-of", DAY, "--free", "0")
PATIENCE = 60.0
"""Seconds until a test gives up; nothing is measured by it."""


def watched(tmp_path: Path) -> Path:
    """A folder with a company profile and an inbox."""
    folder = office(tmp_path / "watched")
    (folder / "docgen.toml").chmod(0o644)
    (folder / "inbox").mkdir()
    return folder


def order(number: int, **changed: Any) -> bytes:
    """A good order of that number."""
    return json.dumps(numbered(number) | changed).encode()


def drop(folder: Path, name: str, content: bytes) -> Path:
    """Puts a file into the inbox as a careful program does: under another name first."""
    path = folder / "inbox" / name
    hidden = path.with_name(f".{name}")
    hidden.write_bytes(content)
    hidden.rename(path)
    return path


def command(folder: Path, *more: str) -> list[str]:
    return [sys.executable, "-m", "docgen", "watch", str(folder), *QUICK, *more]


def once(folder: Path, *more: str, code: int | None = 0) -> subprocess.CompletedProcess[str]:
    """One pass over a folder."""
    run = subprocess.run(
        command(folder, "--once", "--workers", "1", *more),
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert code is None or run.returncode == code, run.stderr
    assert "Traceback" not in run.stderr
    return run


@contextmanager
def daemon(folder: Path, *more: str) -> Iterator[subprocess.Popen[str]]:
    """The daemon while the block runs; at the end it is stopped as systemd would."""
    process = subprocess.Popen(
        command(folder, "--workers", "1", *more),
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    try:
        until(lambda: health(folder).get("pid") == process.pid or process.poll() is not None)
        assert process.poll() is None, process.stderr.read() if process.stderr else ""
        yield process
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
        process.communicate(timeout=PATIENCE)


def until(holds: Callable[[], object]) -> None:
    """Waits for something to become so."""
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, "it never came to be"
        time.sleep(0.02)


def workers_of(daemon: int) -> list[int]:
    """The processes that make papers for a daemon, each started anew and not forked."""
    found = []
    for children in Path(f"/proc/{daemon}/task").glob("*/children"):
        for child in children.read_text().split():
            with suppress(OSError):  # it has ended meanwhile
                if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes():
                    found.append(int(child))
    return found


def health(folder: Path) -> dict[str, Any]:
    """What the heartbeat says; empty where there is none yet."""
    try:
        said: dict[str, Any] = json.loads((folder / "state" / "health.json").read_bytes())
    except FileNotFoundError:
        return {}
    return said


def answer(folder: Path, place: str, stem: str) -> dict[str, Any]:
    """The answer to a file."""
    path = folder / place / f"{stem}.result.json"
    said: dict[str, Any] = json.loads(path.read_bytes())
    assert path.with_name(f"{stem}.result.html").is_file()
    return said


def answered(folder: Path, place: str, stem: str) -> Callable[[], bool]:
    """Whether a file has its answer and lies beside it."""
    return lambda: (
        (folder / place / f"{stem}.result.json").exists()
        and (folder / place / f"{stem}.json").exists()
    )


def codes(said: dict[str, Any]) -> list[str]:
    """The findings of an answer."""
    return [found["code"] for each in said["orders"] for found in each["findings"]]


def names(folder: Path) -> list[str]:
    """The names in a folder."""
    return sorted(path.name for path in folder.iterdir())


def made(folder: Path) -> dict[str, str]:
    """The papers that lie there, each folder as its manifest says, with the hash of each."""
    found = {}
    for path in sorted((folder / "out").glob("*/*")):
        manifest = Manifest.model_validate_json((path / MANIFEST).read_bytes())
        for paper in manifest.papers:
            for file in paper.files:
                digest = sha256((path / file.file).read_bytes()).hexdigest()
                assert digest == file.sha256
                found[f"{path.parent.name}/{path.name}/{file.file}"] = digest
    return found
