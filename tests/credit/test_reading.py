"""A credit reads the same in whatever layout and encoding it comes, and never less than it says."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from docgen.credit import Reading, demands_of, read, read_bytes
from docgen.errors import InputError
from docgen.intake import read_audit_file
from docgen.order.credit import Credit
from docgen.tables import load_tables
from tests.credit.variants import CREDITS, SAMPLES, source, variants

TABLES = load_tables()


PRINTS = ("10-base-print.txt", "11-old-print.txt")


def facts(reading: Reading) -> dict[str, Any]:
    return reading.credit.model_dump(exclude_defaults=True)


def told_by_blocks(name: str) -> set[str]:
    """What only the blocks of a message tell."""
    return {"advising_bank"} if ":52A:" in source(name) else {"advising_bank", "issuing_bank"}


def broken(value: object) -> object:
    """The value with any line break as good as a blank."""
    return " ".join(value.split()) if isinstance(value, str) else value


def errors(reading: Reading) -> list[tuple[str, tuple[str, ...]]]:
    return [(each.code, each.paths) for each in reading.findings if each.severity == "error"]


def changed(name: str, old: str, new: str) -> Reading:
    text = source(name)
    assert old in text
    return read(text.replace(old, new), TABLES)


@pytest.mark.parametrize("name", [*CREDITS, *PRINTS])
def test_the_samples_read_as_expected(name: str, update: bool) -> None:
    reading = read(source(name), TABLES)
    assert errors(reading) == []
    file = SAMPLES / "expected" / f"{name.removesuffix('.txt')}.json"
    said = json.loads(reading.credit.model_dump_json(exclude_defaults=True))
    if update:
        file.parent.mkdir(exist_ok=True)
        file.write_text(json.dumps(said, indent=2, ensure_ascii=False) + "\n", "utf-8")
    assert said == json.loads(file.read_text("utf-8"))


@pytest.mark.parametrize("name", CREDITS)
def test_every_layout_and_encoding_says_the_same(name: str) -> None:
    wanted = facts(read(source(name), TABLES))
    kinds = [each.kind for each in read(source(name), TABLES).messages]
    for variant, data in variants(name).items():
        reading = read_bytes(data, TABLES, variant)
        said = facts(reading)
        outside = set() if variant.startswith("full") else told_by_blocks(name)
        for fact in wanted.keys() | said.keys():
            if fact not in outside:
                assert broken(said.get(fact)) == broken(wanted.get(fact)), (variant, fact)
        assert [each.kind for each in reading.messages] == kinds, variant
        assert errors(reading) == [], variant


def test_the_print_of_a_bank_reads_like_the_message() -> None:
    assert facts(read(source("10-base-print.txt"), TABLES)) == facts(
        read(source("01-base.txt"), TABLES)
    )


def test_names_before_values_on_one_line_are_no_part_of_them() -> None:
    text = """27: SEQUENCE OF TOTAL 1/1
20: DOC. CREDIT NUMBER LC-123
31C: DATE OF ISSUE 090301
31D: DATE AND PLACE OF EXPIRY DATE 090331 PLACE IN SINGAPORE
50: APPLICANT BBB TRADING COMPANY
59: BENEFICIARY QINGDAO EXPORT CORP
32B: AMOUNT CURRENCY USD AMOUNT 660000 (SAY US DOLLARS SIX THOUSAND ONLY)
39A: POS./NEG. TOL. (%) 5/5
43T: TRANSSHIPMENT NOT ALLOWED
49: CONFIRMATION WITHOUT"""
    reading = read(text, TABLES)
    assert reading.findings == ()
    assert facts(reading) == {
        "message": "MT700",
        "sequence": "1/1",
        "number": "LC-123",
        "issued": date(2009, 3, 1),
        "expiry": date(2009, 3, 31),
        "expiry_place": "SINGAPORE",
        "applicant": "BBB TRADING COMPANY",
        "beneficiary": "QINGDAO EXPORT CORP",
        "currency": "USD",
        "amount": Decimal("660000.00"),
        "amount_in_words": "SAY US DOLLARS SIX THOUSAND ONLY",
        "amount_plus_percent": 5,
        "amount_minus_percent": 5,
        "transhipment": "NOT ALLOWED",
        "confirmation": "WITHOUT",
    }


def test_names_before_unmarked_tags_are_no_part_of_the_values() -> None:
    text = """SEQUENCE of TOTAL * 27 1/1
