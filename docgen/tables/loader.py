"""Reads the TOML tables, ours and the user's, and refuses whatever is not exactly a table.

A key above `rows` is the default of every row in that file. The user's folder holds files of the
same names: a row with a known key replaces ours whole, in its place; a new key is added at the end.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, fields
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar, get_type_hints

from docgen.errors import InputError
from docgen.tables.lookup import Named, fold
from docgen.tables.origin_rows import Agreement, Criterion, Issuance, Preference
from docgen.tables.row import Row
from docgen.tables.rows import (
    CertificateValidity,
    Clause,
    Container,
    Country,
    Currency,
    CustomsPackage,
    FormEdition,
    Incoterm,
    PackageKind,
    PaperKind,
    Port,
    Tables,
    Unit,
    slots_of,
)

_OURS = Path(__file__).resolve().parent
_CONFIDENCES = ("high", "medium", "low")
_EXPECTED: Mapping[object, str] = {
    str: "text in quotes",
    bool: "true or false",
    int: "a whole number, not below 0",
    Decimal: 'a positive decimal in quotes, such as "28.5"',
    tuple[str, ...]: "a list of texts",
    Mapping[str, str]: 'a table of texts, such as { days = "30" }',
    Mapping[str, date]: "a table of dates, such as { AU = 2022-01-01 }",
    date | None: "a date, such as 2026-01-31",
}
R = TypeVar("R", bound=Row)


@cache
def load_tables(extra: Path | None = None) -> Tables:
    """Every table, the rows of the user's folder `extra` in place of ours; read once a process.

    Raises:
        InputError: a file is not a table, with the file, the row and the key that is wrong.
    """
    if extra is not None:
        _refuse_strangers(extra)
    tables = Tables(
        countries=_table("countries", Country, extra),
        currencies=_table("currencies", Currency, extra),
        units=_table("units", Unit, extra),
        packages=_table("packages", PackageKind, extra),
        customs_packages=_table("customs_packages", CustomsPackage, extra),
        incoterms=_table("incoterms", Incoterm, extra),
        containers=_table("containers", Container, extra),
        clauses=_table("clauses", Clause, extra),
        preferences=_table("preferences", Preference, extra),
        agreements=_table("agreements", Agreement, extra),
        issuances=_table("issuances", Issuance, extra),
        criteria=_table("criteria", Criterion, extra),
        forms=_table("forms", FormEdition, extra),
        papers=_table("papers", PaperKind, extra),
        ports=_table("ports", Port, extra),
        validities=_table("validities", CertificateValidity, extra),
    )
    for name in (
        "countries",
        "currencies",
        "units",
        "packages",
        "incoterms",
        "containers",
        "ports",
    ):
        _refuse_shared_aliases(_last_file(name, extra), getattr(tables, name))
    _refuse_unknown_bases(_last_file("units", extra), tables.units)
    _refuse_unknown_countries(extra, tables)
    _refuse_unknown_packages(extra, tables)
    return tables


def _table(name: str, record: type[R], extra: Path | None) -> Mapping[str, R]:
    rows = _rows(_OURS / f"{name}.toml", record)
    theirs = _last_file(name, extra)
    if theirs.parent != _OURS:
        rows |= _rows(theirs, record)
    return MappingProxyType(rows)


def _last_file(name: str, extra: Path | None) -> Path:
    """The user's file of that table where there is one, otherwise ours."""
    if extra is not None and (extra / f"{name}.toml").is_file():
        return extra / f"{name}.toml"
    return _OURS / f"{name}.toml"


def _rows(file: Path, record: type[R]) -> dict[str, R]:
    """The rows of one file by key, in the order of the file."""
    document = _document(file)
    listed = document.pop("rows", None)
    if not isinstance(listed, list) or not all(isinstance(raw, dict) for raw in listed):
        raise _refusal(file, "-", "rows", "nothing that is a list of rows", "[[rows]]")
    hints = get_type_hints(record)
    rows: dict[str, R] = {}
    for number, raw in enumerate(listed, start=1):
        place = str(raw.get(record.key_name, f"number {number}"))
        row = _row(file, place, document | raw, record, hints)
        key = getattr(row, record.key_name)
        if key in rows:
            raise _refusal(file, key, record.key_name, f"{key} twice", "each row once")
        rows[key] = row
    return rows


