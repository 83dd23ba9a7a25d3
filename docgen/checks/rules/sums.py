"""TOT: the total of the lines, in figures and in words (总金额、大写金额)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from docgen.checks import names, pricing
from docgen.checks.papers import CI, PC, SC, Paper
from docgen.checks.rule import Deal, Dossier, Fault, Outcomes, Said, Skip, fault, rule, skip
from docgen.checks.shipments import declared_is_the_contract, guarded, of_this_shipment
from docgen.findings import Severity
from docgen.tables import Currency
from docgen.text.parsing import parse_english_amount, parse_rmb_capitals

_LINES = Said("The lines", "各行")
_ALL = Said("The lines with charges and discounts", "各行连同附加费和折扣")
_ORDER = Said("The lines of this order", "本订单各行")


@rule(
    "TOT-001",
    severity=Severity.ERROR,
    guards=(SC, PC, CI),
    refs=("merchandiser's work description: 总金额是否正确", "EN 16931 BR-CO-10, BR-CO-13"),
    en="{what} add up to {currency} {expected}, but the {paper} states {actual} (difference"
    " {difference}).",
    zh="{what}合计为{currency} {expected},{paper}写{actual},相差{difference}。",
    fix="Check quantities, prices, charges and discounts line by line.",
    fix_zh="请逐项核对数量、单价、附加费和折扣。",
    waivable=False,
)
def the_stated_total_matches_the_lines(dossier: Dossier) -> Outcomes:
    """A stated total is that of its lines, with charges added and discounts taken off.

    This holds of the buyer's order and of every paper of others. The invoice of this shipment must
    carry all charges and discounts of the order; other papers may leave them to it. An invoice
    of this shipment without lines is compared with those of the order. Where only a line was
    multiplied wrong, ARI-001 says so; and a total that is the signed contract's is right for the
    buyer's order, even if more or less is shipped.
    """
    if isinstance(dossier, Deal):
        yield from _declared(dossier)
    totalled = [paper for paper in dossier.theirs if paper.facts.amount is not None]
    if not totalled and not isinstance(dossier, Deal):
        yield skip("no paper states a total", "单据均未注明总额", "/issued")
    for paper in totalled:
        if any(line.amount is not None for line in paper.facts.lines):
            yield from _of_its_lines(dossier, paper)
        elif isinstance(dossier, Deal) and _is_another_total(dossier, paper):
            yield _states(dossier, paper, _ORDER, dossier.totals.amount, "/goods")


def _is_another_total(deal: Deal, paper: Paper) -> bool:
    """Whether the invoice of this shipment, in our currency, has another total than the order."""
    ours = paper.kind == CI and of_this_shipment(deal, paper)
    in_our_currency = paper.facts.currency in (None, deal.order.currency)
    return ours and in_our_currency and paper.facts.amount != deal.totals.amount


def _declared(deal: Deal) -> Iterator[Fault | Skip]:
    stated = deal.order.declared.amount
    if stated is None:
        yield skip("the buyer's total is not given", "未填客户订单总额", "/declared/amount")
    elif stated != deal.totals.amount and not declared_is_the_contract(deal):
        yield fault(
            "/declared/amount",
            "/goods",
            expected=deal.totals.amount,
            actual=stated,
            guards=(SC, CI),
            what=_ALL if deal.order.charges or deal.order.discounts else _LINES,
            currency=deal.order.currency,
            paper=Said("buyer's order", "客户订单"),
        )


def _of_its_lines(dossier: Dossier, paper: Paper) -> Iterator[Fault | Skip]:
    lines = pricing.total_of_lines(paper)
    if lines is None:
        at = next(i for i, line in enumerate(paper.facts.lines) if line.amount is None)
        named = names.paper(dossier, paper)
        yield skip(
            f"line {at + 1} of the {named.en} has no amount",
            f"{named.zh}第{at + 1}行没有金额",
            paper.at_line(at, "amount"),
        )
    elif not pricing.comes_to(dossier, paper, paper.facts.amount):
        want = pricing.totals(dossier, paper, lines)[0]
        yield _states(dossier, paper, _LINES if want == lines else _ALL, want, paper.at("lines"))


def _states(dossier: Dossier, paper: Paper, what: Said, want: Decimal, at: str) -> Fault:
    return fault(
        paper.at("amount"),
        at,
        expected=want,
        actual=paper.facts.amount or Decimal(0),
        guards=guarded(paper),
        what=what,
        currency=pricing.currency_of(dossier, paper),
        paper=names.paper(dossier, paper),
    )


@rule(
    "TOT-002",
    severity=Severity.ERROR,
    guards=(SC, PC, CI),
    refs=("UCP 600 art. 14(d)", "ISBP 745, section B (amounts)", "PBOC 支付结算办法, annex 1"),
    en='The {paper} says in words "{words}": {problem}.',
    zh="{paper}大写金额为“{words}”:{problem}。",
    fix="Write the amount in words again from the figures.",
    fix_zh="请按小写金额重写大写金额。",
)
def the_amount_in_words_is_that_in_figures(dossier: Dossier) -> Outcomes:
    """The amount in words, English or 大写, reads back as the figures, in the same currency.

    Words that cannot be read are only asked about: a slip in spelling is no wrong amount. Where the
    words are what the lines come to, the figures are wrong, and TOT-001 says so.
    """
    worded = [paper for paper in dossier.papers if paper.facts.amount_in_words]
    if not worded and not isinstance(dossier, Deal):
        yield skip("no paper states an amount in words", "单据均无大写金额", "/issued")
    for paper in worded:
        words, named = paper.facts.amount_in_words, names.paper(dossier, paper)
        if paper.facts.amount is None or not pricing.currency_of(dossier, paper):
            where = paper.at("amount")
            yield skip(f"the {named.en} has no figures", f"{named.zh}没有小写金额", where)
        else:
            yield from _worded(dossier, paper, words, paper.facts.amount)


def _worded(dossier: Dossier, paper: Paper, words: str, amount: Decimal) -> Iterator[Fault]:
    currency = dossier.tables.currencies[pricing.currency_of(dossier, paper)]
    read, other = _read(words, currency), ""
    if read == amount or _figures_are_wrong(dossier, paper, read):
        return
    if read is not None:
        said = Said(
            f"that is {currency.code} {read:,f}, but the figures are {amount:,f}",
            f"即{currency.code} {read:,f},而小写金额为{amount:,f}",
        )
    elif other := _other_currency(dossier, words, currency):
        said = Said(
            f"that is an amount in {other}, but the figures are in {currency.code}",
            f"币种为{other},而小写金额币种为{currency.code}",
        )
    else:
        said = Said(
            f"that cannot be read as an amount in {currency.code} (figures {amount:,f})",
            f"无法识别为{currency.code}金额(小写{amount:,f})",
        )
    unread = read is None and not other
    yield fault(
        paper.at("amount_in_words"),
        paper.at("amount"),
        expected=amount,
        actual=words if read is None else read,
        severity=Severity.WARNING if unread else None,
        guards=guarded(paper),
        words=words,
        paper=names.paper(dossier, paper),
        problem=said,
    )


def _figures_are_wrong(dossier: Dossier, paper: Paper, read: Decimal | None) -> bool:
    """Whether the lines come to what the words say, and not to the figures."""
    right = read is not None and pricing.comes_to(dossier, paper, read)
    return right and not pricing.comes_to(dossier, paper, paper.facts.amount)


def _read(words: str, currency: Currency) -> Decimal | None:
    """The amount that the words say, in English or in capitals; None where they cannot be read."""
    try:
        if words.isascii():
            return parse_english_amount(words, currency)
        text = "".join(words.split())
        for name in (currency.zh, *currency.aliases):
            text = text.removeprefix(name)
        if text.startswith("人民币") and currency.code != "CNY":
            return None
        return parse_rmb_capitals(text)
    except ValueError:
        return None


def _other_currency(dossier: Dossier, words: str, currency: Currency) -> str:
    """The currency that the words are really in; empty where they cannot be read at all."""
    for other in dossier.tables.currencies.values():
        if other.code != currency.code and _read(words, other) is not None:
            return other.code
    return ""
