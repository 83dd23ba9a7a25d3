"""How a sentence names a paper, a line, a unit, a country."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from docgen.checks.dossier import Dossier
from docgen.checks.papers import Paper
from docgen.checks.rule import Said
from docgen.tables import Tables


def paper(dossier: Dossier, it: Paper) -> Said:
    """`packing list NB26-1`, or the kind as typed where the tables do not know it."""
    row = dossier.tables.papers.get(it.kind)
    en, zh = (row.en, row.zh) if row else (it.kind.replace("-", " "), it.kind)
    number = it.facts.number
    return Said(f"{en} {number}".rstrip(), f"{zh}{number}")


def quantity(value: Decimal, unit: str, tables: Tables) -> Said:
    """`4,800 SETS`, `4,800套`."""
    row = tables.units[unit]
    figure = f"{value:,f}"
    return Said(f"{figure} {row.label if value == 1 else row.plural}", f"{figure}{row.zh}")


def unit(code: str, tables: Tables) -> Said:
    """`SETS`, `套`."""
    row = tables.units[code]
    return Said(row.plural, row.zh)


def money(value: Decimal, currency: str) -> Said:
    """`USD 32,880.00` in either language."""
    return Said(f"{currency} {value:,f}", f"{currency} {value:,f}")


def country(code: str, tables: Tables) -> Said:
    """`GERMANY`, `德国`."""
    row = tables.countries[code]
    return Said(row.en, row.zh)


def article(sku: str, line: int) -> Said:
    """`line 2 (BS-5110)`, `第2行(BS-5110)`."""
    known = f" ({sku})" if sku else ""
    return Said(f"line {line}{known}", f"第{line}行{known.strip()}")


def of(names: Mapping[str, Said], key: str) -> Said:
    """The words for a key, or the key itself."""
    return names.get(key, Said(key, key))
