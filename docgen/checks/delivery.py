"""Trade terms, freight and cover as people write them on papers, read back into facts.

A term is found by its three letters; what stands behind them up to the word INCOTERMS, or up to
the end of the sentence, is its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal
from unicodedata import normalize

from docgen.checks.rule import Said
from docgen.tables import Incoterm, Tables, code_of

Payer = Literal["seller", "buyer"]

_EDITION = re.compile(r"INCO ?TERMS?\W*((?:19|20)[0-9]{2})?|\b((?:19|20)[0-9]{2}) INCO ?TERMS?")
_PLACE_ENDS = re.compile(
    r"[;\n]|\. |\bINCO ?TERMS?|\b(?:19|20)[0-9]{2} INCO|\bAS PER\b|\b[A-Z]{3} ?[0-9][0-9,]*\.[0-9]"
)
_PREPAID = re.compile(r"PREPAID|PRE PAID|FREIGHT PAID|\bPP\b|预付|运费已付")
_COLLECT = re.compile(r"COLLECT|PAYABLE AT DESTINATION|\bCC\b|到付")
_CLAUSES = r"(?:INSTITUTE CARGO CLAUSES?|I ?C ?C)\W*"
_COMMISSION = re.compile(
    r"\b(CIF|CFR|CNF|FOB|FCA|CPT|CIP|FAS|EXW)\s?C\s?(\d{1,2}(?:\.\d)?)\s?%?(?=\s)"
)
_COVERS = (
    ("A", re.compile(rf"{_CLAUSES}\(?(?:A|AIR)\b|ALL RISKS|一切险")),
    ("B", re.compile(rf"{_CLAUSES}\(?B\b|\bWPA\b|WITH (?:PARTICULAR )?AVERAGE|水渍险|水漬險")),
    ("C", re.compile(rf"{_CLAUSES}\(?C\b|\bFPA\b|FREE FROM PARTICULAR AVERAGE|平安险|平安險")),
)
_RISKS = (
    (Said("war risks", "战争险"), re.compile(r"\bWAR\b|战争险")),
    (Said("strikes", "罢工险"), re.compile(r"STRIKE|S ?R ?C ?C|罢工险")),
)


@dataclass(frozen=True)
class Term:
    """A trade term as a paper states it.

    Attributes:
        edition: of the Incoterms, `2020`; empty where none is stated.
        named: whether the word Incoterms stands behind it at all.
    """

    rule: str
    place: str
    edition: str
    named: bool


def terms_in(text: str, tables: Tables) -> tuple[Term, ...]:
    """Every trade term that stands in the text, in its order."""
    flat = _flat(text)
    return tuple(
        Term(code_of(match[1], tables.incoterms) or match[1], *_rest(flat[match.end() :]))
        for match in _codes(tuple(_spellings(tables.incoterms))).finditer(flat)
    )


def without_commission(text: str) -> tuple[str, str]:
    """`CIF HONGKONG` and `3` of `CIFC3% HONGKONG`; the commission is empty where there is none."""
    found = _COMMISSION.search(text.upper())
    return (_COMMISSION.sub(r"\1 ", text.upper()), found[2]) if found else (text, "")


def _spellings(rows: Mapping[str, Incoterm]) -> Iterable[str]:
    for code, row in rows.items():
        yield from (code, *row.aliases)


@cache
def _codes(spellings: tuple[str, ...]) -> re.Pattern[str]:
    known = "|".join(re.escape(each) for each in sorted(spellings, key=len, reverse=True))
    return re.compile(rf"(?<![A-Z0-9])({known})(?![A-Z0-9])")


def _rest(text: str) -> tuple[str, str, bool]:
    """Place and edition behind a term, and whether Incoterms are named at all."""
    end = _PLACE_ENDS.search(text)
    place = (text[: end.start()] if end else text).strip(" ,.:-()")
    sentence = re.split(r"\. |\n", text, maxsplit=1)[0]
    edition = _EDITION.search(sentence)
    return place, (edition[1] or edition[2] or "") if edition else "", edition is not None


def freight_payer(clause: str) -> Payer | None:
    """Who pays the carrier by `FREIGHT PREPAID` or `FREIGHT COLLECT`; None where it says neither.

    A clause that names both, as a printed form does, says neither.
    """
    flat = _flat(clause).replace("-", " ")
    prepaid, collect = _PREPAID.search(flat), _COLLECT.search(flat)
    if bool(prepaid) == bool(collect):
        return None
    return "seller" if prepaid else "buyer"


def cover_in(text: str) -> str:
    """The widest cover that the text names: `A`, `B`, `C`, or empty for none that is known.

    The Chinese clauses count as their nearest Institute clauses: all risks (一切险) as A, W.P.A.
    (水渍险) as B, F.P.A. (平安险) as C.
    """
    flat = _flat(text).replace(".", "")
    return next((letter for letter, pattern in _COVERS if pattern.search(flat)), "")


def risks_in(text: str) -> tuple[Said, ...]:
    """The risks beyond the clauses that the text names: war, strikes."""
    flat = _flat(text).replace(".", "")
    return tuple(name for name, pattern in _RISKS if pattern.search(flat))


def _flat(text: str) -> str:
    """Upper case, width folded, marks of registration gone, blanks single, lines kept."""
    plain = re.sub(r"®|™|\((?:R|TM)\)", "", normalize("NFKC", text.replace("®", "")).upper())
    return "\n".join(" ".join(line.split()) for line in plain.split("\n"))
