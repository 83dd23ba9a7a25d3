"""What the tables that ship with docgen must say, whoever edits them."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from decimal import Decimal

import pytest

from docgen.tables import Row, Tables, load_tables
from docgen.tables.lookup import Named
from docgen.tables.rows import slots_of

TABLES = load_tables()
NAMED: dict[str, Mapping[str, Named]] = {
    "countries": TABLES.countries,
    "currencies": TABLES.currencies,
    "units": TABLES.units,
    "packages": TABLES.packages,
    "incoterms": TABLES.incoterms,
    "containers": TABLES.containers,
}
SALES_ORDER = (
    "sales.packing",
    "sales.marks",
    "sales.shipment",
    "sales.insurance_seller",
    "sales.insurance_buyer",
    "sales.inspection",
    "sales.claims",
    "sales.force_majeure",
    "sales.late_delivery",
    "sales.arbitration",
    "sales.law",
    "sales.language",
    "sales.countersign",
)
PURCHASE_ORDER = (
    "purchase.quality",
    "purchase.packing",
    "purchase.delivery",
    "purchase.acceptance",
    "purchase.payment",
    "purchase.payment_after",
    "purchase.invoice",
    "purchase.late",
    "purchase.claims",
    "purchase.ip",
    "purchase.inspection",
    "purchase.force_majeure",
    "purchase.dispute",
    "purchase.countersign",
)
PAYMENTS = {"dp_usance", "deposit", "advance", "lc_sight", "lc_usance", "dp", "da", "oa"}


@pytest.mark.parametrize("table", [field.name for field in fields(Tables)])
def test_every_row_names_its_source_and_stands_under_its_own_key(table: str) -> None:
    rows: Mapping[str, Row] = getattr(TABLES, table)
    assert rows
    for key, row in rows.items():
        assert len(row.source) > 10, key
        assert getattr(row, row.key_name) == key


@pytest.mark.parametrize("name", NAMED)
def test_every_printed_name_is_present_and_tidy(name: str) -> None:
    for code, row in NAMED[name].items():
        for text in (*row.printed, *row.aliases):
            assert text and text == " ".join(text.split()), code


def test_iso_3166_lists_249_countries_with_alpha3_codes_of_their_own() -> None:
    assert len(TABLES.countries) == 249
    assert len({country.alpha3 for country in TABLES.countries.values()}) == 249
    assert all(len(code) == 2 and code.isalpha() for code in TABLES.countries)


@pytest.mark.parametrize(
    ("code", "en", "zh"),
    [
        ("GB", "UNITED KINGDOM", "英国"),
        ("TR", "TURKEY", "土耳其"),
        ("KR", "SOUTH KOREA", "韩国"),
        ("RU", "RUSSIA", "俄罗斯"),
        ("VN", "VIETNAM", "越南"),
        ("US", "UNITED STATES", "美国"),
        ("HK", "HONG KONG, CHINA", "中国香港"),
        ("MO", "MACAO, CHINA", "中国澳门"),
        ("TW", "TAIWAN, CHINA", "中国台湾"),
    ],
)
def test_countries_are_named_as_trade_papers_print_them(code: str, en: str, zh: str) -> None:
    assert (TABLES.countries[code].en, TABLES.countries[code].zh) == (en, zh)


def test_country_names_print_in_any_latin_font() -> None:
    assert [c.en for c in TABLES.countries.values() if not c.en.isascii() or c.en.islower()] == []


@pytest.mark.parametrize(
    ("code", "minor", "say", "say_minor"),
    [
        ("USD", 2, "U.S. DOLLARS", "CENTS"),
        ("EUR", 2, "EUROS", "CENTS"),
        ("GBP", 2, "POUNDS STERLING", "PENCE"),
        ("JPY", 0, "JAPANESE YEN", ""),
        ("CNY", 2, "RENMINBI YUAN", "FEN"),
        ("KWD", 3, "KUWAITI DINARS", "FILS"),
        ("NOK", 2, "NORWEGIAN KRONER", "ORE"),
    ],
)
def test_currencies_follow_iso_4217_and_the_words_of_the_trade(
    code: str, minor: int, say: str, say_minor: str
) -> None:
    currency = TABLES.currencies[code]
    assert (currency.minor, currency.say, currency.say_minor) == (minor, say, say_minor)


def test_a_currency_names_its_minor_unit_exactly_when_it_has_one() -> None:
    assert [c.code for c in TABLES.currencies.values() if bool(c.minor) != bool(c.say_minor)] == []


def test_no_minor_unit_repeats_the_name_of_its_currency() -> None:
    assert [c.code for c in TABLES.currencies.values() if c.say_minor == c.say] == []


def test_a_currency_that_was_withdrawn_keeps_its_last_day() -> None:
    assert TABLES.currencies["BGN"].until == date(2025, 12, 31)


@pytest.mark.parametrize(
    ("code", "base", "factor"),
    [
        ("DZN", "H87", "12"),
        ("GRO", "H87", "144"),
        ("TNE", "KGM", "1000"),
        ("DPR", "PR", "12"),
    ],
)
def test_multiples_know_their_base_unit(code: str, base: str, factor: str) -> None:
    assert (TABLES.units[code].base, TABLES.units[code].factor) == (
        base,
        Decimal(factor),
    )


def test_a_base_unit_is_once_itself() -> None:
    for unit in TABLES.units.values():
        base = TABLES.units[unit.base]
        assert (base.base, base.factor) == (base.code, Decimal(1))


def test_what_is_counted_is_counted_in_its_base_unit_too() -> None:
    units = TABLES.units
    assert [u.code for u in units.values() if u.countable != units[u.base].countable] == []


def test_wooden_packing_is_known_for_ispm_15_and_processed_wood_is_exempt() -> None:
    wood = {code for code, kind in TABLES.packages.items() if kind.wood}
    assert {"PX", "CR", "CS", "8A", "7B"} <= wood
    assert not {"CT", "4D", "4G", "TW"} & wood


def test_woven_and_mesh_bags_print_as_the_trade_writes_them() -> None:
    assert TABLES.packages["5H"].plural == "WOVEN BAGS"
    assert TABLES.packages["NT"].plural == "MESH BAGS"


def test_incoterms_2020_are_eleven_and_2010_has_dat_for_dpu() -> None:
    of_2020 = {code for code, term in TABLES.incoterms.items() if "2020" in term.editions}
    of_2010 = {code for code, term in TABLES.incoterms.items() if "2010" in term.editions}
    assert len(of_2020) == len(of_2010) == 11
    assert (of_2020 - of_2010, of_2010 - of_2020) == ({"DPU"}, {"DAT"})


def test_four_terms_are_for_ships_only_and_two_oblige_the_seller_to_insure() -> None:
    terms = TABLES.incoterms
    assert {code for code, t in terms.items() if t.sea_only} == {
        "FAS",
        "FOB",
        "CFR",
        "CIF",
    }
    cover = {code: t.minimum_cover for code, t in terms.items() if t.insurance}
    assert cover == {"CIF": "ICC(C)", "CIP": "ICC(A)"}
    assert all(t.freight for t in terms.values() if t.insurance)


def test_a_container_usually_takes_no_more_than_it_can() -> None:
    for box in TABLES.containers.values():
        assert 0 < box.volume_usual < box.volume_hard
        assert 0 < box.payload_usual < box.payload_hard
    assert TABLES.containers["40HQ"].volume_hard == Decimal("76.3")


def test_clauses_stand_in_the_order_of_the_contract() -> None:
    keys = [key for key in TABLES.clauses if not key.startswith("sales.payment.")]
    assert tuple(keys) == SALES_ORDER + PURCHASE_ORDER


def test_there_is_a_payment_sentence_for_every_way_to_pay() -> None:
    prefix = "sales.payment."
    keys = {key.removeprefix(prefix) for key in TABLES.clauses if key.startswith(prefix)}
    assert keys == PAYMENTS


def test_the_deposit_sentence_has_the_slots_that_a_builder_fills() -> None:
    assert TABLES.clauses["sales.payment.deposit"].slots == {
        "percent",
        "deposit_due",
        "balance_percent",
        "balance_condition",
    }


def test_sales_clauses_have_both_languages_with_the_same_slots() -> None:
    for key in (key for key in TABLES.clauses if key.startswith("sales.")):
        clause = TABLES.clauses[key]
        assert clause.en and clause.zh and clause.title_en and clause.title_zh
        assert slots_of(clause.en) == slots_of(clause.zh), key


def test_purchase_clauses_are_chinese_only() -> None:
    for key in (key for key in TABLES.clauses if key.startswith("purchase.")):
        clause = TABLES.clauses[key]
        assert (clause.en, clause.title_en) == ("", "")
        assert clause.zh and clause.title_zh


def test_no_clause_rests_on_the_repealed_contract_law() -> None:
    for clause in TABLES.clauses.values():
        assert "中华人民共和国合同法" not in clause.zh and "Contract Law" not in clause.en


def test_chinese_clauses_use_chinese_punctuation() -> None:
    for key, clause in TABLES.clauses.items():
        assert not set(clause.zh) & set(",;:()"), key


def test_a_default_fills_its_slot() -> None:
    clause = TABLES.clauses["sales.late_delivery"]
    assert set(clause.defaults) == clause.slots
    assert "0.5% of the value" in clause.en.format_map(clause.defaults)


def test_every_kind_of_package_has_one_code_of_the_customs() -> None:
    coded = [kind for row in TABLES.customs_packages.values() for kind in row.packages]
    assert sorted(coded) == sorted(TABLES.packages)
