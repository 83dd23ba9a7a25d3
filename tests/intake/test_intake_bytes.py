"""Bytes that are an order, and bytes that are none: encodings, broken JSON, numbers, bombs."""

from __future__ import annotations

import codecs
import json
from decimal import Decimal
from time import monotonic

import pytest

from docgen.errors import InputError
from docgen.findings import Finding
from docgen.intake import MOST_LISTED, read_order
from docgen.intake.strict_json import MAX_BYTES
from tests.intake.orders import (
    TABLES,
    assert_well_said,
    changed,
    full,
    minimal,
    places,
    refused,
    without,
)

CHINESE = changed(minimal(), "/seller/name_zh", "宁波明海进出口有限公司")
TEXT = json.dumps(CHINESE, ensure_ascii=False)


def only(findings: tuple[Finding, ...]) -> Finding:
    assert len(findings) == 1, findings
    return findings[0]


def quickly(data: bytes) -> tuple[Finding, ...]:
    """The findings, which have to come within a few seconds whatever the bytes are."""
    start = monotonic()
    findings = refused(data)
    assert monotonic() - start < 10
    return findings


def test_utf8_is_read_with_and_without_byte_order_mark() -> None:
    plain = read_order(TEXT.encode(), TABLES)
    assert read_order(codecs.BOM_UTF8 + TEXT.encode(), TABLES) == plain
    assert plain.seller.name_zh == "宁波明海进出口有限公司"


@pytest.mark.parametrize(
    ("encoding", "named"),
    [
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
        ("utf-32", "UTF-32"),
        ("utf-32-be", "UTF-32"),
        ("gbk", "GBK"),
        ("gb18030", "GBK"),
    ],
)
def test_another_encoding_is_refused_by_its_name(encoding: str, named: str) -> None:
    finding = only(refused(TEXT.encode(encoding)))
    assert (finding.code, finding.actual) == ("INP-002", named)
    assert named in finding.en
    assert named in finding.zh


@pytest.mark.parametrize("name", ["CAFÉ BERLIN", "MÜLLER & SÖHNE", "A\u00ffB"])
def test_latin_1_is_refused_and_not_taken_for_gbk(name: str) -> None:
    data = TEXT.replace("宁波明海进出口有限公司", name).encode("latin-1")
    finding = only(refused(data))
    assert finding.code == "INP-002"
    assert "GBK" not in finding.en


@pytest.mark.parametrize("data", [b"", b" \n", codecs.BOM_UTF8, b"\x00", b"\x00" * 4096])
def test_an_empty_file_is_refused(data: bytes) -> None:
    assert only(refused(data)).code in ("INP-002", "INP-003")


@pytest.mark.parametrize("tail", ["\x00", "\x00" * 4096, "}", " x", "{}", ",", "\ufffd", "[1]"])
def test_what_follows_the_order_is_refused_as_such(tail: str) -> None:
    finding = only(refused((TEXT + tail).encode()))
    assert finding.code == "INP-003"
    assert "ends before" not in finding.en


def test_half_a_character_behind_the_order_is_refused() -> None:
    assert only(refused(TEXT.encode() + "中".encode()[:2])).code == "INP-003"


def test_an_order_cut_at_any_byte_is_refused() -> None:
    data = TEXT.encode()
    for length in range(len(data)):
        with pytest.raises(InputError) as error:
            read_order(data[:length], TABLES)
        finding = only(error.value.findings)
        assert finding.code == "INP-003", data[:length]
        assert_well_said(finding)


def test_where_a_file_breaks_off_is_said() -> None:
    finding = only(refused(b'{\n "number": "A1",\n "da'))
    assert "ends before the order is complete (line 3, column 2)" in finding.en
    assert "第3行第2列" in finding.zh


@pytest.mark.parametrize(
    "data",
    [b"{'number': 1}", b"{number: 1}", b'{"a": 1,}', b'{"a": 01}', b'{"a": "\t"}', b'{"a": +1}'],
)
def test_what_is_nearly_json_is_refused(data: bytes) -> None:
    assert only(refused(data)).code == "INP-003"


@pytest.mark.parametrize("data", [b"[]", b'"order"', b"1", b"null", b"true", b"[{}]"])
def test_json_that_is_no_object_is_refused(data: bytes) -> None:
    assert places(refused(data)) == [("INP-003", "")]


