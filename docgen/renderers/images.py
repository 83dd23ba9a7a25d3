"""The pictures a company profile names (logo, signature, seal), checked before they are drawn.

A PNG of 20 KB can unpack to a gigabyte, and Pillow only warns; so the size is read from the header
first. PNG and JPEG only: other formats bring decoders with a history of holes. WeasyPrint packs
each pixel of a PNG anew for every paper, so one finer than print is made coarser here, once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageFile

from docgen.errors import PictureError

MAX_BYTES = 2 * 1024 * 1024
MAX_PIXELS = 16_000_000
LARGEST_MM = {"logo": (26, 17), "signature": (34, 16), "seal": (29, 29)}
"""Widest and highest print of a picture: in Word, and in a PDF by base.css."""
_DOTS_PER_MM = 300 / 25.4
_KEPT = 32
"""Pictures kept from paper to paper: those of ten companies."""


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
        PictureError: a file is missing, too large, damaged, or not a PNG or JPEG.
    """
    return {name: _load(name, path) for name, path in images.items()}


def _load(name: str, path: Path) -> Picture:
    try:
        status = path.stat()
    except OSError as error:
        raise PictureError(
            f"The {name} picture {path} cannot be read: {error.strerror}."
        ) from error
    return _checked(name, path, status.st_mtime_ns, status.st_size)


@lru_cache(maxsize=_KEPT)
def _checked(name: str, path: Path, modified: int, size: int) -> Picture:
    where = f"The {name} picture {path}"
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise PictureError(f"{where} cannot be read: {error.strerror}.") from error
    if len(content) > MAX_BYTES:
        raise PictureError(f"{where} is larger than 2 MiB; save it smaller.")
    try:
        with Image.open(BytesIO(content), formats=("PNG", "JPEG")) as image:
            width, height = image.size
            if width * height > MAX_PIXELS:
                raise PictureError(
                    f"{where} has {width} x {height} pixels, more than 16 million; make it smaller."
                )
            ImageFile.LOAD_TRUNCATED_IMAGES = False  # WeasyPrint sets it for the whole process
            image.load()
            media_type = Image.MIME[str(image.format)]
            shown = _in_colours_of_screens(image)
            finer = _times_finer(name, shown)
            if shown is not image or (finer > 1 and media_type == "image/png"):
                return _coarser(shown, max(finer, 1))
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise PictureError(f"{where} is no undamaged PNG or JPEG file: {error}") from error
    return Picture(content, media_type, width, height)


def _in_colours_of_screens(image: Image.Image) -> Image.Image:
    """The picture without the inks of a printing press, which an archive refuses, in 8 bits."""
    if image.mode == "CMYK":
        return image.convert("RGB")
    if image.mode.startswith("I"):
        return image.convert("I").point(lambda grey: grey * (1 / 256)).convert("L")
    return image


def _times_finer(name: str, image: Image.Image) -> float:
    """How many times finer than print a picture is at its largest."""
    if name not in LARGEST_MM or image.mode not in ("L", "LA", "RGB", "RGBA", "P"):
        return 1
    width, height = LARGEST_MM[name]
    return max(image.width / width, image.height / height) / _DOTS_PER_MM


def _coarser(image: Image.Image, times: float) -> Picture:
    if image.mode == "P" or "transparency" in image.info:
        image = image.convert("RGBA")
    size = (max(round(image.width / times), 1), max(round(image.height / times), 1))
    coarser = image.resize(size, Image.Resampling.LANCZOS)
    ink = image.convert(image.mode.removesuffix("A"))
    if ink.mode != image.mode and (colour := _only_colour(ink)) is not None:
        transparency = coarser.getchannel("A")  # of ink in one colour, it alone is the picture
        coarser = Image.new(ink.mode, size, colour)
        coarser.putalpha(transparency)
    saved = BytesIO()
    coarser.save(saved, "PNG")
    return Picture(saved.getvalue(), "image/png", *size)


def _only_colour(ink: Image.Image) -> tuple[int, ...] | None:
    least, most = zip(*(band.getextrema() for band in ink.split()), strict=True)
    return least if least == most else None
