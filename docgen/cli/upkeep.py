"""`docgen ledger`, second part: import, export, verify, rebuild, recover, backup."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from docgen.cli.common import ProfileFile, who
from docgen.cli.issue import By, LedgerPlace
from docgen.cli.ledger import note, opened
from docgen.errors import InputError, LedgerError


def import_(
    file: Annotated[Path, typer.Argument(help="prices as .csv, or exported events as .jsonl.")],
    by: By = "",
    ledger: LedgerPlace = "",
    profile: ProfileFile = None,
) -> None:
    """Take over confirmed prices from CSV, or a whole exported ledger into an empty one."""
    from docgen import api
    from docgen.ledger import PricesConfirmed, import_events, read_prices

    if file.suffix.lower() == ".csv":
        company = api.load_company(profile) if profile else api.company_of(Path("order.json"))
        prices = read_prices(file, company.tables)
        note(ledger, profile, PricesConfirmed(prices=prices), by)
        print(f"{len(prices)} prices from {file}")
        return
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"cannot read {file}: {error}.") from error
    with opened(ledger, profile) as book:
        print(f"{import_events(book, lines)} events from {file}")


def export(ledger: LedgerPlace = "", profile: ProfileFile = None) -> None:
    """Print every event as a JSON line, from the first."""
    from docgen.ledger import export as exported

    with opened(ledger, profile) as book:
        for line in exported(book):
            sys.stdout.write(line + "\n")


def verify(ledger: LedgerPlace = "", profile: ProfileFile = None) -> None:
    """Prove that no event was changed and that every table follows from the events."""
    from docgen.ledger import verify as faults_of

    with opened(ledger, profile) as book:
        faults = faults_of(book)
        for fault in faults:
            print(f"{book.store.name}: {fault}", file=sys.stderr)
        if faults:
            raise typer.Exit(LedgerError.exit_code)
        print(f"{book.store.name}: {book.count()} events, unbroken; every table follows from them")


def rebuild(
    source: Annotated[
        list[Path] | None,
        typer.Option("--from", help="Folder of issued papers, for a ledger that is lost."),
    ] = None,
    by: By = "",
    ledger: LedgerPlace = "",
    profile: ProfileFile = None,
) -> None:
    """Derive every table anew from the events; with --from first bring back issues from papers."""
    from docgen.api.recovering import bring_back
    from docgen.ledger import rebuild as derived

    with opened(ledger, profile) as book:
        for folder in source or ():
            for line in bring_back(book, folder, who(by)):
                print(line)
        print(f"every table follows from {derived(book)} events")


def recover(
    force: Annotated[
        bool, typer.Option("--force", help="Settle issues of other machines too.")
    ] = False,
    by: By = "",
    ledger: LedgerPlace = "",
    profile: ProfileFile = None,
) -> None:
    """Carry through or undo every issue that stopped half way."""
    from docgen.api.recovering import recover as settle

    with opened(ledger, profile) as book:
        said = settle(book, who(by), force=force)
        print("\n".join(said) if said else "no issue stopped half way")


def backup(
    to: Annotated[Path, typer.Argument(help="A file that is not there yet.")],
    ledger: LedgerPlace = "",
    profile: ProfileFile = None,
) -> None:
    """Copy the ledger, whole and checked, while others go on using it."""
    from docgen.ledger import backup as copied

    with opened(ledger, profile) as book:
        copied(book, to)
        print(f"{book.store.name} → {to}")


COMMANDS = (import_, export, verify, rebuild, recover, backup)
