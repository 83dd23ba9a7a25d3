"""LCR: what is invoiced and drawn against what the credit pays (发票金额、信用证金额)."""

from __future__ import annotations

from decimal import Decimal

from docgen.checks import names
from docgen.checks.credits import amount_limits, is_allowed, one_shipment_only
from docgen.checks.dossier import Dossier
from docgen.checks.needs import given
from docgen.checks.papers import BE, CI, Paper
from docgen.checks.presented import of_kinds
from docgen.checks.rule import Fault, Outcomes, fault, rule, skip
from docgen.checks.shipments import guarded, listed
from docgen.findings import Severity

_NO_INVOICE = ("there is no invoice with an amount", "没有带金额的发票", "/issued")


@rule(
    "LCR-004",
    severity=Severity.ERROR,
    guards=(CI,),
    needs=("credit.amount",),
    refs=("UCP 600 art. 18(b), 30(a), (b)", "MT700 field 39A: of the amount alone"),
    en="The {papers}: {actual}, but the credit pays {expected} at most (difference {difference}).",
    zh="{papers}金额为{actual},信用证最高金额为{expected},超出{difference}。",
    fix="Ship or invoice less, or have the credit amended before shipment.",
    fix_zh="请减少出运或开票金额,或在装运前要求改证。",
)
def the_invoice_is_not_above_the_credit(dossier: Dossier) -> Outcomes:
    """Invoices come to no more than field 32B and its tolerance.

    39A gives the tolerance of the amount alone, ABOUT beside it 10%, a clause of 45A or 47A what it
    says; MAXIMUM none. More bulk goods (art. 30(b)) never raise the amount. Several invoices of
    one presentation add up. Another currency is a matter of LCR-060.
    """
    most = amount_limits(given(dossier.credit)).most
    invoices = _in_the_currency(dossier)
    if not invoices:
        yield skip(*_NO_INVOICE)
        return
    total = sum((each.facts.amount or Decimal(0) for each in invoices), Decimal(0))
    if most is not None and total > most:
        yield _off(dossier, invoices, most, total)


def _in_the_currency(dossier: Dossier) -> tuple[Paper, ...]:
    """The invoices in the currency of the credit."""
    wanted = given(dossier.credit).currency
    return tuple(
        paper
        for paper in of_kinds(dossier, CI)
        if paper.facts.amount is not None
        and (wanted is None or paper.facts.currency in (None, wanted))
    )


def _off(dossier: Dossier, papers: tuple[Paper, ...], want: Decimal, got: Decimal) -> Fault:
    return fault(
        *(paper.at("amount") for paper in papers),
        "/credit/amount",
        expected=want,
        actual=got,
        papers=listed(dossier, papers),
    )


@rule(
    "LCR-005",
    severity=Severity.ERROR,
    guards=(CI,),
    needs=("credit.amount",),
    refs=("UCP 600 art. 30(a), (c), 31(a)",),
    en="The {papers}: {actual}, but the credit, which forbids partial shipment, wants {expected}"
    " at least (difference {difference}).",
    zh="{papers}金额为{actual};信用证不允许分批,最低须为{expected},相差{difference}。",
    fix="Ship all goods at the price of the credit, or have partial shipment allowed.",
    fix_zh="请按信用证单价全部出运,或要求改证允许分批装运。",
)
def the_invoice_is_not_below_the_credit(dossier: Dossier) -> Outcomes:
    """Where partial shipment is forbidden, hardly less than the whole may be drawn.

    39A, ABOUT or a clause say how much less; else 5% (art. 30(c)), if all goods are shipped at the
    full price, which LCR-006 and LCR-007 look at. Where parts may be shipped, nothing is too
    little.
    """
    credit = given(dossier.credit)
    if credit.partial_shipments and is_allowed(credit.partial_shipments) is None:
        yield skip(
            f"the credit says of partial shipment: {credit.partial_shipments}",
            f"信用证分批装运条款为“{credit.partial_shipments}”,请人工判断",
            "/credit/partial_shipments",
        )
        return
    limits, invoices = amount_limits(credit), _in_the_currency(dossier)
    if not invoices:
        yield skip(*_NO_INVOICE)
        return
    total = sum((each.facts.amount or Decimal(0) for each in invoices), Decimal(0))
    if one_shipment_only(credit) and limits.least is not None and total < limits.least:
        yield _off(dossier, invoices, limits.least, total)


@rule(
    "LCR-060",
    severity=Severity.ERROR,
    guards=(CI,),
    needs=("credit.currency",),
    refs=("UCP 600 art. 18(a)(iii), 28(f)(i)",),
    en="The {paper} is in {actual}, but the credit is in {expected}.",
    zh="{paper}币种为{actual},信用证币种为{expected}。",
    fix="Have the paper made out again in {expected}.",
    fix_zh="请按{expected}重新缮制该单据。",
)
def papers_are_in_the_currency_of_the_credit(dossier: Dossier) -> Outcomes:
    """Invoice, draft and insurance document are in the currency of the credit."""
    credit = given(dossier.credit)
    papers = of_kinds(dossier, CI, BE, "insurance-policy", "cover-note")
    stating = [paper for paper in papers if paper.facts.currency]
    if not stating:
        yield skip("no paper states a currency", "单据均未注明币种", "/issued")
    for paper in stating:
        if paper.facts.currency != credit.currency:
            yield fault(
                paper.at("currency"),
                "/credit/currency",
                expected=credit.currency or "",
                actual=paper.facts.currency or "",
                guards=guarded(paper),
                paper=names.paper(dossier, paper),
            )
