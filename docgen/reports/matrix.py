"""The papers of a deal side by side: which fact stands on which paper, and where they disagree."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from operator import attrgetter
from typing import Any

from pydantic import BaseModel, ConfigDict

from docgen.checks.credit_facts import credit_as_paper
from docgen.checks.deal import Deal
from docgen.checks.papers import Paper, stated
from docgen.checks.report import Report
from docgen.order import Order
from docgen.tables import Tables
from docgen.text import numbers


class Piece(BaseModel):
    """A frozen part of a report."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class Both(Piece):
    """The same words in English and in Chinese."""

    en: str
    zh: str


class FactEntry(Piece):
    """A fact as one paper states it."""

    fact: str
    """Name of the fact, a key of `FACTS`."""
    value: str
    disputed: bool
    """Whether a standing finding points at it."""


class PaperFacts(Piece):
    """One paper and what it states."""

    kind: str
    name: Both
    number: str
    ours: bool
    """Whether docgen prints it; the others stand under `issued`."""
    facts: tuple[FactEntry, ...]


BUYERS_ORDER = "purchase-order"
_CONTRACTS = ("sales-contract", "proforma-invoice")

FACTS = {
    "date": Both(en="Date", zh="日期"),
    "credit_number": Both(en="Credit no.", zh="信用证号"),
    "seller": Both(en="Seller", zh="卖方"),
    "buyer": Both(en="Buyer", zh="买方"),
    "consignee": Both(en="Consignee", zh="收货人"),
    "notify": Both(en="Notify party", zh="通知方"),
    "contract_number": Both(en="Contract no.", zh="合同号"),
    "invoice_number": Both(en="Invoice no.", zh="发票号"),
    "currency": Both(en="Currency", zh="币种"),
    "amount": Both(en="Amount", zh="金额"),
    "quantity": Both(en="Quantity", zh="数量"),
    "packages": Both(en="Packages", zh="件数"),
    "net_weight_kg": Both(en="Net weight, kg", zh="净重(千克)"),
    "gross_weight_kg": Both(en="Gross weight, kg", zh="毛重(千克)"),
    "volume_m3": Both(en="Volume, m³", zh="体积(立方米)"),
    "marks": Both(en="Marks", zh="唛头"),
    "port_of_loading": Both(en="Port of loading", zh="装运港"),
    "port_of_discharge": Both(en="Port of discharge", zh="卸货港"),
    "terms/latest_shipment": Both(en="Latest shipment", zh="最迟装运期"),
    "on_board_date": Both(en="On board", zh="装船日期"),
    "terms/partial_shipment": Both(en="Partial shipment", zh="分批装运"),
    "terms/transhipment": Both(en="Transhipment", zh="转运"),
    "delivery": Both(en="Trade term", zh="贸易术语"),
    "payment": Both(en="Payment", zh="付款方式"),
    "freight": Both(en="Freight", zh="运费"),
}
"""The facts that are laid side by side, in this order."""
_GETTERS = {name: attrgetter(name.replace("/", ".")) for name in (*FACTS, "number")}


def matrix(report: Report) -> tuple[PaperFacts, ...]:
    """Every paper with the facts that it states; the buyer's own totals and the credit first."""
    pointed = {place for result in report.standing for place in result.finding.paths if place}
    pointed |= {place.rsplit("/", 1)[0] for place in pointed}
    dossier = report.dossier
    declared = (_stated_by_the_buyer(dossier.order),) if isinstance(dossier, Deal) else ()
    credit = (credit_as_paper(dossier.credit),) if dossier.credit else ()
    papers = (*declared, *credit, *dossier.papers)
    columns = [(paper, _spelled(paper)) for paper in papers]
    disputed = frozenset(
        fact for fact in FACTS if len({values[fact] for _, values in columns} - {""}) > 1
    )
    entries = (_paper(*column, pointed, disputed, dossier.tables) for column in columns)
    return tuple(entry for entry in entries if entry.facts)


def _stated_by_the_buyer(order: Order) -> Paper:
    declared = order.declared.model_dump()
    return Paper("/declared", False, stated(kind=BUYERS_ORDER, **declared))


def _paper(
    paper: Paper,
    values: Mapping[str, str],
    pointed: set[str],
    disputed: frozenset[str],
    tables: Tables,
) -> PaperFacts:
    row = tables.papers.get(paper.kind)
    facts = (
        FactEntry(
            fact=fact,
            value=value,
            disputed=fact in disputed and paper.at(_named(paper, fact)) in pointed,
        )
        for fact, value in values.items()
        if value
    )
    return PaperFacts(
        kind=paper.kind,
        name=Both(en=row.en, zh=row.zh) if row else Both(en=paper.kind, zh=paper.kind),
        number=paper.facts.number,
        ours=paper.ours,
        facts=tuple(facts),
    )


def _named(paper: Paper, fact: str) -> str:
    """The field that holds a fact: a contract's own number is that of the contract."""
    return "number" if fact == "contract_number" and paper.kind in _CONTRACTS else fact


def _spelled(paper: Paper) -> dict[str, str]:
    """The value of each fact as the page prints it; figures without idle zeros, to be compared."""
    return {fact: _as_printed(_GETTERS[_named(paper, fact)](paper.facts)) for fact in FACTS}


def _as_printed(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool(agreed):
            return "yes 是" if agreed else "no 否"
        case Decimal() as figure:
            return numbers.quantity(figure)
        case int(count):
            return f"{count:,}"
        case date() as day:
            return day.isoformat()
        case text:
            return str(text)
