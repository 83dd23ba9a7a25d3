"""Every text field of the order model, found by walking it, and an order that has them all."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Annotated, Any, Literal, get_args, get_origin

from annotated_types import MaxLen, MinLen
from pydantic import AfterValidator, BaseModel
from pydantic.fields import FieldInfo

from docgen.order import Order
from docgen.order.terms import Terms
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


_VALUES: dict[str, str] = {
    "units": "H87",
    "countries": "CN",
    "currencies": "USD",
    "packages": "CT",
    "incoterms": "FOB",
    "containers": "20GP",
    r"^[A-Z]{2}[A-Z2-9]{3}$": "CNNGB",
    r"^[A-Z]{3}-[0-9]{3}$": "TOT-001",
    r"^[0-9]{4}$": "2020",
}
"""A value of each table and pattern; other patterns take a letter and a figure."""


def made(annotation: Any, told: tuple[Any, ...] = ()) -> Any:
    """A value of a type, every part and list in it filled."""
    told = (*told, *_metadata(annotation))
    while get_origin(annotation) is Annotated:
        annotation = get_args(annotation)[0]
    if get_origin(annotation) is Literal:
        return get_args(annotation)[0]
    if get_origin(annotation) is tuple:
        return [made(get_args(annotation)[0])]
    if parts := _parts(annotation):
        return filled({}, parts[0], needed=True)
    if _is_text(annotation):
        return next(filter(None, map(_value, told)), "X1 WITH A REASON" if _long(told) else "X1")
    kinds = {bool: False, int: 1, Decimal: "1", date: "2026-03-01"}
    held = annotation if annotation in kinds else get_args(annotation)[0]
    limits = [n for each in told if (n := getattr(each, "ge", None)) is not None]
    return max([kinds[held], *limits]) if held is int else kinds[held]


def _value(told: Any) -> str:
    if _function(told) == "known":
        return _VALUES[told.func.__closure__[0].cell_contents]
    return _VALUES.get(getattr(told, "pattern", None) or "", "")


def _long(told: tuple[Any, ...]) -> bool:
    return any((getattr(each, "min_length", None) or 0) > 5 for each in told)


def filled(raw: Any, model: type[BaseModel], needed: bool = False) -> Any:
    """A part of an order file with every part and list of texts that it may have.

    Of the plain values only those that it must have are set, where it is `needed` anew.
    """
    for name, info in model.model_fields.items():
        key, parts = info.alias or name, _parts(info.annotation)
        if get_origin(info.annotation) is Mapping:
            continue
        lists_text = _is_text(info.annotation) and _is_list(info.annotation)
        if not raw.get(key) and (parts or lists_text or (needed and info.is_required())):
            raw[key] = made(info.annotation, tuple(info.metadata))
            continue
        for each in raw[key] if isinstance(raw.get(key), list) else [raw.get(key)]:
            if isinstance(each, dict) and (part := _part(each, info)):
                filled(each, part)
    return raw


@cache
def _wholes() -> tuple[str, ...]:
    order, other = json.loads(path_of("s02-every-fact").read_text("utf-8")), full()
    order["seller"] = other["seller"]
    order["credit"] = other["credit"]
    order["discounts"] = [{"description": "LOYALTY", "amount": "3"}]
    order["consignee"] = {"type": "to_order_of", "of": "EXAMPLE BANK"}
    order["purchases"] = order["purchases"][:1]
    order["issued"] = order["issued"][:1]
    order["suppliers"] = order["suppliers"][:1]
    found = [filled(order, Order)]
    for part in _parts(Terms.model_fields["payment"].annotation):
        if any(_field(part, name, info) for name, info in part.model_fields.items()):
            terms = order["terms"] | {"payment": filled({}, part, needed=True)}
            found.append(order | {"terms": terms})
    return tuple(map(json.dumps, found))


def whole(turn: int = 0) -> Any:
    """An order in which every text field of the model has a place.

    What is paid in one way only takes turns.
    """
    return json.loads(_wholes()[turn % len(_wholes())])


def turns() -> int:
    """After how many turns every field has had a place."""
    return len(_wholes())
