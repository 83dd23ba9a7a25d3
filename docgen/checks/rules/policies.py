"""INC: the insurance policy as issued: amount and date (保险单)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import ROUND_DOWN, Decimal

from docgen.checks import names
from docgen.checks.papers import CI, INSURANCE_KINDS, Paper
from docgen.checks.rule import Deal, Fault, Outcomes, Said, Skip, fault, rule, skip
from docgen.checks.rules.insurance import insurance_clauses, no_policy, seller_insures
from docgen.checks.words import norm
from docgen.findings import Severity
from docgen.order.terms import CreditAtSight, UsanceCredit

_PERCENT = re.compile(r"\b(1[0-9]{2}) ?(?:%|PCT|PERCENT|PER CENT)")


@rule(
    "INC-005",
    severity=Severity.ERROR,
    guards=(CI,),
    refs=(
        "ICC Incoterms 2020, CIF A5 and CIP A5",
        "UCP 600 art. 28(f)",
        "ISBP 745 section K, amount and percentage",
    ),
    en="The {paper} insures {currency} {actual}, but {percent}% of {currency} {value} is"
    " {currency} {expected} (difference {difference}).",
    zh="{paper}保额为{currency} {actual},而{currency} {value}的{percent}%为{currency} {expected},"
    "相差{difference}。",
    fix="Have the insurer endorse the amount, or correct it in the order file.",
    fix_zh="请保险公司批改保额,或更正订单文件中的金额。",
)
def the_goods_are_insured_for_the_agreed_percentage(
    deal: Deal, *, most_percent: int = 200
) -> Outcomes:
    """The insured amount is at least the agreed percentage of the invoice (usually 110%).

    The higher of contract and credit counts. Several policies for one invoice add up; cents beyond
    the currency's minor unit need not be insured. More than `most_percent` is a warning, for a
    digit too many costs premium. A policy that the buyer takes out is not looked at, nor one in
    another currency: that rule PTY-003 finds.
    """
    if not seller_insures(deal):
        return
    sums: dict[str, Decimal] = defaultdict(Decimal)
    first: dict[str, Paper] = {}
    for paper in deal.issued(*INSURANCE_KINDS):
        if paper.facts.amount is not None and paper.facts.currency in (None, deal.order.currency):
            number = norm(paper.facts.invoice_number) or _our_invoice(deal)
            sums[number] += paper.facts.amount
            first.setdefault(number, paper)
        else:
            yield skip(
                "no amount in the currency of the order is given",
                "未填与订单同币种的保额",
                paper.place,
            )
    yield from no_policy(deal)
    for number, insured in sums.items():
        yield from _insured(deal, first[number], number, insured, most_percent)


def _insured(
    deal: Deal, paper: Paper, number: str, insured: Decimal, most_percent: int
) -> Iterator[Fault | Skip]:
    value = _invoice_value(deal, number)
    if value is None:
        yield skip(
            f"the value of invoice {number} is not known",
            f"不知发票{number}的金额",
            paper.at("invoice_number"),
        )
        return
    percent = _agreed_percent(deal)
    minor = Decimal(1).scaleb(-deal.tables.currencies[deal.order.currency].minor)
    least = (value * percent / 100).quantize(minor, ROUND_DOWN)
    too_much = insured * 100 > value * most_percent
    if insured < least or too_much:
        yield fault(
            paper.at("amount"),
            "/terms/insurance/percent_of_value",
            "/goods",
            expected=least,
            actual=insured,
            severity=Severity.WARNING if too_much else None,
            paper=names.paper(deal, paper),
            percent=percent,
            value=value,
            currency=deal.order.currency,
        )


@rule(
    "INC-009",
    severity=Severity.ERROR,
    guards=(CI,),
    refs=("UCP 600 art. 28(c), (e)", "ISBP 745 section K, dates"),
    en="The {paper}: {problem}.",
    zh="{paper}:{problem}。",
    fix="Obtain a policy that covers the goods from the day of shipment at the latest.",
    fix_zh="请取得最迟自装运日起承保的保险单或保险凭证。",
)
def the_cover_begins_before_the_goods_leave(deal: Deal) -> Outcomes:
    """A policy is dated not later than shipment, and under a credit no cover note stands for it.

    A later date passes where the policy says from when its cover is effective. Against a planned
    day of departure a later date is a warning alone.
    """
    credit = deal.order.credit or isinstance(deal.order.terms.payment, CreditAtSight | UsanceCredit)
    yield from no_policy(deal)
    for paper in deal.issued(*INSURANCE_KINDS):
        if paper.kind == "cover-note" and credit:
            said = Said("a bank refuses a cover note under a credit", "信用证项下银行不接受暂保单")
            yield fault(
                paper.at("kind"), actual=paper.kind, paper=names.paper(deal, paper), problem=said
            )
        effective = any("EFFECTIVE" in text.upper() for text in paper.facts.text)
        dated, shipped = paper.facts.date, deal.shipped_on
        if dated is None or shipped is None:
            yield skip(
                "its date or the day of shipment is missing",
                "缺保险单日期或装运日期",
                paper.at("date"),
            )
        elif dated > shipped and not effective:
            planned = deal.shipped_at.endswith("etd")
            yield fault(
                paper.at("date"),
                deal.shipped_at,
                expected=shipped,
                actual=dated,
                severity=Severity.WARNING if planned else None,
                paper=names.paper(deal, paper),
                problem=Said(
                    f"its date {dated} is after shipment on {shipped}",
                    f"出单日{dated}晚于装运日{shipped}",
                ),
            )


def _agreed_percent(deal: Deal) -> int:
    """The highest of the terms, the papers promised and those that the credit asks for."""
    asked = [int(p) for _, text in insurance_clauses(deal) for p in _PERCENT.findall(text.upper())]
    return max(deal.order.terms.insurance.percent_of_value, *asked, 0)


def _our_invoice(deal: Deal) -> str:
    return norm(deal.order.invoice.number) if deal.order.invoice else ""


def _invoice_value(deal: Deal, number: str) -> Decimal | None:
    """The total of that invoice: ours, or one under issued."""
    if number == _our_invoice(deal):
        return deal.totals.amount
    return next(
        (each.facts.amount for each in deal.issued(CI) if norm(each.facts.number) == number), None
    )
