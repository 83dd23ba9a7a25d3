"""LCR: a transferred credit against the one that it was transferred from (转让信用证)."""

from __future__ import annotations

from docgen.checks import names
from docgen.checks.agreement import clause_of
from docgen.checks.credits import LEAST_COVER, kept_cover
from docgen.checks.needs import given
from docgen.checks.rule import Amend, Dossier, Outcomes, fault, rule, skip
from docgen.credit.demands import demands_of
from docgen.findings import Severity
from docgen.rounding import rounded


@rule(
    "LCR-076",
    severity=Severity.WARNING,
    needs=("credit",),
    refs=("UCP 600 art. 38(g), 28(f)(ii)",),
    en="Clause {clause} of the credit ({tag}) asks for insurance of {actual}% of {value}; the first"
    " credit's cover of {cover} takes {expected}%.",
    zh="信用证{tag}第{clause}条投保比例为{value}的{actual}%;要达到原证保额{cover},应为{expected}%。",
    fix="Have the per cent of cover raised, so that the policy fits the first credit.",
    fix_zh="请在转让时提高投保比例,使保险单符合原证要求。",
)
def a_transferred_credit_keeps_the_cover_of_the_first(dossier: Dossier) -> Outcomes:
    """A credit transferred for less than its amount asks for so many per cent more of insurance.

    The second beneficiary insures per cent of his own, lower, price; his policy is presented under
    the first credit, whose cover it has to reach.
    """
    credit = given(dossier.credit)
    first, wanted, currency = credit.transferred_from, kept_cover(credit), credit.currency
    if first is None or wanted is None or currency is None:
        if first or credit.message == "MT720":
            place = "/credit/amount" if first else "/credit/transferred_from"
            yield skip("the amount of either credit is not given", "未给出原证或转让证金额", place)
        return
    demands = [each for each in demands_of(credit).of("insurance-policy") if not each.additional]
    if not demands:
        yield skip("the credit asks for no insurance", "信用证未要求保险单", "/credit/documents")
    cover = first.amount * (first.insurance_percent or LEAST_COVER) / 100
    minor = dossier.tables.currencies[currency].minor
    for demand in demands:
        asked = demand.percent or LEAST_COVER
        if asked >= wanted:
            continue
        tag, clause = clause_of(demand.place)
        reads, should = (f"{each.normalize():f}% OF INVOICE VALUE" for each in (asked, wanted))
        yield fault(
            *(demand.place, "/credit/transferred_from"),
            expected=wanted.normalize(),
            actual=asked.normalize(),
            amend=Amend(tag, reads if demand.percent else "", should, clause),
            tag=tag,
            clause=clause,
            value=names.money(given(credit.amount), currency),
            cover=names.money(rounded(cover, minor), currency),
        )
