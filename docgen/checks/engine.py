"""Runs every rule of the catalogue over a deal or a dossier; what they say makes a report."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from docgen.checks import spell, waivers
from docgen.checks.catalogue import CATALOGUE
from docgen.checks.deal import deal_of
from docgen.checks.dossier import Dossier, dossier_of
from docgen.checks.remembered import place_of, remembered
from docgen.checks.report import NotChecked, Outcome, Report, Result
from docgen.checks.rule import Fault, Rule, Said, Skip
from docgen.checks.settings import Settings, settings_of
from docgen.context import Context
from docgen.findings import Finding, Severity
from docgen.order import Order
from docgen.order.audit_file import AuditFile
from docgen.order.profile import Profile
from docgen.tables import Tables

_WEIGHT = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}
_NOTHING: Mapping[str, Any] = {}
_NO_ORDER = Said("the file holds no order", "文件中没有订单")
File = Order | AuditFile


def check(order: Order, context: Context, rules: Mapping[str, Rule] = CATALOGUE) -> Report:
    """Every rule over one order.

    Raises:
        InputError: a setting of the checks is not valid.
    """
    settings = settings_of(order.checks, order.buyer.name, context.profile)
    deal = deal_of(remembered(order, context.history), context)
    return _judged(order, deal, settings, rules)


def audit(
    file: AuditFile,
    tables: Tables,
    profile: Profile,
    as_of: date,
    rules: Mapping[str, Rule] = CATALOGUE,
) -> Report:
    """Every rule over a credit and papers without an order; what needs one is not checked.

    Raises:
        InputError: a setting of the checks is not valid.
    """
    dossier = dossier_of(file, tables, as_of)
    customer = dossier.contract.facts.buyer if dossier.contract else ""
    settings = settings_of(file.checks, customer.partition("\n")[0], profile)
    return _judged(file, dossier, settings, rules)


def _judged(file: File, dossier: Dossier, settings: Settings, rules: Mapping[str, Rule]) -> Report:
    results: list[Result] = []
    gaps: list[NotChecked] = []
    for rule in rules.values():
        for outcome in _run(rule, dossier, settings, file):
            if isinstance(outcome, Result):
                results.append(outcome)
            else:
                gaps.append(outcome)
    judged = waivers.apply(file.waivers, tuple(results), rules, dossier.as_of)
    return Report(
        order=file.number,
        as_of=dossier.as_of,
        outcomes=_outcomes(rules, judged, gaps),
        results=tuple(sorted(judged, key=lambda each: _WEIGHT[each.finding.severity])),
        not_checked=tuple(gaps),
        changes=settings.changes,
        dossier=dossier,
    )


def _run(rule: Rule, dossier: Dossier, settings: Settings, file: File) -> list[Result | NotChecked]:
    """What one rule says of a file; a rule that crashes is a finding, never a silent pass."""
    if source := settings.ignored.get(rule.code):
        why = Said(f"switched off in the settings of the {source}", f"已在设置中关闭({source})")
        return [NotChecked(rule, why)]
    if not isinstance(dossier, rule.reads):
        return [NotChecked(rule, _NO_ORDER)]
    missing = tuple(dict.fromkeys(gap for need in rule.needs if (gap := need.gap(dossier))))
    if missing:
        said = ", ".join(missing)
        return [NotChecked(rule, Said(f"nothing is given at {said}", f"未填{said}"), missing)]
    try:
        said_of = rule.check(dossier, **settings.values.get(rule.code, _NOTHING))
        return [_outcome(rule, each, file) for each in said_of]
    except Exception as crash:
        return [_crash(rule, crash)]


def _outcome(rule: Rule, said: Fault | Skip, file: File) -> Result | NotChecked:
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
        amend=said.amend,
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
