"""LCR: fields of a credit that can say one of a few things say one of them (报文代码)."""

from __future__ import annotations

import re

from docgen.checks.needs import given
from docgen.checks.rule import Dossier, Outcomes, Said, fault, rule
from docgen.checks.words import norm
from docgen.findings import Severity

_ALLOWED = re.compile(
    r"\b(?:UN)?(?:ALLOWED|PERMITTED|ACCEPTABLE)\b|\bPERMISSIBLE\b|\bCONDITIONAL\b"
    r"|\b(?:PROHIBITED|FORBIDDEN|YES|NO)\b|[允准]"
)
_FIELDS = (
    ("form", "40A", re.compile(r"\b(?:IR)?REVOCABLE\b|撤[销消]"), "IRREVOCABLE"),
    ("rules", "40E", re.compile(r"\bE?UCP|\bISP|\bOTHR\b|\bUNIFORM\b|惯例"), "UCP LATEST VERSION"),
    (
        "available_by",
        "41a",
        re.compile(r"\bNEGO|\bPA?YM|\bACCEPT|\bDEF\b|\bDEFERRED\b|\bMIXED\b|议付|付款|承兑"),
        "BY NEGOTIATION, BY PAYMENT, BY ACCEPTANCE, BY DEF PAYMENT",
    ),
    ("drafts_at", "42C", re.compile(r"\d|\bSIGHT\b|\bDAYS?\b|\bDATE\b|[期票天日]"), "SIGHT"),
    ("partial_shipments", "43P", _ALLOWED, "ALLOWED, NOT ALLOWED, CONDITIONAL"),
    ("transhipment", "43T", _ALLOWED, "ALLOWED, NOT ALLOWED, CONDITIONAL"),
    (
        "confirmation",
        "49",
        re.compile(r"\b(?:UN)?CONFIRM(?:ED)?\b|\bMAY ADD\b|\bWITHOUT\b|保兑"),
        "CONFIRM, MAY ADD, WITHOUT",
    ),
)
"""Each field, its tag, what is understood of it with older and Chinese words, and its codes."""


@rule(
    "LCR-054",
    severity=Severity.WARNING,
    needs=("credit",),
    refs=(
        "SWIFT user handbook, MT700: codes of fields 40A, 40E, 41a, 43P, 43T and 49",
        "UCP 600 art. 2, 6(b), 8, 20(c), 31",
    ),
    en='The credit ({tag}) reads "{actual}", which says none of: {expected}.',
    zh="信用证({tag})为“{actual}”,不是下列任何一种:{expected}。",
    fix="Compare it with the credit as received; ask the bank what is meant if it reads so there.",
    fix_zh="请与原证核对;原文如此的,请向银行查询。",
)
def coded_fields_of_a_credit_say_one_of_their_codes(dossier: Dossier) -> Outcomes:
    """Form, rules, availability, tenor, partial shipment, transhipment and confirmation are read.

    A slip in one of them leaves open whether shipment may be split or the bank is bound, and every
    rule that depends on it. Older words (PERMITTED, PROHIBITED) and Chinese ones count as codes.
    """
    credit = given(dossier.credit)
    for name, tag, understood, codes in _FIELDS:
        words = getattr(credit, name)
        if words and not understood.search(norm(words)):
            actual, expected = words.replace("\n", " "), Said(codes, codes.replace(", ", "、"))
            yield fault(f"/credit/{name}", expected=expected, actual=actual, tag=tag)
