"""Which certificates a country takes on a day, and why a Form A is refused.

A Form A is asked for on a day that the tables know; whether today's is the right day to ask
about is the caller's business.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from docgen.errors import InputError
from docgen.findings import Said
from docgen.origin.records import Refusal
from docgen.tables import Agreement, Issuance, Preference, Tables
from docgen.text import dates
from docgen.workdays import shifted

_DOUBTS = {
    "high": Said("", ""),
    "medium": Said(
        "(Medium confidence: check before relying on it.)", "（可信度中等，请先核实。）"
    ),
    "low": Said("(Low confidence: check before relying on it.)", "（可信度低，请先核实。）"),
}
_NEVER = "table of preferences: the 40 countries that ever took China's Form A"


def form_a_on(tables: Tables, country: str, day: date) -> bool:
    """Whether China's authorities issue a Form A for that country on that day."""
    row = tables.preferences.get(country)
    return row is not None and row.holds_on(day)


def certificate_kind(
    tables: Tables, country: str, day: date
) -> Literal["form_a", "certificate_of_origin"]:
    """The paper that `auto` means: the Form A where it is issued and nothing better is known."""
    row = tables.preferences.get(country)
    advised = row is not None and row.form_a_advised and row.holds_on(day)
    return "form_a" if advised else "certificate_of_origin"


def agreements_on(tables: Tables, country: str, day: date) -> tuple[Agreement, ...]:
    """The agreements that serve exports to that country on that day, best first."""
    serving = (row for row in tables.agreements.values() if row.serves(country, day))
    return tuple(sorted(serving, key=lambda row: row.rank))


def issuance_on(tables: Tables, certificate: str, day: date) -> Issuance:
    """Who issues that kind of certificate on that day.

    Raises:
        InputError: the user's own rows leave the day without an issuer.
    """
    for row in tables.issuances.values():
        if row.certificate == certificate and row.holds_on(day):
            return row
    raise InputError(
        f"issuances.toml has no row for {certificate} on {day}; expected one for each day. "
        "Mend the periods."
    )


def form_a_refusal(
    tables: Tables, country: str, day: date, shipment: date | None = None
) -> Refusal | None:
    """Why no Form A is issued for that country, and what serves instead; None where it is.

    A Form A for goods that leave after the last day of issue is refused too: the country that
    stops taking it looks at the goods as they arrive.
    """
    last = max(day, shipment or day)
    if form_a_on(tables, country, day) and form_a_on(tables, country, last):
        return None
    row = tables.preferences.get(country)
    reason, since = _reason(tables, country, row, last)
    alternative = _alternative(tables, country, last)
    text = reason + alternative
    confidence = row.confidence if row else "high"
    if row and confidence != "high":
        text = text + Said(row.note_en, row.note_zh) + doubt(confidence)
    return Refusal(
        en=text.en,
        zh=text.zh,
        since=since,
        alternative=alternative,
        source=row.source if row else _NEVER,
        confidence=confidence,
    )


def doubt(confidence: str) -> Said:
    """How far to trust a row, in words; nothing where it is sure."""
    return _DOUBTS[confidence]


def country_words(tables: Tables, country: str) -> Said:
    """The names of the country; its code where the table has no such country."""
    row = tables.countries.get(country)
    return Said(row.en, row.zh) if row else Said(country, country)


def _reason(
    tables: Tables, country: str, row: Preference | None, day: date
) -> tuple[Said, date | None]:
    name = country_words(tables, country)
    if row is None:
        return Said(
            f"{name.en} never took China's Form A.",
            f"{name.zh}从未接受中国的普惠制产地证（Form A）。",
        ), None
    if row.until is None or day <= row.until:
        first = row.since or day
        return Said(
            f"Form A is issued for {name.en} only from {first} on.",
            f"输往{name.zh}的Form A自{dates.chinese(first)}起才可签发。",
        ), None
    since = shifted(row.until, 1)
    stop_en, stop_zh = row.stop_en and f", {row.stop_en}", row.stop_zh and f"（{row.stop_zh}）"
    return Said(
        f"Form A is no longer issued for {name.en} (since {since}{stop_en}).",
        f"自{dates.chinese(since)}起，不再签发输往{name.zh}的Form A{stop_zh}。",
    ), since


def _alternative(tables: Tables, country: str, day: date) -> Said:
    plain = issuance_on(tables, "certificate_of_origin", day)
    agreements = agreements_on(tables, country, day)
    if not agreements:
        none = no_agreement(tables, country)
        return Said(f"Apply for the {plain.en}; {none.en}.", f"请改办{plain.zh}；{none.zh}。")
    best = agreements[0]
    if best.early_harvest:
        return Said(
            f"Apply for the {best.certificate_en} if the goods are on the early-harvest list, "
            f"otherwise for the {plain.en}.",
            f"货物在早期收获清单内的，请改办{best.certificate_zh}，否则办理{plain.zh}。",
        )
    return Said(
        f"Apply for the {best.certificate_en} instead ({best.en}).",
        f"请改办{best.certificate_zh}。",
    )


def no_agreement(tables: Tables, country: str) -> Said:
    """That no agreement is known for the country, to follow a semicolon."""
    name = country_words(tables, country)
    return Said(
        f"no free trade agreement of China is known to serve exports to {name.en}",
        f"目前未见适用于输往{name.zh}货物的自贸协定",
    )
