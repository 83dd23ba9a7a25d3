"""The pictures of a profile, as fine as print and no finer."""

from __future__ import annotations

import os
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw

from docgen.renderers.images import LARGEST_MM, Picture, load_pictures

RED = (200, 20, 30)


def saved(path: Path, size: tuple[int, int], format: str = "PNG") -> Path:
    """A ring of red ink, on nothing where the format can say so."""
    picture = Image.new("RGBA", size, (*RED, 0))
    ImageDraw.Draw(picture).ellipse((0, 0, size[0] - 1, size[1] - 1), outline=(*RED, 255), width=9)
    (picture if format == "PNG" else picture.convert("RGB")).save(path, format)
    return path


def opened(picture: Picture) -> Image.Image:
    return Image.open(BytesIO(picture.content))


def test_a_picture_finer_than_print_is_made_coarser_in_its_proportions(tmp_path: Path) -> None:
    picture = load_pictures({"seal": saved(tmp_path / "seal.png", (1200, 600))})["seal"]
    most = round(LARGEST_MM["seal"][0] / 25.4 * 300)
    assert (picture.width, picture.height) == opened(picture).size
    assert abs(picture.width - most) <= 1
    assert abs(picture.height - most / 2) <= 1


def test_ink_of_one_colour_keeps_it(tmp_path: Path) -> None:
    picture = load_pictures({"seal": saved(tmp_path / "seal.png", (900, 900))})["seal"]
    colours = opened(picture).convert("RGB").getcolors()
    assert [colour for _, colour in colours or ()] == [RED]
    assert opened(picture).getchannel("A").getextrema() == (0, 255)


def test_what_is_as_coarse_as_print_or_no_png_stays_as_it_is(tmp_path: Path) -> None:
    files = {
        "seal": saved(tmp_path / "seal.png", (300, 300)),
        "logo": saved(tmp_path / "logo.jpg", (2000, 900), "JPEG"),
    }
    for name, picture in load_pictures(files).items():
        assert picture.content == files[name].read_bytes()


def test_inks_of_a_printing_press_become_the_colours_of_screens(tmp_path: Path) -> None:
    path = tmp_path / "logo.jpg"
    Image.new("RGB", (200, 100), RED).convert("CMYK").save(path, quality=95)
    picture = load_pictures({"logo": path})["logo"]
    assert opened(picture).mode == "RGB"
    assert (picture.width, picture.height) == (200, 100)
    shown = opened(picture).getpixel((100, 50))
    assert all(abs(a - b) < 9 for a, b in zip(shown, RED, strict=True))  # type: ignore[arg-type]


def test_grey_of_sixteen_bits_keeps_its_shade(tmp_path: Path) -> None:
    path = tmp_path / "logo.png"
    Image.new("I;16", (200, 100), 40000).save(path)
    assert opened(load_pictures({"logo": path})["logo"]).getcolors() == [(20000, 156)]


def test_a_picture_that_changed_is_read_again(tmp_path: Path) -> None:
    path = saved(tmp_path / "seal.png", (300, 300))
    before = load_pictures({"seal": path})["seal"]
    saved(path, (200, 200))
    os.utime(path, ns=(1, 1))
    after = load_pictures({"seal": path})["seal"]
    assert (before.width, after.width) == (300, 200)
