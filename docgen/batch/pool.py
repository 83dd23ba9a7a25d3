"""Warm worker processes: one that is killed, hangs or runs out of memory costs its own order only.

Behind this module stands pebble, because the standard library's pool fails every waiting order when
one worker dies, and cannot stop one that hangs.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, wait
from concurrent.futures import TimeoutError as FutureTimeoutError
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from types import TracebackType
from typing import Any

from pebble import ProcessExpired, ProcessPool

from docgen.batch.sources import Source
from docgen.batch.work import Outcome, Settings, warm_up, work
from docgen.errors import WorkersError

TRIES = 3
"""How often an order is tried that brings its worker down."""
_AHEAD = 2
"""Orders in flight for each worker: enough that none waits, and no more."""
_RENEWALS = 10
"""New pools in a row without one order made between them."""
_RECYCLED_AFTER = 500
"""Orders after which a worker is replaced, so that no leak of a library adds up."""

Task = tuple[int, Source]


class Workers:
    """A pool of workers for one batch."""

    def __init__(self, count: int, settings: Settings, seconds: float) -> None:
        self._count, self._settings, self._seconds = count, settings, seconds
        self._pool = self._new_pool()
        self._renewed = 0

    def __enter__(self) -> Workers:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is None:
            self._pool.close()  # type: ignore[no-untyped-call]
        else:
            self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join()

    def _new_pool(self) -> ProcessPool:
        return ProcessPool(
            max_workers=self._count,
            max_tasks=_RECYCLED_AFTER,
            initializer=warm_up,
            context=multiprocessing.get_context("spawn"),
        )

    def results(self, tasks: Iterable[Task | Outcome]) -> Iterator[Outcome]:
        """What became of each order, as they finish; an outcome among the tasks passes through."""
        waiting, running = iter(tasks), dict[Any, tuple[Task, int]]()
        more = True
        while more or running:
            while more and len(running) < _AHEAD * self._count:
                task = next(waiting, None)
                if task is None:
                    more = False
                elif isinstance(task, Outcome):
                    yield task
                else:
                    running[self._schedule(task)] = (task, 1)
            for future in wait(running, return_when=FIRST_COMPLETED).done if running else ():
                task, tries = running.pop(future)
                broken = isinstance(future.exception(), BrokenProcessPool)
                outcome = None if broken else self._outcome(future, task, tries)
                if outcome is None:  # a pool that broke is no fault of the orders that waited
                    running[self._schedule(task)] = (task, tries + (not broken))
                else:
                    self._renewed = 0
                    yield outcome

    def _schedule(self, task: Task) -> Any:
        """Hands an order to the pool; to a new one where the old one has broken."""
        index, source = task
        asked = (index, source, self._settings)
        try:
            return self._pool.schedule(work, args=asked, timeout=self._seconds)
        except RuntimeError:
            if (renewed := self._renewed + 1) > _RENEWALS:
                raise WorkersError(
                    "the workers die as soon as they start; see what kills them (memory, `docgen"
                    " doctor`), then run again with --resume."
                ) from None
            self._renewed = renewed
            self._pool.stop()  # type: ignore[no-untyped-call]
            self._pool.join()
            self._pool = self._new_pool()
            return self._pool.schedule(work, args=asked, timeout=self._seconds)

    def _outcome(self, future: Any, task: Task, tries: int) -> Outcome | None:
        """What a worker said of an order; None where it went down and may try again."""
        try:
            outcome: Outcome = future.result()
            return outcome
        except FutureTimeoutError:
            reason = f"took more than {self._seconds:g} seconds"
        except ProcessExpired as crash:
            reason = f"brought its worker down (exit code {crash.exitcode})"
        except MemoryError:
            reason = "ran out of memory"
        except Exception as crash:  # a fault of docgen, which must not stop the other orders
            reason = f"met a fault of docgen, please report it: {type(crash).__name__}: {crash}"
        if tries < TRIES:
            return None
        index, source = task
        lost = Outcome(index=index, source=source.name, state="quarantined")
        return replace(lost, reason=f"{reason}, {tries} times")
