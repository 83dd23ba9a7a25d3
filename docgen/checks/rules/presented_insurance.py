"""LCR: the insurance document against the credit: amount, risks, place of claims (保险单)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_DOWN, Decimal
from typing import NamedTuple

from docgen.checks import names
from docgen.checks.credits import LEAST_COVER
from docgen.checks.delivery import cover_in, risks_in
from docgen.checks.dossier import Dossier
from docgen.checks.needs import given
from docgen.checks.papers import CI, INSURANCE_KINDS, Paper
from docgen.checks.presented import of_kinds
from docgen.checks.rule import Outcomes, Said, Skip, fault, rule, skip
from docgen.checks.words import country_at_end, norm, same_place, spot
from docgen.checks.words import names as named_in
from docgen.credit.demands import PaperDemand, demands_of
from docgen.findings import Severity

_NO_POLICY = ("there is no insurance document", "没有保险单据", "/issued")


def _asked(dossier: Dossier) -> tuple[PaperDemand, ...]:
    """The clauses that ask for an insurance document."""
    return demands_of(given(dossier.credit)).of("insurance-policy")


@rule(
    "LCR-064",
    severity=Severity.ERROR,
    guards=(CI,),
    needs=("credit.documents",),
    refs=("UCP 600 art. 28(f)(ii)", "ISBP 745 K12-K14"),
    en="The {paper} insures {currency} {actual}, but {percent}% of {currency} {value} is"
    " {currency} {expected} (difference {difference}).",
    zh="{paper}保额为{currency} {actual},而{currency} {value}的{percent}%为{currency} {expected},"
    "相差{difference}。",
    fix="Have the insurer endorse the amount before the papers are presented.",
    fix_zh="请在交单前请保险公司批改保额。",
)
def the_insured_amount_is_what_the_credit_asks_for(dossier: Dossier) -> Outcomes:
    """The goods are insured for the per cent of the invoice that 46A states, else for 110%.

    More is no discrepancy. Cents beyond the minor unit need not be insured. Several policies add
    up. Another currency is a matter of LCR-060.
    """
    demands, policies = _asked(dossier), of_kinds(dossier, *INSURANCE_KINDS)
    if not demands:
        yield skip("the credit asks for no insurance", "信用证未要求保险单", "/credit/documents")
        return
    percent = max(each.percent or LEAST_COVER for each in demands)
    short = sum_insured(dossier, percent, given(dossier.credit).currency)
    if short is None:
        missing = ("no invoice value or insured amount is given", "缺发票金额或保额", "/issued")
        yield skip(*(missing if policies else _NO_POLICY))
    elif short.insured < short.least:
        yield fault(
            *(each.at("amount") for each in short.policies),
            demands[0].place,
            expected=short.least,
            actual=short.insured,
            paper=names.paper(dossier, short.policies[0]),
            percent=percent.normalize(),
            value=short.value,
            currency=short.currency,
        )


class SumInsured(NamedTuple):
    """What the policies of a set insure, of what value, and the least that they are to insure."""

    insured: Decimal
    least: Decimal
    value: Decimal
    currency: str
    policies: tuple[Paper, ...]


def sum_insured(
    dossier: Dossier, percent: Decimal, currency: str | None = None
) -> SumInsured | None:
    """The sum insured against so many per cent of the invoices; None where either is not given.

    In the currency of the credit, or else of the invoice.
    """
    invoices = [each for each in of_kinds(dossier, CI) if each.facts.amount is not None]
    currency = currency or (invoices[0].facts.currency if invoices else None)
    policies = tuple(
        each
        for each in of_kinds(dossier, *INSURANCE_KINDS)
        if each.facts.amount is not None and each.facts.currency in (None, currency)
    )
    if not invoices or not policies:
        return None
    value = sum((each.facts.amount or Decimal(0) for each in invoices), Decimal(0))
    insured = sum((each.facts.amount or Decimal(0) for each in policies), Decimal(0))
    places = dossier.tables.currencies[currency].minor if currency else 2
    least = (value * percent / 100).quantize(Decimal(1).scaleb(-places), ROUND_DOWN)
    return SumInsured(insured, least, value, currency or "", policies)


@rule(
    "LCR-065",
    severity=Severity.ERROR,
    guards=(CI,),
    needs=("credit.documents",),
    refs=("UCP 600 art. 28(c), (d), (g), (i)", "ISBP 745 K17-K21"),
    en="The {paper}: {problem}.",
    zh="{paper}:{problem}。",
    fix="Have the cover extended or the policy endorsed as the clause says.",
    fix_zh="请按信用证条款加保或批改保险单。",
)
def the_policy_covers_what_the_credit_asks_for(dossier: Dossier) -> Outcomes:
    """The policy covers the clauses and risks of 46A, with claims payable where it says.

    The Chinese clauses count as their nearest. A cover note does not do (art. 28(c)). The policy is
    endorsed in blank where the clause says so, or issued to order.
    """
    demands, policies = _asked(dossier), of_kinds(dossier, *INSURANCE_KINDS)
    if not demands or not policies:
        no_demand = ("the credit asks for no insurance", "信用证未要求保险单", "/credit/documents")
        yield skip(*(no_demand if not demands else _NO_POLICY))
        return
    for paper in policies:
        for demand in demands:
            for name, problem in _problems(dossier, paper, demand):
                yield fault(
                    paper.at(name),
                    demand.place,
                    expected=problem,
                    paper=names.paper(dossier, paper),
                    problem=problem,
                )
        if not paper.facts.cover and any(each.cover for each in demands):
            yield _unknown(dossier, paper)


def _unknown(dossier: Dossier, paper: Paper) -> Skip:
    named = names.paper(dossier, paper)
    return skip(
        f"the risks of the {named.en} are not given", f"未填{named.zh}的承保险别", paper.at("cover")
    )


def _problems(dossier: Dossier, paper: Paper, demand: PaperDemand) -> Iterator[tuple[str, Said]]:
    facts = paper.facts
    if paper.kind == "cover-note":
        yield "kind", Said("a bank refuses a cover note", "银行不接受暂保单")
    wanted, given_cover = " ".join(demand.cover), facts.cover
    if given_cover:
        least, letter = cover_in(wanted), cover_in(given_cover)
        if least and (not letter or letter > least):
            said = f"ICC({letter})" if letter else given_cover
            yield (
                "cover",
                Said(
                    f'it covers "{said}", the credit wants ({least})',
                    f"承保“{said}”,信用证要求({least})险",
                ),
            )
        covered = risks_in(given_cover)
        for risk in risks_in(wanted):
            if risk not in covered:
                yield "cover", Said(f"{risk.en} are not covered", f"未承保{risk.zh}")
    place = facts.claims_payable_at
    if demand.claims_at and place and not _pays_at(dossier, place, demand.claims_at):
        yield (
            "claims_payable_at",
            Said(
                f'claims are payable at "{place}", the credit wants "{demand.claims_at}"',
                f"赔付地为“{place}”,信用证要求“{demand.claims_at}”",
            ),
        )
    if norm(demand.endorsed) == "BLANK" and facts.endorsement and not _in_blank(paper):
        yield (
            "endorsement",
            Said(
                f'it is endorsed "{facts.endorsement}", the credit wants it in blank',
                f"背书为“{facts.endorsement}”,信用证要求空白背书",
            ),
        )


def _pays_at(dossier: Dossier, place: str, wanted: str) -> bool:
    """Whether claims are paid at the place or in the country that is asked for."""
    tables = dossier.tables
    if named_in(place, wanted) or named_in(wanted, place):
        return True
    country = country_at_end(f"IN {wanted}", tables)
    if spot(wanted, tables).known or not country:
        return same_place(place, wanted, tables)
    return country in (spot(place, tables).country, country_at_end(f"IN {place}", tables))


def _in_blank(paper: Paper) -> bool:
    return "BLANK" in norm(paper.facts.endorsement)
