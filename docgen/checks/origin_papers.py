"""Certificates of origin as the rules read them: day, country, issuer, and the goods of a line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Literal

from docgen.checks.deal import Deal
from docgen.checks.papers import CO, FA, Paper
from docgen.checks.words import norm
from docgen.order.goods import Goods
from docgen.tables import Tables

Body = Literal["customs", "ccpit"]

_BODIES: tuple[tuple[Body, re.Pattern[str]], ...] = (
    (
        "customs",
        re.compile(r"\bCUSTOMS\b|\bGACC\b|\bCIQ\b|INSPECTION AND QUARANTINE|海关|检验检疫|商检局"),
    ),
    (
        "ccpit",
        re.compile(
            r"\bC ?C ?P ?I ?T\b|COUNCIL FOR THE PROMOTION|CHAMBERS? OF (?:INTERNATIONAL )?COMMERCE"
            r"|贸促会|贸易促进|国际商会"
        ),
    ),
)


def certificates(deal: Deal) -> tuple[Paper, ...]:
    """The certificates of origin and Forms A, ours first."""
    return deal.all(CO, FA)


def issued_on(paper: Paper) -> date | None:
    """The day that its law is asked about: of certification, or else of the application."""
    return paper.facts.certified_on or paper.facts.date


def country_of(deal: Deal, paper: Paper) -> str:
    """The importing country of a certificate, as it says or as the order has it."""
    return paper.facts.destination_country or deal.destination


def bodies_in(text: str) -> frozenset[Body]:
    """The issuing bodies that a text names: customs, the council for trade promotion (贸促会)."""
    flat = norm(text)
    return frozenset(body for body, pattern in _BODIES if pattern.search(flat))


def clauses_on_papers(deal: Deal) -> Iterator[tuple[str, str]]:
    """Place and text of each paper that the contract promises and the credit (46A) asks for."""
    for index, text in enumerate(deal.order.terms.documents):
        yield f"/terms/documents/{index}", text
    for index, text in enumerate(deal.order.credit.documents if deal.order.credit else ()):
        yield f"/credit/documents/{index}", text


def goods_of(deal: Deal, paper: Paper) -> Iterator[tuple[int, Goods | None]]:
    """The goods line of the order behind each line of a paper; None where none is recognised.

    Goods that the order has on several lines are taken in their place where the paper has it.
    """
    for index in range(len(paper.facts.lines)):
        article = deal.articles.of(paper, index)
        at = article.at if article else ()
        yield index, deal.order.goods[index if index in at else at[0]] if at else None


def country_named(text: str, tables: Tables) -> str:
    """The code of the last country that an address names; empty where it names none."""
    flat = f" {norm(text)} "
    found = [
        (flat.rfind(word) + len(word), len(word), code)
        for code, row in tables.countries.items()
        for word in (f" {norm(name)} " for name in (row.en, *row.aliases) if len(name) > 3)
        if word in flat
    ]
    return max(found)[2] if found else ""
