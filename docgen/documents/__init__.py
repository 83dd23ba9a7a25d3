"""The papers: order and context in, display-ready text out. `KINDS` lists every kind there is."""

from docgen.documents.kinds import KINDS, build, kinds_of

__all__ = ["KINDS", "build", "kinds_of"]
