"""PTY: the trade term's place and the countries against the ports of the shipment (运输路线)."""

from __future__ import annotations

from docgen.checks import names
from docgen.checks.papers import ALL, CI, CO, FA, SC
from docgen.checks.rule import Deal, Fault, Outcomes, Said, fault, rule
from docgen.checks.rules.ports import is_at, is_near
from docgen.checks.words import spot
from docgen.findings import Severity
from docgen.order.packing import Place
from docgen.order.papers import Shipment

_ICC = "ICC Incoterms 2020: named port or place"
_SHIPMENT, _DESTINATION = "port of shipment", "port of destination"
_END = ("place of destination", "terminal at destination")
_LOADING_AT, _DISCHARGE_AT = "/shipment/port_of_loading", "/shipment/port_of_discharge"


@rule(
    "PTY-010",
    severity=Severity.ERROR,
    guards=(SC, CI),
    needs=("shipment",),
    refs=(_ICC, "UCP 600 art. 14(d)"),
    en="{term} names {actual}, but {problem}.",
    zh="贸易术语{term}写明{actual},但{problem}。",
    fix="Name the right port behind the term, or correct the port of the shipment.",
    fix_zh="请更正贸易术语后的地点,或更正运输港口。",
)
def the_trade_term_names_a_port_of_the_route(deal: Deal) -> Outcomes:
    """Behind FOB stands the port of loading, behind CIF that of discharge, behind DAP the end.

    A harbour of the named city passes (FOB SHENZHEN, loaded at Yantian). What stands behind FCA or
    DAP may be any place inland, so there only a place at the wrong end of the route is an error,
    another one a warning. EXW names the seller's own premises and is not looked at.
    """
    shipment, delivery = deal.order.shipment, deal.order.terms.delivery
    if shipment is None or delivery.rule == "EXW":
        return
    named = deal.tables.incoterms[delivery.rule].named
    if named == _SHIPMENT:
        yield from _must_be(deal, shipment.port_of_loading, _LOADING_AT, shipment)
    elif named == _DESTINATION:
        yield from _must_be(deal, shipment.port_of_discharge, _DISCHARGE_AT, shipment)
    else:
        yield from _must_be_on_the_side(deal, shipment, at_the_end=named in _END)


def _must_be(deal: Deal, port: Place, where: str, shipment: Shipment) -> Outcomes:
    """FOB and CIF: that very port; the final destination behind CIF is only a warning."""
    place = deal.order.terms.delivery.place
    if _fits(deal, place, port):
        return
    last = shipment.final_destination
    beyond = where == _DISCHARGE_AT and last is not None and _fits(deal, place, last)
    loading = where == _LOADING_AT
    problem = Said(
        f"the goods are {'loaded' if loading else 'discharged'} at {port.name}",
        f"货物的{'装运港' if loading else '卸货港'}为{port.name}",
    )
    yield _term(deal, problem, where, port.name, Severity.WARNING if beyond else None)


def _must_be_on_the_side(deal: Deal, shipment: Shipment, *, at_the_end: bool) -> Outcomes:
    """FCA, CPT, DAP and the like: a place on that side of the carriage."""
    place = deal.order.terms.delivery.place
    last = shipment.final_destination
    start: tuple[Place, ...] = (shipment.port_of_loading,)
    end = (shipment.port_of_discharge, *((last,) if last else ()))
    right, wrong = (end, start) if at_the_end else (start, end)
    if any(_fits(deal, place, each) for each in right):
        return
    home = deal.destination if at_the_end else deal.order.seller.country
    where = _DISCHARGE_AT if at_the_end else _LOADING_AT
    if any(is_at(place, each, deal.tables) for each in wrong):
        problem = Said(
            "that is where the goods " + ("leave" if at_the_end else "arrive"),
            "这是货物的" + ("起运地" if at_the_end else "目的地"),
        )
        yield _term(deal, problem, where, right[0].name, None)
    elif (there := spot(place, deal.tables).country) and there != home:
        country, wanted = names.country(there, deal.tables), names.country(home, deal.tables)
        problem = Said(
            f"that is in {country.en}, not in {wanted.en}", f"该地在{country.zh},不在{wanted.zh}"
        )
        yield _term(deal, problem, where, right[0].name, Severity.WARNING)
    elif at_the_end:
        listed = " / ".join(each.name for each in end)
        problem = Said(f"the goods go to {listed}", f"货物运往{listed}")
        yield _term(deal, problem, where, right[-1].name, Severity.WARNING)


