"""ORG: who issues the certificate of origin (签证机构)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from docgen.checks import names
from docgen.checks.origin_papers import (
    Body,
    bodies_in,
    certificates,
    clauses_on_papers,
    issued_on,
)
from docgen.checks.papers import CO, FA, Paper
from docgen.checks.rule import Deal, Fault, Outcomes, Said, fault, rule, skip
from docgen.checks.words import norm
from docgen.findings import Severity
from docgen.origin import issuance_on

_BODIES: dict[Body, Said] = {
    "customs": Said("customs", "海关"),
    "ccpit": Said("CCPIT", "贸促会"),
}


@rule(
    "ORG-003",
    severity=Severity.ERROR,
    guards=(CO, FA),
    refs=("GACC Order 270 of 2024, in force 2024-09-01", "AQSIQ Order 114", "ISBP 745 L3"),
    en="The {paper} comes from {actual}, but {reason}: {expected}.",
    zh="{paper}由{actual}签发,但{reason}:{expected}。",
    fix="Apply to the body that is wanted, or have the credit amended.",
    fix_zh="请向应签证的机构申请,或请客户修改信用证。",
)
def a_certificate_comes_from_the_body_that_may_issue_it(deal: Deal) -> Outcomes:
    """Customs or CCPIT issues the certificate, as the law of its day and the credit want.

    Before 2024-09-01 the Form A was for customs (earlier CIQ) alone; since Order 270 the law names
    both, but in practice customs issues it, so CCPIT is a warning. A credit that names CCPIT is
    obeyed as an error, a contract as a warning; a chamber of commerce in a credit is satisfied by
    customs too (ISBP L3), so that is a warning.
    """
    for paper in certificates(deal):
        bodies = _bodies_of(deal, paper)
        if len(bodies) != 1:
            if paper.facts.issuer:
                said = "the issuer is neither customs nor CCPIT", "签证机构既非海关也非贸促会"
                yield skip(*said, paper.at("issuer"))
            continue
        body, day = next(iter(bodies)), issued_on(paper)
        if day is not None:
            yield from _lawful(deal, paper, body, day)
        yield from _as_demanded(deal, paper, body)


def _bodies_of(deal: Deal, paper: Paper) -> frozenset[Body]:
    if not paper.ours:
        return bodies_in(paper.facts.issuer)
    request = deal.order.origin
    return frozenset({request.issuer} if request and request.issuer else ())


def _lawful(deal: Deal, paper: Paper, body: Body, day: date) -> Iterator[Fault]:
    row = issuance_on(deal.tables, paper.kind.replace("-", "_"), day)
    if body in row.issuers and (body == "customs" or paper.kind == CO):
        return
    on = Said(f"the issuing body on {day} is", f"{day}的签证机构为")
    yield _wrong_body(
        deal,
        paper,
        body,
        on,
        Said(row.issuer_en, row.issuer_zh),
        Severity.WARNING if body in row.issuers else None,
    )


def _as_demanded(deal: Deal, paper: Paper, body: Body) -> Iterator[Fault]:
    """What credit and contract ask for; where both want another body, the credit alone speaks."""
    unmet = [
        (where, text)
        for where, text in clauses_on_papers(deal)
        if _on_origin(text) and (wanted := bodies_in(text)) and body not in wanted
    ]
    by_credit = [each for each in unmet if each[0].startswith("/credit")]
    for where, text in by_credit or unmet:
        strict = by_credit and "CHAMBER" not in text.upper()
        asks = Said("the credit asks for", "信用证要求")
        yield _wrong_body(
            deal,
            paper,
            body,
            asks if by_credit else Said("the contract asks for", "合同要求"),
            Said(f'"{text}"', f"“{text}”"),
            None if strict else Severity.WARNING,
            where,
        )


def _wrong_body(
    deal: Deal,
    paper: Paper,
    body: Body,
    reason: Said,
    expected: Said,
    weight: Severity | None,
    *where: str,
) -> Fault:
    return fault(
        paper.at("issuer"),
        *where,
        expected=expected,
        actual=_BODIES[body],
        severity=weight,
        guards=(paper.kind,),
        paper=names.paper(deal, paper),
        reason=reason,
    )


def _on_origin(text: str) -> bool:
    flat = f" {norm(text)} "
    return any(word in flat for word in (" ORIGIN ", " FORM A ", "产地证"))
