"""What stands around the goods in 45A: term, contract, weights, tolerance, packing and marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from decimal import Decimal
from typing import Any

from docgen.credit.figures import Figures, figure, fitting
from docgen.credit.grammar import grammar
from docgen.credit.scan import scan
from docgen.credit.values import UnreadableError, read_date
from docgen.tables import code_of

_PERCENT = r"(?:%|PCT|PERCENT|PER CENT)"
_TOLERANCE = re.compile(
    rf"(?:\+\s*/\s*-|PLUS ?/? ?(?:OR )?MINUS)\s*(?P<one>\d{{1,2}})\s*{_PERCENT}"
    rf"|(?P<two>\d{{1,2}})\s*{_PERCENT} MORE OR LESS",
    re.IGNORECASE,
)
_MARKS = re.compile(r"(?:SHIPPING )?MARKS?(?: AND NUMBERS)?\s*[:：-]\s*(.*)", re.IGNORECASE)
_PACKING = re.compile(
    r"\bPACK(?:ING|ED)\b[^;\n]*?(?=[;\n]|\.\s|\.?$)", re.IGNORECASE | re.MULTILINE
)
_ORIGIN = re.compile(
    r"\b(?:COUNTRY OF )?ORIGIN\s*[:：]\s*(?P<one>[A-Z][A-Z .]*[A-Z])|\b(?P<two>[A-Z]+) ORIGIN\b",
    re.IGNORECASE,
)
_EDGES = " ,.;:-+@&"
_LONGEST_LINE, _LONGEST_MARK = 300, 40


def particulars(paragraphs: tuple[str, ...], text: str, known: Figures) -> dict[str, Any]:
    """The attributes of the credit that these words state."""
    facts = _term(text, known) | _contract(text) | _weights(text, known)
    return facts | _packages(text, known) | _tolerance(text) | _words(paragraphs, text, known)


def _term(text: str, known: Figures) -> dict[str, Any]:
    """The trade term with its place and edition, as it reads."""
    codes = [
        *known.tables.incoterms,
        *(alias for row in known.tables.incoterms.values() for alias in row.aliases),
    ]
    pattern = (
        rf"\b(?:{'|'.join(map(re.escape, codes))})(?:\s?C\s?\d+\s?%)?\s+[A-Z][A-Z .'-]*"
        r"(?:\([A-Z .'-]+\))?(?:,\s?(?!INCOTERMS)[A-Z][A-Z ]*)?(?:[, (]*INCOTERMS®?,?\s*\d{4}\)?)?"
    )
    match = re.search(pattern, text, re.IGNORECASE)
    if match is None:
        return {}
    said = re.split(
        r"\s+(?:AS PER|UNDER|USD|EUR|PACK|TOTAL|HS|H\.S|AT|(?:SHIPPING )?MARKS?|ORIGIN|FOR)\b|\.\s",
        match[0],
        maxsplit=1,
        flags=re.IGNORECASE,
    )[0]
    return {"price_term": " ".join(said.split()).strip(" ,.;")[:_LONGEST_LINE]}


def _contract(text: str) -> dict[str, Any]:
    """The contract, proforma or order that the goods are sold under, with its date."""
    rows = [row for row in grammar().items if row.says in ("contract_number", "order_number")]
    for found in scan(text.replace("\n", " "), rows):
        if found.group("value"):
            facts: dict[str, Any] = {"contract_number": found.group("value")}
            with suppress(UnreadableError):
                facts["contract_date"] = read_date(found.group("date"))[0]
            return facts
    return {}


def _weights(text: str, known: Figures) -> dict[str, Any]:
    """Net and gross weight in kilograms, and the volume."""
    facts: dict[str, Any] = {"volume_m3": figure(known.volume.search(text))}
    units = known.tables.units
    for name, pattern in (("gross_weight_kg", known.gross), ("net_weight_kg", known.net)):
        match = pattern.search(text)
        row = units.get(code_of(match["unit"], units) or "") if match else None
        value = figure(match)
        if row and row.base == "KGM" and value:
            facts[name] = fitting(value * row.factor)
    return facts


def _packages(text: str, known: Figures) -> dict[str, Any]:
    """Number and kind of the packages, where the credit has them all packed so."""
    match = known.packed.search(text)
    count = figure(match)
    if match is None or count is None or count != int(count):
        return {}
    kind = code_of(match["unit"], known.tables.packages)
    return {"packages": int(count), "package_kind": kind} if kind else {}


def _tolerance(text: str) -> dict[str, Any]:
    """How much more or less of the goods may be shipped."""
    match = _TOLERANCE.search(text)
    if match is None:
        return {}
    percent = Decimal(match["one"] or match["two"])
    return {"quantity_plus_percent": percent, "quantity_minus_percent": percent}


def _words(paragraphs: tuple[str, ...], text: str, known: Figures) -> dict[str, Any]:
    """Packing, marks and origin, as they read."""
    packing, origin = _PACKING.search(text), _ORIGIN.search(text)
    said = (origin["one"] or origin["two"]).strip() if origin else ""
    return {
        "packing": packing[0].strip(_EDGES)[:2000] if packing else "",
        "origin": said[:_LONGEST_LINE],
        "marks": "\n".join(_marks(paragraphs, known))[:2000],
    }


def _marks(paragraphs: tuple[str, ...], known: Figures) -> Iterator[str]:
    """The lines behind SHIPPING MARKS: up to the next heading or figure of goods."""
    inside = False
    for paragraph in paragraphs:
        if match := _MARKS.match(paragraph):
            inside = True
            yield from filter(None, (part.strip() for part in re.split(r"\s+/\s+", match[1])))
        elif inside and (len(paragraph) > _LONGEST_MARK or known.quantity.search(paragraph)):
            return
        elif inside:
            yield paragraph.strip()
