"""What the ledger lets be recorded and what it refuses, on SQLite and on PostgreSQL alike."""

from __future__ import annotations

from decimal import Decimal

import pytest

from docgen.errors import ConflictError
from docgen.ledger import (
    CertificateReleased,
    CertificateReserved,
    Claim,
    IssueAbandoned,
    Ledger,
    NumberVoided,
    OrderCancelled,
    PaperSent,
    PricesConfirmed,
    Series,
    verify,
)
from tests.ledger.events import (
    FIRM,
    INVOICES,
    WHO,
    begun,
    done,
    issued,
    paper,
    price,
    receipt,
    slip,
)

BOTH = pytest.mark.parametrize(
    "place",
    ["file", pytest.param("server", marks=pytest.mark.root)],
    indirect=True,
)
pytestmark = BOTH


@pytest.fixture(autouse=True)
def sound(ledger: Ledger) -> object:
    """Whatever a test records, the ledger stays whole."""
    yield
    assert verify(ledger) == ()


def test_a_number_is_reserved_when_the_issue_begins_and_used_when_it_is_done(
    ledger: Ledger,
) -> None:
    ledger.record(begun(), WHO)
    assert [row.state for row in ledger.numbers()] == ["reserved"]
    ledger.record(done("job-SC-1"), WHO)
    assert [row.state for row in ledger.numbers()] == ["used"]


def test_an_issue_done_twice_is_done_once(ledger: Ledger) -> None:
    issued(ledger, begun(prices=(price(),)))
    ledger.record(done("job-SC-1"), WHO)
    assert len(ledger.prices()) == 1
    assert len(ledger.papers("SC-1")) == 1


@pytest.mark.parametrize("number", ["INV-1", "inv 1", "INV/1"])
def test_a_number_of_another_order_is_refused(ledger: Ledger, number: str) -> None:
    issued(ledger, begun())
    claim = Claim(kind="commercial-invoice", number=number)
    with pytest.raises(ConflictError, match="INV-1 of a commercial-invoice is used by order SC-1"):
        ledger.record(begun("SC-2", numbers=(claim,)), WHO)


def test_one_number_may_stand_on_papers_of_different_kinds(ledger: Ledger) -> None:
    kinds = ("commercial-invoice", "packing-list")
    issued(ledger, begun(numbers=tuple(Claim(kind=kind, number="INV-1") for kind in kinds)))
    assert {row.kind for row in ledger.numbers()} == set(kinds)


def test_a_series_goes_on_where_it_stands_and_asking_takes_nothing(ledger: Ledger) -> None:
    for expected in ("EX260001", "EX260001"):
        assert ledger.expected_number(INVOICES, "SC-1", 2026).number == expected
    first = ledger.expected_number(INVOICES, "SC-1", 2026)
    issued(ledger, begun(numbers=(first,)))
    assert ledger.expected_number(INVOICES, "SC-2", 2026).number == "EX260002"
    assert ledger.expected_number(INVOICES, "SC-2", 2027).number == "EX270001"


def test_a_series_without_a_year_never_starts_again(ledger: Ledger) -> None:
    endless = Series(FIRM, "commercial-invoice", "EX{seq:05}")
    issued(ledger, begun(numbers=(ledger.expected_number(endless, "SC-1", 2026),)))
    assert ledger.expected_number(endless, "SC-2", 2027).number == "EX00002"


def test_a_series_passes_over_a_number_that_was_typed(ledger: Ledger) -> None:
    issued(ledger, begun(numbers=(Claim(kind="commercial-invoice", number="EX260001"),)))
    claim = ledger.expected_number(INVOICES, "SC-2", 2026)
    assert claim.number == "EX260002"
    issued(ledger, begun("SC-2", numbers=(claim,)))
    assert ledger.gaps() == ()


def test_the_next_try_of_an_order_gets_the_number_that_it_had_reserved(ledger: Ledger) -> None:
    claim = ledger.expected_number(INVOICES, "SC-1", 2026)
    ledger.record(begun(numbers=(claim,)), WHO)
    ledger.record(IssueAbandoned(job="job-SC-1", reason="the disk was full"), WHO)
    assert ledger.expected_number(INVOICES, "SC-2", 2026).number == "EX260002"
    assert ledger.expected_number(INVOICES, "SC-1", 2026).number == "EX260001"
    (gap,) = ledger.gaps()
    assert (gap.number, gap.state, gap.order) == ("EX260001", "reserved", "SC-1")


