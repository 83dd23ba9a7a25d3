"""PTY: ports and places: the same on every paper, and each name with its own code (港口)."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checks import names
from docgen.checks.misstated import Wrong, gathered
from docgen.checks.papers import CI, CO, FA, IR, PL, SC, SET, Paper
from docgen.checks.rule import Deal, Fault, Outcomes, Said, Skip, fault, rule, skip
from docgen.checks.shipments import of_this_shipment
from docgen.checks.words import is_open, lies_in, same_place, spot
from docgen.checks.words import names as named_in
from docgen.findings import Severity
from docgen.order.packing import Place
from docgen.order.papers import Shipment
from docgen.tables import Tables

_AGREED = (SC, "proforma-invoice", "purchase-order")
"""Papers made before the ports are settled: they may leave the choice open."""
_OTHER_RULES = (CO, FA, IR)
"""Papers whose country of destination ORG-010 and CRT-008 look at."""
_LABELS = {
    "port_of_loading": Said("port of loading", "装运港"),
    "port_of_discharge": Said("port of discharge", "卸货港"),
    "final_destination": Said("final destination", "目的地"),
    "destination_country": Said("country of destination", "目的国"),
}


def places_of(shipment: Shipment) -> Iterator[tuple[str, Place]]:
    """The ports and places of a shipment by the name of the field."""
    yield "port_of_loading", shipment.port_of_loading
    yield "port_of_discharge", shipment.port_of_discharge
    if shipment.final_destination:
        yield "final_destination", shipment.final_destination


def is_at(text: str, place: Place, tables: Tables) -> bool:
    """Whether a text means that place, by its name or its code."""
    return same_place(text, place.name, tables) or (
        place.locode is not None
        and place.locode in tables.ports
        and same_place(text, place.locode, tables)
    )


def is_near(text: str, place: Place, tables: Tables) -> bool:
    """Whether a text means a harbour of that place, its city, or the place with more words."""
    return (
        lies_in(text, place.name, tables)
        or lies_in(place.name, text, tables)
        or named_in(text, place.name)
        or named_in(place.name, text)
    )


@rule(
    "PTY-005",
    severity=Severity.ERROR,
    guards=(SC, CI, PL, IR, CO, FA),
    needs=("shipment",),
    refs=("UCP 600 art. 20(a)(iii), 14(d)", "ISBP 745 E6, E8", "customs: 单单一致"),
    en='The {what} on the {papers} is "{actual}", but the order has "{expected}".',
    zh="{papers}的{what}为“{actual}”,订单为“{expected}”。",
    fix="Find out where the goods really go; have the paper changed or correct the order.",
    fix_zh="请核实实际港口,更正该单据或订单。",
)
def ports_are_the_same_on_every_paper(deal: Deal) -> Outcomes:
    """Ports, final destination and country of destination are those of the order on every paper.

    Names are compared as places, with or without country, by either of two codes of a city. A
    harbour beside its city (Yantian, Shenzhen), further words, or the final destination in place of
    the port of discharge are a warning. Only contracts and orders may say `ANY CHINESE PORT`. The
    country on a certificate of origin is a matter of ORG-010, on an application of CRT-008.
    """
    yield from gathered(deal, _wrong(deal))


def _wrong(deal: Deal) -> Iterator[Wrong]:
    shipment = deal.order.shipment
    for paper in deal.theirs if shipment else ():
        if shipment and (of_this_shipment(deal, paper) or paper.kind in _AGREED):
            yield from _loading(deal, paper, shipment)
            yield from _arrival(deal, paper, shipment)
            yield from _country(deal, paper, paper.facts.destination_country)


def _loading(deal: Deal, paper: Paper, shipment: Shipment) -> Iterator[Wrong]:
    text, place = paper.facts.port_of_loading, shipment.port_of_loading
    if is_open(text) and paper.kind in _AGREED:
        return
    if text and not is_at(text, place, deal.tables):
        near = is_near(text, place, deal.tables)
        yield _other(paper, "port_of_loading", place, near)


def _arrival(deal: Deal, paper: Paper, shipment: Shipment) -> Iterator[Wrong]:
    tables, port = deal.tables, shipment.port_of_discharge
    last = shipment.final_destination or port
    text = paper.facts.port_of_discharge
    open_choice = is_open(text) and paper.kind in _AGREED
    if text and not open_choice and not is_at(text, port, tables):
        near = is_near(text, port, tables) or is_at(text, last, tables)
        yield _other(paper, "port_of_discharge", port, near)
    end = paper.facts.final_destination
    if end and not is_at(end, last, tables):
        at = "final_destination" if shipment.final_destination else "port_of_discharge"
        yield _other(paper, "final_destination", last, is_near(end, last, tables), at)


def _other(paper: Paper, name: str, place: Place, near: bool, at: str = "") -> Wrong:
    actual = getattr(paper.facts, name)
    weight = Severity.WARNING if near else None
    return Wrong(paper, name, f"/shipment/{at or name}", place.name, actual, _LABELS[name], weight)


def _country(deal: Deal, paper: Paper, stated: str | None) -> Iterator[Wrong]:
    if stated is None or stated == deal.destination or paper.kind in _OTHER_RULES:
        return
    yield Wrong(
        paper,
        "destination_country",
        "/shipment/destination_country",
        names.country(deal.destination, deal.tables),
        names.country(stated, deal.tables),
        _LABELS["destination_country"],
        None if paper.kind in (*SET, "customs-declaration") else Severity.WARNING,
    )


@rule(
    "PTY-009",
    severity=Severity.ERROR,
    guards=(SC, CI, PL, IR, CO, FA),
    needs=("shipment",),
    refs=("UN/LOCODE (UNECE Recommendation 16)", "UCP 600 art. 20(a)(iii)"),
    en='The {what} is "{actual}", but {problem}.',
    zh="{what}为“{actual}”,但{problem}。",
    fix="Correct the name, the code or the country, whichever is wrong.",
    fix_zh="请更正有误的名称、代码或国家。",
)
def a_place_has_its_own_name_code_and_country(deal: Deal) -> Outcomes:
    """Each port and place is named, and name, UN/LOCODE, country and Chinese name mean one place.

    A name that docgen does not know, beside a code that it knows, is a warning: it may be a harbour
    of that city. Whether the code is known at all is a matter of IDN-006.
    """
    shipment = deal.order.shipment
    for name, place in places_of(shipment) if shipment else ():
        where = f"/shipment/{name}"
        if is_open(place.name):
            problem = Said("a port must be named", "须写明具体港口")
            yield _misnamed(f"{where}/name", name, place, problem)
            continue
        yield from _code_fits(deal, where, name, place)
        yield from _country_fits(deal, where, name, place)
        chinese = spot(place.name_zh, deal.tables)
        if place.name_zh and chinese.known and not _one(place.name_zh, place, deal.tables):
            problem = Said(f"its Chinese name is {place.name_zh}", f"中文名写的是{place.name_zh}")
            yield _misnamed(f"{where}/name_zh", name, place, problem)


def _one(text: str, place: Place, tables: Tables) -> bool:
    """Whether text and place may be one, or a harbour and its city, or docgen cannot tell."""
    return (
        is_at(text, place, tables)
        or is_near(text, place, tables)
        or not spot(place.name, tables).known
    )


def _misnamed(
    where: str, name: str, place: Place, problem: Said, weight: Severity | None = None
) -> Fault:
    return fault(where, actual=place.name, severity=weight, what=_LABELS[name], problem=problem)


def _code_fits(deal: Deal, where: str, name: str, place: Place) -> Iterator[Fault | Skip]:
    tables, code = deal.tables, place.locode
    if code is None:
        return
    row = tables.ports.get(code)
    if row is None:
        if not spot(place.name, tables).known:
            yield skip(
                f"docgen's table of ports has neither {place.name} nor {code}",
                f"docgen港口表中既无{place.name}也无{code}",
                f"{where}/locode",
            )
    elif not same_place(place.name, code, tables) and not is_near(row.en, place, tables):
        known = spot(place.name, tables).known
        problem = Said(f"{code} is the code of {row.en}", f"代码{code}是{row.zh}({row.en})")
        weight = None if known else Severity.WARNING
        yield _misnamed(f"{where}/locode", name, place, problem, weight)


def _country_fits(deal: Deal, where: str, name: str, place: Place) -> Iterator[Fault]:
    tables, code = deal.tables, place.country
    if code is None:
        return
    stated = names.country(code, tables)
    if place.locode and place.locode[:2] != code:
        problem = Said(
            f"its code {place.locode} is not one of {stated.en}",
            f"代码{place.locode}不属于{stated.zh}",
        )
        yield _misnamed(f"{where}/country", name, place, problem)
        return
    real = spot(place.name, tables).country
    if real and real != code and not place.locode:
        there = names.country(real, tables)
        problem = Said(
            f"the country given is {stated.en}, not {there.en}",
            f"所填国家为{stated.zh},而非{there.zh}",
        )
        yield _misnamed(f"{where}/country", name, place, problem)
