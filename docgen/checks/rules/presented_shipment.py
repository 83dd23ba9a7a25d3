"""LCR: when, in how many parts and by which way the goods were shipped (装运期、分批、转运)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from docgen.checks import names
from docgen.checks.articles import in_unit
from docgen.checks.credits import is_allowed, one_shipment_only, quantity_limits, shipment_period
from docgen.checks.deal import Deal
from docgen.checks.dossier import Dossier
from docgen.checks.needs import given
from docgen.checks.papers import CI, Paper
from docgen.checks.periods import Period
from docgen.checks.presented import presented, shipped, transport
from docgen.checks.rule import Fault, Outcomes, Said, Skip, fault, rule, skip
from docgen.checks.words import norm
from docgen.credit import demands_of
from docgen.findings import Severity
from docgen.order.credit import Credit

_ONE_OF_SEVERAL = re.compile(
    r"\b(?:SHIPMENT|LOT|PART|CONSIGNMENT|DELIVERY) (?:NO )?(\d+) (?:OF|/) ?(\d+)\b"
    r"|\b(?:PARTIAL|PART|FIRST|SECOND|THIRD|BALANCE) SHIPMENT\b"
)
_NO_TRANSPORT = ("there is no transport document", "没有运输单据", "/issued")
_BOXED = ("CONTAINER", "TRAILER", "LASH BARGE")


@rule(
    "LCR-010",
    severity=Severity.ERROR,
    guards=(CI,),
    needs=("credit",),
    refs=("UCP 600 art. 3, 6(e), 19-24, 29(c)", "MT700 fields 44C and 44D"),
    en="The {paper} shows shipment on {actual}, but the credit allows it {allowed}"
    " (difference {difference} days).",
    zh="{paper}装运日期为{actual},信用证要求{allowed},相差{difference}天。",
    fix="Have the credit amended before the papers are presented; a late shipment is refused.",
    fix_zh="请在交单前要求改证;装运超期必遭拒付。",
)
def the_goods_are_shipped_in_time(dossier: Dossier) -> Outcomes:
    """Goods are shipped by the day of 44C, or in the period of 44D.

    From, to, until and between include their days, before and after do not; ON OR ABOUT is five
    days either way (art. 3). A closed bank moves the expiry but never the latest shipment (art.
    29(c)). The date on board counts, or that of issue where there is none. Where a clause refuses
    shipment before the credit was issued, that is looked at as well.
    """
    credit = given(dossier.credit)
    period = shipment_period(credit)
    papers = transport(dossier)
    if period is None:
        yield skip(
            "the credit states no time of shipment that can be read",
            "信用证未注明可识别的装运期",
            "/credit/shipment_period" if credit.shipment_period else "/credit/latest_shipment",
        )
    elif not papers and isinstance(dossier, Deal):
        yield from _as_planned(dossier, period)
    elif not papers:
        yield skip(*_NO_TRANSPORT)
    for paper in papers:
        yield from _in_time(dossier, credit, paper, period)


def _in_time(
    dossier: Dossier, credit: Credit, paper: Paper, period: Period | None
) -> Iterator[Fault | Skip]:
    day, where = shipped(paper)
    if day is None:
        named = names.paper(dossier, paper)
        yield skip(f"the {named.en} has no date", f"{named.zh}没有日期", where)
        return
    field = "shipment_period" if credit.shipment_period else "latest_shipment"
    if period and not period.holds(day):
        yield _out_of(names.paper(dossier, paper), period, (where, f"/credit/{field}"), day)
    early = [each for each in demands_of(credit).conditions if each.topic == "shipment_not_before"]
    if early and credit.issued and day < credit.issued:
        since = Period(credit.issued, None)
        yield _out_of(names.paper(dossier, paper), since, (where, early[0].place), day)


def _as_planned(deal: Deal, period: Period) -> Iterator[Fault | Skip]:
    """The day of the order, before there is a transport document."""
    if deal.shipped_on is None:
        yield skip("the day of shipment is not known yet", "尚不知装运日期", "/shipment/etd")
    elif not period.holds(deal.shipped_on):
        said = Said("order", "订单")
        yield _out_of(said, period, (deal.shipped_at, "/credit/latest_shipment"), deal.shipped_on)


def _out_of(paper: Said, period: Period, where: tuple[str, ...], day: date) -> Fault:
    first, last = period
    bound = last if last and not (first and day < first) else first
    if first and last:
        allowed = Said(f"from {first} to {last}", f"于{first}至{last}间装运")
    elif last:
        allowed = Said(f"by {last}", f"最迟{last}装运")
    else:
        allowed = Said(f"from {first} on", f"不早于{first}装运")
    return fault(
        *where,
        expected=bound or "",
        actual=day,
        paper=paper,
        allowed=allowed,
    )


@rule(
    "LCR-014",
    severity=Severity.ERROR,
    guards=(CI,),
    needs=("credit",),
    refs=("UCP 600 art. 31(a), (b)", "MT700 field 43P"),
    en="{problem}, but the credit does not allow partial shipment.",
    zh="{problem},而信用证不允许分批装运。",
    fix="Ship everything with one vessel on one journey, or have field 43P amended.",
    fix_zh="请一次装同一航次全部出运,或要求修改43P。",
)
def the_goods_are_shipped_at_once(dossier: Dossier) -> Outcomes:
    """Under 43P NOT ALLOWED all goods go by one means of transport to one destination.

    Several transport documents of one vessel, journey and destination are no partial shipment,
    even with different dates and ports of loading (art. 31(b)). A paper that calls itself one
    shipment of several, or a transport document for fewer goods than the credit calls for, is one.
    """
    credit, papers = given(dossier.credit), transport(dossier)
    if credit.partial_shipments and is_allowed(credit.partial_shipments) is None:
        said = credit.partial_shipments
        yield skip(
            f"the credit says of partial shipment: {said}",
            f"信用证分批装运条款为“{said}”,请人工判断",
            "/credit/partial_shipments",
        )
    elif one_shipment_only(credit) and not papers:
        yield skip(*_NO_TRANSPORT)
    elif one_shipment_only(credit):
        yield from _by_one_carriage(dossier, papers)
        yield from _called_a_part(dossier)
        yield from _fewer_goods(dossier, credit, papers)


def _by_one_carriage(dossier: Dossier, papers: Sequence[Paper]) -> Iterator[Fault]:
    for name, en, zh in (
        ("conveyance", "The transport documents name several vessels", "运输单据载有不同船名"),
        ("voyage", "The transport documents name several voyages", "运输单据载有不同航次"),
        ("port_of_discharge", "The goods go to several ports", "货物运往不同目的港"),
    ):
        stated = [paper for paper in papers if getattr(paper.facts, name)]
        values = {norm(getattr(paper.facts, name)): getattr(paper.facts, name) for paper in stated}
        if len(values) > 1:
            listed = " / ".join(values.values())
            where = tuple(paper.at(name) for paper in stated)
            yield _parts(where, listed, Said(f"{en}: {listed}", f"{zh}:{listed}"))
            return


def _called_a_part(dossier: Dossier) -> Iterator[Fault]:
    for paper in presented(dossier):
        texts = (paper.facts.title, paper.facts.goods, *paper.facts.text)
        for text in texts:
            found = _ONE_OF_SEVERAL.search(norm(text))
            if found and found[2] != "1":
                named = names.paper(dossier, paper)
                problem = Said(f'The {named.en} says "{found[0]}"', f"{named.zh}写明“{found[0]}”")
                yield _parts((paper.place,), found[0], problem)
                break


def _fewer_goods(dossier: Dossier, credit: Credit, papers: Sequence[Paper]) -> Iterator[Fault]:
    unit = credit.unit or ""
    values = [
        in_unit(each.facts.quantity, each.facts.unit or unit, unit, dossier.tables)
        for each in papers
    ]
    known = [value for value in values if value is not None]
    if credit.quantity is None or not known or len(known) < len(values):
        return
    least, got = quantity_limits(credit, credit.quantity, unit, dossier.tables).least, sum(known)
    if least is not None and got < least:
        label = dossier.tables.units[unit].plural if unit in dossier.tables.units else ""
        said = f"{Decimal(got):,f} {label}".strip()
        problem = Said(
            f"{said} are shipped of {credit.quantity:,f}", f"仅装运{said}(应为{credit.quantity:,f})"
        )
        where = tuple(paper.at("quantity") for paper in papers)
        yield _parts((*where, "/credit/quantity"), said, problem)


def _parts(where: tuple[str, ...], actual: str, problem: Said) -> Fault:
    return fault(
        *where,
        "/credit/partial_shipments",
        expected=Said("one shipment", "一次装运"),
        actual=actual,
        problem=problem,
    )


@rule(
    "LCR-015",
    severity=Severity.ERROR,
    guards=(CI,),
    needs=("credit",),
    refs=("UCP 600 art. 20(b), (c), 23(c), 24(e)", "MT700 field 43T"),
    en="The {paper} shows transhipment at {actual}, {problem}.",
    zh="{paper}载明在{actual}转运,{problem}。",
    fix="Ship directly, or have field 43T amended; see what the text of the credit excludes.",
    fix_zh="请安排直达或要求修改43T;并查看信用证条款有无排除。",
)
def the_goods_are_not_transhipped_against_the_credit(dossier: Dossier) -> Outcomes:
    """Under 43T NOT ALLOWED a bill of lading shows transhipment only of goods in containers.

    Those may be transhipped all the same (art. 20(c)(ii)), unless the credit excludes that article;
    so may goods by air and by rail.
    """
    credit, papers = given(dossier.credit), transport(dossier)
    if not papers:
        yield skip(*_NO_TRANSPORT)
        return
    excluded = [
        each for each in demands_of(credit).conditions if each.topic == "transhipment_excluded"
    ]
    for paper in papers:
        port = paper.facts.transhipment_port
        if not port or is_allowed(credit.transhipment) is not False:
            continue
        boxed = bool(paper.facts.containers) or any(
            word in norm(text) for text in paper.facts.text for word in _BOXED
        )
        if paper.kind != "bill-of-lading" or (boxed and not excluded):
            continue
        why = (
            Said(f"which the credit excludes: {excluded[0].text}", "而信用证已排除该转运例外")
            if excluded
            else Said(
                "which the credit forbids, and not in a container", "信用证禁止且货物非集装箱装运"
            )
        )
        yield fault(
            paper.at("transhipment_port"),
            excluded[0].place if excluded else "/credit/transhipment",
            expected=credit.transhipment,
            actual=port,
            paper=names.paper(dossier, paper),
            problem=why,
        )
