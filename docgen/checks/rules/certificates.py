"""CRT: inspection certificates (商检凭单、凭条、电子底账): needed, valid, covering the goods."""

from __future__ import annotations

from datetime import date

from docgen.checks.papers import CI, CO, FA
from docgen.checks.rule import Deal, Outcomes, Said, fault, rule, skip
from docgen.checks.validity import last_day
from docgen.findings import Severity
from docgen.order.evidence import Certificate

_WORK = "merchandiser's work description"
_KINDS = {
    "e_slip": Said("inspection slip", "换证凭条"),
    "paper_slip": Said("paper inspection slip", "换证凭单"),
    "ledger": Said("electronic ledger", "电子底账"),
}


def called(certificate: Certificate) -> Said:
    """`inspection slip 3102...`, `换证凭条3102...`."""
    kind = _KINDS[certificate.kind]
    return Said(f"{kind.en} {certificate.number}", f"{kind.zh}{certificate.number}")


@rule(
    "CRT-001",
    severity=Severity.ERROR,
    guards=(CI, CO, FA),
    refs=("Law on Import and Export Commodity Inspection (商检法)", _WORK),
    en="Line {line} ({goods}) needs export inspection, but no certificate is held: {problem}.",
    zh="第{line}行({goods})须法检,但没有商检凭证:{problem}。",
    fix="Apply for inspection, and enter the certificate under `certificates` when it comes.",
    fix_zh="请尽快报检,取得凭证后录入certificates。",
)
def goods_that_need_inspection_have_a_certificate(deal: Deal, *, days: int = 7) -> Outcomes:
    """Goods under export inspection (监管条件B) ship with a certificate.

    The invoice is needed to apply, so it is held back only from the day of shipment on, or when
    nobody has applied although the goods ship within a week.
    """
    lines = [(i, each) for i, each in enumerate(deal.order.goods) if each.inspection_required]
    if not lines or deal.order.certificates:
        return
    index, goods = lines[0]
    shipped, applied = deal.shipped_on, deal.order.inspection
    place = f"/goods/{index}/inspection_required"
    if shipped is not None and deal.as_of >= shipped:
        problem = Said(f"shipment is on {shipped}", f"{shipped}已装运")
    elif applied is None and shipped is not None and (shipped - deal.as_of).days <= days:
        problem = Said(
            f"nobody has applied, and shipment is on {shipped}", f"尚未报检,而{shipped}装运"
        )
    else:
        yield skip("the certificate is awaited", "凭证尚待出具", "/certificates")
        return
    where = (place, "/certificates")
    yield fault(*where, line=goods.line, goods=goods.description, problem=problem)


@rule(
    "CRT-002",
    severity=Severity.ERROR,
    guards=(CI, CO, FA),
    needs=("certificates",),
    refs=(f"{_WORK}: 有效期一般为三个月", "CIQ rules: 60, 21 (35) and 14 days by class of goods"),
    en="The {certificate} {problem}.",
    zh="{certificate}{problem}。",
    fix="Ship while a certificate is valid, or apply for a new inspection.",
    fix_zh="请在凭证有效期内装运,否则须重新报检。",
)
def certificates_are_valid_on_the_day_of_shipment(deal: Deal) -> Outcomes:
    """Issued before shipment and not expired on it; a date printed on it wins over the tables.

    The last day is valid, the next is not.
    """
    shipped = deal.shipped_on
    if shipped is None:
        yield skip("no day of shipment is known", "尚无装运日期", "/shipment/etd")
        return
    for index, each in enumerate(deal.order.certificates):
        yield from _validity(deal, f"/certificates/{index}", each, shipped)


def _validity(deal: Deal, place: str, each: Certificate, shipped: date) -> Outcomes:
    last = last_day(each, deal.tables)
    if last is None:
        known = ", ".join(deal.tables.validities)
        problem = Said(
            f"is of goods class {each.goods_class}, which no table knows ({known})",
            f"货物类别{each.goods_class}不在有效期表中({known})",
        )
        where = f"{place}/goods_class"
        yield fault(where, expected=known, certificate=called(each), problem=problem)
    elif shipped > last:
        days = (shipped - last).days
        problem = Said(
            f"is valid until {last}, but the goods ship on {shipped}, {days} days later",
            f"有效期至{last},而装运日期为{shipped},已过期{days}天",
        )
        until = f"{place}/valid_until" if each.valid_until else f"{place}/issued"
        yield fault(
            until,
            deal.shipped_at,
            expected=last,
            actual=shipped,
            certificate=called(each),
            problem=problem,
        )
    if each.issued > shipped:
        problem = Said(
            f"is of {each.issued}, after shipment on {shipped}",
            f"签发日期{each.issued}晚于装运日期{shipped}",
        )
        yield fault(
            f"{place}/issued",
            deal.shipped_at,
            expected=shipped,
            actual=each.issued,
            certificate=called(each),
            problem=problem,
        )


@rule(
    "CRT-013",
    severity=Severity.WARNING,
    needs=("certificates",),
    refs=(f"{_WORK}: 凭证与合同、发票一致",),
    en="The {certificate} is in {actual}; the order is in {expected}.",
    zh="{certificate}以{actual}计,订单以{expected}计。",
    fix="Read currency and unit on the certificate again; customs compares both with the invoice.",
    fix_zh="请核对凭证上的币种和计量单位,海关会与发票比对。",
)
def a_certificate_counts_as_the_order_does(deal: Deal) -> Outcomes:
    """In another currency or unit nothing can be compared, so that too much might be shipped.

    A slip may give the weight of goods that are sold by number.
    """
    units, known_units = {goods.unit for goods in deal.order.goods}, deal.tables.units
    for at, each in enumerate(deal.order.certificates):
        counted = each.unit if each.unit and known_units[each.unit].countable else None
        for name, stated, ours, where in (
            ("currency", each.currency, {deal.order.currency}, "/currency"),
            ("unit", counted, units, "/goods"),
        ):
            if stated is not None and stated not in ours:
                yield fault(
                    f"/certificates/{at}/{name}",
                    where,
                    expected=", ".join(sorted(ours)),
                    actual=stated,
                    certificate=called(each),
                )
