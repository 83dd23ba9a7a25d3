"""LCR: applicant and beneficiary of a credit are buyer and seller of the contract (当事人)."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checks.agreement import PRESENTED, stating, unlike
from docgen.checks.firms import (
    Firm,
    abbreviated,
    akin_names,
    bare,
    firm_in,
    same_address,
)
from docgen.checks.needs import given
from docgen.checks.papers import Paper
from docgen.checks.rule import Dossier, Fault, Outcomes, Said, Skip, rule, skip
from docgen.checks.words import country_at_end
from docgen.findings import Severity
from docgen.tables import Tables

_SIDES = (
    ("50", "applicant", "buyer", Said("the applicant", "开证申请人")),
    ("59", "beneficiary", "seller", Said("the beneficiary", "受益人")),
)


@rule(
    "LCR-017",
    severity=Severity.ERROR,
    guards=PRESENTED,
    needs=("credit",),
    refs=("UCP 600 art. 14(j), 18(a)(i), (ii)", "ISBP 745 A20", "contract: parties"),
    en='The credit ({tag}) has {what} as "{actual}"; the contract has "{expected}".',
    zh="信用证({tag}){what}为“{actual}”,合同为“{expected}”。",
    fix="Have the party amended as the contract has it, letter by letter.",
    fix_zh="请要求改证,使当事人名称、地址与合同逐字一致。",
)
def a_credit_is_between_the_parties_of_the_contract(dossier: Dossier) -> Outcomes:
    """Applicant and beneficiary are buyer and seller by name, and not the other way round.

    Papers have to repeat their names. An abbreviation of the legal form (LTD. for LIMITED) and an
    address that differs within its country are a warning, because addresses need not agree (art.
    14(j)); one in another country is an error.
    """
    credit = given(dossier.credit)
    for tag, field, side, what in _SIDES:
        text, paper = getattr(credit, field), stating(dossier, side)
        if not text or paper is None:
            yield skip(
                f"no {side} or {field} is given", f"缺{what.zh}或合同当事人", f"/credit/{field}"
            )
            continue
        yield from _compared(dossier.tables, tag, field, side, what, text, paper)


def _compared(
    tables: Tables, tag: str, field: str, side: str, what: Said, text: str, paper: Paper
) -> Iterator[Fault | Skip]:
    block: str = getattr(paper.facts, side)
    ours, theirs = firm_in(block), firm_in(text)
    place, at = f"/credit/{field}", paper.at(side)
    if block.isascii() != text.isascii() and not (ours.name.isascii() and theirs.name.isascii()):
        yield skip("the names are in two scripts", "名称文字不同,无法比较", place, at)
    elif bare(ours.name) != bare(theirs.name):
        alike = abbreviated(ours.name) == abbreviated(theirs.name)
        misspelt = alike or akin_names(ours.name, theirs.name)
        weight = Severity.WARNING if alike else None
        whole = ", ".join(part for part in ours if part)
        yield unlike(
            *(tag, place, at, what, theirs.name, ours.name),
            severity=weight,
            should_read=ours.name if misspelt else whole,
        )
        if misspelt:
            yield from _addresses(tables, tag, place, at, what, theirs, ours)
    else:
        yield from _addresses(tables, tag, place, at, what, theirs, ours)


def _addresses(
    tables: Tables, tag: str, place: str, at: str, what: Said, theirs: Firm, ours: Firm
) -> Iterator[Fault | Skip]:
    if not (theirs.address and ours.address):
        yield skip("only one of the two has an address", "只有一方写明地址", place, at)
    elif not same_address(theirs.address, ours.address):
        there, here = (country_at_end(each.address, tables) for each in (theirs, ours))
        abroad = there and here and there != here
        said = Said(f"the address of {what.en}", f"{what.zh}地址")
        weight = None if abroad else Severity.WARNING
        yield unlike(tag, place, at, said, theirs.address, ours.address, severity=weight)
