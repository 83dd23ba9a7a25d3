"""Warm worker processes: one that is killed, hangs or runs out of memory costs its own order only.

Behind this module stands pebble, because the standard library's pool fails every waiting order when
one worker dies, and cannot stop one that hangs.
"""

from __future__ import annotations

import errno
import multiprocessing
import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, wait
from concurrent.futures import TimeoutError as FutureTimeoutError
from concurrent.futures.process import BrokenProcessPool
from hashlib import sha256
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Any

from pebble import ProcessExpired, ProcessPool

from docgen.batch import guard
from docgen.batch.guard import Limits
from docgen.batch.program import glance, program, prove_unchanged
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

LIMITS = Limits()

Task = tuple[int, Source]


class Workers:
    """A pool of workers for one batch, each shut in by its limits.

    Their temporary files, such as the fonts that each registers, lie in a folder of this pool's own
    and go with it: a worker that is killed clears nothing away.
    """

    def __init__(
        self,
        count: int,
        settings: Settings,
        seconds: float,
        limits: Limits = LIMITS,
        tries: int = TRIES,
    ) -> None:
        self._count, self._settings, self._seconds = count, settings, seconds
        self._limits, self._tries = limits, tries
        self._scratch = TemporaryDirectory(prefix="docgen-", ignore_cleanup_errors=True)
        self._seen = glance()
        self._pool = self._new_pool()
        self._renewed = 0
        self._running: dict[Any, tuple[Task, int]] = {}

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
        self._scratch.cleanup()

    def _new_pool(self) -> ProcessPool:
        return ProcessPool(
            max_workers=self._count,
            max_tasks=_RECYCLED_AFTER,
            initializer=warm_up,
            initargs=(self._limits, os.getpid(), self._scratch.name, program()),
            context=multiprocessing.get_context("spawn"),
        )

    @property
    def room(self) -> int:
        """How many more orders keep the workers busy; what is beyond that waits better outside."""
        return _AHEAD * self._count - len(self._running)

    def network(self) -> str:
        """What keeps the workers off the network; asking starts them."""
        said: str = self._pool.schedule(guard.network).result()
        return said

    def results(self, tasks: Iterable[Task | Outcome]) -> Iterator[Outcome]:
        """What became of each order, as they finish; an outcome among the tasks passes through."""
        waiting, more = iter(tasks), True
        while more or self._running:
            while more and self.room > 0:
                task = next(waiting, None)
                if task is None:
                    more = False
                elif isinstance(task, Outcome):
                    yield task
                else:
                    self.submit(task)
            yield from self.finished()

    def submit(self, task: Task, told: Callable[[], object] = lambda: None) -> None:
        """Hands an order to the workers; `told` is called when something became of it."""
        future = self._schedule(task)
        self._running[future] = (task, 1)
        future.add_done_callback(lambda _: told())

    def finished(self, wait_seconds: float | None = None) -> Iterator[Outcome]:
        """What became of the orders that are done, once there is one or the wait is over.

        Raises:
            WorkersError: the program was changed, or the workers die as soon as they start.
        """
        done = wait(self._running, wait_seconds, FIRST_COMPLETED).done if self._running else ()
        for future in done:
            task, tries = self._running.pop(future)
            error = future.exception()
            if isinstance(error, WorkersError):
                raise error
            broken = isinstance(error, BrokenProcessPool)
            outcome = None if broken else self._outcome(future, task, tries)
            if outcome is None:  # a pool that broke is no fault of the orders that waited
                self._running[self._schedule(task)] = (task, tries + (not broken))
            else:
                self._renewed = 0
                yield outcome

    def _schedule(self, task: Task) -> Any:
        """Hands an order to the pool; to a new one where the old one has broken."""
        index, source = task
        asked = (index, source, self._settings, self._seconds)
        try:
            return self._pool.schedule(work, args=asked, timeout=self._seconds)
        except RuntimeError:
            prove_unchanged(self._seen)
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
        except Exception as error:  # whatever it is, it must not stop the other orders
            crash = error
        if tries < self._tries:
            return None
        index, source = task
        digest = sha256(source.data).hexdigest()
        reason = self._reason(crash) + (f", {tries} times" if tries > 1 else "")
        return Outcome(
            index,
            source.name,
            input_sha256=digest,
            state="quarantined",
            reason=reason,
            error=_error_name(crash),
            words=guard.last_words(self._limits.words, index),
        )

    def _reason(self, crash: Exception) -> str:
        if isinstance(crash, FutureTimeoutError):
            return f"took more than {self._seconds:g} seconds"
        if isinstance(crash, ProcessExpired):
            return f"brought its worker down (exit code {crash.exitcode})"
        if isinstance(crash, MemoryError):
            return "ran out of memory"
        return f"met a fault of docgen, please report it: {type(crash).__name__}: {crash}"


def _error_name(crash: Exception) -> str:
    number = crash.errno if isinstance(crash, OSError) else None
    return errno.errorcode.get(number or 0, type(crash).__name__)
