"""The ways in which messages write the tag of a field.

`:31D:` at the start of a line; the many ways of printers: `31D: Date and Place of Expiry`,
`20 /Documentary Credit Number`, `Form of Doc. Credit *40A:`; and `DRAFTS AT 42C SIGHT`, where
nothing marks the tag. Which of them a message uses is decided once, by which finds more fields. A
printed tag counts only where it is known and its name stands beside it or a colon behind it, for a
line of goods may begin with a number too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from docgen.credit.tags import tags, without_label

_COLON = re.compile(r"[\s|>*.]*[:：]\s?(\d{2}[A-Za-z]?)\s?[:：]\s?(.*)")
_PRINTED = re.compile(r"[\s|>*.]*(?:F|FIELD |TAG )?(\d{2}) ?([A-Za-z])?\s*([:：/|)\-–.])\s*(.*)")
_BLANK = re.compile(r"[\s|>*.]*F?(\d{2}[A-Za-z]?)\s+(\D.*)")
_BEHIND = re.compile(
    r"[\s|>*]*([A-Za-z][A-Za-z .,/&()'-]{1,90}?)\s*[*(]?\s*(\d{2}) ?([A-Za-z])?\s*\)?\s*"
    r"[:：]\s*(.*)"
)
_UNMARKED = re.compile(
    r"[\s|>]*([A-Za-z][A-Za-z .,/&()'-]{1,90}?)\s*(\*?)\s*(\d{2}) ?([A-Za-z])?"
    r"(?:\s+(?:/\s+)?(\S.*)|\s*)"
)

Way = Callable[[str], "tuple[str, str] | None"]
"""Tells the tag that a line begins with, and what stands behind it."""


def way_of(lines: Iterable[str]) -> Way:
    """The way that finds the most fields in a message; the loosest only where it finds far more."""
    known = tuple(lines)
    colons, prints, loose = (
        sum(1 for line in known if way(line)) for way in (between_colons, printed, begins_field)
    )
    if loose > 2 * prints:
        return begins_field
    return printed if prints > colons else between_colons


def between_colons(line: str) -> tuple[str, str] | None:
    """The tag and the value of a line that begins with `:31D:`."""
    match = _COLON.match(line)
    if match is None:
        return None
    tag = match[1].upper()
    return tag, without_label(tag, match[2].strip(), printed=False)[1]


def printed(line: str) -> tuple[str, str] | None:
    """The tag and the value of a printed line, where it begins a field."""
    if found := between_colons(line):
        return found
    if match := _PRINTED.match(line):
        tag, text = (match[1] + (match[2] or "")).upper(), match[4].strip(" |")
        named, rest = without_label(tag, text.lstrip("/ "), printed=True)
        if tag in tags() and (named or match[3] in ":：|"):
            return tag, rest if named else text
    if match := _BLANK.match(line):
        tag = match[1].upper()
        named, rest = without_label(tag, match[2].strip(" /|"), printed=True)
        if named:
            return tag, rest
    if match := _BEHIND.match(line):
        tag = (match[2] + (match[3] or "")).upper()
        if tag in tags() and without_label(tag, match[1], printed=True)[0]:
            return tag, match[4].strip(" |")
    return None


def begins_field(line: str) -> tuple[str, str] | None:
    """A printed line, or one with the tag behind the name and nothing that marks it as a tag."""
    if found := printed(line):
        return found
    match = _UNMARKED.fullmatch(line)
    if match is None:
        return None
    name, star, number, letter, value = match.groups(default="")
    tag = (number + letter).upper()
    named, rest = without_label(tag, name, printed=True)
    if named and not rest and (star or letter or " " in name.strip()):
        return tag, value.strip(" |")
    return None
