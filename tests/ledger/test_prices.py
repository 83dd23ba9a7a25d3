"""Prices imported from CSV: whole and with the codes of the tables, or not at all."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from docgen.errors import InputError
from docgen.ledger import read_prices
from docgen.tables import load_tables

HEAD = (
    "customer,sku,price,currency,unit,rule,place,minimum_quantity,confirmed_on,valid_until"
    ",reference"
)
GOOD = "NORTHERN EXAMPLE AS,EX-100,1.850,USD,PCS,FOB,Ningbo,500,2026-02-01,2026-12-31,list"


def write(folder: Path, *rows: str) -> Path:
    path = folder / "prices.csv"
    path.write_text("\n".join((HEAD, *rows)), encoding="utf-8-sig")
    return path


def test_a_price_list_is_read_with_the_codes_of_the_tables(tmp_path: Path) -> None:
    (price,) = read_prices(write(tmp_path, GOOD), load_tables())
    assert (price.unit, price.rule, price.currency) == ("H87", "FOB", "USD")
    assert (str(price.price), price.minimum_quantity) == ("1.850", Decimal(500))


def test_empty_columns_are_what_is_not_known(tmp_path: Path) -> None:
    row = "NORTHERN EXAMPLE AS,EX-100,1.85,USD,PCS,FOB,,,2026-02-01,,"
    (price,) = read_prices(write(tmp_path, row), load_tables())
    assert (price.minimum_quantity, price.valid_until, price.place) == (None, None, "")


@pytest.mark.parametrize(
    ("before", "after", "where"),
    [
        ("1.850", "1,85", "/row 3/price"),
        ("1.850", "NaN", "/row 3/price"),
        ("PCS", "WHATS", "/row 3/unit"),
        ("USD", "XXQ", "/row 3/currency"),
        ("FOB", "FOX", "/row 3/rule"),
        ("2026-02-01", "2026-02-31", "/row 3/confirmed_on"),
        ("EX-100", "", "/row 3/sku"),
    ],
)
def test_each_fault_is_named_by_row_and_column_and_nothing_is_taken(
    tmp_path: Path, before: str, after: str, where: str
) -> None:
    bad = GOOD.replace(before, f'"{after}"')
    with pytest.raises(InputError, match="nothing was imported") as caught:
        read_prices(write(tmp_path, GOOD, bad), load_tables())
    assert [finding.paths[0] for finding in caught.value.findings] == [where]


def test_a_list_without_prices_and_one_that_is_no_text_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="has no prices"):
        read_prices(write(tmp_path), load_tables())
    (tmp_path / "gbk.csv").write_bytes("客户,单价".encode("gbk"))
    with pytest.raises(InputError, match="as CSV in UTF-8"):
        read_prices(tmp_path / "gbk.csv", load_tables())
