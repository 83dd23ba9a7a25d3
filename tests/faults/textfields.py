"""Every text field of the order model, found by walking it, and an order that has them all."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, get_args, get_origin

from annotated_types import MaxLen, MinLen
from pydantic import AfterValidator, BaseModel
from pydantic.fields import FieldInfo

from docgen.order import Order
from tests.intake.orders import full
from tests.samples import path_of

Way = tuple[str | int, ...]
_FORMS = {"_line": False, "_lines": True}


@dataclass(frozen=True)
class TextField:
    """A text of the order model.

    Attributes:
        model, key: the part that has it and its name in a file.
        free: whether any text that prints is taken; a code, number or name for files is not free.
        lines: whether it may have several lines.
        least, longest: characters.
    """

    model: str
    key: str
    free: bool
    lines: bool
    least: int
    longest: int


def fields(model: type[BaseModel] = Order) -> frozenset[TextField]:
    """Every text field of a model and of the parts below it."""
    found: set[TextField] = set()
    _collect(model, found, set())
    return frozenset(found)


def _collect(model: type[BaseModel], found: set[TextField], seen: set[type[BaseModel]]) -> None:
    if model in seen:
        return
    seen.add(model)
    for name, info in model.model_fields.items():
        if field := _field(model, name, info):
            found.add(field)
        for part in _parts(info.annotation):
            _collect(part, found, seen)


def _field(model: type[BaseModel], name: str, info: FieldInfo) -> TextField | None:
    if not _is_text(info.annotation):
        return None
    told = [*info.metadata, *_metadata(info.annotation)]
    forms = [_FORMS[f] for f in map(_function, told) if f in _FORMS]
    free = bool(forms) and not any(
        getattr(each, "pattern", None) or _function(each) == "known" for each in told
    )
    least = [each.min_length for each in told if isinstance(each, MinLen)]
    longest = [each.max_length for each in told if isinstance(each, MaxLen)]
    lines = bool(forms) and forms[0]
    limits = max(least, default=0), min(longest, default=0)
    return TextField(model.__name__, info.alias or name, free, lines, *limits)


def _function(told: Any) -> str:
    return told.func.__name__ if isinstance(told, AfterValidator) else ""


def _is_text(annotation: Any) -> bool:
    if annotation is str:
        return True
    if get_origin(annotation) is Mapping:
        return False
    return any(map(_is_text, get_args(annotation))) and not _parts(annotation)


def _metadata(annotation: Any) -> list[Any]:
    """What is told of a type inside an optional one or a list."""
    told = list(getattr(annotation, "__metadata__", ()))
    for each in told[:]:
        told += getattr(each, "metadata", [])
    for inner in get_args(annotation):
        told += _metadata(inner)
    return told


def _is_list(annotation: Any) -> bool:
    return get_origin(annotation) is tuple or any(map(_is_list, get_args(annotation)))


def _parts(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [part for inner in get_args(annotation) for part in _parts(inner)]


def places(
    raw: Any, model: type[BaseModel] = Order, way: Way = ()
) -> Iterator[tuple[Way, TextField]]:
    """Every place of an order file where a text of the model stands or may be put."""
    for name, info in model.model_fields.items():
        key = info.alias or name
        value = raw.get(key)
        if field := _field(model, name, info):
            if isinstance(value, list):
                yield from (((*way, key, index), field) for index in range(len(value)))
            elif not _is_list(info.annotation):
                yield (*way, key), field
        held = value if isinstance(value, list) else [value]
        for index, each in enumerate(held):
            if isinstance(each, dict) and (part := _part(each, info)):
                here = (*way, key, index) if isinstance(value, list) else (*way, key)
                yield from places(each, part, here)


def _part(value: dict[str, Any], info: FieldInfo) -> type[BaseModel] | None:
    """The part that a value is: of several, the one whose `type` it names."""
    choices = _parts(info.annotation)
    if len(choices) < 2:
        return choices[0] if choices else None
    tag = value.get("type")
    fits = (p for p in choices if tag in get_args(p.model_fields["type"].annotation))
    return next(fits, None)


def put(raw: Any, way: Way, value: Any) -> None:
    """Sets a place of an order file."""
    for part in way[:-1]:
        raw = raw[part]
    raw[way[-1]] = value


@cache
def _whole() -> str:
    order, other = json.loads(path_of("s02-every-fact").read_text("utf-8")), full()
    order["seller"] = other["seller"]
    order["credit"] = other["credit"]
    order["pallets"] = other["pallets"]
    order["charges"] = other["charges"]
    order["discounts"] = [{"description": "LOYALTY", "amount": "3"}]
    order["waivers"] = [other["waivers"][0] | {"where": "/goods/0", "fingerprint": "0" * 16}]
    order["terms"]["clauses"] = [{"title": "A", "title_zh": "一", "text": "B", "text_zh": "二"}]
    order["checks"] = {"ignore": ["TOT-001"]}
    order["consignee"] = {"type": "to_order_of", "of": "EXAMPLE BANK"}
    order["purchases"] = order["purchases"][:1]
    order["purchases"][0]["clauses_zh"] = ["甲"]
    order["inspection"] |= {"attached_zh": ["合同"], "wanted_zh": ["电子底账"]}
    order["issued"] = [order["issued"][0] | {key: ["A"] for key in ("containers", "seals", "text")}]
    for each in order["certificates"]:
        each["uses"] = [{"invoice": "X1", "date": "2026-03-01"}]
    return json.dumps(order)


def whole() -> Any:
    """An order in which every text field of the model has a place."""
    return json.loads(_whole())
