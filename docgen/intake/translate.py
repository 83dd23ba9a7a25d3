"""Pydantic's validation errors as findings: pointers into the file, both languages."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from docgen.findings import Finding, Severity, pointer
from docgen.order import Order

# Pydantic's error type -> (code, English, Chinese); braces are filled from the error's context.
_SENTENCES: Mapping[str, tuple[str, str, str]] = {
    "missing": ("INP-007", "this field is missing", "缺少此项"),
    "extra_forbidden": (
        "INP-008",
        "docgen knows no key of this name here",
        "此处没有这个键",
    ),
    "string_type": ("INP-009", "expected text in quotes", "应为加引号的文字"),
    "string_too_short": ("INP-009", "the text is empty", "文字为空"),
    "string_too_long": (
        "INP-009",
        "the text is longer than {max_length} characters",
        "文字超过{max_length}个字符",
    ),
    "string_pattern_mismatch": (
        "INP-009",
        "the text is not of the form {pattern}",
        "文字格式不符:{pattern}",
    ),
    "literal_error": ("INP-009", "expected one of {expected}", "应为{expected}之一"),
    "union_tag_invalid": (
        "INP-009",
        'the "type" is {tag}; expected one of {expected_tags}',
        "类型为{tag},应为{expected_tags}之一",
    ),
    "union_tag_not_found": ("INP-007", 'the key "type" is missing', "缺少“type”"),
    "int_type": ("INP-009", "expected a whole number", "应为整数"),
    "bool_type": ("INP-009", "expected true or false", "应为true或false"),
    "greater_than": ("INP-010", "expected more than {gt}", "应大于{gt}"),
    "greater_than_equal": ("INP-010", "expected at least {ge}", "应不小于{ge}"),
    "less_than_equal": ("INP-010", "expected at most {le}", "应不大于{le}"),
    "too_short": (
        "INP-010",
        "expected at least {min_length} entries",
        "至少应有{min_length}项",
    ),
    "too_long": (
        "INP-010",
        "expected at most {max_length} entries; split the order",
        "最多{max_length}项,请拆分订单",
    ),
    "tuple_type": ("INP-009", "expected a list in [ ]", "应为方括号列表"),
    "model_type": ("INP-009", "expected an object in { }", "应为花括号对象"),
    "model_attributes_type": ("INP-009", "expected an object in { }", "应为花括号对象"),
}


def translate(error: ValidationError, raw: Any) -> tuple[Finding, ...]:
    """Each validation error of the order read from `raw`, in the order of the file."""
    return tuple(_finding(detail, raw) for detail in error.errors(include_url=False))


def _finding(detail: ErrorDetails, raw: Any) -> Finding:
    context = detail.get("ctx", {})
    kind = detail["type"]
    path = tuple(_path(detail["loc"], raw))
    if kind in _SENTENCES:
        code, en, zh = _SENTENCES[kind]
        values = {key: str(value) for key, value in context.items()}
        en, zh = _fill(en, values), _fill(zh, values)
    else:  # our own validators bring both sentences with them
        code, en = "INP-009", detail["msg"]
        zh = _fill(str(context.get("zh", en)), {k: str(v) for k, v in context.items()})
    actual = "" if kind == "missing" else _excerpt(detail["input"])
    hint = _did_you_mean(path, raw) if kind == "extra_forbidden" else ""
    return Finding(code, Severity.ERROR, en, zh, (pointer(path),), "", actual, hint)


def _fill(sentence: str, values: Mapping[str, str]) -> str:
    for key, value in values.items():
        sentence = sentence.replace("{" + key + "}", value)
    return sentence


def _excerpt(value: Any) -> str:
    text = value if isinstance(value, str) else str(value)
    return text.encode("unicode_escape").decode("ascii") if not text.isprintable() else text[:80]


def _path(loc: tuple[int | str, ...], raw: Any) -> Iterator[str | int]:
    """The place in the file: `loc` without the union tags that Pydantic puts in."""
    for part in loc:
        if isinstance(raw, dict) and part not in raw and raw.get("type") == part:
            continue
        yield part
        if isinstance(raw, dict):
            raw = raw.get(part)
        elif isinstance(raw, list) and isinstance(part, int) and part < len(raw):
            raw = raw[part]


def _did_you_mean(path: tuple[str | int, ...], raw: Any) -> str:
    known = _keys_at(path[:-1], raw)
    near = difflib.get_close_matches(str(path[-1]), known, n=1, cutoff=0.6)
    if near:
        return f'did you mean "{near[0]}"? / 是否为“{near[0]}”?'
    return f"known here: {', '.join(known)} / 此处可用:{', '.join(known)}"


def _keys_at(path: tuple[str | int, ...], raw: Any) -> list[str]:
    """The keys that the order's JSON Schema knows at a place of the file."""
    schema = Order.model_json_schema(by_alias=True)
    node: dict[str, Any] = schema
    for part in (*path, None):
        node = _resolve(node, schema["$defs"], raw)
        if isinstance(part, int):
            node, raw = node["items"], raw[part]
        elif isinstance(part, str):
            node, raw = node["properties"][part], raw[part]
    return sorted(node.get("properties", {}))


def _resolve(node: dict[str, Any], defs: Mapping[str, Any], raw: Any) -> dict[str, Any]:
    """Follows references, optional parts and `type` tags until a plain schema is reached."""
    while True:
        if "$ref" in node:
            node = defs[node["$ref"].rpartition("/")[2]]
        elif "anyOf" in node:
            node = next(choice for choice in node["anyOf"] if choice.get("type") != "null")
        elif "oneOf" in node:
            node = {"$ref": node["discriminator"]["mapping"][raw["type"]]}
        else:
            return node
