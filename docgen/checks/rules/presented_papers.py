"""LCR: which papers 46A asks for, in what number, issued by whom (单据种类、份数、出具人)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from docgen.checks import names
from docgen.checks.deal import Deal
from docgen.checks.dossier import Dossier
from docgen.checks.needs import given
from docgen.checks.origin_papers import bodies_in
from docgen.checks.papers import CI, PL, Paper
from docgen.checks.presented import firm, meant, of_kinds, presented
from docgen.checks.rule import Fault, Outcomes, Said, Skip, fault, rule, skip
from docgen.checks.shipments import guarded
from docgen.checks.words import names as named_in
from docgen.checks.words import norm
from docgen.credit.demands import PaperDemand, demands_of
from docgen.findings import Severity

_SERVES_AS = {
    "quality-certificate": ("inspection-certificate", "weight-certificate"),
    "inspection-certificate": ("quality-certificate", "weight-certificate"),
    "weight-certificate": ("quality-certificate", "inspection-certificate"),
    "certificate-of-origin": ("form-a",),
}
"""Kinds that do the work of another, whatever they are called (UCP 600 art. 14(f), ISBP L1)."""
_NOT_PRESENTED_YET = ("no paper is presented yet", "尚无单据", "/issued")
_COMMON = frozenset("A AN THE OF BY FOR AND OR ANY COMPETENT AUTHORITY AUTHORITIES".split())


@rule(
    "LCR-019",
    severity=Severity.ERROR,
    guards=(CI, PL),
    needs=("credit.documents",),
    refs=("UCP 600 art. 14(a), 17(a), (d), (e), 20(a)(iv), 28(b)", "ISBP 745 A27-A31"),
    en='The credit asks for "{demand}": {problem}.',
    zh="信用证要求“{demand}”:{problem}。",
    fix="Complete the set before it goes to the bank.",
    fix_zh="请在交单前补齐单据及份数。",
)
def every_paper_asked_for_is_there_in_number(dossier: Dossier) -> Outcomes:
    """Each paper of 46A is presented, with at least the originals and papers asked for.

    IN 3 COPIES, IN TRIPLICATE and 3 FOLD are one original at least and the rest copies; a full set
    is all originals issued. With an order, papers of others that are not there yet are not missed
    until they are presented. What a clause says that nobody understood is listed by the audit.
    """
    credit = given(dossier.credit)
    demands = [each for each in demands_of(credit).papers if not each.additional]
    papers = presented(dossier)
    if not papers:
        yield skip(*_NOT_PRESENTED_YET)
        return
    asked: Counter[str] = Counter()
    for demand in demands:
        kinds = _kinds(demand)
        found = [paper for paper in papers if paper.kind in kinds]
        asked[demand.kind] += 1
        if not found:
            yield from _missing(dossier, demand)
        elif asked[demand.kind] > len(found):
            few = Said(
                f"only {len(found)} of that kind is presented", f"该类单据仅提交{len(found)}份"
            )
            yield _asked(demand, (found[0].place,), few, Severity.WARNING)
        else:
            yield from _in_number(dossier, demand, found[asked[demand.kind] - 1])


def _kinds(demand: PaperDemand) -> tuple[str, ...]:
    asked = (demand.kind, *demand.alternatives)
    return (*asked, *(other for kind in asked for other in _SERVES_AS.get(kind, ())))


def _missing(dossier: Dossier, demand: PaperDemand) -> Iterator[Fault | Skip]:
    handed = dossier.presentation.date if dossier.presentation else None
    if isinstance(dossier, Deal) and (handed is None or handed > dossier.as_of):
        yield skip(f'"{demand.named}" is not there yet', f"“{demand.named}”尚未取得", demand.place)
        return
    yield _asked(demand, ("/issued",), Said("there is none", "缺此单据"), None)


def _in_number(dossier: Dossier, demand: PaperDemand, paper: Paper) -> Iterator[Fault | Skip]:
    originals, copies = paper.facts.originals, paper.facts.copies
    named, wanted = names.paper(dossier, paper), demand.copies
    if originals is None and copies is None:
        if not paper.ours:
            yield skip(
                f"how many originals of the {named.en} there are is not given",
                f"未填{named.zh}正副本份数",
                paper.at("originals"),
            )
        return
    least, all_of_it = wanted.least_originals, wanted.papers
    if originals is not None and originals < least:
        few = Said(
            f"{least} original(s) are wanted, the {named.en} has {originals}",
            f"须正本{least}份,{named.zh}仅{originals}份",
        )
        yield _asked(demand, (paper.at("originals"),), few, None, least, originals)
    elif all_of_it is not None and copies is not None and (originals or 0) + copies < all_of_it:
        total = (originals or 0) + copies
        few = Said(
            f"{all_of_it} paper(s) are wanted, the {named.en} comes in {total}",
            f"共须{all_of_it}份,{named.zh}仅{total}份",
        )
        yield _asked(demand, (paper.at("copies"),), few, None, all_of_it, total)


def _asked(
    demand: PaperDemand,
    places: tuple[str, ...],
    problem: Said,
    weight: Severity | None,
    expected: int | str = "",
    actual: int | str = "",
) -> Fault:
    return fault(
        *places,
        demand.place,
        expected=expected or demand.named,
        actual=actual or Said("none", "无"),
        severity=weight,
        demand=demand.named,
        problem=problem,
    )


@rule(
    "LCR-063",
    severity=Severity.ERROR,
    guards=(CI, PL),
    needs=("credit.documents",),
    refs=("UCP 600 art. 3, 14(f)", "ISBP 745 L3, K2"),
    en='The {paper} is issued by "{actual}", but the credit wants "{expected}".',
    zh="{paper}由“{actual}”出具,信用证要求由“{expected}”出具。",
    fix="Have it issued by whom the credit names.",
    fix_zh="请由信用证指定机构出具。",
)
def a_paper_is_issued_by_whom_the_credit_names(dossier: Dossier) -> Outcomes:
    """Where 46A names who is to issue a paper, that one did.

    Customs and the council for trade promotion are known by their several names; of any other
    body one telling word of its name must be found, else it is a warning.
    """
    credit = given(dossier.credit)
    papers = [paper for paper in presented(dossier) if not paper.ours]
    if not papers:
        yield skip(*_NOT_PRESENTED_YET)
    for paper in papers:
        for demand in demands_of(credit).of(paper.kind):
            stated = _issuer(paper, demand)
            if not demand.issuer or not stated:
                continue
            wanted = meant(demand.issuer, credit)
            sure = bool(bodies_in(wanted)) or wanted != demand.issuer
            if wanted and not _is_issued_by(stated, wanted):
                yield fault(
                    paper.at("issuer" if paper.facts.issuer else "seller"),
                    demand.place,
                    expected=firm(wanted),
                    actual=firm(stated),
                    severity=None if sure else Severity.WARNING,
                    guards=guarded(paper),
                    paper=names.paper(dossier, paper),
                )


def _issuer(paper: Paper, demand: PaperDemand) -> str:
    """Who issued it: as stated, or the seller of a paper that the beneficiary is to issue."""
    facts = paper.facts
    return facts.issuer or (facts.seller if demand.issuer == "BENEFICIARY" else "")


def _is_issued_by(stated: str, wanted: str) -> bool:
    bodies = bodies_in(wanted)
    if bodies and bodies_in(stated):
        return bool(bodies & bodies_in(stated))
    if named_in(stated, firm(wanted)):
        return True
    telling = set(norm(firm(wanted)).split()) - _COMMON
    return not telling or bool(telling & set(norm(stated).split()))


@rule(
    "LCR-028",
    severity=Severity.ERROR,
    guards=(PL,),
    needs=("credit",),
    refs=("ISBP 745 M1-M5",),
    en="The {paper}: {problem}.",
    zh="{paper}:{problem}。",
    fix="List package by package what it holds and weighs, packed as the credit says.",
    fix_zh="请逐箱列明内容和重量,包装须与信用证一致。",
)
def the_packing_list_is_as_detailed_as_asked(dossier: Dossier) -> Outcomes:
    """A detailed packing list has packages and weights line by line; the packing is the credit's.

    Words of the packing that neither packing list nor invoice has are a warning.
    """
    credit, lists = given(dossier.credit), of_kinds(dossier, PL)
    if not lists:
        yield skip("there is no packing list", "没有装箱单", "/issued")
    for paper in lists:
        for demand in demands_of(credit).of(PL):
            lines = paper.facts.lines
            whole = lines and all(each.packages and each.gross_weight_kg for each in lines)
            if "detailed" in demand.qualities and not whole and not paper.ours:
                problem = Said(
                    "the credit asks for a detailed one, but a line lacks packages or weight",
                    "信用证要求详细装箱单,但并非每行都有件数和重量",
                )
                yield _list(dossier, paper, problem, paper.at("lines"), demand.place, None)
        if credit.packing and paper.facts.packing and not paper.ours:
            yield from _packed(dossier, paper, credit.packing)


def _packed(dossier: Dossier, paper: Paper, wanted: str) -> Iterator[Fault]:
    there = set(re.findall(r"\w+", norm(" ".join((paper.facts.packing, *paper.facts.text)))))
    lacking = [word for word in norm(wanted).split() if word not in there | _COMMON]
    if lacking:
        said = " ".join(lacking)
        problem = Said(
            f'it is packed "{paper.facts.packing}", the credit says "{wanted}" ({said} is missing)',
            f"包装为“{paper.facts.packing}”,信用证为“{wanted}”(缺{said})",
        )
        yield _list(
            dossier, paper, problem, paper.at("packing"), "/credit/packing", Severity.WARNING
        )


def _list(
    dossier: Dossier, paper: Paper, problem: Said, at: str, by: str, weight: Severity | None
) -> Fault:
    named = names.paper(dossier, paper)
    return fault(at, by, severity=weight, paper=named, problem=problem)
