"""One line of JSON for each thing that happened; a log that cannot be written stops nothing."""

from __future__ import annotations

import json
import logging
import sys
from datetime import UTC, datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path

_LOG = logging.getLogger("docgen.watch.log")
_BYTES, _FILES = 8 * 1024 * 1024, 5
NAME = "watch.log"


def begin(state: Path) -> None:
    """Writes to standard error, and to a file beside the journal that is renewed when it is long.

    A folder that cannot hold the file leaves standard error.
    """
    logging.raiseExceptions = False  # a full disk is no reason to stop
    handlers: list[logging.Handler] = [logging.StreamHandler(sys.stderr)]
    try:
        file = RotatingFileHandler(state / NAME, maxBytes=_BYTES, backupCount=_FILES)
    except OSError:
        pass
    else:
        handlers.append(file)
    for each in handlers:
        each.setFormatter(logging.Formatter("%(message)s"))
    _LOG.handlers[:] = handlers
    _LOG.propagate = False
    _LOG.setLevel(logging.INFO)


def end() -> None:
    """Closes the file."""
    for each in _LOG.handlers:
        each.close()
    _LOG.handlers.clear()


def say(event: str, **facts: object) -> None:
    """Writes a line; whatever a name or a message holds, it stays on that line."""
    at = datetime.now(UTC).isoformat(timespec="milliseconds")
    _LOG.info("%s", json.dumps({"at": at, "event": event, **facts}, default=str))
