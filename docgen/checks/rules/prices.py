"""PRC: prices against those confirmed before (价格核对)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from docgen.checks import names
from docgen.checks.deal import Deal
from docgen.checks.papers import SC
from docgen.checks.rule import Fault, Outcomes, Said, Skip, fault, rule, skip
from docgen.checks.words import same_place
from docgen.findings import Severity
from docgen.order.goods import Goods
from docgen.order.purchases import ConfirmedPrice
from docgen.rounding import rounded

_MERCHANDISER = "merchandiser's work description: 产品价钱是否与之前确认的价钱一致"
_SHOWN = 5

Confirmed = tuple[int, ConfirmedPrice]
"""Index and confirmed price."""


@rule(
    "PRC-001",
    severity=Severity.ERROR,
    guards=(SC,),
    needs=("confirmed_prices",),
    refs=(_MERCHANDISER,),
    en="The price of {goods} is {currency} {actual}, but {currency} {expected} was confirmed on"
    " {date}{reference} (difference {difference}, {percent}%).",
    zh="{goods}:单价为{currency} {actual},而{date}确认的价格{reference}为{currency} {expected},"
    "相差{difference}({percent}%)。",
    fix="Correct the price, or enter the confirmation that the new price rests on.",
    fix_zh="请更正单价;如已重新确认价格,请补录该次确认。",
)
def the_price_is_the_one_last_confirmed(
    deal: Deal, *, tolerance_percent: Decimal = Decimal(0)
) -> Outcomes:
    """The price of a line is the last one confirmed by the contract's date under like terms.

    Like terms are the same currency, trade term, place, unit and quantity; a price for another
    unit of the same kind is turned into ours (12 pairs of 0.20 are a dozen pairs of 2.40). Of
    several quantity tiers confirmed on one day the highest that the line reaches counts; prices
    confirmed twice on one day have to agree.
    """
    unknown: list[int] = []
    for index, goods in _priced(deal):
        confirmed = deal.confirmed.get(goods.line, ())
        if not confirmed:
            unknown.append(index)
        elif chosen := _chosen(deal, goods, confirmed):
            for each in chosen:
                yield from _changed(deal, index, each, tolerance_percent)
        else:
            line = names.article(goods.sku, goods.line)
            yield skip(
                f"{line.en}: no price was confirmed under like terms",
                f"{line.zh}:没有同等条件下确认过的价格",
                f"/goods/{index}/price",
            )
    if unknown:
        yield _nothing_confirmed(deal, unknown)


def _changed(
    deal: Deal, index: int, chosen: Confirmed, tolerance_percent: Decimal
) -> Iterator[Fault]:
    goods, (at, confirmed) = deal.order.goods[index], chosen
    want = _in_unit_of(goods, confirmed, deal)
    if want is None or abs(goods.price - want) <= want * tolerance_percent / 100:
        return
    percent = f"{rounded((goods.price - want) * 100 / want, 2):+f}" if want else "-"
    yield fault(
        f"/goods/{index}/price",
        f"/confirmed_prices/{at}/price",
        expected=want,
        actual=goods.price,
        goods=names.article(goods.sku, goods.line),
        currency=deal.order.currency,
        date=confirmed.confirmed_on,
        reference=_reference(confirmed),
        percent=percent,
    )


@rule(
    "PRC-002",
    severity=Severity.WARNING,
    needs=("confirmed_prices",),
    refs=(_MERCHANDISER,),
    en="The price of {goods} confirmed on {date}{reference} cannot be compared with this order's:"
    " {reasons}.",
    zh="{goods}:{date}确认的价格{reference}与本订单条件不同,无法比较:{reasons}。",
    fix="Ask for a price under this order's terms to be confirmed, and enter it.",
    fix_zh="请按本订单条件重新确认价格并录入。",
)
def a_price_confirmed_before_is_for_like_terms(deal: Deal) -> Outcomes:
    """Where prices were confirmed for a line, at least one is for this order's terms.

    Otherwise nothing proves its price: an FOB price says nothing of a CIF one. A price for a unit
    that the line cannot be counted in belongs to another line.
    """
    for index, goods in _priced(deal):
        confirmed = deal.confirmed.get(goods.line, ())
        if not confirmed:
            continue
        unlike = [each for each in confirmed if _in_unit_of(goods, each[1], deal) is None]
        if not unlike and not _chosen(deal, goods, confirmed):
            unlike = [max(confirmed, key=lambda each: each[1].confirmed_on)]
        for at, price in unlike:
            reasons = tuple(_unlike(deal, goods, price))
            yield fault(
                f"/confirmed_prices/{at}",
                f"/goods/{index}/price",
                goods=names.article(goods.sku, goods.line),
                date=price.confirmed_on,
                reference=_reference(price),
                reasons=Said("; ".join(r.en for r in reasons), ";".join(r.zh for r in reasons)),
            )


@rule(
    "PRC-003",
    severity=Severity.WARNING,
    needs=("confirmed_prices",),
    refs=("merchandiser's work description: 报价设置有效期",),
    en="The price of {goods} confirmed on {confirmed}{reference} was good until {expected}, but"
    " {problem}.",
    zh="{goods}:{confirmed}确认的价格{reference}有效期至{expected},而{problem}。",
    fix="Have the price confirmed again, or correct the date.",
    fix_zh="请重新确认价格,或更正日期。",
)
def the_confirmed_price_still_holds(deal: Deal, *, longest_days: int = 366) -> Outcomes:
    """The contract is dated within the validity of the confirmed price that it rests on.

    A validity of more than `longest_days` is taken for a slip in the year.
    """
    for _, goods in _priced(deal):
        for at, price in _chosen(deal, goods, deal.confirmed.get(goods.line, ())):
            until = price.valid_until
            if until is None:
                continue
            days = (until - price.confirmed_on).days
            if deal.order.date > until:
                day = deal.order.date.isoformat()
                problem = Said(f"the contract is dated {day}", f"合同日期为{day},已过期")
            elif days > longest_days:
                problem = Said(f"that would be for {days} days", f"有效期竟达{days}天")
            else:
                continue
            yield fault(
                f"/confirmed_prices/{at}/valid_until",
                "/date",
                expected=until,
                actual=deal.order.date,
                goods=names.article(goods.sku, goods.line),
                confirmed=price.confirmed_on,
                reference=_reference(price),
                problem=problem,
            )


def _priced(deal: Deal) -> Iterator[tuple[int, Goods]]:
    return ((i, goods) for i, goods in enumerate(deal.order.goods) if not goods.free_of_charge)


def _chosen(deal: Deal, goods: Goods, confirmed: Iterable[Confirmed]) -> tuple[Confirmed, ...]:
    """The price last confirmed under the terms of this order; several where a day has several."""
    like = [each for each in confirmed if not any(_unlike(deal, goods, each[1]))]
    last = max(map(_rank, like), default=None)
    return tuple(each for each in like if _rank(each) == last)


def _rank(confirmed: Confirmed) -> tuple[date, Decimal]:
    """Later confirmations outrank earlier ones, then higher tiers lower ones."""
    return confirmed[1].confirmed_on, confirmed[1].minimum_quantity or Decimal(0)


def _unlike(deal: Deal, goods: Goods, price: ConfirmedPrice) -> Iterator[Said]:
    """Why a confirmed price cannot be compared with the line's."""
    order, units, delivery = deal.order, deal.tables.units, deal.order.terms.delivery
    if price.confirmed_on > order.date:
        day = order.date.isoformat()
        yield Said(f"it was confirmed after the contract of {day}", f"确认日晚于合同日期{day}")
    if price.currency != order.currency:
        yield Said(f"{price.currency}, not {order.currency}", f"{price.currency}≠{order.currency}")
    if price.rule != delivery.rule or _elsewhere(price.place, delivery.place, deal):
        one, two = f"{price.rule} {price.place}".strip(), f"{delivery.rule} {delivery.place}"
        yield Said(f"{one}, not {two}", f"{one}≠{two}")
    if _in_unit_of(goods, price, deal) is None:
        old, new = units[price.unit], units[goods.price_unit or goods.unit]
        yield Said(f"per {old.label}, not per {new.label}", f"按{old.zh}计价,本单按{new.zh}计价")
    least = price.minimum_quantity
    if least is not None and goods.quantity < least:
        yield Said(
            f"for {least:,f} or more, not for {goods.quantity:,f}",
            f"起订量{least:,f},本单{goods.quantity:,f}",
        )


