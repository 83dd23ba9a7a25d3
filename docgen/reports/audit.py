"""The report of an audit as a terminal shows it: the credit first, then the papers."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.findings import printable
from docgen.reports import text
from docgen.reports.matrix import FACTS, Both
from docgen.reports.model import CheckReport, FindingEntry
from docgen.reports.presentation import AskedEntry, PresentationEntry
from docgen.reports.text import Language, Line

PARTS = {
    "credit_and_contract": Both(en="The credit against the contract", zh="审证:信用证与合同"),
    "credit_and_papers": Both(en="The papers against the credit", zh="单证一致:单据与信用证"),
    "among_papers": Both(en="The papers against each other", zh="单单一致:单据之间"),
    "within_order": Both(en="Within the order", zh="订单内部"),
    "": Both(en="The file", zh="文件"),
}
"""What is compared with what, in the order in which an examiner works."""
PRESENTATION = Both(en="The presentation", zh="交单")


def lines(report: CheckReport, language: Language = "both", verbose: bool = False) -> list[Line]:
    """The audit line by line; `verbose` adds notes and every rule that was not checked."""
    every = [text.head(report)]
    for heading, entries in parts(text.worth_showing(report, verbose)):
        every.append((" ".join(text.said(heading, language)), "bold underline"))
        every += text.findings(entries, language)
    every += _disagreements(report, language)
    every += _presentation(report, language)
    every += text.remainder(report, language, verbose)
    return [(printable(line), colour) for line, colour in every]


def parts(entries: list[FindingEntry]) -> Iterator[tuple[Both, list[FindingEntry]]]:
    """The findings under the headings of what was compared; only those that have any."""
    for comparison, heading in PARTS.items():
        if those := [each for each in entries if each.comparison == comparison]:
            yield heading, those


def _presentation(report: CheckReport, language: Language) -> Iterator[Line]:
    """By when to present, and what in how many copies."""
    if (due := report.presentation) is None:
        return
    yield " ".join(text.said(PRESENTATION, language)), "bold underline"
    last = due.last_day.isoformat() if due.last_day else "?"
    left = "".join(f", {' '.join(text.said(each, language))}" for each in days_left(due))
    late = due.days_left is not None and due.days_left < 0
    basis = " / ".join(text.said(due.basis, language))
    yield f"    last day 最迟交单 {last}{left}: {basis}", "bold red" if late else ""
    if due.decided_by and due.decision:
        counted = " / ".join(text.said(due.decision, language))
        yield f"    bank decides by 银行最迟答复 {due.decided_by.isoformat()}: {counted}", ""
    for each in due.asked:
        name = " ".join(text.said(each.name, language))
        yield f"    {name}: {number_of(each)}  ({each.where})", "" if each.there else "yellow"


def days_left(due: PresentationEntry) -> tuple[Both, ...]:
    """How many days are left, or have passed; nothing where the last day is not known."""
    if due.days_left is None:
        return ()
    days = abs(due.days_left)
    unit = "day" if days == 1 else "days"
    if due.days_left < 0:
        return (Both(en=f"{days} {unit} ago", zh=f"已过{days}天"),)
    return (Both(en=f"{days} {unit} left", zh=f"剩{days}天"),)


def number_of(asked: AskedEntry) -> str:
    """`3 papers 份 (originals 正本 1)`, `full set 全套`."""
    if asked.papers is None or asked.originals is None:
        return "full set 全套"
    papers = "paper" if asked.papers == 1 else "papers"
    return f"{asked.papers} {papers} 份 (originals 正本 {asked.originals})"


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
