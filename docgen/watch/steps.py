"""The steps of a round: look and accept, start, conclude, answer; each commits before the next.

A step raises what the machine does not allow; nothing that it has kept is lost by that.
"""

from __future__ import annotations

import time

from docgen.batch import Outcome
from docgen.errors import LedgerError, OutputError
from docgen.watch import answers, heartbeat, intake, jobs, logs, pausing, scan, verdicts
from docgen.watch.pausing import Pause
from docgen.watch.scan import MOST_AT_ONCE, Rules
from docgen.watch.state import Run

FAULTS = (OSError, OutputError, LedgerError)
"""What the machine does to a step, whatever the orders are."""


def turn(run: Run, now: float, every: float) -> None:
    """Looks if it is time to, answers what is done, and starts what there is room for."""
    places = run.asked.places
    if why := pausing.too_full((places.state, places.out), run.asked.free):
        raise OutputError(why)
    if now >= run.due:
        run.changed.clear()
        look(run, now)
        soon = run.asked.patience.proved if run.sight.unsettled else every
        run.next_look = max(now + soon, run.rested)
    answer(run)
    start(run)
    if run.pause.red and not run.running:
        well(run)


def look(run: Run, now: float) -> None:
    """Looks at the folders and accepts what is ripe."""
    asked, places = run.asked, run.asked.places
    (ready,) = run.journal.all("SELECT count(DISTINCT file) FROM job WHERE state = 'ready'")
    room = MOST_AT_ONCE if ready[0] < MOST_AT_ONCE else 0
    rules = Rules(asked.patience, asked.most.size, room)
    begun = time.monotonic()
    run.sight = scan.look(places, run.journal, run.memory, rules, now)
    run.rested = now + 5 * (time.monotonic() - begun)
    run.looked_at = time.time()
    for name, why in run.sight.refused:
        logs.say("refused", name=name, why=why.en)
        answers.refuse(places, name, why)
    for name in run.sight.cleared:
        answers.take_back(places, name)
    ripe = run.sight.ripe
    taken = _accepted(run, ripe) if ripe else ()
    for number, found in zip(taken, ripe, strict=True):
        logs.say("taken", file=number, name=found.name, bytes=len(found.data))
    if accepted := (*run.sight.untouched, *taken):
        intake.take_away(run.journal, places, accepted)
        run.unanswered.update(accepted)


def _accepted(run: Run, ripe: tuple[intake.Found, ...]) -> tuple[int, ...]:
    asked = run.asked
    return intake.accept(run.journal, asked.places, ripe, asked.settings.mode, asked.most)


def start(run: Run) -> None:
    """Hands orders to the workers; after a failure of the machine one alone, to see."""
    room = run.workers.room if not run.pause.red else 1 - len(run.running)
    while room > 0 and (found := jobs.start(run.journal, run.asked.places)):
        task, file = found
        if task is None:
            run.unanswered.add(file)
            answer(run)
        else:
            run.running.add(task[0])
            run.workers.submit(task, told=run.bell.ring)
            room -= 1


def conclude(run: Run, outcome: Outcome) -> None:
    """Publishes and writes down what a worker said of an order."""
    row = run.journal.one("SELECT crashes FROM job WHERE id = ?", outcome.index)
    found = verdicts.verdict(outcome, row["crashes"] if row else 0)
    run.alike = verdicts.alike(run.alike, outcome, found)
    if found.cause == "machine":
        jobs.give_back(run.journal, outcome.index)
        raise OutputError(outcome.reason)
    if run.alike.too_many:
        jobs.give_back(run.journal, outcome.index, last=True)
        raise OutputError(f"{len(run.alike.orders)} orders failed alike: {outcome.reason}")
    try:
        file = jobs.conclude(run.journal, run.asked.places, outcome, found, run.umask)
    except FAULTS:
        jobs.give_back(run.journal, outcome.index)
        raise
    facts = {"job": outcome.index, "order": outcome.order, "source": outcome.source}
    logs.say(found.state, **facts, reason=outcome.reason, seconds=outcome.seconds)
    run.unanswered.add(file)
    well(run)
    answer(run)


def answer(run: Run) -> None:
    """Files what has come to its end."""
    for file in sorted(run.unanswered):
        place = answers.answer(run.journal, run.asked.places, file)
        run.unanswered.discard(file)
        if place:
            run.all_made &= place in ("done", "duplicate")
            logs.say("answered", file=file, place=place)


def pause(run: Run, reason: str, now: float) -> None:
    """Lets everything wait."""
    before, run.pause = run.pause, pausing.longer(run.pause, reason, now)
    if run.pause != before:
        logs.say("paused", why=reason, seconds=round(run.pause.until - now, 1))
        heartbeat.beat(run)


def well(run: Run) -> None:
    """Ends a pause."""
    if run.pause.red:
        logs.say("well_again", after=run.pause.reason)
        run.pause, run.told_at = Pause(), 0.0