def test_every_gap_has_its_reason(ledger: Ledger) -> None:
    claim = ledger.expected_number(INVOICES, "SC-1", 2026)
    issued(ledger, begun(numbers=(claim,)))
    void = NumberVoided(
        company=FIRM, paper="commercial-invoice", number="EX260001", reason="misprinted"
    )
    ledger.record(void, WHO)
    (gap,) = ledger.gaps()
    assert (gap.state, gap.reason) == ("void", "misprinted")
    with pytest.raises(ConflictError, match="void already"):
        ledger.record(void, WHO)


def test_an_unknown_number_cannot_be_voided(ledger: Ledger) -> None:
    void = NumberVoided(company=FIRM, paper="commercial-invoice", number="X", reason="?")
    with pytest.raises(ConflictError, match="no commercial-invoice has the number X"):
        ledger.record(void, WHO)


@pytest.mark.parametrize("kind", ["e_slip", "ledger"])
def test_a_slip_is_used_once_in_its_life(ledger: Ledger, kind: str) -> None:
    issued(ledger, begun(draws=(slip(kind=kind, amount=Decimal("1.00")),)))
    other = begun(
        "SC-2",
        numbers=(Claim(kind="commercial-invoice", number="INV-2"),),
        draws=(slip(kind=kind, invoice="INV-2", amount=Decimal("1.00")),),
    )
    with pytest.raises(ConflictError, match="was used on invoice INV-1 of order SC-1"):
        ledger.record(other, WHO)


def test_a_slip_serves_no_second_invoice_of_its_own_order(ledger: Ledger) -> None:
    issued(ledger, begun(draws=(slip(),)))
    numbers = (Claim(kind="commercial-invoice", number="INV-2"),)
    again = begun(job="again", run=2, numbers=numbers, draws=(slip(invoice="INV-2"),))
    with pytest.raises(ConflictError, match="was used on invoice INV-1"):
        ledger.record(again, WHO)


def test_the_same_invoice_printed_again_uses_its_slip_once(ledger: Ledger) -> None:
    issued(ledger, begun(draws=(slip(),)))
    again = slip(amount=Decimal("800.00"))
    issued(ledger, begun(job="again", run=2, draws=(again,), papers=(paper(revision=1),)))
    (use,) = ledger.uses()
    assert (use.state, use.amount) == ("used", "800.00")


def test_a_reserved_slip_is_refused_to_others_until_it_is_released(ledger: Ledger) -> None:
    ledger.record(CertificateReserved(order="SC-1", draw=slip(invoice="")), WHO)
    other = begun("SC-2", draws=(slip(),))
    with pytest.raises(ConflictError, match="is reserved by order SC-1"):
        ledger.record(other, WHO)
    freed = CertificateReleased(certificate="SLIP-1", order="SC-1", reason="order cancelled")
    ledger.record(freed, WHO)
    issued(ledger, other)
    with pytest.raises(ConflictError, match="has not reserved or used"):
        ledger.record(freed, WHO)


def test_a_paper_slip_is_shipped_in_parts_down_to_its_last_piece(ledger: Ledger) -> None:
    def part(number: int, quantity: int) -> None:
        invoice = f"INV-{number}"
        draw = slip(
            kind="paper_slip",
            invoice=invoice,
            amount=Decimal(quantity * 10),
            quantity=Decimal(quantity),
        )
        numbers = (Claim(kind="commercial-invoice", number=invoice),)
        issued(ledger, begun(f"SC-{number}", numbers=numbers, draws=(draw,)))

    part(1, 60)
    with pytest.raises(ConflictError, match=r"has USD 400.00 left, but 410 is asked for"):
        part(2, 41)
    part(2, 40)
    with pytest.raises(ConflictError, match=r"has USD 0.00 left"):
        part(3, 1)


def test_a_paper_slip_ends_with_its_quantity_where_that_is_used_up_first(ledger: Ledger) -> None:
    draw = slip(kind="paper_slip", amount=Decimal(1), quantity=Decimal(101))
    with pytest.raises(ConflictError, match="has 100 H87 left, but 101 is asked for"):
        ledger.record(begun(draws=(draw,)), WHO)


