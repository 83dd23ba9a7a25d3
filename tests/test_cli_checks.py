"""`docgen check`, `waive`, `rules`, and the gate of `render`, as a user meets them."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pypdf
import pytest

from docgen.checks import CATALOGUE
from docgen.manifest import Manifest
from docgen.reports.model import CheckReport
from tests.checks.orders import AS_OF, TT, changed
from tests.samples import SAMPLES, path_of
from tests.test_cli import docgen

DAY = AS_OF[TT].isoformat()
SWAPPED = {"/declared/amount": "46800.00"}
CHINESE = re.compile(r"[\u4e00-\u9fff]")
Write = Callable[..., Path]


@pytest.fixture
def order(tmp_path: Path) -> Write:
    """Writes the clean order with things changed, in a company's folder."""
    shutil.copy(SAMPLES / "docgen.toml", tmp_path)
    shutil.copytree(SAMPLES / "images", tmp_path / "images")

    def write(change: Mapping[str, Any] | None = None, name: str = "order.json") -> Path:
        path = tmp_path / name
        raw = changed(TT, change or {})
        path.write_text(json.dumps(raw, ensure_ascii=False, indent=2), "utf-8")
        return path

    return write


def render(*arguments: object) -> Any:
    return docgen("render", *arguments, "--as-of", DAY, "--formats", "pdf")


def manifest(out: Path) -> Manifest:
    (found,) = out.glob("*/manifest.json")
    return Manifest.model_validate_json(found.read_bytes())


def test_a_clean_order_ends_with_code_0() -> None:
    run = docgen("check", path_of(TT), "--as-of", DAY)
    assert (run.returncode, run.stderr) == (0, "")
    assert "nothing blocked" in run.stdout


def test_an_error_ends_with_code_1_and_names_place_values_and_cure(order: Write) -> None:
    run = docgen("check", order(SWAPPED), "--as-of", DAY)
    assert run.returncode == 1
    for part in ("TOT-001", "/declared/amount", "48,600.00", "46,800.00", "sales-contract"):
        assert part in run.stdout
    assert CHINESE.search(run.stdout)


def test_a_warning_alone_ends_with_code_0(order: Write) -> None:
    run = docgen("check", order({"/shipment/booked": "2026-03-08"}), "--as-of", DAY)
    assert run.returncode == 0
    assert "DAT-007" in run.stdout


def test_no_order_ends_with_code_3_and_the_others_are_checked_all_the_same(order: Write) -> None:
    broken = SAMPLES / "broken" / "b01-duplicate-key" / "order.json"
    run = docgen("check", broken, order(), "--as-of", DAY, "--format", "json")
    assert run.returncode == 3
    reports = [CheckReport.model_validate_json(line) for line in run.stdout.splitlines()]
    assert [each.order_no for each in reports] == ["", "NB26-0105"]


def test_json_is_one_object_a_line(order: Write) -> None:
    run = docgen("check", order(SWAPPED), "--as-of", DAY, "--format", "json")
    data = json.loads(run.stdout)
    assert data["order_no"] == "NB26-0105"
    assert data["papers"]["sales-contract"] == "blocked"
    assert "TOT-001" in {each["code"] for each in data["findings"]}


def test_a_report_goes_into_a_file(order: Write, tmp_path: Path) -> None:
    page = tmp_path / "check.html"
    run = docgen("check", order(), "--as-of", DAY, "--format", "html", "-o", page)
    assert run.stdout == f"{page}\n"
    assert "单证核对表" in page.read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--format", "xml"], "expected one of text, json, html"),
        (["--lang", "fr"], "expected one of en, zh, both"),
        (["--as-of", "tomorrow"], "expected a date as YYYY-MM-DD"),
    ],
)
def test_an_option_that_cannot_be_meant_ends_with_code_2(
    arguments: list[str], said: str, order: Write
) -> None:
    run = docgen("check", order(), *arguments)
    assert run.returncode == 2
    assert said in run.stderr


def test_chinese_alone(order: Write) -> None:
    run = docgen("check", order(SWAPPED), "--as-of", DAY, "--lang", "zh")
    assert "各行合计" in run.stdout
    assert "The lines add up" not in run.stdout


def test_render_blocks_what_the_error_guards_and_makes_the_rest(
    order: Write, tmp_path: Path
) -> None:
    run = render(order(SWAPPED), "-o", tmp_path / "out")
    assert run.returncode == 1
    assert "TOT-001" in run.stderr
    states = {paper.kind: paper.state for paper in manifest(tmp_path / "out").papers}
    assert states["sales-contract"] == states["commercial-invoice"] == "blocked"
    assert states["packing-list"] == "made"
    made = {path.name for path in tmp_path.glob("out/*/*.pdf")}
    assert "NB26-0105-packing-list.pdf" in made
    assert "NB26-0105-sales-contract.pdf" not in made
    (blocked,) = [p for p in manifest(tmp_path / "out").papers if p.kind == "sales-contract"]
    assert "TOT-001" in blocked.reason