FORM DOC CREDIT * 40A IRREVOCABLE
DOC CREDIT NUM * 20 LC-123
DATE OF ISSUE 31C 001103
DATE/PLACE EXPIRY *31D Date 010114 Place CHINA
APPLICANT * 50 BBB TRADING, BANGKOK
BENEFICIARY * 59 / SHANGHAI EXPORT CORP
CURR CODE, AMT * 32B Code USD Amount 18,000.00
TRANSSHIPMENT 43T ALLOWED
LOADING ON BRD 44A CHINA MAIN PORT
FOR TRANSPORT TO 44B BANGKOK
DOCS REQUIRED 46A DOCUMENTS REQUIRED:
 +DRAFT PAYABLE IN A
 PERIOD FOR 90 DAYS"""
    reading = read(text, TABLES)
    assert reading.findings == ()
    assert facts(reading) == {
        "message": "MT700",
        "sequence": "1/1",
        "form": "IRREVOCABLE",
        "number": "LC-123",
        "issued": date(2000, 11, 3),
        "expiry": date(2001, 1, 14),
        "expiry_place": "CHINA",
        "applicant": "BBB TRADING, BANGKOK",
        "beneficiary": "SHANGHAI EXPORT CORP",
        "currency": "USD",
        "amount": Decimal("18000.00"),
        "transhipment": "ALLOWED",
        "place_of_receipt": "CHINA MAIN PORT",
        "final_destination": "BANGKOK",
        "documents": ("DRAFT PAYABLE IN A PERIOD FOR 90 DAYS",),
    }


def test_words_that_look_like_an_unmarked_tag_stay_where_tags_are_marked() -> None:
    reading = changed("01-base.txt", "+PACKING LIST", "+PACKING LIST WITHIN A\nPERIOD FOR 48 HOURS")
    assert any("WITHIN A PERIOD FOR 48 HOURS" in each for each in reading.credit.documents)
    assert reading.credit.presentation_days == 21


def test_a_name_in_chinese_is_no_name_of_a_field() -> None:
    reading = changed("01-base.txt", "FJORD TRADING AS", "上海进出口有限公司")
    assert reading.credit.applicant.startswith("上海进出口有限公司")


def test_the_place_of_expiry_may_have_a_name_of_its_own() -> None:
    text = ":20:LC1\n: 31D :到期日\ndate of expiry\n100131\n到期地点\nplace of expiry\nCHINA"
    credit = read(text, TABLES).credit
    assert (credit.expiry, credit.expiry_place) == (date(2010, 1, 31), "CHINA")


def test_the_clean_credit() -> None:
    credit = read(source("01-base.txt"), TABLES).credit
    assert (credit.number, credit.form) == ("FJ26LC00417", "IRREVOCABLE")
    assert (credit.issued, credit.latest_shipment) == (date(2026, 2, 3), date(2026, 3, 25))
    assert (credit.expiry, credit.expiry_place) == (date(2026, 4, 15), "CHINA")
    assert (credit.currency, credit.amount) == ("USD", Decimal("48600.00"))
    assert (credit.amount_plus_percent, credit.amount_minus_percent) == (5, 5)
    assert (credit.available_with, credit.available_by) == ("ANY BANK IN CHINA", "BY NEGOTIATION")
    assert (credit.contract_number, credit.contract_date) == ("NB26-0105", date(2026, 1, 5))
    assert credit.price_term == "CIF OSLO, INCOTERMS 2020"
    assert [(line.sku, line.quantity, line.price) for line in credit.goods_lines] == [
        ("EM-12", 12000, Decimal("2.70")),
        ("EP-24", 9000, Decimal("1.80")),
    ]
    assert (credit.quantity, credit.unit, credit.packages) == (21000, "H87", 500)
    assert (len(credit.documents), len(credit.conditions)) == (6, 3)
    assert demands_of(credit).not_understood == ()


def test_thirty_clauses_in_two_messages_are_one_credit() -> None:
    credit = read(source("07-continued.txt"), TABLES).credit
    assert (len(credit.documents), len(credit.conditions)) == (15, 15)
    assert (credit.sequence, credit.continuations) == ("1/2", ("2/2",))


def test_a_missing_continuation_is_told() -> None:
    text = source("07-continued.txt")
    first, _ = text.split("{1:", 2)[1:]
    reading = read("{1:" + first, TABLES)
    assert errors(reading) == [("CRM-005", ("line 2, field 27",))]


def test_a_continuation_of_another_credit_is_told() -> None:
    text = source("07-continued.txt")
    head, tail = text.rsplit("26ATL0118", 1)
    reading = read(head + "26ATL0999" + tail, TABLES)
    assert [code for code, _ in errors(reading)] == ["CRM-005"]


def test_the_soft_clauses_are_known_and_the_odd_one_is_left() -> None:
    demands = demands_of(read(source("08-soft.txt"), TABLES).credit)
    assert {each.kind for each in demands.soft} == {
        "applicant_signs",
        "specimen_signature",
        "original_to_applicant",
        "not_operative",
        "nominated_by_applicant",
        "payment_after_arrival",
        "approval",
    }
    assert [each.left for each in demands.not_understood] == [("PINK RIBBON ON EVERY PAGE",)]


class TestAmendments:
    def test_they_are_worked_in_one_after_another(self) -> None:
        credit = read(source("09-amended.txt"), TABLES).credit
        assert [(each.number, each.date) for each in credit.amendments] == [
            (1, date(2026, 2, 20)),
            (2, date(2026, 3, 5)),
        ]
        assert {each.accepted for each in credit.amendments} == {"unknown"}
        assert credit.amount == Decimal("53000.00")
        assert (credit.expiry, credit.latest_shipment) == (date(2026, 4, 30), date(2026, 4, 10))
        assert credit.quantity == 23000
        assert "PACKING LIST IN 3 COPIES" not in credit.documents
        assert credit.documents[-2:] == (
            "DETAILED PACKING LIST IN 4 COPIES",
            "SHIPPING ADVICE SENT BY FAX TO APPLICANT WITHIN 2 DAYS AFTER SHIPMENT",
        )
        assert len(credit.conditions) == 2
        assert (credit.partial_shipments, credit.presentation_days) == ("ALLOWED", 18)

    def test_one_that_is_missing_is_told(self) -> None:
        reading = changed("09-amended.txt", ":26E:2", ":26E:3")
        assert [code for code, _ in errors(reading)] == ["CRM-006"]
        assert "number 2 was expected" in next(
            each.en for each in reading.findings if each.code == "CRM-006"
        )

    def test_a_clause_that_is_not_there_cannot_be_deleted(self) -> None:
        reading = changed(
            "09-amended.txt", "/DELETE/+PACKING LIST IN 3", "/DELETE/+PACKING NOTE IN 3"
        )
        assert [code for code, _ in errors(reading)] == ["CRM-006"]
        assert "PACKING LIST IN 3 COPIES" in reading.credit.documents

    def test_a_clause_may_be_deleted_by_its_number(self) -> None:
        reading = changed(
            "09-amended.txt", "/DELETE/+PACKING LIST IN 3 COPIES", "/DELETE/ITEM NO. 3"
        )
        assert errors(reading) == []
        assert "PACKING LIST IN 3 COPIES" not in reading.credit.documents

    def test_an_increase_in_another_currency_changes_nothing(self) -> None:
        reading = changed("09-amended.txt", ":32B:USD5400,", ":32B:EUR5400,")
        assert [code for code, _ in errors(reading)] == ["CRM-006"]
        assert reading.credit.amount == Decimal("47600.00")

    def test_one_of_another_credit_changes_nothing(self) -> None:
        text = source("09-amended.txt")
        head, tail = text.split(":26E:1", 1)
        first = head.rpartition(":27:1/1")
        wrong = first[2].replace("FJ26LC00417", "FJ26LC99999")
        reading = read(first[0] + first[1] + wrong + ":26E:1" + tail, TABLES)
        codes = [code for code, _ in errors(reading)]
        assert codes == ["CRM-006", "CRM-006"]  # another credit, then number 2 without 1
        assert reading.credit.latest_shipment == date(2026, 3, 25)

    def test_a_cancellation_changes_nothing(self) -> None:
        reading = changed("09-amended.txt", ":26E:2\n", ":26E:2\n:23S:CANCEL\n")
        assert [code for code, _ in errors(reading)] == ["CRM-006"]
        assert reading.credit.presentation_days == 21

    def test_changes_in_words_are_told(self) -> None:
        reading = changed("09-amended.txt", ":33B:USD1000,\n", ":79:GOODS NOW IN BLUE\n")
        (found,) = (each for each in reading.findings if each.code == "CRM-006")
        assert (found.severity, found.actual) == ("warning", "GOODS NOW IN BLUE")
        assert reading.credit.amendments[1].narrative == "GOODS NOW IN BLUE"

    def test_alone_they_are_no_credit(self) -> None:
        text = source("09-amended.txt")
        with pytest.raises(InputError) as caught:
            read(text[text.index("{1:", 9) :], TABLES)
        assert "found MT707 alone" in str(caught.value)


WRONG = [
    (":31D:260415CHINA", ":31D:200631CHINA", "31D", "expiry"),
    (":31C:260203", ":31C:261303", "31C", "issued"),
    (":44C:260325", ":44C:25 MARCH", "44C", "latest_shipment"),
    (":32B:USD48600,", ":32B:48600,", "32B", "amount"),
    (":32B:USD48600,", ":32B:USD48,600", "32B", "amount"),
    (":32B:USD48600,", ":32B:XYZ48600,", "32B", "amount"),
    (":32B:USD48600,", ":32B:USD0,", "32B", "amount"),
    (":39A:05/05", ":39A:05", "39A", "amount_plus_percent"),
    (":39A:05/05", ":39A:FIVE", "39A", "amount_plus_percent"),
    (":48:21", ":48:SOON", "48", "presentation_days"),
    (":27:1/1", ":27:2/1", "27", "sequence"),
]


@pytest.mark.parametrize(("old", "new", "tag", "fact"), WRONG)
def test_what_cannot_be_meant_is_told_with_its_line(
    old: str, new: str, tag: str, fact: str
) -> None:
    reading = changed("01-base.txt", old, new)
    line = source("01-base.txt").splitlines().index(old) + 1
    (finding,) = (each for each in reading.findings if each.severity == "error")
    assert (finding.code, finding.paths) == ("CRM-003", (f"line {line}, field {tag}",))
    assert finding.actual == new.split(":", 2)[2]
    assert finding.expected and finding.zh
    assert fact not in facts(reading)


def test_a_printed_amount_in_a_full_message_is_doubted() -> None:
    reading = changed("01-base.txt", ":32B:USD48600,", ":32B:USD48,600.00")
    assert reading.credit.amount == 48600
    assert [(each.code, each.severity) for each in reading.findings] == [("CRM-009", "warning")]


def test_an_unknown_field_is_kept_and_told() -> None:
    reading = changed("01-base.txt", ":48:21", ":99Z:WHAT IS THIS\n:48:21")
    (finding,) = reading.findings
    assert (finding.code, finding.severity) == ("CRM-002", "warning")
    (field,) = (each for each in reading.messages[0].fields if each.tag == "99Z")
    assert field.lines == ("WHAT IS THIS",)


def test_a_field_that_stands_twice_and_differs_is_told() -> None:
    reading = changed("01-base.txt", ":44C:260325", ":44C:260325\n:44C:260326")
    line = source("01-base.txt").splitlines().index(":44C:260325") + 2
    assert errors(reading) == [("CRM-004", (f"line {line}, field 44C",))]
    assert reading.credit.latest_shipment == date(2026, 3, 25)


def test_fields_of_old_messages_are_read_and_noted() -> None:
    reading = read(source("06-old-style.txt"), TABLES)
    noted = [each.paths[0].split()[-1] for each in reading.findings if each.code == "CRM-007"]
    assert noted == ["39B", "71B", "72"]
    assert (reading.credit.maximum_amount, reading.credit.presentation_days) == (
        "NOT EXCEEDING",
        15,
    )


def test_a_dash_on_its_own_line_ends_no_field() -> None:
    credit = read(source("05-one-shipment.txt"), TABLES).credit
    assert len(credit.documents) == 4
    assert credit.charges


def test_an_advised_credit_has_its_number_in_field_21() -> None:
    text = "\n".join(
        (
            *("MT 710", ":27:1/1", ":40B:IRREVOCABLE", "WITHOUT OUR CONFIRMATION", ":20:ADV778"),
            *(":21:LC900", ":31C:260101", ":31D:260401CHINA", ":52A:FJORNOKKXXX"),
            *(":50:BUYER", ":59:SELLER", ":32B:USD100,"),
        )
    )
    credit = read(text, TABLES).credit
    assert credit.message == "MT710"
    assert (credit.number, credit.advising_reference) == ("LC900", "ADV778")
    assert (credit.form, credit.advice) == ("IRREVOCABLE", "WITHOUT OUR CONFIRMATION")
    assert credit.issuing_bank == "FJORNOKKXXX"


NOTHING = [
    b"",
    b"\n\n\n",
    b"Dear Sirs,\nwe are pleased to inform you\n",
    b"20 CARTONS\n31 BAGS\n59 DRUMS\n",
    b"%PDF-1.7\n...",
    b"PK\x03\x04....",
    b"\x00" * 100,
    b":20:\n:31C:\n:32B:\n",
    b":22A:ISSU\n",
    b":46A:\n",
    b"{1:F01FJORNOKKAXXX}{2:I700BRSHCNBNXXXXN}{4:\n-}",
    b"A" * (2 * 1024 * 1024 + 1),
]


@pytest.mark.parametrize("data", NOTHING, ids=range(len(NOTHING)))
def test_nothing_recognised_is_an_error_and_no_empty_credit(data: bytes) -> None:
    with pytest.raises(InputError) as caught:
        read_bytes(data, TABLES)
    assert caught.value.findings


@pytest.mark.parametrize("name", CREDITS)
def test_what_is_read_goes_into_an_audit_file_as_it_is(name: str) -> None:
    credit = read(source(name), TABLES).credit
    part = json.loads(credit.model_dump_json(exclude_defaults=True))
    data = json.dumps({"number": "A1", "credit": part}).encode()
    assert read_audit_file(data, TABLES).credit == credit


@pytest.mark.parametrize("name", CREDITS)
def test_a_credit_is_the_same_after_it_was_written_as_json(name: str) -> None:
    credit = read(source(name), TABLES).credit
    again = Credit.model_validate_json(credit.model_dump_json(exclude_defaults=True))
    assert again == credit
