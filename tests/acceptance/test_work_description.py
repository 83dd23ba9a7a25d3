"""What a merchandiser's work description asks for (跟单员工作内容), sentence by sentence."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from docgen import api
from docgen.checks import CATALOGUE, Outcome
from docgen.findings import Severity
from docgen.history import History, PastUse
from tests.checks.orders import AS_OF, LC, TT, changed, order, report, report_of
from tests.samples import SAMPLES

FORM_A_TO_GERMANY = {
    "/shipment/destination_country": "DE",
    "/buyer/country": "DE",
}
FOUND: list[tuple[str, str, Mapping[str, Any]]] = [
    ("核对产品价钱是否与以前所做的订单或之前确认的价钱一致", "PRC-001", {"/goods/0/price": "2.65"}),
    ("总金额是否正确", "ARI-001", {"/issued/1/lines/0/amount": "32040.00"}),
    ("总金额是否正确", "TOT-001", {"/declared/amount": "46800.00"}),
    (
        "总金额是否正确",
        "TOT-002",
        {"/issued/1/amount_in_words": "SAY U.S. DOLLARS FORTY-SIX THOUSAND EIGHT HUNDRED ONLY"},
    ),
    (
        "总金额是否正确",
        "TOT-003",
        {
            "/issued/0/amount": "46800.00",
            "/issued/0/lines/1/price": "1.60",
            "/issued/0/lines/1/amount": "14400.00",
        },
    ),
    ("T/T30%,待定金到帐后,再下购货合同", "PAY-001", {"/receipts/0/amount": "10000.00"}),
    ("T/T30%,待定金到帐后,再下购货合同", "DAT-001", {"/purchases/0/date": "2026-01-06"}),
    ("产品描述", "QTY-005", {"/issued/1/lines/0/description": "CERAMIC MUG 350ML"}),
    ("数量", "QTY-001", {"/issued/2/lines/0/quantity": "11520"}),
    ("价格", "PRC-004", {"/issued/1/lines/0/price": "2.75"}),
    ("付款方式", "PAY-006", {"/issued/1/payment": "L/C AT SIGHT"}),
    ("交货期", "COV-004", {"/purchases/0/delivery_date": "2026-03-24"}),
    ("提前算出订单体积", "PKG-007", {"/issued/2/lines/0/volume_m3": "1.872"}),
    ("订舱", "CNT-001", {"/shipment/containers/0/type": "20GP", "/packing/0/count": 400}),
    ("交货期前一两个星期就可以办理商检", "DAT-005", {"/inspection/date": "2026-03-16"}),
    ("外销合同,装箱单,发票", "TOT-006", {"/issued/3/currency": "CNY"}),
    ("外销合同,装箱单,发票", "CRT-008", {"/issued/3/destination_country": "DE"}),
    ("只显示第一项商品及总金额", "CRT-006", {"/certificates/0/first_item": "ENAMEL PLATE 26CM"}),
    ("有效期一般为三个月", "CRT-002", {"/certificates/0/valid_until": "2026-03-19"}),
    ("实际金额可以小于换证凭条上的金额", "CRT-005", {"/certificates/0/amount": "48599.99"}),
    ("普惠制产地证:给惠国", "ORG-001", FORM_A_TO_GERMANY),
    ("在装运期至少一个星期前办理", "DAT-006", {"/origin/date": "2026-03-18"}),
    ("颜色、数量", "QTY-006", {"/goods/0/breakdown/1/quantity": "5400"}),
]


@pytest.mark.parametrize(("sentence", "code", "change"), FOUND, ids=[f[1] for f in FOUND])
def test_what_the_work_description_asks_for_is_found(
    sentence: str, code: str, change: Mapping[str, Any]
) -> None:
    assert report(TT, change).outcomes[code] is Outcome.FAILED, sentence


def test_the_certificate_is_asked_of_who_the_credit_names() -> None:
    """贸促会, 商检局: the credit wants the C/O of the CCPIT."""
    assert report(LC, {"/origin/issuer": "customs"}).outcomes["ORG-003"] is Outcome.FAILED


def test_a_price_on_other_terms_is_not_compared() -> None:
    got = report(TT, {"/confirmed_prices/0/rule": "FOB"})
    assert got.outcomes["PRC-001"] is not Outcome.FAILED
    assert got.outcomes["PRC-002"] in (Outcome.FAILED, Outcome.NOT_CHECKED)


def test_under_a_deposit_the_purchase_contract_waits_for_the_money() -> None:
    got = report(TT, {"/receipts": []})
    assert "purchase-contract" in got.blocked
    assert "sales-contract" not in got.blocked


def test_all_in_advance_production_may_start_at_once_unless_the_firm_decides_otherwise() -> None:
    advance = {"/terms/payment": {"type": "tt_advance"}, "/receipts": []}
    early = date(2026, 1, 13)
    got = report(TT, advance, as_of=early)
    assert not any(code.startswith("PAY") for code in got.blocked.get("purchase-contract", ()))
    strict = {**advance, "/checks": {"rules": {"PAY-002": {"advance100": "funds"}}}}
    assert "PAY-002" in report(TT, strict, as_of=early).blocked["purchase-contract"]


def test_the_factory_signs_back() -> None:
    got = report(TT, remove=("/purchases/0/countersigned_on",))
    assert got.outcomes["COV-005"] is Outcome.FAILED


def test_what_is_shipped_may_be_less_than_the_slip_and_never_more() -> None:
    assert report(TT).outcomes["CRT-005"] is Outcome.PASSED  # 48,600 of 50,000
    assert report(TT, {"/certificates/0/amount": "48600.00"}).outcomes["CRT-005"] is Outcome.PASSED


def test_a_slip_without_a_printed_date_lives_three_months() -> None:
    slip = "/certificates/0"
    for issued, good in (("2025-12-20", True), ("2025-12-19", False)):
        got = report(TT, {f"{slip}/issued": issued}, (f"{slip}/valid_until",))
        assert (got.outcomes["CRT-002"] is not Outcome.FAILED) is good, issued


def test_a_slip_is_used_once() -> None:
    use = PastUse("310200226001234", "NB26-0001", "NB26-INV-009", date(2026, 2, 18))
    got = report_of(order(changed(TT, {})), AS_OF[TT], History((use,), known=True))
    assert got.outcomes["CRT-003"] is Outcome.FAILED
    assert not CATALOGUE["CRT-003"].waivable


@pytest.mark.parametrize(
    ("country", "day", "granted"),
    [
        ("NO", "2026-03-11", True),
        ("DE", "2021-11-30", True),
        ("DE", "2021-12-01", False),
        ("JP", "2019-03-31", True),
        ("JP", "2019-04-01", False),
        ("RU", "2021-10-11", True),
        ("RU", "2021-10-12", False),
    ],
)
def test_form_a_only_where_it_is_granted_on_that_day(country: str, day: str, granted: bool) -> None:
    asked = {
        "/shipment/destination_country": country,
        "/origin": {"kind": "form_a", "date": day, "place": "NINGBO, CHINA"},
        "/shipment/etd": day,
        "/shipment/on_board_date": day,
        "/issued": [],
    }
    got = report(TT, asked)
    assert (got.outcomes["ORG-001"] is not Outcome.FAILED) is granted
    if not granted:
        assert "form-a" in got.blocked


def test_inspection_within_the_last_week_is_an_error_and_before_a_warning() -> None:
    for applied, severity in (("2026-03-14", Severity.ERROR), ("2026-03-01", Severity.WARNING)):
        results = report(TT, {"/inspection/date": applied}).results
        assert [r.finding.severity for r in results if r.finding.code == "DAT-005"] == [severity]


def test_the_old_papers_of_a_changed_order_are_named_to_be_recalled(tmp_path: Path) -> None:
    shutil.copy(SAMPLES / "docgen.toml", tmp_path)
    shutil.copytree(SAMPLES / "images", tmp_path / "images")
    file, out = tmp_path / "order.json", tmp_path / "out"
    for price, replaced in (("9.10", ()), ("9.20", ("X-1-sales-contract.docx",))):
        raw = changed("s01-minimal", {"/number": "X-1", "/goods/0/price": price})
        file.write_text(json.dumps(raw, ensure_ascii=False), "utf-8")
        _, manifest, _ = api.render_order(
            file, out, kinds=("sales-contract",), formats=("docx",), as_of=date(2026, 12, 1)
        )
        assert manifest.replaces == replaced
