"""What decides how a paper looks, beside its order."""

from __future__ import annotations

from importlib.metadata import version

from docgen import __version__

_LIBRARIES = ("weasyprint", "docxtpl", "pydantic")


def versions() -> dict[str, str]:
    """Docgen and the libraries that decide what a paper looks like."""
    return {"docgen": __version__, **{name: version(name) for name in _LIBRARIES}}
