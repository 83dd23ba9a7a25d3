"""A text split into messages, and each message into its fields, whatever layout it was printed in.

Messages begin at their blocks, at a heading that names their type, or where a first tag comes
again. The name of a field may stand beside its tag and go on over the next lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from docgen.credit.layouts import Way, begins_field, between_colons, way_of
from docgen.credit.tags import without_label

_BLOCKS = re.compile(r"\{[123]:")
_SENDER = re.compile(r"\{1:[A-Z]\d\d([A-Z0-9]{8,12})", re.IGNORECASE)
_INPUT = re.compile(r"\{2:I(\d{3})([A-Z0-9]{8,12})", re.IGNORECASE)
_OUTPUT = re.compile(r"\{2:O(\d{3})\d{10}([A-Z0-9]{8,12})", re.IGNORECASE)
_OLD = re.compile(
    r"APPLICATION HEADER\s+[0O]\s*(7\d\d)\s+\d{4}\s+\d{6}\s+([A-Z0-9]{8,12})", re.IGNORECASE
)
_TEXT = re.compile(r"\{4:")
_HEADING = re.compile(r"\b(?:MT|FIN|MSG TYPE:?|MESSAGE TYPE:?) ?S?[ -]?(7[0-2]\d)\b", re.IGNORECASE)
_BANK = re.compile(
    r"(?:^[\s|]*(?:SWIFT )?|\s(?=RECEIVER))(SENDER|FROM|RECEIVER|TO)\s*:\s*(\S.*?)"
    r"(?=\s+RECEIVER\s*:|$)",
    re.IGNORECASE,
)
_RULE = re.compile(r"[\s|]*[-=_*~+|]{3,}[\s|]*")
_TRAILER = re.compile(
    r"[\s\-=*]*(?:(?:MESSAGE )?TRAILER|INTERVENTIONS?|END OF MESSAGE)\b.*", re.IGNORECASE
)
_FIRST = ("27", "20", "40A", "40B")
_END = "\0"
_LONGEST_NAME = 200
_TERMINAL = 12
_PREFIX = re.compile(r"[\s|>]*(?:[:：]\s*[:：]\s?|\.(?=\w))?\s*")


@dataclass(frozen=True)
class Tagged:
    """A field as it reads: its tag, the line where it begins, and its lines without label."""

    tag: str
    line: int
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Message:
    """One message.

    Attributes:
        kind: `MT700` ...; what the heading says or else what its fields make of it.
        line: where it begins.
        full: whether the blocks of the network stand around it.
        sender: BIC or name of the bank that sent it; empty where it is not told.
        receiver: the bank that received it.
        fields: every field in the order of the text, known or not.
    """

    kind: str
    line: int
    full: bool
    sender: str
    receiver: str
    fields: tuple[Tagged, ...]

    def has(self, *wanted: str) -> bool:
        """Whether one of these tags is there."""
        return any(field.tag in wanted for field in self.fields)


@dataclass(frozen=True)
class _Piece:
    """The lines of what may be one message or several, with what its heading said."""

    heading: str = ""
    full: bool = False
    sender: str = ""
    receiver: str = ""
    lines: tuple[tuple[int, str], ...] = ()


def messages_in(text: str) -> tuple[Message, ...]:
    """The messages of a text, in its order; none where it holds none."""
    return tuple(message for piece in _pieces(text) for message in _messages(piece))


def _pieces(text: str) -> Iterator[_Piece]:
    """The text cut at the blocks and headings that begin a message."""
    lines = list(enumerate(text.split("\n"), start=1))
    starts, inside = [0], False
    for index, (_, line) in enumerate(lines):
        if inside and _opens(line):
            starts.append(index)
            inside = False
        inside = inside or begins_field(line) is not None
    for start, end in pairwise([*starts, len(lines)]):
        yield _piece(lines[start:end])


def _opens(line: str) -> bool:
    """Whether the line is the first of a message: its blocks, or a heading that names its type."""
    return bool(_BLOCKS.search(line)) or (not between_colons(line) and bool(_HEADING.search(line)))


def _piece(lines: list[tuple[int, str]]) -> _Piece:
    """The lines of a piece, with what stands before its first field."""
    piece, kept, inside = _Piece(), [], False  # type: _Piece, list[tuple[int, str]], bool
    for number, line in lines:
        text = line
        if opened := _TEXT.search(line):
            text = line[opened.end() :]
        inside = inside or begins_field(text) is not None
        if not inside or opened:
            piece = _headed(piece, line)
        ended = text.strip().startswith("-}") or _TRAILER.fullmatch(text)
        kept.append((number, _END if ended else text))
    return replace(piece, lines=tuple(kept))


def _headed(piece: _Piece, line: str) -> _Piece:
    """The piece with what the blocks or the heading in this line say."""
    if _TEXT.search(line):
        piece = replace(piece, full=True)
    if match := _SENDER.search(line):
        piece = replace(piece, sender=_bic(match[1]))
    if match := _INPUT.search(line):
        return replace(piece, heading=match[1], receiver=_bic(match[2]))
    if match := _OLD.search(line):
        return replace(piece, heading=match[1], sender=_bic(match[2]))
    if match := _OUTPUT.search(line):  # in an output message block 1 names the receiver
        return replace(piece, heading=match[1], sender=_bic(match[2]), receiver=piece.sender)
    if match := _HEADING.search(line):
        piece = replace(piece, heading=match[1])
    for match in _BANK.finditer(line):
        name = match[2].strip()[:_LONGEST_NAME]
        if match[1].upper() in ("SENDER", "FROM"):
            piece = replace(piece, sender=piece.sender or name)
        else:
            piece = replace(piece, receiver=piece.receiver or name)
    return piece


def _bic(address: str) -> str:
    """The BIC in the address of a terminal, which has the letter of the terminal as its ninth."""
    return (address[:8] + address[9:] if len(address) == _TERMINAL else address).upper()


def _messages(piece: _Piece) -> Iterator[Message]:
    """The messages of a piece: a first tag that a message has already begins another."""
    fields: list[Tagged] = []
    for field in _fields(piece, way_of(line for _, line in piece.lines)):
        if field.tag in _FIRST and _begins_another(field.tag, fields):
            yield _message(piece, fields)
            fields = []
        fields.append(field)
    if fields:
        yield _message(piece, fields)


def _begins_another(tag: str, fields: list[Tagged]) -> bool:
    tags_so_far = [field.tag for field in fields]
    return tag in tags_so_far or (tag == "27" and len(fields) > 2)


def _fields(piece: _Piece, tag_in: Way) -> Iterator[Tagged]:
    """The fields of a piece; lines before the first tag, rules and trailers belong to none."""
    tag, begun, lines = "", 0, []  # type: str, int, list[str]
    for number, line in piece.lines:
        found = tag_in(line)
        if found or line is _END:
            if tag:
                yield Tagged(tag, begun, _value(tag, lines))
            tag, begun, lines = (found[0], number, [found[1]]) if found else ("", 0, [])
        elif tag and not _RULE.fullmatch(line):
            lines.append(line[_PREFIX.match(line).end() :].rstrip(" |"))  # type: ignore[union-attr]
    if tag:
        yield Tagged(tag, begun, _value(tag, lines))


def _value(tag: str, lines: list[str]) -> tuple[str, ...]:
    """The lines of a field, those left out over which its name goes on."""
    kept = _trimmed(lines)
    for index, line in enumerate(kept):
        named, rest = without_label(tag, line, printed=False)
        if not named:
            return kept[index:]
        if rest:
            return (rest, *kept[index + 1 :])
    return ()


def _trimmed(lines: list[str]) -> tuple[str, ...]:
    """The lines without empty ones around them and without the dash that ends a message."""
    kept = [line.strip() for line in lines]
    while kept and kept[-1] in ("", "-"):
        kept.pop()
    while kept and not kept[0]:
        kept.pop(0)
    return tuple(kept)


def _message(piece: _Piece, fields: list[Tagged]) -> Message:
    line = fields[0].line
    message = Message("", line, piece.full, piece.sender, piece.receiver, tuple(fields))
    return replace(message, kind=_kind(piece.heading, message))


def _kind(heading: str, message: Message) -> str:
    """The kind that the heading names, or that only its fields make it."""
    if heading in ("700", "701", "705", "707", "708", "710", "711", "720", "721"):
        amends = message.has("26E", "45B", "46B", "47B") and heading in ("700", "701")
        continues = _continues(message) and heading == "700"
        if not amends and not continues:
            return f"MT{heading}"
    if message.has("26E", "45B", "46B", "47B", "49M", "49N", "33B", "34B", "31E", "30", "79"):
        return "MT707" if message.has("20", "21", "26E", "30") else "MT708"
    if message.has("40B"):
        return "MT710"
    return "MT701" if _continues(message) else "MT700"


def _continues(message: Message) -> bool:
    """Whether nothing but the long fields, number and sequence are there."""
    return all(
        field.tag in ("27", "20", "21", "45A", "46A", "47A", "49G", "49H")
        for field in message.fields
    ) and message.has("27")
