"""The request for amendment of a credit: each point whole, in the order of the message."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import docx
import pytest

from docgen import api
from docgen.documents.amendment_request import AmendmentPoint, written_by
from docgen.documents.parts import Letterhead
from docgen.renderers.readback import pdf_text, word_text
from tests.samples import POINTS, amendment, company, order_of

LONG = " ".join(f"WORD{number}" for number in range(560))
"""A clause of 4,000 characters, as a credit may have one."""


def test_points_stand_in_the_order_of_the_message() -> None:
    rows = amendment().rows
    assert [row.field for row in rows] == ["39a", "42D", "44C", "46A clause 3", "47A clause 2"]
    assert [row.number for row in rows] == list("12345")


def test_a_field_is_called_by_its_name_whatever_option_it_has() -> None:
    named = {row.field: row.name for row in amendment().rows}
    assert named["42D"] == "Drawee"
    assert named["39a"] == "Percentage Credit Amount Tolerance"
    (unknown,) = amendment((replace(POINTS[0], field="99Z", clause=0),)).rows
    assert (unknown.name, unknown.should_read) == ("", "DELETE")


def test_what_is_missing_or_to_go_is_said() -> None:
    rows = {row.field: row for row in amendment().rows}
    assert rows["39a"].reads == "NOT STATED"
    assert rows["47A clause 2"].should_read == "DELETE THIS CLAUSE"


def test_one_point_is_not_called_points() -> None:
    assert "we find one point to be amended" in amendment(POINTS[:1]).opening[1]
    assert "we find 5 points to be amended" in amendment().opening[1]


def test_all_points_are_asked_for_in_one_amendment() -> None:
    assert "all points be made in one amendment" in amendment().closing[1]


def test_a_letter_of_an_unknown_sender_has_no_empty_head() -> None:
    signed = amendment()
    unknown = signed.model_copy(update={"letterhead": Letterhead(name="")})
    heads: list[str] = []
    for letter in (signed, unknown):
        word = docx.Document(BytesIO(api.render(letter, "docx", company()).content))
        heads.append(word.element.body[0].tag.rpartition("}")[2])
    assert heads == ["tbl", "p"]


def test_the_letter_says_by_when_and_to_whom() -> None:
    letter = amendment()
    assert letter.to == ("ATLAS MAISON SARL", "17 RUE IBN BATTOUTA", "20250 CASABLANCA, MOROCCO")
    assert "not later than MAR. 10, 2026" in letter.closing[1]
    assert letter.title == "REQUEST FOR AMENDMENT OF L/C NO. 26AMB0215LC0042"


@pytest.mark.parametrize(
    "points",
    [POINTS, POINTS * 12, (AmendmentPoint("46A", 1, LONG, LONG, "It is long."),)],
    ids=["five", "sixty", "long"],
)
def test_both_files_hold_every_word_of_the_letter(points: tuple[AmendmentPoint, ...]) -> None:
    letter = amendment(points)
    for format, read in (("pdf", pdf_text), ("docx", word_text)):
        printed = api.render(letter, format, company(), api.Style(prove=True)).content
        assert "Yours faithfully" in read(printed)


def test_the_beneficiary_of_the_credit_signs_where_no_firm_is_known() -> None:
    credit = order_of("s03-letter-of-credit").credit
    assert credit
    sender = written_by(credit.beneficiary)
    assert sender.name == "NINGBO BRIGHTSEA IMP. & EXP. CO., LTD."
    assert sender.address == "NO. 188 TIANTONG ROAD, YINZHOU, NINGBO, CHINA"
