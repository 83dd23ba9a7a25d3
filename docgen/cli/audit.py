"""`docgen audit`: a letter of credit and papers, held against each other."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from docgen.cli.check import put
from docgen.cli.common import AsOf, Lang, ProfileFile, day, language, one_of, show


def audit(
    files: Annotated[
        list[Path],
        typer.Argument(help="Order files or audit files (JSON).", metavar="FILE..."),
    ],
    format: Annotated[str, typer.Option("--format", help="text, json or html.")] = "text",
    as_of: AsOf = "",
    lang: Lang = "both",
    profile: ProfileFile = None,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="File for the report; else it is printed.")
    ] = None,
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="Notes too, and why rules were not checked.")
    ] = False,
) -> None:
    """Hold a letter of credit against its contract, papers against the credit and each other."""
    from docgen import api
    from docgen.api.auditing import audit_file
    from docgen.reports import audit, html

    shape = one_of(format, "--format", ("text", "json", "html"))
    spoken, judged = language(lang), day(as_of)
    company = api.load_company(profile) if profile else None
    reports = tuple(audit_file(path, company, judged) for path in files)
    if shape == "html":
        put(html.page(reports, spoken, audited=True), out)
    elif shape == "json":
        put("".join(each.model_dump_json() + "\n" for each in reports), out)
    else:
        lines = [line for each in reports for line in audit.lines(each, spoken, verbose)]
        if out:
            put("".join(f"{text}\n" for text, _ in lines), out)
        else:
            show(lines)
    raise typer.Exit(max(report.exit_code for report in reports))
