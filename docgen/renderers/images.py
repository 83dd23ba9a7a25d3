"""The pictures a company profile names (logo, signature, seal), checked before they are drawn.

A PNG of 20 KB can unpack to a gigabyte, and Pillow only warns; so the size is read from the header
first. PNG and JPEG only: other formats bring decoders with a history of holes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageFile

from docgen.errors import RenderError

MAX_BYTES = 2 * 1024 * 1024
MAX_PIXELS = 16_000_000


@dataclass(frozen=True)
class Picture:
    """A checked picture; width and height in pixels."""

    content: bytes
    media_type: str
    width: int
    height: int


def load_pictures(images: Mapping[str, Path]) -> dict[str, Picture]:
    """Read and check the pictures by name.

    Raises:
        RenderError: a file is missing, too large, damaged, or not a PNG or JPEG.
    """
    return {name: _load(name, path) for name, path in images.items()}


def _load(name: str, path: Path) -> Picture:
    where = f"The {name} picture {path}"
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise RenderError(f"{where} cannot be read: {error.strerror}.") from error
    if len(content) > MAX_BYTES:
        raise RenderError(f"{where} is larger than 2 MiB; save it smaller.")
    try:
        with Image.open(BytesIO(content), formats=("PNG", "JPEG")) as image:
            width, height = image.size
            if width * height > MAX_PIXELS:
                raise RenderError(
                    f"{where} has {width} x {height} pixels, more than 16 million; make it smaller."
                )
            ImageFile.LOAD_TRUNCATED_IMAGES = False  # WeasyPrint sets it for the whole process
            image.load()
            media_type = Image.MIME[str(image.format)]
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise RenderError(f"{where} is no undamaged PNG or JPEG file: {error}") from error
    return Picture(content, media_type, width, height)
