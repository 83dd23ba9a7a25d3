"""The papers around a shipment, issued for good: numbers, the set, and what is not needed again."""

from __future__ import annotations

import json
from pathlib import Path

from tests.ledger.office import SUPPLIER, marks, office, purchase, sale, states
from tests.samples import SAMPLES

KINDS = (
    *("production-order", "shipping-marks", "booking-note"),
    *("insurance-application", "customs-declaration"),
)
(RECEIPT,) = json.loads((SAMPLES / "starter" / "order.json").read_bytes())["receipts"]


def test_they_are_issued_read_back_and_joined_with_the_others(tmp_path: Path) -> None:
    desk = office(tmp_path)
    profile = tmp_path / "docgen.toml"
    series = '\n[numbers.series]\nbooking-note = "BN{seq:03}"\n'
    profile.write_text(profile.read_text(encoding="utf-8") + series, encoding="utf-8")
    raw = sale(
        suppliers=[SUPPLIER],
        purchases=[purchase("2400") | {"production": {"date": "2026-03-12"}}],
        booking={"number": "auto", "date": "2026-03-20"},
        marks_sheet={"date": "2026-03-12"},
        insurance_application={"date": "2026-03-28"},
        customs_declaration={"date": "2026-03-28"},
        receipts=[RECEIPT],
    )
    issued = desk.issue(raw, joined=True)
    state = states(issued)
    assert {kind: state[kind] for kind in KINDS} == {
        **dict.fromkeys(KINDS, "issued"),
        "customs-declaration": "drafted",
    }
    titles = {paper.kind: paper.title for paper in issued.manifest.papers}
    assert titles["booking-note"] == "Booking Note BN001"
    assert state["set"] == "made"
    again = desk.issue(raw | {"booking": {"number": "BN001", "date": "2026-03-20"}})
    assert {states(again)[kind] for kind in KINDS} == {"unchanged"}
    assert marks(again) == {}