@pytest.mark.parametrize(
    "number",
    [
        *("NaN", "Infinity", "-Infinity", "1e3", "1E400", "1e-400", "1.5e2"),
        *("9" * 31, "9" * 5000, "0." + "1" * 40, "1." + "0" * 100_000),
    ],
)
def test_number_that_no_order_can_hold_is_refused_where_it_stands(number: str) -> None:
    data = json.dumps(changed(minimal(), "/goods/0/price", 7777)).replace("7777", number)
    assert places(quickly(data.encode())) == [("INP-005", "/goods/0/price")]


def test_number_of_sixteen_digits_is_refused() -> None:
    data = json.dumps(changed(minimal(), "/goods/0/price", 10**15))
    assert places(refused(data.encode())) == [("INP-009", "/goods/0/price")]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("5", "5"),
        ("5.0", "5.0"),
        ("5.10", "5.10"),
        ('"5.10"', "5.10"),
        ("0.1", "0.1"),
        ("0.00000001", "0.00000001"),
        ("999999999999999.99999999", "999999999999999.99999999"),
    ],
)
def test_a_number_is_kept_exactly_as_written(written: str, value: str) -> None:
    data = json.dumps(changed(minimal(), "/goods/0/price", 7777)).replace("7777", written)
    price = read_order(data.encode(), TABLES).goods[0].price
    assert price.as_tuple() == Decimal(value).as_tuple()


def test_a_key_given_twice_is_refused_at_any_depth() -> None:
    text = json.dumps(full())
    text = text.replace('"number": "BS26-0901"', '"number": "A1", "number": "BS26-0901"', 1)
    text = text.replace('"bic":', '"bic": "X", "bic": "Y", "bic":', 1)
    assert places(refused(text.encode())) == [
        ("INP-004", "/number"),
        ("INP-004", "/suppliers/0/banks/0/bic"),
    ]


def test_a_key_given_twice_is_refused_even_where_both_values_agree() -> None:
    text = json.dumps(minimal()).replace('"unit": "H87"', '"unit": "H87", "unit": "H87"')
    assert places(refused(text.encode())) == [("INP-004", "/goods/0/unit")]


@pytest.mark.parametrize(
    "data",
    [
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b"[" * 100_000 + b"]" * 100_000,
        b'{"a":' * 100_000 + b"1" + b"}" * 100_000,
        b'[{"a":' * 50_000,
    ],
    ids=["lists", "objects", "closed lists", "closed objects", "mixed"],
)
def test_a_hundred_thousand_brackets_are_refused_at_once(data: bytes) -> None:
    assert only(quickly(data)).code == "INP-006"


@pytest.mark.parametrize("depth", [63, 65, 200, 900])
@pytest.mark.parametrize(("opened", "closed"), [("[", "]"), ('{"a":', "}")])
def test_deep_nesting_inside_an_order_is_refused(depth: int, opened: str, closed: str) -> None:
    deep = opened * depth + "1" + closed * depth
    text = json.dumps(minimal()).replace('"EUR"', deep)
    findings = quickly(text.encode())
    assert ("INP-009", "/currency") in places(findings)
    assert ("INP-006" in {finding.code for finding in findings}) == (depth > 63)


def test_a_file_larger_than_the_limit_is_refused() -> None:
    text = TEXT.encode()
    read_order(text + b" " * (MAX_BYTES - len(text)), TABLES)
    assert only(refused(text + b" " * (MAX_BYTES - len(text) + 1))).code == "INP-001"


@pytest.mark.parametrize(
    "data",
    [
        b"{" + b'"a":1,' * 500_000 + b'"b":1}',
        b"{" + b",".join(b'"k%d":1' % number for number in range(40_000)) + b"}",
        json.dumps(minimal() | {"goods": [{}] * 2000}).encode(),
        json.dumps(minimal() | {"goods": [1] * 30_000}).encode(),
        b'{"a":[' + b"NaN," * 100_000 + b"NaN]}",
    ],
    ids=["repeated key", "unknown keys", "empty lines", "too many lines", "no numbers"],
)
def test_a_flood_of_problems_is_cut_short_and_said_to_be(data: bytes) -> None:
    assert len(quickly(data)) <= MOST_LISTED
    with pytest.raises(InputError, match=r"problem") as error:
        read_order(data, TABLES)
    if len(error.value.findings) == MOST_LISTED:
        assert f"more than {MOST_LISTED} problems" in str(error.value)


def test_the_message_counts_the_problems_and_names_the_file() -> None:
    one, two = without(minimal(), "/date"), without(without(minimal(), "/date"), "/buyer")
    for order, count in ((one, "1 problem"), (two, "2 problems")):
        with pytest.raises(InputError, match=f"my.json is not a valid order: {count}\\."):
            read_order(json.dumps(order).encode(), TABLES, name="my.json")
