"""LCR: the transport document against its clause: freight, clean, on board, signed (提单)."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checks import names
from docgen.checks.delivery import freight_payer
from docgen.checks.dossier import Dossier
from docgen.checks.needs import given
from docgen.checks.papers import CI, Paper
from docgen.checks.presented import transport
from docgen.checks.rule import Outcomes, Said, Skip, fault, rule, skip
from docgen.checks.words import norm
from docgen.credit.demands import Demands, PaperDemand, demands_of
from docgen.findings import Severity

_NO_TRANSPORT = ("there is no transport document", "没有运输单据", "/issued")
_PAYERS = {"prepaid": "seller", "collect": "buyer"}
_CHARTER = "CHARTER PARTY"


@rule(
    "LCR-067",
    severity=Severity.ERROR,
    guards=(CI,),
    needs=("credit.documents",),
    refs=("UCP 600 art. 20(a), 22, 26, 27", "ISBP 745 E5, E11, E20, E26"),
    en="The {paper}: {problem}.",
    zh="{paper}:{problem}。",
    fix="Have the carrier change it before the papers are presented.",
    fix_zh="请在交单前请承运人更正。",
)
def the_transport_document_is_as_its_clause_says(dossier: Dossier) -> Outcomes:
    """Freight prepaid or collect, clean, on board, endorsed as 46A says, and no charter party.

    A clean document need not bear the word; it only must have no clause on defects (art. 27). A
    bill of lading under a charter party does not do unless the credit allows it (art. 20(a)(vi)).
    """
    credit, papers = given(dossier.credit), transport(dossier)
    if not papers:
        yield skip(*_NO_TRANSPORT)
        return
    demands = demands_of(credit)
    for paper in papers:
        for where, name, problem in _problems(paper, demands):
            yield fault(
                paper.at(name),
                where,
                expected=problem,
                actual=_actual(paper, name),
                paper=names.paper(dossier, paper),
                problem=problem,
            )
        yield from _unknown(dossier, paper, demands)


def _actual(paper: Paper, name: str) -> str:
    return str(getattr(paper.facts, name) or "") if name != "text" else ""


def _problems(paper: Paper, demands: Demands) -> Iterator[tuple[str, str, Said]]:
    facts = paper.facts
    for demand in demands.of(paper.kind):
        stated = freight_payer(facts.freight)
        wanted = _PAYERS.get(demand.freight)
        if stated and wanted and stated != wanted:
            yield (
                demand.place,
                "freight",
                Said(
                    f'it is marked "{facts.freight}", the credit wants freight {demand.freight}',
                    f"注明“{facts.freight}”,信用证要求FREIGHT {demand.freight.upper()}",
                ),
            )
        if facts.clean is False:
            yield demand.place, "clean", Said("it is not clean", "提单不清洁")
        if norm(demand.endorsed) == "BLANK" and _endorsed_otherwise(paper):
            yield (
                demand.place,
                "endorsement",
                Said(
                    f'it is endorsed "{facts.endorsement}", the credit wants it in blank',
                    f"背书为“{facts.endorsement}”,信用证要求空白背书",
                ),
            )
        charter = any(_CHARTER in norm(text) for text in (facts.title, *facts.text))
        if paper.kind == "bill-of-lading" and charter and not _may_be_chartered(demand):
            yield (
                demand.place,
                "text",
                Said(
                    "it is subject to a charter party, which the credit does not allow",
                    "该提单受租船合同约束,信用证未允许",
                ),
            )
    yield from _refused(paper, demands)


def _endorsed_otherwise(paper: Paper) -> bool:
    return bool(paper.facts.endorsement) and "BLANK" not in norm(paper.facts.endorsement)


def _may_be_chartered(demand: PaperDemand) -> bool:
    return any("charter" in quality for quality in demand.qualities)


def _refused(paper: Paper, demands: Demands) -> Iterator[tuple[str, str, Said]]:
    """What 47A refuses of a bill of lading: short form, clauses, a blank back."""
    said = f" {norm(' '.join((paper.facts.title, *paper.facts.text)))} "
    for each in demands.conditions:
        if each.topic != "bill_of_lading_refused" or paper.kind != "bill-of-lading":
            continue
        for word in ("SHORT FORM", "BLANK BACK", "CHARTER PARTY", "FORWARDER", "HOUSE"):
            if word in norm(each.value) and f" {word} " in said:
                yield (
                    each.place,
                    "text",
                    Said(
                        f"it is {word.lower()}, which the credit refuses", f"信用证不接受{word}提单"
                    ),
                )


def _unknown(dossier: Dossier, paper: Paper, demands: Demands) -> Iterator[Skip]:
    """What the clause wants and the facts of the paper do not say."""
    named = names.paper(dossier, paper)
    for demand in demands.of(paper.kind):
        if demand.freight and not paper.facts.freight and not paper.ours:
            en = f"the freight clause of the {named.en} is not given"
            yield skip(en, f"未填{named.zh}的运费条款", paper.at("freight"))
        clean = any("clean" in quality for quality in demand.qualities)
        if clean and paper.facts.clean is None and not paper.ours:
            en = f"whether the {named.en} is clean is not given"
            yield skip(en, f"未填{named.zh}是否清洁", paper.at("clean"))
