"""The fonts of the papers, cut from installed packages and cached; no font of the system is used.

Noto Sans SC holds 30,890 characters in one variable file of 17 MB, which makes every PDF slow to
write. What Chinese trade commonly prints (GB 2312, Latin, Greek, Cyrillic, signs) is cut from it
once, regular and bold, in 2.4 MB each. Only a paper with a rarer character gets the whole face
too, and Noto Sans for letters that a Chinese font lacks (Vietnamese). Style sheets name all three:
`font-family: "docgen", "docgen full", "docgen latin"`.
"""

from __future__ import annotations

import logging
import os
import sys
import tempfile
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from hashlib import sha256
from importlib.metadata import version
from importlib.util import find_spec
from itertools import groupby
from pathlib import Path

import uharfbuzz as hb

from docgen.errors import RenderError

_LOG = logging.getLogger(__name__)
_NO_GLYPH_NEEDED = frozenset("\n\r\t")
_NEVER_PRINTED = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Unicode categories refused even where a font maps them: controls, direction marks, private."""
_REORDERED = frozenset((*range(0x0900, 0x0980), *range(0x1CD0, 0x1D00), *range(0xA8E0, 0xA900)))
"""Devanagari, which Noto Sans holds: its signs are printed in another order than they are read,
so that a PDF gives back something else."""
_COMMON_BLOCKS = (
    (0x0020, 0x052F),  # Latin, Greek, Cyrillic
    (0x1E00, 0x1EFF),  # Latin with two accents
    (0x2000, 0x27BF),  # punctuation, currency, arrows, mathematics, boxes
    (0x3000, 0x303F),  # CJK punctuation
    (0x3200, 0x33FF),  # enclosed and squared
    (0xFF00, 0xFFEF),  # full-width forms
)
_LEFT_OUT = ("vhea", "vmtx")
"""Tables for vertical writing: a third of what each PDF would embed of a face, for nothing."""
_MM_PER_POINT = 25.4 / 72


@dataclass(frozen=True)
class _Family:
    """A family of the style sheets: the font file it comes from, whole or cut."""

    name: str
    package: str
    file: str
    cut: bool = False


_CHINESE = ("justmytype_intl_cjk", "fonts/ofl/notosanssc/NotoSansSC[wght].ttf")
_COMMON = _Family("docgen", *_CHINESE, cut=True)
_FALLBACKS = (
    _Family("docgen full", *_CHINESE),
    _Family("docgen latin", "fontpkg_noto_sans", "files/NotoSans[wdth,wght].ttf"),
)


@dataclass(frozen=True)
class Face:
    """One font file: a family at a weight (400 regular, 700 bold)."""

    family: str
    weight: int
    path: Path


@dataclass(frozen=True)
class FontSet:
    """The faces that print a text, the first holding what is common."""

    faces: tuple[Face, ...]

    @property
    def css(self) -> str:
        """The `@font-face` rules, with file URLs."""
        return "".join(
            f'@font-face{{font-family:"{face.family}";font-weight:{face.weight};'
            f'src:url("{face.path.as_uri()}")}}'
            for face in self.faces
        )

    def text_width(self, text: str, size_pt: float, *, bold: bool = False) -> float:
        """The width in millimetres of a line of text, kerned as it will be printed."""
        faces = [face.path for face in self.faces if face.weight == (700 if bold else 400)]
        runs = groupby(text, key=lambda character: _holder(faces, character))
        em = sum(_advance(path, "".join(run)) for path, run in runs)
        return em * size_pt * _MM_PER_POINT


def fonts(texts: Iterable[str]) -> FontSet:
    """The faces needed to print these texts, made and cached if they are not yet.

    Raises:
        RenderError: a character is in none of the fonts, or a font package is not installed.
    """
    missing = frozenset("".join(texts)) - _NO_GLYPH_NEEDED - _characters(_COMMON)
    families = [_COMMON]
    for family in _FALLBACKS:
        if found := missing & _characters(family):
            families.append(family)
            missing -= found
    if missing:
        raise RenderError(f"{describe(min(missing))} is in none of the fonts; write it otherwise.")
    return FontSet(tuple(_face(family, weight) for family in families for weight in (400, 700)))


def unprintable(text: str) -> frozenset[str]:
    """The characters of a text that none of the fonts holds, or that no paper may carry."""
    missing = frozenset(text) - _NO_GLYPH_NEEDED - _characters(_COMMON)
    return missing.difference(*map(_characters, _FALLBACKS)) if missing else missing


def as_printed(text: str) -> str:
    """The text with one character for all that the fonts print alike (`•` and `·`, `〜` and `～`).

    A PDF that has both gives back the same one for both.
    """
    return text.translate(_alike())


@cache
def _alike() -> dict[int, int]:
    """Each code point of the Chinese font that is not the first with its glyph, and the first."""
    font, first = _font(_source(_COMMON)), {}  # type: hb.Font, dict[int, int]
    codes = sorted(_open(_source(_COMMON)).unicodes)
    named = {code: first.setdefault(font.get_nominal_glyph(code), code) for code in codes}
    return {code: alike for code, alike in named.items() if code != alike}


def describe(character: str) -> str:
    """A character for a message: itself if it shows, code point and name."""
    shown = f" '{character}'" if character.isprintable() else ""
    name = unicodedata.name(character, "no character of Unicode")
    return f"character{shown} U+{ord(character):04X} ({name})"


@cache
def _characters(family: _Family) -> frozenset[str]:
    held = frozenset(map(chr, frozenset(_open(_source(family)).unicodes) - _REORDERED))
    if family.cut:
        held &= _common_characters()
    return frozenset(c for c in held if unicodedata.category(c) not in _NEVER_PRINTED)


@cache
def _common_characters() -> frozenset[str]:
    """GB 2312 (rows A1 to F7, cells A1 to FE) and the blocks of letters and signs."""
    chinese = bytes(
        b for row in range(0xA1, 0xF8) for cell in range(0xA1, 0xFF) for b in (row, cell)
    )
    signs = (chr(code) for first, last in _COMMON_BLOCKS for code in range(first, last + 1))
    return frozenset(chinese.decode("gb2312", errors="ignore")).union(signs)


@cache
def _source(family: _Family) -> Path:
    """The font file inside its package, which is not imported: it would load far more."""
    spec = find_spec(family.package)
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        if (path := Path(folder, family.file)).is_file():
            return path
    name = family.package.replace("_", "-")
    raise RenderError(f"The font package {name} is missing; install it: pip install {name}")


@cache
def _face(family: _Family, weight: int) -> Face:
    """A face in the cache, under a name that changes when its source or its making does."""
    source = _source(family)
    held = "".join(sorted(_characters(family))) if family.cut else "all"
    made_from = (
        version(family.package.replace("_", "-")),
        source.stat().st_size,
        sha256(held.encode()).hexdigest(),
        _LEFT_OUT,
        hb.__version__,
    )
    key = sha256(repr(made_from).encode()).hexdigest()[:16]
    name = f"{family.name.replace(' ', '-')}-{weight}-{key}.ttf"
    path = _cache_folder() / name
    if not path.is_file():
        _LOG.info("Preparing the font %s once; it is kept as %s.", family.name, path)
        path = _keep(path, _make(source, weight, held if family.cut else None))
    return Face(family.name, weight, path)


def _make(source: Path, weight: int, characters: str | None) -> bytes:
    """The font at one weight, cut to the characters, or whole."""
    face, wanted = _open(source), hb.SubsetInput()
    if characters is None:
        wanted.keep_everything()
    else:
        wanted.unicode_set.update(map(ord, characters))
    wanted.drop_table_tag_set.update(int.from_bytes(tag.encode(), "big") for tag in _LEFT_OUT)
    wanted.pin_all_axes_to_default(face)
    wanted.pin_axis_location(face, "wght", weight)
    return bytes(wanted.subset(face).blob.data)


def _keep(path: Path, content: bytes) -> Path:
    """Write a face to the cache, or to this process's own folder where the cache cannot be written.

    Written whole under another name, then renamed, so that processes starting together may race.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
    except OSError as error:
        path = _own_folder(str(error)) / path.name
        path.write_bytes(content)
        return path
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except OSError as error:
        Path(temporary).unlink(missing_ok=True)
        if not path.is_file():  # else another process has just put the same file there
            raise RenderError(f"The font cache {path.parent} cannot be written: {error}") from error
    return path


