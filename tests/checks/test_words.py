"""When two texts say the same, and when two names or codes mean one place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.checks.words import country_at_end, lies_in, names, norm, same, same_place, spot
from docgen.tables import load_tables

TABLES = load_tables()
WORDS = st.text(alphabet=st.characters(exclude_categories=("Cs",)), max_size=40)


@given(WORDS)
def test_what_is_normalised_stays_as_it_is(text: str) -> None:
    assert norm(norm(text)) == norm(text)


@given(WORDS)
def test_case_width_and_blanks_do_not_count(text: str) -> None:
    assert same(f"  {text.lower()} ", text.lower())
    assert norm(f"{text} \n .") == norm(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("NINGBO BRIGHTSEA IMP. & EXP. CO., LTD.", "Ningbo Brightsea Imp & Exp Co Ltd"),
        ("ACME CO.,LTD", "ACME CO., LTD."),
        ("ATLAS S.A.R.L.", "ATLAS SARL"),
        ("P.R.CHINA", "PR CHINA"),
        ("U.S.A.", "USA"),
        ("MÜLLER & SÖHNE", "MULLER & SOHNE"),
        ("İZMİR", "IZMIR"),
        ("C/NO.1-500", "C/NO. 1 - 500"),
        ("NINGBO", "NINGBO"),
        ("宁波，中国", "宁波 中国"),
        ("", " .,-"),
    ],
)
def test_punctuation_case_width_and_accents_make_no_difference(one: str, other: str) -> None:
    assert same(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ACME CO., LTD.", "ACME COMPANY LIMITED"),
        ("ACME LTD.", "ACME LIMITED"),
        ("FJORD TRADING AS", "FJORD TRADING"),
        ("FJORD TRADING AS", "FJORD TRADING A S"),
        ("ENAMEL MUG 350ML", "ENAMEL MUG 360ML"),
        ("BLENDED 100% COTTON", "BLENDED 100 COTTON"),
        ("NINGBO", "NINGBO CHINA"),
    ],
)
def test_words_make_a_difference(one: str, other: str) -> None:
    assert not same(one, other)


def test_an_address_block_names_the_firm_whose_words_stand_in_it() -> None:
    block = "TO ORDER OF\nFjord Trading AS,\nSKIPPERGATA 21, 0152 OSLO"
    assert names(block, "FJORD TRADING AS")
    assert not names(block, "FJORD TRADING ASA")
    assert not names("BIGFJORD TRADING AS", "FJORD TRADING AS")
    assert not names(block, "")
    assert not names("", "FJORD TRADING AS")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("NINGBO, CHINA", "NINGBO"),
        ("NINGBO", "CNNBO"),
        ("NINGBO, CHINA", "CNNBO"),
        ("CNNGB", "CNNBO"),
        ("PORT OF NINGBO, P.R. CHINA", "NINGBO PORT"),
        ("宁波", "Ningbo"),
        ("XINGANG, TIANJIN", "TIANJIN"),
        ("BUSAN, KOREA", "PUSAN"),
        ("NANSHA, GUANGZHOU", "CNNSA"),
        ("NEW YORK, NY, USA", "NEW YORK"),
        ("PORT OF SPAIN, TRINIDAD AND TOBAGO", "TTPOS"),
        ("HONG KONG, CHINA", "HONGKONG"),
        ("SINGAPORE", "SINGAPORE, SINGAPORE"),
        ("KAOHSIUNG, TAIWAN, CHINA", "KAOHSIUNG"),
        ("SAVANNAH, GA, U.S.A.", "USSAV"),
        ("SMALLPORT, NORWAY", "SMALLPORT"),
        ("MANZANILLO", "MANZANILLO, MEXICO"),
    ],
)
def test_one_place_has_many_names(one: str, other: str) -> None:
    assert same_place(one, other, TABLES)
    assert same_place(other, one, TABLES)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("NINGBO", "SHANGHAI"),
        ("CNNBO", "CNSHG"),
        ("CAT LAI", "HO CHI MINH CITY"),
        ("YANTIAN", "SHENZHEN"),
        ("SHANGHAI PUDONG AIRPORT", "SHANGHAI"),
        ("MANZANILLO, MEXICO", "MANZANILLO, PANAMA"),
        ("SMALLPORT, NORWAY", "SMALLPORT, SWEDEN"),
        ("ANY CHINESE PORT", "NINGBO"),
        ("NINGBO", ""),
    ],
)
def test_two_places_stay_two(one: str, other: str) -> None:
    assert not same_place(one, other, TABLES)


@given(st.sampled_from(sorted(TABLES.ports)))
def test_a_code_means_its_name_and_its_country(code: str) -> None:
    row = TABLES.ports[code]
    country = TABLES.countries[row.country].en
    assert spot(code, TABLES) == (norm(row.en), row.country, True)
    assert same_place(code, f"{row.en}, {country}", TABLES)
    assert same_place(row.zh, row.en, TABLES)


def test_a_country_is_read_behind_a_place_that_no_table_knows() -> None:
    assert spot("SMALLPORT, NORWAY", TABLES) == ("SMALLPORT", "NO", False)
    assert spot("NORWAY", TABLES) == ("NORWAY", "", False)


@pytest.mark.parametrize(
    ("part", "city"),
    [
        ("YANTIAN", "SHENZHEN"),
        ("CNSHK", "SHENZHEN, CHINA"),
        ("NANSHA, GUANGZHOU", "GUANGZHOU"),
        ("CAT LAI", "HO CHI MINH CITY"),
        ("JEBEL ALI", "DUBAI"),
        ("TINCAN ISLAND", "LAGOS"),
    ],
)
def test_a_harbour_lies_in_its_city(part: str, city: str) -> None:
    assert lies_in(part, city, TABLES)
    assert not lies_in(city, part, TABLES)


@pytest.mark.parametrize(
    ("part", "city"),
    [
        ("YANTIAN", "GUANGZHOU"),
        ("NINGBO", "NINGBO"),
        ("CNNGB", "CNNBO"),
        ("SMALLPORT", "SMALLPORT, NORWAY"),
        ("OAKLAND", "AUCKLAND"),
    ],
)
def test_a_place_does_not_lie_in_itself_or_in_another(part: str, city: str) -> None:
    assert not lies_in(part, city, TABLES)


def test_every_harbour_that_the_names_put_into_a_city_is_there() -> None:
    rows = TABLES.ports.values()
    found = {
        (row.en, city.en)
        for row in rows
        for city in rows
        if row.en != city.en and row.country == city.country and row.zh.startswith(city.zh)
    }
    assert found == {
        *((each, "SHENZHEN") for each in ("YANTIAN", "SHEKOU", "CHIWAN")),
        *((each, "GUANGZHOU") for each in ("NANSHA", "HUANGPU")),
        *(("MAWEI", "FUZHOU"), ("BAYUQUAN", "YINGKOU"), ("CAOFEIDIAN", "TANGSHAN")),
        *(("SHANGHAI PUDONG", "SHANGHAI"), ("CAT LAI", "HO CHI MINH CITY")),
        *(("JEBEL ALI", "DUBAI"), ("KHALIFA", "ABU DHABI"), ("LONDON GATEWAY", "LONDON")),
        *((each, "LAGOS") for each in ("APAPA", "TINCAN ISLAND")),
        *(("PORT QASIM", "KARACHI"), ("AMBARLI", "ISTANBUL"), ("TANGER MED", "TANGER")),
        ("NEWARK", "NEW YORK"),
    }


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("SKIPPERGATA 21\n0152 OSLO, NORWAY", "NO"),
        ("NINGBO, P.R. CHINA.", "CN"),
        ("PORT MORESBY, PAPUA NEW GUINEA", "PG"),
        ("0152 OSLO", ""),
        ("NORWAY", ""),
        ("", ""),
    ],
)
def test_the_country_that_closes_an_address_is_read(address: str, code: str) -> None:
    assert country_at_end(address, TABLES) == code