def test_what_an_earlier_run_made_does_not_stay_once_it_is_blocked(
    order: Write, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    file = order({"/certificates/0/valid_until": "2026-06-09"})
    render(file, "-o", out, "--kinds", "purchase-contract")
    assert list(out.glob("*/*purchase*.pdf"))
    early = docgen(
        *("render", file, "-o", out, "--formats", "pdf", "--as-of", "2026-01-07"),
        *("--kinds", "purchase-contract"),
    )
    assert early.returncode == 1  # the deposit had not come
    assert not list(out.glob("*/*purchase*.pdf"))


def test_a_draft_prints_all_with_the_mark_across(order: Write, tmp_path: Path) -> None:
    run = render(order(SWAPPED), "-o", tmp_path / "out", "--draft")
    assert (run.returncode, run.stderr) == (0, "")
    states = {paper.state for paper in manifest(tmp_path / "out").papers}
    assert states <= {"drafted", "not_asked_for"}
    for path in tmp_path.glob("out/*/*.pdf"):
        for page in pypdf.PdfReader(path).pages:
            assert "DRAFT" in page.extract_text()


def test_a_waiver_opens_the_gate_and_closes_it_when_a_value_changes(
    order: Write, tmp_path: Path
) -> None:
    sample = {"/goods/0/price": "2.65", "/declared/amount": "48000.00"}
    file = order(sample)
    before = docgen("check", file, "--as-of", DAY, "--format", "json")
    assert "PRC-001" in {each["code"] for each in json.loads(before.stdout)["findings"]}
    run = docgen(
        *("waive", file, "PRC-001", "--reason", "two per cent for volume, mail of 0102"),
        *("--by", "L. CHEN", "--as-of", DAY),
    )
    assert (run.returncode, run.stderr) == (0, "")
    after = json.loads(docgen("check", file, "--as-of", DAY, "--format", "json").stdout)
    outcomes = {each["code"]: each["outcome"] for each in after["findings"]}
    assert outcomes["PRC-001"] == "waived"
    raw = json.loads(file.read_text("utf-8"))
    raw["goods"][0]["price"] = "2.60"
    file.write_text(json.dumps(raw, ensure_ascii=False), "utf-8")
    again = json.loads(docgen("check", file, "--as-of", DAY, "--format", "json").stdout)
    outcomes = {each["code"]: each["outcome"] for each in again["findings"]}
    assert outcomes["PRC-001"] == "failed"
    assert outcomes["WVR-004"] == "failed"


@pytest.mark.parametrize(
    ("code", "said"), [("XYZ-001", "no rule XYZ-001"), ("TOT-001", "cannot be waived")]
)
def test_what_cannot_be_waived_ends_with_code_2(code: str, said: str, order: Write) -> None:
    file = order(SWAPPED)
    before = file.read_bytes()
    run = docgen("waive", file, code, "--reason", "because it is so", "--by", "ME", "--as-of", DAY)
    assert run.returncode == 2
    assert said in run.stderr
    assert file.read_bytes() == before


def test_the_company_sets_thresholds_and_the_report_says_so(order: Write, tmp_path: Path) -> None:
    file = order()
    with (tmp_path / "docgen.toml").open("a", encoding="utf-8") as profile:
        profile.write('\n[checks]\nignore = ["CNT-005"]\n[checks.rules.DAT-007]\ndays = 20\n')
    run = docgen("check", file, "--as-of", DAY, "--verbose")
    assert "DAT-007 days = 20 (default 默认 10; company)" in run.stdout
    assert re.search(r"(WARNING|警告)\S* DAT-007", run.stdout)
    assert "CNT-005: switched off" in run.stdout


def test_an_unknown_threshold_in_the_profile_ends_with_code_3(order: Write, tmp_path: Path) -> None:
    file = order()
    with (tmp_path / "docgen.toml").open("a", encoding="utf-8") as profile:
        profile.write("\n[checks.rules.DAT-007]\nweeks = 2\n")
    for command in (["check"], ["render", "-o", str(tmp_path / "out")]):
        run = docgen(command[0], file, *command[1:], "--as-of", DAY)
        assert run.returncode == 3
        assert "INP-015" in run.stdout + run.stderr
    assert not (tmp_path / "out").exists()


def test_every_rule_is_listed_and_shown() -> None:
    listed = docgen("rules").stdout
    for code in CATALOGUE:
        assert f"\n{code} " in "\n" + listed
    shown = docgen("rules", "CRT-003").stdout
    assert "passed:" in shown and "failed:" in shown and "source" in shown
    assert docgen("rules", "XYZ-001").returncode == 2
    assert [each["code"] for each in json.loads(docgen("rules", "--format", "json").stdout)] == [
        *CATALOGUE
    ]


def test_the_gate_holds_in_python_too(order: Write) -> None:
    import docgen as library

    file = order(SWAPPED)
    made = library.load_order(file)
    company = library.company_of(file)
    with pytest.raises(library.BlockedError) as error:
        library.build(made, company, as_of=AS_OF[TT])
    assert error.value.exit_code == 1
    assert "TOT-001" in str(error.value)
    (paper, *_) = library.build(made, company, as_of=AS_OF[TT], draft=True)
    content = library.render(paper, "pdf", company).content
    import io

    assert "DRAFT" in pypdf.PdfReader(io.BytesIO(content)).pages[0].extract_text()
    assert library.build(made, company, ("packing-list",), AS_OF[TT])
