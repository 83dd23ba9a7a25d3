"""The catalogue: every module of rules, named one by one, and every rule by its code."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from types import MappingProxyType, ModuleType

from docgen.checks.deal import Deal
from docgen.checks.rule import Rule
from docgen.checks.rules import (
    accounts,
    among_papers,
    arithmetic,
    assortment,
    booked_bills,
    breakdowns,
    carriage,
    certificate_uses,
    certificates,
    certified_goods,
    codes,
    collected_papers,
    consignees,
    containers,
    cover_applied_for,
    credit_amount,
    credit_clauses,
    credit_codes,
    credit_contract,
    credit_expiry,
    credit_form,
    credit_goods,
    credit_packing,
    credit_parties,
    credit_payment,
    credit_shipment,
    credit_term,
    credit_tolerance,
    credit_transfer,
    customs,
    dates,
    decimals,
    descriptions,
    discounts,
    freight,
    identity,
    incoterms,
    instructions,
    insurance,
    invoiced_prices,
    inward_secrecy,
    lead_times,
    margin,
    marks,
    numbers,
    origin,
    origin_boxes,
    origin_country,
    origin_counts,
    origin_criterion,
    origin_facts,
    origin_issuer,
    packing,
    packing_weights,
    parties,
    payment,
    payment_terms,
    policies,
    ports,
    presented_advice,
    presented_amounts,
    presented_clauses,
    presented_dates,
    presented_drafts,
    presented_facts,
    presented_goods,
    presented_insurance,
    presented_papers,
    presented_parties,
    presented_ports,
    presented_quantities,
    presented_shipment,
    presented_transport,
    price_split,
    prices,
    purchase_dates,
    purchases,
    quantities,
    route,
    row_sums,
    same_totals,
    secrecy,
    shipped,
    steps,
    sums,
    values,
)

CREDIT_AND_CONTRACT: tuple[ModuleType, ...] = (
    credit_form,
    credit_amount,
    credit_tolerance,
    credit_transfer,
    credit_parties,
    credit_shipment,
    credit_expiry,
    credit_payment,
    credit_term,
    credit_clauses,
    credit_codes,
    credit_contract,
    credit_goods,
    credit_packing,
)
"""Rules that hold the credit against the contract (审证)."""
CREDIT_AND_PAPERS: tuple[ModuleType, ...] = (
    presented_amounts,
    presented_quantities,
    presented_goods,
    presented_shipment,
    presented_ports,
    presented_dates,
    presented_parties,
    presented_papers,
    presented_clauses,
    presented_facts,
    presented_transport,
    presented_insurance,
    presented_drafts,
    presented_advice,
)
"""Rules that hold the papers against the credit (单证一致)."""
MODULES: tuple[ModuleType, ...] = (
    arithmetic,
    decimals,
    discounts,
    sums,
    row_sums,
    same_totals,
    values,
    quantities,
    shipped,
    assortment,
    descriptions,
    breakdowns,
    packing,
    packing_weights,
    containers,
    prices,
    invoiced_prices,
    margin,
    secrecy,
    inward_secrecy,
    purchases,
    purchase_dates,
    instructions,
    payment,
    payment_terms,
    dates,
    steps,
    lead_times,
    certificates,
    certified_goods,
    certificate_uses,
    origin,
    origin_issuer,
    origin_criterion,
    origin_boxes,
    origin_counts,
    origin_facts,
    origin_country,
    incoterms,
    freight,
    price_split,
    insurance,
    policies,
    cover_applied_for,
    carriage,
    parties,
    consignees,
    accounts,
    ports,
    route,
    marks,
    numbers,
    identity,
    codes,
    collected_papers,
    *CREDIT_AND_CONTRACT,
    *CREDIT_AND_PAPERS,
    booked_bills,
    among_papers,
    customs,
)


class Comparison(StrEnum):
    """What a rule holds against what."""

    CREDIT_AND_CONTRACT = "credit_and_contract"
    CREDIT_AND_PAPERS = "credit_and_papers"
    AMONG_PAPERS = "among_papers"
    WITHIN_ORDER = "within_order"


def rules_of(modules: Iterable[ModuleType]) -> Mapping[str, Rule]:
    """The rules of these modules by code, group by group.

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
    groups = list(dict.fromkeys(code[:3] for code in rules))
    ordered = sorted(rules, key=lambda code: (groups.index(code[:3]), code))
    return MappingProxyType({code: rules[code] for code in ordered})


def comparison_of(rule: Rule) -> Comparison:
    """What a rule of the catalogue holds against what."""
    if rule.code in _OF_THE_CREDIT:
        return Comparison.CREDIT_AND_CONTRACT
    if rule.code in _OF_THE_PRESENTATION:
        return Comparison.CREDIT_AND_PAPERS
    return Comparison.WITHIN_ORDER if issubclass(rule.reads, Deal) else Comparison.AMONG_PAPERS


CATALOGUE = rules_of(MODULES)
"""Every rule by its code."""
_OF_THE_CREDIT = rules_of(CREDIT_AND_CONTRACT)
_OF_THE_PRESENTATION = rules_of(CREDIT_AND_PAPERS)
