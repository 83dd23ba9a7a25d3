"""The ledger proves itself: any change shows, and every table follows from the events."""

from __future__ import annotations

import json
import sqlite3
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from docgen.errors import ConflictError, LedgerError
from docgen.ledger import (
    CertificateReleased,
    CertificateReserved,
    Claim,
    Event,
    IssueAbandoned,
    Ledger,
    NumberVoided,
    OrderCancelled,
    PricesConfirmed,
    backup,
    export,
    import_events,
    open_ledger,
    rebuild,
    verify,
)
from docgen.ledger.schema import DERIVED
from docgen.ledger.upkeep import _rows
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


def busy(ledger: Ledger) -> None:
    """A little of everything on record."""
    issued(ledger, begun(draws=(slip(),), prices=(price(),)))
    ledger.record(receipt(), WHO)
    claim = ledger.expected_number(INVOICES, "SC-2", 2026)
    ledger.record(begun("SC-2", numbers=(claim,), papers=(paper(number=claim.number),)), WHO)


def raw(ledger: Ledger) -> sqlite3.Connection:
    return sqlite3.connect(ledger.store.name)


def everything(ledger: Ledger) -> list[list[str]]:
    with ledger.store.reading() as connection:
        return [_rows(connection, table) for table in DERIVED]


@pytest.mark.parametrize(
    "statement", ["UPDATE event SET who = 'ME' WHERE seq = 1", "DELETE FROM event WHERE seq = 1"]
)
def test_events_are_only_ever_added(ledger: Ledger, statement: str) -> None:
    busy(ledger)
    with pytest.raises(sqlite3.IntegrityError, match="only ever added"):
        raw(ledger).execute(statement)


@pytest.mark.parametrize("column", ["at", "who", "kind", "body", "previous", "hash"])
@pytest.mark.parametrize("seq", [1, 2, 4])
def test_a_changed_event_shows(ledger: Ledger, column: str, seq: int) -> None:
    busy(ledger)
    assert verify(ledger) == ()
    with raw(ledger) as connection:
        connection.execute("DROP TRIGGER event_no_update")
        connection.execute(f"UPDATE event SET {column} = {column} || ' ' WHERE seq = ?", (seq,))
    (fault,) = verify(ledger)
    assert f"event {seq} " in fault or f"event {seq + 1} " in fault
    with pytest.raises(LedgerError, match="restore a backup"):
        rebuild(ledger)


def test_a_removed_event_shows(ledger: Ledger) -> None:
    busy(ledger)
    with raw(ledger) as connection:
        connection.execute("DROP TRIGGER event_no_delete")
        connection.execute("DELETE FROM event WHERE seq = 2")
    assert verify(ledger) == ("event 2 is missing",)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE number SET state = 'void' WHERE key = 'INV1'",
        "DELETE FROM certificate_use",
        "UPDATE receipt SET amount = '9999.00'",
        "UPDATE series SET next = 1",
    ],
)
def test_a_table_changed_by_hand_shows_and_is_derived_anew(ledger: Ledger, statement: str) -> None:
    busy(ledger)
    before = everything(ledger)
    with raw(ledger) as connection:
        connection.execute(statement)
    (fault,) = verify(ledger)
    assert "does not follow from the events" in fault
    assert rebuild(ledger) == 4
    assert (verify(ledger), everything(ledger)) == ((), before)


_ORDERS = st.sampled_from(["SC-1", "SC-2", "SC-3"])
_NUMBERS = st.sampled_from(["INV-1", "INV-2", "INV-3"])
_KINDS = st.sampled_from(["e_slip", "paper_slip"])


@st.composite
def _steps(draw: st.DrawFn) -> Event:
    order, number = draw(_ORDERS), draw(_NUMBERS)
    held = slip(
        draw(st.sampled_from(["S-1", "S-2"])),
        kind=draw(_KINDS),
        invoice=draw(st.sampled_from(["", number])),
        amount=Decimal(draw(st.integers(1, 1200))),
        quantity=Decimal(draw(st.integers(1, 120))),
    )
    run = draw(st.integers(1, 3))
    job = f"{order}-{run}"
    begin = begun(
        order,
        job,
        run=run,
        numbers=(Claim(kind="commercial-invoice", number=number),),
        draws=(held,),
        prices=(price(number),),
        papers=(paper(number=number, revision=run),),
    )
    others = (
        done(job),
        IssueAbandoned(job=job, reason="x"),
        NumberVoided(company=FIRM, paper="commercial-invoice", number=number, reason="x"),
        CertificateReserved(order=order, draw=held.model_copy(update={"invoice": ""})),
        CertificateReleased(certificate=held.number, order=order, reason="x"),
        OrderCancelled(order=order, reason="x"),
        PricesConfirmed(prices=(price(number),)),
        receipt(number),
    )
    return draw(st.sampled_from((begin, begin, begin, done(job), done(job), *others)))


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps=st.lists(_steps(), min_size=1, max_size=25))
def test_whatever_happens_the_tables_follow_from_the_events(
    tmp_path_factory: pytest.TempPathFactory, steps: list[Event]
) -> None:
    ledger = open_ledger(tmp_path_factory.mktemp("ledger") / "l", create=True)
    recorded = 0
    for step in steps:
        try:
            ledger.record(step, WHO)
            recorded += 1
        except ConflictError:
            continue
    assert ledger.count() == recorded
    assert verify(ledger) == ()
    before = everything(ledger)
    rebuild(ledger)
    assert everything(ledger) == before
    used = [(r.certificate, r.invoice) for r in ledger.uses() if r.state == "used"]
    assert len(used) == len(set(used))
    ledger.close()


def test_an_exported_ledger_is_imported_whole(ledger: Ledger, tmp_path: Path) -> None:
    busy(ledger)
    lines = list(export(ledger))
    assert [json.loads(line)["seq"] for line in lines] == [1, 2, 3, 4]
    copy = open_ledger(tmp_path / "copy", create=True)
    assert import_events(copy, lines) == 4
    assert (verify(copy), everything(copy)) == ((), everything(ledger))
    with pytest.raises(LedgerError, match="has events already"):
        import_events(copy, lines)


@pytest.mark.parametrize("damage", ["not json", "{}", None])
def test_a_damaged_export_is_refused_and_nothing_is_taken_over(
    ledger: Ledger, tmp_path: Path, damage: str | None
) -> None:
    busy(ledger)
    lines = list(export(ledger))
    lines[1] = lines[1].replace("CHEN", "CHAN") if damage is None else damage
    copy = open_ledger(tmp_path / "copy", create=True)
    with pytest.raises(LedgerError, match=r"line 2|event 2"):
        import_events(copy, lines)
    assert copy.count() == 0


def test_a_backup_is_a_ledger_of_its_own(ledger: Ledger, tmp_path: Path) -> None:
    busy(ledger)
    backup(ledger, tmp_path / "backup")
    copy = open_ledger(tmp_path / "backup")
    assert (verify(copy), everything(copy)) == ((), everything(ledger))
    with pytest.raises(LedgerError, match="never overwrites"):
        backup(ledger, tmp_path / "backup")
    with pytest.raises(LedgerError):
        backup(ledger, tmp_path / "no such folder" / "backup")
