"""LCR: the contract that a credit names, and the papers that it lists (合同号、单据)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.agreement import PRESENTED, clause_of, stating, unlike
from docgen.checks.needs import given
from docgen.checks.papers import BC, BE, CI, INSURANCE_KINDS, PL, SA, SC, TRANSPORT_KINDS
from docgen.checks.rule import Amend, Dossier, Outcomes, Said, fault, rule, skip
from docgen.checks.words import norm
from docgen.credit.demands import demands_of
from docgen.findings import Severity
from docgen.order.credit import Credit

_QUOTED = re.compile(
    r"(?:\b(?:SALES? )?(?:CONTRACT|CONFIRMATION|AGREEMENT)|\bS/[CA]|\bP/[IO]"
    r"|\bPRO-?FORMA(?: INVOICE)?|\bPURCHASE ORDER)"
    r"\s*(?:NO|NUMBER|NR)\b[.:\s]*([A-Z0-9][A-Z0-9/._-]*[A-Z0-9])"
)
_OF_THE_SALE = (SC, "proforma-invoice", "purchase-order")
_BY_THE_SELLER = frozenset((CI, PL, BC, SA, BE, *TRANSPORT_KINDS, *INSURANCE_KINDS))
_ISSUED_BY_US = "BENEFICIARY"
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
    en="Clause {clause} of the credit ({tag}) asks for {actual}, which the contract does not list.",
    zh="信用证{tag}第{clause}条要求{actual},合同单据条款中没有。",
    fix="Find out who issues it, by when and at what cost; else have the clause deleted.",
    fix_zh="请落实由谁出具、何时取得及费用,否则要求删除该条款。",
)
def papers_of_others_are_asked_for_as_agreed(dossier: Dossier) -> Outcomes:
    """Certificates that somebody else issues are asked for only where the contract lists them.

    What the seller makes himself costs him nothing; transport and insurance follow from the term.
    """
    credit, paper = given(dossier.credit), stating(dossier, "terms/documents")
    if paper is None:
        yield skip("the contract lists no papers", "合同未列单据", "/issued")
        return
    listed = demands_of(Credit(number="-", documents=paper.facts.terms.documents)).papers
    agreed = {kind for each in listed for kind in (each.kind, *each.alternatives)}
    for demand in demands_of(credit).papers:
        kinds = {demand.kind, *demand.alternatives}
        if demand.additional or kinds & (agreed | _BY_THE_SELLER) or _ISSUED_BY_US in demand.issuer:
            continue
        tag, clause = clause_of(demand.place)
        text = credit.documents[clause - 1]
        yield fault(
            *(demand.place, paper.at("terms/documents")),
            actual=demand.named,
            amend=Amend(tag, text, "", clause),
            tag=tag,
            clause=clause,
        )
