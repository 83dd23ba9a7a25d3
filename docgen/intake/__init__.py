"""Bytes of an order file to an Order, or every reason why not, each with its place in the file."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from docgen.errors import InputError
from docgen.findings import Finding, Severity
from docgen.intake import strict_json
from docgen.intake.translate import translate
from docgen.order import Order
from docgen.order.audit_file import AuditFile
from docgen.order.base import Part
from docgen.order.profile import Profile
from docgen.order.references import broken_references
from docgen.tables import Tables, code_of, load_tables, suggestion

PROFILE_NAME = "docgen.toml"
MOST_LISTED = 200
P = TypeVar("P", bound=Part)


def read_order(
    data: bytes, tables: Tables, profile: Profile | None = None, name: str = "order"
) -> Order:
    """The order in `data`; what it leaves to the company profile is taken from `profile`.

    Codes and their aliases (`PCS`, `CTNS`) become the codes of the tables.

    Raises:
        InputError: the bytes are no order; its findings hold every problem found, up to
            `MOST_LISTED`.
    """
    raw, marks = _parsed(data)
    order, findings = _validated(Order, _with_profile(raw, profile), marks, tables)
    if order is not None:
        findings = (*findings, *broken_references(order))
        if not findings:
            return order
    raise _refusal(f"{name} is not a valid order", findings)


def read_audit_file(data: bytes, tables: Tables, name: str = "audit file") -> AuditFile:
    """The credit and papers in `data`, which holds no order.

    Raises:
        InputError: the bytes are no such file; its findings hold every problem found.
    """
    raw, marks = _parsed(data)
    file, findings = _validated(AuditFile, raw, marks, tables)
    if file is None or findings:
        raise _refusal(f"{name} is not a valid audit file", findings)
    return file


def holds_an_order(data: bytes) -> bool:
    """Whether a file claims to be an order; goods are what an audit file never has."""
    raw, _ = strict_json.parse(data)
    return isinstance(raw, dict) and "goods" in raw


def _parsed(data: bytes) -> tuple[Any, tuple[Finding, ...]]:
    raw, marks = strict_json.parse(data)
    findings = _listed(marks)
    if not findings and not isinstance(raw, dict):
        findings = (_not_an_object(),)
    return raw, findings


def _validated(
    model: type[P], raw: Any, marks: tuple[Finding, ...], tables: Tables
) -> tuple[P | None, tuple[Finding, ...]]:
    """The part that the JSON is, and what is wrong; no part where it cannot be one."""
    if not isinstance(raw, dict):
        return None, marks
    marked = {finding.paths for finding in marks}
    try:
        return model.model_validate(raw, context=_context(tables)), marks
    except ValidationError as error:
        found = (each for each in translate(error, model) if each.paths not in marked)
        return None, (*marks, *_listed(found))


def read_profile(path: Path) -> tuple[Profile, Tables]:
    """The company profile in a `docgen.toml`, and the tables with the company's own rows.

    Raises:
        InputError: the file or one of its tables is not valid; its findings name each place.
    """
    raw = _toml(path)
    try:
        folder = Profile.model_validate(raw).tables
        tables = load_tables((path.parent / folder).resolve() if folder else None)
        return Profile.model_validate(raw, context=_context(tables)), tables
    except ValidationError as error:
        findings = _listed(translate(error, Profile))
        raise _refusal(f"{path} is not a valid company profile", findings) from None


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"), parse_float=str)
    except OSError as error:
        raise InputError(f"cannot read the company profile {path}: {error.strerror}.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise InputError(f"the company profile {path} is not TOML in UTF-8: {error}.") from None


def _with_profile(raw: Any, profile: Profile | None) -> Any:
    """The order's own keys over what the profile offers, whole parts at a time."""
    if profile is None or not isinstance(raw, dict):
        return raw
    offered = {"seller": profile.seller, "prepared_by": profile.prepared_by}
    return {key: value for key, value in offered.items() if value} | raw


def _context(tables: Tables) -> dict[str, Any]:
    def lookup(table: str, text: str) -> tuple[str | None, str]:
        rows = getattr(tables, table)
        code = code_of(text, rows)
        return code, "" if code else suggestion(text, rows)

    return {"lookup": lookup}


def _not_an_object() -> Finding:
    return Finding(
        code="INP-003",
        severity=Severity.ERROR,
        en="an order file holds one object in { }",
        zh="订单文件应为一个花括号对象",
        paths=("",),
        expected="{ ... }",
        hint="see samples/ for an example / 参见samples/中的示例",
    )


def _listed(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """One finding more than will be listed, so that it is known whether there are more."""
    return tuple(islice(findings, MOST_LISTED + 1))


def _refusal(what: str, findings: tuple[Finding, ...]) -> InputError:
    count = "1 problem" if len(findings) == 1 else f"{len(findings)} problems"
    if len(findings) > MOST_LISTED:
        count = f"more than {MOST_LISTED} problems, of which the first are listed"
    return InputError(f"{what}: {count}.", findings[:MOST_LISTED])
