"""The report as text, JSON and page: the same facts in each, and nothing that would mislead."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest
from lxml import html as parser

from docgen import api
from docgen.checks import CATALOGUE
from docgen.reports import html, rulebook, text
from docgen.reports.model import CheckReport, of_report
from tests.checks.orders import AS_OF, TT, report
from tests.samples import BROKEN, SAMPLES, company

CHINESE = re.compile(r"[\u4e00-\u9fff]")
SWAPPED = {"/declared/amount": "46800.00", "/goods/1/price": "0"}


def made(change: dict[str, object] | None = None) -> CheckReport:
    return of_report(report(TT, change or {}), "order.json", "0" * 64)


def plain(got: CheckReport, language: text.Language = "both", verbose: bool = False) -> str:
    return "\n".join(line for line, _ in text.lines(got, language, verbose))


def test_a_clean_order_is_ready_in_every_paper() -> None:
    got = made()
    assert set(got.papers.values()) == {"ready"}
    assert (got.findings, got.exit_code) == ((), 0)
    assert got.counts.checked + got.counts.not_checked == len(CATALOGUE)
    assert "nothing blocked" in plain(got)


def test_a_finding_tells_code_place_both_values_and_what_to_do_in_both_languages() -> None:
    got = made(SWAPPED)
    (total,) = [each for each in got.findings if each.code == "TOT-001"]
    assert total.where[0] == "/declared/amount"
    assert total.actual == "46800.00"
    said = plain(got)
    for part in (total.message.en, total.message.zh, total.fix.en, total.fix.zh, "TOT-001"):
        assert part in said
    assert got.exit_code == 1
    assert got.papers["sales-contract"] == "blocked"
    assert got.papers["packing-list"] == "ready"


@pytest.mark.parametrize(("language", "has_chinese"), [("en", False), ("zh", True)])
def test_one_language_alone_where_it_is_asked_for(
    language: text.Language, has_chinese: bool
) -> None:
    (line,) = [
        each.strip()
        for each in plain(made(SWAPPED), language).splitlines()
        if "46,800.00" in each and not each.strip().startswith("at")
    ]
    assert bool(CHINESE.search(line)) is has_chinese


def test_what_was_not_checked_is_named_and_where_it_is_much_counted() -> None:
    (line,) = (each for each in plain(made()).splitlines() if each.startswith("NOT CHECKED"))
    assert " LCR×" in line and "LCR-" not in line
    assert "PKG-012" in line
    reasons = [each for each in plain(made(), verbose=True).splitlines() if "LCR-003" in each]
    assert len(reasons) == 1 and "LCR-012" in reasons[0]


def test_errors_stand_before_warnings() -> None:
    weights = [each.severity for each in made(SWAPPED).findings]
    assert weights == sorted(weights, key=["error", "warning", "info"].index)


def test_symptoms_of_one_cause_stand_together() -> None:
    said = plain(made({"/packing/0/count": 251, "/receipts/0/amount": "100.00"}), "en")
    codes = re.findall(r"^(?:↳ )?(?:ERROR|WARNING) (\w+-\d+)", said, re.MULTILINE)
    at = [place for place, code in enumerate(codes) if code in ("PKG-001", "PKG-003", "TOT-005")]
    assert at == list(range(at[0], at[0] + len(at))) or "PAY-001" not in codes[at[0] : at[-1]]
    assert "/packing: " in said and "perhaps of one cause" in said


def test_control_characters_of_an_order_do_not_reach_the_terminal() -> None:
    got = made(SWAPPED).model_copy(update={"source": "a\x1b[31m.json", "order_no": ""})
    assert "\x1b" not in plain(got)


def test_json_round_trips_and_has_the_promised_keys() -> None:
    got = made(SWAPPED)
    data = json.loads(got.model_dump_json())
    assert CheckReport.model_validate(data) == got
    for key in ("order_no", "source", "input_sha256", "as_of", "counts", "papers", "findings"):
        assert key in data
    for finding in data["findings"]:
        for key in ("code", "severity", "outcome", "where", "expected", "actual", "guards"):
            assert key in finding
        assert finding["message"]["en"] and finding["message"]["zh"]


@pytest.mark.parametrize("case", BROKEN)
def test_a_file_that_is_no_order_has_a_report_too(case: str) -> None:
    path = SAMPLES / "broken" / case / "order.json"
    got = api.check_file(path, company(), AS_OF[TT])
    assert got.exit_code == 3
    assert got.findings and all(each.code.startswith("INP") for each in got.findings)
    assert "not a valid order" in plain(got)
    assert "订单文件无效" in html.page((got,))


def test_a_file_that_is_not_there_has_a_report_too(tmp_path: Path) -> None:
    got = api.check_file(tmp_path / "none.json", company(), date(2026, 3, 1))
    assert got.exit_code == 3
    assert "cannot read" in got.findings[0].message.en


def test_the_page_marks_the_facts_that_disagree_and_no_others() -> None:
    page = parser.fromstring(html.page((made({"/issued/7/gross_weight_kg": "7570.00"}),)))
    disputed = [cell.text_content() for cell in page.xpath('//td[@class="disputed"]')]
    assert "7,570" in disputed
    assert "48,600" not in disputed
    clean = parser.fromstring(html.page((made(),)))
    assert clean.xpath('//td[@class="disputed"]') == []


def test_the_page_needs_no_other_file_and_no_script() -> None:
    page = html.page((made(SWAPPED), made()))
    assert not re.search(r"<(script|link|img|iframe)\b|url\(|@import|https?://", page)
    assert page.count("<article>") == 2


def test_what_an_order_says_is_escaped_on_the_page() -> None:
    got = made({"/number": "A-1", "/issued/1/seller": "<script>alert(1)</script>"})
    assert "<script>" not in html.page((got,))


def test_a_rule_has_a_page_with_its_source_and_examples() -> None:
    for rule in CATALOGUE.values():
        said = "\n".join(line for line, _ in rulebook.page(rule))
        assert rule.says.en in said and rule.says.zh in said
        assert all(source in said for source in rule.refs)
        assert "passed:" in said and "failed:" in said
