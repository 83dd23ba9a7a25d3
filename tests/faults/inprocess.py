"""The daemon in a fork of this process, with the orders made in it too.

No import and no start of a worker is in the way, so that a life takes tenths of a second and one
process has every system call. Only the pool is another: what a worker does with an order (`work`)
is what this process does. The whole tree of processes is killed in `test_kills` as well.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import signal
import traceback
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from docgen.batch import Settings
from docgen.batch.pool import Task
from docgen.batch.sources import Source
from docgen.batch.work import Outcome, work
from docgen.renderers.environment import html_environment
from docgen.resources import shipped
from docgen.watch import Watch, daemon, places_of
from docgen.watch.settling import Patience
from tests.batch.orders import DAY, bad, numbered


class Here:
    """Workers of which there is one, the process itself."""

    room = 1

    def __init__(self, _count: int, settings: Settings, seconds: float, *_: Any, **__: Any) -> None:
        self._settings, self._seconds = settings, seconds
        self._done: list[Outcome] = []

    def __enter__(self) -> Here:
        return self

    def __exit__(self, *_: object) -> None: ...

    def network(self) -> str:
        return "open"

    def submit(self, task: Task, told: Callable[[], object] = lambda: None) -> None:
        self._done.append(work(*task, self._settings, self._seconds))
        told()

    def finished(self, _wait: float | None = None) -> Iterator[Outcome]:
        while self._done:
            yield self._done.pop(0)


def asked(folder: Path, *, issue: bool = False, once: bool = True) -> Watch:
    """One pass over a folder that makes packing lists, or issues contracts, as Word files."""
    places = places_of(folder)
    settings = Settings(
        out=places.out if issue else places.making,
        mode="issue" if issue else "render",
        kinds=("sales-contract",) if issue else ("packing-list",),
        formats=("docx",),
        as_of=date.fromisoformat(DAY),
        profile=places.profile,
        who="CHEN YAN",
    )
    patience = Patience(proved=0.01, quiet=0.02)
    return Watch(places, settings, seconds=60, patience=patience, free=0, once=once, poll=0.05)


def warm(folder: Path) -> None:
    """Loads in this process what an order needs, so that its forks have it."""
    limits = resource.getrlimit(resource.RLIMIT_CPU)
    for issue in (False, True):
        settings = replace(asked(folder, issue=issue).settings, mode="draft", out=folder / "warm")
        for data, state in ((json.dumps(numbered(1)).encode(), "made"), (bad(1, 2), "failed")):
            made = work(0, Source("warm", folder / "warm.json", data), settings, 60)
            assert made.state == state, made.reason
    for page in ("answer", "report"):
        html_environment(shipped("templates").resolve()).get_template(f"report/{page}.html")
    resource.setrlimit(resource.RLIMIT_CPU, limits)
    shutil.rmtree(folder / "warm")


def child(wanted: Watch, *, stopped: bool = False) -> int:
    """Starts the daemon as a child of this process; stopped before its first step, if asked."""
    number = os.fork()
    if number:
        return number
    code = 1
    try:
        os.setsid()
        if stopped:
            os.kill(os.getpid(), signal.SIGSTOP)
        daemon.Workers = Here  # type: ignore[misc, assignment]
        silent = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silent, 2)
        code = 0 if daemon.watch(wanted) else 1
    except BaseException as error:
        Path(wanted.places.folder.parent, "crash.txt").write_text(
            "".join(traceback.format_exception(error))
        )
        code = getattr(error, "exit_code", 70)
    finally:
        os._exit(code)


def run(wanted: Watch) -> int:
    """Runs the daemon to its end; its exit code, or the signal that ended it as a negative."""
    return os.waitstatus_to_exitcode(os.waitpid(child(wanted), 0)[1])
