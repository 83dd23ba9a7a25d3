"""Runs every rule of the catalogue over a deal and puts what they say into a report."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from docgen.checks import spell, waivers
from docgen.checks.catalogue import CATALOGUE
from docgen.checks.deal import Deal
from docgen.checks.remembered import place_of, remembered
from docgen.checks.report import NotChecked, Outcome, Report, Result
from docgen.checks.rule import Fault, Rule, Said, Skip
from docgen.checks.settings import Settings, settings_of
from docgen.context import Context
from docgen.findings import Finding, Severity
from docgen.order import Order

_WEIGHT = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}
_NOTHING: Mapping[str, Any] = {}


def check(order: Order, context: Context, rules: Mapping[str, Rule] = CATALOGUE) -> Report:
    """Every rule over one order.

    Raises:
        InputError: a setting of the checks is not valid.
    """
    settings = settings_of(order, context.profile)
    deal = Deal(remembered(order, context.history), context)
    results: list[Result] = []
    gaps: list[NotChecked] = []
    for rule in rules.values():
        for outcome in _run(rule, deal, settings, order):
            if isinstance(outcome, Result):
                results.append(outcome)
            else:
                gaps.append(outcome)
    judged = waivers.apply(order.waivers, tuple(results), rules, context.as_of)
    return Report(
        order=order.number,
        as_of=context.as_of,
        outcomes=_outcomes(rules, judged, gaps),
        results=tuple(sorted(judged, key=lambda each: _WEIGHT[each.finding.severity])),
        not_checked=tuple(gaps),
        changes=settings.changes,
        deal=deal,
    )


def _run(rule: Rule, deal: Deal, settings: Settings, file: Order) -> list[Result | NotChecked]:
    """What one rule says of a file; a rule that crashes is a finding, never a silent pass."""
    if source := settings.ignored.get(rule.code):
        why = Said(f"switched off in the settings of the {source}", f"已在设置中关闭({source})")
        return [NotChecked(rule, why)]
    missing = tuple(need.path for need in rule.needs if not need.met(deal))
    if missing:
        said = ", ".join(missing)
        return [NotChecked(rule, Said(f"nothing is given at {said}", f"未填{said}"), missing)]
    try:
        said_of = rule.check(deal, **settings.values.get(rule.code, _NOTHING))
        return [_outcome(rule, each, file) for each in said_of]
    except Exception as crash:
        return [_crash(rule, crash)]


def _outcome(rule: Rule, said: Fault | Skip, file: Order) -> Result | NotChecked:
    where = tuple(place_of(pointer, file) for pointer in said.where)
    if isinstance(said, Skip):
        return NotChecked(rule, said.why, where)
    fix = Said(spell.cure(rule, said, "en"), spell.cure(rule, said, "zh"))
    finding = Finding(
        code=rule.code,
        severity=said.severity or rule.severity,
        en=spell.sentence(rule, said, "en"),
        zh=spell.sentence(rule, said, "zh"),
        paths=where,
        expected=spell.plain(said.expected),
        actual=spell.plain(said.actual),
        hint=f"{fix.en} / {fix.zh}",
    )
    apart = spell.difference(said)
    return Result(
        finding=finding,
        name=rule.name,
        fix=fix,
        difference="" if apart is None else spell.plain(apart),
        guards=rule.guards if said.guards is None else said.guards,
        refs=rule.refs,
        fingerprint=waivers.fingerprint(finding),
    )


def _crash(rule: Rule, crash: Exception) -> Result:
    fix = Said(
        "This is a fault of docgen, not of the order: please report it with the order file.",
        "这是docgen的缺陷,不是订单的问题,请附订单文件报告。",
    )
    finding = Finding(
        code=rule.code,
        severity=Severity.ERROR,
        en=f"This rule could not finish: {type(crash).__name__}: {crash}.",
        zh=f"本规则未能执行完毕:{type(crash).__name__}: {crash}。",
        hint=f"{fix.en} / {fix.zh}",
    )
    return Result(finding, rule.name, fix, "", rule.guards, rule.refs, waivers.fingerprint(finding))


def _outcomes(
    rules: Mapping[str, Rule], results: tuple[Result, ...], gaps: list[NotChecked]
) -> Mapping[str, Outcome]:
    """Each rule and what became of it: a failure outweighs a waiver, a waiver a gap."""
    outcomes = dict.fromkeys(rules, Outcome.PASSED)
    for gap in gaps:
        outcomes[gap.rule.code] = Outcome.NOT_CHECKED
    for result in results:
        if result.waiver is not None:
            outcomes[result.finding.code] = Outcome.WAIVED
    for result in results:
        if result.waiver is None:
            outcomes[result.finding.code] = Outcome.FAILED
    return {code: outcome for code, outcome in outcomes.items() if code in rules}
