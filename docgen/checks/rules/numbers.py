"""PTY: numbers of papers: each used once, and quoted as they are (单据编号)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.misstated import Wrong, gathered
from docgen.checks.papers import ALL, CI, CO, FA, PC, PL, SC, TRANSPORT_KINDS, Paper
from docgen.checks.rule import Deal, Fault, Outcomes, Said, Skip, fault, rule, skip
from docgen.checks.rules.parties import OF_PURCHASES
from docgen.checks.shipments import guarded, invoice_number, of_this_shipment
from docgen.checks.words import names as named_in
from docgen.checks.words import norm, same
from docgen.findings import Severity
from docgen.order.base import AUTO

_ONCE = (SC, CI, CO, FA)
"""Kinds of which two under one number cannot both be right; of other kinds it is asked."""
_SHARED = (PL,)
"""Kinds that may share a number: several packing lists of one invoice."""
_TWICE = Said("stands on two papers of this order", "在本订单中重复")
_CONTRACT = Said("contract number", "合同号")
_INVOICE = Said("invoice number", "发票号")
_NUMBER = Said("number", "编号")


@rule(
    "PTY-008",
    severity=Severity.ERROR,
    guards=ALL,
    refs=(
        "traceability: 一票一号",
        "customs and foreign exchange: number of the invoice",
    ),
    en="The number {actual} of the {paper} {problem}.",
    zh="{paper}编号{actual}{problem}。",
    fix="Give the paper a number of its own, or take out what was entered twice.",
    fix_zh="请为该单据另编新号,或删除重复录入的单据。",
)
def a_number_is_used_once(deal: Deal) -> Outcomes:
    """No two papers of a kind have one number, neither in this order nor in any before it.

    What other orders have taken is known where a ledger is kept; making the papers of an order
    again takes no new numbers. Packing lists may share the invoice's number.
    """
    seen: dict[tuple[str, str], Paper] = {}
    for paper in deal.theirs:
        first = seen.setdefault((paper.kind, norm(paper.facts.number)), paper)
        if first is not paper and norm(paper.facts.number) and paper.kind not in _SHARED:
            weight = None if paper.kind in _ONCE else Severity.WARNING
            where = (paper.at("number"), first.at("number"))
            yield _taken(deal, paper, where, _TWICE, weight, guarded(paper))
    yield from _purchases(deal)
    yield from _before(deal)


def _purchases(deal: Deal) -> Iterator[Fault]:
    """Two purchase contracts whose numbers differ in nothing but a hyphen or a small letter."""
    seen: dict[str, Paper] = {}
    for paper in deal.ours:
        if paper.kind == PC:
            first = seen.setdefault(norm(paper.facts.number), paper)
            if first is not paper:
                where = (paper.at("number"), first.at("number"))
                yield _taken(deal, paper, where, _TWICE, None, (PC,))


def _before(deal: Deal) -> Iterator[Fault]:
    """Numbers of ours that another order has taken."""
    taken = {
        (past.kind, norm(past.number)): past.order
        for past in deal.context.history.numbers
        if past.order != deal.order.number
    }
    for paper in deal.ours if taken else ():
        order = taken.get((paper.kind, norm(paper.facts.number)))
        if order and paper.facts.number:
            problem = Said(f"was taken by order {order} before", f"已被订单{order}使用")
            yield _taken(deal, paper, (paper.at("number"),), problem, None, (paper.kind,))


@rule(
    "PTY-017",
    severity=Severity.ERROR,
    guards=ALL,
    refs=("traceability: 一票一号", "numbers are taken when a paper is issued, never by a draft"),
    en="The {paper} needs {expected}, but the order says {actual}: none was taken yet.",
    zh="{paper}应有{expected},但订单填写为{actual},尚未取号。",
    fix="Issue the order with `docgen issue`, which takes the number from its series, or type one.",
    fix_zh="请用docgen issue正式出具(自动取号),或直接填写编号。",
    waivable=False,
)
def a_final_paper_has_its_number(deal: Deal) -> Outcomes:
    """A paper whose number comes from the series is no more than a draft until it is issued."""
    for paper in deal.ours:
        if paper.facts.number == AUTO:
            row = deal.tables.papers[paper.kind]
            yield fault(
                paper.at("number"),
                expected=Said("a number", "编号"),
                actual=AUTO,
                guards=(paper.kind,),
                paper=Said(row.en, row.zh),
            )


def _taken(
    deal: Deal,
    paper: Paper,
    where: tuple[str, ...],
    problem: Said,
    weight: Severity | None,
    guards: tuple[str, ...],
) -> Fault:
    row = deal.tables.papers.get(paper.kind)
    name = Said(row.en, row.zh) if row else Said(paper.kind, paper.kind)
    return fault(
        *where,
        expected=Said("a number of its own", "未使用过的编号"),
        actual=paper.facts.number,
        severity=weight,
        guards=guards,
        paper=name,
        problem=problem,
    )


@rule(
    "PTY-014",
    severity=Severity.ERROR,
    guards=ALL,
    refs=("UCP 600 art. 14(d)", "contract: number of the contract on every paper", "L/C field 47A"),
    en='The {what} on the {papers} is "{actual}", but it should be "{expected}".',
    zh="{papers}上的{what}为“{actual}”,应为“{expected}”。",
    fix="Have the number on the paper corrected, or that of the order.",
    fix_zh="请更正该单据上的编号,或更正订单编号。",
)
def numbers_are_quoted_as_they_are(deal: Deal) -> Outcomes:
    """Contract, invoice and transport numbers on papers of others are those of the order.

    The buyer's own order number serves as contract number too, and an invoice of an earlier
    shipment may be quoted where it is under `issued`. Box 10 of a certificate of origin is a matter
    of ORG-006. A bill of lading under another number than the order has is a warning, for it may be
    the forwarder's.
    """
    yield from gathered(deal, (*_contracts(deal), *_invoices(deal), *_transport(deal)))
    yield from _unknown_invoice(deal)


def _contracts(deal: Deal) -> Iterator[Wrong]:
    order = deal.order
    sale = tuple(filter(None, (order.number, order.buyer_reference)))
    bought = tuple(each.number for each in order.purchases)
    for paper in deal.theirs:
        facts, buying = paper.facts, paper.kind in OF_PURCHASES
        known = (*sale, *bought) if buying else sale
        if facts.contract_number and not _quotes(facts.contract_number, known):
            quoted = facts.contract_number
            yield Wrong(paper, "contract_number", "/number", order.number, quoted, _CONTRACT)
        own = (order.number,) if paper.kind == SC else bought if paper.kind == PC else ()
        if own and facts.number and not any(named_in(facts.number, each) for each in own):
            at = "/number" if paper.kind == SC else "/purchases"
            yield Wrong(paper, "number", at, " / ".join(own), facts.number, _NUMBER)


def _quotes(text: str, known: tuple[str, ...]) -> bool:
    """Whether a text is one of the numbers, or has it among other words (`NB26-1 REV. 1`).

    `NB26-1-P1` is another number than `NB26-1`.
    """
    if any(same(text, number) for number in known):
        return True
    listed = "|".join(re.escape(number.upper()) for number in known)
    return bool(re.search(rf"(?<![\w-])(?:{listed})(?!\w|-\w)", text.upper()))


def _invoices(deal: Deal) -> Iterator[Wrong]:
    ours = invoice_number(deal)
    known = tuple(filter(None, (ours, *(each.facts.number for each in deal.issued(CI)))))
    for paper in deal.theirs if known else ():
        quoted = paper.facts.invoice_number
        if quoted and paper.kind not in (CO, FA) and not _quotes(quoted, known):
            expected = ours or " / ".join(known)
            yield Wrong(paper, "invoice_number", "/invoice/number", expected, quoted, _INVOICE)


def _unknown_invoice(deal: Deal) -> Iterator[Skip]:
    if deal.order.invoice or deal.issued(CI):
        return
    for paper in deal.theirs:
        if paper.facts.invoice_number and paper.kind not in (CO, FA):
            yield skip("no invoice is given", "未填发票", "/invoice/number")
            return


def _transport(deal: Deal) -> Iterator[Wrong]:
    """The bill of lading or waybill, unless one of several has the number of the order."""
    shipment = deal.order.shipment
    known = shipment.transport_document if shipment else ""
    papers = [
        each
        for each in deal.issued(*TRANSPORT_KINDS)
        if each.facts.number and of_this_shipment(deal, each)
    ]
    if not known or any(same(each.facts.number, known) for each in papers):
        return
    for paper in papers:
        at, number = "/shipment/transport_document", paper.facts.number
        yield Wrong(paper, "number", at, known, number, _NUMBER, Severity.WARNING)
