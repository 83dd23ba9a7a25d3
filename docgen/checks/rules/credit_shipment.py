"""LCR: when, from where, to where and in how many parts a credit has the goods shipped (装运)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from docgen.checks.agreement import PRESENTED, stating, unlike
from docgen.checks.credits import is_allowed, shipment_period
from docgen.checks.needs import given
from docgen.checks.periods import Period
from docgen.checks.rule import Dossier, Fault, Outcomes, Said, Skip, rule, skip
from docgen.checks.words import is_open, lies_in, names, same_place, spot
from docgen.findings import Severity
from docgen.order.credit import Credit
from docgen.tables import Tables, code_of
from docgen.text import dates

_SHIPMENT = Said("shipment", "装运期")
_LATEST = Said("the latest date of shipment", "最迟装运期")
_PORTS = (
    ("port_of_loading", ("44E", "port_of_loading"), ("44A", "place_of_receipt")),
    ("port_of_discharge", ("44F", "port_of_discharge"), ("44B", "final_destination")),
    ("final_destination", ("44B", "final_destination"), ("44B", "final_destination")),
)
_LABELS = {
    "port_of_loading": Said("the port of loading", "装运港"),
    "port_of_discharge": Said("the port of discharge", "卸货港"),
    "final_destination": Said("the final destination", "目的地"),
}


@rule(
    "LCR-013",
    severity=Severity.ERROR,
    guards=PRESENTED,
    needs=("credit",),
    refs=("UCP 600 art. 3: from, until, on or about", "contract: time of shipment"),
    en="The credit ({tag}) has {what} {actual}; the contract has {expected}.",
    zh="信用证({tag}){what}为{actual},合同为{expected}。",
    fix="Have the time of shipment amended to that of the contract, or ship within both.",
    fix_zh="请要求按合同改证,或在两者均允许的期限内装运。",
)
def a_credit_leaves_the_time_for_shipment_that_was_agreed(dossier: Dossier) -> Outcomes:
    """The goods may be shipped until the contract's last day, and as early as the contract lets.

    ON OR ABOUT a day means five days either way (art. 3), so it forbids to ship earlier. A later
    last day than the contract's is a warning.
    """
    credit, paper = given(dossier.credit), stating(dossier, "terms/latest_shipment")
    if paper is None:
        yield skip("no contract states a latest shipment", "合同未写最迟装运期", "/issued")
        return
    period = shipment_period(credit)
    if period is None:
        said = "no time of shipment can be read", "无法读出装运期"
        yield skip(*said, "/credit/shipment_period", "/credit/latest_shipment")
        return
    terms, at = paper.facts.terms, paper.at("terms/latest_shipment")
    yield from _period(credit, period, terms.earliest_shipment, given(terms.latest_shipment), at)


def _period(
    credit: Credit, period: Period, first: date | None, last: date, at: str
) -> Iterator[Fault]:
    tag, name = ("44D", "shipment_period") if credit.shipment_period else ("44C", "latest_shipment")
    place, weight = f"/credit/{name}", None
    if period.first is not None and (first is None or period.first > first):
        begins = f", from {first}" if first else ""
        wanted = Said(f"not later than {last}{begins}", f"不迟于{last}")
        actual = Said(
            f"{credit.shipment_period} ({period.first} to {period.last})",
            f"{credit.shipment_period}({period.first}至{period.last})",
        )
        should = f"NOT LATER THAN {dates.english(last)}"
        said = credit.shipment_period
        yield unlike(tag, place, at, _SHIPMENT, actual, wanted, reads=said, should_read=should)
    elif period.last is not None and period.last != last:
        weight = None if period.last < last else Severity.WARNING
        yield unlike(tag, place, at, _LATEST, period.last, last, severity=weight)


@rule(
    "LCR-033",
    severity=Severity.ERROR,
    guards=PRESENTED,
    needs=("credit",),
    refs=("UCP 600 art. 20(b), (c), 31", "contract: 分批装运, 转运"),
    en="The credit ({tag}) has {what} {actual}; the contract has {expected}.",
    zh="信用证({tag}){what}为{actual},合同为{expected}。",
    fix="Have the field amended, or ship as the stricter of the two allows.",
    fix_zh="请要求改证,或按较严者装运。",
)
def partial_shipment_and_transhipment_are_as_agreed(dossier: Dossier) -> Outcomes:
    """What the contract allows is not forbidden by the credit, and the other way round.

    A credit that allows what the contract forbids is a warning; one that is silent allows both.
    """
    credit = given(dossier.credit)
    agreed = 0
    for tag, name, term, what in (
        ("43P", "partial_shipments", "partial_shipment", Said("partial shipment", "分批装运")),
        ("43T", "transhipment", "transhipment", Said("transhipment", "转运")),
    ):
        paper, words = stating(dossier, f"terms/{term}"), getattr(credit, name)
        if paper is None:
            continue
        agreed += 1
        wanted, place = getattr(paper.facts.terms, term), f"/credit/{name}"
        stated = is_allowed(words) if words else None
        if words and stated is None:
            yield skip(f'"{words}" has to be read by a person', f"“{words}”须人工审阅", place)
        elif stated is not None and stated != wanted:
            weight = None if wanted else Severity.WARNING
            should = "ALLOWED" if wanted else "NOT ALLOWED"
            at = paper.at(f"terms/{term}")
            yield unlike(tag, place, at, what, words.upper(), should, severity=weight)
    if not agreed:
        yield skip("the contract says nothing of either", "合同未约定分批和转运", "/issued")


@rule(
    "LCR-034",
    severity=Severity.ERROR,
    guards=PRESENTED,
    needs=("credit",),
    refs=("UCP 600 art. 20(a)(iii)", "ISBP 745 E6, E8", "contract: ports"),
    en='The credit ({tag}) has {what} "{actual}"; the contract has "{expected}".',
    zh="信用证({tag}){what}为“{actual}”,合同为“{expected}”。",
    fix="Have the port amended, for bills of lading must name that of the credit.",
    fix_zh="请要求改证;提单须按信用证所列港口出具。",
)
def a_credit_names_the_ports_of_the_contract(dossier: Dossier) -> Outcomes:
    """Ports and final destination are those of the contract.

    A country in place of a port, or ANY PORT of it, fits every port there. Of an old message or a
    shipment by several means the places 44A and 44B stand for the ports.
    """
    credit, compared = given(dossier.credit), False
    for name, *fields in _PORTS:
        paper = stating(dossier, name)
        tag, field = next((each for each in fields if getattr(credit, each[1])), fields[0])
        text = getattr(credit, field)
        if paper is None or not text:
            continue
        compared = True
        wanted, place = getattr(paper.facts, name), f"/credit/{field}"
        if not fits(text, wanted, dossier.tables):
            yield unlike(tag, place, paper.at(name), _LABELS[name], text, wanted)
    if not compared:
        yield from _no_ports()


def _no_ports() -> Iterator[Skip]:
    yield skip("contract or credit names no ports", "合同或信用证未写港口", "/issued")


def fits(text: str, other: str, tables: Tables) -> bool:
    """Whether two texts may mean one place, one of them perhaps only its country."""
    if same_place(text, other, tables) or lies_in(text, other, tables):
        return True
    if lies_in(other, text, tables) or names(text, other) or names(other, text):
        return True
    for wide, narrow in ((text, other), (other, text)):
        country = country_alone(wide, tables)
        at = code_of(narrow, tables.countries) or spot(narrow, tables).country
        if country and at in ("", country):
            return True
    return False


def country_alone(text: str, tables: Tables) -> str:
    """The country that is all a text names: `ITALY`, `ANY CHINESE PORT`; empty for a place."""
    if is_open(text):
        return next(
            (
                code
                for code, row in tables.countries.items()
                if any(names(text, each) for each in (*row.printed, *row.aliases))
            ),
            "CN",
        )
    return code_of(text, tables.countries) or ""
