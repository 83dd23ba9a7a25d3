"""The report as one page to print and file (单证核对表)."""

from __future__ import annotations

from typing import Literal

from docgen.reports.matrix import FACTS
from docgen.reports.model import CheckReport
from docgen.reports.text import by_cause

Language = Literal["en", "zh", "both"]


def page(reports: tuple[CheckReport, ...], language: Language = "both") -> str:
    """One HTML page with every report, complete in itself: no script, no other file."""
    from docgen.renderers.environment import html_environment
    from docgen.resources import shipped

    template = html_environment(shipped("templates").resolve()).get_template("report/report.html")
    return template.render(reports=[_view(each) for each in reports], language=language)


def _view(report: CheckReport) -> dict[str, object]:
    """A report as the template reads it: facts as rows, papers as columns."""
    stated = [{each.fact: each for each in paper.facts} for paper in report.matrix]
    return {
        "report": report,
        "failed": by_cause(report.standing),
        "waived": tuple(each for each in report.findings if each.outcome == "waived"),
        "facts": [
            {"name": name, "cells": [facts.get(fact) for facts in stated]}
            for fact, name in FACTS.items()
            if any(fact in facts for facts in stated)
        ],
    }
