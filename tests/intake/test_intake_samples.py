"""The broken samples are refused as their READMEs say; the good ones are read."""

from __future__ import annotations

import pytest

from tests.intake.orders import places, refused
from tests.samples import BROKEN, GOOD, SAMPLES, order_of

REFUSED_AT = {
    "b01-duplicate-key": [("INP-004", "/goods/0/price")],
    "b02-misspelt-key": [("INP-007", "/goods/0/quantity"), ("INP-008", "/goods/0/quantitty")],
    "b03-thousands-separator": [("INP-009", "/goods/0/quantity")],
    "b04-truncated": [("INP-003", "")],
    "b05-gbk-encoding": [("INP-002", "")],
    "b06-nan": [("INP-005", "/goods/1/price")],
    "b07-bidi-control": [("INP-009", "/buyer/name")],
    "b08-unknown-unit": [("INP-009", "/goods/0/unit")],
    "b09-packing-missing-line": [("INP-012", "/packing/1/contents/0/line")],
    "b10-impossible-date": [("INP-009", "/date")],
}
SAYS = {
    "b01-duplicate-key": "more than once",
    "b02-misspelt-key": 'did you mean "quantity"?',
    "b03-thousands-separator": "plain digits",
    "b04-truncated": "ends before the order is complete (line ",
    "b05-gbk-encoding": "save it again as UTF-8",
    "b06-nan": "NaN is not a number",
    "b07-bidi-control": "U+202E at position ",
    "b08-unknown-unit": "did you mean PC",
    "b09-packing-missing-line": "refer to one of: 1, 2",
    "b10-impossible-date": "calendar date",
}


def test_every_broken_sample_has_its_expectation() -> None:
    assert sorted(REFUSED_AT) == sorted(SAYS) == sorted(BROKEN)


@pytest.mark.parametrize("case", BROKEN)
def test_broken_sample_is_refused_where_its_readme_says(case: str) -> None:
    findings = refused((SAMPLES / "broken" / case / "order.json").read_bytes())
    assert places(findings) == REFUSED_AT[case]
    assert SAYS[case] in " ".join(finding.en + finding.hint for finding in findings)


@pytest.mark.parametrize("case", GOOD)
def test_good_sample_is_an_order(case: str) -> None:
    assert order_of(case).goods
