"""What an audit finds wrong in a credit becomes one letter to the buyer, ready to send."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import docx
import pypdfium2
import pytest
from typer.testing import CliRunner

from docgen.api.auditing import audit_with_request
from docgen.cli import app
from tests.samples import SAMPLES, company

SELLER = "NINGBO SAMPLE IMP. & EXP. CO., LTD.\n8 HARBOUR ROAD, NINGBO, CHINA"
BUYER = "FJORD TRADING AS\n4 QUAY STREET, OSLO, NORWAY"


def audit_file(folder: Path, **credit: Any) -> Path:
    """A contract and the credit that fits it, changed as told."""
    fitting = {
        "number": "LC-77",
        "form": "IRREVOCABLE",
        "applicant": BUYER,
        "beneficiary": SELLER,
        "currency": "USD",
        "amount": "48600.00",
        "contract_number": "NB26-0105",
        "price_term": "CIF OSLO",
    }
    contract = {
        "kind": "sales-contract",
        "number": "NB26-0105",
        "seller": SELLER,
        "buyer": BUYER,
        "currency": "USD",
        "amount": "48600.00",
        "delivery": "CIF OSLO",
        "terms": {"payment": {"type": "lc_sight"}},
    }
    file = folder / "audit.json"
    parts = {"number": "A-77", "credit": fitting | credit, "issued": [contract]}
    file.write_text(json.dumps(parts), encoding="utf-8")
    return file


def run(file: Path, folder: Path) -> str:
    asked = ["audit", str(file), "--as-of", "2026-01-10", "--amendment", str(folder)]
    asked += ["--profile", str(SAMPLES / "docgen.toml")]
    return CliRunner().invoke(app, asked).output


def test_each_point_of_the_credit_stands_in_the_letter(tmp_path: Path) -> None:
    file = audit_file(tmp_path, form="REVOCABLE", contract_number="NB26-0150", amount="46800.00")
    letter = audit_with_request(file, company())[1]
    assert letter is not None
    points = {row.field: (row.reads, row.should_read) for row in letter.rows}
    assert points["40A"][0] == "REVOCABLE" and "IRREVOCABLE" in points["40A"][1]
    assert "NB26-0150" in points["45A"][0] and "NB26-0105" in points["45A"][1]
    assert "46,800" in points["32B"][0] and "48,600" in points["32B"][1]
    assert letter.letterhead.name == SELLER.partition("\n")[0]
    assert letter.to == tuple(BUYER.split("\n"))


def test_a_reason_is_said_as_in_a_letter_and_repeats_no_clause(tmp_path: Path) -> None:
    held = "BENEFICIARY'S CERTIFICATE COUNTERSIGNED BY THE APPLICANT"
    file = audit_file(tmp_path, documents=[held])
    letter = audit_with_request(file, company())[1]
    assert letter is not None
    (clause,) = (row for row in letter.rows if row.field == "46A clause 1")
    assert clause.reads == held and held not in clause.reason
    assert clause.reason.endswith("signed by the applicant.")


def test_a_day_in_a_reason_reads_as_it_does_in_its_column(tmp_path: Path) -> None:
    file = SAMPLES / "exams" / "05-air-conditioners" / "audit.json"
    letter = audit_with_request(file, company())[1]
    assert letter is not None
    (quoted,) = (row for row in letter.rows if row.field == "47A clause 1")
    assert quoted.reads in quoted.reason and quoted.should_read in quoted.reason


def test_the_contract_is_reason_enough_for_what_was_agreed_in_it() -> None:
    file = SAMPLES / "exams" / "16-hongkong-352000" / "audit.json"
    letter = audit_with_request(file, company())[1]
    assert letter is not None
    reasons = {row.field: row.reason for row in letter.rows}
    assert reasons["32B"] == reasons["44C"] == "As agreed in sales contract SC-16."


def test_it_is_written_as_pdf_and_word_with_the_same_words(tmp_path: Path) -> None:
    out = tmp_path / "letters"
    run(audit_file(tmp_path, contract_number="NB26-0150"), out)
    assert {each.name for each in out.iterdir()} == {
        "A-77-amendment-request.pdf",
        "A-77-amendment-request.docx",
    }
    (page,) = pypdfium2.PdfDocument(out / "A-77-amendment-request.pdf")
    printed = page.get_textpage().get_text_range()
    word = docx.Document(str(out / "A-77-amendment-request.docx"))
    written = "\n".join(cell.text for table in word.tables for cell in table._cells)
    for said in ("NB26-0150", "NB26-0105"):
        assert said in printed and said in written


def test_a_swapped_applicant_does_not_sign_for_the_seller(tmp_path: Path) -> None:
    file = audit_file(tmp_path, applicant=SELLER, beneficiary=BUYER)
    letter = audit_with_request(file, company())[1]
    assert letter is not None
    assert (letter.letterhead.name, letter.to[0]) == (
        SELLER.split("\n", maxsplit=1)[0],
        BUYER.split("\n", maxsplit=1)[0],
    )


@pytest.mark.parametrize("credit", [{}, {"contract_number": ""}])
def test_there_is_no_letter_where_nothing_is_to_amend(
    tmp_path: Path, credit: dict[str, Any]
) -> None:
    said = run(audit_file(tmp_path, **credit), tmp_path / "letters")
    assert "nothing to amend" in said
    assert not (tmp_path / "letters").exists()
