"""The plan as rows of text for a terminal, both languages, and as plain data for JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docgen.findings import Said
from docgen.planning.records import ContainerPlan, Load, Need, Plan, Step, Unknown

Row = tuple[str, ...]

STEP_HEAD: Row = ("State 状态", "Due 应办", "Days 天", "Step 事项", "Done 已办", "Why 依据")
NEED_HEAD: Row = (
    "Type 箱型",
    "Usual 常规",
    "Least 至少",
    "Decided by 取决于",
    "Volume 体积 m3",
    "Weight 重量 kg",
)
_STATES = {"done": "done 已办", "late": "LATE 逾期", "due": "due 临近", "ahead": "ahead 未到"}
_BOUNDS = {"volume": "volume 体积", "weight": "weight 重量"}
_FITS = {
    "usual": "fits 装得下",
    "hard": "tight: above the usual limits 超常规装载",
    "no": "DOES NOT FIT 装不下",
}


def to_dict(plan: Plan) -> dict[str, Any]:
    """The plan as plain values: dates as ISO text, figures as text in plain digits."""
    return plan.model_dump(mode="json")


def step_rows(plan: Plan) -> tuple[Row, ...]:
    """The steps under `STEP_HEAD`, then those whose day is not known yet."""
    timeline = plan.timeline
    return (*map(_step, timeline.steps), *map(_unknown, timeline.unknown))


def need_rows(plan: Plan) -> tuple[Row, ...]:
    """The containers type by type under `NEED_HEAD`."""
    return tuple(map(_need, plan.containers.needs))


def remarks(plan: Plan) -> tuple[str, ...]:
    """What stands above, between and below the two tables."""
    return tuple(_remarks(plan))


def lines(plan: Plan) -> tuple[str, ...]:
    """The whole plan as plain lines, for whoever has no table to print it in."""
    tables = ((STEP_HEAD, step_rows(plan)), (NEED_HEAD, need_rows(plan)))
    rows = (" | ".join(row) for head, body in tables if body for row in (head, *body))
    return (_head(plan), *rows, *_remarks(plan))


def _head(plan: Plan) -> str:
    timeline = plan.timeline
    counted = f"shipment 装运 {timeline.shipment or 'unknown 未知'}"
    origin = f" ({timeline.shipment_from})" if timeline.shipment_from else ""
    return f"{timeline.order} · as of 判定日 {timeline.as_of} · {counted}{origin}"


def _step(step: Step) -> Row:
    window = f"{step.earliest} – {step.due}" if step.earliest else str(step.due)
    days = "" if step.days is None else str(step.days)
    done = str(step.done or "")
    why = f"{step.why_en} / {step.why_zh}"
    return _STATES[step.state], window, days, f"{step.en} {step.zh}", done, why


def _unknown(step: Unknown) -> Row:
    missing = ", ".join(step.missing)
    why = f"{step.why_en} / {step.why_zh}"
    name = f"{step.en} {step.zh}"
    return "unknown 未知", f"? {missing}", "", name, str(step.done or ""), why


def _need(need: Need) -> Row:
    volume, weight = need.volume, need.weight
    return (
        need.type,
        str(need.usual),
        str(need.hard),
        _BOUNDS[need.decides],
        f"{volume.usual:,f}/{volume.hard:,f}: {volume.count_usual}/{volume.count_hard},"
        f" {volume.fill_usual}%/{volume.fill_hard}%",
        f"{weight.usual:,f}/{weight.hard:,f}: {weight.count_usual}/{weight.count_hard},"
        f" {weight.fill_usual}%/{weight.fill_hard}%",
    )


def _remarks(plan: Plan) -> Iterator[str]:
    yield from map(_both, plan.timeline.notes)
    cargo = plan.containers
    volume = "volume unknown 体积未知" if cargo.volume is None else f"{cargo.volume:,f} m3"
    yield f"Cargo 货物: {volume}, {cargo.weight:,f} kg{_tons(cargo)}"
    if cargo.advised:
        yield f"Advised 建议配箱: {_filled(cargo.advised)}"
    if cargo.booked:
        yield f"Booked 已订: {_filled(cargo.booked)} → {_FITS[cargo.booked.fits]}"
    if cargo.missing:
        yield f"Missing 缺: {' '.join(cargo.missing)}"
    yield from map(_both, cargo.notes)


def _tons(cargo: ContainerPlan) -> str:
    tons = cargo.freight_tons
    return "" if tons is None else f", {tons:,f} freight tons 计费吨"


def _filled(load: Load) -> str:
    return f"{load.text} (volume 体积 {load.volume_fill}%, weight 重量 {load.weight_fill}%)"


def _both(words: Said) -> str:
    return f"{words.en} / {words.zh}"
