"""The plan as calendar file, JSON and rows of text."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from icalendar import Calendar, Component

from docgen.planning import (
    NEED_HEAD,
    STEP_HEAD,
    Plan,
    calendar_file,
    lines,
    need_rows,
    remarks,
    step_rows,
    to_dict,
)
from tests.planning.orders import CONTRACT_ONLY, DAY, LC, TT, sample, step
from tests.samples import GOOD


def events(data: bytes) -> list[Component]:
    return Calendar.from_ical(data).walk("VEVENT")


@pytest.mark.parametrize("case", GOOD)
def test_the_calendar_holds_every_step_on_its_day(case: str) -> None:
    timeline = sample(case, DAY).timeline
    read = {str(event["UID"]): event for event in events(calendar_file(timeline))}
    assert len(read) == len(timeline.steps)
    for each in timeline.steps:
        name = "-".join(part for part in (timeline.order, each.key, each.ref) if part)
        event = read[f"{name}@docgen"]
        assert event.decoded("DTSTART") == each.due
        assert event.decoded("DTEND") == each.due + timedelta(1)
        assert event.decoded("DTSTAMP") == datetime(DAY.year, DAY.month, DAY.day, tzinfo=UTC)
        assert each.en in event["SUMMARY"] and each.zh in event["SUMMARY"]
        assert each.why_en in event["DESCRIPTION"] and each.why_zh in event["DESCRIPTION"]


def test_the_same_timeline_gives_the_same_bytes() -> None:
    first, second = (calendar_file(sample(TT, DAY).timeline) for _ in range(2))
    assert first == second


def test_entries_keep_their_identity_from_day_to_day() -> None:
    before, after = (
        {str(event["UID"]) for event in events(calendar_file(sample(LC, day).timeline))}
        for day in (date(2026, 2, 1), date(2026, 6, 1))
    )
    assert before == after


def test_calendar_lines_are_folded_as_the_format_asks() -> None:
    data = calendar_file(sample(LC, DAY).timeline)
    assert data.endswith(b"\r\n")
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    data.decode("utf-8")


@pytest.mark.parametrize("case", GOOD)
def test_the_plan_survives_json(case: str) -> None:
    plan = sample(case, DAY)
    text = json.dumps(to_dict(plan), ensure_ascii=False)
    assert Plan.model_validate(json.loads(text)) == plan


def test_json_has_dates_and_figures_as_plain_text() -> None:
    plain: dict[str, Any] = to_dict(sample(TT, DAY))
    assert plain["timeline"]["as_of"] == "2026-03-26"
    assert plain["containers"]["volume"] == "31.470"
    assert {s["key"]: s for s in plain["timeline"]["steps"]}["deposit"]["done"] == "2026-01-09"


def test_the_schema_describes_every_key() -> None:
    schema = Plan.model_json_schema()
    assert set(schema["properties"]) == {"schema_version", "timeline", "containers"}
    assert set(schema["$defs"]["Step"]["properties"]) >= {"key", "due", "state", "where"}
    assert schema["$defs"]["Step"]["additionalProperties"] is False


@pytest.mark.parametrize("case", GOOD)
def test_rows_fit_their_heads(case: str) -> None:
    plan = sample(case, DAY)
    assert {len(row) for row in step_rows(plan)} == {len(STEP_HEAD)}
    assert {len(row) for row in need_rows(plan)} <= {len(NEED_HEAD)}
    assert len(step_rows(plan)) == len(plan.timeline.steps) + len(plan.timeline.unknown)


def test_lines_hold_steps_containers_and_what_is_missing() -> None:
    text = "\n".join(lines(sample(TT, DAY)))
    assert "Apply for the certificate of origin 申请产地证" in text
    assert "Advised 建议配箱: 1x40GP (volume 体积 54.3%, weight 重量 29.8%)" in text
    assert "Booked 已订: 1x40GP" in text and "fits 装得下" in text
    bare = "\n".join(lines(sample(CONTRACT_ONLY, DAY)))
    assert "? /shipment/etd, /terms/latest_shipment" in bare
    assert "Missing 缺: /packing" in bare


def test_windows_and_late_days_show_in_the_rows() -> None:
    plan = sample(TT, date(2026, 3, 26))
    rows = {row[3]: row for row in step_rows(plan)}
    found = step(plan.timeline, "inspection")
    assert rows[f"{found.en} {found.zh}"][1:3] == ("2026-03-06 – 2026-03-13", "7")
    assert remarks(plan)[0].startswith("Cargo 货物: 31.470 m3")
