"""What the tables on origin must say: who took the Form A until when, which agreements help."""

from datetime import date, timedelta
from itertools import combinations, pairwise
from pathlib import Path

import pytest

from docgen.errors import InputError
from docgen.tables import Agreement, load_tables

TABLES = load_tables()
EU = set("AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE".split())
AT_ONCE = {*EU, "GB", "CA", "TR", "UA", "LI"}
RCEP = {
    **dict.fromkeys("AU BN KH JP LA NZ SG TH VN".split(), date(2022, 1, 1)),
    "KR": date(2022, 2, 1),
    "MY": date(2022, 3, 18),
    "MM": date(2022, 5, 1),
    "ID": date(2023, 1, 2),
    "PH": date(2023, 6, 2),
}
ASEAN = "BN KH ID LA MY MM PH SG TH VN".split()
BILATERAL = {
    "pakistan": ("PK", date(2007, 7, 1), "07"),
    "chile": ("CL", date(2006, 10, 1), "08"),
    "new-zealand": ("NZ", date(2008, 10, 1), "10"),
    "singapore": ("SG", date(2009, 1, 1), "11"),
    "peru": ("PE", date(2010, 3, 1), "12"),
    "ecfa": ("TW", date(2011, 1, 1), "14"),
    "costa-rica": ("CR", date(2011, 8, 1), "15"),
    "iceland": ("IS", date(2014, 7, 1), "16"),
    "switzerland": ("CH", date(2014, 7, 1), "17"),
    "australia": ("AU", date(2015, 12, 20), "18"),
    "korea": ("KR", date(2015, 12, 20), "19"),
    "georgia": ("GE", date(2018, 1, 1), "20"),
    "mauritius": ("MU", date(2021, 1, 1), "21"),
    "cambodia": ("KH", date(2022, 1, 1), "23"),
    "nicaragua-early-harvest": ("NI", date(2023, 5, 1), ""),
    "nicaragua": ("NI", date(2024, 1, 1), ""),
    "ecuador": ("EC", date(2024, 5, 1), ""),
    "serbia": ("RS", date(2024, 7, 1), ""),
    "honduras-early-harvest": ("HN", date(2024, 9, 1), ""),
    "maldives": ("MV", date(2025, 1, 1), ""),
}
PREFERENCE = 'source = "our own list"\nrows = [ { code = "%s", form_a_advised = true%s } ]\n'
AGREEMENT = (
    'source = "our own list"\n[[rows]]\nkey = "norway"\nen = "N"\nzh = "挪"\ncertificate_en = "C"\n'
    'certificate_zh = "证"\nrank = 5\nvalidity_months = %s\npartners = %s\n'
)


def days_of(agreement: Agreement) -> tuple[date, date]:
    first = min(agreement.partners.values())
    return max(first, agreement.since or first), agreement.until or date.max


def test_forty_countries_took_the_form_a() -> None:
    assert set(TABLES.preferences) == {*AT_ONCE, *"RU BY KZ CH JP NO NZ AU".split()}
    assert len(TABLES.preferences) == 40


@pytest.mark.parametrize("code", ["US", "IS", "AM", "KG", "KR", "AE"])
def test_who_never_took_it_has_no_row(code: str) -> None:
    assert code not in TABLES.preferences


@pytest.mark.parametrize(
    ("codes", "last"),
    [
        (AT_ONCE, date(2021, 11, 30)),
        ({"RU", "BY", "KZ"}, date(2021, 10, 11)),
        ({"JP"}, date(2019, 3, 31)),
        ({"CH"}, date(2014, 6, 30)),
    ],
)
def test_the_last_day_of_issue_is_issued_and_the_next_is_not(codes: set[str], last: date) -> None:
    for code in codes:
        assert TABLES.preferences[code].holds_on(last), code
        assert not TABLES.preferences[code].holds_on(last + timedelta(days=1)), code


def test_norway_australia_and_new_zealand_are_left() -> None:
    left = {row.code for row in TABLES.preferences.values() if row.until is None}
    assert left == {"NO", "AU", "NZ"}
    assert {row.code for row in TABLES.preferences.values() if not row.form_a_advised} == {
        "AU",
        "NZ",
    }


def test_a_donor_never_stops_giving_after_china_stops_issuing() -> None:
    for row in TABLES.preferences.values():
        if row.until and row.preference_until:
            assert row.preference_until <= row.until, row.code
    ended = {c for c, row in TABLES.preferences.items() if row.preference_until}
    assert ended == set(TABLES.preferences) - {"NO", "AU", "NZ", "UA"}


