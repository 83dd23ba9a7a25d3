"""LCR: the draft against the credit: amount, words, drawee, drawer, tenor (汇票)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from docgen.checks import names
from docgen.checks.dossier import Dossier
from docgen.checks.needs import given
from docgen.checks.papers import BE, CI, Paper
from docgen.checks.presented import firm, meant, of_kinds, same_firm
from docgen.checks.rule import Outcomes, Said, Skip, Value, fault, rule, skip
from docgen.checks.shipments import guarded
from docgen.checks.words import names as named_in
from docgen.checks.words import norm
from docgen.credit import demands_of
from docgen.findings import Severity
from docgen.order.credit import Credit

_NO_DRAFT = ("there is no draft", "没有汇票", "/issued")
_SIGHT = re.compile(r"^(?:AT )?SIGHT$|^(?:AT )?0 DAYS?\b")
_FIRM = re.compile(r"\b(?:CO|LTD|LIMITED|CORP|CORPORATION|INC|GROUP|COMPANY|LLC)\b")
_FULL = Decimal(100)
_BASES = {
    "SIGHT": "SIGHT",
    "BILL": "BILL",
    "LADING": "BILL",
    "SHIPMENT": "BILL",
    "ON BOARD": "BILL",
    "INVOICE": "INVOICE",
}


@rule(
    "LCR-066",
    severity=Severity.ERROR,
    guards=(CI,),
    needs=("credit",),
    refs=("UCP 600 art. 6(c), 18(b)", "ISBP 745 B1-B18"),
    en="The {paper}: {problem}.",
    zh="{paper}:{problem}。",
    fix="Draw it again: for the invoice, on whom and at what tenor the credit says.",
    fix_zh="请按信用证重新缮制汇票:金额、受票人和期限须一致。",
)
def the_draft_is_drawn_as_the_credit_says(dossier: Dossier) -> Outcomes:
    """The beneficiary draws on the bank of 42a, at the tenor of 42C, for the invoice.

    A credit must not be available by a draft on the applicant, so without a drawee the issuing bank
    is meant. A clause may ask for a part of the invoice value. Each thing that is wrong is a
    finding of its own.
    """
    credit, drafts = given(dossier.credit), of_kinds(dossier, BE)
    if not drafts:
        yield skip(*_NO_DRAFT)
    for paper in drafts:
        for name, where, expected, actual, problem in _problems(dossier, credit, paper):
            yield fault(
                paper.at(name),
                where,
                expected=expected,
                actual=actual,
                guards=guarded(paper),
                paper=names.paper(dossier, paper),
                problem=problem,
            )
        if paper.facts.amount is None:
            yield _unknown(dossier, paper)


def _unknown(dossier: Dossier, paper: Paper) -> Skip:
    named = names.paper(dossier, paper)
    en, zh = f"the {named.en} has no amount in figures", f"{named.zh}没有小写金额"
    return skip(en, zh, paper.at("amount"))


Problem = tuple[str, str, Value, Value, Said]


def _problems(dossier: Dossier, credit: Credit, paper: Paper) -> Iterator[Problem]:
    yield from _amount(dossier, credit, paper)
    yield from _drawee(credit, paper)
    yield from _drawer(credit, paper)
    wanted, stated = credit.drafts_at, paper.facts.tenor
    if stated and tenor_of(wanted) and tenor_of(stated) != tenor_of(wanted):
        said = Said(
            f'its tenor is "{stated}", the credit says "{wanted}"',
            f"期限为“{stated}”,信用证为“{wanted}”",
        )
        yield "tenor", "/credit/drafts_at", wanted, stated, said


def _drawer(credit: Credit, paper: Paper) -> Iterator[Problem]:
    """The beneficiary draws and signs; that a person signs says nothing of the firm."""
    facts, wanted = paper.facts, firm(credit.beneficiary)
    name = "issuer" if facts.issuer else "seller"
    drawer = firm(facts.issuer or facts.seller)
    if drawer and wanted and not same_firm(drawer, wanted):
        said = Said(
            f'it is drawn by "{drawer}", the beneficiary is "{wanted}"',
            f"出票人为“{drawer}”,受益人为“{wanted}”",
        )
        yield name, "/credit/beneficiary", wanted, drawer, said
    signer = facts.signed_by
    if signer and wanted and _is_firm(signer) and not named_in(signer, wanted):
        said = Said(
            f'it is signed by "{signer}", not by "{wanted}"', f"签署人“{signer}”不是“{wanted}”"
        )
        yield "signed_by", "/credit/beneficiary", wanted, signer, said


def _is_firm(text: str) -> bool:
    """Whether a text names a firm rather than a person."""
    return bool(_FIRM.search(norm(text)))


def _amount(dossier: Dossier, credit: Credit, paper: Paper) -> Iterator[Problem]:
    """What is drawn for: the invoices, or the part of them that a clause says."""
    percent = next((each.percent for each in demands_of(credit).of(BE) if each.percent), _FULL)
    yield from drawn_for(dossier, paper, percent)


def drawn_for(dossier: Dossier, paper: Paper, percent: Decimal = _FULL) -> Iterator[Problem]:
    """Whether a draft is drawn for so many per cent of the invoices, alone or with others."""
    drawn = paper.facts.amount
    invoices = [each for each in of_kinds(dossier, CI) if each.facts.amount is not None]
    alike = [each for each in invoices if each.facts.currency == paper.facts.currency]
    if drawn is None or not invoices or len(alike) < len(invoices):
        return
    total = sum((each.facts.amount or Decimal(0) for each in invoices), Decimal(0))
    wanted = total * percent / 100
    together = sum((each.facts.amount or Decimal(0) for each in of_kinds(dossier, BE)), Decimal(0))
    if abs(wanted - drawn) >= Decimal("0.01") and together != wanted:
        yield (
            "amount",
            invoices[0].at("amount"),
            wanted,
            drawn,
            Said(
                f"it is drawn for {drawn:,f}, the invoice comes to {wanted:,f}",
                f"汇票金额{drawn:,f},发票金额应收{wanted:,f}",
            ),
        )


def _drawee(credit: Credit, paper: Paper) -> Iterator[Problem]:
    """On whom it is drawn: the bank of 42a or of a clause, else the issuing bank."""
    stated = paper.facts.drawee
    clause = next((each for each in demands_of(credit).of(BE) if each.drawn_on), None)
    if credit.drawee:
        wanted, where = meant(credit.drawee, credit), "/credit/drawee"
    elif clause:
        wanted, where = meant(clause.drawn_on, credit), clause.place
    else:
        wanted, where = credit.issuing_bank, "/credit/issuing_bank"
    name = firm(wanted)
    if not stated or not name or _one_bank(stated, wanted):
        return
    if _is_code(name) and clause:
        if _one_bank(stated, meant(clause.drawn_on, credit)):
            return
    elif _is_code(name) and (not credit.issuing_bank or _one_bank(stated, credit.issuing_bank)):
        return
    said = Said(f'it is drawn on "{stated}", not on "{name}"', f"受票人为“{stated}”,应为“{name}”")
    yield "drawee", where, name, stated, said


def _one_bank(stated: str, wanted: str) -> bool:
    """Whether two texts name one bank, with or without its branch."""
    return named_in(stated, firm(wanted)) or named_in(wanted, firm(stated))


def _is_code(text: str) -> bool:
    """Whether a bank is given by its code (BIC) alone."""
    return bool(re.fullmatch(r"[A-Z]{6}[A-Z0-9]{2,5}", norm(text).replace(" ", "")))


def tenor_of(text: str) -> str:
    """A tenor without how it is said: `SIGHT`, `60 SIGHT`, `60 BILL`; empty where unreadable."""
    flat = norm(text).replace("B L", "BILL")
    found = re.search(r"(\d+) DAYS?\b", flat)
    if _SIGHT.search(flat) or (found is None and flat.endswith("SIGHT")):
        return "SIGHT"
    if found is None:
        return ""
    behind = flat[found.end() :]
    base = next((base for word, base in _BASES.items() if word in behind), "DATE")
    return f"{found[1]} {base}"
