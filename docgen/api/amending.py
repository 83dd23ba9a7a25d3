"""The request to amend a credit (改证函), from what an audit found of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from docgen import outbox
from docgen.api.company import Company
from docgen.api.papers import Format, render
from docgen.checks import Report, names
from docgen.checks.deal import Deal
from docgen.checks.dossier import Dossier
from docgen.checks.rule import Amend
from docgen.documents import amendment_request, firms
from docgen.documents.amendment_request import AmendmentPoint, AmendmentRequest, Reference
from docgen.documents.parts import Letterhead
from docgen.findings import Finding, Severity
from docgen.text import dates

FORMATS: tuple[Format, ...] = ("pdf", "docx")


def request_of(report: Report) -> AmendmentRequest | None:
    """The letter with every point of the credit that errors and warnings say to amend, or None.

    Of findings that ask for the same change, the first gives the reason.
    """
    dossier, points = report.dossier, tuple(_points(report))
    if dossier.credit is None or not points:
        return None
    contract = dossier.contract
    reference = Reference(
        name=report.order,
        to="\n".join(_buyer(dossier)),
        contract=contract.facts.number if contract else "",
        contract_date=contract.facts.date if contract else None,
    )
    return amendment_request.build(
        dossier.credit, points, _seller(dossier), report.as_of, reference, dossier.tables
    )


def write_request(letter: AmendmentRequest, folder: Path, company: Company) -> tuple[Path, ...]:
    """The letter as PDF and Word file in a folder, which is made where it is not there.

    Raises:
        OutputError: a file cannot be written.
        RenderError: the letter would not be faithful to its text.
    """
    made = {
        folder / f"{letter.meta.stem}.{format}": render(letter, format, company).content
        for format in FORMATS
    }
    with outbox.writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
    for path, content in made.items():
        outbox.put(path, content)
    return tuple(made)


def _points(report: Report) -> Iterator[AmendmentPoint]:
    asked = set()
    for result in report.standing:
        change = result.amend
        if change is None or result.finding.severity is Severity.INFO or change in asked:
            continue
        asked.add(change)
        yield AmendmentPoint(
            field=change.tag,
            clause=change.clause,
            reads=change.reads,
            should_read=change.should_read,
            reason=_agreed(result.finding, report.dossier) or _reason(result.finding.en, change),
        )


def _agreed(finding: Finding, dossier: Dossier) -> str:
    """Where the point was agreed otherwise, the contract is reason enough; else empty text."""
    contract = dossier.contract
    if contract is None:
        return ""
    order = ("/credit", "/shipment", "/presentation")
    at = [path for path in finding.paths if not path.startswith(order)]
    agreed = at if contract.ours else [path for path in at if path.startswith(f"{contract.place}/")]
    return f"As agreed in {names.paper(dossier, contract).en}." if agreed else ""


def _reason(sentence: str, change: Amend) -> str:
    """The finding as a letter says it: without the clause, which stands beside it already."""
    return dates.sentence(sentence.replace(f': "{change.reads}"', ""))


def _seller(dossier: Dossier) -> Letterhead:
    """Who writes: our own letterhead, the seller of the contract, or else the beneficiary."""
    if isinstance(dossier, Deal):
        return firms.letterhead(dossier.order.seller, dossier.tables, bilingual=False)
    text = dossier.contract.facts.seller if dossier.contract else ""
    if not text and dossier.credit:
        text = dossier.credit.beneficiary
    return amendment_request.written_by(text)


def _buyer(dossier: Dossier) -> tuple[str, ...]:
    """Who is asked: the buyer, who applied for the credit whatever name stands in it."""
    if isinstance(dossier, Deal):
        buyer = dossier.order.buyer
        return (buyer.name, *firms.address(buyer, dossier.tables))
    return tuple(dossier.contract.facts.buyer.split("\n")) if dossier.contract else ()
