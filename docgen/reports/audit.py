"""The report of an audit as a terminal shows it: the credit first, then the papers."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.findings import printable
from docgen.reports import text
from docgen.reports.matrix import FACTS, Both
from docgen.reports.model import CheckReport, FindingEntry
from docgen.reports.text import Language, Line

PARTS = {
    "credit_and_contract": Both(en="The credit against the contract", zh="审证:信用证与合同"),
    "credit_and_papers": Both(en="The papers against the credit", zh="单证一致:单据与信用证"),
    "among_papers": Both(en="The papers against each other", zh="单单一致:单据之间"),
    "within_order": Both(en="Within the order", zh="订单内部"),
    "": Both(en="The file", zh="文件"),
}
"""What is compared with what, in the order in which an examiner works."""


def lines(report: CheckReport, language: Language = "both", verbose: bool = False) -> list[Line]:
    """The audit line by line; `verbose` adds notes and every rule that was not checked."""
    every = [text.head(report)]
    for heading, entries in parts(text.worth_showing(report, verbose)):
        every.append((" ".join(text.said(heading, language)), "bold underline"))
        every += text.findings(entries, language)
    every += _disagreements(report, language)
    every += text.remainder(report, language, verbose)
    return [(printable(line), colour) for line, colour in every]


def parts(entries: list[FindingEntry]) -> Iterator[tuple[Both, list[FindingEntry]]]:
    """The findings under the headings of what was compared; only those that have any."""
    for comparison, heading in PARTS.items():
        if those := [each for each in entries if each.comparison == comparison]:
            yield heading, those


def _disagreements(report: CheckReport, language: Language) -> Iterator[Line]:
    """Each fact on which papers disagree, paper by paper."""
    for fact, name in FACTS.items():
        stated = [
            (paper, each) for paper in report.matrix for each in paper.facts if each.fact == fact
        ]
        if not any(each.disputed for _, each in stated):
            continue
        yield " ".join(text.said(name, language)), "bold"
        for paper, each in stated:
            label = " ".join((*text.said(paper.name, language), paper.number)).rstrip()
            value = " | ".join(each.value.split("\n"))
            yield f"    {value}  ← {label}", "bold red" if each.disputed else ""
