"""A credit as a terminal shows it: field by field, clause by clause with what was understood."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from docgen.credit import Reading, demands_of
from docgen.credit.demands import PaperDemand, ReadClause
from docgen.findings import Finding, Severity, printable
from docgen.order.credit import Credit, CreditLine
from docgen.workdays import shifted

if TYPE_CHECKING:
    from docgen.reports.text import Line

_TAG = re.compile(r"(\d\d[A-Za-z]?)\b")
_APART = frozenset({"documents", "conditions", "goods_lines", "amendments", "message"})
_UNSAID = 21
_FIELD, _GOOD, _OPEN, _SOFT, _DIM = "", "green", "yellow", "bold red", "dim"
_COLOURS = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}
_DETAILS = (
    *("signed_by", "issuer", "consignee", "endorsed", "freight", "percent", "claims_at"),
    *("drawn_on", "tenor", "within", "sent_to"),
)


def lines(reading: Reading) -> list[Line]:
    """The credit line by line, with its last dates and what could not be read."""
    credit = reading.credit
    every = [
        *_heading(reading),
        *_fields(credit),
        *_goods(credit),
        *_clauses(credit),
        *_dates(credit),
        *findings(reading.findings),
    ]
    return [(printable(text), colour) for text, colour in every]


def _heading(reading: Reading) -> Iterator[Line]:
    kinds = ", ".join(f"{each.kind} (line {each.line})" for each in reading.messages)
    yield f"Letter of credit 信用证 {reading.credit.number} · {kinds}", "bold"


def _fields(credit: Credit) -> Iterator[Line]:
    """Every field that states something, with its tag, its lines below each other."""
    for name, spec in Credit.model_fields.items():
        value = getattr(credit, name)
        if name in _APART or value == spec.default:
            continue
        tag = _TAG.match(spec.description or "")
        first, *more = _shown(value).split("\n")
        yield f"{tag[1] if tag else '':>4}  {name.replace('_', ' '):28}{first}", _FIELD
        yield from ((f"{'':34}{line}", _FIELD) for line in more)
    for each in credit.amendments:
        said = f"{each.number or '?'} of {each.date or '?'}, accepted: {each.accepted}"
        yield f"{'26E':>4}  {'amendment':28}{said}", _FIELD


def _shown(value: Any) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return f"{value:f}" if hasattr(value, "normalize") else str(value)


def _goods(credit: Credit) -> Iterator[Line]:
    for number, line in enumerate(credit.goods_lines, start=1):
        yield f"{'45A':>4}  {f'line {number}':28}{_goods_line(line)}", _GOOD
    if credit.goods and not credit.goods_lines:
        yield f"{'45A':>4}  {'':28}no quantity with a price was found 未识别数量与单价", _OPEN


def _goods_line(line: CreditLine) -> str:
    quantity = f"{line.quantity:,f} {line.unit or ''}" if line.quantity is not None else "?"
    price = f"{line.currency} {line.price:f}" if line.price is not None else "?"
    amount = f" = {line.amount:,f}" if line.amount is not None else ""
    return f"{line.sku} {line.description}: {quantity} x {price}{amount}".strip()


def _clauses(credit: Credit) -> Iterator[Line]:
    count = {"documents": "46A", "conditions": "47A"}
    for clause in demands_of(credit).clauses:
        _, _, field, index = clause.place.split("/")
        mark = "understood 已识别" if clause.understood else "NOT UNDERSTOOD 未识别"
        colour = _GOOD if clause.understood else _OPEN
        yield f"{count[field]:>4}  {int(index) + 1}. [{mark}] {_one_line(clause.text)}", colour
        yield from ((f"{'':9}{text}", _DIM) for text in _understood(clause))
        yield from ((f"{'':9}left 未识别部分: {text}", _OPEN) for text in clause.left)
        yield from (
            (f"{'':9}soft clause 软条款: {each.en}. {each.zh}", _SOFT) for each in clause.soft
        )


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _understood(clause: ReadClause) -> Iterator[str]:
    yield from map(_paper, clause.papers)
    for each in clause.everywhere:
        value = f" {each.item.value}" if each.item.value else ""
        but = f" (not {', '.join(each.excepted)})" if each.excepted else ""
        yield f"every paper{but}: {each.item.name or each.item.item.replace('_', ' ')}{value}"
    for condition in clause.conditions:
        yield f"condition: {condition.topic.replace('_', ' ')} {condition.value}".rstrip()


def _paper(paper: PaperDemand) -> str:
    copies = paper.copies
    many = "full set" if copies.papers is None else f"{copies.papers} in all"
    parts = [many, f"{copies.least_originals} original at least"]
    parts += [paper.signed.replace("manually", "manually signed")]
    parts += [f"{copies.copies} copies beside"] if copies.full_set and copies.copies else []
    parts += [
        f"{name.replace('_', ' ')} {getattr(paper, name)}"
        for name in _DETAILS
        if getattr(paper, name)
    ]
    parts += [f"notify {' and '.join(paper.notify)}"] if paper.notify else []
    parts += [", ".join((*paper.qualities, *paper.cover, *paper.subjects))]
    parts += [f'says "{each.literal or each.text}"' for each in paper.statements]
    kinds = " or ".join((paper.kind, *paper.alternatives))
    more = " (more of it)" if paper.additional else ""
    return f"{kinds}{more}: {'; '.join(filter(None, parts))}"


def _dates(credit: Credit) -> Iterator[Line]:
    """The last days by the credit itself; closed days of banks are not considered."""
    yield "Last days 最后期限", "bold"
    if credit.latest_shipment:
        yield f"      ship 装运: {credit.latest_shipment}", _FIELD
        present = _present_by(credit, credit.latest_shipment)
        yield f"      present, if shipped on that day 交单(如当日装运): {present}", _FIELD
    if credit.expiry:
        place = f" in {credit.expiry_place}" if credit.expiry_place else ""
        yield f"      expiry 有效期: {credit.expiry}{place}", _FIELD
    if not (credit.latest_shipment or credit.expiry):
        yield "      none is stated 未规定", _OPEN


def _present_by(credit: Credit, shipped: date) -> date:
    """The last day to present (UCP 600 art. 14(c)); not later than expiry."""
    stated = credit.presentation_days
    last = shifted(shipped, _UNSAID if stated is None else stated)
    return min(last, credit.expiry) if credit.expiry else last


def findings(found: Iterable[Finding]) -> Iterator[Line]:
    """What could not be read, or only with doubt, with the line of the text."""
    for each in found:
        place = each.paths[0]
        yield (
            f"{each.severity.value.upper()} {each.code} {place}: {each.en}",
            _COLOURS[each.severity],
        )
        yield f"      {each.zh}", _FIELD
        if each.actual:
            yield f"      read 读到: {each.actual}", _DIM
        if each.hint:
            yield f"      do 处理: {each.hint}", _GOOD
