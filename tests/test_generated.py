"""What is generated and checked in is what the sources give now."""

from __future__ import annotations

import pytest

from docgen.checks import CATALOGUE
from docgen.reports import rulebook
from docgen.schema import SCHEMAS, schema_text
from tests.samples import ROOT


@pytest.mark.parametrize("name", SCHEMAS)
def test_schema_is_current(name: str) -> None:
    committed = (ROOT / "schemas" / f"{name}.schema.json").read_text("utf-8")
    assert committed == schema_text(name), "run `make generated`"


def test_the_published_rules_are_those_of_the_catalogue() -> None:
    committed = (ROOT / "schemas" / "rules.json").read_text("utf-8")
    assert committed == rulebook.as_json(CATALOGUE.values()), "run `make generated`"