def test_an_abandoned_issue_gives_its_slip_back(ledger: Ledger) -> None:
    ledger.record(begun(draws=(slip(),)), WHO)
    ledger.record(IssueAbandoned(job="job-SC-1", reason="killed"), WHO)
    assert ledger.uses() == ()
    with pytest.raises(ConflictError, match="was undone before"):
        ledger.record(done("job-SC-1"), WHO)


def test_an_order_is_issued_by_one_at_a_time(ledger: Ledger) -> None:
    ledger.record(begun(), WHO)
    with pytest.raises(ConflictError, match=r"is being issued since .* by CHEN YAN"):
        ledger.record(begun(job="second"), WHO)


def test_an_issue_that_knew_nothing_of_the_last_one_is_refused(ledger: Ledger) -> None:
    issued(ledger, begun())
    with pytest.raises(ConflictError, match="was issued meanwhile"):
        ledger.record(begun(job="second"), WHO)


def test_what_is_done_cannot_be_undone(ledger: Ledger) -> None:
    issued(ledger, begun())
    with pytest.raises(ConflictError, match="is done"):
        ledger.record(IssueAbandoned(job="job-SC-1", reason="?"), WHO)


def test_a_revised_paper_supersedes_the_one_before(ledger: Ledger) -> None:
    issued(ledger, begun())
    issued(ledger, begun(job="second", run=2, papers=(paper(revision=1),)))
    assert [(r.revision, r.state) for r in ledger.papers("SC-1")] == [
        (0, "superseded"),
        (1, "issued"),
    ]


def test_a_duplicate_changes_nothing_on_record(ledger: Ledger) -> None:
    issued(ledger, begun())
    issued(ledger, begun(job="second", run=2, papers=(paper(duplicate=True),)))
    assert [(r.revision, r.state) for r in ledger.papers("SC-1")] == [(0, "issued")]


def test_a_paper_is_sent_in_the_revision_that_stands(ledger: Ledger) -> None:
    sent = PaperSent(
        order="SC-1", paper="commercial-invoice", number="INV-1", to="BANK", date="2026-04-03"
    )
    with pytest.raises(ConflictError, match="has issued no commercial-invoice INV-1"):
        ledger.record(sent, WHO)
    issued(ledger, begun())
    issued(ledger, begun(job="second", run=2, papers=(paper(revision=1),)))
    ledger.record(sent, WHO)
    assert [(r.receiver, r.revision) for r in ledger.sendings("SC-1")] == [("BANK", 1)]


def test_a_cancelled_order_voids_numbers_and_papers_and_frees_what_it_reserved(
    ledger: Ledger,
) -> None:
    issued(ledger, begun(draws=(slip(invoice=""),)))
    ledger.record(OrderCancelled(order="SC-1", reason="withdrawn"), WHO)
    assert {row.state for row in ledger.numbers()} == {"void"}
    assert {row.state for row in ledger.papers("SC-1")} == {"void"}
    assert ledger.uses() == ()


def test_an_order_that_issued_nothing_cannot_be_cancelled(ledger: Ledger) -> None:
    with pytest.raises(ConflictError, match="has issued nothing"):
        ledger.record(OrderCancelled(order="SC-1", reason="?"), WHO)


def test_money_is_recorded_once_by_its_reference(ledger: Ledger) -> None:
    ledger.record(receipt(), WHO)
    with pytest.raises(ConflictError, match=r"the receipt R-1 is on record: USD 1332.00 for SC-1"):
        ledger.record(receipt(amount=Decimal("5.00")), WHO)
    for _ in range(2):
        ledger.record(receipt(reference=""), WHO)
    assert [row.amount for row in ledger.receipts("SC-1")] == ["1332.00"] * 3


def test_prices_come_back_as_they_were_written(ledger: Ledger) -> None:
    prices = (price(), price(sku="B", price=Decimal("1.850"), minimum_quantity=Decimal("500")))
    ledger.record(PricesConfirmed(prices=prices), WHO)
    assert ledger.prices("NORTHERN EXAMPLE AS") == prices
    assert str(ledger.prices(sku="B")[0].price) == "1.850"
    assert ledger.prices("SOMEBODY ELSE") == ()


def test_several_events_are_recorded_together_or_not_at_all(ledger: Ledger) -> None:
    def both() -> None:
        with ledger.recording() as record:
            record(receipt(reference="A"), WHO)
            record(receipt(reference="A"), WHO)

    with pytest.raises(ConflictError):
        both()
    assert ledger.count() == 0
