"""Whether a paper can be printed character by character, asked before anything is laid out.

WeasyPrint prints a box for a missing glyph and goes on; Word shows whatever font it finds. Both
formats are refused alike, and the message names the field, so that the writer finds the place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pydantic import BaseModel

from docgen.errors import TextError
from docgen.findings import pointer
from docgen.renderers.fonts import describe, unprintable

Path = tuple[str | int, ...]


def refuse_unprintable(document: BaseModel) -> None:
    """Stop at a document with a character that cannot be printed.

    Raises:
        TextError: names the first field with such a character, and the character.
    """
    fields = tuple(_texts(document.model_dump(), ()))
    missing = unprintable("".join(text for _, text in fields))
    for path, text in fields if missing else ():
        for character in text:
            if character in missing:
                raise TextError(
                    f"{document.__class__.__name__}, field {pointer(path)}: {describe(character)} "
                    "cannot be printed: it is in none of the fonts. Write it otherwise."
                )


def _texts(value: object, path: Path) -> Iterator[tuple[Path, str]]:
    """Every text of a nested value with the way to it."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from _texts(item, (*path, key))
    elif isinstance(value, list | tuple):
        for index, item in enumerate(value):
            yield from _texts(item, (*path, index))
