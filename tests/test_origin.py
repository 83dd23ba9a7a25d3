"""The advice on origin: which certificate on which day, why, and what box 8 says."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.errors import InputError, UsageError
from docgen.origin import (
    Advice,
    advise,
    certificate_kind,
    criterion_fits,
    describe,
    form_a_on,
    form_a_refusal,
    issuance_on,
    to_dict,
)
from docgen.tables import load_tables
from tests.samples import order_of, papers

TABLES = load_tables()
DAY = date(2026, 3, 11)
PLAIN, PAPER = "certificate_of_origin", "certificate-of-origin"
COUNTRIES = st.sampled_from(sorted(set(TABLES.countries) - {"CN"}))
DAYS = st.dates(date(2000, 1, 1), date(2035, 12, 31))
BEST: dict[str, tuple[str, ...]] = {
    "JP": ("rcep",),
    "KR": ("korea", "rcep", "apta"),
    **dict.fromkeys("VN TH MY ID PH MM BN".split(), ("asean", "rcep")),
    "SG": ("asean", "rcep", "singapore"),
    "KH": ("asean", "rcep", "cambodia"),
    "LA": ("asean", "rcep", "apta"),
    "AU": ("australia", "rcep", "AU"),
    "NZ": ("new-zealand-2022", "rcep", "NZ"),
    "CL": ("chile",),
    "PE": ("peru",),
    "CR": ("costa-rica",),
    "EC": ("ecuador",),
    "NI": ("nicaragua",),
    "HN": ("honduras-early-harvest",),
    "PK": ("pakistan",),
    **dict.fromkeys("IN BD LK MN".split(), ("apta",)),
    **dict.fromkeys("CH LI".split(), ("switzerland",)),
    "IS": ("iceland",),
    "GE": ("georgia",),
    "MU": ("mauritius",),
    "RS": ("serbia",),
    "MV": ("maldives",),
    "TW": ("ecfa",),
    "NO": ("NO",),
    **dict.fromkeys(
        "DE FR PL GB US CA TR UA RU BY KZ AE SA BR MX ZA MA EG HK MO AM KG".split(), ()
    ),
}


def keys(advice: Advice) -> tuple[str, ...]:
    return tuple(option.key for option in advice.certificates[:-1])


@pytest.mark.parametrize("destination", BEST)
def test_the_certificates_stand_best_first_and_the_plain_one_last(destination: str) -> None:
    advice = advise(TABLES, destination, DAY)
    assert keys(advice) == BEST[destination]
    assert advice.certificates[-1].kind == PLAIN


@pytest.mark.parametrize(
    ("country", "last"),
    [
        ("DE", date(2021, 11, 30)),
        ("GB", date(2021, 11, 30)),
        ("CA", date(2021, 11, 30)),
        ("TR", date(2021, 11, 30)),
        ("JP", date(2019, 3, 31)),
        ("RU", date(2021, 10, 11)),
        ("BY", date(2021, 10, 11)),
        ("KZ", date(2021, 10, 11)),
        ("CH", date(2014, 6, 30)),
    ],
)
def test_the_form_a_is_granted_on_its_last_day_and_refused_on_the_next(
    country: str, last: date
) -> None:
    stop = last + timedelta(days=1)
    assert form_a_on(TABLES, country, last) and not form_a_on(TABLES, country, stop)
    assert certificate_kind(TABLES, country, last) == "form_a"
    assert certificate_kind(TABLES, country, stop) == PLAIN
    granted, refused = advise(TABLES, country, last), advise(TABLES, country, stop)
    assert granted.form_a is None and granted.certificates[0].kind == "form_a"
    assert refused.form_a is not None and refused.form_a.since == stop
    assert "form_a" not in {option.kind for option in refused.certificates}


@pytest.mark.parametrize(("country", "last"), [("JP", date(2019, 3, 31))])
def test_goods_that_leave_after_the_last_day_get_no_form_a(country: str, last: date) -> None:
    day = last - timedelta(days=9)
    assert advise(TABLES, country, day, shipment=last).form_a is None
    late = advise(TABLES, country, day, shipment=last + timedelta(days=1))
    assert late.form_a is not None and late.form_a.since == last + timedelta(days=1)


def test_an_agreement_serves_goods_that_leave_on_its_first_day() -> None:
    day, first = date(2021, 12, 28), date(2022, 1, 1)
    assert keys(advise(TABLES, "JP", day)) == ()
    assert keys(advise(TABLES, "JP", day, shipment=first)) == ("rcep",)


def test_the_refusal_for_germany_says_since_when_by_what_and_what_instead() -> None:
    refusal = form_a_refusal(TABLES, "DE", DAY)
    assert refusal is not None
    assert "no longer issued for GERMANY (since 2021-12-01, GACC announcement 84/2021)" in (
        refusal.en
    )
    assert "non-preferential certificate of origin" in refusal.en
    assert "no free trade agreement" in refusal.en and refusal.alternative.en in refusal.en
    assert "自2021年12月1日起" in refusal.zh and "海关总署公告2021年第84号" in refusal.zh
    assert "一般原产地证书" in refusal.zh and "德国" in refusal.zh
    assert "84/2021" in refusal.source and refusal.confidence == "high"


def test_the_refusal_for_japan_names_the_certificate_of_rcep() -> None:
    refusal = form_a_refusal(TABLES, "JP", DAY)
    assert refusal is not None and "RCEP certificate of origin" in refusal.en
    assert "48/2019" in refusal.en and "RCEP原产地证书" in refusal.zh


def test_the_refusal_for_honduras_says_that_only_listed_goods_qualify() -> None:
    refusal = form_a_refusal(TABLES, "HN", DAY)
    assert refusal is not None and "early-harvest list" in refusal.en
    assert "otherwise" in refusal.en and "早期收获清单" in refusal.zh


@pytest.mark.parametrize("country", ["US", "IS", "AM", "KG"])
def test_who_never_took_the_form_a_is_told_apart_from_who_stopped(country: str) -> None:
    refusal = form_a_refusal(TABLES, country, DAY)
    assert refusal is not None and refusal.since is None
    assert "never took China's Form A" in refusal.en and "从未" in refusal.zh


def test_a_form_a_that_starts_later_is_not_called_stopped(tmp_path: Path) -> None:
    row = 'rows = [ { code = "US", form_a_advised = true, since = 2027-01-01, source = "ours" } ]'
    (tmp_path / "preferences.toml").write_text(row, encoding="utf-8")
    refusal = form_a_refusal(load_tables(tmp_path), "US", DAY)
    assert refusal is not None and "only from 2027-01-01 on" in refusal.en
    assert refusal.since is None and "2027年1月1日" in refusal.zh


def test_an_old_form_a_says_that_it_saves_no_duty_any_more() -> None:
    best = advise(TABLES, "DE", date(2020, 6, 1)).certificates[0]
    assert best.kind == "form_a" and best.validity_months == 10
    assert "no GSP preference since 2015-01-01" in best.why.en
    assert "2015年1月1日" in best.why.zh
    giving = advise(TABLES, "DE", date(2014, 12, 31)).certificates[0]
    assert "no GSP preference" not in giving.why.en


def test_liechtenstein_prefers_its_agreement_to_a_form_a_that_saves_nothing() -> None:
    assert keys(advise(TABLES, "LI", date(2020, 6, 1))) == ("switzerland", "LI")


@pytest.mark.parametrize("country", ["AU", "NZ"])
def test_a_form_a_without_gain_says_so(country: str) -> None:
    form_a = advise(TABLES, country, DAY).certificates[2]
    assert (form_a.kind, form_a.validity_months) == ("form_a", 0)
    assert "gains nothing over" in form_a.why.en and "并不优于" in form_a.why.zh
    assert certificate_kind(TABLES, country, DAY) == PLAIN


@pytest.mark.parametrize(
    ("country", "key", "level", "en", "zh"),
    [
        ("AU", "AU", "medium", "Medium confidence: check", "可信度中等，请先核实"),
        ("NZ", "NZ", "low", "Low confidence: check", "可信度低，请先核实"),
        ("HN", "honduras-early-harvest", "medium", "Medium confidence", "请先核实"),
        ("EC", "ecuador", "medium", "Medium confidence", "请先核实"),
    ],
)
def test_what_is_uncertain_says_so_in_the_answer(
    country: str, key: str, level: str, en: str, zh: str
) -> None:
    option = next(o for o in advise(TABLES, country, DAY).certificates if o.key == key)
    assert option.confidence == level
    assert en in option.why.en and zh in option.why.zh


def test_an_uncertain_refusal_says_what_is_uncertain() -> None:
    refusal = form_a_refusal(TABLES, "CH", date(2014, 7, 1))
    assert refusal is not None and refusal.confidence == "low"
    assert "2014-09-01" in refusal.en and "Low confidence" in refusal.en
    assert "2014年9月1日" in refusal.zh and "可信度低" in refusal.zh


def test_every_doubtful_option_carries_its_doubt_and_no_sure_one_does() -> None:
    for country in set(TABLES.countries) - {"CN"}:
        for option in advise(TABLES, country, DAY).certificates:
            assert ("confidence: check" in option.why.en) == (option.confidence != "high")
            assert ("可信度" in option.why.zh) == (option.confidence != "high")


@pytest.mark.parametrize(
    ("day", "issuers", "name"),
    [
        (date(2018, 4, 19), ("customs",), "出入境检验检疫机构"),
        (date(2018, 4, 20), ("customs",), "海关"),
        (date(2024, 8, 31), ("customs",), "海关"),
        (date(2024, 9, 1), ("customs", "ccpit"), "贸促会"),
    ],
)
def test_where_to_apply_for_a_form_a_depends_on_the_day(
    day: date, issuers: tuple[str, ...], name: str
) -> None:
    option = advise(TABLES, "NO", day).certificates[0]
    assert option.issuers == issuers and name in option.issuer.zh
    assert ("ccpit" in issuers) == ("CCPIT" in option.issuer.en)
    plain = advise(TABLES, "NO", day).certificates[-1]
    assert plain.issuers == ("customs", "ccpit") and plain.validity_months == 12


@pytest.mark.parametrize(
    ("day", "words", "zh"),
    [
        (date(2026, 3, 13), "by 2026-03-13", "2026年3月13日前"),
        (date(2026, 3, 14), "at once: 2026-03-13", "立即"),
        (date(2026, 3, 20), "at once: 2026-03-13", "立即"),
        (date(2026, 3, 21), "applied for after shipment", "后发"),
    ],
)
def test_one_applies_seven_days_before_shipment(day: date, words: str, zh: str) -> None:
    for option in advise(TABLES, "NO", day, shipment=date(2026, 3, 20)).certificates:
        assert option.apply_by == date(2026, 3, 13)
        assert words in option.apply.en and zh in option.apply.zh


def test_without_a_shipment_the_rule_is_said_and_no_day() -> None:
    option = advise(TABLES, "NO", DAY).certificates[0]
    assert option.apply_by is None and "7 days before shipment" in option.apply.en


def test_a_late_application_says_what_the_issuing_rules_ask_for() -> None:
    form_a, plain = advise(TABLES, "NO", date(2026, 3, 16), shipment=date(2026, 3, 20)).certificates
    assert "at least 5 days" in form_a.apply.en and "至少5天" in form_a.apply.zh
    assert "at least 3 days" in plain.apply.en


def test_an_agreement_without_a_verified_rule_sends_to_the_issuer() -> None:
    retro = advise(TABLES, "EC", DAY).certificates[0].retro
    assert "not verified" in retro.en and "未经核实" in retro.zh
    assert "ISSUED RETROACTIVELY" in advise(TABLES, "JP", DAY).certificates[0].retro.en


def test_the_hs_code_is_echoed_and_asked_about() -> None:
    for written in ("732393", "7323.93", "7323.93.00", "7323930000"):
        advice = advise(TABLES, "HN", DAY, written)
        assert advice.hs_code == written.replace(".", "")
        assert f"check HS {advice.hs_code}" in advice.certificates[0].why.en
        assert advice.hs_code in advice.certificates[0].why.zh
    assert "early-harvest list" in advise(TABLES, "HN", DAY).certificates[0].why.en


@pytest.mark.parametrize("hs_code", ["7323", "73239", "73239300001", "7323AB", "٧٣٢٣٩٣"])
def test_what_is_no_hs_code_is_refused(hs_code: str) -> None:
    with pytest.raises(UsageError, match="6 to 10 digits"):
        advise(TABLES, "NO", DAY, hs_code)


@pytest.mark.parametrize("written", ["NO", "no", "Norway", "挪威", "NOR"])
def test_the_destination_may_be_written_as_the_trade_writes_it(written: str) -> None:
    assert advise(TABLES, written, DAY).destination == "NO"


def test_an_unknown_destination_is_refused_with_a_suggestion() -> None:
    with pytest.raises(UsageError, match="did you mean NORWAY"):
        advise(TABLES, "NORWYA", DAY)
    with pytest.raises(UsageError, match="no country is called 'QQQQQQ'"):
        advise(TABLES, "QQQQQQ", DAY)


def test_china_itself_is_no_destination() -> None:
    with pytest.raises(UsageError, match="CHINA"):
        advise(TABLES, "中国", DAY)


def test_a_code_that_nobody_knows_gets_the_plain_certificate_and_no_crash() -> None:
    assert certificate_kind(TABLES, "XX", DAY) == PLAIN
    assert not form_a_on(TABLES, "XX", DAY)
    refusal = form_a_refusal(TABLES, "XX", DAY)
    assert refusal is not None and "XX never took" in refusal.en


def test_an_agreement_of_the_user_is_advised_in_its_rank(tmp_path: Path) -> None:
    text = (
        'source = "our own list"\n[[rows]]\nkey = "gcc"\nen = "China-GCC"\nzh = "海合会"\n'
        'certificate_en = "GCC certificate"\ncertificate_zh = "海合会证书"\nrank = 5\n'
        'validity_months = 12\nissuer_en = "customs alone"\nissuer_zh = "仅海关"\n'
        "partners = { AE = 2026-01-01, KR = 2026-01-01 }\n"
    )
    (tmp_path / "agreements.toml").write_text(text, encoding="utf-8")
    mine = load_tables(tmp_path)
    assert keys(advise(mine, "AE", DAY)) == ("gcc",)
    assert keys(advise(mine, "KR", DAY)) == ("gcc", "korea", "rcep", "apta")
    assert advise(mine, "AE", DAY).certificates[0].issuer.en == "customs alone"


def test_a_day_that_the_users_rows_leave_without_an_issuer_is_refused(tmp_path: Path) -> None:
    row = TABLES.issuances["form-a-270"]
    text = (
        f'[[rows]]\nkey = "{row.key}"\ncertificate = "form_a"\nen = "Form A"\nzh = "普惠制"\n'
        'issuers = ["customs"]\nissuer_en = "customs"\nissuer_zh = "海关"\napply_days = 7\n'
        'latest_days = 5\nvalidity_months = 0\nretro_en = "-"\nretro_zh = "-"\n'
        'since = 2026-04-01\nsource = "our own list"\n'
    )
    (tmp_path / "issuances.toml").write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match="no row for form_a on 2026-03-11"):
        issuance_on(load_tables(tmp_path), "form_a", DAY)


@given(country=COUNTRIES, day=DAYS, ahead=st.none() | st.integers(-30, 400))
def test_the_answer_is_whole_for_any_country_and_day(
    country: str, day: date, ahead: int | None
) -> None:
    shipment = None if ahead is None else day + timedelta(days=ahead)
    advice = advise(TABLES, country, day, shipment=shipment)
    kinds_given = [option.kind for option in advice.certificates]
    assert kinds_given[-1] == PLAIN and kinds_given.count(PLAIN) == 1
    assert ("form_a" in kinds_given) == (advice.form_a is None)
    for option in advice.certificates:
        for words in (option.name, option.issuer, option.apply, option.retro, option.why):
            assert words.en and not words.zh.isascii()
        assert option.source and (option.apply_by is None) == (shipment is None)
    if advice.form_a:
        assert advice.form_a.source and not advice.form_a.zh.isascii()


@given(country=COUNTRIES, day=DAYS)
def test_auto_never_takes_a_form_a_that_is_not_issued(country: str, day: date) -> None:
    if certificate_kind(TABLES, country, day) == "form_a":
        assert form_a_on(TABLES, country, day)
        assert advise(TABLES, country, day).form_a is None


@pytest.mark.parametrize(
    ("country", "entry", "hs_code", "written"),
    [
        ("NO", '"W" 73.23', "73239300", '"W" 73.23'),
        ("NO", "W73.23", "73239300", '"W" 73.23'),
        ("NO", "“w” 7323", "7323.93", '"W" 73.23'),
        ("NO", "W 73.23", "", '"W" 73.23'),
        ("NO", "P", "73239300", '"P"'),
        ("AU", "", "94017900", ""),
        ("NZ", '"P"', "44191100", '"P"'),
        ("RU", '"Y" 45%', "84672910", '"Y" 45%'),
        ("BY", "Y 50 %", "84672910", '"Y" 50%'),
        ("KZ", '"PK"', "84672910", '"PK"'),
        ("CA", "'F'", "42021210", '"F"'),
        ("JP", '"W" 61.09', "61091000", '"W" 61.09'),
        ("DE", '"W" 69.11', "69111019", '"W" 69.11'),
    ],
)
def test_a_right_entry_of_box_8_fits_and_is_written_as_the_form_wants_it(
    country: str, entry: str, hs_code: str, written: str
) -> None:
    fit = criterion_fits(TABLES, country, DAY, entry, hs_code)
    assert (fit.fits, fit.written, fit.entry) == (True, written, entry)
    assert fit.source and not fit.text.en and not fit.text.zh


@pytest.mark.parametrize(
    ("country", "entry", "hs_code", "wanted"),
    [
        ("NO", '"Y" 35%', "73239300", ('"P"', '"W" 73.23')),
        ("NO", '"W" 73.24', "73239300", ('"P"', '"W" 73.23')),
        ("NO", '"W" 7323.93', "73239300", ('"P"', '"W" 73.23')),
        ("NO", '"W"', "", ('"P"', '"W" NN.NN')),
        ("NO", "", "73239300", ('"P"', '"W" 73.23')),
        ("AU", '"W" 94.01', "94017900", ("", '"P"')),
        ("RU", '"Y" 50.01%', "84672910", ('"P"', '"Y" NN%')),
        ("RU", '"Y" 0%', "84672910", ('"P"', '"Y" NN%')),
        ("RU", '"W" 84.67', "84672910", ('"P"', '"Y" NN%')),
        ("CA", '"G"', "42021210", ('"P"', '"F"')),
        ("US", '"P"', "732393", ()),
    ],
)
def test_a_wrong_entry_of_box_8_is_told_what_would_be_right(
    country: str, entry: str, hs_code: str, wanted: tuple[str, ...]
) -> None:
    fit = criterion_fits(TABLES, country, DAY, entry, hs_code)
    assert (fit.fits, fit.wanted) == (False, wanted)
    assert fit.text.en and not fit.text.zh.isascii()
    assert all(text in fit.text.en and text in fit.text.zh for text in wanted)


def test_an_entry_that_goods_of_china_cannot_have_is_explained() -> None:
    fit = criterion_fits(TABLES, "CA", DAY, '"G"', "42021210")
    assert "least developed" in fit.text.en and "最不发达国家" in fit.text.zh


@given(
    country=st.sampled_from(sorted(TABLES.preferences)),
    hs_code=st.from_regex(r"[0-9]{6,10}", fullmatch=True),
)
def test_every_entry_that_is_proposed_fits(country: str, hs_code: str) -> None:
    for entry in criterion_fits(TABLES, country, DAY, "?", hs_code).wanted:
        filled = entry.replace("NN%", "45%")
        fit = criterion_fits(TABLES, country, DAY, filled, hs_code)
        assert fit.fits and fit.written == filled


@given(entry=st.text(max_size=12))
def test_no_text_in_box_8_is_a_crash(entry: str) -> None:
    fit = criterion_fits(TABLES, "RU", DAY, entry, "84672910")
    assert fit.fits == bool(fit.written)


@pytest.mark.parametrize(
    ("case", "day", "paper"),
    [
        ("t01-norway-bowls", date(2026, 11, 3), "form-a"),
        ("t02-germany-porcelain", date(2026, 10, 22), PAPER),
        ("t02-germany-porcelain", date(2021, 11, 30), "form-a"),
        ("t02-germany-porcelain", date(2021, 12, 1), PAPER),
        ("t06-australia-chairs", date(2026, 10, 22), PAPER),
        ("t11-russia-grinders", date(2021, 10, 11), "form-a"),
        ("t11-russia-grinders", date(2021, 10, 12), PAPER),
    ],
)
def test_auto_in_an_order_makes_the_paper_of_that_day(case: str, day: date, paper: str) -> None:
    order = order_of(case)
    assert order.origin is not None
    request = order.origin.model_copy(update={"kind": "auto", "date": day})
    asked = papers(order.model_copy(update={"origin": request}), ("form-a", PAPER))
    assert [document.kind for document in asked] == [paper]


def test_the_text_shows_both_languages_the_order_of_preference_and_the_sources() -> None:
    text = describe(advise(TABLES, "AU", DAY, "940179", date(2026, 3, 30)))
    assert text.startswith("AUSTRALIA 澳大利亚 (AU), 2026-03-11, HS 940179, shipped on 2026-03-30")
    places = [text.index(f"{number}. ") for number in (1, 2, 3, 4)]
    assert places == sorted(places)
    assert text.index("China-Australia certificate") < text.index("2. RCEP")
    assert text.count("Source 依据: ") == 4 and "优惠贸易协定代码: 18" in text
    assert "no fixed term" in text and "自签发之日起12个月" in text
    refused = describe(advise(TABLES, "DE", DAY))
    assert "Form A: Form A is no longer issued for GERMANY" in refused
    assert refused.count("Source 依据: ") == 2


def test_the_plain_data_is_json_with_iso_dates() -> None:
    advice = advise(TABLES, "DE", DAY, "691110", date(2026, 3, 20))
    data = json.loads(json.dumps(to_dict(advice), ensure_ascii=False))
    assert (data["day"], data["shipment"], data["destination"]) == (
        "2026-03-11",
        "2026-03-20",
        "DE",
    )
    assert data["certificates"][0]["apply_by"] == "2026-03-13"
    assert data["certificates"][0]["name"]["zh"] == "一般原产地证书（CO）"
    assert data["form_a"]["since"] == "2021-12-01"
    assert json.loads(json.dumps(to_dict(advise(TABLES, "NO", DAY))))["form_a"] is None
