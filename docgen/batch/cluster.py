"""A batch on many machines, by Dask: the same results as from the pool of one machine.

A worker of Dask runs chunks of orders, each order in a process of its own pool, because Dask can
neither stop an order that hangs nor tell which order of a chunk brought a worker down. Everything
that a worker needs besides the bytes of an order lies on storage that all machines see at one path:
the output folder, and the company profiles. What was made stands in the manifests there, so a lost
scheduler or a worker killed in the middle costs time and no paper.
"""

from __future__ import annotations

import logging
import multiprocessing
import re
from collections.abc import Iterable, Iterator
from concurrent.futures import CancelledError
from contextlib import suppress
from dataclasses import replace
from functools import cache
from hashlib import sha256
from itertools import islice
from multiprocessing.util import Finalize
from types import TracebackType
from typing import Any

from docgen.batch.pool import Task, Workers
from docgen.batch.program import program
from docgen.batch.work import Outcome, Settings
from docgen.errors import UsageError, WorkersError

_LOG = logging.getLogger(__name__)
_ON_THIS_MACHINE = r"tcp://(127\.|localhost:|\[::1\])"
CHUNK = 10
"""Orders that go to a worker at a time: enough that the way there costs little."""
_AHEAD = 2
"""Chunks in flight for each worker."""
_PATIENCE = 15
"""Seconds for the scheduler to answer, and for a first worker to be there."""


class Cluster:
    """The workers of a Dask scheduler for one batch."""

    def __init__(self, address: str, settings: Settings, seconds: float) -> None:
        """Finds the scheduler, and proves that every worker runs this very program.

        Raises:
            UsageError: Dask is not installed, nobody answers, or a worker runs something else.
        """
        out = settings.out.resolve()
        self._settings, self._seconds = replace(settings, out=out), seconds
        self._client, self._running = _connected(address)
        self._chunks = dict[Any, tuple[Task, ...]]()
        try:
            self._count = self._proved(address)
        except BaseException:
            self._client.close()
            raise

    def __enter__(self) -> Cluster:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._client.close()  # drops what was not begun

    def results(self, tasks: Iterable[Task | Outcome]) -> Iterator[Outcome]:
        """What became of each order, as their chunks finish; an outcome passes through."""
        waiting, more = iter(tasks), True
        while more or self._chunks:
            while more and len(self._chunks) < _AHEAD * self._count:
                taken = tuple(islice(waiting, CHUNK))
                more = len(taken) == CHUNK
                yield from (each for each in taken if isinstance(each, Outcome))
                if orders := tuple(each for each in taken if not isinstance(each, Outcome)):
                    self._send(orders)
            if self._chunks:
                yield from self._finished(next(self._running))

    def _send(self, orders: tuple[Task, ...]) -> None:
        asked = (orders, self._settings, self._seconds, program())
        future = self._client.submit(make, *asked, pure=False, retries=0)
        self._chunks[future] = orders
        self._running.add(future)

    def _finished(self, future: Any) -> Iterator[Outcome]:
        """The outcomes of a chunk; one that brought workers down is tried again order by order."""
        from distributed import KilledWorker

        orders = self._chunks.pop(future)
        try:
            yield from future.result()
        except KilledWorker:
            if len(orders) > 1:
                for order in orders:
                    self._send((order,))
                return
            ((index, source),) = orders
            digest = sha256(source.data).hexdigest()
            reason = "brought every worker down that took it; it is set aside"
            yield Outcome(index, source.name, "", digest, "quarantined", reason)
        except (OSError, TimeoutError, CancelledError) as error:
            raise WorkersError(
                f"the scheduler is lost ({error}); start it again and run with --resume."
            ) from error

    def _proved(self, address: str) -> int:
        """How many workers there are, all with this very program."""
        with suppress(TimeoutError):
            self._client.wait_for_workers(1, timeout=_PATIENCE)
        found = self._client.run(program)
        if not found:
            raise UsageError(f"the scheduler {address} has no workers; start some.")
        for worker, theirs in found.items():
            if theirs != program():
                raise UsageError(_other_program(worker, theirs))
        return len(found)


def make(
    orders: tuple[Task, ...], settings: Settings, seconds: float, expected: str
) -> list[Outcome]:
    """What a worker of Dask does with a chunk of orders."""
    if program() != expected:
        raise UsageError(_other_program("a worker", program()))
    if multiprocessing.current_process().daemon:
        raise UsageError(
            "the workers may not have processes of their own; start them with "
            "DASK_DISTRIBUTED__WORKER__DAEMON=False in their environment."
        )
    return list(_own_pool(settings, seconds).results(orders))


@cache
def _own_pool(settings: Settings, seconds: float) -> Workers:
    """One warm process for the orders of this worker, kept from chunk to chunk."""
    pool = Workers(1, settings, seconds)
    Finalize(None, pool.__exit__, args=(SystemExit, None, None), exitpriority=10)
    return pool


def _connected(address: str) -> tuple[Any, Any]:
    """A client of the scheduler, and what tells which of its futures are done."""
    try:
        from distributed import Client, Security, as_completed
    except ImportError:
        raise UsageError(
            "--cluster needs Dask; install it: pip install 'docgen-export[cluster]'"
        ) from None
    for name in ("distributed", "distributed.client"):  # what matters of it is raised here
        logging.getLogger(name).setLevel(logging.CRITICAL)
    secure = address.startswith("tls://")
    security = Security(require_encryption=secure or None)  # type: ignore[no-untyped-call]
    if security.require_encryption and not secure:
        raise UsageError(f"Dask's settings ask for encryption, but {address} is not tls://.")
    if not secure and not re.match(_ON_THIS_MACHINE, address):
        _LOG.warning(
            "%s is not encrypted: who reaches it can read the orders and run programs there; "
            "use tls:// outside of a closed network.",
            address,
        )
    try:
        client = Client(  # type: ignore[no-untyped-call]
            address, timeout=_PATIENCE, security=security, set_as_default=False
        )
    except (OSError, TypeError, ValueError, RuntimeError) as error:
        raise UsageError(
            f"no scheduler answers at {address} ({error or type(error).__name__}); expected "
            "tls://host:8786 with its certificates in Dask's settings, or tcp://127.0.0.1:8786."
        ) from error
    return client, as_completed(loop=client.loop)  # type: ignore[no-untyped-call]


def _other_program(worker: str, theirs: str) -> str:
    return (
        f"{worker} runs docgen {theirs}, and here is {program()}: their papers could differ. "
        "Install the same version, with the same templates and libraries, on every machine."
    )
