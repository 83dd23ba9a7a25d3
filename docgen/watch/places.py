"""Where everything of a watched folder lies, and the arrangements that are refused at the start.

Only `inbox/` and `needs-fix/` are read from; nothing is run, loaded or written by what lies there.
"""

from __future__ import annotations

import os
import stat
import sys
from dataclasses import dataclass
from pathlib import Path

from docgen.errors import OutputError, UsageError
from docgen.intake import PROFILE_NAME

FINAL = ("done", "needs-fix", "duplicate", "quarantine")
"""Folders in which files lie with their answers."""
FOLDERS = ("inbox", "working", *FINAL)


@dataclass(frozen=True)
class Places:
    """The folders of one daemon.

    Attributes:
        folder: the watched folder, with `inbox/` and the others in it.
        out: for the papers.
        state: journal, copies of accepted files, heartbeat, lock; on a local disk.
        profile: of the company; None where there is none.
    """

    folder: Path
    out: Path
    state: Path
    profile: Path | None = None

    @property
    def inbox(self) -> Path:
        """Where orders are dropped."""
        return self.folder / "inbox"

    @property
    def spool(self) -> Path:
        """Copies of accepted files, on the disk before anything is promised."""
        return self.state / "spool"

    @property
    def words(self) -> Path:
        """What workers say on standard error."""
        return self.state / "words"

    @property
    def making(self) -> Path:
        """Papers that are not whole yet; beside the finished ones, so that a rename moves them."""
        return self.out / ".docgen-watch"


def places_of(
    folder: Path, out: Path | None = None, state: Path | None = None, profile: Path | None = None
) -> Places:
    """The places of a watched folder.

    Raises:
        UsageError: they lie in each other, among programs, or the profile is open to others.
    """
    folder = folder.resolve()
    near = (each / PROFILE_NAME for each in (folder, *folder.parents))
    found = profile.resolve() if profile else next((each for each in near if each.is_file()), None)
    places = Places(
        folder=folder,
        out=(out or folder / "out").resolve(),
        state=(state or folder / "state").resolve(),
        profile=found,
    )
    _refuse_overlap(places)
    _refuse_programs(places)
    if found:
        _refuse_open(found)
    return places


def make(places: Places) -> None:
    """Makes the folders that are not there.

    Raises:
        OutputError: one cannot be made.
    """
    wanted = [places.folder / name for name in FOLDERS]
    try:
        for each in (*wanted, places.out):
            each.mkdir(parents=True, exist_ok=True)
        for each in (places.state, places.spool, places.words):
            each.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise OutputError(f"cannot make {error.filename}: {error.strerror}.") from error


def _refuse_overlap(places: Places) -> None:
    own = [places.folder / name for name in FOLDERS]
    for name, each in (("out", places.out), ("state", places.state)):
        for other in own:
            if each == other or other in each.parents or each in other.parents:
                raise UsageError(
                    f"the {name} folder {each} and {other} lie in each other; what is written"
                    f" would be read again. Choose another with --{name}."
                )
    if places.out in (places.state, *places.state.parents) or places.state in places.out.parents:
        raise UsageError(f"--out {places.out} and --state {places.state} lie in each other.")


def _refuse_programs(places: Places) -> None:
    """Programs and orders never lie in one folder: who writes one may not become the other."""
    code = {Path(sys.prefix).resolve(), Path(__file__).resolve().parent.parent}
    code |= {Path(each).resolve() for each in os.get_exec_path() if each}
    for each in (places.folder / "inbox", places.out, places.state):
        for other in code:
            if each == other or other in each.parents or each in other.parents:
                raise UsageError(
                    f"{each} and the programs in {other} lie in each other; choose another folder."
                )


def _refuse_open(profile: Path) -> None:
    if os.name == "nt":  # its rights are no mode bits
        return
    mode = profile.stat().st_mode
    if mode & (stat.S_IWGRP | stat.S_IWOTH):
        raise UsageError(
            f"others may write the company profile {profile} (mode {stat.S_IMODE(mode):o}), and"
            f" with it your bank account on every invoice; run `chmod go-w {profile}`."
        )
