"""What the ledger is for, as a merchandiser would tell it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from docgen.api.standing import shipped_to_date
from docgen.api.verifying import verify as verify_file
from docgen.errors import ConflictError
from docgen.ledger import (
    MoneyReceived,
    NumberVoided,
    OrderCancelled,
    PaperSent,
    Price,
    PricesConfirmed,
    verify,
)
from docgen.renderers.readback import attached
from tests.ledger.office import (
    DAY,
    SUPPLIER,
    WHO,
    Office,
    contract_only,
    failed,
    marks,
    office,
    purchase,
    sale,
    states,
    with_,
)
from tests.ledger.slips import SLIP


@pytest.fixture
def desk(tmp_path: Path) -> Office:
    return office(tmp_path)


def received(amount: str, kind: str = "deposit", reference: str = "") -> MoneyReceived:
    return MoneyReceived(
        contract="EX26-0001",
        purpose=kind,  # type: ignore[arg-type]
        value_date=date(2026, 3, 10),
        amount=amount,  # type: ignore[arg-type]
        currency="USD",
        reference=reference,
    )


def test_the_purchase_contract_waits_for_the_deposit(desk: Office) -> None:
    raw = contract_only(sale(suppliers=[SUPPLIER], purchases=[purchase("2400")]))
    first = desk.issue(raw)
    assert states(first) == {"sales-contract": "issued", "purchase-contract": "blocked"}
    assert "PAY-001" in failed(first)
    desk.ledger.record(received("1332.00"), WHO)
    second = desk.issue(raw)
    assert states(second) == {"sales-contract": "unchanged", "purchase-contract": "issued"}


def test_a_repeat_order_at_another_price_is_refused_until_it_is_waived_and_then_remembered(
    desk: Office,
) -> None:
    desk.issue(contract_only(sale()))
    dearer = contract_only(sale(number="EX26-0002", date="2026-04-02"))
    dearer = with_(dearer, {"/goods/0/price": "1.95", "/terms/latest_shipment": "2026-05-20"})
    refused = desk.issue(dearer)
    assert refused.folder is None
    (finding,) = (each for each in refused.report.findings if each.code == "PRC-001")
    assert (finding.expected, finding.actual) == ("1.85", "1.95")
    assert "ledger:/confirmed_prices/0/price" in finding.where
    waiver = {
        "rule": "PRC-001",
        "where": finding.where[0],
        "reason": "enamel powder went up; agreed by mail",
        "by": "CHEN YAN",
        "date": "2026-04-02",
        "fingerprint": finding.fingerprint,
    }
    accepted = desk.issue(dearer | {"waivers": [waiver]})
    assert states(accepted) == {"sales-contract": "issued"}
    third = contract_only(sale(number="EX26-0003", date="2026-04-20"))
    third = with_(third, {"/goods/0/price": "1.95", "/terms/latest_shipment": "2026-05-20"})
    assert "PRC-001" not in failed(desk.issue(third))


def test_a_slip_serves_one_invoice_and_the_refusal_names_it(desk: Office) -> None:
    desk.ledger.record(received("1332.00"), WHO)
    assert "issued" in states(desk.issue(sale(certificates=[SLIP]))).values()
    other = sale(number="EX26-0002", certificates=[SLIP])
    other |= {"invoice": {"number": "EX26-0002-INV", "date": "2026-04-01"}}
    refused = desk.issue(other)
    (finding,) = (each for each in refused.report.findings if each.code == "CRT-003")
    assert "EX26-0001-INV" in finding.message.en
    assert states(refused)["commercial-invoice"] == "blocked"


def test_two_open_orders_cannot_count_on_one_slip(desk: Office) -> None:
    desk.issue(contract_only(sale(certificates=[SLIP])))
    other = contract_only(sale(number="EX26-0002", certificates=[SLIP]))
    with pytest.raises(ConflictError, match="is reserved by order EX26-0001"):
        desk.issue(other)
    assert not (desk.out / "EX26-0002").exists()


def test_a_contract_shipped_in_parts_is_never_overshipped(desk: Office) -> None:
    desk.ledger.record(received("6660.00"), WHO)
    parts = {"/terms/partial_shipment": True}
    desk.issue(contract_only(with_(sale(12_000), parts)))
    first = with_(sale(7_000), parts | {"/invoice/number": "INV-1"})
    assert states(desk.issue(first)) == {"commercial-invoice": "issued", "packing-list": "issued"}
    more = with_(sale(5_001), parts | {"/invoice/number": "INV-2"})
    refused = desk.issue(more)
    (finding,) = (each for each in refused.report.findings if each.code == "QTY-002")
    assert (finding.expected, finding.actual) == ("12000", "12001")
    assert states(refused)["commercial-invoice"] == "blocked"
    (line,) = shipped_to_date(desk.ledger, "EX26-0001")
    assert (line.article, line.shipped, line.open) == ("EX-100", 7_000, 5_000)
    rest = with_(sale(5_000), parts | {"/invoice/number": "INV-2"})
    assert states(desk.issue(rest))["commercial-invoice"] == "issued"
    (line,) = shipped_to_date(desk.ledger, "EX26-0001")
    assert line.open == 0


def test_an_order_amended_after_issue_says_what_is_stale_and_who_has_it(desk: Office) -> None:
    desk.ledger.record(received("1332.00"), WHO)
    desk.issue(sale())
    sent = {"order": "EX26-0001", "paper": "commercial-invoice", "number": "EX26-0001-INV"}
    desk.ledger.record(PaperSent(**sent, to="HSBC NINGBO", date="2026-04-03"), WHO)
    amended = with_(sale(), {"/shipment/conveyance": "OSLO EXPRESS"})
    again = desk.issue(amended)
    assert marks(again) == {
        "commercial-invoice": "REVISED 1 修订1",
        "packing-list": "REVISED 1 修订1",
    }
    assert states(again)["sales-contract"] == "unchanged"
    (change,) = again.changes
    assert (change.where, change.after) == ("/shipment/conveyance", "OSLO EXPRESS")
    assert again.recall == (
        "commercial-invoice EX26-0001-INV (r01), sent to HSBC NINGBO (2026-04-03)",
        "packing-list EX26-0001-INV (r01)",
    )
    assert {path.parent.name for path in desk.out.glob("EX26-0001/*/*invoice.pdf")} == {
        "r01",
        "r02",
    }


def test_what_stands_is_printed_again_only_as_a_duplicate(desk: Office) -> None:
    first = desk.issue(contract_only(sale()))
    assert first.folder is not None
    assert desk.issue(contract_only(sale())).folder is None
    copy = desk.issue(contract_only(sale()), reprint=True)
    assert marks(copy) == {"sales-contract": "DUPLICATE 副本"}
    revised = desk.issue(with_(contract_only(sale()), {"/place": "SHANGHAI, CHINA"}))
    assert marks(revised) == {"sales-contract": "REVISED 1 修订1"}
    copy = desk.issue(with_(contract_only(sale()), {"/place": "SHANGHAI, CHINA"}), reprint=True)
    assert marks(copy) == {"sales-contract": "REVISED 1 DUPLICATE 修订1 副本"}


def test_a_cancelled_order_voids_its_papers_and_its_numbers_for_good(desk: Office) -> None:
    desk.ledger.record(received("1332.00"), WHO)
    desk.issue(sale())
    cancelled = OrderCancelled(order="EX26-0001", reason="the buyer withdrew")
    desk.ledger.record(cancelled, WHO)
    assert {row.state for row in desk.ledger.papers("EX26-0001")} == {"void"}
    assert {row.state for row in desk.ledger.numbers("EX26-0001")} == {"void"}
    with pytest.raises(ConflictError, match="void"):
        desk.issue(sale())
    assert verify(desk.ledger) == ()


def test_numbers_come_from_the_series_at_issue_and_never_from_a_draft(tmp_path: Path) -> None:
    series = '[numbers]\nprefix = "EX"\n[numbers.series]\n'
    series += 'commercial-invoice = "{prefix}{yy}{seq:04}"\n'
    desk = office(tmp_path)
    profile = tmp_path / "docgen.toml"
    profile.write_text(profile.read_text(encoding="utf-8") + series, encoding="utf-8")
    desk.ledger.record(received("1332.00"), WHO)
    unnumbered = with_(sale(), {"/invoice/number": "auto"})
    first = desk.issue(unnumbered)
    assert [row.number for row in desk.ledger.numbers("EX26-0001")] == ["EX260001"] * 2 + [
        "EX26-0001"
    ]
    assert states(first)["commercial-invoice"] == "issued"
    other = with_(unnumbered, {"/number": "EX26-0002", "/receipts": sale()["receipts"]})
    second = desk.issue(other)
    assert "EX260002" in {row.number for row in desk.ledger.numbers("EX26-0002")}
    assert second.folder is not None
    assert desk.ledger.gaps() == ()


def test_a_voided_number_is_explained_and_not_given_again(tmp_path: Path) -> None:
    desk = office(tmp_path)
    desk.ledger.record(received("1332.00"), WHO)
    desk.issue(sale())
    seller = desk.company.profile.seller
    assert seller is not None
    void = NumberVoided(
        company=seller.name,
        paper="commercial-invoice",
        number="EX26-0001-INV",
        reason="printed on the wrong letterhead",
    )
    desk.ledger.record(void, WHO)
    (row,) = (r for r in desk.ledger.numbers() if r.kind == "commercial-invoice")
    assert (row.state, row.reason) == ("void", "printed on the wrong letterhead")
    assert {r.kind for r in desk.ledger.papers("EX26-0001", "issued")} == {
        "sales-contract",
        "packing-list",
    }


def test_a_number_of_another_order_is_refused_by_name(desk: Office) -> None:
    desk.ledger.record(received("1332.00"), WHO)
    desk.issue(sale())
    other = sale(number="EX26-0002")
    refused = desk.issue(other)
    assert "PTY-008" in failed(refused)
    assert states(refused)["commercial-invoice"] == "blocked"


def test_a_price_list_that_was_imported_counts_like_a_contract(desk: Office) -> None:
    listed = Price(
        customer="NORTHERN EXAMPLE AS",
        sku="EX-100",
        price="1.80",  # type: ignore[arg-type]
        currency="USD",
        unit="H87",
        rule="FOB",
        place="Ningbo",
        confirmed_on=date(2026, 2, 1),
        reference="price list 2026",
    )
    desk.ledger.record(PricesConfirmed(prices=(listed,)), WHO)
    assert "PRC-001" in failed(desk.issue(contract_only(sale())))


def test_an_order_dated_after_the_day_is_not_issued(desk: Office) -> None:
    early = desk.issue(contract_only(sale()), day=date(2026, 3, 1))
    assert (early.folder, DAY) == (None, date(2026, 4, 30))


def test_the_set_of_an_issue_holds_what_was_issued_and_can_be_verified(desk: Office) -> None:
    done = desk.issue(sale(), joined=True)
    assert done.folder is not None
    (made,) = done.folder.glob("*-set.pdf")
    assert attached(made.read_bytes())[f"{done.manifest.order}.json"]
    assert states(done)["set"] == "made"
    found = verify_file(made)
    assert (len(found.compared), found.differences) == (2, ())
