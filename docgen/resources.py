"""Where the files that ship with docgen lie: in the wheel, or beside the package in a checkout."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from docgen.errors import RenderError

_PACKAGE = Path(__file__).resolve().parent


@cache
def shipped(folder: str) -> Path:
    """The folder `templates`, `schemas` or `samples` of this installation.

    Raises:
        RenderError: the installation is incomplete.
    """
    for root in (_PACKAGE / "_shipped", _PACKAGE.parent):
        if (root / folder).is_dir():
            return root / folder
    raise RenderError(f"docgen is installed without its {folder} folder; install it again.")
