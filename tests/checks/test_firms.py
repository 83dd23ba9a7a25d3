"""Name and address of a firm are told apart, however a contract or a credit writes them."""

from __future__ import annotations

import pytest

from docgen.checks.firms import abbreviated, akin_names, bare, firm_in, same_address

LONG = "NINGBO SEA IMP. & EXP. CO., LTD., 8 TIANTONG ROAD, NINGBO"
CORK = "DELTA FOODS, 5 QUAY STREET, GALWAY, CO. CORK"
BLOCKS = [
    ("ATLAS MAISON SARL\n17 RUE IBN BATTOUTA", "ATLAS MAISON SARL", "17 RUE IBN BATTOUTA"),
    (LONG, "NINGBO SEA IMP. & EXP. CO., LTD.", "8 TIANTONG ROAD, NINGBO"),
    ("ABC TRADING CO., ITALY", "ABC TRADING CO.", "ITALY"),
    ("HONGYANG CO. LTD., 311 SOUTH STREET", "HONGYANG CO. LTD.", "311 SOUTH STREET"),
    (CORK, "DELTA FOODS", "5 QUAY STREET, GALWAY, CO. CORK"),
    ("CHINA METALS CO. OF SHANGHAI", "CHINA METALS CO. OF SHANGHAI", ""),
    ("QINGDAO AAA IMPORT AND EXPORT CORP", "QINGDAO AAA IMPORT AND EXPORT CORP", ""),
]


@pytest.mark.parametrize(("block", "name", "address"), BLOCKS)
def test_name_and_address(block: str, name: str, address: str) -> None:
    assert firm_in(block) == (name, address)


def test_names_are_compared_without_and() -> None:
    assert bare("SEA IMP. & EXP. CO., LTD.") == bare("Sea Imp. and Exp. Co Ltd")
    assert bare("SEA CO.") != bare("SEA CORPORATION")


def test_abbreviations_are_known_apart_from_other_forms() -> None:
    assert abbreviated("SEA IMPORT COMPANY LIMITED") == abbreviated("SEA IMP. CO., LTD.")
    assert abbreviated("SEA CO.") != abbreviated("SEA CORPORATION")


def test_a_misspelt_name_is_akin_and_another_firm_is_not() -> None:
    assert akin_names("HONGYAN SHIPPING TRADING CO.", "HONGYANG SHIPPING TRADING CO.")
    assert not akin_names("SINGAPORE BBB TRADING COMPANY", "QINGDAO AAA IMPORT CORP")


def test_a_shorter_address_agrees_and_another_number_does_not() -> None:
    assert same_address("188 JIANSHE ROAD, TANGSHAN", "NO. 188, Jianshe Road, Tangshan, China")
    assert not same_address("450 STORGATA, OSLO", "45 STORGATA, OSLO")
