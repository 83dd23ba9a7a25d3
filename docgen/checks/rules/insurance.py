"""INC: who insures by the trade term, and what the cover is (保险险别)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from docgen.checks import names
from docgen.checks.delivery import cover_in, risks_in
from docgen.checks.origin_papers import clauses_on_papers
from docgen.checks.papers import CI, INSURANCE_KINDS, SC, Paper
from docgen.checks.rule import Deal, Fault, Outcomes, Said, Skip, fault, rule, skip
from docgen.checks.rules.incoterms import term_of
from docgen.checks.words import norm
from docgen.findings import Severity

_A5 = "ICC Incoterms 2020, CIF A5 and CIP A5"
_CIF = "1"
"""Code of 成交方式 whose price contains freight and insurance (CIF, CIP and the D rules)."""
_OWED_COVER = "ICC(C)"
"""The least cover that editions before 2020 want of any rule (Incoterms 2010, CIF A3, CIP A3)."""


def seller_insures(deal: Deal) -> bool:
    """Whether the term or the parties make the seller insure for the buyer."""
    return term_of(deal).insurance or deal.order.terms.insurance.by == "seller"


def no_policy(deal: Deal) -> Iterator[Skip]:
    """That the seller has to insure, but no policy is there to be read."""
    if seller_insures(deal) and not deal.issued(*INSURANCE_KINDS):
        yield skip("no insurance policy is given under issued", "issued中没有保险单", "/issued")


def insurance_clauses(deal: Deal) -> Iterator[tuple[Said, str]]:
    """What contract and credit ask of the policy: who asks, and in which words."""
    for where, text in clauses_on_papers(deal):
        if "INSURANCE" in text.upper() or "保险" in text:
            in_credit = where.startswith("/credit")
            yield Said("the credit", "信用证") if in_credit else Said("the contract", "合同"), text


@rule(
    "INC-004",
    severity=Severity.ERROR,
    guards=(SC, CI),
    refs=(_A5, "GACC announcement 2019-18: 成交方式, 保费"),
    en="Under {term} {owed}, but {problem}.",
    zh="{term}{owed},但{problem}。",
    fix="Correct the insurance or the trade term, so that one of the parties insures and pays.",
    fix_zh="请更正保险安排或贸易术语,明确由哪一方投保付费。",
)
def insurance_is_owed_by_whom_the_term_says(deal: Deal) -> Outcomes:
    """CIF and CIP oblige the seller to insure; CFR, CPT, E and F prices contain no premium.

    Under the D rules the seller carries the risk and may insure himself. Papers promised to the
    buyer against the term are a warning: they may have been agreed.
    """
    order, row = deal.order, term_of(deal)
    premium = order.shipment.insurance if order.shipment else None
    if row.insurance:
        if order.terms.insurance.by == "buyer":
            said = Said("the terms let the buyer insure", "条款约定由买方投保")
            yield _misplaced(deal, "/terms/insurance/by", said)
        if premium is None:
            yield skip("the premium is not known yet", "尚未填写保险费", "/shipment/insurance")
        elif not premium:
            said = Said("the premium is given as 0", "保险费填为0")
            yield _misplaced(deal, "/shipment/insurance", said)
    elif row.customs_terms != _CIF:
        yield from _not_owed(deal, premium)


def _not_owed(deal: Deal, premium: Decimal | None) -> Iterator[Fault]:
    order = deal.order
    if premium:
        money = names.money(premium, order.currency)
        said = Said(f"the price contains a premium of {money.en}", f"价内含保险费{money.zh}")
        yield _misplaced(deal, "/shipment/insurance", said)
    if any(charge.kind == "insurance" for charge in order.charges):
        return
    if order.terms.insurance.by == "seller":
        said = Said("the terms let the seller insure", "条款约定由卖方投保")
        yield _misplaced(deal, "/terms/insurance/by", said, Severity.WARNING)
        return
    for index, text in enumerate(order.terms.documents):
        if re.search(r"INSURANCE (?:POLICY|CERTIFICATE)|保险单", norm(text)):
            said = Said(f'the seller is to present: "{text}"', f"要求卖方提交“{text}”")
            yield _misplaced(deal, f"/terms/documents/{index}", said, Severity.WARNING)


def _misplaced(deal: Deal, where: str, problem: Said, weight: Severity | None = None) -> Fault:
    row = term_of(deal)
    seller, buyer = (
        Said("the seller insures", "应由卖方投保"),
        Said("the buyer insures", "应由买方投保"),
    )
    owed = seller if row.insurance else buyer
    return fault(
        where,
        "/terms/delivery/rule",
        expected=owed,
        actual=problem,
        severity=weight,
        term=row.code,
        owed=owed,
        problem=problem,
    )


@rule(
    "INC-008",
    severity=Severity.ERROR,
    guards=(CI,),
    refs=(_A5, "UCP 600 art. 28(g), (h)", "CIC of PICC 1/1/1981: 平安险, 水渍险, 一切险"),
    en="The {paper} gives {actual}, but {source} asks for {expected}.",
    zh="{paper}为{actual},而{source}要求{expected}。",
    fix="Have the cover extended, or agree with the buyer in writing on the lesser one.",
    fix_zh="请向保险公司加保,或与客户书面约定较低的险别。",
)
def the_cover_is_at_least_what_was_agreed(deal: Deal) -> Outcomes:
    """The contract's cover meets the trade term, and the policy meets contract and credit.

    CIP of 2020 wants clauses (A), CIF and CIP of 2010 only (C). A contract below that is a
    warning, since the parties may agree so. The Chinese clauses count as their nearest: all risks
    as (A), W.P.A. as (B), F.P.A. as (C); war and strikes are compared where agreed.
    """
    if not seller_insures(deal):
        return
    agreed, least = deal.order.terms.insurance.cover, _least_cover(deal)
    if agreed and least and (letter := cover_in(agreed)) and letter > least:
        yield fault(
            "/terms/insurance/cover",
            "/terms/delivery/rule",
            expected=f"ICC({least})",
            actual=agreed,
            severity=Severity.WARNING,
            paper=Said("contract", "合同"),
            source=Said(term_of(deal).code, term_of(deal).code),
        )
    yield from no_policy(deal)
    for paper in deal.issued(*INSURANCE_KINDS):
        yield from _covered(deal, paper, least)


def _covered(deal: Deal, paper: Paper, least: str) -> Iterator[Fault | Skip]:
    """What of the cover asked for the policy lacks."""
    text = "\n".join(paper.facts.text)
    given = cover_in(text)
    if not given:
        yield skip("no clauses of cover can be read", "无法读出承保险别", f"{paper.place}/text")
        return
    asked = [(Said("the contract", "合同"), deal.order.terms.insurance.cover)]
    asked += insurance_clauses(deal)
    if not deal.order.terms.insurance.cover and least:
        asked.append((Said(term_of(deal).code, term_of(deal).code), f"ICC({least})"))
    risks = risks_in(text)
    for source, words in asked:
        letter = cover_in(words)
        lacking = [each for each in risks_in(words) if each not in risks]
        if letter and given > letter:
            lacking.insert(0, Said(f"clauses ({letter})", f"({letter})险"))
        if lacking:
            yield fault(
                f"{paper.place}/text",
                "/terms/insurance/cover",
                expected=Said(
                    " and ".join(each.en for each in lacking), "、".join(e.zh for e in lacking)
                ),
                actual=Said(f"clauses ({given})", f"({given})险"),
                paper=names.paper(deal, paper),
                source=source,
            )
            return


def _least_cover(deal: Deal) -> str:
    """`A` or `C`, the least that the term wants; empty where it wants no insurance."""
    row = term_of(deal)
    if not row.insurance:
        return ""
    newest = max(row.editions) == deal.order.terms.delivery.edition
    return cover_in(row.minimum_cover if newest else _OWED_COVER)
