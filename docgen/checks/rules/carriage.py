"""INC: the ship or flight as the papers name it (船名航次)."""

from __future__ import annotations

from docgen.checks import names
from docgen.checks.needs import given
from docgen.checks.papers import CI, SC, SET
from docgen.checks.rule import Deal, Outcomes, fault, rule, skip
from docgen.checks.shipments import of_this_shipment
from docgen.checks.words import norm
from docgen.findings import Severity


@rule(
    "INC-012",
    severity=Severity.WARNING,
    guards=(CI,),
    refs=("UCP 600 art. 14(d)", "UCP 600 art. 20(a)(ii): the named vessel"),
    en='The {paper} names the carriage as "{actual}", but the order says "{expected}".',
    zh="{paper}的运输工具为“{actual}”,订单为“{expected}”。",
    fix="Find out which ship and voyage the goods really left with, and correct the other.",
    fix_zh="请核实货物实际所装的船名航次,更正有误的一方。",
)
def every_paper_names_the_same_ship(deal: Deal) -> Outcomes:
    """Ship, flight or train and its voyage are the same on transport document, policy and others.

    A policy for another ship does not cover the goods, and a bank reads the names side by side.
    Warning, because a paper made before loading may name the ship that was intended. A paper that
    leaves out the voyage passes, for the name alone is enough.
    """
    shipment = deal.order.shipment
    name, voyage = (norm(shipment.conveyance), norm(shipment.voyage)) if shipment else ("", "")
    for paper in deal.theirs:
        read = f" {norm(paper.facts.conveyance)} "
        if not read.strip() or not of_this_shipment(deal, paper):
            continue
        if not name or shipment is None:
            yield skip("the ship is not given", "未填船名航次", "/shipment/conveyance")
            continue
        rest = read.replace(f" {name} ", " ", 1).strip()
        if f" {name} " not in read or (voyage and _other_voyage(rest, voyage)):
            yield fault(
                paper.at("conveyance"),
                "/shipment/conveyance",
                expected=f"{shipment.conveyance} {shipment.voyage}".strip(),
                actual=paper.facts.conveyance,
                guards=(paper.kind,) if paper.kind in SET else None,
                paper=names.paper(deal, paper),
            )


def _other_voyage(text: str, voyage: str) -> bool:
    """Whether the text has a number, but not that of the voyage; `V0126W` and `126W` are one."""
    words, number = text.split(), voyage.lstrip("0")
    numbered = any(char.isdigit() for char in text)
    return numbered and not any(word.endswith(number) for word in words)


@rule(
    "INC-013",
    severity=Severity.ERROR,
    guards=(SC, CI),
    needs=("terms.transhipment", "shipment"),
    refs=("the contract's clause on transhipment", "UCP 600 art. 20(b), (c)"),
    en="The goods go by way of {actual}, but transhipment is not allowed.",
    zh="货物经{actual}转运,而合同不允许转运。",
    fix="Book a direct ship, or have the buyer allow transhipment.",
    fix_zh="请改订直达船,或请客户同意转运。",
)
def goods_are_transhipped_only_where_it_is_allowed(deal: Deal) -> Outcomes:
    """A port of transhipment is named only where contract or credit allow it."""
    via = given(deal.order.shipment).via
    if deal.order.terms.transhipment is False and via:
        yield fault("/shipment/via", "/terms/transhipment", actual=via)
