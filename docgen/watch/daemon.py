"""The daemon of a watched folder: it begins, goes its rounds, and ends in good order.

One thread does all of it, so that no two steps can meet. It sleeps until an order is done, a folder
changes or the next look is due, and a failure of the machine makes everything wait, not fail.
"""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from types import FrameType

from docgen.batch.pool import Workers
from docgen.watch import answers, events, heartbeat, jobs, logs, owner, scan, steps
from docgen.watch.health import EVERY, tell_systemd
from docgen.watch.journal import Journal
from docgen.watch.places import make
from docgen.watch.recovery import recover
from docgen.watch.state import Run, Watch

GRACE = 20.0
"""Seconds for orders under way when the daemon is asked to stop."""


class _GraceIsOverError(Exception):
    """Orders under way took too long; their workers are stopped."""


def watch(asked: Watch) -> bool:
    """Watches a folder until it is told to stop, or once; whether all was well.

    With `once` that is where every file was taken and every order has its papers.

    Raises:
        BusyError: another process watches it.
        UsageError, OutputError, LedgerError: it cannot begin; the message says why.
        WorkersError: no worker lives long enough, or docgen was changed meanwhile; start it again.
    """
    make(asked.places)
    asked = _paced(asked)
    logs.begin(asked.places.state)
    try:
        with owner.owning(asked.places.state), ExitStack() as stack:
            run = _begun(asked, stack)
            heartbeat.beat(run)
            tell_systemd("READY=1")
            try:
                _rounds(run)
            finally:
                heartbeat.beat(run, "stopped")
            return not run.pause.red and not (asked.once and _left(run))
    except _GraceIsOverError:
        return True
    finally:
        logs.end()


def _begun(asked: Watch, stack: ExitStack) -> Run:
    places, settings = asked.places, asked.settings
    journal = Journal(places.state)
    stack.callback(journal.close)
    for each in recover(journal, places, settings.mode):
        logs.say("recovered", what=each)
    count = asked.workers or os.cpu_count() or 1
    workers = Workers(count, settings, asked.seconds, asked.limits, tries=1)
    run = Run(asked, journal, workers, unanswered=set(answers.ready(journal)))
    stack.enter_context(_signals(run))  # they are heard until the workers have ended
    stack.enter_context(workers)
    run.umask = os.umask(0o077)
    os.umask(run.umask)
    run.network = workers.network()
    if not asked.once:
        folders = tuple(places.folder / origin for origin in scan.ORIGINS)
        stack.enter_context(events.waking(folders, run.changed, run.bell))
    facts = {"folder": places.folder, "out": places.out, "mode": settings.mode}
    logs.say("started", **facts, network=run.network)
    return run


def _paced(asked: Watch) -> Watch:
    """What is asked, at the pace of the file system: a share tells late of what others write."""
    every = asked.poll or events.seconds_between_looks(asked.places.inbox)
    quiet = max(asked.patience.quiet, every if not asked.poll else 0.0)
    return replace(asked, poll=every, patience=replace(asked.patience, quiet=quiet))


def _rounds(run: Run) -> None:
    every = run.asked.poll
    while True:
        now = time.monotonic()
        for outcome in run.workers.finished(0):
            run.running.discard(outcome.index)
            with _waiting_out(run, now):
                steps.conclude(run, outcome)
        if run.stopping and _ended(run, now):
            return
        if not run.stopping and now >= run.pause.until:
            with _waiting_out(run, now):
                steps.turn(run, now, every)
        if run.asked.once and (run.idle or (run.pause.red and not run.running)):
            return
        if now - run.told_at >= EVERY:
            heartbeat.beat(run)
        run.bell.rest(_rest(run, time.monotonic()))


def _ended(run: Run, now: float) -> bool:
    """Whether nothing is under way any more; what takes too long is given back."""
    if run.running and now - run.stopping > GRACE:
        for job in run.running:
            jobs.give_back(run.journal, job)
        raise _GraceIsOverError
    return not run.running


def _left(run: Run) -> bool:
    """Whether a pass leaves anything without papers; files that stay in the inbox are named."""
    for _, name in run.memory.seen:
        logs.say("left", name=name)
    return bool(run.memory.seen) or not run.all_made


def _rest(run: Run, now: float) -> float:
    """How long there is nothing to do."""
    if run.stopping:
        return 0.5
    due = max(run.pause.until, now + 0.05) if run.pause.red else run.due
    return max(0.0, min(run.told_at + EVERY, due) - now)


@contextmanager
def _waiting_out(run: Run, now: float) -> Iterator[None]:
    """Where the machine does not allow a step, everything waits and is kept."""
    try:
        yield
    except steps.FAULTS as error:
        steps.pause(run, str(error), now)


@contextmanager
def _signals(run: Run) -> Iterator[None]:
    """SIGTERM and Ctrl-C end the daemon in good order; the second one at once."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        if run.stopping:
            raise KeyboardInterrupt
        run.stopping = time.monotonic()
        tell_systemd("STOPPING=1")
        run.bell.ring()

    before = {each: signal.signal(each, stop) for each in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
