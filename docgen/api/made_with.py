"""What decides how a paper looks, beside its order."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.metadata import version

from docgen.version import __version__

_LIBRARIES = ("weasyprint", "docxtpl", "pydantic")


def versions() -> dict[str, str]:
    """Docgen and the libraries that decide what a paper looks like."""
    return {"docgen": __version__, **_of_libraries()}


@cache
def _of_libraries() -> Mapping[str, str]:
    """Read once a process, for each lies in a file of its own."""
    return {name: version(name) for name in _LIBRARIES}
