"""The largest size of type at which a text fits a box of a form; forms have boxes, papers flow."""

from __future__ import annotations

from docgen.errors import TextError
from docgen.renderers.fonts import FontSet, fonts

SIZES_PT = (8, 7, 6, 5)
_LINE_HEIGHT = 1.3
_MM_PER_POINT = 25.4 / 72


def fit(field: str, text: str, width_mm: float, height_mm: float) -> str:
    """The style class (`pt8` ... `pt5`) at which the text fits.

    Raises:
        TextError: it fits at no size; names the box.
    """
    faces = fonts((text,))
    for size in SIZES_PT:
        lines = sum(_lines(line, size, width_mm, faces) for line in text.split("\n"))
        if lines * size * _LINE_HEIGHT * _MM_PER_POINT <= height_mm:
            return f"pt{size}"
    raise TextError(
        f"field /{field}: the text of {len(text)} characters does not fit its box of"
        f" {width_mm} x {height_mm} mm even at {SIZES_PT[-1]} pt; shorten it in the order."
    )


def _lines(line: str, size: int, width: float, faces: FontSet) -> int:
    """Lines that a paragraph wraps to; a word wider than the box is broken where it must be."""
    count, used = 1, 0.0
    space = faces.text_width(" ", size)
    for word in line.split():
        length = faces.text_width(word, size)
        if used and used + space + length <= width:
            used += space + length
            continue
        count += bool(used)
        extra = int(length // width)
        count += extra
        used = length - extra * width
    return count
