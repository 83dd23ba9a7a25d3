"""The table of ports: codes, names, and that no name means two places of one country."""

import re
from collections import defaultdict

import pytest

from docgen.tables import load_tables
from docgen.tables.hs import known_heading

TABLES = load_tables()
VERIFIED = (
    *("CNSHG", "CNNBO", "CNTXG", "CNYTN", "CNNSA", "CNSNZ", "CNLYG", "CNMLX", "NOOSL", "DEHAM"),
    *("NLRTM", "GBFXT", "USLAX", "USHOU", "JPTYO", "KRPUS", "VNSGN", "VNCLI", "AUMEL", "NZAKL"),
    *("CLVAP", "PKKHI", "PKBQM", "MACAS", "CAVAN", "CATOR", "RSBEG", "CHBSL", "HRRJK", "RUYEK"),
)


def test_a_code_is_a_un_locode_of_the_country_beside_it() -> None:
    for code, port in TABLES.ports.items():
        assert re.fullmatch(r"[A-Z]{2}[A-Z2-9]{3}", code)
        assert port.country == code[:2]
        assert port.country in TABLES.countries


def test_names_are_tidy_and_in_both_languages() -> None:
    for code, port in TABLES.ports.items():
        assert port.en.isascii() and port.en == port.en.upper(), code
        assert port.zh and not port.zh.isascii(), code
        for name in (*port.printed, *port.aliases):
            assert name == " ".join(name.split()), code


def test_a_name_means_one_city_of_a_country() -> None:
    cities = defaultdict(set)
    for port in TABLES.ports.values():
        for name in (*port.printed, *port.aliases):
            cities[name, port.country].add(port.en)
    assert [name for name, found in cities.items() if len(found) > 1] == []


def test_codes_of_one_city_have_one_chinese_name() -> None:
    names = defaultdict(set)
    for port in TABLES.ports.values():
        names[port.en, port.country].add(port.zh)
    assert [key for key, found in names.items() if len(found) > 1] == []


@pytest.mark.parametrize("code", VERIFIED)
def test_the_codes_that_were_looked_up_are_sure(code: str) -> None:
    assert TABLES.ports[code].confidence == "high"


@pytest.mark.parametrize(
    ("codes", "en"),
    [
        (("CNNBO", "CNNGB"), "NINGBO"),
        (("CNSHG", "CNSHA"), "SHANGHAI"),
        (("CNTXG", "CNTSN", "CNXGG"), "TIANJIN"),
        (("RUYEK", "RUEKA"), "YEKATERINBURG"),
    ],
)
def test_two_codes_of_one_city_have_one_name(codes: tuple[str, ...], en: str) -> None:
    assert {TABLES.ports[code].en for code in codes} == {en}


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("732394", "enamelled"),
        ("611692", "cotton"),
        ("090220", "green"),
        ("7323", ""),
        ("732305", ""),
        ("73239", ""),
        ("", ""),
        ("MUGS", ""),
    ],
)
def test_a_heading_of_the_harmonized_system_is_known_by_six_digits(code: str, words: str) -> None:
    said = known_heading(code)
    assert words in said
    assert bool(said) == bool(words)