def _fits(deal: Deal, text: str, place: Place) -> bool:
    return is_at(text, place, deal.tables) or is_near(text, place, deal.tables)


def _term(deal: Deal, problem: Said, where: str, expected: str, weight: Severity | None) -> Fault:
    delivery = deal.order.terms.delivery
    return fault(
        "/terms/delivery/place",
        where,
        expected=expected,
        actual=delivery.place,
        severity=weight,
        term=delivery.rule,
        problem=problem,
    )


@rule(
    "PTY-011",
    severity=Severity.ERROR,
    guards=ALL,
    needs=("shipment",),
    refs=(
        "UNCTAD notes on the GSP Form A, box 3",
        "CCPIT notes on the certificate of origin, boxes 3 and 4",
    ),
    en="The {what} is {place}, {problem}.",
    zh="{what}为{place},{problem}。",
    fix="Correct the place or the country; give a final destination where the goods travel on.",
    fix_zh="请更正港口或国家;货物继续内陆运输的,请填写最终目的地。",
)
def the_route_ends_in_the_country_of_destination(deal: Deal) -> Outcomes:
    """The goods leave from the seller's country and end in the country of destination.

    A final destination elsewhere is an error. A port of discharge in another country, with no
    final destination behind it, is a warning, as is loading abroad, which merchanting and Hong Kong
    make possible. A route from a port to itself is an error.
    """
    shipment = deal.order.shipment
    if shipment is None:
        return
    loading, discharge = shipment.port_of_loading, shipment.port_of_discharge
    if is_at(discharge.name, loading, deal.tables):
        problem = Said("which is the port of loading as well", "与装运港相同")
        yield _place(_DISCHARGE_AT, "port of discharge", "卸货港", discharge, problem, None)
        return
    last = shipment.final_destination
    end, where = (last, "/shipment/final_destination") if last else (discharge, _DISCHARGE_AT)
    country = country_of(deal, end)
    if country and country != shipment.destination_country:
        weight = None if last else Severity.WARNING
        label = ("final destination", "最终目的地") if last else ("port of discharge", "卸货港")
        problem = _elsewhere(deal, country, shipment.destination_country, "destined for")
        yield _place(where, *label, end, problem, weight)
    country, home = country_of(deal, loading), deal.order.seller.country
    if country and country != home:
        problem = _elsewhere(deal, country, home, "sold from")
        yield _place(_LOADING_AT, "port of loading", "装运港", loading, problem, Severity.WARNING)


def country_of(deal: Deal, place: Place) -> str:
    """The country of a place as its name says, or else as given, or as its code says."""
    code = place.locode[:2] if place.locode else ""
    known = code if code in deal.tables.countries else ""
    return spot(place.name, deal.tables).country or place.country or known


def _elsewhere(deal: Deal, country: str, wanted: str, how: str) -> Said:
    there, here = names.country(country, deal.tables), names.country(wanted, deal.tables)
    zh = "目的国为" if how == "destined for" else "卖方所在国为"
    return Said(
        f"in {there.en}, but the goods are {how} {here.en}", f"在{there.zh},而{zh}{here.zh}"
    )


def _place(
    where: str, en: str, zh: str, place: Place, problem: Said, weight: Severity | None
) -> Fault:
    other = _LOADING_AT if where == _DISCHARGE_AT and weight is None else ""
    beside = "/seller/country" if where == _LOADING_AT else "/shipment/destination_country"
    return fault(
        where,
        other or beside,
        severity=weight,
        guards=(CO, FA, CI) if weight else None,
        what=Said(en, zh),
        place=place.name,
        problem=problem,
    )