def _document(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InputError(f"{file} cannot be read as TOML: {error}. Mend the file.") from error


def _row(file: Path, place: str, raw: dict[str, Any], record: type[R], hints: dict[str, Any]) -> R:
    """One row as its record, every value of the kind that the record declares."""
    declared = {spec.name: spec for spec in fields(record)}
    for key in raw:
        if key not in declared:
            known = ", ".join(declared)
            raise _refusal(file, place, key, "an unknown key", f"one of {known}")
    for key, spec in declared.items():
        optional = spec.default is not MISSING or spec.default_factory is not MISSING
        if key not in raw and (key == "source" or not optional):
            raise _refusal(file, place, key, "nothing", _EXPECTED[hints[key]])
    row = record(**{key: _value(file, place, key, raw[key], hints[key]) for key in raw})
    _refuse_faults(file, place, row)
    return row


def _value(file: Path, place: str, key: str, raw: object, kind: object) -> Any:
    """The raw value as `kind`; TOML writes decimals as text, to keep them exact."""
    match raw:
        case str() if kind is Decimal:
            number = _decimal(raw)
            if number is not None:
                return number
        case list() if kind == tuple[str, ...] and _all_text(raw):
            return tuple(raw)
        case dict() if kind == Mapping[str, str] and _all_text(raw.values()):
            return MappingProxyType(raw)
        case dict() if kind == Mapping[str, date] and _all_dates(raw.values()):
            return MappingProxyType(raw)
        case date() if kind == date | None and _all_dates((raw,)):
            return raw
        case int() if kind is int and type(raw) is int and raw >= 0:
            return raw
        case _ if kind in (str, bool) and type(raw) is kind:
            return raw
    raise _refusal(file, place, key, repr(raw), _EXPECTED[kind])


def _decimal(text: str) -> Decimal | None:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() and number > 0 else None


def _all_text(values: Iterable[object]) -> bool:
    return all(isinstance(value, str) for value in values)


def _all_dates(values: Iterable[object]) -> bool:
    return all(type(value) is date for value in values)


def _refuse_faults(file: Path, place: str, row: Row) -> None:
    """Refuses what each value allows but the row as a whole does not."""
    key = getattr(row, row.key_name)
    if not key.strip() or key != key.strip():
        raise _refusal(file, place, row.key_name, repr(key), "a key without spaces around it")
    if row.key_name == "code" and key != fold(key):
        raise _refusal(file, place, row.key_name, repr(key), f"upper case, {fold(key)}")
    if not row.source.strip():
        raise _refusal(file, place, "source", "nothing", "where the row comes from")
    if row.confidence not in _CONFIDENCES:
        raise _refusal(file, place, "confidence", row.confidence, " or ".join(_CONFIDENCES))
    if row.since and row.until and row.since > row.until:
        raise _refusal(file, place, "until", str(row.until), f"a day not before {row.since}")
    if isinstance(row, Clause):
        _refuse_slots(file, row)


def _refuse_slots(file: Path, clause: Clause) -> None:
    """Refuses a clause whose two languages, or whose defaults, name different slots."""
    slots = _slots(file, clause.key, "zh", clause.zh)
    if clause.en and _slots(file, clause.key, "en", clause.en) != slots:
        read = ", ".join(sorted(slots_of(clause.en))) or "none"
        wanted = ", ".join(sorted(slots)) or "none"
        raise _refusal(file, clause.key, "en", f"slots {read}", f"those of zh, {wanted}")
    for slot in clause.defaults:
        if slot not in slots:
            raise _refusal(file, clause.key, "defaults", slot, "a slot of the clause")


def _slots(file: Path, place: str, key: str, text: str) -> frozenset[str]:
    try:
        slots = slots_of(text)
    except ValueError as error:
        raise _refusal(file, place, key, str(error), "braces in pairs") from error
    for slot in slots:
        if not slot.isidentifier():
            raise _refusal(file, place, key, f"{{{slot}}}", "a name in braces, such as {days}")
    return slots


def _refuse_shared_aliases(file: Path, rows: Mapping[str, Named]) -> None:
    owners = {fold(code): code for code in rows}
    for code, row in rows.items():
        for alias in row.aliases:
            owner = owners.setdefault(fold(alias), code)
            if owner != code:
                raise _refusal(file, code, "aliases", alias, f"a name that row {owner} lacks")


def _refuse_unknown_bases(file: Path, units: Mapping[str, Unit]) -> None:
    for unit in units.values():
        if unit.base not in units:
            raise _refusal(file, unit.code, "base", unit.base, "the code of a unit in the table")


def _refuse_unknown_countries(extra: Path | None, tables: Tables) -> None:
    """Refuses a row on origin that names a country which no address can be in."""
    named: dict[str, dict[str, Iterable[str]]] = {
        "preferences": {code: (code,) for code in tables.preferences},
        "agreements": {key: row.partners for key, row in tables.agreements.items()},
        "criteria": {key: row.countries for key, row in tables.criteria.items()},
    }
    for name, rows in named.items():
        for key, codes in rows.items():
            for code in codes:
                if code not in tables.countries:
                    file = _last_file(name, extra)
                    raise _refusal(file, key, "country", code, "a code of the countries table")


def _refuse_unknown_packages(extra: Path | None, tables: Tables) -> None:
    """Refuses a kind of packing of the customs for a kind that no cargo can be in."""
    for code, row in tables.customs_packages.items():
        for kind in row.packages:
            if kind not in tables.packages:
                file = _last_file("customs_packages", extra)
                raise _refusal(file, code, "packages", kind, "a code of the packages table")


def _refuse_strangers(extra: Path) -> None:
    """Refuses a folder that is not there, and a table that nobody would read."""
    if not extra.is_dir():
        raise InputError(f"{extra} is no folder; expected that of your tables. Correct the path.")
    ours = sorted(path.name for path in _OURS.glob("*.toml"))
    for path in sorted(extra.glob("*.toml")):
        if path.name not in ours:
            raise _refusal(path, "-", "file name", path.name, f"one of: {', '.join(ours)}")


def _refusal(file: Path, row: str, key: str, read: str, expected: str) -> InputError:
    return InputError(
        f"{file}, row {row}, key {key}: found {read}; expected {expected}. Mend the file."
    )
