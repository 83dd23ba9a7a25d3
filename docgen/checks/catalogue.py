"""The catalogue: every module of rules, named one by one, and every rule by its code."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType, ModuleType

from docgen.checks.rule import Rule
from docgen.checks.rules import (
    arithmetic,
    certificates,
    containers,
    dates,
    identity,
    incoterms,
    instructions,
    invoiced_prices,
    margin,
    origin,
    packing,
    parties,
    payment,
    payment_terms,
    prices,
    purchases,
    quantities,
    secrecy,
    sums,
)

MODULES: tuple[ModuleType, ...] = (
    arithmetic,
    sums,
    quantities,
    packing,
    containers,
    prices,
    invoiced_prices,
    margin,
    secrecy,
    purchases,
    instructions,
    payment,
    payment_terms,
    dates,
    certificates,
    origin,
    incoterms,
    parties,
    identity,
)


def rules_of(modules: Iterable[ModuleType]) -> Mapping[str, Rule]:
    """The rules of these modules by code, in the order of the modules.

    Raises:
        ValueError: two rules have one code or one name.
    """
    rules: dict[str, Rule] = {}
    names: set[str] = set()
    for module in modules:
        for value in vars(module).values():
            rule = getattr(value, "rule", None)
            if not isinstance(rule, Rule) or value.__module__ != module.__name__:
                continue
            if rule.code in rules or rule.name in names:
                raise ValueError(f"rule {rule.code} {rule.name} is there twice")
            rules[rule.code] = rule
            names.add(rule.name)
    return MappingProxyType(rules)


CATALOGUE = rules_of(MODULES)
"""Every rule by its code."""
