"""Amendments (MT707, continued by MT708) worked into the facts of the credit, one after another.

A clause is deleted where it is named by its words or its number; one that cannot be found is
reported and nothing is deleted in its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from docgen.credit import faults
from docgen.credit.clauses import clauses_in
from docgen.credit.faults import fault, place
from docgen.credit.forms import Facts
from docgen.credit.messages import Message
from docgen.findings import Finding, Severity
from docgen.order.credit import Amendment

_OWN = frozenset(
    "amendment amended cancelled decrease new_amount narrative number advising_reference pre_advice"
    " issued sequence issuing_bank amount currency".split()
)
_NUMBERED = re.compile(
    r"(?:CLAUSE|ITEM|POINT|PARA(?:GRAPH)?|CONDITION|DOCUMENT)?\s*(?:NOS?\.?\s*)?\(?(\d{1,2})[).]?",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+")
_SHORTEST = 8


def amended(facts: Facts, message: Message, said: Facts) -> tuple[Facts, tuple[Finding, ...]]:
    """The facts with what one amendment says worked in, and what could not be."""
    where = place(message.line, "707")
    findings = [*_out_of_turn(facts, message, said, where)]
    if said.get("cancelled"):
        findings.append(_cancels(where))
        return facts, tuple(findings)
    new, problems = _amounts(facts, said, where)
    findings += problems
    for name, value in said.items():
        old_beneficiary = name.startswith("beneficiary") and not message.has("22A")
        if name.startswith("changes:"):
            new, problems = _changed(new, name.removeprefix("changes:"), value, where)
            findings += problems
        elif name not in _OWN and not old_beneficiary:
            new[name] = value
    if said.get("narrative"):
        findings.append(_in_words(where, said["narrative"]))
    return _recorded(new, said), tuple(findings)


def belongs(facts: Facts, message: Message) -> bool:
    """Whether the amendment names the credit, in whichever of its references."""
    number = _words(str(facts.get("number", "")))
    references = [
        _words(" ".join(field.lines)) for field in message.fields if field.tag in ("20", "21", "23")
    ]
    return not number or not references or number in references


def _recorded(facts: Facts, said: Facts) -> Facts:
    amendment = Amendment(
        number=said.get("amendment"), date=said.get("amended"), narrative=said.get("narrative", "")
    )
    return facts | {"amendments": (*facts.get("amendments", ()), amendment)}


def _out_of_turn(facts: Facts, message: Message, said: Facts, where: str) -> Iterable[Finding]:
    number = said.get("amendment")
    before = facts.get("amendments", ())
    expected = len(before) + 1 if not before or before[-1].number is None else before[-1].number + 1
    if number is not None and number != expected:
        yield fault(
            faults.AMENDMENT,
            where,
            f"amendment {number} follows where number {expected} was expected:"
            " one is missing or they are out of order",
            f"修改书编号为{number},应为{expected}:缺少修改书或顺序有误",
            expected=str(expected),
            actual=str(number),
            hint="put every amendment behind the credit, in the order of its number"
            " / 请按编号顺序放入全部修改书",
        )


def _cancels(where: str) -> Finding:
    return fault(
        faults.AMENDMENT,
        where,
        "the message asks to cancel the credit; nothing was changed",
        "该报文要求撤销信用证,未作改动",
        hint="the credit stands until you agree (UCP 600 art. 10(a)) / 未经受益人同意不得撤销",
    )


def _in_words(where: str, text: str) -> Finding:
    return fault(
        faults.AMENDMENT,
        where,
        "the amendment says its changes in words; work them in by hand",
        "修改内容以文字叙述,请手工改入",
        severity=Severity.WARNING,
        actual=text,
    )


def _amounts(facts: Facts, said: Facts, where: str) -> tuple[Facts, list[Finding]]:
    """The amount after increase and decrease, and whether the new one stated agrees."""
    amount, currency = facts.get("amount"), facts.get("currency")
    less, stated = said.get("decrease"), said.get("new_amount")
    changes = [
        (each, sign)
        for each, sign in ((_increase(said), 1), (less and (less.currency, less.amount), -1))
        if each
    ]
    if not changes and not stated:
        return dict(facts), []
    for (code, _), _sign in changes:
        if amount is None or code != currency:
            return dict(facts), [_mismatch(where, f"{currency or '-'}", code)]
    total = (amount or Decimal(0)) + sum((each[1] * sign for each, sign in changes), Decimal(0))
    findings = []
    if stated and (stated.amount != total or stated.currency != currency):
        findings.append(
            _mismatch(where, f"{currency} {total:,}", f"{stated.currency} {stated.amount:,}")
        )
        if not changes:
            return facts | {"amount": stated.amount, "currency": stated.currency}, []
    if total <= 0:
        return dict(facts), [_mismatch(where, "more than 0", f"{total:,}")]
    return facts | {"amount": total}, findings


def _increase(said: Facts) -> tuple[str, Decimal] | None:
    return (said["currency"], said["amount"]) if "amount" in said else None


def _mismatch(where: str, expected: str, actual: str) -> Finding:
    return fault(
        faults.AMENDMENT,
        where,
        f"the amount of the amendment does not fit the credit: expected {expected}, read {actual}",
        f"修改金额与信用证不符:应为{expected},实为{actual}",
        expected=expected,
        actual=actual,
        hint="ask the bank for the amount after the amendment / 请向银行核实修改后金额",
    )


def _changed(
    facts: Facts, name: str, changes: tuple[tuple[str, tuple[str, ...]], ...], where: str
) -> tuple[Facts, list[Finding]]:
    """A long field with clauses added, deleted or all replaced."""
    clauses: tuple[str, ...] = tuple(facts.get(name, ()))
    findings: list[Finding] = []
    for code, lines in changes:
        theirs = clauses_in(lines)
        if code == "REPALL":
            clauses = theirs
        elif code == "ADD":
            clauses = (*clauses, *theirs)
        else:
            for clause in theirs:
                found = _index_of(clause, clauses)
                if found is None:
                    findings.append(_not_found(where, name, clause))
                else:
                    clauses = clauses[:found] + clauses[found + 1 :]
    return facts | {name: clauses}, findings


def _index_of(wanted: str, clauses: tuple[str, ...]) -> int | None:
    """Where the clause stands that is meant: named by number, by its words, or by some of them."""
    if numbered := _NUMBERED.fullmatch(wanted.strip()):
        index = int(numbered[1]) - 1
        return index if 0 <= index < len(clauses) else None
    words = _words(wanted)
    same = [index for index, clause in enumerate(clauses) if _words(clause) == words]
    if not same and len(words) >= _SHORTEST:
        same = [index for index, clause in enumerate(clauses) if words in _words(clause)]
    return same[0] if len(same) == 1 else None


def _words(text: str) -> str:
    return " ".join(_WORD.findall(text.upper()))


def _not_found(where: str, name: str, clause: str) -> Finding:
    return fault(
        faults.AMENDMENT,
        where,
        f"the amendment deletes a clause that is not among the {name} of the credit, or is there"
        " twice; nothing was deleted",
        f"修改书要求删除的条款在信用证中找不到或不唯一({name}),未作删除",
        expected="the words of one clause, or its number",
        actual=clause,
        hint="delete it by hand / 请手工删除",
    )
