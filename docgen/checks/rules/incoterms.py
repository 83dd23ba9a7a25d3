"""INC: the trade term itself (贸易术语): edition, place, means of transport, other papers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks import names
from docgen.checks.delivery import Term, terms_in
from docgen.checks.papers import CI, SC
from docgen.checks.rule import Deal, Fault, Outcomes, Said, fault, rule, skip
from docgen.checks.words import norm, same_place
from docgen.findings import Severity
from docgen.order.terms import Delivery
from docgen.tables import Incoterm, code_of

_ICC = "ICC Incoterms 2020 and 2010, rules by rule"
_NO_PLACE = re.compile(r"TB[ACD]|NA|NONE|NIL|UNKNOWN|待定|不详|[\W_]*")
_NOT_BY_SHIP = ("air", "rail", "road", "courier")
_MODES = {
    "air": Said("by air", "空运"),
    "rail": Said("by rail", "铁路运输"),
    "road": Said("by road", "公路运输"),
    "courier": Said("by courier", "快递"),
    "multimodal": Said("by multimodal transport", "多式联运"),
    "sea": Said("in containers", "集装箱运输"),
    "inland_waterway": Said("in containers", "集装箱运输"),
}


def term_of(deal: Deal) -> Incoterm:
    """The row of the order's trade term."""
    return deal.tables.incoterms[deal.order.terms.delivery.rule]


def stated(delivery: Delivery) -> str:
    """`CIF OSLO, INCOTERMS 2020`."""
    return f"{delivery.rule} {delivery.place.upper()}, INCOTERMS {delivery.edition}"


@rule(
    "INC-001",
    severity=Severity.ERROR,
    guards=(SC, CI),
    refs=(_ICC, "ISBP 745 C8 (821: source of the term is part of it)"),
    en="The trade term reads {actual}, but {problem}.",
    zh="贸易术语为{actual},但{problem}。",
    fix="Agree on a rule of the edition that is named, and name the port or place behind it.",
    fix_zh="请选用该版本中的术语,并在其后写明具体港口或地点。",
)
def a_trade_term_is_of_its_edition_and_names_a_place(deal: Deal) -> Outcomes:
    """The rule stands in the edition of the Incoterms that is named, with a port or place.

    DAT left with the 2020 edition and DPU came with it. A country in place of a port is a warning
    alone, because a contract may leave the port to be named later; so is an edition that docgen
    does not know, and a place that repeats the rule and would print it twice.
    """
    delivery, row = deal.order.terms.delivery, term_of(deal)
    known = {edition for each in deal.tables.incoterms.values() for edition in each.editions}
    if delivery.edition not in known:
        yield _bad_edition(delivery, sorted(known), Severity.WARNING)
    elif delivery.edition not in row.editions:
        yield _bad_edition(delivery, row.editions, None)
    yield from _bad_place(deal, delivery)


def _bad_edition(
    delivery: Delivery, editions: list[str] | tuple[str, ...], weight: Severity | None
) -> Fault:
    listed = " and ".join(editions)
    if weight:
        problem = Said(
            f"docgen knows only the editions {listed}", f"docgen只收录{'、'.join(editions)}版"
        )
    else:
        problem = Said(
            f"{delivery.rule} is a rule of the {listed} edition, not of {delivery.edition}",
            f"{delivery.rule}属于{listed}版,{delivery.edition}版没有该术语",
        )
    return fault(
        "/terms/delivery/edition",
        "/terms/delivery/rule",
        expected=listed,
        actual=stated(delivery),
        severity=weight,
        problem=problem,
    )


def _bad_place(deal: Deal, delivery: Delivery) -> Iterator[Fault]:
    place, tables = norm(delivery.place), deal.tables
    weight: Severity | None = Severity.WARNING
    if _NO_PLACE.fullmatch(place.replace(" ", "")):
        weight, problem = None, Said("no port or place is named", "没有写明港口或地点")
    elif not code_of(delivery.place, tables.ports) and code_of(delivery.place, tables.countries):
        problem = Said(
            f"{delivery.place} is a country, not a port or place",
            f"{delivery.place}是国家,不是港口或地点",
        )
    elif any(each.rule == delivery.rule for each in terms_in(delivery.place, tables)):
        problem = Said("the place repeats the rule", "地点一栏重复写了术语")
    else:
        return
    yield fault(
        "/terms/delivery/place",
        expected=Said(term_of(deal).named, "具体港口或地点"),
        actual=stated(delivery),
        severity=weight,
        problem=problem,
    )


