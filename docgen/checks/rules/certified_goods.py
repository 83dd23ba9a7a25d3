"""CRT: what an inspection certificate covers: amount, first item, contract (金额、首项、合同号)."""

from __future__ import annotations

from decimal import Decimal

from docgen.checks import names
from docgen.checks.papers import CI, IR
from docgen.checks.rule import Deal, Outcomes, fault, rule, skip
from docgen.checks.rules.certificates import called
from docgen.checks.validity import last_day
from docgen.checks.words import names as named
from docgen.checks.words import norm
from docgen.findings import Severity

_WORK = "merchandiser's work description"


@rule(
    "CRT-005",
    severity=Severity.ERROR,
    guards=(CI,),
    needs=("certificates",),
    refs=(f"{_WORK}: 实际金额可以小于换证凭条上的金额",),
    en="The invoice comes to {currency} {actual}, more than the {certificate} covers: {expected}"
    " ({difference} too much).",
    zh="发票金额{currency} {actual}大于{certificate}金额{expected},超出{difference}。",
    fix="Ship less, or apply for a certificate over the whole amount.",
    fix_zh="请减少出运,或按实际金额重新报检。",
)
def the_invoice_is_not_above_the_certificate(deal: Deal) -> Outcomes:
    """The invoice may be smaller than what was certified, never larger."""
    sums: dict[str, Decimal] = {}
    for each in deal.order.certificates:
        sums[each.currency] = sums.get(each.currency, Decimal(0)) + each.amount
    covered = sums.get(deal.order.currency)
    if covered is None:
        money = ", ".join(sums)
        yield skip(
            f"the certificates are in {money}, the invoice in {deal.order.currency}",
            f"凭证币种为{money},发票为{deal.order.currency}",
            "/certificates/0/currency",
        )
    elif deal.totals.amount > covered:
        yield fault(
            "/certificates/0/amount",
            "/goods",
            expected=covered,
            actual=deal.totals.amount,
            currency=deal.order.currency,
            certificate=called(deal.order.certificates[0]),
        )


@rule(
    "CRT-006",
    severity=Severity.ERROR,
    guards=(CI, IR),
    needs=("certificates",),
    refs=(f"{_WORK}: 只显示第一项商品及总金额",),
    en='The {certificate} names "{actual}" first, but the first goods line that needs it is'
    ' "{expected}".',
    zh="{certificate}首项为“{actual}”,而须检商品首行为“{expected}”。",
    fix="Put the goods in the order of the certificate, or have it issued for these goods.",
    fix_zh="请按凭证调整商品顺序,或按实际商品重新出证。",
)
def a_certificate_names_the_first_goods(deal: Deal) -> Outcomes:
    """The slip shows the first item alone: name and first six digits of the HS code are its.

    It may name it in English, in Chinese or in both.
    """
    inspected = [(i, g) for i, g in enumerate(deal.order.goods) if g.inspection_required]
    lines = inspected or list(enumerate(deal.order.goods))
    for at, each in enumerate(deal.order.certificates):
        index, first = lines[min(at, len(lines) - 1)]
        texts = (first.description, first.description_zh)
        if not any(text and named(each.first_item, text) for text in texts):
            yield fault(
                f"/certificates/{at}/first_item",
                f"/goods/{index}/description",
                expected=first.description,
                actual=each.first_item,
                certificate=called(each),
            )
        elif each.hs_code and first.hs_code and each.hs_code[:6] != first.hs_code[:6]:
            yield fault(
                f"/certificates/{at}/hs_code",
                f"/goods/{index}/hs_code",
                expected=first.hs_code,
                actual=each.hs_code,
                certificate=called(each),
            )


@rule(
    "CRT-007",
    severity=Severity.WARNING,
    guards=(CI,),
    needs=("certificates",),
    refs=(_WORK, "practice of customs: a large gap draws questions"),
    en="The invoice is {percent}% of what the {certificate} covers: {actual} of {expected}.",
    zh="发票金额{actual}仅为{certificate}金额{expected}的{percent}%。",
    fix="Check the amount of the certificate; customs asks why so little is shipped.",
    fix_zh="请核对凭证金额;差额过大海关可能质疑。",
)
def the_invoice_is_near_the_certificate(
    deal: Deal, *, least: Decimal = Decimal("0.70")
) -> Outcomes:
    """An invoice far below the certificate is asked about."""
    each = deal.order.certificates[0]
    if len(deal.order.certificates) > 1 or each.currency != deal.order.currency or each.uses:
        yield skip(
            "several certificates, several uses or another currency", "多份凭证、分批使用或币种不同"
        )
    elif deal.totals.amount < least * each.amount:
        percent = (100 * deal.totals.amount / each.amount).quantize(Decimal(1))
        yield fault(
            "/certificates/0/amount",
            "/goods",
            expected=each.amount,
            actual=deal.totals.amount,
            percent=percent,
            certificate=called(each),
        )


