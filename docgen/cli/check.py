"""`docgen check`, `waive` and `rules`: what the catalogue finds, who accepts it, what it holds."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from docgen.cli.common import (
    AsOf,
    Lang,
    Orders,
    ProfileFile,
    ReportFile,
    ReportFormat,
    Verbose,
    day,
    language,
    one_of,
    put,
    show,
)
from docgen.errors import UsageError

if TYPE_CHECKING:
    from docgen.reports.model import CheckReport
    from docgen.reports.text import Language


def check(
    orders: Orders,
    format: ReportFormat = "text",
    as_of: AsOf = "",
    lang: Lang = "both",
    profile: ProfileFile = None,
    out: ReportFile = None,
    verbose: Verbose = False,
) -> None:
    """Prove that nothing in each order contradicts anything else; 1 where an error stands."""
    from docgen import api

    shape = one_of(format, "--format", ("text", "json", "html"))
    spoken = language(lang)
    judged = day(as_of)
    company = api.load_company(profile) if profile else None
    reports = tuple(api.check_file(path, company, judged) for path in orders)
    if shape == "text" and out is None:
        _show(reports, spoken, verbose)
    else:
        put(_written(reports, shape, spoken, verbose), out)
    raise typer.Exit(max(report.exit_code for report in reports))


def _show(reports: tuple[CheckReport, ...], spoken: Language, verbose: bool) -> None:
    from docgen.reports import text

    for number, report in enumerate(reports):
        if number:
            print()
        show(text.lines(report, spoken, verbose))


def _written(reports: tuple[CheckReport, ...], shape: str, spoken: Language, verbose: bool) -> str:
    """The reports as one text: JSON has a line for each order."""
    from docgen.reports import html, text

    if shape == "json":
        return "".join(report.model_dump_json() + "\n" for report in reports)
    if shape == "html":
        return html.page(reports, spoken)
    lines = (line for report in reports for line, _ in text.lines(report, spoken, verbose))
    return "".join(line + "\n" for line in lines)


def waive(
    order: Annotated[Path, typer.Argument(help="Order file (JSON).")],
    code: Annotated[str, typer.Argument(help="Rule whose finding is accepted, such as PRC-001.")],
    reason: Annotated[str, typer.Option(help="Why, in at least ten characters.")],
    by: Annotated[str, typer.Option(help="Who accepts it.")],
    where: Annotated[str, typer.Option(help="JSON pointer, to accept one of several.")] = "",
    expires: Annotated[str, typer.Option(help="Last day on which it holds, YYYY-MM-DD.")] = "",
    as_of: AsOf = "",
    profile: ProfileFile = None,
) -> None:
    """Write into the order file that a responsible person accepts a finding, for these values."""
    from docgen import api

    accepted = api.waive(
        order,
        code,
        reason=reason,
        by=by,
        where=where,
        expires=day(expires, "--expires"),
        company=api.load_company(profile) if profile else None,
        as_of=day(as_of),
    )
    for result in accepted:
        places = ", ".join(result.finding.paths)
        print(f"waived 已豁免 {code} at {places} ({result.fingerprint}): {result.finding.en}")


def rules(
    code: Annotated[str, typer.Argument(help="A rule, such as TOT-001; all where absent.")] = "",
    format: Annotated[str, typer.Option("--format", help="text or json.")] = "text",
    lang: Lang = "both",
) -> None:
    """Show the rules of the catalogue, or one with its reason, source, thresholds and examples."""
    from docgen.checks import CATALOGUE
    from docgen.reports import rulebook

    shape = one_of(format, "--format", ("text", "json"))
    if code and code not in CATALOGUE:
        raise UsageError(f"there is no rule {code}; `docgen rules` lists them all.")
    chosen = (CATALOGUE[code],) if code else tuple(CATALOGUE.values())
    if shape == "json":
        print(rulebook.as_json(chosen), end="")
    elif code:
        show(rulebook.page(chosen[0], language(lang)))
    else:
        show(rulebook.table(chosen, language(lang)))
