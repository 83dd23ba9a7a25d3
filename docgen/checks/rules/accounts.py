"""PTY: the currency of every paper, and the account that the buyer pays into (币种、收款账户)."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checks.misstated import Wrong, gathered
from docgen.checks.papers import CI, CO, FA, INSURANCE_KINDS, IR, PC, PL, SC, Paper
from docgen.checks.rule import Deal, Fault, Outcomes, Said, fault, rule
from docgen.checks.rules.parties import OF_PURCHASES
from docgen.checks.words import same
from docgen.findings import Severity
from docgen.order.parties import Bank
from docgen.order.purchases import Purchase

_DECLARED = (IR, "customs-declaration", "bill-of-exchange")
"""Papers whose currency is compared together with their amount, by TOT-006 and TOT-007."""
_OF_THE_SALE = (
    *(SC, CI, PL, IR, CO, FA, "proforma-invoice", "purchase-order", "shipping-advice"),
    *("beneficiary-certificate", "bill-of-exchange", "customs-declaration"),
)
_CURRENCY = Said("currency", "币种")
_TRANSFERS = ("tt_deposit", "tt_advance", "oa")


@rule(
    "PTY-003",
    severity=Severity.ERROR,
    guards=(SC, PC, CI, IR),
    refs=(
        "UCP 600 art. 18(a)(iii), 28(f)(i)",
        "Regulations of the PRC on foreign exchange administration, art. 8",
    ),
    en="The {what} of the {papers} is {actual}, but it should be {expected}.",
    zh="{papers}的{what}为{actual},应为{expected}。",
    fix="Have the paper changed to {expected}, or correct the currency in the order file.",
    fix_zh="请将该单据改为{expected},或更正订单文件中的币种。",
)
def every_paper_is_in_the_currency_of_the_sale(deal: Deal) -> Outcomes:
    """Papers of the sale are in the currency of the order, those of a purchase in that of ours.

    A policy in another currency is refused under a credit, otherwise it is a warning. A purchase
    between two firms in China is in renminbi: another currency is a warning, for bonded zones have
    exceptions. Receipts are a matter of PAY-006, declared values of TOT-006.
    """
    for index, purchase in enumerate(deal.order.purchases):
        yield from _purchase_at_home(deal, index, purchase)
    yield from gathered(deal, _wrong(deal))


def _wrong(deal: Deal) -> Iterator[Wrong]:
    for paper in deal.theirs:
        stated, wanted = paper.facts.currency, _wanted(deal, paper)
        if stated is None or wanted is None or stated == wanted:
            continue
        insured = paper.kind in INSURANCE_KINDS and deal.order.credit is None
        weight = Severity.WARNING if insured else None
        at = "/purchases" if paper.kind in OF_PURCHASES else "/currency"
        yield Wrong(paper, "currency", at, wanted, stated, _CURRENCY, weight)


def _wanted(deal: Deal, paper: Paper) -> str | None:
    """The currency that the paper should be in; None where any will do, or none can be told."""
    if paper.kind in OF_PURCHASES:
        bought = {each.currency for each in deal.order.purchases}
        named = {
            each.currency for each in deal.order.purchases if same(each.number, paper.facts.number)
        } or bought
        return named.pop() if len(named) == 1 else None
    if paper.kind in _DECLARED and paper.facts.amount is not None:
        return None
    known = paper.kind in _OF_THE_SALE or paper.kind in INSURANCE_KINDS
    return deal.order.currency if known else None


def _purchase_at_home(deal: Deal, index: int, purchase: Purchase) -> Iterator[Fault]:
    supplier = deal.suppliers[purchase.supplier][1]
    at_home = supplier.country == deal.order.seller.country == "CN"
    if at_home and purchase.currency != "CNY":
        yield fault(
            f"/purchases/{index}/currency",
            expected="CNY",
            actual=purchase.currency,
            severity=Severity.WARNING,
            guards=(PC,),
            what=_CURRENCY,
            papers=Said(f"purchase contract {purchase.number}", f"采购合同{purchase.number}"),
        )


@rule(
    "PTY-012",
    severity=Severity.WARNING,
    guards=(SC, CI),
    refs=("commercial invoice: bank details (收款账户)", "foreign exchange practice: 谁出口谁收汇"),
    en="{problem}.",
    zh="{problem}。",
    fix="Give an account of the seller for {expected}, with its number or IBAN, and tell the buyer"
    " by a way that he knows already.",
    fix_zh="请填写我方{expected}收款账户的账号或IBAN,并通过客户已知的联系方式告知。",
)
def the_buyer_is_told_an_account_to_pay_into(deal: Deal) -> Outcomes:
    """Where the buyer transfers money, the invoice names the seller's own account in the currency.

    The account printed is the first in the currency of the order, or else the first of all. The
    money for an export goes to the exporter: an account in another name is asked about, as is one
    that has neither number nor IBAN. Under a credit or a collection the banks settle it. That there
    is an account at all is asked for with the invoice, not before.
    """
    order = deal.order
    if order.terms.payment.type not in _TRANSFERS:
        return
    banks = order.seller.banks
    if not banks and order.invoice:
        problem = Said(
            "No account of the seller is given, so the buyer cannot pay",
            "未填卖方收款账户,客户无法付款",
        )
        yield _no_account(deal, "/seller/banks", problem)
    if not banks:
        return
    at = next((at for at, bank in enumerate(banks) if bank.currency == order.currency), 0)
    if banks[at].currency not in (None, order.currency):
        yield _no_account(deal, f"/seller/banks/{at}/currency", _other_currency(deal, banks[at]))
    yield from _of_another(deal, at, banks[at])


def _no_account(deal: Deal, where: str, problem: Said) -> Fault:
    return fault(where, "/currency", expected=deal.order.currency, problem=problem)


def _other_currency(deal: Deal, bank: Bank) -> Said:
    wanted, has = deal.order.currency, bank.currency or ""
    return Said(
        f"The sale is in {wanted}, but the account to be printed, at {bank.name}, is in {has}",
        f"成交币种为{wanted},而将打印的{bank.name_zh or bank.name}账户币种为{has}",
    )


def _of_another(deal: Deal, at: int, bank: Bank) -> Iterator[Fault]:
    """An account without number, or in the name of somebody else."""
    seller, holder = deal.order.seller, bank.account_name
    if not (bank.account or bank.iban):
        problem = Said(
            f"The account at {bank.name} has neither number nor IBAN",
            f"{bank.name_zh or bank.name}的账户未填账号或IBAN",
        )
        yield _no_account(deal, f"/seller/banks/{at}/account", problem)
    if holder and not same(holder, seller.name) and not same(holder, seller.name_zh):
        problem = Said(
            f'The account at {bank.name} belongs to "{holder}", not to the seller',
            f"{bank.name_zh or bank.name}的账户户名为“{holder}”,不是卖方",
        )
        yield _no_account(deal, f"/seller/banks/{at}/account_name", problem)
