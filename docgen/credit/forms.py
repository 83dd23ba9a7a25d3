"""The forms in which fields write their values, each as a function from lines to facts."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from docgen.credit.clauses import clauses_in, paragraphs
from docgen.credit.messages import Tagged
from docgen.credit.tags import Tag
from docgen.credit.values import (
    UnreadableError,
    read_date,
    read_date_and_place,
    read_money,
    read_percents,
    read_period,
    read_sequence,
)
from docgen.tables import Tables

_LINE, _TEXT = 300, 4000
_BY = re.compile(
    r"(?P<with>.*?)\s*\bBY:?\s+(?P<by>(?:NEGOTIATION|PAYMENT|ACCEPTANCE|DEF(?:ERRED)?\.? ?PAYMENT"
    r"|MIXED (?:PYMT|PAYMENT)|SIGHT PAYMENT)\b.*)",
    re.IGNORECASE | re.DOTALL,
)
_DRAFTS = re.compile(r"(?:BENEFICIARY'?S )?DRAFTS?\b(?: AT\b)?[ .]*", re.IGNORECASE)
_CHANGE = re.compile(r"/(ADD|DELETE|REPALL)/\s*(.*)", re.IGNORECASE)
Facts = dict[str, Any]


def _short(text: str, longest: int = _LINE) -> str:
    if len(text) > longest:
        raise UnreadableError(f"at most {longest} characters", f"最多{longest}个字符")
    if not text:
        raise UnreadableError("a value", "内容")
    return text


def _line(row: Tag, field: Tagged, tables: Tables) -> Facts:
    return {row.fact: _short(" ".join(" ".join(field.lines).split()))} if row.fact else {}


def _text(row: Tag, field: Tagged, tables: Tables) -> Facts:
    text = "\n".join(" ".join(line.split()) for line in field.lines if line)
    return {row.fact: _short(text, _TEXT)} if row.fact else {}


def _tenor(row: Tag, field: Tagged, tables: Tables) -> Facts:
    """42C begins where its name ends: DRAFTS AT SIGHT is SIGHT."""
    first, *others = field.lines or ("",)
    lines = (_DRAFTS.sub("", first), *others)
    return _text(row, Tagged(field.tag, field.line, lines), tables)


def _narrative(row: Tag, field: Tagged, tables: Tables) -> Facts:
    return {row.fact: clauses_in(field.lines)}


def _goods(row: Tag, field: Tagged, tables: Tables) -> Facts:
    found = clauses_in(field.lines)
    return {row.fact: found if len(found) > 1 else paragraphs(field.lines)}


def _sequence(row: Tag, field: Tagged, tables: Tables) -> Facts:
    which, of_all = read_sequence(" ".join(field.lines))
    return {row.fact: f"{which}/{of_all}"}


def _form_and_advice(row: Tag, field: Tagged, tables: Tables) -> Facts:
    first, *others = field.lines or ("",)
    advice = " ".join(others)
    return {"form": _short(first)} | ({"advice": _short(advice)} if advice else {})


def _date(row: Tag, field: Tagged, tables: Tables) -> Facts:
    found, rest = read_date(" ".join(field.lines))
    if rest.strip(" .,-"):
        raise UnreadableError("a date as YYMMDD and no more", "仅一个YYMMDD格式的日期")
    return {row.fact: found}


def _date_and_place(row: Tag, field: Tagged, tables: Tables) -> Facts:
    found, where = read_date_and_place(" ".join(" ".join(field.lines).split()))
    return {"expiry": found} | ({"expiry_place": _short(where)} if where else {})


def _party(row: Tag, field: Tagged, tables: Tables) -> Facts:
    first, *others = field.lines or ("",)
    if not first.startswith("/"):
        return _text(row, field, tables)
    account = {"beneficiary_account": _short(first.lstrip("/ "))}
    rest = Tagged(field.tag, field.line, tuple(others))
    return account | (_text(row, rest, tables) if others else {})


def _money(row: Tag, field: Tagged, tables: Tables) -> Facts:
    money = read_money(" ".join(field.lines), tables.currencies)
    if row.fact != "amount":
        return {row.fact: money}
    said = (
        {"amount_in_words": money.after.strip(" ()#*,.")[:_LINE]} if _is_words(money.after) else {}
    )
    return {"currency": money.currency, "amount": money.amount} | said


def _is_words(text: str) -> bool:
    return bool(re.search(r"\bSAY\b|\bONLY\b", text, re.IGNORECASE))


def _percents(row: Tag, field: Tagged, tables: Tables) -> Facts:
    plus, minus = read_percents(" ".join(field.lines))
    return {"amount_plus_percent": plus, "amount_minus_percent": minus}


def _available(row: Tag, field: Tagged, tables: Tables) -> Facts:
    text = _text(row, field, tables)["available_with"]
    match = _BY.fullmatch(text)
    if match is None:
        return {"available_with": text}
    how = _short(" ".join(f"BY {match['by']}".split()))
    return {"available_by": how} | (
        {"available_with": match["with"].strip()} if match["with"].strip() else {}
    )


def _period(row: Tag, field: Tagged, tables: Tables) -> Facts:
    days, words = read_period(" ".join(field.lines))
    return {"presentation_days": days} | ({"presentation_text": words[:_TEXT]} if words else {})


def _count(row: Tag, field: Tagged, tables: Tables) -> Facts:
    text = "".join(field.lines).strip()
    if not re.fullmatch(r"\d{1,3}", text) or int(text) == 0:
        raise UnreadableError("a number, such as 1", "编号,如1")
    return {row.fact: int(text)}


def _changes(row: Tag, field: Tagged, tables: Tables) -> Facts:
    """The changes of a long field: the code of each, and its lines."""
    changes: list[tuple[str, list[str]]] = []
    for line in field.lines:
        if match := _CHANGE.match(line):
            changes.append((match[1].upper(), [match[2]] if match[2] else []))
        elif changes:
            changes[-1][1].append(line)
        else:
            raise UnreadableError("/ADD/, /DELETE/ or /REPALL/", "/ADD/、/DELETE/或/REPALL/")
    return {f"changes:{row.fact}": tuple((code, tuple(lines)) for code, lines in changes)}


FORMS: Mapping[str, Callable[[Tag, Tagged, Tables], Facts]] = {
    "line": _line,
    "text": _text,
    "tenor": _tenor,
    "narrative": _narrative,
    "clauses": _narrative,
    "goods": _goods,
    "sequence": _sequence,
    "form_and_advice": _form_and_advice,
    "date": _date,
    "date_and_place": _date_and_place,
    "party": _party,
    "money": _money,
    "percents": _percents,
    "available": _available,
    "allowed": _line,
    "confirmation": _line,
    "period": _period,
    "count": _count,
    "changes": _changes,
}
"""The forms by the names that the table of tags uses."""
