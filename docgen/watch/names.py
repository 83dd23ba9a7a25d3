"""Names in the watched folder: which files are orders, and what their names become.

Whoever drops a file chooses its name, so no path is ever made of it: it may hold a line end, be no
text at all, or mean a device on Windows.
"""

from __future__ import annotations

import os
import re
import sys

ANSWER = ".result"
_UNFIT = re.compile(r"[^\w .()+,&@=#~-]")
_DEVICES = re.compile(r"(CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|COM[0-9]|LPT[0-9])(\..*)?", re.IGNORECASE)
_LETTERS = sys.getfilesystemencoding()
"""Whose letters names of files have here; UTF-8 but under a locale that says otherwise."""
_LONGEST = 120  # bytes, so that prefix and ending fit into the 255 of a name


def is_order(name: str) -> bool:
    """Whether a name is that of an order file: not hidden, temporary, or written by docgen."""
    low = name.lower()
    if low.startswith((".", "~", "_$", "#")) or low.endswith((f"{ANSWER}.json", "~")):
        return False
    return low.endswith((".json", ".jsonl"))


def ending(name: str) -> str:
    """The ending of an order file's name."""
    return ".jsonl" if name.lower().endswith(".jsonl") else ".json"


def fit_stem(name: str) -> str:
    """The name without its ending, such that it can be the name of a file anywhere."""
    stem = os.fsencode(name).decode("utf-8", "replace")[: -len(ending(name))]
    stem = stem.encode(_LETTERS, "replace").decode(_LETTERS)
    stem = _UNFIT.sub("_", stem).strip(" .~") or "order"
    if _DEVICES.fullmatch(stem):
        stem = f"_{stem}"
    return stem.encode()[:_LONGEST].decode("utf-8", "ignore").rstrip(" .")
