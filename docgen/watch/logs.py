"""One line of JSON for each thing that happened; a log that cannot be written stops nothing."""

from __future__ import annotations

import json
import logging
import os
import select
import sys
from datetime import UTC, datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import TextIO

from docgen.findings import printable

_LOG = logging.getLogger("docgen.watch.log")
_BYTES, _FILES = 8 * 1024 * 1024, 5
NAME = "watch.log"


def begin(state: Path) -> None:
    """Writes to standard error, and to a file beside the journal that is renewed when it is long.

    A folder that cannot hold the file leaves standard error.
    """
    logging.raiseExceptions = False  # a full disk is no reason to stop
    handlers: list[logging.Handler] = [_Unheld(sys.stderr)]
    try:
        file = RotatingFileHandler(state / NAME, maxBytes=_BYTES, backupCount=_FILES)
    except OSError:
        pass
    else:
        handlers.append(file)
    for each in handlers:
        each.setFormatter(logging.Formatter("%(message)s"))
    if sys.stderr.isatty():
        handlers[0].setFormatter(_Plain())
    _LOG.handlers[:] = handlers
    _LOG.propagate = False
    _LOG.setLevel(logging.INFO)


class _Unheld(logging.StreamHandler[TextIO]):
    """Leaves a line out where whoever reads has stopped reading: a full pipe holds no order up."""

    def emit(self, record: logging.LogRecord) -> None:
        if os.name != "posix" or select.select([], [self.stream], [], 0)[1]:
            super().emit(record)


class _Plain(logging.Formatter):
    """The same line for who watches a terminal."""

    def format(self, record: logging.LogRecord) -> str:
        said = json.loads(record.getMessage())
        at = datetime.fromisoformat(said.pop("at")).astimezone()
        facts = " ".join(f"{name}={value}" for name, value in said.items() if value != "")
        return printable(f"{at:%H:%M:%S} {facts.removeprefix('event=')}")


def end() -> None:
    """Closes the file."""
    for each in _LOG.handlers:
        each.close()
    _LOG.handlers.clear()


def say(event: str, **facts: object) -> None:
    """Writes a line; whatever a name or a message holds, it stays on that line."""
    at = datetime.now(UTC).isoformat(timespec="milliseconds")
    _LOG.info("%s", json.dumps({"at": at, "event": event, **facts}, default=str))