@rule(
    "CRT-010",
    severity=Severity.ERROR,
    guards=(CI, IR),
    needs=("certificates",),
    refs=("inspection rules: one application per contract", _WORK),
    en="The {certificate} is for contract {actual}, but this order is {expected}.",
    zh="{certificate}的合同号为{actual},本订单为{expected}。",
    fix="Use the certificate of this contract, or correct the number.",
    fix_zh="请使用本合同项下的凭证,或更正合同号。",
)
def a_certificate_is_of_this_contract(deal: Deal) -> Outcomes:
    """A certificate quotes the contract that its goods were sold under."""
    known = {norm(deal.order.number), norm(deal.contract.facts.number)}
    for at, each in enumerate(deal.order.certificates):
        if each.contract_number and norm(each.contract_number) not in known:
            yield fault(
                f"/certificates/{at}/contract_number",
                "/number",
                expected=deal.order.number,
                actual=each.contract_number,
                certificate=called(each),
            )


@rule(
    "CRT-011",
    severity=Severity.ERROR,
    guards=(CI,),
    needs=("certificates",),
    refs=("inspection rules: quantity shipped is not above what was certified",),
    en="{shipped} are shipped, more than the {certificate} covers: {covered} ({difference} too"
    " many).",
    zh="出运{shipped},超过{certificate}数量{covered},超出{difference}。",
    fix="Ship less, or apply for a certificate over the whole quantity.",
    fix_zh="请减少出运,或按实际数量重新报检。",
)
def no_more_is_shipped_than_was_certified(deal: Deal) -> Outcomes:
    """The quantity of a slip or ledger is not exceeded; less may be shipped.

    Paper slips, which are used in parts, are judged by CRT-004.
    """
    inspected = [each for each in deal.order.goods if each.inspection_required]
    for at, each in enumerate(deal.order.certificates):
        if each.kind == "paper_slip" or each.quantity is None or each.unit is None:
            continue
        units = {goods.unit for goods in inspected}
        place = f"/certificates/{at}"
        if len(deal.order.certificates) > 1 or units != {each.unit}:
            yield skip(
                "several certificates, or quantities in other units",
                "多份凭证或数量单位不同",
                f"{place}/unit",
            )
            continue
        shipped = sum((goods.quantity for goods in inspected), Decimal(0))
        if shipped > each.quantity:
            yield fault(
                f"{place}/quantity",
                "/goods",
                expected=each.quantity,
                actual=shipped,
                certificate=called(each),
                shipped=names.quantity(shipped, each.unit, deal.tables),
                covered=names.quantity(each.quantity, each.unit, deal.tables),
            )


@rule(
    "CRT-012",
    severity=Severity.WARNING,
    needs=("certificates",),
    refs=("validity of certificates by class of goods (CIQ rules; work description: 三个月)",),
    en="The {certificate} is printed as valid until {actual}, {difference} days longer than usual"
    " for its goods ({expected}).",
    zh="{certificate}印明有效至{actual},比该类货物通常期限{expected}长{difference}天。",
    fix="Read the date on the certificate again.",
    fix_zh="请重新核对凭证上的有效期。",
)
def a_printed_validity_is_a_usual_one(deal: Deal, *, slack: int = 7) -> Outcomes:
    """A printed last day beyond the usual term is read again: the printed one counts."""
    for at, each in enumerate(deal.order.certificates):
        usual = last_day(each.model_copy(update={"valid_until": None}), deal.tables)
        if each.valid_until is None or usual is None:
            continue
        if (each.valid_until - usual).days > slack:
            yield fault(
                f"/certificates/{at}/valid_until",
                f"/certificates/{at}/issued",
                expected=usual,
                actual=each.valid_until,
                certificate=called(each),
            )
