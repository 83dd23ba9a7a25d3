"""Standard clauses with their slots filled, in the languages of the paper."""

from __future__ import annotations

from collections.abc import Iterable

from docgen.context import Context
from docgen.documents.parts import Block


class Wording(Block):
    """The same sentence in English and Chinese."""

    en: str = ""
    zh: str = ""

    def __str__(self) -> str:
        return " ".join(part for part in (self.en, self.zh) if part)


class Clause(Block):
    """A numbered clause of a contract."""

    number: str
    title: Wording
    text: Wording


def title(key: str, context: Context) -> Wording:
    """The heading of the standard clause `key`."""
    row = context.tables.clauses[key]
    return Wording(en=row.title_en, zh=row.title_zh)


def fill(key: str, context: Context, en: dict[str, str], zh: dict[str, str]) -> Wording:
    """The text of the standard clause `key`; slots not given keep the row's own defaults."""
    row = context.tables.clauses[key]
    return Wording(
        en=row.en.format_map({**row.defaults, **en}),
        zh=row.zh.format_map({**row.defaults, **zh}),
    )


def standard(key: str, context: Context, **slots: str) -> Wording:
    """The standard clause `key`, with slots that read the same in both languages."""
    return fill(key, context, slots, slots)


def numbered(clauses: Iterable[tuple[Wording, Wording]], languages: str) -> tuple[Clause, ...]:
    """Title and text of each clause, numbered from 1, without the languages not printed."""
    return tuple(
        Clause(
            number=str(number),
            title=_only(heading, languages),
            text=_only(text, languages),
        )
        for number, (heading, text) in enumerate(clauses, start=1)
    )


def _only(wording: Wording, languages: str) -> Wording:
    return Wording(
        en=wording.en if languages != "zh" else "",
        zh=wording.zh if languages != "en" else "",
    )