def _cache_folder() -> Path:
    """`DOCGEN_CACHE`, or `docgen` in the cache folder that the platform gives a user."""
    if own := os.environ.get("DOCGEN_CACHE"):
        return Path(own).absolute()
    if base := os.environ.get("LOCALAPPDATA" if sys.platform == "win32" else "XDG_CACHE_HOME"):
        return Path(base, "docgen").absolute()
    home = Path.home()
    return home / ("Library/Caches/docgen" if sys.platform == "darwin" else ".cache/docgen")


_temporary: list[tempfile.TemporaryDirectory[str]] = []


def _own_folder(reason: str) -> Path:
    """A folder for this process alone, removed when it ends; said once."""
    if not _temporary:
        _temporary.append(tempfile.TemporaryDirectory(prefix="docgen-fonts-"))
        _LOG.warning(
            "The font cache cannot be written (%s): fonts are prepared anew each time. "
            "Set DOCGEN_CACHE to a folder that can be written.",
            reason,
        )
    return Path(_temporary[0].name)


@cache
def _open(path: Path) -> hb.Face:
    return hb.Face(hb.Blob.from_file_path(str(path)))


@cache
def _font(path: Path) -> hb.Font:
    return hb.Font(_open(path))


def _holder(faces: list[Path], character: str) -> Path:
    """The first face that holds a character, or the first of all."""
    return next((p for p in faces if _font(p).get_nominal_glyph(ord(character))), faces[0])


@lru_cache(maxsize=4096)
def _advance(path: Path, run: str) -> float:
    """The width of a run in one face, in ems."""
    buffer = hb.Buffer()
    buffer.add_str(run)
    buffer.guess_segment_properties()
    hb.shape(_font(path), buffer)
    return float(sum(p.x_advance for p in buffer.glyph_positions) / _open(path).upem)
