"""The company profile: what it gives to orders, and how a wrong one is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from docgen import api
from docgen.errors import InputError
from docgen.intake import read_order, read_profile
from docgen.order import Order
from tests.intake.orders import TABLES, assert_well_said, minimal, places, without

SELLER = '[seller]\nname = "A CO."\ncountry = "china"\n'


def written(folder: Path, text: str) -> Path:
    path = folder / "docgen.toml"
    path.write_text(text, encoding="utf-8")
    return path


def read(order: object, profile: Path) -> Order:
    return read_order(json.dumps(order).encode(), TABLES, read_profile(profile)[0])


def test_profile_fills_the_seller_that_the_order_leaves_out(tmp_path: Path) -> None:
    profile = written(tmp_path, 'prepared_by = "CHEN YAN"\n' + SELLER)
    order = read(without(minimal(), "/seller"), profile)
    assert (order.seller.name, order.seller.country) == ("A CO.", "CN")
    assert order.prepared_by == "CHEN YAN"


def test_the_order_overrides_the_profile_whole(tmp_path: Path) -> None:
    profile = written(tmp_path, 'prepared_by = "X"\n' + SELLER + 'address = "1 A ROAD"\n')
    order = read(minimal() | {"prepared_by": "MYSELF"}, profile)
    assert (order.seller.name, order.seller.address) == ("NORDSEE PUMPEN GMBH", "")
    assert order.prepared_by == "MYSELF"


def test_without_seller_in_order_and_profile_the_seller_is_missing(tmp_path: Path) -> None:
    with pytest.raises(InputError) as error:
        read(without(minimal(), "/seller"), written(tmp_path, 'prepared_by = "X"'))
    assert places(error.value.findings) == [("INP-007", "/seller")]


def test_profile_with_byte_order_mark_is_read(tmp_path: Path) -> None:
    profile = written(tmp_path, "\ufeff" + SELLER)
    assert read_profile(profile)[0].seller is not None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('langauges = "en"', ("INP-008", "/langauges")),
        ('languages = "fr"', ("INP-009", "/languages")),
        ('[[clauses]]\ntitel = "X"', ("INP-008", "/clauses/0/titel")),
        (SELLER + 'nmae = "X"', ("INP-008", "/seller/nmae")),
        (SELLER.replace("china", "XX"), ("INP-009", "/seller/country")),
        (SELLER + '[[seller.banks]]\nname = "B"\ncurrency = "ZZZ"', None),
        ('logo = "logo.gif"', ("INP-009", "/logo")),
        ('seller = "A CO."', ("INP-009", "/seller")),
        ("prepared_by = 2026-11-02", ("INP-009", "/prepared_by")),
    ],
)
def test_a_wrong_profile_is_refused_at_its_place(
    tmp_path: Path, text: str, found: tuple[str, str] | None
) -> None:
    with pytest.raises(InputError, match="is not a valid company profile") as error:
        read_profile(written(tmp_path, text))
    assert found is None or found in places(error.value.findings)
    for finding in error.value.findings:
        assert_well_said(finding)


def test_a_misspelt_key_is_compared_with_those_of_a_profile(tmp_path: Path) -> None:
    with pytest.raises(InputError) as error:
        read_profile(written(tmp_path, 'sael = "seal.png"'))
    assert 'did you mean "seal"' in error.value.findings[0].hint


@pytest.mark.parametrize("text", ["seller =", "a = 1\na = 2", "a = " + "[" * 5000, '"\x00" = 1'])
def test_what_is_no_toml_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(InputError, match="is not TOML"):
        read_profile(written(tmp_path, text))


def test_a_profile_in_another_encoding_is_refused(tmp_path: Path) -> None:
    profile = tmp_path / "docgen.toml"
    profile.write_bytes('prepared_by = "陈燕"'.encode("gbk"))
    with pytest.raises(InputError, match="UTF-8"):
        read_profile(profile)


def test_a_profile_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot read the company profile"):
        read_profile(tmp_path / "docgen.toml")


def test_the_profile_may_bring_units_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    row = 'code = "ZZ", label = "TRAY", plural = "TRAYS", zh = "盘"'
    (tmp_path / "own" / "units.toml").write_text(
        'source = "our own"\nconfidence = "high"\n'
        f'rows = [{{ {row}, aliases = [], countable = true, base = "ZZ", factor = "1" }}]\n',
        encoding="utf-8",
    )
    company = api.load_company(written(tmp_path, 'tables = "own"\n' + SELLER))
    assert company.tables.units["ZZ"].plural == "TRAYS"


def test_the_nearest_profile_above_the_order_is_taken(tmp_path: Path) -> None:
    order = without(minimal(), "/seller")
    written(tmp_path, SELLER)
    near = tmp_path / "a" / "b"
    near.mkdir(parents=True)
    (near / "order.json").write_text(json.dumps(order), encoding="utf-8")
    assert api.load_order(near / "order.json").seller.name == "A CO."
    written(near.parent, SELLER.replace("A CO.", "B CO."))
    assert api.load_order(near / "order.json").seller.name == "B CO."