def test_a_stop_is_cited_in_both_languages() -> None:
    for row in TABLES.preferences.values():
        assert bool(row.until) == bool(row.stop_en) == bool(row.stop_zh), row.code
        assert bool(row.note_en) == bool(row.note_zh), row.code


@pytest.mark.parametrize(
    ("codes", "months"),
    [
        ({*EU, "GB", "NO", "CH", "LI", "TR"}, 10),
        ({"JP", "RU", "BY", "KZ", "UA"}, 12),
        ({"CA"}, 24),
        ({"AU", "NZ"}, 0),
    ],
)
def test_a_form_a_is_valid_as_long_as_its_reader_takes_it(codes: set[str], months: int) -> None:
    assert {TABLES.preferences[code].validity_months for code in codes} == {months}


def test_what_is_uncertain_says_so() -> None:
    unsure = {c: r.confidence for c, r in TABLES.preferences.items() if r.confidence != "high"}
    assert unsure == {"AU": "medium", "NZ": "low", "CH": "low"}
    assert all(TABLES.preferences[code].note_en for code in unsure)


def test_rcep_has_fourteen_partners_each_from_its_own_day() -> None:
    assert dict(TABLES.agreements["rcep"].partners) == RCEP
    assert (TABLES.agreements["rcep"].customs_code, len(RCEP)) == ("22", 14)


@pytest.mark.parametrize("partner", RCEP)
def test_rcep_serves_a_partner_from_its_day_and_not_the_day_before(partner: str) -> None:
    rcep, first = TABLES.agreements["rcep"], RCEP[partner]
    assert rcep.serves(partner, first)
    assert not rcep.serves(partner, first - timedelta(days=1))
    assert not rcep.serves("DE", first)


def test_form_e_and_form_b_serve_whom_they_are_for() -> None:
    asean, apta = TABLES.agreements["asean"], TABLES.agreements["apta"]
    assert dict(asean.partners) == dict.fromkeys(ASEAN, date(2005, 7, 20))
    assert set(apta.partners) == set("BD IN LA KR LK MN".split())
    assert not apta.serves("MN", date(2020, 12, 31)) and apta.serves("MN", date(2021, 1, 1))
    names = [TABLES.agreements[key].certificate_en for key in ("asean", "apta", "chile")]
    assert names == ["Form E", "Form B", "Form F"]
    assert (asean.customs_code, apta.customs_code) == ("02", "01")


@pytest.mark.parametrize("key", BILATERAL)
def test_an_agreement_with_one_partner_starts_on_its_day(key: str) -> None:
    partner, first, code = BILATERAL[key]
    agreement = TABLES.agreements[key]
    assert agreement.serves(partner, first)
    assert not agreement.serves(partner, first - timedelta(days=1))
    assert agreement.customs_code == code


def test_every_agreement_is_one_that_these_tests_know() -> None:
    assert set(TABLES.agreements) == {*BILATERAL, "new-zealand-2022", "asean", "rcep", "apta"}


def test_liechtenstein_shares_the_swiss_agreement() -> None:
    assert set(TABLES.agreements["switzerland"].partners) == {"CH", "LI"}


def test_new_zealand_allows_issue_after_shipment_since_the_upgrade() -> None:
    before, since = TABLES.agreements["new-zealand"], TABLES.agreements["new-zealand-2022"]
    eve = date(2022, 4, 6)
    assert before.serves("NZ", eve) and not since.serves("NZ", eve)
    next_day = eve + timedelta(days=1)
    assert since.serves("NZ", next_day) and not before.serves("NZ", next_day)
    assert (before.retro_days, since.retro_days) == (0, 365)


def test_the_early_harvest_of_nicaragua_ends_where_its_agreement_starts() -> None:
    early = TABLES.agreements["nicaragua-early-harvest"]
    assert early.early_harvest and early.until == date(2023, 12, 31)
    listed = {key for key, row in TABLES.agreements.items() if row.early_harvest}
    assert listed == {early.key, "honduras-early-harvest", "ecfa"}


def test_rows_of_one_name_never_hold_on_the_same_day() -> None:
    for one, other in combinations(TABLES.agreements.values(), 2):
        if one.en == other.en:
            (first, last), (start, end) = days_of(one), days_of(other)
            assert last < start or end < first, (one.key, other.key)


