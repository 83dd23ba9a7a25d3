"""LCR: ports and places on the papers against fields 44A, 44E, 44F and 44B (港口)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks import names
from docgen.checks.dossier import Dossier
from docgen.checks.misstated import Wrong, gathered
from docgen.checks.needs import given
from docgen.checks.origin_papers import country_named
from docgen.checks.papers import CI, TRANSPORT_KINDS, Paper
from docgen.checks.presented import presented, transport
from docgen.checks.rule import Outcomes, Said, fault, rule, skip
from docgen.checks.words import is_open, lies_in, norm, same_place, spot
from docgen.checks.words import names as named_in
from docgen.findings import Severity
from docgen.order.credit import Credit
from docgen.tables import Tables

_LABELS = {
    "place_of_receipt": Said("place of receipt", "收货地"),
    "port_of_loading": Said("port of loading", "装运港"),
    "port_of_discharge": Said("port of discharge", "卸货港"),
    "final_destination": Said("final destination", "目的地"),
}
_CHOICE = re.compile(r"\s*(?:/|\bOR\b|\bAND/OR\b|;)\s*", re.IGNORECASE)


@rule(
    "LCR-016",
    severity=Severity.ERROR,
    guards=(CI,),
    needs=("credit",),
    refs=("UCP 600 art. 19(a)(iii), 20(a)(iii), 14(d)", "ISBP 745 E6-E10"),
    en='The {what} on the {papers} is "{actual}", but the credit has "{expected}".',
    zh="{papers}的{what}为“{actual}”,信用证为“{expected}”。",
    fix="Have the paper changed if it is wrong; otherwise have the credit amended.",
    fix_zh="单据有误的请更正;实际港口如此的,请要求改证。",
)
def ports_are_those_of_the_credit(dossier: Dossier) -> Outcomes:
    """Places on the papers are those of the credit: 44E loading, 44F discharge, 44A and 44B.

    Names are compared as places, by either of two names of a city (Chattogram, Chittagong). A
    range or a country, ANY CHINESE PORT, is met by any port of it. A harbour beside its city is a
    warning, as is another place on papers that only mention the route in passing.
    """
    credit = given(dossier.credit)
    wanted = _wanted(credit)
    if not wanted:
        yield skip("the credit names no port or place", "信用证未注明港口或地点", "/credit")
        return
    papers = presented(dossier)
    stated = [each for each in papers if any(getattr(each.facts, name) for name in wanted)]
    if not stated:
        yield skip("no paper names a port or place", "单据均未注明港口或地点", "/issued")
    yield from gathered(dossier, _wrong(dossier, wanted, papers))


def _wanted(credit: Credit) -> dict[str, tuple[str, ...]]:
    """Field of a paper to the fields of the credit that say what it should be.

    A credit of old wrote its ports into 44A and 44B.
    """
    loading = "port_of_loading" if credit.port_of_loading else "place_of_receipt"
    discharge = "port_of_discharge" if credit.port_of_discharge else "final_destination"
    fields = {
        "place_of_receipt": ("place_of_receipt",),
        "port_of_loading": (loading,),
        "port_of_discharge": (discharge,),
        "final_destination": ("final_destination", "port_of_discharge"),
    }
    stated = {
        name: tuple(each for each in those if getattr(credit, each))
        for name, those in fields.items()
    }
    if not credit.place_of_receipt:
        stated.pop("place_of_receipt")
    return {name: those for name, those in stated.items() if those}


def _wrong(
    dossier: Dossier, wanted: dict[str, tuple[str, ...]], papers: tuple[Paper, ...]
) -> Iterator[Wrong]:
    credit, tables = given(dossier.credit), dossier.tables
    for paper in papers:
        carried = paper.kind in TRANSPORT_KINDS
        for name, fields in wanted.items():
            text = getattr(paper.facts, name)
            known = fields
            if name == "port_of_discharge" and not carried and credit.final_destination:
                known = (*fields, "final_destination")
            texts = [getattr(credit, field) for field in known]
            if not text or is_open(text) or any(_fits(text, each, tables) for each in texts):
                continue
            near = any(_near(text, each, tables) for each in texts)
            weight = None if carried and not near else Severity.WARNING
            if paper.kind == CI and not near:
                weight = None
            yield Wrong(
                *(paper, name, f"/credit/{known[0]}", texts[0], text, _LABELS[name], weight)
            )


def _fits(text: str, wanted: str, tables: Tables) -> bool:
    """Whether a place is the credit's, one of those it leaves the choice of, or in its country."""
    if same_place(text, wanted, tables):
        return True
    flat, there = norm(wanted), spot(text, tables)
    country = "CN" if "CHINESE" in flat else country_named(wanted, tables)
    if (is_open(wanted) or _is_country(wanted, tables)) and country:
        return not there.country or there.country == country
    if is_open(wanted):
        return True
    choices = [each for each in _CHOICE.split(wanted) if each]
    return len(choices) > 1 and any(same_place(text, each, tables) for each in choices)


def _is_country(text: str, tables: Tables) -> bool:
    """Whether a text names a country alone; Singapore is a port as well."""
    if spot(text, tables).known:
        return False
    return any(norm(text) in map(norm, (row.en, *row.aliases)) for row in tables.countries.values())


def _near(text: str, wanted: str, tables: Tables) -> bool:
    return (
        lies_in(text, wanted, tables)
        or lies_in(wanted, text, tables)
        or named_in(text, spot(wanted, tables).name)
        or named_in(wanted, spot(text, tables).name)
    )


@rule(
    "LCR-062",
    severity=Severity.ERROR,
    guards=(CI,),
    refs=("UCP 600 art. 20(a)(iii)", "ISBP 745 E7"),
    en='The {paper} names no port: its {what} is "{actual}".',
    zh="{paper}未写明具体港口,{what}写为“{actual}”。",
    fix="Have the carrier state the port at which the goods were really loaded or discharged.",
    fix_zh="请承运人注明实际装卸港口。",
)
def a_transport_document_names_actual_ports(dossier: Dossier) -> Outcomes:
    """Where a credit gives a range, as ANY CHINESE PORT, the transport document names the port."""
    papers = transport(dossier)
    if not papers:
        yield skip("there is no transport document", "没有运输单据", "/issued")
    for paper in papers:
        for name in ("port_of_loading", "port_of_discharge"):
            text = getattr(paper.facts, name)
            if text and (is_open(text) or _is_country(text, dossier.tables)):
                yield fault(
                    paper.at(name),
                    expected=Said("the name of a port", "具体港口名称"),
                    actual=text,
                    paper=names.paper(dossier, paper),
                    what=_LABELS[name],
                )
