"""`docgen origin`: which certificate of origin to apply for."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from docgen.cli.common import day, one_of
from docgen.errors import UsageError


def origin(
    to: Annotated[str, typer.Option("--to", help="Destination: ISO code or name of the country.")],
    on: Annotated[str, typer.Option("--on", help="Day of application, YYYY-MM-DD; today.")] = "",
    hs: Annotated[str, typer.Option("--hs", help="HS code of the goods, 6 to 10 digits.")] = "",
    ship: Annotated[str, typer.Option("--ship", help="Day of shipment, YYYY-MM-DD.")] = "",
    format: Annotated[str, typer.Option("--format", help="text or json.")] = "text",
    profile: Annotated[
        Path | None, typer.Option("--profile", help="Company profile, for tables of its own.")
    ] = None,
) -> None:
    """Tell which certificate of origin to apply for, where, by when, and why."""
    import json
    from datetime import date

    from docgen import api
    from docgen.origin import advise, describe, to_dict
    from docgen.tables import code_of, suggestion

    shape = one_of(format, "--format", ("text", "json"))
    tables = (api.load_company(profile) if profile else api.Company()).tables
    country = code_of(to, tables.countries)
    if country is None:
        near = suggestion(to, tables.countries)
        hint = f" Did you mean {near}?" if near else ""
        raise UsageError(f"--to is {to}; expected a country or its ISO 3166 code.{hint}")
    advice = advise(tables, country, day(on, "--on") or date.today(), hs, day(ship, "--ship"))
    if shape == "json":
        print(json.dumps(to_dict(advice), ensure_ascii=False, indent=2))
    else:
        print(describe(advice))
