"""The tables of the ledger: the log of events, which is the truth, and what follows from it.

Only `event` is ever restored from elsewhere; every other table can be wiped and derived from it
again. Amounts are text, so that both SQLite and PostgreSQL give back the figure that was written.
"""

from __future__ import annotations

from sqlalchemy import (
    DDL,
    CheckConstraint,
    Column,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    event,
)

VERSION = 1
metadata = MetaData()


def _table(name: str, *columns: Column[object] | CheckConstraint | Index) -> Table:
    return Table(name, metadata, *columns, sqlite_strict=True)


def _key(name: str) -> Column[object]:
    return Column(name, Text, primary_key=True, nullable=False)


def _text(name: str, default: str | None = None) -> Column[object]:
    return Column(name, Text, nullable=False, server_default=default)


def _maybe(name: str) -> Column[object]:
    return Column(name, Text)


def _one_of(name: str, *values: str) -> CheckConstraint:
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{name} IN ({listed})")


about = _table("ledger", Column("version", Integer, primary_key=True))

log = _table(
    "event",
    Column("seq", Integer, primary_key=True, autoincrement=False),
    _text("at"),
    _text("who"),
    _text("kind"),
    _text("body"),
    _text("previous"),
    _text("hash"),
)

series = _table(
    "series",
    _key("company"),
    _key("kind"),
    Column("year", Integer, primary_key=True, autoincrement=False),
    _text("pattern"),
    _text("prefix"),
    Column("next", Integer, CheckConstraint("next >= 1"), nullable=False),
)

number = _table(
    "number",
    _key("company"),
    _key("kind"),
    _key("key"),
    _text("number"),
    _text("order_number"),
    _text("state"),
    _one_of("state", "reserved", "used", "void"),
    _text("reason", ""),
    Column("year", Integer),
    Column("seq", Integer),
    Index("number_of_series", "company", "kind", "year", "seq", unique=True),
    Index("number_of_order", "order_number"),
)

certificate = _table(
    "certificate",
    _key("number"),
    _text("kind"),
    _one_of("kind", "e_slip", "paper_slip", "ledger"),
    _text("amount"),
    _text("currency"),
    _maybe("quantity"),
    _maybe("unit"),
)

use = _table(
    "certificate_use",
    _key("certificate"),
    _key("order_number"),
    _key("invoice"),
    _text("date"),
    _text("amount"),
    _maybe("quantity"),
    _text("state"),
    _one_of("state", "reserved", "used"),
    _text("job", ""),
)

price = _table(
    "price",
    Column("event", Integer, primary_key=True, autoincrement=False),
    Column("row", Integer, primary_key=True, autoincrement=False),
    _text("customer"),
    _text("sku"),
    _text("price"),
    _text("currency"),
    _text("unit"),
    _text("rule"),
    _text("place"),
    _maybe("minimum_quantity"),
    _text("confirmed_on"),
    _maybe("valid_until"),
    _text("reference"),
    Index("price_of_customer", "customer", "sku"),
)

receipt = _table(
    "receipt",
    Column("event", Integer, primary_key=True, autoincrement=False),
    _text("contract"),
    _text("kind"),
    _text("value_date"),
    _text("amount"),
    _text("currency"),
    _maybe("rate"),
    _text("reference"),
    Index("receipt_of_contract", "contract"),
)

issue = _table(
    "issue",
    _key("job"),
    _text("order_number"),
    Column("run", Integer, nullable=False),
    _text("state"),
    _one_of("state", "open", "done", "abandoned"),
    _text("at"),
    _text("who"),
    _text("owner"),
    _text("input_sha256"),
    _text("folder"),
    _text("files", "{}"),
    _text("manifest_sha256", ""),
    Column("event", Integer, nullable=False),
    Index("issue_of_order", "order_number", "run"),
)

paper = _table(
    "paper",
    _key("order_number"),
    _key("kind"),
    _key("key"),
    Column("revision", Integer, primary_key=True, autoincrement=False),
    _text("number"),
    _text("job"),
    Column("run", Integer, nullable=False),
    _text("state"),
    _one_of("state", "issued", "superseded", "void"),
    _text("date"),
    _text("text_sha256"),
    _text("facts"),
)

sending = _table(
    "sending",
    Column("event", Integer, primary_key=True, autoincrement=False),
    _text("order_number"),
    _text("kind"),
    _text("key"),
    Column("revision", Integer, nullable=False),
    _text("receiver"),
    _text("date"),
    Index("sending_of_order", "order_number"),
)

DERIVED = tuple(table for table in metadata.sorted_tables if table not in (about, log))
"""Every table that follows from the log."""

_ONLY_APPENDED = "the log of the ledger is only ever added to"
for _verb in ("UPDATE", "DELETE"):
    event.listen(
        log,
        "after_create",
        DDL(  # type: ignore[no-untyped-call]
            f"CREATE TRIGGER event_no_{_verb.lower()} BEFORE {_verb} ON event"
            f" BEGIN SELECT RAISE(ABORT, '{_ONLY_APPENDED}'); END"
        ).execute_if(dialect="sqlite"),
    )
event.listen(
    log,
    "after_create",
    DDL(  # type: ignore[no-untyped-call]
        "CREATE FUNCTION event_refuse() RETURNS trigger LANGUAGE plpgsql AS"
        f" $$ BEGIN RAISE EXCEPTION '{_ONLY_APPENDED}'; END $$;"
        " CREATE TRIGGER event_only_appended BEFORE UPDATE OR DELETE OR TRUNCATE ON event"
        " FOR EACH STATEMENT EXECUTE FUNCTION event_refuse()"
    ).execute_if(dialect="postgresql"),
)
