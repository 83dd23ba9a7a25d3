"""`docgen audit`: a letter of credit and papers, held against each other."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from docgen.cli.common import (
    AsOf,
    Lang,
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

if TYPE_CHECKING:
    from docgen.api import Company
    from docgen.documents.amendment_request import AmendmentRequest
    from docgen.reports.model import CheckReport
    from docgen.reports.text import Language


def audit(
    files: Annotated[
        list[Path],
        typer.Argument(help="Order files or audit files (JSON).", metavar="FILE..."),
    ],
    format: ReportFormat = "text",
    as_of: AsOf = "",
    lang: Lang = "both",
    profile: ProfileFile = None,
    out: ReportFile = None,
    amendment: Annotated[
        Path | None,
        typer.Option(help="Folder for the requests to amend the credits 改证函, PDF and Word."),
    ] = None,
    verbose: Verbose = False,
) -> None:
    """Hold a letter of credit against its contract, papers against the credit and each other."""
    from docgen import api
    from docgen.api.auditing import audit_with_request

    shape = one_of(format, "--format", ("text", "json", "html"))
    spoken, judged = language(lang), day(as_of)
    company = api.load_company(profile) if profile else None
    audited = tuple(audit_with_request(path, company, judged) for path in files)
    reports = tuple(report for report, _ in audited)
    _show(reports, shape, spoken, out, verbose)
    for path, (_, letter) in zip(files, audited, strict=True):
        if amendment is not None:
            _write(letter, amendment, company or api.company_of(path))
    raise typer.Exit(max(report.exit_code for report in reports))


def _show(
    reports: tuple[CheckReport, ...],
    shape: str,
    spoken: Language,
    out: Path | None,
    verbose: bool,
) -> None:
    from docgen.reports import audit, html

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


def _write(letter: AmendmentRequest | None, folder: Path, company: Company) -> None:
    from docgen.api.amending import write_request

    if letter is None:
        print("nothing to amend 无须改证", file=sys.stderr)
        return
    for made in write_request(letter, folder, company):
        print(made, file=sys.stderr)
