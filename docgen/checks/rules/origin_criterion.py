"""ORG: the origin criterion in box 8 of the Form A (原产地标准)."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checks import names
from docgen.checks.origin_papers import country_of, goods_of, issued_on
from docgen.checks.papers import FA, Paper
from docgen.checks.rule import Deal, Fault, Outcomes, Said, fault, rule, skip
from docgen.findings import Severity
from docgen.origin import CriterionFit, criterion_fits, form_a_on

_NOTES = "UNCTAD notes on the GSP Form A, part III, box 8"


@rule(
    "ORG-004",
    severity=Severity.ERROR,
    guards=(FA,),
    refs=(_NOTES,),
    en="Box 8 of the {paper}, line {line}, says {actual}; for {country} it should say {expected}.",
    zh="{paper}第{line}行第8栏为{actual},输往{country}应为{expected}。",
    fix="Ask the factory for the share of imported materials, and enter the criterion it gives.",
    fix_zh="请向工厂核实进口成分比例,按规定填写原产地标准。",
)
def box_8_of_a_form_a_suits_the_country(deal: Deal) -> Outcomes:
    """The origin criterion of every item is one that the importing country reads.

    Norway: "P" wholly obtained, or "W" with the HS heading of the goods; Australia and New Zealand
    leave the box blank. An entry that means the right thing but is not written as the form wants
    is a warning. A country that takes no Form A at all is ORG-001's finding alone.
    """
    for paper in deal.all(FA):
        day, country = issued_on(paper), country_of(deal, paper)
        if day is None or not form_a_on(deal.tables, country, day):
            continue
        seen: dict[tuple[str, str], CriterionFit] = {}
        for where, line, entry, hs_code in _entries(deal, paper):
            if entry is None:
                yield skip(f"box 8 of line {line} is not given", f"未填第{line}行第8栏", where)
                continue
            if (entry, hs_code) not in seen:
                seen[entry, hs_code] = criterion_fits(deal.tables, country, day, entry, hs_code)
            fit = seen[entry, hs_code]
            if not fit.fits or fit.written != entry.strip():
                yield _criterion(deal, paper, where, line, entry, fit)


def _entries(deal: Deal, paper: Paper) -> Iterator[tuple[str, int, str | None, str]]:
    """Place, line number, entry and HS code of each item; an entry of None was not typed."""
    if paper.ours:
        for index, goods in enumerate(deal.order.goods):
            where = f"/goods/{index}/origin_criterion"
            yield where, goods.line, goods.origin_criterion, goods.hs_code
        return
    typed = any(line.origin_criterion for line in paper.facts.lines)
    for index, goods_line in goods_of(deal, paper):
        line = paper.facts.lines[index]
        entry = line.origin_criterion if typed else None
        hs_code = (goods_line.hs_code if goods_line else "") or line.hs_code
        yield paper.at_line(index, "origin_criterion"), index + 1, entry, hs_code


def _criterion(
    deal: Deal, paper: Paper, where: str, line: int, entry: str, fit: CriterionFit
) -> Fault:
    country = country_of(deal, paper)
    wanted = (fit.written,) if fit.fits else fit.wanted
    return fault(
        where,
        paper.at("destination_country"),
        expected=Said(
            " or ".join(each or "nothing (left blank)" for each in wanted),
            "或".join(each or "留空" for each in wanted),
        ),
        actual=entry or Said("nothing", "空白"),
        severity=Severity.WARNING if fit.fits else None,
        paper=names.paper(deal, paper),
        line=line,
        country=names.country(country, deal.tables),
    )
