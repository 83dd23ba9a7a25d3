"""The printed labels of all papers, in one table of their own: `captions.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from docgen.documents.parts import Caption, Languages


@cache
def captions(kind: str, languages: Languages) -> Mapping[str, Caption]:
    """The labels of a kind of paper by name, in the languages it is printed in."""
    table = _table()
    return {
        name: Caption(en=en if languages != "zh" else "", zh=zh if languages != "en" else "")
        for name, (en, zh) in (table["common"] | table.get(kind, {})).items()
    }


@cache
def _table() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(Path(__file__).with_name("captions.toml").read_text(encoding="utf-8"))
