"""The advice as text for a terminal, both languages, and as plain data for JSON."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date

from docgen.findings import Said
from docgen.origin.records import Advice, Option


def describe(advice: Advice) -> str:
    """The advice as lines of text, the best certificate first."""
    return "\n".join(_lines(advice))


def to_dict(advice: Advice) -> dict[str, object]:
    """The advice as plain values: dates as ISO text, sentences as `{"en": ..., "zh": ...}`."""
    return {spec.name: _plain(getattr(advice, spec.name)) for spec in fields(advice)}


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if is_dataclass(value):
        return {spec.name: _plain(getattr(value, spec.name)) for spec in fields(value)}
    return value


def _lines(advice: Advice) -> Iterator[str]:
    country = advice.country
    goods = f", HS {advice.hs_code}" if advice.hs_code else ""
    leaves = f", shipped on {advice.shipment} 装运" if advice.shipment else ""
    yield f"{country.en} {country.zh} ({advice.destination}), {advice.day}{goods}{leaves}"
    for number, option in enumerate(advice.certificates, start=1):
        yield ""
        yield f"{number}. {option.name.en} / {option.name.zh}"
        yield from _details(option)
    if advice.form_a:
        yield ""
        yield from _both("Form A", Said(advice.form_a.en, advice.form_a.zh))
        yield f"   Source 依据: {advice.form_a.source}"


def _details(option: Option) -> Iterator[str]:
    yield from _both("Why 理由", option.why)
    yield from _both("Where 签证机构", option.issuer)
    yield from _both("When 申请时间", option.apply)
    yield from _both("Validity 有效期", _validity(option.validity_months))
    yield from _both("After shipment 后发", option.retro)
    if option.customs_code:
        yield f"   Customs code 优惠贸易协定代码: {option.customs_code}"
    yield f"   Source 依据: {option.source}"


def _both(label: str, words: Said) -> Iterator[str]:
    yield f"   {label}: {words.en}"
    yield f"      {words.zh}"


def _validity(months: int) -> Said:
    if not months:
        return Said("no fixed term.", "未规定期限。")
    return Said(f"{months} months from the day of issue.", f"自签发之日起{months}个月。")
