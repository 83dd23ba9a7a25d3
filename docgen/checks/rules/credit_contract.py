"""LCR: the contract that a credit names, and the papers that it lists (合同号、单据)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.agreement import PRESENTED, clause_of, stating, unlike
from docgen.checks.needs import given
from docgen.checks.origin_papers import bodies_in
from docgen.checks.papers import BC, BE, CI, INSURANCE_KINDS, PL, SA, SC, TRANSPORT_KINDS
from docgen.checks.rule import Amend, Dossier, Fault, Outcomes, Said, fault, rule, skip
from docgen.checks.words import names, norm
from docgen.credit.demands import PaperDemand, demands_of
from docgen.findings import Severity
from docgen.order.credit import Credit

_QUOTED = re.compile(
    r"(?:\b(?:SALES? )?(?:CONTRACT|CONFIRMATION|AGREEMENT)|\bS/[CA]|\bP/[IO]"
    r"|\bPRO-?FORMA(?: INVOICE)?|\bPURCHASE ORDER)"
    r"\s*(?:NO|NUMBER|NR)\b[.:\s]*([A-Z0-9][A-Z0-9/._-]*[A-Z0-9])"
)
_OF_THE_SALE = (SC, "proforma-invoice", "purchase-order")
_BY_THE_SELLER = frozenset((CI, PL, BC, SA, BE, *TRANSPORT_KINDS, *INSURANCE_KINDS))
_US = "BENEFICIARY"
_INSPECTED = re.compile(r"(?:quality|quantity|weight|inspection)-certificate")
_NUMBER, _DATE = Said("the contract number", "合同号"), Said("the contract date", "合同日期")


@rule(
    "LCR-029",
    severity=Severity.ERROR,
    guards=PRESENTED,
    needs=("credit",),
    refs=("contract: its number and date", "UCP 600 art. 14(d), 18(c)"),
    en='The credit ({tag}) gives {what} as "{actual}"; it is {expected}.',
    zh="信用证({tag}){what}为“{actual}”,应为{expected}。",
    fix="Ask the applicant to have the credit amended; papers that repeat it would not fit.",
    fix_zh="请要求开证申请人改证;照抄会与合同不符。",
)
def a_credit_names_the_contract_by_its_number_and_date(dossier: Dossier) -> Outcomes:
    """The contract, order or proforma that the credit quotes is the one that was agreed on.

    A credit need not name it, but if it does, invoices have to repeat what it says.
    """
    credit, contract = given(dossier.credit), stating(dossier, "number")
    if contract is None:
        yield skip("no contract with a number is given", "没有带编号的合同", "/issued")
        return
    known = {_bare(paper.facts.number) for paper in dossier.all(*_OF_THE_SALE)}
    known |= {_bare(paper.facts.contract_number) for paper in dossier.all(*_OF_THE_SALE)}
    for tag, where, number, clause in _numbers(credit):
        if _bare(number) not in known:
            yield unlike(
                *(tag, where, contract.at("number"), _NUMBER, number, contract.facts.number),
                clause=clause,
            )
    dated = stating(dossier, "date")
    stated = credit.contract_date
    if stated and dated and dated.facts.date and stated != dated.facts.date:
        at = dated.at("date")
        yield unlike("45A", "/credit/contract_date", at, _DATE, stated, dated.facts.date)


def _numbers(credit: Credit) -> Iterator[tuple[str, str, str, int]]:
    """Tag, place, number and clause of each number of a contract that the credit quotes."""
    if credit.contract_number:
        yield "45A", "/credit/contract_number", credit.contract_number, 0
    else:
        for found in _QUOTED.findall(credit.goods.upper()):
            yield "45A", "/credit/goods", found, 0
    for tag, name in (("46A", "documents"), ("47A", "conditions")):
        for index, clause in enumerate(getattr(credit, name)):
            for found in _QUOTED.findall(clause.upper()):
                yield tag, f"/credit/{name}/{index}", found, index + 1


def _bare(number: str) -> str:
    return norm(number).replace(" ", "")


@rule(
    "LCR-051",
    severity=Severity.WARNING,
    guards=PRESENTED,
    needs=("credit.documents",),
    refs=("contract: documents to be presented", "UCP 600 art. 14(f)"),
    en="Clause {clause} of the credit ({tag}) asks for {actual}; the contract has {expected}.",
    zh="信用证{tag}第{clause}条要求{actual},合同为{expected}。",
    fix="Find out who issues it, by when and at what cost; else have the clause amended.",
    fix_zh="请落实由谁出具、何时取得及费用,否则要求改证。",
)
def papers_of_others_are_asked_for_as_agreed(dossier: Dossier) -> Outcomes:
    """Certificates that somebody else issues are those of the contract, from the same issuer.

    What the seller makes himself costs him nothing; transport and insurance follow from the term.
    """
    credit, paper = given(dossier.credit), stating(dossier, "terms/documents")
    if paper is None:
        yield skip("the contract lists no papers", "合同未列单据", "/issued")
        return
    listed = demands_of(Credit(number="-", documents=paper.facts.terms.documents)).papers
    at = paper.at("terms/documents")
    for demand in demands_of(credit).papers:
        if demand.additional or _kinds(demand) & _BY_THE_SELLER or _US in demand.issuer:
            continue
        agreed = [each for each in listed if _kinds(each) & _kinds(demand)]
        issuers = [each.issuer.upper() for each in agreed if each.issuer]
        if not agreed:
            yield _unlisted(credit, demand, at)
        elif demand.issuer and issuers and not any(_one(demand.issuer, x) for x in issuers):
            tag, clause = clause_of(demand.place)
            said, wanted = (f"{demand.named} ISSUED BY {x}" for x in (demand.issuer, issuers[0]))
            yield fault(
                *(demand.place, at),
                expected=wanted,
                actual=said,
                amend=Amend(tag, said, wanted, clause),
                tag=tag,
                clause=clause,
            )


def _kinds(demand: PaperDemand) -> frozenset[str]:
    """The kinds that satisfy a demand; certificates of quality and of inspection are one."""
    kinds = (demand.kind, *demand.alternatives)
    return frozenset("inspection-certificate" if _INSPECTED.match(kind) else kind for kind in kinds)


def _one(issuer: str, other: str) -> bool:
    """Whether two issuers may be one: one name holds the other, or both are one kind of body."""
    return (
        names(issuer, other) or names(other, issuer) or bool(bodies_in(issuer) & bodies_in(other))
    )


def _unlisted(credit: Credit, demand: PaperDemand, at: str) -> Fault:
    tag, clause = clause_of(demand.place)
    return fault(
        *(demand.place, at),
        expected=Said("no such paper", "无此单据"),
        actual=demand.named,
        amend=Amend(tag, credit.documents[clause - 1], "", clause),
        tag=tag,
        clause=clause,
    )
