"""LCR: what the clauses of 46A and 47A want to see on the papers (单据须注明的内容)."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checks import names
from docgen.checks.dossier import Dossier
from docgen.checks.needs import given
from docgen.checks.papers import BE, CI, CO, FA, INSURANCE_KINDS, PL, TRANSPORT_KINDS, Paper
from docgen.checks.presented import firm, presented, words_on
from docgen.checks.rule import Fault, Outcomes, Said, Skip, fault, rule, skip
from docgen.checks.shipments import all_guarded, guarded, listed
from docgen.checks.shown import PARTIES, bare, field, label, says, shows, wanted_of
from docgen.checks.words import names as named_in
from docgen.checks.words import norm
from docgen.credit.demands import Item, PaperDemand, Statement, demands_of
from docgen.findings import Severity
from docgen.order.credit import Credit

_NO_PAPERS = ("no paper of others is given", "没有已缮制的单据", "/issued")
_SIGNED_BY_NATURE = (
    *(BE, CO, FA, *TRANSPORT_KINDS, *INSURANCE_KINDS, "beneficiary-certificate"),
    *("quality-certificate", "inspection-certificate", "weight-certificate"),
)
"""Drafts, certificates, transport and insurance documents, asked for or not (ISBP 745 A35)."""


def _typed(dossier: Dossier) -> tuple[Paper, ...]:
    """The papers whose wording is known: those that somebody typed."""
    return tuple(paper for paper in presented(dossier) if not paper.ours)


@rule(
    "LCR-020",
    severity=Severity.ERROR,
    guards=(CI, PL),
    needs=("credit.documents",),
    refs=("UCP 600 art. 14(f), 18(a)(iv)", "ISBP 745 A3, A35-A38, C10"),
    en="The {paper} {problem}.",
    zh="{paper}{problem}。",
    fix="Have the paper signed, or what is missing put on it.",
    fix_zh="请补签名或补注所缺内容。",
)
def papers_say_what_their_clause_wants(dossier: Dossier) -> Outcomes:
    """A paper is signed where its clause says so, and shows the numbers and words asked for.

    An invoice need not be signed unless the credit says so; certificates, drafts, transport and
    insurance documents must be in any case. Words in quotation marks must stand
    there as they are; what a paper may say in its own words is a warning where few of them are
    found. Papers that docgen prints are not read for it; what all must show is left to LCR-021.
    """
    credit, papers = given(dossier.credit), _typed(dossier)
    if not papers:
        yield skip(*_NO_PAPERS)
        return
    demands = demands_of(credit)
    everywhere = frozenset(each.item.item for each in demands.everywhere)
    for paper in papers:
        if paper.facts.signed is False and paper.kind in _SIGNED_BY_NATURE:
            problem = Said("must be signed and is not", "须签署,现未签")
            yield _lacks(dossier, paper, "signed", "/credit/documents", problem, None)
            continue
        for demand in demands.of(paper.kind):
            yield from _signed(dossier, paper, demand)
            for statement in demand.statements:
                if not everywhere & {item.item for item in statement.items}:
                    yield from _stated(dossier, credit, paper, statement, demand.place)


def _signed(dossier: Dossier, paper: Paper, demand: PaperDemand) -> Iterator[Fault | Skip]:
    if not demand.signed and not demand.signed_by:
        return
    if paper.facts.signed is None:
        named = names.paper(dossier, paper)
        yield skip(
            f"whether the {named.en} is signed is not given",
            f"未填{named.zh}是否签署",
            paper.at("signed"),
        )
    elif not paper.facts.signed:
        by_hand = demand.signed == "manually"
        problem = Said(
            f"must be signed{' by hand' if by_hand else ''} and is not",
            f"须{'手签' if by_hand else '签署'},现未签",
        )
        yield _lacks(dossier, paper, "signed", demand.place, problem, None)


def _stated(
    dossier: Dossier, credit: Credit, paper: Paper, statement: Statement, where: str
) -> Iterator[Fault]:
    if statement.literal:
        if f" {norm(statement.literal)} " not in words_on(paper):
            problem = Said(f'must read "{statement.literal}"', f"须注明“{statement.literal}”")
            yield _lacks(dossier, paper, "text", where, problem, None)
        return
    told = says(paper, statement.text)
    for item in statement.items:
        if shows(paper, item, credit) is False and not (told and item.item in PARTIES):
            problem = Said("must show", "须注明") + label(item)
            yield _lacks(dossier, paper, field(item), where, problem, None)
    if not statement.items and not told and not _apart(paper, statement):
        problem = Said(f'must say: "{statement.text}"', f"须注明:“{statement.text}”")
        yield _lacks(dossier, paper, "text", where, problem, Severity.WARNING)


def _apart(paper: Paper, statement: Statement) -> bool:
    """Whether freight is stated apart, where that is what is asked for."""
    return "FREIGHT" in statement.text.upper() and paper.facts.freight_amount is not None


def _lacks(
    dossier: Dossier, paper: Paper, name: str, where: str, problem: Said, weight: Severity | None
) -> Fault:
    return fault(
        paper.at(name),
        where,
        expected=problem,
        severity=weight,
        guards=guarded(paper),
        paper=names.paper(dossier, paper),
        problem=problem,
    )


@rule(
    "LCR-021",
    severity=Severity.ERROR,
    guards=(CI, PL),
    needs=("credit",),
    refs=("UCP 600 art. 14(a), (d)", "MT700 fields 46A and 47A"),
    en="The {papers}: {problem}.",
    zh="{papers}:{problem}。",
    fix="Have it put on the papers, digit by digit as the credit has it.",
    fix_zh="请按信用证逐字补注或更正。",
)
def every_paper_shows_what_all_must_show(dossier: Dossier) -> Outcomes:
    """What 47A wants on all documents stands on all, and a credit that is quoted is this one.

    The number and date of the credit must be right wherever they stand, asked for or not.
    """
    credit, papers = given(dossier.credit), _typed(dossier)
    if not papers:
        yield skip(*_NO_PAPERS)
        return
    yield from _misquoted(dossier, credit, papers)
    for each in demands_of(credit).everywhere:
        due = [paper for paper in papers if paper.kind not in each.excepted]
        missing = [paper for paper in due if shows(paper, each.item, credit) is False]
        quoted = [paper for paper in missing if not _quotes_another(paper, each.item)]
        if quoted:
            what = label(each.item)
            yield _on_papers(
                dossier,
                tuple(quoted),
                field(each.item),
                each.place,
                Said(f"{what.en} is missing", f"缺{what.zh}"),
                _text(wanted_of(each.item, credit)),
            )


def _misquoted(dossier: Dossier, credit: Credit, papers: tuple[Paper, ...]) -> Iterator[Fault]:
    for paper in papers:
        number, day = paper.facts.credit_number, paper.facts.credit_date
        if credit.number and _is_number(number) and bare(number) != bare(credit.number):
            problem = Said(
                f"the credit is quoted as {number}, not {credit.number}",
                f"信用证号写为{number},应为{credit.number}",
            )
            at = "/credit/number"
            yield _on_papers(dossier, (paper,), "credit_number", at, problem, credit.number)
        bank = paper.facts.issuing_bank
        if bank and credit.issuing_bank and not _one_bank(bank, credit.issuing_bank):
            wanted = firm(credit.issuing_bank)
            problem = Said(
                f'the issuing bank is named "{bank}", not "{wanted}"',
                f"开证行写为“{bank}”,应为“{wanted}”",
            )
            at = "/credit/issuing_bank"
            yield _on_papers(dossier, (paper,), "issuing_bank", at, problem, wanted)
        if credit.issued and day and day != credit.issued:
            problem = Said(
                f"the credit is dated {day}, not {credit.issued}",
                f"开证日期写为{day},应为{credit.issued}",
            )
            at = "/credit/issued"
            yield _on_papers(dossier, (paper,), "credit_date", at, problem, str(credit.issued))


def _one_bank(one: str, other: str) -> bool:
    """Whether two texts name one bank, with or without its branch."""
    return named_in(one, firm(other)) or named_in(other, firm(one))


def _quotes_another(paper: Paper, item: Item) -> bool:
    """Whether the number or date of another credit stands there, which is said already."""
    if item.item == "credit_number":
        return _is_number(paper.facts.credit_number)
    return item.item == "credit_date" and paper.facts.credit_date is not None


def _is_number(text: str) -> bool:
    """Whether a text is a number at all: not N/A, NIL."""
    return any(char.isdigit() for char in text)


def _text(value: object) -> str:
    return str(value).partition("\n")[0]


def _on_papers(
    dossier: Dossier,
    papers: tuple[Paper, ...],
    name: str,
    where: str,
    problem: Said,
    expected: str,
) -> Fault:
    return fault(
        *(paper.at(name) for paper in papers),
        where,
        expected=expected,
        actual=_text(getattr(papers[0].facts, name) or "") if name != "lines" else "",
        guards=all_guarded(papers),
        papers=listed(dossier, papers),
        problem=problem,
    )
