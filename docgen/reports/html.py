"""The report as one page to print and file (单证核对表)."""

from __future__ import annotations

from typing import Literal

from docgen.reports.audit import days_left, number_of, parts
from docgen.reports.matrix import FACTS, Both
from docgen.reports.model import CheckReport
from docgen.reports.text import by_cause, by_reason

_FINDINGS = Both(en="Findings", zh="问题")
Language = Literal["en", "zh", "both"]


def page(
    reports: tuple[CheckReport, ...], language: Language = "both", audited: bool = False
) -> str:
    """One HTML page with every report, complete in itself: no script, no other file.

    `audited` sets the findings under what was compared with what.
    """
    from docgen.renderers.environment import html_environment
    from docgen.resources import shipped

    template = html_environment(shipped("templates").resolve()).get_template("report/report.html")
    return template.render(
        reports=[_view(each, audited) for each in reports],
        language=language,
        audited=audited,
        number_of=number_of,
        days_left=days_left,
    )


def _view(report: CheckReport, audited: bool) -> dict[str, object]:
    """A report as the template reads it: facts as rows, papers as columns."""
    standing = list(report.standing)
    headed = parts(standing) if audited else [(_FINDINGS, standing)]
    stated = [{each.fact: each for each in paper.facts} for paper in report.matrix]
    return {
        "report": report,
        "failed": [(heading, by_cause(those)) for heading, those in headed if those],
        "waived": tuple(each for each in report.findings if each.outcome == "waived"),
        "gaps": by_reason(report),
        "facts": [
            {"name": name, "cells": [facts.get(fact) for facts in stated]}
            for fact, name in FACTS.items()
            if any(fact in facts for facts in stated)
        ],
    }
