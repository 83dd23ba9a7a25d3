"""Pydantic's validation errors as findings: pointers into the file, both languages."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import islice
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from docgen.findings import Finding, Severity, pointer, printable

_MOST_KEYS = 25
"""Keys that a hint lists; the order itself has more, which `docgen schema order` tells."""
# Pydantic's error type -> (code, English, Chinese); braces are filled from the error's context.
_SENTENCES: Mapping[str, tuple[str, str, str]] = {
    "missing": ("INP-007", "this field is missing", "缺少此项"),
    "extra_forbidden": (
        "INP-008",
        "docgen knows no key of this name here",
        "此处没有这个键",
    ),
    "string_type": ("INP-009", "expected text in quotes", "应为加引号的文字"),
    "string_unicode": (
        "INP-009",
        "has half of a character (a lone surrogate); delete it",
        "含有不完整的字符(孤立代理项),请删除",
    ),
    "string_too_short": (
        "INP-009",
        "expected text of at least {min_length} characters",
        "文字至少应有{min_length}个字符",
    ),
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
    "union_tag_not_found": ("INP-007", "this field is missing", "缺少此项"),
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


def translate(error: ValidationError, model: type[BaseModel]) -> Iterator[Finding]:
    """Each validation error of the `model` read from a file, in the order of the file."""
    for detail in error.errors(include_url=False):
        if not _follows_from_others(detail):
            yield _finding(detail, model)


def _follows_from_others(detail: ErrorDetails) -> bool:
    """Whether a list only seems too short because Pydantic left out the entries at fault."""
    return detail["type"] == "too_short" and len(detail["input"]) >= detail["ctx"]["min_length"]


def _finding(detail: ErrorDetails, model: type[BaseModel]) -> Finding:
    context = {key: printable(str(value)) for key, value in detail.get("ctx", {}).items()}
    kind = detail["type"]
    path, known = _place(detail["loc"], model)
    if kind in ("union_tag_invalid", "union_tag_not_found"):
        path = (*path, "type")
    if kind in _SENTENCES:
        code, en, zh = _SENTENCES[kind]
    else:  # our own validators bring both sentences with them
        code, en, zh = "INP-009", detail["msg"], context.get("zh", detail["msg"])
    absent = kind in ("missing", "union_tag_not_found")
    actual = "" if absent else context.get("tag", _excerpt(detail["input"]))
    hint = _did_you_mean(path[-1], known) if kind == "extra_forbidden" else ""
    paths = (pointer(path),)
    en, zh = _fill(en, context), _fill(zh, context)
    return Finding(code, Severity.ERROR, en, zh, paths, "", actual, hint)


def _fill(sentence: str, values: Mapping[str, str]) -> str:
    for key, value in values.items():
        sentence = sentence.replace("{" + key + "}", value)
    return sentence


def _excerpt(value: object) -> str:
    """The value as the file has it, cut short; of an object or a list only that it is one."""
    match value:
        case dict():
            return "{ ... }"
        case list() | tuple():
            return "[ ... ]"
        case None:
            return "null"
        case bool():
            return str(value).lower()
    return printable(str(value)[:80])


def _place(
    loc: tuple[int | str, ...], model: type[BaseModel]
) -> tuple[tuple[str | int, ...], Iterable[str]]:
    """The place in the file, `loc` without Pydantic's union tags, and the keys known there."""
    schema = _schema(model)
    node, known, path = schema, (), []  # type: dict[str, Any], Iterable[str], list[str | int]
    for part in loc:
        node = _plain(node, schema["$defs"])
        if "discriminator" in node:
            node = {"$ref": node["discriminator"]["mapping"][part]}
            continue
        path.append(part)
        known = sorted(node.get("properties", ()))
        node = node["items"] if isinstance(part, int) else node["properties"].get(part, {})
    return tuple(path), known


@cache
def _schema(model: type[BaseModel]) -> dict[str, Any]:
    return model.model_json_schema(by_alias=True)


def _plain(node: dict[str, Any], defs: Mapping[str, Any]) -> dict[str, Any]:
    """Follows references and optional parts until a plain schema or a union is reached."""
    while "$ref" in node or "anyOf" in node:
        if "$ref" in node:
            node = defs[node["$ref"].rpartition("/")[2]]
        else:
            node = next(choice for choice in node["anyOf"] if choice.get("type") != "null")
    return node


def _did_you_mean(key: str | int, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(str(key), known, n=1, cutoff=0.6)
    if near:
        return f'did you mean "{near[0]}"? / 是否为“{near[0]}”?'
    listed = ", ".join(islice(known, _MOST_KEYS))
    return f"known here: {listed} / 此处可用:{listed}"
