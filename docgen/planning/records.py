"""The plan as data: what `docgen plan --format json` prints, and its schema."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Literal

from pydantic import BaseModel, ConfigDict

from docgen.findings import Said


class Record(BaseModel):
    """A frozen part of the plan."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class Step(Record):
    """One step of the order and the day it is due."""

    key: str
    """What it is, such as `booking`; with `ref` it is unique in an order."""
    ref: str = ""
    """Number of the purchase contract it belongs to; empty where it concerns the whole order."""
    en: str
    zh: str
    earliest: datetime.date | None = None
    """First day of the window in which it is to be done, where there is one."""
    due: datetime.date
    """Last day; a working day where the seller has to act."""
    moved_from: datetime.date | None = None
    """The day counted out, where it is a day off and `due` the working day before."""
    planned: datetime.date | None = None
    """The day that the order states for it, where that is still to come."""
    done: datetime.date | None = None
    """The day it was done; a step may be done on a day that the order does not record."""
    state: Literal["done", "late", "due", "ahead"]
    """`late`: done late, or overdue; `due`: within a week, or past with nothing recorded of it."""
    days: int | None
    """Days left until due, below 0 days past; of a done step how early it was; None if unknown."""
    why_en: str
    """The rule with its source, and what else to know."""
    why_zh: str
    where: str
    """JSON pointer of the fact that answers it."""


class Unknown(Record):
    """A step whose day cannot be told yet."""

    key: str
    ref: str = ""
    en: str
    zh: str
    missing: tuple[str, ...]
    """JSON pointers of the facts that would tell."""
    done: datetime.date | None = None
    why_en: str
    why_zh: str
    where: str


class Timeline(Record):
    """The steps of one order as they stand on a day."""

    order: str
    """Number of the order."""
    as_of: datetime.date
    shipment: datetime.date | None
    """Day that the steps are counted from: on board, else planned, else the latest agreed."""
    shipment_from: str
    """JSON pointer of that day; empty where it is not known."""
    delivery: datetime.date | None
    """Last delivery of the factories as the purchase contracts have it."""
    steps: tuple[Step, ...]
    """Late ones first, then by due day."""
    unknown: tuple[Unknown, ...]
    notes: tuple[Said, ...]
    """Holidays that are not known, and the like."""


class Bound(Record):
    """What volume alone, or weight alone, asks of one type of container."""

    load: Decimal
    """Cubic metres or kilograms of the cargo."""
    usual: Decimal
    """What one container usually holds."""
    hard: Decimal
    """What one container can hold at the most."""
    count_usual: int
    count_hard: int
    fill_usual: Decimal
    """Per cent of the usual limits of as many containers as are needed."""
    fill_hard: Decimal
    """Per cent of the hard limits of as many as are needed at the least."""


class Need(Record):
    """How many containers of one type the cargo needs."""

    type: str
    en: str
    volume: Bound
    weight: Bound
    usual: int
    """By the usual limits, volume and weight together."""
    hard: int
    """By the hard limits: fewer are impossible."""
    decides: Literal["volume", "weight"]
    """Which of the two asks for more, by the usual limits."""


class Load(Record):
    """Containers of several types against the cargo."""

    containers: tuple[tuple[str, int], ...]
    """Type and number, the largest first."""
    text: str
    """`1x40HQ + 1x20GP`."""
    volume_fill: Decimal
    """Per cent of the usual volume."""
    weight_fill: Decimal
    """Per cent of the usual payload."""
    fits: Literal["usual", "hard", "no"]
    """Within the usual limits, within the hard ones only, or not at all."""


class ContainerPlan(Record):
    """Which containers the cargo needs."""

    volume: Decimal | None
    """Cubic metres; None where some size is not known."""
    weight: Decimal
    """Gross kilograms."""
    freight_tons: Decimal | None
    """The larger of cubic metres and tonnes, by which shared containers are charged."""
    needs: tuple[Need, ...] = ()
    """Type by type."""
    advised: Load | None = None
    """The mix that takes the least room on the ship."""
    shared: bool = False
    """Whether a shared container (拼箱) is likely to be cheaper."""
    booked: Load | None = None
    """What the order has booked."""
    missing: tuple[str, ...] = ()
    """JSON pointers of what would tell the volume or the weight."""
    notes: tuple[Said, ...] = ()


class Plan(Record):
    """When each step of an order is due, and in which containers it ships."""

    schema_version: Literal["1"] = "1"
    timeline: Timeline
    containers: ContainerPlan
