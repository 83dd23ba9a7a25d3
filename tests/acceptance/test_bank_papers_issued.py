"""The papers for bank and buyer, issued for good: numbers, the set, what is revised."""

from __future__ import annotations

from pathlib import Path

from tests.ledger.office import marks, office, sale, states

KINDS = ("proforma-invoice", "bill-of-exchange", "beneficiary-certificate", "shipping-advice")
CREDIT = {"number": "LC-1", "issued": "2026-03-01", "drafts_at": "SIGHT", "issuing_bank": "A BANK"}
CERTIFICATES = [
    {"date": "2026-03-30", "text": "WE HEREBY CERTIFY THAT ONE SET HAS BEEN SENT BY COURIER."},
    {"date": "2026-03-30", "text": "WE HEREBY CERTIFY THAT A SAMPLE HAS BEEN SENT BY COURIER."},
]


def test_they_are_issued_read_back_and_joined_and_only_what_changed_is_revised(
    tmp_path: Path,
) -> None:
    desk = office(tmp_path)
    profile = tmp_path / "docgen.toml"
    series = '\n[numbers.series]\nbill-of-exchange = "BE{seq:03}"\n'
    profile.write_text(profile.read_text(encoding="utf-8") + series, encoding="utf-8")
    raw = sale(
        credit=CREDIT,
        proforma={"date": "2026-03-02"},
        bill_of_exchange={"number": "auto", "date": "2026-03-30"},
        beneficiary_certificates=CERTIFICATES,
        shipping_advice={"date": "2026-03-29"},
    )
    issued = desk.issue(raw, joined=True)
    state = states(issued)
    assert {state[kind] for kind in KINDS} == {"issued"}
    assert state["set"] == "made"
    titles = [paper.title for paper in issued.manifest.papers]
    assert "Bill of Exchange BE001" in titles
    assert len([title for title in titles if title.startswith("Beneficiary")]) == 2
    raw["bill_of_exchange"]["number"] = "BE001"
    again = desk.issue(raw)
    assert {states(again)[kind] for kind in KINDS} == {"unchanged"}
    changed = CERTIFICATES[1] | {"text": "WE HEREBY CERTIFY THAT SAMPLES WERE SENT BY COURIER."}
    third = desk.issue(raw | {"beneficiary_certificates": [CERTIFICATES[0], changed]})
    assert marks(third) == {"beneficiary-certificate": "REVISED 1"}
