"""LCR: how much more or less a credit lets be shipped and drawn (溢短装)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import NamedTuple

from docgen.checks.agreement import stating, unlike
from docgen.checks.credits import (
    amount_percents,
    granted_by_clause,
    quantity_percents,
    stated_quantity_percents,
)
from docgen.checks.needs import given
from docgen.checks.papers import Paper
from docgen.checks.rule import Amend, Dossier, Fault, Outcomes, Said, fault, rule, skip
from docgen.checks.shipments import ABOUT_PERCENT
from docgen.findings import Severity
from docgen.order.terms import Tolerance


def _in_39a(more: Decimal | None, less: Decimal | None) -> str:
    """A tolerance as field 39A has it, `5/5`; empty where there is none."""
    if more is None and less is None:
        return ""
    return "/".join(f"{(each or Decimal(0)).normalize():f}" for each in (more, less))


def _in_words(more: Decimal, less: Decimal) -> str:
    return f"QUANTITY {_percents(more, less)}"


class _Subject(NamedTuple):
    """What a tolerance is on: its field and place, how a sentence calls it, how a field has it."""

    tag: str
    place: str
    what: Said
    words: Callable[[Decimal, Decimal], str]


_QUANTITY = _Subject(
    *("45A", "/credit/quantity_plus_percent", Said("On the quantity", "数量"), _in_words)
)
_AMOUNT = _Subject("39A", "/credit/amount_plus_percent", Said("On the amount", "金额"), _in_39a)


@rule(
    "LCR-031",
    severity=Severity.WARNING,
    needs=("credit",),
    refs=("UCP 600 art. 30(a), 30(b), field 39A", "contract: 溢短装条款"),
    en="{what} the credit ({tag}) {actual}; the contract has {expected}.",
    zh="{what}:信用证({tag}){actual},合同为{expected}。",
    fix="Have the tolerance amended, or ship and draw no more and no less than the credit allows.",
    fix_zh="请要求改证,或严格按信用证允许的幅度出运和支取。",
)
def tolerances_are_those_of_the_contract(dossier: Dossier) -> Outcomes:
    """The credit allows as much more or less as the contract, of the quantity and of the amount.

    Field 39A is about the amount alone; of the quantity the goods field or a condition speaks, or
    the 5% that the UCP allow of bulk goods. A wider tolerance is only told, and so is one on the
    amount that a condition grants while field 39A is empty.
    """
    credit, paper = given(dossier.credit), stating(dossier, "terms/tolerance")
    if paper is None or paper.facts.terms.tolerance is None:
        yield skip("no contract states a tolerance", "合同未写溢短装", "/issued")
        return
    at = paper.at("terms/tolerance")
    quantity, amount = _agreed(paper.facts.terms.tolerance)
    if not (credit.goods or credit.goods_lines or credit.quantity):
        yield skip("the credit describes no goods", "信用证未注明货物", "/credit/goods")
        quantity = None
    unit = credit.unit or next((each.unit for each in credit.goods_lines), None) or _unit_of(paper)
    allowed = quantity_percents(credit, unit, dossier.tables)
    if quantity is not None:
        said = stated_quantity_percents(credit) is not None
        yield from _tolerance(_QUANTITY, at, allowed, quantity, said)
    if amount is not None:
        allowed = amount_percents(credit)
        yield from _tolerance(_AMOUNT, at, allowed, amount, allowed != (None, None))


def _agreed(tolerance: Tolerance) -> tuple[Decimal | None, Decimal | None]:
    """Per cent that the contract allows of quantity and amount; None where nothing was agreed."""
    about = ABOUT_PERCENT if tolerance.about else None
    quantity = about if tolerance.quantity_percent is None else tolerance.quantity_percent
    amount = quantity if tolerance.amount_percent is None else tolerance.amount_percent
    return quantity, amount


def _unit_of(paper: Paper) -> str | None:
    return paper.facts.unit or next((each.unit for each in paper.facts.lines), None)


def _tolerance(
    subject: _Subject,
    at: str,
    allowed: tuple[Decimal | None, Decimal | None],
    agreed: Decimal,
    said: bool,
) -> Iterator[Fault]:
    """The fault of a tolerance that is not the agreed one; `said` if the credit has it in words."""
    unsaid = agreed if said else Decimal(0)
    more, less = (unsaid if each is None else each for each in allowed)
    if more == less == agreed:
        return
    words = subject.words
    reads, should = words(more, less), words(agreed, agreed)
    yield unlike(
        *(subject.tag, subject.place, at, subject.what),
        _grants(_percents(more, less)) if said else _silent(more),
        _percents(agreed, agreed),
        severity=None if min(more, less) < agreed else Severity.INFO,
        reads=reads if said else "",
        should_read=should,
    )


def _silent(bulk: Decimal) -> Said:
    """What a credit that says nothing grants: nothing, or what the UCP do for goods in bulk."""
    if not bulk:
        return Said("states no tolerance", "未写溢短装")
    share = _percents(bulk, bulk)
    return Said(
        f"states none, which for goods in bulk is {share}", f"未写溢短装,散装货物即为{share}"
    )


def _grants(share: str) -> Said:
    return Said(f"grants {share}", f"允许{share}")


def _percents(more: Decimal, less: Decimal) -> str:
    plus, minus = (f"{each.normalize():f}" for each in (more, less))
    return f"+/-{plus}%" if plus == minus else f"+{plus}%/-{minus}%"


@rule(
    "LCR-049",
    severity=Severity.WARNING,
    needs=("credit.amount",),
    refs=("UCP 600 art. 30(a), 30(b): a tolerance belongs to what it stands beside", "field 39A"),
    en="The credit lets the quantity be {actual} more, but the amount only {expected}.",
    zh="信用证允许数量多装{actual},而金额只允许增加{expected}。",
    fix="Have field 39A amended, or ship no more than the amount pays.",
    fix_zh="请要求在39A中加列金额幅度,或不要超金额出运。",
)
def the_amount_may_grow_with_the_quantity(dossier: Dossier) -> Outcomes:
    """Where a credit says that more may be shipped, more may be drawn: the surplus is paid."""
    credit = given(dossier.credit)
    amount, quantity = amount_percents(credit), quantity_percents(credit, None, dossier.tables)
    drawn, shipped = amount[0] or Decimal(0), quantity[0] or Decimal(0)
    if shipped > drawn:
        yield fault(
            "/credit/amount_plus_percent",
            "/credit/quantity_plus_percent",
            expected=_percent(drawn),
            actual=_percent(shipped),
            amend=Amend("39A", _in_39a(*amount), _in_39a(*quantity)),
        )


@rule(
    "LCR-050",
    severity=Severity.INFO,
    needs=("credit.amount",),
    refs=("SWIFT user handbook, MT700: field 39A", "UCP 600 art. 30(a)"),
    en="A clause grants {actual} on the amount, but field 39A is empty.",
    zh="条款允许金额增减{actual},但39A为空。",
    fix="Keep the clause at hand when drawing more than 32B, or have 39A filled in.",
    fix_zh="超过32B支取时请援引该条款,或要求补填39A。",
)
def a_tolerance_of_the_amount_stands_in_its_field(dossier: Dossier) -> Outcomes:
    """A tolerance that only a clause of 45A or 47A grants may be overlooked by a bank."""
    credit = given(dossier.credit)
    clause = granted_by_clause(credit)
    if clause and clause.more:
        yield fault(
            *("/credit/amount_plus_percent", clause.place),
            actual=_percent(clause.more),
            amend=Amend("39A", "", _in_39a(clause.more, clause.less)),
        )


def _percent(figure: Decimal) -> str:
    return f"{figure.normalize():f}%"
