"""Waivers: bound to the values they accept, reported when they accept nothing."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from docgen import api
from docgen.checks import CATALOGUE, Outcome, Report
from docgen.errors import InputError, UsageError
from tests.checks.orders import AS_OF, TT, changed, report
from tests.samples import SAMPLES

SWAPPED = {"/goods/1/price": "0"}
CODE = "ARI-002"
REASON = "samples sent along, agreed by mail of 2026-01-04"


def finding() -> Any:
    return next(each for each in report(TT, SWAPPED).results if each.finding.code == CODE)


def waiver(**changes: Any) -> dict[str, Any]:
    accepted = finding()
    return {
        "rule": CODE,
        "where": accepted.finding.paths[0],
        "reason": REASON,
        "by": "L. CHEN",
        "date": "2026-01-05",
        "fingerprint": accepted.fingerprint,
    } | changes


def with_waiver(entry: dict[str, Any], change: dict[str, Any] | None = None) -> Report:
    return report(TT, {**(SWAPPED if change is None else change), "/waivers": [entry]})


def codes(got: Report) -> set[str]:
    return {each.finding.code for each in got.standing}


def test_a_waiver_lets_the_papers_through_and_stays_in_the_report() -> None:
    got = with_waiver(waiver())
    assert CODE not in codes(got)
    assert got.outcomes[CODE] is Outcome.WAIVED
    (accepted,) = got.waived
    assert accepted.waiver is not None and accepted.waiver.by == "L. CHEN"
    assert not any(CODE in blocking for blocking in got.blocked.values())


def test_a_waiver_anywhere_accepts_the_same_values() -> None:
    assert CODE not in codes(with_waiver(waiver(where="*")))


def test_a_waiver_lapses_when_a_value_changes() -> None:
    got = with_waiver(waiver(), {"/goods/1/free_of_charge": True})
    assert {CODE, "WVR-004"} <= codes(got)
    assert got.blocked


def test_a_waiver_without_fingerprint_accepts_nothing() -> None:
    assert {CODE, "WVR-004"} <= codes(with_waiver(waiver(fingerprint="")))


def test_a_waiver_of_another_place_accepts_nothing() -> None:
    assert CODE in codes(with_waiver(waiver(where="/goods/0/price")))


def test_a_waiver_holds_on_its_last_day_and_not_on_the_next() -> None:
    last = AS_OF[TT]
    assert CODE not in codes(with_waiver(waiver(expires=last.isoformat())))
    gone = with_waiver(waiver(expires=date.fromordinal(last.toordinal() - 1).isoformat()))
    assert {CODE, "WVR-002"} <= codes(gone)


def test_a_waiver_that_is_not_needed_is_reported() -> None:
    assert codes(with_waiver(waiver(), {})) == {"WVR-001"}


def test_a_waiver_of_no_rule_is_reported() -> None:
    assert "WVR-003" in codes(with_waiver(waiver(rule="XYZ-001")))


def test_some_rules_cannot_be_waived() -> None:
    assert not any(
        CATALOGUE[code].waivable for code in ("ARI-001", "TOT-001", "TOT-004", "CRT-003", "PKG-004")
    )
    change = {"/declared/amount": "46800.00"}
    (stands,) = [r for r in report(TT, change).results if r.finding.code == "TOT-001"]
    entry = waiver(rule="TOT-001", where="*", fingerprint=stands.fingerprint)
    assert {"TOT-001", "WVR-005"} <= codes(with_waiver(entry, change))


# Writing them


@pytest.fixture
def file(tmp_path: Path) -> Path:
    shutil.copy(SAMPLES / "docgen.toml", tmp_path / "docgen.toml")
    shutil.copytree(SAMPLES / "images", tmp_path / "images")
    path = tmp_path / "order.json"
    path.write_text(json.dumps(changed(TT, SWAPPED), ensure_ascii=False, indent=4), "utf-8")
    return path


def write(path: Path, code: str = CODE, **options: Any) -> Any:
    return api.waive(
        path, code, **{"reason": REASON, "by": "L. CHEN", "as_of": AS_OF[TT], **options}
    )


def test_the_written_waiver_accepts_the_finding(file: Path) -> None:
    before = file.read_text("utf-8")
    write(file)
    got = api.check(api.load_order(file), api.company_of(file), AS_OF[TT])
    assert got.outcomes[CODE] is Outcome.WAIVED
    assert file.read_text("utf-8").startswith(before.rstrip().removesuffix("}").rstrip())


@pytest.mark.parametrize("written", ["", '  "waivers": [],\n', '"waivers":[ ] ,'])
def test_the_rest_of_the_file_stays_to_the_byte(file: Path, written: str) -> None:
    text = file.read_text("utf-8").replace("{", "{" + written, 1).replace("\n", "\r\n")
    file.write_bytes(b"\xef\xbb\xbf" + text.encode())
    write(file)
    after = file.read_bytes()
    assert after.startswith(b"\xef\xbb\xbf{")
    assert after.count(b"\r\n") >= text.count("\r\n") - 1
    entry = json.loads(after.decode("utf-8-sig"))
    assert [each["rule"] for each in entry.pop("waivers")] == [CODE]
    assert entry == changed(TT, SWAPPED)


def test_a_second_waiver_is_added_to_the_first(file: Path) -> None:
    write(file)
    raw = json.loads(file.read_text("utf-8"))
    raw["goods"][0]["price"] = "0"
    file.write_text(json.dumps(raw, ensure_ascii=False), "utf-8")
    write(file, where="/goods/0/price")
    rules = [each["where"] for each in json.loads(file.read_text("utf-8"))["waivers"]]
    assert rules == ["/goods/1/price", "/goods/0/price"]


@pytest.mark.parametrize(
    ("code", "options", "error"),
    [
        ("XYZ-001", {}, UsageError),
        ("TOT-001", {}, UsageError),
        ("ARI-001", {}, UsageError),
        (CODE, {"where": "/goods/0/price"}, UsageError),
        (CODE, {"reason": "short"}, InputError),
        (CODE, {"by": ""}, InputError),
    ],
)
def test_what_cannot_be_waived_leaves_the_file_as_it_was(
    file: Path, code: str, options: dict[str, Any], error: type[Exception]
) -> None:
    before = file.read_bytes()
    with pytest.raises(error):
        write(file, code, **options)
    assert file.read_bytes() == before
