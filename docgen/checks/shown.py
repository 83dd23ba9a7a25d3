"""Whether a paper shows what a clause of a credit wants to see on it: numbers, dates, names, words.

Numbers are compared without blanks and punctuation, names by the firm alone.
"""

from __future__ import annotations

from datetime import date

from docgen.checks.credit_goods import stems
from docgen.checks.papers import Paper
from docgen.checks.periods import dates_in
from docgen.checks.presented import firm, words_on
from docgen.checks.rule import Said
from docgen.checks.words import norm
from docgen.credit.demands import Item
from docgen.order.credit import Credit

LABELS = {
    "credit_number": Said("the number of the credit", "信用证号"),
    "credit_date": Said("the date of the credit", "开证日期"),
    "issuing_bank": Said("the issuing bank", "开证行名称"),
    "contract_number": Said("the contract number", "合同号"),
    "order_number": Said("the order number", "订单号"),
    "tax_number": Said("the tax number", "税号"),
    "hs_code": Said("the HS code", "HS编码"),
    "applicant": Said("the applicant", "开证申请人"),
    "beneficiary": Said("the beneficiary", "受益人"),
    "invoice_number": Said("the invoice number", "发票号"),
    "origin": Said("the origin", "原产地"),
    "marks": Said("the marks", "唛头"),
}
_FIELDS = {
    "order_number": "contract_number",
    "tax_number": "text",
    "hs_code": "lines",
    "applicant": "buyer",
    "beneficiary": "seller",
    "origin": "origin_country",
}
PARTIES = ("applicant", "beneficiary", "issuing_bank")
"""Items that a sentence may call by their role."""
_COUNTED = frozenset(
    "A AN THE OF AND OR IS ARE BE TO IN ON BY AS WE THAT THIS HAS HAVE BEEN".split()
)


def label(item: Item) -> Said:
    """How a sentence calls it: `BIN 000482917-0304`, `the number of the credit`."""
    if item.name and item.value:
        return Said(f"{item.name} {item.value}", f"{item.name} {item.value}")
    said = LABELS.get(item.item, Said(item.item, item.item))
    return said + Said(item.value, item.value) if item.value else said


def field(item: Item) -> str:
    """The fact of a paper where it should stand."""
    return _FIELDS.get(item.item, item.item)


def shows(paper: Paper, item: Item, credit: Credit) -> bool | None:
    """Whether a paper shows it; None where the credit does not say what it is."""
    wanted = wanted_of(item, credit)
    if isinstance(wanted, date):
        return paper.facts.credit_date == wanted or wanted in tuple(dates_in(words_on(paper)))
    if item.item in PARTIES:
        return f" {norm(firm(wanted))} " in words_on(paper) if wanted else None
    if wanted:
        return bare(wanted) in bare(words_on(paper))
    if item.item in ("origin", "marks", "contract_number", "invoice_number"):
        return _stated(paper, item)
    return None


def _stated(paper: Paper, item: Item) -> bool:
    """Whether anything stands there, where the credit does not say what."""
    if item.item == "origin":
        return bool(paper.facts.origin_country) or " ORIGIN " in words_on(paper)
    if item.item == "invoice_number" and paper.kind == "commercial-invoice":
        return bool(paper.facts.number)
    return bool(getattr(paper.facts, item.item))


def wanted_of(item: Item, credit: Credit) -> str | date:
    """What has to be shown: as the clause has it, or as another field of the credit says."""
    if item.value:
        return item.value
    values: dict[str, str | date | None] = {
        "credit_number": credit.number,
        "credit_date": credit.issued,
        "issuing_bank": credit.issuing_bank,
        "applicant": credit.applicant,
        "beneficiary": credit.beneficiary,
        "contract_number": credit.contract_number,
    }
    return values.get(item.item) or ""


def bare(text: str) -> str:
    """A number without blanks and punctuation."""
    return norm(text).replace(" ", "")


def says(paper: Paper, statement: str) -> bool:
    """Whether a paper says a statement in its own words: more than half of the words are there."""
    wanted = {word for word in stems(statement) if word not in _COUNTED}
    there = stems(words_on(paper))
    return not wanted or len(wanted & there) * 2 > len(wanted)
