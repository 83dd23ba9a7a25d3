"""When two texts say the same: case, width, accents, spaces and punctuation do not count; words do.

`CO., LTD.` is `CO LTD` and `S.A.` is `SA`, but `LTD` is not `LIMITED`: the spelling of a registered
name is not ours to judge. Places go further, because every paper writes them its own way.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from functools import lru_cache
from typing import NamedTuple

from docgen.tables import Tables

_INITIALS = re.compile(r"(?<=\b[^\W\d_])\.(?=[^\W\d_]\b)")
_ACCENTS = re.compile("[\u0300-\u036f]")
_OPEN = re.compile(
    r"\bANY\b.*\b(?:PORT|AIRPORT|PLACE)S?\b|\bANY (?:CHINESE|CHINA)\b|任[何意一].*港"
)
_PUNCTUATION = re.compile(r"[^\w%+#]+")
_LONGEST_COUNTRY = 5


class Spot(NamedTuple):
    """What a text says of a place.

    Attributes:
        name: the English name where the tables know it, or else the words as written.
        country: ISO 3166 code; empty where neither the text nor the tables say it.
        known: whether the tables of ports know it.
    """

    name: str
    country: str
    known: bool


class _Names(NamedTuple):
    """The names of ports and countries, normalised; the tables are held so that they live on."""

    tables: Tables
    ports: Mapping[str, frozenset[tuple[str, str]]]
    chinese: Mapping[tuple[str, str], str]
    countries: Mapping[str, str]


_names: dict[int, _Names] = {}


@lru_cache(maxsize=8192)
def norm(text: str) -> str:
    """The text in NFKC and upper case, its words with one space between and no punctuation."""
    upper = unicodedata.normalize("NFKC", text).upper()
    plain = _ACCENTS.sub("", unicodedata.normalize("NFKD", upper))
    folded = _INITIALS.sub("", unicodedata.normalize("NFKC", plain).upper())
    return " ".join(_PUNCTUATION.sub(" ", folded).replace("_", " ").split())


def same(one: str, other: str) -> bool:
    """Whether two texts say the same."""
    return norm(one) == norm(other)


def names(block: str, name: str) -> bool:
    """Whether a block of lines names a firm: its words stand in it, whole and in order."""
    return bool(norm(name)) and f" {norm(name)} " in f" {norm(block)} "


def same_place(one: str, other: str, tables: Tables) -> bool:
    """Whether two names or codes mean one place: `NINGBO, CHINA`, `NINGBO PORT`, `CNNBO`.

    Two places of one name are told apart where both texts say in which country they are.
    """
    if same(one, other):
        return True
    first, second = spot(one, tables), spot(other, tables)
    countries = {first.country, second.country} - {""}
    return first.name == second.name and len(countries) < 2


def is_open(text: str) -> bool:
    """Whether a text leaves the choice of a port open: `ANY CHINESE PORT`."""
    return bool(_OPEN.search(norm(text)))


def lies_in(part: str, city: str, tables: Tables) -> bool:
    """Whether a known harbour is one of a known city: Yantian of Shenzhen, 深圳盐田 of 深圳."""
    inner, outer = spot(part, tables), spot(city, tables)
    if inner == outer or inner.country != outer.country or not (inner.known and outer.known):
        return False
    chinese = _names_of(tables).chinese
    within, around = chinese.get(inner[:2], ""), chinese.get(outer[:2], "")
    return bool(around) and within.startswith(around)


def spot(text: str, tables: Tables) -> Spot:
    """What a name, a name with its country (`BUSAN, KOREA`) or a code says of a place."""
    index = _names_of(tables)
    whole, first = norm(text), norm(text.split(",", maxsplit=1)[0])
    if whole in index.ports:
        return _spot(index.ports[whole], "")
    bare, country = _without_country(whole, index)
    for words in (bare, _without_port(bare), first, _without_port(first)):
        rows = [row for row in index.ports.get(words, ()) if country in ("", row[1])]
        if rows:
            return _spot(rows, country)
    return Spot(_without_port(_without_country(first, index)[0]), country, False)


def country_at_end(text: str, tables: Tables) -> str:
    """The code of the country that closes an address; empty where none does."""
    return _without_country(norm(text), _names_of(tables))[1]


def country_of(place: str, tables: Tables) -> str:
    """The code of the country that a place lies in, or that it names; empty where not known."""
    return (spot(place, tables).country or country_at_end(f"IN {place}", tables)) if place else ""


def _spot(rows: Collection[tuple[str, str]], country: str) -> Spot:
    """The place of these rows; two codes of one city are one, two cities of one name are open."""
    countries = {row[1] for row in rows}
    return Spot(min(rows)[0], countries.pop() if len(countries) == 1 else country, True)


def _without_country(words: str, index: _Names) -> tuple[str, str]:
    """The words before a country at their end, and the code of that country."""
    parts = words.split()
    for count in range(min(_LONGEST_COUNTRY, len(parts) - 1), 0, -1):
        if code := index.countries.get(" ".join(parts[-count:])):
            return " ".join(parts[:-count]), code
    return words, ""


def _without_port(words: str) -> str:
    """`NINGBO` of `PORT OF NINGBO` and `NINGBO PORT`."""
    if words.startswith("PORT OF "):
        return words.removeprefix("PORT OF ")
    return words.removesuffix(" SEAPORT").removesuffix(" PORT")


def _names_of(tables: Tables) -> _Names:
    """The names that these tables know, put in order once for all orders."""
    found = _names.get(id(tables))
    if found is None:
        chinese = {(norm(row.en), row.country): row.zh for row in tables.ports.values()}
        found = _Names(tables, _port_names(tables), chinese, _country_names(tables))
        _names[id(tables)] = found
    return found


def _port_names(tables: Tables) -> Mapping[str, frozenset[tuple[str, str]]]:
    names: dict[str, set[tuple[str, str]]] = {}
    for code, row in tables.ports.items():
        for name in (code, *row.printed, *row.aliases):
            names.setdefault(norm(name), set()).add((norm(row.en), row.country))
    return {name: frozenset(rows) for name, rows in names.items()}


def _country_names(tables: Tables) -> Mapping[str, str]:
    return {
        norm(name): code
        for code, row in tables.countries.items()
        for name in (*row.printed, *row.aliases)
    }
