"""The timeline as a calendar file (RFC 5545), for the calendar program of whoever does the work.

The same timeline gives the same bytes: the stamp is the day of judgement, and identifiers are
made of order number and step, so a newer file replaces the entries of an older one.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING

from docgen.planning.records import Step, Timeline
from docgen.version import __version__
from docgen.workdays import shifted

if TYPE_CHECKING:
    from icalendar import Event

_STATES = {
    "done": "done 已办",
    "late": "LATE 逾期",
    "due": "due 到期",
    "ahead": "ahead 未到期",
}


def calendar_file(timeline: Timeline) -> bytes:
    """The steps as all-day events, in the order of their days."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", f"-//docgen//docgen {__version__}//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", f"{timeline.order} timeline 进度")
    for step in sorted(timeline.steps, key=lambda step: (step.due, step.key, step.ref)):
        calendar.add_component(_event(timeline, step))
    return bytes(calendar.to_ical())


def _event(timeline: Timeline, step: Step) -> Event:
    from icalendar import Event

    event = Event()
    event.add("uid", _uid(timeline.order, step))
    event.add("dtstamp", datetime.combine(timeline.as_of, time(), UTC))
    event.add("dtstart", step.due)
    event.add("dtend", shifted(step.due, 1))
    event.add("summary", f"{timeline.order}: {step.en} {step.zh}")
    event.add("description", "\n".join(_description(timeline, step)))
    event.add("categories", [step.state])
    event.add("transp", "TRANSPARENT")
    return event


def _uid(order: str, step: Step) -> str:
    name = "-".join(part for part in (order, step.key, step.ref) if part)
    return f"{name}@docgen"


def _description(timeline: Timeline, step: Step) -> Iterator[str]:
    yield f"{_STATES[step.state]} ({timeline.as_of})"
    if step.done:
        yield f"Done on 办理日期: {step.done}"
    if step.earliest:
        yield f"Not before 最早: {step.earliest}"
    yield step.why_en
    yield step.why_zh
    yield step.where
