"""What box 8 of the Form A says (原产地标准), read leniently and written strictly.

Typewriters, systems and people write `"W" 73.23` in a dozen ways that mean the same, so an entry
that only looks different fits, and `written` has it as the form wants it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from unicodedata import normalize

from docgen.findings import Said
from docgen.origin.grants import country_words
from docgen.tables import Criterion, Tables

_QUOTES = str.maketrans(dict.fromkeys("“”„‟″‘’'", '"'))
_ENTRY = re.compile(r'"?([A-Z]{1,2})"?\s*(.*)', re.ASCII)
_HEADING = re.compile(r"(\d{2})\.?(\d{2})", re.ASCII)
_PERCENT = re.compile(r"(\d{1,3}(?:\.\d+)?)\s*%", re.ASCII)


@dataclass(frozen=True)
class CriterionFit:
    """Whether an entry of box 8 is right for a country.

    Attributes:
        written: the entry as the form wants it; empty where it does not fit or is left blank.
        wanted: the entries that goods of China may have there, the first to be proposed.
        text: what is wrong and what would be right; empty sentences where the entry fits.
        source: of the entry that fits, otherwise of those wanted.
    """

    fits: bool
    entry: str
    written: str
    wanted: tuple[str, ...]
    text: Said
    source: str
    confidence: str


def criterion_fits(
    tables: Tables, country: str, day: date, entry: str, hs_code: str
) -> CriterionFit:
    """Whether box 8 may say `entry` for goods of that HS code, and what it may say otherwise.

    An empty HS code lets any heading pass.
    """
    rows = _rows(tables, country, day)
    heading = _heading_of(hs_code)
    wanted = tuple(_proposal(row, heading) for row in rows if row.offered)
    for row in rows:
        written = _written(row, entry, heading) if row.allowed else None
        if written is not None:
            text, source = Said("", ""), row.source
            return CriterionFit(True, entry, written, wanted, text, source, row.confidence)
    text = _refusal(tables, country, entry, wanted) + _meaning(rows, entry, heading)
    source = "; ".join(dict.fromkeys(row.source for row in rows if row.offered))
    confidence = rows[0].confidence if rows else "high"
    return CriterionFit(False, entry, "", wanted, text, source, confidence)


def _rows(tables: Tables, country: str, day: date) -> tuple[Criterion, ...]:
    return tuple(
        row for row in tables.criteria.values() if country in row.countries and row.holds_on(day)
    )


def _written(row: Criterion, entry: str, heading: str) -> str | None:
    """The entry as the row writes it, or None where it says something else."""
    text = " ".join(normalize("NFKC", entry).translate(_QUOTES).upper().split())
    if not row.entry or not text:
        return "" if row.entry == text else None
    wanted, read = _ENTRY.fullmatch(row.entry), _ENTRY.fullmatch(text)
    if wanted is None or read is None or wanted[1] != read[1]:
        return None
    slot, rest = wanted[2], read[2]
    if "{heading}" in slot:
        return _with_heading(row, rest, heading)
    if "{percent}" in slot:
        return _with_percent(row, rest)
    return row.entry if slot == rest else None


def _with_heading(row: Criterion, rest: str, heading: str) -> str | None:
    match = _HEADING.fullmatch(rest)
    if match is None:
        return None
    read = f"{match[1]}.{match[2]}"
    return row.entry.replace("{heading}", read) if heading in ("", read) else None


def _with_percent(row: Criterion, rest: str) -> str | None:
    match = _PERCENT.fullmatch(rest)
    if match is None or not 0 < Decimal(match[1]) <= row.limit:
        return None
    return row.entry.replace("{percent}", match[1])


def _heading_of(hs_code: str) -> str:
    """`73.23` of `732393` or `7323.93.00`; empty where there are no four digits."""
    digits = re.sub(r"[.\s]", "", hs_code)[:4]
    return f"{digits[:2]}.{digits[2:]}" if re.fullmatch(r"[0-9]{4}", digits) else ""


def _proposal(row: Criterion, heading: str) -> str:
    return row.entry.replace("{heading}", heading or "NN.NN").replace("{percent}", "NN")


def _refusal(tables: Tables, country: str, entry: str, wanted: tuple[str, ...]) -> Said:
    name = country_words(tables, country)
    if not wanted:
        return Said(
            f"Box 8 has no right entry for {name.en}, which never took China's Form A.",
            f"{name.zh}从未接受中国的Form A，第8栏无从填写。",
        )
    en = " or ".join(text or "nothing (left blank)" for text in wanted)
    zh = "或".join(text or "留空" for text in wanted)
    read_en, read_zh = (f"“{entry}”", f"“{entry}”") if entry.strip() else ("nothing", "空白")
    return Said(
        f"Box 8 says {read_en}; for {name.en} it says {en}.",
        f"第8栏为{read_zh}，输往{name.zh}的货物应填{zh}。",
    )


def _meaning(rows: tuple[Criterion, ...], entry: str, heading: str) -> Said:
    """What the entry is for, where the country knows it but goods of China cannot have it."""
    return next(_meanings(rows, entry, heading), Said("", ""))


def _meanings(rows: tuple[Criterion, ...], entry: str, heading: str) -> Iterator[Said]:
    for row in rows:
        if not row.allowed and _written(row, entry, heading) is not None:
            yield Said(f"It is for {row.en}.", f"该项用于{row.zh}。")
