"""Writes a waiver into an order file, where it can be read, signed off and kept."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from docgen import outbox
from docgen.api.company import Company, company_of
from docgen.api.orders import check, parse_order, read_file
from docgen.checks import CATALOGUE, Result
from docgen.errors import UsageError

_SPACE = " \t\r\n"


def waive(
    path: Path | str,
    code: str,
    *,
    reason: str,
    by: str,
    where: str = "",
    expires: date | None = None,
    company: Company | None = None,
    as_of: date | None = None,
) -> tuple[Result, ...]:
    """Writes waivers for the standing findings of a rule into the order file; the rest stays as is.

    `where` is a JSON pointer that picks one of several findings. Returns what was waived.

    Raises:
        InputError: the file is no order, or would not be one with these words in it.
        UsageError: the rule is unknown or cannot be waived, or it has no standing finding there.
        OutputError: the file cannot be written; it is as it was.
    """
    path, day = Path(path), as_of or date.today()
    company = company or company_of(path)
    data = read_file(path)
    report = check(parse_order(data, path, company), company, day)
    accepted = tuple(
        result
        for result in report.standing
        if result.finding.code == code and (not where or where in result.finding.paths)
    )
    _refuse(code, where, accepted)
    entries = [_entry(each, reason, by, day, expires) for each in accepted]
    changed = _with_waivers(data.decode("utf-8-sig"), entries)
    new = data[: len(data) - len(data.decode("utf-8-sig").encode())] + changed.encode()
    parse_order(new, path, company)
    outbox.put(path, new)
    return accepted


def _refuse(code: str, where: str, accepted: tuple[Result, ...]) -> None:
    rule = CATALOGUE.get(code)
    if rule is None:
        raise UsageError(f"there is no rule {code}; `docgen rules` lists them all.")
    if not rule.waivable:
        raise UsageError(f"{code} cannot be waived: mend the order. {rule.fix.en}")
    if not accepted:
        place = f" at {where}" if where else ""
        raise UsageError(f"{code} has no standing finding{place}; `docgen check` shows them.")


def _entry(result: Result, reason: str, by: str, day: date, expires: date | None) -> dict[str, str]:
    paths = result.finding.paths
    entry = {
        "rule": result.finding.code,
        "where": paths[0] if paths else "*",
        "reason": reason,
        "by": by,
        "date": day.isoformat(),
    }
    if expires:
        entry["expires"] = expires.isoformat()
    return entry | {"fingerprint": result.fingerprint}


def _with_waivers(text: str, entries: list[dict[str, str]]) -> str:
    """The order file with more waivers, every other character as it was."""
    start = end = last = 0
    before: list[Any] = []
    for key, value, start_of_value, end_of_value in _members(text):
        last = end_of_value
        if key == "waivers":
            before, start, end = value, start_of_value, end_of_value
    block = json.dumps([*before, *entries], ensure_ascii=False, indent=2).replace("\n", "\n  ")
    if end:
        return text[:start] + block + text[end:]
    return f'{text[:last]},\n  "waivers": {block}{text[last:]}'


def _members(text: str) -> Iterator[tuple[str, Any, int, int]]:
    """Key, value, and where the value begins and ends, of each member of the file's object."""
    decoder = json.JSONDecoder()
    at = _next(text, text.index("{") + 1)
    while text[at] != "}":
        key, at = decoder.raw_decode(text, at)
        begin = _next(text, _next(text, at) + 1)
        value, end = decoder.raw_decode(text, begin)
        yield key, value, begin, end
        at = _next(text, end)
        if text[at] == ",":
            at = _next(text, at + 1)


def _next(text: str, at: int) -> int:
    """Where the next character stands that is no space."""
    while text[at] in _SPACE:
        at += 1
    return at
