"""People write PCS, Ctn and Türkiye; the papers need the code."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.tables import code_of, load_tables, suggestion
from docgen.tables.lookup import Named

TABLES = load_tables()
EVERY_TABLE: tuple[Mapping[str, Named], ...] = (
    TABLES.countries,
    TABLES.currencies,
    TABLES.units,
    TABLES.packages,
    TABLES.incoterms,
    TABLES.containers,
)


@pytest.mark.parametrize(
    ("text", "rows", "code"),
    [
        ("H87", TABLES.units, "H87"),
        ("PCS", TABLES.units, "H87"),
        (" pieces ", TABLES.units, "H87"),
        ("sets", TABLES.units, "SET"),
        ("KGS", TABLES.units, "KGM"),
        ("m²", TABLES.units, "MTK"),
        ("SQM", TABLES.units, "MTK"),
        ("DOZ", TABLES.units, "DZN"),
        ("ctn", TABLES.packages, "CT"),
        ("MESH BAG", TABLES.packages, "NT"),
        ("WOVEN BAGS", TABLES.packages, "5H"),
        ("USA", TABLES.countries, "US"),
        ("U.S.A.", TABLES.countries, "US"),
        ("Türkiye", TABLES.countries, "TR"),
        ("Russian  Federation", TABLES.countries, "RU"),
        ("Korea", TABLES.countries, "KR"),
        ("NOR", TABLES.countries, "NO"),
        ("挪威", TABLES.countries, "NO"),
        ("RMB", TABLES.currencies, "CNY"),
        ("C&F", TABLES.incoterms, "CFR"),
        ("40HC", TABLES.containers, "40HQ"),
    ],
)
def test_a_code_or_a_spelling_of_the_trade_finds_its_row(
    text: str, rows: Mapping[str, Named], code: str
) -> None:
    assert code_of(text, rows) == code


def test_every_code_and_alias_finds_its_own_row_in_any_case() -> None:
    for rows in EVERY_TABLE:
        for code, row in rows.items():
            for name in (code, *row.aliases):
                assert code_of(name.lower(), rows) == code, name


@pytest.mark.parametrize("text", ["", "TON", "XYZZY"])
def test_what_names_no_row_finds_none(text: str) -> None:
    assert code_of(text, TABLES.units) is None


def test_a_printed_name_that_rows_share_finds_none_of_them() -> None:
    shared = {code: TABLES.packages[code] for code in ("XA", "XB")}
    assert code_of("WOVEN BAG", shared) is None


@pytest.mark.parametrize(
    ("text", "rows", "near"),
    [
        ("NORWYA", TABLES.countries, "NORWAY"),
        ("cartoons", TABLES.packages, "CARTONS"),
        ("Metric tonn", TABLES.units, "METRIC TON"),
        ("USDD", TABLES.currencies, "USD"),
    ],
)
def test_a_slip_of_the_keyboard_gets_a_suggestion(
    text: str, rows: Mapping[str, Named], near: str
) -> None:
    assert suggestion(text, rows) == near


def test_what_is_like_nothing_gets_no_suggestion() -> None:
    assert suggestion("QQQQQQ", TABLES.units) == ""


@given(st.text(max_size=12))
def test_a_suggestion_always_leads_to_a_row_or_is_empty(text: str) -> None:
    near = suggestion(text, TABLES.currencies)
    assert near == "" or code_of(near, TABLES.currencies) is not None
