"""The papers that go to the bank, and what a credit's words mean among them.

Where there is an order, a paper that somebody typed stands for ours of that kind, and ours for one
that was not made yet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from docgen.checks.dossier import Dossier
from docgen.checks.papers import BN, IR, PC, SC, TRANSPORT_KINDS, Paper
from docgen.checks.shipments import of_this_shipment
from docgen.checks.words import norm
from docgen.order.credit import Credit

_NOT_FOR_THE_BANK = (
    *(SC, PC, IR, BN, "proforma-invoice", "purchase-order", "production-order"),
    *("customs-declaration", "verified-gross-mass", "insurance-application", "shipping-marks"),
)
_ENDINGS = frozenset(
    "CO COMPANY CORP CORPORATION INC LTD LIMITED LLC PLC GMBH AG AS ASA AB OY BV NV SA SARL SRL SPA"
    " PTE PTY BHD KG GROUP".split()
)
_ENDING = rf"\b(?:{'|'.join(sorted(_ENDINGS, key=len, reverse=True))})\b\.?"
_END_OF_NAME = re.compile(rf"{_ENDING}(?:[ ,.]*{_ENDING})*", re.IGNORECASE)
_AFTER_NAME = re.compile(r"\s*(?:,|$|\(|\d|NO\b)", re.IGNORECASE)
_BANK = re.compile(r"\bBAN(?:K|QUE|CO|CA)\b", re.IGNORECASE)


def presented(dossier: Dossier) -> tuple[Paper, ...]:
    """The papers to be presented: as issued, and of ours the kinds that nobody issued yet."""
    theirs = [
        paper
        for paper in dossier.theirs
        if paper.kind not in _NOT_FOR_THE_BANK and of_this_shipment(dossier, paper)
    ]
    made = {paper.kind for paper in theirs}
    left = (*_NOT_FOR_THE_BANK, *made)
    return (*theirs, *(paper for paper in dossier.ours if paper.kind not in left))


def of_kinds(dossier: Dossier, *kinds: str) -> tuple[Paper, ...]:
    """The papers of these kinds that are presented."""
    return tuple(paper for paper in presented(dossier) if paper.kind in kinds)


def transport(dossier: Dossier) -> tuple[Paper, ...]:
    """The transport documents that are presented."""
    return of_kinds(dossier, *TRANSPORT_KINDS)


def shipped(paper: Paper) -> tuple[date | None, str]:
    """The day of shipment by a transport document and its place: on board, or else of issue."""
    if paper.facts.on_board_date:
        return paper.facts.on_board_date, paper.at("on_board_date")
    return paper.facts.date, paper.at("date")


def firm(block: str) -> str:
    """The name at the head of a block: its first line, without an address behind it."""
    line = block.split("\n", maxsplit=1)[0]
    ends = [found.end() for found in _END_OF_NAME.finditer(line) if found.start()]
    for end in ends:
        if _AFTER_NAME.match(line[end:]):
            return line[:end]
    if ends:
        return line[: ends[-1]]
    head, _, rest = line.partition(",")
    address = any(char.isdigit() for char in rest) or bool(_BANK.search(head))
    return head.strip() if address else line


def same_firm(one: str, other: str) -> bool:
    """Whether two blocks name one firm; the addresses may differ (UCP 600 art. 14(j)).

    An address may follow a name without a comma, but a further word of the name may not.
    """
    first, second = norm(firm(one)), norm(firm(other))
    if first == second:
        return True
    short, long = sorted((first, second), key=len)
    rest = long.removeprefix(f"{short} ")
    return bool(short) and rest != long and rest.split()[0] not in _ENDINGS


def meant(party: str, credit: Credit) -> str:
    """The party that a credit calls by its role, or the words as they stand; empty if unknown."""
    roles = {
        "APPLICANT": credit.applicant,
        "BENEFICIARY": credit.beneficiary,
        "SHIPPER": credit.beneficiary,
        "ISSUING BANK": credit.issuing_bank,
    }
    return roles.get(norm(party), party)


def words_on(paper: Paper) -> str:
    """All that a paper says, normalised, to look for words in it."""
    facts = paper.facts
    said = [*_texts(paper), *(each for each in facts.text)]
    return f" {norm(' '.join(said))} "


def _texts(paper: Paper) -> Iterator[str]:
    """Every fact of a paper as text."""
    for name in type(paper.facts).model_fields:
        value = getattr(paper.facts, name)
        if isinstance(value, str) and name != "kind":
            yield value
    for line in paper.facts.lines:
        yield from (line.description, line.sku, line.hs_code)