def _elsewhere(one: str, other: str, deal: Deal) -> bool:
    return bool(one) and one != other and not same_place(one, other, deal.tables)


def _in_unit_of(goods: Goods, price: ConfirmedPrice, deal: Deal) -> Decimal | None:
    """The confirmed price for the unit that the line is priced by; None where it cannot be."""
    unit, units = goods.price_unit or goods.unit, deal.tables.units
    if price.unit == unit:
        return price.price
    if goods.price_unit_size is not None:
        value = price.price * goods.price_unit_size if price.unit == goods.unit else None
    else:
        a, b = units[price.unit], units[unit]
        value = price.price * b.factor / a.factor if a.base == b.base else None
    places = max(0, -int(goods.price.as_tuple().exponent))
    return None if value is None else rounded(value, places)


def _reference(price: ConfirmedPrice) -> Said:
    text = price.reference
    return Said(f" ({text})", f"({text})") if text else Said("", "")


def _nothing_confirmed(deal: Deal, unknown: list[int]) -> Skip:
    lines = [str(deal.order.goods[index].line) for index in unknown]
    more = len(lines) - _SHOWN
    said = ", ".join(lines[:_SHOWN])
    return skip(
        f"no price was confirmed before for line {said}"
        + (f" and {more} more" if more > 0 else ""),
        f"第{said}行没有确认过的价格" + (f"(另有{more}行)" if more > 0 else ""),
        *(f"/goods/{index}/price" for index in unknown),
    )
