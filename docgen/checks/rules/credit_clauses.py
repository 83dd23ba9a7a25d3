"""LCR: clauses that leave payment to the buyer (软条款), or ask for nothing on paper."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.agreement import PRESENTED, clause_of
from docgen.checks.firms import firm_in
from docgen.checks.needs import given
from docgen.checks.papers import TRANSPORT_KINDS
from docgen.checks.rule import Amend, Dossier, Outcomes, Said, fault, rule
from docgen.checks.words import norm
from docgen.credit.demands import PaperDemand, ReadClause, demands_of
from docgen.findings import Severity
from docgen.order.credit import Credit

_BUYER = re.compile(r"\b(?:APPLICANT|BUYER|OPENER|ACCOUNTEE|IMPORTER)\b")
_BARE_TOPICS = ("vessel", "packing", "marking")
_PART_OF_SET = re.compile(r"\b[12] ?/ ?3\b")
_OF_GOODS = re.compile(
    r"\b(?:GOODS|MERCHANDISE|CARGO|COMMODITY|QUALITY|VESSEL|SHIP|CARRIER|CONTAINERS?|PALLETS?"
    r"|PACKAGES|PACKING|SHIPMENT)\b.*\b(?:MUST|SHALL|SHOULD|TO BE|MAX|MAXIMUM|NOT)\b"
)
_ON_PAPER = re.compile(
    r"\b(?:DOCUMENTS?|CERTIF\w*|INVOICES?|LIST|LADING|WAYBILL|POLICY|EVIDENC\w*|STATING|SHOW\w*)\b"
)


def in_roles(credit: Credit) -> Credit:
    """The credit with APPLICANT in its clauses wherever they give the applicant's name."""
    name = firm_in(credit.applicant).name
    if not name:
        return credit
    words = re.compile(
        r"[\s.,]+".join(map(re.escape, re.split(r"[\s.,]+", name.strip(" .,")))), re.IGNORECASE
    )
    texts = {
        field: tuple(words.sub("APPLICANT", text) for text in getattr(credit, field))
        for field in ("documents", "conditions")
    }
    return credit.model_copy(update=texts)


@rule(
    "LCR-022",
    severity=Severity.WARNING,
    guards=PRESENTED,
    needs=("credit",),
    refs=(
        "ISBP 745 preliminary considerations iv-vi: no document issued or signed by the applicant",
        "UCP 600 art. 2 (honour), 7, 20(a)(iv) (full set)",
    ),
    en='Clause {clause} of the credit ({tag}) leaves payment to the buyer: {problem}: "{actual}".',
    zh="信用证{tag}第{clause}条为软条款,{problem}:“{actual}”。",
    fix="Have the clause deleted before anything is produced or shipped.",
    fix_zh="请在投产和发货前要求删除该条款。",
)
def no_clause_leaves_payment_to_the_buyer(dossier: Dossier) -> Outcomes:
    """No paper needs the applicant's hand, no original goes to him, nothing waits for his word.

    Papers issued or signed by the applicant, a specimen that only his bank has, an original bill
    of lading sent to him, less than the full set, a credit that is not operative yet, a vessel that
    he names, payment after arrival or approval: each lets him stop the payment.
    """
    for clause in demands_of(in_roles(given(dossier.credit))).clauses:
        for problem, part, wanted in list(_soft(clause))[:1]:
            tag, number = clause_of(clause.place)
            yield fault(
                clause.place,
                actual=clause.text,
                amend=Amend(tag, part, wanted, number),
                tag=tag,
                clause=number,
                problem=problem,
            )


def _soft(clause: ReadClause) -> Iterator[tuple[Said, str, str]]:
    """What is soft about a clause, what of it, and what that should read; empty if it has to go."""
    for soft in clause.soft:
        yield Said(soft.en, soft.zh), clause.text, ""
    for demand in clause.papers:
        signs = _BUYER.search(norm(f"{demand.issuer} {demand.signed_by}"))
        if signs:
            yield Said("a paper comes from the buyer", "单据由买方出具或签署"), clause.text, ""
        if demand.kind == "bill-of-lading" and _less_than_all(demand):
            part = _PART_OF_SET.search(clause.text)
            said = Said("an original bill of lading stays outside the bank", "提单非全套")
            yield said, part[0] if part else clause.text, "3/3 (FULL SET)"


def _less_than_all(demand: PaperDemand) -> bool:
    copies = demand.copies
    return copies.of_set is not None and (copies.originals or 0) < copies.of_set


@rule(
    "LCR-023",
    severity=Severity.INFO,
    needs=("credit",),
    refs=("UCP 600 art. 14(h)", "ISBP 745 A26"),
    en='Clause {clause} of the credit ({tag}) names no paper to show it by: "{actual}".',
    zh="信用证{tag}第{clause}条为非单据化条件:“{actual}”。",
    fix="Banks disregard it; still, let no paper contradict it, and fulfil it towards the buyer.",
    fix_zh="银行不予理会,但单据不得与之矛盾,并须对买方履行。",
)
def a_condition_names_the_paper_that_shows_it(dossier: Dossier) -> Outcomes:
    """A condition on goods, packing or vessel without a paper is disregarded by banks."""
    for clause in demands_of(given(dossier.credit)).clauses:
        flat = norm(clause.text)
        topics = {each.topic for each in clause.conditions}
        named = clause.papers or clause.everywhere or _ON_PAPER.search(flat)
        if not named and (topics & {*_BARE_TOPICS} or _OF_GOODS.search(flat)):
            tag, number = clause_of(clause.place)
            yield fault(clause.place, actual=clause.text, tag=tag, clause=number)


@rule(
    "LCR-046",
    severity=Severity.WARNING,
    guards=PRESENTED,
    needs=("credit.documents",),
    refs=("UCP 600 art. 20(a)(i): bills of lading as documents of title", "ISBP 745 E13"),
    en="Clause {clause} of the credit ({tag}) has the goods consigned {actual}, not {expected}.",
    zh="信用证{tag}第{clause}条收货人为{actual},稳妥的写法为{expected}。",
    fix="Have the consignee amended, so that the goods stay with the bank until it is paid.",
    fix_zh="请要求更改收货人,使货权在付款前由银行控制。",
)
def transport_documents_do_not_give_the_goods_to_the_applicant(dossier: Dossier) -> Outcomes:
    """Bills of lading are to order or to a bank; consigned to the applicant they free the goods."""
    for demand in demands_of(in_roles(given(dossier.credit))).papers:
        asked = norm(demand.consignee)
        if demand.kind in TRANSPORT_KINDS and _BUYER.search(asked):
            tag, number = clause_of(demand.place)
            to_order = demand.kind == "bill-of-lading"
            wanted = "TO ORDER OF SHIPPER" if to_order else "TO THE ISSUING BANK"
            yield fault(
                demand.place,
                expected=wanted,
                actual=demand.consignee,
                amend=Amend(tag, demand.consignee, wanted, number),
                tag=tag,
                clause=number,
            )
