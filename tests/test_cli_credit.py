"""`docgen credit` as a user meets it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from docgen.order.credit import Credit
from tests.credit.variants import SAMPLES
from tests.test_cli import docgen

BASE = SAMPLES / "01-base.txt"


def test_the_credit_is_shown_field_by_field_and_clause_by_clause() -> None:
    run = docgen("credit", BASE)
    assert (run.returncode, run.stderr) == (0, "")
    for said in (
        " 31D  expiry                      2026-04-15",
        " 32B  amount                      48600.00",
        "EM-12 ENAMEL MUG 350ML: 12,000 H87 x USD 2.70",
        "[understood 已识别] PACKING LIST IN 3 COPIES",
        "packing-list: 3 in all; 1 original at least",
        "every paper: credit number",
        "ship 装运: 2026-03-25",
        "present, if shipped on that day 交单(如当日装运): 2026-04-15",
    ):
        assert said in run.stdout


def test_soft_clauses_and_what_is_left_are_shown() -> None:
    run = docgen("credit", SAMPLES / "08-soft.txt")
    assert run.returncode == 0
    assert "soft clause 软条款: a paper must be issued or signed by the applicant" in run.stdout
    assert "[NOT UNDERSTOOD 未识别] PINK RIBBON ON EVERY PAGE" in run.stdout


def test_the_json_is_the_credit_of_an_order_file(tmp_path: Path) -> None:
    part = tmp_path / "credit.json"
    run = docgen("credit", BASE, "--format", "json", "-o", part)
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout == part.read_text("utf-8")
    credit = Credit.model_validate(json.loads(run.stdout))
    assert (credit.number, len(credit.documents)) == ("FJ26LC00417", 6)


def test_a_message_is_read_from_the_standard_input() -> None:
    command = [sys.executable, "-m", "docgen", "credit", "-", "--format", "json"]
    run = subprocess.run(command, input=BASE.read_bytes(), capture_output=True, check=False)
    assert run.returncode == 0
    assert json.loads(run.stdout)["number"] == "FJ26LC00417"


def test_a_field_that_cannot_be_read_ends_with_code_1(tmp_path: Path) -> None:
    file = tmp_path / "credit.txt"
    file.write_text(BASE.read_text("utf-8").replace("260415CHINA", "200631CHINA"), "utf-8")
    run = docgen("credit", file)
    assert run.returncode == 1
    assert "ERROR CRM-003 line 7, field 31D" in run.stdout
    assert "read 读到: 200631CHINA" in run.stdout
    run = docgen("credit", file, "--format", "json")
    assert run.returncode == 1
    assert "CRM-003 line 7, field 31D" in run.stderr
    assert "expiry" not in json.loads(run.stdout)


def test_what_is_no_credit_ends_with_code_3(tmp_path: Path) -> None:
    file = tmp_path / "letter.txt"
    file.write_text("Dear Sirs,\nthank you for your order.\n", "utf-8")
    run = docgen("credit", file)
    assert run.returncode == 3
    assert "is no letter of credit" in run.stderr
    assert "Traceback" not in run.stderr
    assert docgen("credit", tmp_path / "nowhere.txt").returncode == 3
