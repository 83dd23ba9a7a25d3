"""A step before it is judged, and the judging: done, late, due or ahead on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from docgen.findings import Said
from docgen.planning.records import Step, Unknown
from docgen.workdays import on_or_before

_SOON = 7
_SILENT = Said(
    "Nothing in the order says whether it was done: confirm it.",
    "订单中未见办理记录，请确认是否已办。",
)
_BROKEN = Said("No day is recorded for it.", "未记录办理日期。")


@dataclass(frozen=True)
class Task:
    """A step and the facts that decide on it.

    Attributes:
        due: as counted, days off not yet looked at; None where its anchor is not known.
        missing: JSON pointers of what would tell `due`.
        fact: the day that the order states for it, past or to come.
        happened: it was done, on a day that the order does not state.
        own: the seller has to act, so a day off does not count and the day before it does.
        floor: the day before which it cannot be done, whatever the days off.
        recorded: whoever keeps the order records it, so silence means that it was not done;
            papers of others under `issued` may be left out, so their absence proves nothing.
        estimated: nothing fixes the day, so a step done later was not done late.
        ref: number of the purchase contract it belongs to.
    """

    key: str
    name: Said
    why: Said
    where: str
    due: date | None
    missing: tuple[str, ...] = ()
    earliest: date | None = None
    fact: date | None = None
    happened: bool = False
    own: bool = True
    floor: date | None = None
    recorded: bool = True
    estimated: bool = False
    ref: str = ""


def in_days(count: int) -> str:
    """`1 day`, `7 days`."""
    return "1 day" if count == 1 else f"{count} days"


def judged(task: Task, as_of: date, country: str) -> Step | Unknown:
    """What became of the step by that day, by the calendar of that country."""
    done = task.fact if task.fact and task.fact <= as_of else None
    if task.due is None:
        return Unknown(
            key=task.key,
            ref=task.ref,
            en=task.name.en,
            zh=task.name.zh,
            missing=task.missing,
            done=done,
            why_en=task.why.en,
            why_zh=task.why.zh,
            where=task.where,
        )
    due = _workday(task, task.due, country)
    planned = None if done or task.happened else task.fact
    days = _days(task, task.due, due, done, as_of)
    state = _state(task, days, done)
    why = task.why + _moved(task, due) + _planned(planned, due)
    if state == "due" and days is not None and days < 0:
        why += _SILENT
    elif state == "done" and done is None:
        why += _BROKEN
    return Step(
        key=task.key,
        ref=task.ref,
        en=task.name.en,
        zh=task.name.zh,
        earliest=None if task.earliest is None else min(task.earliest, due),
        due=due,
        moved_from=None if due == task.due else task.due,
        planned=planned,
        done=done,
        state=state,
        days=days,
        why_en=why.en,
        why_zh=why.zh,
        where=task.where,
    )


def _workday(task: Task, due: date, country: str) -> date:
    """The working day on or before, but never one before the step is possible."""
    if not task.own:
        return due
    day = on_or_before(due, country)
    return due if task.floor is not None and day < task.floor else day


def _days(task: Task, limit: date, due: date, done: date | None, as_of: date) -> int | None:
    """Days to spare: a done step is measured by the rule's own day, an open one by the moved."""
    if done:
        return (limit - done).days
    return None if task.happened else (due - as_of).days


def _state(
    task: Task, days: int | None, done: date | None
) -> Literal["done", "late", "due", "ahead"]:
    if days is None:
        return "done"
    if done:
        return "late" if days < 0 and not task.estimated else "done"
    if days < 0 and task.recorded:
        return "late"
    return "due" if days <= _SOON else "ahead"


def _moved(task: Task, due: date) -> Said:
    if task.due == due:
        return Said("", "")
    return Said(
        f"{task.due} is a day off, so it is due on the working day before.",
        f"{task.due}为休息日，提前至前一工作日。",
    )


def _planned(planned: date | None, due: date) -> Said:
    if planned is None:
        return Said("", "")
    late = (planned - due).days
    if late <= 0:
        return Said(f"Planned for {planned}.", f"计划{planned}办理。")
    return Said(
        f"Planned for {planned}, {in_days(late)} after the due day.",
        f"计划{planned}办理，晚于应办日{late}天。",
    )