def test_agreements_and_notices_have_chinese_texts() -> None:
    for row in TABLES.agreements.values():
        assert not row.zh.isascii() and not row.certificate_zh.isascii(), row.key
        for en, zh in (
            (row.retro_en, row.retro_zh),
            (row.note_en, row.note_zh),
            (row.issuer_en, row.issuer_zh),
        ):
            assert bool(en) == bool(zh) and (not zh or not zh.isascii()), row.key
    for issuance in TABLES.issuances.values():
        for text in (issuance.zh, issuance.issuer_zh, issuance.retro_zh):
            assert not text.isascii(), issuance.key
    assert not any(row.zh.isascii() for row in TABLES.criteria.values())


def test_a_window_for_issue_after_shipment_comes_with_its_rule() -> None:
    assert [r.key for r in TABLES.agreements.values() if r.retro_days and not r.retro_en] == []
    assert {r.retro_days for r in TABLES.agreements.values()} == {0, 90, 365}
    assert {r.validity_months for r in TABLES.agreements.values()} == {12}


@pytest.mark.parametrize("certificate", ["form_a", "certificate_of_origin", "agreement"])
def test_each_certificate_has_one_issuer_on_every_day(certificate: str) -> None:
    rows = [row for row in TABLES.issuances.values() if row.certificate == certificate]
    assert rows[0].since is None and rows[-1].until is None
    for before, after in pairwise(rows):
        assert before.until is not None
        assert after.since == before.until + timedelta(days=1)
    assert [row.since for row in rows[1:]] == [date(2018, 4, 20), date(2024, 9, 1)]


def test_the_council_issues_a_form_a_only_since_order_270() -> None:
    by_key = {key: row.issuers for key, row in TABLES.issuances.items()}
    assert by_key["form-a-customs"] == ("customs",)
    assert by_key["form-a-270"] == ("customs", "ccpit")
    assert by_key["c-o-customs"] == ("customs", "ccpit")
    assert len(TABLES.issuances) == 9
    assert {r.apply_days for r in TABLES.issuances.values()} == {7}


def test_every_country_of_the_form_a_has_an_entry_for_box_8() -> None:
    for code in TABLES.preferences:
        entries = [row.entry for row in TABLES.criteria.values() if code in row.countries]
        assert '"P"' in entries and len(entries) > 1, code
    named = {code for row in TABLES.criteria.values() for code in row.countries}
    assert named == set(TABLES.preferences)


def test_an_entry_that_does_not_fit_goods_of_china_is_not_proposed() -> None:
    assert all(row.allowed or not row.offered for row in TABLES.criteria.values())
    assert {k for k, r in TABLES.criteria.items() if bool(r.limit) != ("percent" in r.entry)} == (
        set()
    )


@pytest.mark.parametrize(
    ("name", "text", "place"),
    [
        ("preferences.toml", PREFERENCE % ("XX", ""), "row XX, key country: found XX"),
        (
            "preferences.toml",
            PREFERENCE % ("NO", ", validity_months = -1"),
            "row NO, key validity_months: found -1",
        ),
        (
            "preferences.toml",
            PREFERENCE % ("NO", ", validity_months = true"),
            "row NO, key validity_months: found True",
        ),
        (
            "agreements.toml",
            AGREEMENT % ("12", '{ NO = "2027-01-01" }'),
            "row norway, key partners: found",
        ),
        (
            "agreements.toml",
            AGREEMENT % ("12", "{ NO = 2027-01-01T00:00:00 }"),
            "row norway, key partners: found",
        ),
        (
            "agreements.toml",
            AGREEMENT % ("12", "{ XX = 2027-01-01 }"),
            "row norway, key country: found XX",
        ),
    ],
)
def test_a_bad_row_on_origin_is_refused_with_its_place(
    tmp_path: Path, name: str, text: str, place: str
) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_tables(tmp_path)
    assert f"{name}, {place}" in str(caught.value)


def test_a_new_agreement_of_the_user_is_taken(tmp_path: Path) -> None:
    text = AGREEMENT % ("12", "{ NO = 2027-01-01 }")
    (tmp_path / "agreements.toml").write_text(text, encoding="utf-8")
    mine = load_tables(tmp_path).agreements
    assert mine["norway"].serves("NO", date(2027, 1, 1))
    assert not mine["norway"].serves("NO", date(2026, 12, 31))
    with pytest.raises(TypeError):
        mine["norway"].partners["SE"] = date(2027, 1, 1)  # type: ignore[index]
