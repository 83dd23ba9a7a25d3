"""An audit: what was compared with what, by when to present, and no pass where nothing was."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from docgen.api.auditing import audit_file
from docgen.reports import audit, html
from docgen.reports.model import CheckReport
from tests.samples import SAMPLES, company

CREDIT = {
    "number": "LC1",
    "currency": "USD",
    "amount": "100.00",
    "expiry": "2026-05-20",
    "expiry_place": "CHINA",
    "documents": ["SIGNED COMMERCIAL INVOICE IN TRIPLICATE", "FULL SET OF CLEAN BILLS OF LADING"],
}
LADING = {"kind": "bill-of-lading", "number": "B1", "on_board_date": "2026-04-15"}


def audited(tmp_path: Path, as_of: date = date(2026, 4, 20), **parts: object) -> CheckReport:
    file = tmp_path / "audit.json"
    file.write_text(json.dumps({"number": "A1"} | parts), encoding="utf-8")
    return audit_file(file, company(), as_of)


def shown(report: CheckReport) -> str:
    return "\n".join(text for text, _ in audit.lines(report))


def test_what_needs_an_order_is_said_not_to_be_checked(tmp_path: Path) -> None:
    report = audited(tmp_path, issued=[{"kind": "packing-list"}])
    why = {gap.code: gap.why.en for gap in report.not_checked}
    assert why["PKG-001"] == why["PRC-001"] == "the file holds no order"


def test_a_report_in_which_nothing_was_checked_is_no_pass(tmp_path: Path) -> None:
    report = audited(tmp_path, issued=[{"kind": "packing-list"}])
    none = report.counts.model_copy(update={"checked": 0, "passed": 0})
    empty = report.model_copy(update={"counts": none, "findings": ()})
    assert empty.exit_code == 1
    assert "nothing could be compared" in shown(empty)


def test_the_last_day_to_present_counts_from_shipment(tmp_path: Path) -> None:
    report = audited(tmp_path, credit=CREDIT, issued=[LADING])
    due = report.presentation
    assert due is not None
    assert (due.last_day, due.days_left) == (date(2026, 5, 6), 16)
    assert [(each.kind, each.papers, each.there) for each in due.asked] == [
        ("commercial-invoice", 3, 0),
        ("bill-of-lading", None, 1),
    ]
    assert "2026-05-06, 16 days left 剩16天" in shown(report) and "full set" in shown(report)
    assert "2026-05-06, 1 day ago 已过1天" in shown(
        audited(tmp_path, date(2026, 5, 7), credit=CREDIT, issued=[LADING])
    )


def test_the_expiry_counts_where_it_is_earlier(tmp_path: Path) -> None:
    early = {**CREDIT, "expiry": "2026-04-30"}
    due = audited(tmp_path, date(2026, 5, 2), credit=early, issued=[LADING]).presentation
    assert due is not None
    assert (due.last_day, due.days_left) == (date(2026, 4, 30), -2)


def test_an_audit_blocks_no_paper_since_it_prints_none(tmp_path: Path) -> None:
    report = audited(tmp_path, credit=CREDIT | {"form": "REVOCABLE"})
    (found,) = (each for each in report.findings if each.code == "LCR-002")
    assert found.guards == ()
    assert "→ " not in shown(report).split("LCR-002")[1].split("\n")[0]


def test_the_bank_decides_within_five_banking_days_after_the_presentation(tmp_path: Path) -> None:
    handed = {"date": "2026-04-28"}
    report = audited(tmp_path, credit=CREDIT, issued=[LADING], presentation=handed)
    due = report.presentation
    assert due is not None
    assert (due.presented, due.decided_by) == (date(2026, 4, 28), date(2026, 5, 8))
    page = html.page((report,), audited=True)
    assert "银行最迟答复" in page and "2026-05-08" in page and "2026-05-08" in shown(report)


def test_where_the_closed_days_of_the_bank_are_not_known_it_is_said(tmp_path: Path) -> None:
    abroad = {**CREDIT, "expiry_place": "LONDON"}
    due = audited(tmp_path, credit=abroad, presentation={"date": "2026-04-28"}).presentation
    assert due is not None and due.decision is not None
    assert due.decided_by == date(2026, 5, 5)
    assert "not known" in due.decision.en and "未知" in due.decision.zh


def test_before_a_day_of_presentation_is_given_no_bank_decides(tmp_path: Path) -> None:
    report = audited(tmp_path, credit=CREDIT, issued=[LADING])
    assert report.presentation is not None and report.presentation.decided_by is None
    assert "银行最迟答复" not in shown(report) + html.page((report,), audited=True)


def test_without_a_credit_papers_are_held_against_each_other_alone(tmp_path: Path) -> None:
    raw = json.loads((SAMPLES / "a03-collection-set" / "audit.json").read_bytes())
    raw["issued"][4]["date"] = "2026-04-19"  # the policy, three days after shipment
    report = audited(tmp_path, **raw)
    assert [(each.code, each.comparison) for each in report.findings] == [
        ("LCR-026", "among_papers")
    ]


def test_an_order_is_audited_as_its_papers_will_read() -> None:
    order = SAMPLES / "s03-letter-of-credit" / "order.json"
    report = audit_file(order, company(), date(2026, 4, 16))
    assert report.exit_code == 0
    assert report.matrix[0].kind in ("purchase-order", "letter-of-credit")
    assert any(paper.kind == "letter-of-credit" for paper in report.matrix)


def test_the_page_shows_what_to_prepare(tmp_path: Path) -> None:
    page = html.page((audited(tmp_path, credit=CREDIT, issued=[LADING]),), audited=True)
    assert "最迟交单日" in page and "2026-05-06" in page and "全套" in page


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"number": "A1", "credit": {}}', '{"number": "A1", "x": 1}']
)
def test_what_is_no_audit_file_is_refused_with_its_place(tmp_path: Path, text: str) -> None:
    file = tmp_path / "audit.json"
    file.write_text(text, encoding="utf-8")
    report = audit_file(file, company(), date(2026, 4, 20))
    assert report.exit_code == 3
    assert all(each.code.startswith("INP") for each in report.findings)
