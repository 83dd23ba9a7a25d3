"""LCR: the trade term of a credit, and what it asks of freight and insurance under that term."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from docgen.checks.agreement import PRESENTED, clause_of, stating, unlike
from docgen.checks.credits import kept_cover
from docgen.checks.delivery import Term, cover_in, risks_in, terms_in, without_commission
from docgen.checks.needs import given
from docgen.checks.papers import TRANSPORT_KINDS
from docgen.checks.rule import Amend, Dossier, Fault, Outcomes, Said, fault, rule, skip
from docgen.checks.rules.credit_shipment import fits
from docgen.credit.demands import PaperDemand, demands_of
from docgen.findings import Severity
from docgen.order.credit import Credit
from docgen.order.issued import IssuedPaper
from docgen.tables import Incoterm

_ICC = "ICC Incoterms 2020, A9 and B9: allocation of costs"
_A5 = "ICC Incoterms 2020, CIF A5 and CIP A5"
_TERM = Said("the trade term", "贸易术语")
_CONTRACT = Said("the contract has", "合同为")
_OWN_TERM = Said("its own trade term is", "其贸易术语为")
_LOADING = "port of shipment"
_FREIGHT = {True: "FREIGHT PREPAID", False: "FREIGHT COLLECT"}


def term_in(text: str, dossier: Dossier) -> Term | None:
    """The trade term that a text states."""
    return next(iter(terms_in(without_commission(text)[0], dossier.tables)), None)


def stated_term(credit: Credit, dossier: Dossier) -> tuple[Term | None, str, str]:
    """Term of a credit, its words, and the place where it stands."""
    for text, where in ((credit.price_term, "price_term"), (credit.goods, "goods")):
        if term := term_in(text, dossier):
            words = text if where == "price_term" else f"{term.rule} {term.place}".strip()
            return term, words, f"/credit/{where}"
    return None, "", ""


@rule(
    "LCR-032",
    severity=Severity.ERROR,
    guards=PRESENTED,
    needs=("credit",),
    refs=("ISBP 745 C8, ISBP 821 C8", "ICC Incoterms 2020, rules by rule", "UCP 600 art. 18(c)"),
    en='The credit ({tag}) has {what} "{actual}"; it should be "{expected}".',
    zh="信用证({tag}){what}为“{actual}”,应为“{expected}”。",
    fix="Have the trade term amended; invoices must state that of the credit.",
    fix_zh="请要求改证;发票须照列信用证的贸易术语。",
)
def a_credit_has_the_trade_term_of_the_contract(dossier: Dossier) -> Outcomes:
    """Rule, named place, edition and commission are as agreed, and the place fits the rule.

    Behind FOB and its like stands the port of loading, behind CFR and CIF that of discharge; so a
    place that is at the other end of the credit's own voyage is an error without any contract. An
    edition or a commission that differs is a warning.
    """
    credit, paper = given(dossier.credit), stating(dossier, "delivery")
    term, words, where = stated_term(credit, dossier)
    if term is None:
        yield skip("no trade term can be read in the credit", "信用证未写贸易术语", "/credit/goods")
        return
    ours = term_in(paper.facts.delivery, dossier) if paper else None
    if ours is None or paper is None:
        yield skip("no contract states a trade term", "合同未写贸易术语", "/issued")
    else:
        differs = _difference(dossier, term, words, ours, paper.facts)
        if differs is not None:
            at, weight = paper.at("delivery"), differs or None
            yield unlike("45A", where, at, _TERM, words, paper.facts.delivery, severity=weight)
            return
    yield from _wrong_end(dossier, credit, term, words, where)


def _difference(
    dossier: Dossier, term: Term, words: str, ours: Term, facts: IssuedPaper
) -> Severity | None:
    """How much a difference of the terms weighs; None where they agree."""
    places = term.place and ours.place
    if term.rule != ours.rule:
        return Severity.ERROR
    if places and not fits(term.place, ours.place, dossier.tables):
        return Severity.ERROR
    commissions = {without_commission(text)[1] for text in (words, facts.delivery)}
    editions = {term.edition, ours.edition} - {""}
    return Severity.WARNING if len(commissions) > 1 or len(editions) > 1 else None


def _wrong_end(
    dossier: Dossier, credit: Credit, term: Term, words: str, where: str
) -> Iterator[Fault]:
    row, tables = dossier.tables.incoterms.get(term.rule), dossier.tables
    ends = (
        ("44E", "port_of_loading", credit.port_of_loading or credit.place_of_receipt),
        ("44F", "port_of_discharge", credit.port_of_discharge or credit.final_destination),
    )
    if row is None or not row.sea_only or not term.place:
        return
    right, wrong = ends if row.named == _LOADING else ends[::-1]
    if not (right[2] and wrong[2]) or fits(term.place, right[2], tables):
        return
    if fits(term.place, wrong[2], tables):
        wanted = f"{term.rule} {right[2]}"
        yield unlike("45A", where, f"/credit/{right[1]}", _TERM, words, wanted)


def agreed_row(dossier: Dossier) -> tuple[Incoterm | None, str]:
    """Row of the contract's trade term, or else the credit's, and where it stands."""
    credit, paper = given(dossier.credit), stating(dossier, "delivery")
    term = term_in(paper.facts.delivery, dossier) if paper else None
    if term and paper:
        return dossier.tables.incoterms.get(term.rule), paper.at("delivery")
    own, _, where = stated_term(credit, dossier)
    return dossier.tables.incoterms.get(own.rule) if own else None, where


@rule(
    "LCR-041",
    severity=Severity.ERROR,
    guards=PRESENTED,
    needs=("credit.documents",),
    refs=(_ICC, "UCP 600 art. 14(d)"),
    en="Clause {clause} of the credit ({tag}) asks for {actual}, but {term} means {expected}.",
    zh="信用证{tag}第{clause}条要求{actual},而{term}下应为{expected}。",
    fix="Have the freight clause amended to the trade term, or change the term with the buyer.",
    fix_zh="请要求按贸易术语更改运费条款,或与买方改用其他术语。",
)
def the_freight_clause_fits_the_trade_term(dossier: Dossier) -> Outcomes:
    """Transport documents are asked for with freight prepaid under C and D terms, else collect.

    Prepaid freight under an E or F term is a warning: the seller may advance it for the buyer.
    """
    row, at = agreed_row(dossier)
    if row is None:
        yield skip("no trade term is known", "贸易术语不明", "/credit/price_term")
        return
    for demand in demands_of(given(dossier.credit)).papers:
        if demand.kind not in TRANSPORT_KINDS or not demand.freight:
            continue
        wanted = _FREIGHT[row.freight]
        if (demand.freight == "prepaid") != row.freight:
            tag, clause = clause_of(demand.place)
            asked = _FREIGHT[not row.freight]
            yield fault(
                *(demand.place, at),
                expected=wanted,
                actual=asked,
                severity=None if row.freight else Severity.WARNING,
                amend=Amend(tag, asked, wanted, clause),
                tag=tag,
                clause=clause,
                term=row.code,
            )


@rule(
    "LCR-040",
    severity=Severity.ERROR,
    guards=PRESENTED,
    needs=("credit.documents",),
    refs=(_A5, "UCP 600 art. 28(f), (g)", "CIC of PICC 1/1/1981: 平安险, 水渍险, 一切险"),
    en="Clause {clause} of the credit ({tag}) has {what} {actual}; {measure} {expected}.",
    zh="信用证{tag}第{clause}条{what}为{actual},{measure}{expected}。",
    fix="Have the clause deleted or amended, or let the buyer bear the further premium.",
    fix_zh="请要求删除或更改该条款,或由买方承担额外保费。",
)
def insurance_is_asked_for_as_agreed(dossier: Dossier) -> Outcomes:
    """A policy is asked for only where the seller insures, for the agreed per cent and risks.

    Under FOB, CFR and their like the buyer insures unless the parties agreed otherwise, and a
    credit that asks the seller for a policy is an error. Another per cent or cover is a warning,
    for the seller can insure so at a price.
    """
    row, at = agreed_row(dossier)
    agreed = stating(dossier, "terms/insurance_by")
    by = agreed.facts.terms.insurance_by if agreed else None
    if row is None and by is None:
        yield skip("neither trade term nor insurer is known", "贸易术语和投保方不明", "/issued")
        return
    if agreed and (row is None or row.insurance != (by == "seller")):
        row, at = None, agreed.at("terms/insurance_by")
    seller = by == "seller" if by else bool(row and row.insurance)
    for demand in demands_of(given(dossier.credit)).of("insurance-policy"):
        if demand.additional:
            continue
        if not seller:
            yield _not_owed(given(dossier.credit), demand, at, row.code if row else "")
        else:
            yield from _percent(dossier, demand)
            yield from _cover(dossier, demand)


def _clause(
    demand: PaperDemand,
    at: str,
    what: Said,
    actual: str | Said,
    expected: Said | str,
    amend: tuple[str, str],
    weight: Severity | None = Severity.WARNING,
    measure: Said = _CONTRACT,
) -> Fault:
    tag, clause = clause_of(demand.place)
    return fault(
        *(demand.place, at),
        expected=expected,
        actual=actual,
        severity=weight,
        amend=Amend(tag, *amend, clause),
        tag=tag,
        clause=clause,
        what=what,
        measure=measure,
    )


def _not_owed(credit: Credit, demand: PaperDemand, at: str, term: str) -> Fault:
    whole = credit.documents[clause_of(demand.place)[1] - 1]
    buyer = Said(
        f"{term}: the buyer insures" if term else "the buyer insure",
        f"{term},由买方投保" if term else "由买方投保",
    )
    return _clause(
        *(
            demand,
            at,
            Said("an insurance document from the seller:", "保险单据(由卖方提交)"),
            demand.named,
            buyer,
            (whole, ""),
        ),
        weight=None,
        measure=_OWN_TERM if at.startswith("/credit") else _CONTRACT,
    )


def _percent(dossier: Dossier, demand: PaperDemand) -> Iterator[Fault]:
    paper = stating(dossier, "terms/insurance_percent")
    agreed = paper.facts.terms.insurance_percent if paper else None
    if paper is None or agreed is None or demand.percent in (None, Decimal(agreed)):
        return
    if demand.percent == kept_cover(given(dossier.credit)):
        return
    read = f"{given(demand.percent).normalize():f}% OF INVOICE VALUE"
    wanted = f"{agreed}% OF INVOICE VALUE"
    what = Said("the insured amount", "保险金额")
    at = paper.at("terms/insurance_percent")
    yield _clause(demand, at, what, read, wanted, (read, wanted))


def _cover(dossier: Dossier, demand: PaperDemand) -> Iterator[Fault]:
    paper, asked = stating(dossier, "cover"), " ".join(demand.cover)
    if paper is None or not asked:
        return
    agreed = paper.facts.cover
    letters = cover_in(asked), cover_in(agreed)
    further = [risk for risk in risks_in(asked) if risk not in risks_in(agreed)]
    if further or (all(letters) and letters[0] != letters[1]):
        what = Said("the cover", "险别")
        yield _clause(demand, paper.at("cover"), what, asked, agreed, (asked, agreed.upper()))
