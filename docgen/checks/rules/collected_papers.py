"""LCR: a set that no credit measures, paid by collection or transfer, against its sale (托收)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from docgen.checks import names
from docgen.checks.agreement import stating
from docgen.checks.credits import LEAST_COVER
from docgen.checks.deal import Deal
from docgen.checks.delivery import freight_payer
from docgen.checks.dossier import Dossier
from docgen.checks.papers import BE, CI, INSURANCE_KINDS, Paper
from docgen.checks.presented import firm, of_kinds, same_firm, transport
from docgen.checks.rule import Fault, Outcomes, Said, fault, rule, skip
from docgen.checks.rules.credit_term import term_in
from docgen.checks.rules.presented_drafts import Problem, drawn_for, tenor_of
from docgen.checks.rules.presented_insurance import sum_insured
from docgen.checks.words import country_of, norm
from docgen.credit.demands import demands_of
from docgen.findings import Severity
from docgen.tables import Incoterm

_A5 = "ICC Incoterms 2020, CIF A5 and CIP A5"
_NO_TERM = (
    "no trade term can be read on contract or invoice",
    "合同和发票均未写贸易术语",
    "/issued",
)
_NO_POLICY = ("there is no insurance document", "没有保险单据", "/issued")
_NO_DRAFT = ("there is no draft", "没有汇票", "/issued")
_FREIGHT = {"seller": "FREIGHT PREPAID", "buyer": "FREIGHT COLLECT"}


def _sold_on(dossier: Dossier) -> tuple[Incoterm | None, str]:
    """Row of the trade term of the contract, or else of the invoice, and where it stands."""
    for paper in (stating(dossier, "delivery"), *of_kinds(dossier, CI)):
        term = term_in(paper.facts.delivery, dossier) if paper else None
        if term and paper:
            return dossier.tables.incoterms.get(term.rule), paper.at("delivery")
    return None, ""


@rule(
    "LCR-077",
    severity=Severity.ERROR,
    guards=(CI,),
    refs=("ICC Incoterms 2020, A9 and B9: allocation of costs", "UCP 600 art. 14(d)"),
    en='The {paper} is marked "{actual}"; under {term} it should be marked {expected}.',
    zh="{paper}注明“{actual}”,{term}下应注明{expected}。",
    fix="Have the carrier change the freight clause, or find out which trade term was agreed.",
    fix_zh="请承运人更正运费条款,或核实约定的贸易术语。",
)
def freight_is_marked_as_the_trade_term_says(dossier: Dossier) -> Outcomes:
    """Prepaid under the C and D rules, collect under the E and F rules.

    Where a credit says how freight is marked, that counts (LCR-067); an order has INC-003. Prepaid
    under an E or F rule is a warning: the seller may have advanced it.
    """
    if isinstance(dossier, Deal):
        return
    row, where = _sold_on(dossier)
    papers = transport(dossier)
    if row is None or not papers:
        no_paper = ("there is no transport document", "没有运输单据", "/issued")
        yield skip(*(no_paper if row else _NO_TERM))
        return
    payer = "seller" if row.freight else "buyer"
    for paper in papers:
        said = freight_payer(paper.facts.freight)
        if said and said != payer and not _says_freight(dossier, paper):
            yield fault(
                paper.at("freight"),
                where,
                expected=_FREIGHT[payer],
                actual=paper.facts.freight,
                severity=None if row.freight else Severity.WARNING,
                paper=names.paper(dossier, paper),
                term=row.code,
            )


def _says_freight(dossier: Dossier, paper: Paper) -> bool:
    """Whether the credit itself says how the freight is marked."""
    credit = dossier.credit
    return credit is not None and any(each.freight for each in demands_of(credit).of(paper.kind))


@rule(
    "LCR-078",
    severity=Severity.ERROR,
    guards=(CI,),
    refs=(_A5, "UCP 600 art. 28(f)(ii)"),
    en="The {paper}: {problem}.",
    zh="{paper}:{problem}。",
    fix="Have the insurer endorse the policy before the papers go out.",
    fix_zh="请在交单前请保险公司批改保险单。",
)
def goods_are_insured_as_the_sale_needs_it(dossier: Dossier) -> Outcomes:
    """Under CIF and CIP, for the per cent agreed or 110%, with claims payable abroad.

    Until the buyer has paid, the assured is the seller, who endorses the policy in blank: one in
    the buyer's name gives the cover away before payment. That, and claims that are not paid in the
    country of destination, are warnings. Where a credit asks for insurance, that counts (LCR-064,
    LCR-065); an order has INC-005.
    """
    if isinstance(dossier, Deal) or dossier.credit:
        return
    row, where = _sold_on(dossier)
    if row is None:
        yield skip(*_NO_TERM)
    elif row.insurance:
        policies = of_kinds(dossier, *INSURANCE_KINDS)
        if not policies:
            yield skip(*_NO_POLICY)
        yield from _insured_sum(dossier, where)
        for paper in policies:
            yield from _assured(dossier, paper)
            yield from _paid_at(dossier, paper)


def _insured_sum(dossier: Dossier, where: str) -> Iterator[Fault]:
    contract = stating(dossier, "terms/insurance_percent")
    agreed = contract.facts.terms.insurance_percent if contract else None
    percent = Decimal(agreed or LEAST_COVER)
    found = sum_insured(dossier, percent)
    if found is None or found.insured >= found.least:
        return
    insured, value, least = (f"{each:,f}" for each in (found.insured, found.value, found.least))
    problem = Said(
        f"it insures {found.currency} {insured}, but {percent}% of {value} is {least}",
        f"保额为{found.currency} {insured},而{value}的{percent}%为{least}",
    )
    first = found.policies[0]
    at = contract.at("terms/insurance_percent") if contract else where
    yield _policy(dossier, first, "amount", at, problem, found.least, found.insured, None)


def _assured(dossier: Dossier, paper: Paper) -> Iterator[Fault]:
    seller, buyer = stating(dossier, "seller"), stating(dossier, "buyer")
    stated = paper.facts.insured
    if not (stated and seller and buyer):
        return
    named, theirs = firm(seller.facts.seller), firm(buyer.facts.buyer)
    if same_firm(stated, theirs) and not same_firm(stated, named):
        problem = Said(
            f'the assured is the buyer "{theirs}", who has not paid yet; it should be "{named}"',
            f"被保险人为尚未付款的买方“{theirs}”,应为“{named}”",
        )
        at = seller.at("seller")
        yield _policy(dossier, paper, "insured", at, problem, named, stated, Severity.WARNING)


def _paid_at(dossier: Dossier, paper: Paper) -> Iterator[Fault]:
    facts, tables = paper.facts, dossier.tables
    goes_to = facts.final_destination or facts.port_of_discharge
    for other in transport(dossier):
        goes_to = goes_to or other.facts.final_destination or other.facts.port_of_discharge
    paid, there = (country_of(each, tables) for each in (facts.claims_payable_at, goes_to))
    if paid and there and paid != there:
        problem = Said(
            f'claims are payable at "{facts.claims_payable_at}", the goods go to "{goes_to}"',
            f"赔付地为“{facts.claims_payable_at}”,货物运往“{goes_to}”",
        )
        name, at = "claims_payable_at", paper.at("port_of_discharge")
        actual = facts.claims_payable_at
        yield _policy(dossier, paper, name, at, problem, goes_to, actual, Severity.WARNING)


def _policy(
    dossier: Dossier,
    paper: Paper,
    name: str,
    against: str,
    problem: Said,
    expected: Decimal | str,
    actual: Decimal | str,
    weight: Severity | None,
) -> Fault:
    return fault(
        paper.at(name),
        against,
        expected=expected,
        actual=actual,
        severity=weight,
        paper=names.paper(dossier, paper),
        problem=problem,
    )


@rule(
    "LCR-079",
    severity=Severity.ERROR,
    guards=(CI, BE),
    refs=("URC 522 art. 2, 5, 6: parties of a collection", "UCP 600 art. 14(d)"),
    en="The {paper}: {problem}.",
    zh="{paper}:{problem}。",
    fix="Draw it again: by the seller, on the buyer, for the invoice, at the tenor agreed.",
    fix_zh="请重新缮制汇票:出票人为卖方,受票人为买方,金额与发票一致,期限按合同。",
)
def a_draft_for_collection_is_drawn_on_the_buyer(dossier: Dossier) -> Outcomes:
    """Without a credit the seller draws on the buyer, for the invoice, as the contract says.

    An order has its own draft made from its facts. A contract that is paid under a credit which is
    not given says nothing of the draft.
    """
    if isinstance(dossier, Deal) or dossier.credit:
        return
    drafts, contract = of_kinds(dossier, BE), stating(dossier, "terms/payment")
    payment = contract.facts.terms.payment if contract else None
    if payment and payment.type.startswith("lc_"):
        yield skip("the credit is not given", "未提供信用证", "/credit")
        return
    if not drafts:
        yield skip(*_NO_DRAFT)
    for paper in drafts:
        for name, where, expected, actual, problem in _drawn(dossier, paper):
            yield fault(
                paper.at(name),
                where,
                expected=expected,
                actual=actual,
                paper=names.paper(dossier, paper),
                problem=problem,
            )


def _drawn(dossier: Dossier, paper: Paper) -> Iterator[Problem]:
    yield from drawn_for(dossier, paper)
    facts = paper.facts
    parties = (
        ("drawee", facts.drawee, "buyer", Said("drawn on", "受票人")),
        ("issuer", facts.issuer, "seller", Said("drawn by", "出票人")),
    )
    for name, stated, role, what in parties:
        party = stating(dossier, role) or next(iter(of_kinds(dossier, CI)), None)
        wanted = firm(getattr(party.facts, role)) if party else ""
        if party and stated and wanted and not same_firm(stated, wanted):
            said = Said(
                f'it is {what.en} "{firm(stated)}", not "{wanted}"',
                f"{what.zh}为“{firm(stated)}”,应为“{wanted}”",
            )
            yield name, party.at(role), wanted, firm(stated), said
    yield from _tenor(dossier, paper)


def _tenor(dossier: Dossier, paper: Paper) -> Iterator[Problem]:
    contract = stating(dossier, "terms/payment")
    payment = contract.facts.terms.payment if contract else None
    if contract is None or payment is None or payment.type not in ("dp", "da"):
        return
    agreed = _AFTER[getattr(payment, "after", "sight")]
    wanted = f"AT {payment.days} DAYS AFTER {agreed}" if payment.days else "AT SIGHT"
    stated = tenor_of(paper.facts.tenor)
    if stated and stated != tenor_of(wanted):
        said = Said(
            f'its tenor is "{paper.facts.tenor}", agreed was {wanted}',
            f"期限为“{paper.facts.tenor}”,约定为{wanted}",
        )
        yield "tenor", contract.at("terms/payment"), wanted, norm(paper.facts.tenor), said


_AFTER = {"sight": "SIGHT", "bl_date": "BILL OF LADING DATE", "draft_date": "DATE"}
