"""LCR: currency and amount of a credit, in figures and words (金额)."""

from __future__ import annotations

import re
from decimal import Decimal

from docgen.checks import names
from docgen.checks.agreement import PRESENTED, stating, unlike
from docgen.checks.articles import in_unit
from docgen.checks.credits import amount_percents
from docgen.checks.needs import given
from docgen.checks.rule import Dossier, Fault, Outcomes, Said, fault, rule, skip
from docgen.findings import Severity
from docgen.order.credit import Credit, CreditLine
from docgen.rounding import rounded
from docgen.tables import Tables
from docgen.text.english import amount_in_words
from docgen.text.parsing import parse_english_amount

_PLURAL = re.compile(r"\b(HUNDRED|THOUSAND|MILLION)S\b")
_AMOUNT, _WORDS = Said("the amount", "金额"), Said("the amount in words", "大写金额")
_CURRENCY = Said("the currency", "币种")
_HUNDRED = Decimal(100)


@rule(
    "LCR-003",
    severity=Severity.ERROR,
    guards=PRESENTED,
    needs=("credit.amount",),
    refs=("UCP 600 art. 18(a)(iii), 18(b), 30(a)", "contract: currency and total"),
    en="The credit ({tag}) has {what} {actual}; the contract has {expected}.",
    zh="信用证({tag}){what}为{actual},合同为{expected}。",
    fix="Have the credit amended to the currency and the amount of the contract.",
    fix_zh="请要求按合同币种和金额改证。",
)
def a_credit_is_for_the_currency_and_amount_of_the_contract(dossier: Dossier) -> Outcomes:
    """The credit pays what the contract costs, in its currency.

    Too little is an error. An amount that differs but, with its tolerance, still pays the contract
    is a warning, and so is more than the contract costs.
    """
    credit, paper = given(dossier.credit), stating(dossier, "amount")
    if paper is None or paper.facts.amount is None:
        yield skip("the contract's amount is not given", "未给出合同金额", "/issued")
        return
    amount, total = given(credit.amount), paper.facts.amount
    currency, agreed = credit.currency or "", paper.facts.currency or ""
    if currency and agreed and currency != agreed:
        at = paper.at("currency")
        yield unlike("32B", "/credit/currency", at, _CURRENCY, currency, agreed)
    if amount != total:
        most = amount * (1 + (amount_percents(credit)[0] or Decimal(0)) / _HUNDRED)
        yield unlike(
            *("32B", "/credit/amount", paper.at("amount"), _AMOUNT),
            _money(dossier.tables, amount, currency),
            _money(dossier.tables, total, agreed or currency),
            severity=None if most < total else Severity.WARNING,
        )


def _money(tables: Tables, amount: Decimal, currency: str) -> Said:
    """`USD 27,600.00`, with all decimals of the currency."""
    row = tables.currencies.get(currency)
    return names.money(rounded(amount, row.minor) if row else amount, currency)


@rule(
    "LCR-030",
    severity=Severity.ERROR,
    guards=PRESENTED,
    needs=("credit.amount", "credit.currency"),
    refs=("UCP 600 art. 14(d)", "contract: total in words"),
    en='The credit ({tag}) has {what} "{actual}"; it should be "{expected}".',
    zh="信用证({tag}){what}为“{actual}”,应为“{expected}”。",
    fix="Have words and figures of the amount amended to one sum.",
    fix_zh="请要求改证,使大小写金额一致。",
)
def the_amount_of_a_credit_reads_alike_in_words_and_figures(dossier: Dossier) -> Outcomes:
    """Words and figures of the credit's amount are one sum, in one currency.

    What they should read follows the contract where its total is known.
    """
    credit, paper = given(dossier.credit), stating(dossier, "amount")
    words, currencies = credit.amount_in_words, dossier.tables.currencies
    if not words:
        return
    agreed = paper.facts if paper else None
    wanted = (agreed.amount if agreed else None) or given(credit.amount)
    currency = (agreed.currency if agreed else None) or given(credit.currency)
    plain = _PLURAL.sub(r"\1", words.upper())
    try:
        read = parse_english_amount(plain, currencies[given(credit.currency)])
    except ValueError as unread:
        if not _reads(plain, dossier.tables):
            yield skip(f"the words cannot be read: {unread}", f"无法识别大写金额:{words}")
            return
        read = None
    if read != credit.amount:
        right = amount_in_words(wanted, currencies[currency])
        place = "/credit/amount_in_words"
        yield unlike("32B", place, "/credit/amount", _WORDS, words, right)


def _reads(words: str, tables: Tables) -> bool:
    """Whether the words are a sum in any currency."""
    for row in tables.currencies.values():
        try:
            parse_english_amount(words, row)
        except ValueError:
            continue
        return True
    return False


@rule(
    "LCR-048",
    severity=Severity.WARNING,
    needs=("credit.amount", "credit.goods_lines"),
    refs=("UCP 600 art. 18(b), 18(c)", "arithmetic"),
    en="{what} of the credit: {actual} by quantity and price, but it says {expected}.",
    zh="信用证{what}:按数量和单价计算为{actual},所写为{expected}。",
    fix="Have quantity, price or amount amended so that they fit each other.",
    fix_zh="请要求改证,使数量、单价与金额一致。",
)
def the_goods_of_a_credit_add_up_to_its_amount(dossier: Dossier) -> Outcomes:
    """Quantity times price is the amount of each line, and all lines are the amount of field 32B.

    A credit may pay freight or a commission besides, so it is a warning.
    """
    credit = given(dossier.credit)
    total, whole = Decimal(0), True
    for index, line in enumerate(credit.goods_lines):
        figure = _value(line, credit, dossier.tables)
        if figure is not None and line.amount is not None and figure != line.amount:
            what = Said(f"Line {index + 1}", f"第{index + 1}行")
            yield _sum(credit, f"/credit/goods_lines/{index}/amount", what, figure, line.amount)
        stated = line.amount if line.amount is not None else figure
        if stated is None or line.currency not in (None, credit.currency):
            whole = False
        total += stated or Decimal(0)
    if not whole:
        yield skip("not every line has a price", "有货物行缺单价", "/credit/goods_lines")
    elif total != given(credit.amount):
        what = Said("The total", "总额")
        yield _sum(credit, "/credit/amount", what, total, given(credit.amount))


def _value(line: CreditLine, credit: Credit, tables: Tables) -> Decimal | None:
    """Quantity times price of a line; None where one is missing or the units do not fit."""
    unit = line.unit or credit.unit or ""
    quantity = in_unit(line.quantity, unit, line.price_unit or unit, tables)
    if quantity is None or line.price is None:
        return None
    minor = tables.currencies[credit.currency].minor if credit.currency else 2
    return rounded(quantity * line.price, minor)


def _sum(credit: Credit, where: str, what: Said, actual: Decimal, stated: Decimal) -> Fault:
    money = credit.currency or ""
    return fault(
        where,
        "/credit/goods_lines",
        expected=names.money(stated, money),
        actual=names.money(actual, money),
        what=what,
    )