@rule(
    "INC-002",
    severity=Severity.ERROR,
    guards=(SC, CI),
    needs=("shipment.mode",),
    refs=(_ICC, "ICC Incoterms 2020, introduction: rules for sea and inland waterway"),
    en="{actual} is a rule for ships, but the goods travel {mode}; {expected} is the like rule"
    " for any transport.",
    zh="{actual}只适用于水运,而货物为{mode};可改用适合各种运输方式的{expected}。",
    fix="Agree on {expected} with the buyer, or correct the mode of transport.",
    fix_zh="请与客户改为{expected},或更正运输方式。",
)
def a_term_for_ships_is_not_used_by_air_or_land(
    deal: Deal, *, containers: bool = False
) -> Outcomes:
    """FAS, FOB, CFR and CIF are for carriage by sea or inland waterway alone.

    Multimodal transport is a warning: the goods may still be handed over alongside the ship. That
    FCA, CPT and CIP suit containers better is told only where `containers` asks for it, as info,
    because most of China's trade ships containers FOB, CFR and CIF every day.
    """
    shipment, row = deal.order.shipment, term_of(deal)
    if shipment is None or not row.sea_only:
        return
    in_containers = bool(shipment.containers) or shipment.load is not None
    if shipment.mode in _NOT_BY_SHIP:
        weight = None
    elif shipment.mode == "multimodal":
        weight = Severity.WARNING
    elif containers and in_containers:
        weight = Severity.INFO
    else:
        return
    yield fault(
        "/terms/delivery/rule",
        "/shipment/mode",
        expected=_for_any_mode(deal, row),
        actual=row.code,
        severity=weight,
        mode=_MODES[shipment.mode],
    )


def _for_any_mode(deal: Deal, row: Incoterm) -> str:
    """The rule for any transport that leaves the same costs in the price: FCA for FOB."""
    return next(
        each.code
        for each in deal.tables.incoterms.values()
        if not each.sea_only and each.customs_terms == row.customs_terms
    )


@rule(
    "INC-007",
    severity=Severity.ERROR,
    guards=(SC, CI),
    refs=("ISBP 745 C8", "UCP 600 art. 14(d)"),
    en='The {paper} says "{actual}", but the order says "{expected}": {problem}.',
    zh="{paper}写“{actual}”,订单为“{expected}”:{problem}。",
    fix="Have the paper corrected, or correct the trade term of the order.",
    fix_zh="请更正该单据或订单的贸易术语,使两者一致。",
)
def every_paper_states_the_same_trade_term(deal: Deal) -> Outcomes:
    """Rule, place and edition are the same on every paper.

    An edition that a paper leaves out is a warning, an error only where the credit states one:
    the source of the term is then part of the description. The customs declaration knows four
    groups of terms (成交方式), so there the group is compared.
    """
    for paper in deal.theirs:
        text = paper.facts.delivery
        if not text:
            continue
        read = terms_in(text, deal.tables)
        who = names.paper(deal, paper)
        if paper.kind == "customs-declaration":
            yield from _group_differs(deal, paper.at("delivery"), text, read, who)
        elif not read:
            yield skip(
                f'no trade term can be read in "{text}"',
                f"无法从“{text}”读出贸易术语",
                paper.at("delivery"),
            )
        else:
            yield from _differs(deal, paper.at("delivery"), text, read[0], who)


def _differs(deal: Deal, where: str, text: str, read: Term, who: Said) -> Iterator[Fault]:
    ours = deal.order.terms.delivery
    weight: Severity | None = None
    if read.rule != ours.rule:
        problem = Said("the rule differs", "术语不同")
    elif not read.place:
        problem = Said("no place is named", "缺地点")
    elif not same_place(read.place, ours.place, deal.tables):
        problem = Said("the place differs", "地点不同")
    elif read.edition == ours.edition:
        return
    elif read.edition:
        problem = Said("the edition of the Incoterms differs", "Incoterms版本不同")
    else:
        problem = Said("the edition of the Incoterms is missing", "缺Incoterms版本")
        weight = None if _credit_names_edition(deal) else Severity.WARNING
    yield fault(
        where,
        "/terms/delivery",
        expected=stated(ours),
        actual=text,
        severity=weight,
        paper=who,
        problem=problem,
    )


def _credit_names_edition(deal: Deal) -> bool:
    credit = deal.order.credit
    return credit is not None and any(each.named for each in terms_in(credit.goods, deal.tables))


def _group_differs(
    deal: Deal, where: str, text: str, read: tuple[Term, ...], who: Said
) -> Iterator[Fault]:
    row = term_of(deal)
    groups = {deal.tables.incoterms[each.rule].customs_terms for each in read}
    if row.customs_terms not in groups and text.strip() != row.customs_terms:
        yield fault(
            where,
            "/terms/delivery",
            expected=stated(deal.order.terms.delivery),
            actual=text,
            paper=who,
            problem=Said("the group of terms (成交方式) differs", "成交方式不同"),
        )
