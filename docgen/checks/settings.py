"""Thresholds in force: the catalogue's, then the company's, the customer's, the order's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any, Literal

from docgen.checks.catalogue import CATALOGUE
from docgen.checks.report import Change
from docgen.checks.rule import Rule
from docgen.errors import InputError
from docgen.findings import Finding, Severity, pointer
from docgen.order.profile import Profile
from docgen.order.settings import CheckSettings

Source = Literal["company", "customer", "order"]
Layer = tuple[Source, tuple[str, ...], CheckSettings]
"""Who sets it, where in the file, and what."""


@dataclass(frozen=True)
class Settings:
    """What is in force for one file.

    Attributes:
        ignored: rule to who switched it off.
        values: rule to threshold to value, where it is not the catalogue's.
        changes: the same as the report lists it.
    """

    ignored: Mapping[str, str]
    values: Mapping[str, Mapping[str, Any]]
    changes: tuple[Change, ...]

    def value(self, code: str, name: str) -> Any:
        """The threshold of a rule that is in force."""
        return self.values.get(code, {}).get(name, CATALOGUE[code].params[name])


def settings_of(own: CheckSettings, customer: str, profile: Profile) -> Settings:
    """The thresholds in force for a file with settings of its `own`, for that customer.

    Raises:
        InputError: a rule or a threshold is unknown or has a wrong value, or an error is ignored.
    """
    layers = _layers(own, customer, profile)
    findings = tuple(finding for layer in layers for finding in _faults(*layer))
    if findings:
        raise InputError("the settings of the checks are not valid.", findings)
    ignored: dict[str, str] = {}
    values: dict[str, dict[str, Any]] = {}
    changes: dict[tuple[str, str], Change] = {}
    for source, _, settings in layers:
        ignored |= dict.fromkeys(settings.ignore, source)
        for code, thresholds in settings.rules.items():
            for name, raw in thresholds.items():
                default = CATALOGUE[code].params[name]
                value = _value(raw, default)
                values.setdefault(code, {})[name] = value
                changes[code, name] = Change(code, name, value, default, source)
    unusual = tuple(change for change in changes.values() if change.value != change.default)
    return Settings(ignored, values, unusual)


def _layers(own: CheckSettings, customer: str, profile: Profile) -> tuple[Layer, ...]:
    found = profile.customers.get(customer)
    theirs: tuple[Layer, ...] = ()
    if found is not None:
        theirs = (("customer", ("customers", customer), found),)
    return (
        ("company", ("checks",), profile.checks),
        *theirs,
        ("order", ("checks",), own),
    )


def _faults(source: str, path: tuple[str, ...], settings: CheckSettings) -> Iterator[Finding]:
    for index, code in enumerate(settings.ignore):
        place = pointer((*path, "ignore", index))
        rule = CATALOGUE.get(code)
        if rule is None:
            yield _refusal(source, place, code, "a rule of the catalogue", "目录中的规则")
        elif rule.severity is Severity.ERROR:
            yield _refusal(source, place, code, "a warning; errors are waived", "警告;错误须豁免")
    for code, thresholds in settings.rules.items():
        rule = CATALOGUE.get(code)
        if rule is None:
            place = pointer((*path, "rules", code))
            yield _refusal(source, place, code, "a rule of the catalogue", "目录中的规则")
            continue
        for name, raw in thresholds.items():
            place = pointer((*path, "rules", code, name))
            yield from _threshold_faults(source, place, rule, name, raw)


def _threshold_faults(
    source: str, place: str, rule: Rule, name: str, raw: object
) -> Iterator[Finding]:
    known = ", ".join(rule.params) or "none"
    if name not in rule.params:
        yield _refusal(source, place, name, f"a threshold of {rule.code}: {known}", f"参数:{known}")
    elif _value(raw, rule.params[name]) is None:
        default = rule.params[name]
        yield _refusal(source, place, str(raw), f"a value like {default}", f"如{default}的值")


def _value(raw: object, default: object) -> Any:
    """The value in the type of the default; None where it cannot be one."""
    match default:
        case bool():
            return raw if isinstance(raw, bool) else None
        case int() | Decimal():
            try:
                number = Decimal(str(raw))
            except InvalidOperation:
                return None
            if isinstance(default, int):
                return int(number) if number == number.to_integral_value() else None
            return number
    return raw if isinstance(raw, str) else None


def _refusal(source: str, place: str, actual: str, en: str, zh: str) -> Finding:
    return Finding(
        code="INP-015",
        severity=Severity.ERROR,
        en=f"this setting of the checks ({source}) is not one that docgen knows: expected {en}",
        zh=f"检查设置({source})无效,应为{zh}",
        paths=(place,),
        expected=en,
        actual=actual,
        hint="`docgen rules` lists rules and thresholds / 用docgen rules查看规则与参数",
    )
