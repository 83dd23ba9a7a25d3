"""The catalogue for readers: a table of all rules, a page on one, and `schemas/rules.json`."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Literal

from docgen.checks import Rule
from docgen.checks.cases import Case, cases_of

Language = Literal["en", "zh", "both"]
Line = tuple[str, str]


def table(rules: Iterable[Rule], language: Language = "both") -> list[Line]:
    """A line for each rule: code, severity, name, and its sentence."""
    rules = tuple(rules)
    lines = []
    for rule in rules:
        lines.append((f"{rule.code}  {rule.severity:7}  {rule.name}", "bold"))
        if language != "zh":
            lines.append((f"         {rule.summary}", ""))
        if language != "en":
            lines.append((f"         {rule.says.zh}", "dim"))
    return [*lines, (f"{len(rules)} rules 条规则", "bold")]


def page(rule: Rule, language: Language = "both") -> list[Line]:
    """Everything that is known of one rule."""
    lines: list[Line] = [(f"{rule.code} {rule.name} ({rule.severity})", "bold"), (rule.summary, "")]
    if rule.details:
        lines += [("", ""), (rule.details, "")]
    lines.append(("", ""))
    if language != "zh":
        lines += [(f"says: {rule.says.en}", ""), (f"do: {rule.fix.en}", "green")]
    if language != "en":
        lines += [(f"提示:{rule.says.zh}", ""), (f"处理:{rule.fix.zh}", "green")]
    lines += [
        (f"blocks 不可出具: {', '.join(rule.guards) or '-'}", ""),
        (f"needs 所需: {', '.join(need.path for need in rule.needs) or '-'}", ""),
        (f"source 依据: {'; '.join(rule.refs)}", ""),
        (f"can be waived 可豁免: {'yes 是' if rule.waivable else 'no 否'}", ""),
    ]
    lines += [(f"threshold 参数: {name} = {value}", "") for name, value in rule.params.items()]
    lines += [("", ""), ("examples 示例 (changes to samples/, as JSON pointers)", "bold")]
    return [*lines, *(line for case in cases_of(rule.code) for line in _example(case))]


def _example(case: Case) -> list[Line]:
    colour = {"passed": "green", "failed": "red"}.get(case.outcome, "dim")
    lines = [(f"  {case.outcome}: {case.says} [{case.base}]", colour)]
    changes = [f"{place} = {json.dumps(v, ensure_ascii=False)}" for place, v in case.change.items()]
    changes += [f"{place} taken out" for place in case.remove]
    return lines + [(f"      {change}", "dim") for change in changes]


def as_json(rules: Iterable[Rule]) -> str:
    """The catalogue as data, as `schemas/rules.json` holds it."""
    entries = [
        {
            "code": rule.code,
            "name": rule.name,
            "severity": rule.severity,
            "summary": rule.summary,
            "message": {"en": rule.says.en, "zh": rule.says.zh},
            "fix": {"en": rule.fix.en, "zh": rule.fix.zh},
            "guards": rule.guards,
            "needs": [need.path for need in rule.needs],
            "thresholds": {name: str(value) for name, value in rule.params.items()},
            "refs": rule.refs,
            "waivable": rule.waivable,
        }
        for rule in rules
    ]
    return json.dumps(entries, ensure_ascii=False, indent=2) + "\n"
