"""`docgen watch`: a folder that answers what is dropped into it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from docgen.cli.common import (
    AsDrafts,
    AsOf,
    ForGood,
    Formats,
    JoinedToo,
    Kinds,
    ProfileFile,
    day,
    listed,
    mode,
    paper_formats,
    who,
)
from docgen.cli.issue import By, LedgerPlace
from docgen.errors import UsageError

if TYPE_CHECKING:
    from docgen.batch.guard import Limits
    from docgen.watch import Places

_MIB = 1024 * 1024


def watch(
    folder: Annotated[Path, typer.Argument(help="The folder; its parts are made.")],
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="Folder for the papers; FOLDER/out.")
    ] = None,
    state: Annotated[
        Path | None, typer.Option(help="Journal and heartbeat, on a local disk; FOLDER/state.")
    ] = None,
    draft: AsDrafts = False,
    issue: ForGood = False,
    once: Annotated[bool, typer.Option("--once", help="Take what is there, then end.")] = False,
    status: Annotated[
        bool, typer.Option("--status", help="How the daemon does: 0 well, 1 in trouble, 3 not up.")
    ] = False,
    poll: Annotated[
        str, typer.Option(help="Seconds between looks at the folder; auto: 2, on shares 10.")
    ] = "auto",
    workers: Annotated[int, typer.Option(min=0, help="Processes; one for each core.")] = 0,
    kinds: Kinds = "",
    formats: Formats = "",
    joined: JoinedToo = False,
    seconds: Annotated[float, typer.Option(min=1, help="Longest time for one order.")] = 60,
    memory: Annotated[int, typer.Option(min=256, help="MiB that one worker may take.")] = 2048,
    size: Annotated[float, typer.Option(min=0.001, help="MiB that a file may have.")] = 16,
    lines: Annotated[int, typer.Option(min=1, help="Goods lines that an order may have.")] = 2000,
    depth: Annotated[int, typer.Option(min=1, help="Levels of nesting in an order.")] = 64,
    free: Annotated[int, typer.Option(min=0, help="MiB that stay free on the disks.")] = 500,
    wait: Annotated[
        float, typer.Option(min=0, help="Seconds for an unfinished file to be finished.")
    ] = 600,
    by: By = "",
    as_of: AsOf = "",
    profile: ProfileFile = None,
    ledger: LedgerPlace = "",
) -> None:
    """Watch FOLDER/inbox: papers to FOLDER/out, the file and an answer to done or needs-fix."""
    from docgen.batch import Settings
    from docgen.watch import Watch, places_of
    from docgen.watch import watch as begin
    from docgen.watch.findings import Most
    from docgen.watch.settling import Patience

    places = places_of(folder, out, state, profile)
    if status:
        raise typer.Exit(_told(places))
    settings = Settings(
        out=places.out if issue else places.making,
        mode=mode(draft, issue),
        kinds=listed(kinds),
        formats=paper_formats(formats),
        joined=joined,
        as_of=day(as_of),
        profile=places.profile,
        ledger=ledger,
        who=who(by),
    )
    well = begin(
        Watch(
            places=places,
            settings=settings,
            workers=workers,
            seconds=seconds,
            limits=_limits(places, memory, ledger if issue else None),
            patience=Patience(unclosed=wait),
            most=Most(int(size * _MIB), lines, depth),
            free=free * _MIB,
            poll=_seconds(poll),
            once=once,
        )
    )
    raise typer.Exit(0 if well else 1)


def _limits(places: Places, memory: int, ledger: str | None) -> Limits:
    """What a worker may do; one that issues keeps the network where its ledger is on a server."""
    from docgen import api
    from docgen.batch.guard import Limits

    if ledger == "" and places.profile:
        ledger = api.load_company(places.profile).ledger
    if ledger == "":
        raise UsageError("--issue needs a ledger: name it in docgen.toml or with --ledger.")
    network = "://" in (ledger or "")
    return Limits(memory, network=network, private=True, words=str(places.words))


def _seconds(text: str) -> float:
    if text == "auto":
        return 0.0
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not 0.1 <= seconds <= 3600:
        raise UsageError(f"--poll is {text}; expected auto or seconds from 0.1 to 3600.")
    return seconds


def _told(places: Places) -> int:
    """Says how the daemon of a folder does; the exit code for it."""
    import json

    from docgen.watch import health

    said, code = health.read(places.state)
    print(json.dumps(said, indent=2, ensure_ascii=False))
    return code
