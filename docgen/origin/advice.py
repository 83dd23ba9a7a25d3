"""Which certificate of origin to apply for, asked by destination and day.

The best option is the one that saves the buyer most, as far as tables can know: duty rates differ
by HS code, so the answer says what to compare and never promises a rate.
"""

from __future__ import annotations

import re
from datetime import date

from docgen.errors import UsageError
from docgen.findings import Said, printable
from docgen.origin.grants import (
    agreements_on,
    country_words,
    doubt,
    form_a_refusal,
    issuance_on,
    no_agreement,
)
from docgen.origin.records import Advice, Option
from docgen.tables import Agreement, Issuance, Preference, Tables, code_of, suggestion
from docgen.text import dates
from docgen.workdays import shifted

_HS_CODE = re.compile(r"[0-9]{6,10}")
_CONFIDENCES = ("low", "medium", "high")


def advise(
    tables: Tables, destination: str, day: date, hs_code: str = "", shipment: date | None = None
) -> Advice:
    """The certificates for exports from China to a country, applied for on a day, best first.

    Where the day of shipment is known, the certificates are those that serve goods leaving then.

    Args:
        tables: ours, or the user's.
        destination: code or name of the country where the goods are finally used.
        day: of the application.
        hs_code: 6 to 10 digits, with dots or without.
        shipment: day on which the goods leave.

    Raises:
        UsageError: the destination is no country or is China, or the HS code is none.
    """
    country = _country(tables, destination)
    hs_code = _hs_digits(hs_code)
    used = max(day, shipment or day)
    agreements = agreements_on(tables, country, used)
    refusal = form_a_refusal(tables, country, day, shipment)
    options = [
        _agreement(tables, country, day, hs_code, shipment, agreement) for agreement in agreements
    ]
    if refusal is None:
        grants = tables.preferences[country]
        place = 0 if _first(grants, used, agreements) else len(options)
        options.insert(place, _form_a(tables, grants, day, shipment, agreements))
    options.append(_plain(tables, country, day, shipment, alone=not options))
    return Advice(
        destination=country,
        country=country_words(tables, country),
        day=day,
        hs_code=hs_code,
        shipment=shipment,
        certificates=tuple(options),
        form_a=refusal,
    )


def _country(tables: Tables, destination: str) -> str:
    code = code_of(destination, tables.countries)
    if code is None:
        near = suggestion(destination, tables.countries)
        asked = f"; did you mean {near}?" if near else "."
        raise UsageError(
            f"no country is called {printable(destination)!r}{asked} Give its ISO code or name."
        )
    if code == "CN":
        raise UsageError(
            "the destination is CHINA, where the goods come from. "
            "Give the country where they are finally used."
        )
    return code


def _hs_digits(hs_code: str) -> str:
    digits = re.sub(r"[.\s]", "", hs_code)
    if digits and _HS_CODE.fullmatch(digits) is None:
        raise UsageError(
            f"{printable(hs_code)!r} is no HS code; expected 6 to 10 digits, such as 732393."
        )
    return digits


def _ended(grants: Preference, day: date) -> bool:
    """Whether the country gives nothing more for a Form A that China still issues."""
    return grants.preference_until is not None and day > grants.preference_until


def _first(grants: Preference, day: date, agreements: tuple[Agreement, ...]) -> bool:
    return not agreements or (grants.form_a_advised and not _ended(grants, day))


def _form_a(
    tables: Tables,
    grants: Preference,
    day: date,
    shipment: date | None,
    agreements: tuple[Agreement, ...],
) -> Option:
    rule = issuance_on(tables, "form_a", day)
    confidence = min(grants.confidence, rule.confidence, key=_CONFIDENCES.index)
    why = _form_a_why(tables, grants, max(day, shipment or day), agreements)
    apply_by, apply = _apply(rule, day, shipment)
    return Option(
        kind="form_a",
        key=grants.code,
        name=Said(rule.en, rule.zh),
        issuer=Said(rule.issuer_en, rule.issuer_zh),
        issuers=rule.issuers,
        apply_by=apply_by,
        apply=apply,
        validity_months=grants.validity_months,
        retro=Said(rule.retro_en, rule.retro_zh),
        customs_code="",
        early_harvest=False,
        why=why + Said(grants.note_en, grants.note_zh) + doubt(confidence),
        source=f"{grants.source}; {rule.source}",
        confidence=confidence,
    )


def _form_a_why(
    tables: Tables, grants: Preference, day: date, agreements: tuple[Agreement, ...]
) -> Said:
    name = country_words(tables, grants.code)
    if grants.preference_until is not None and _ended(grants, day):
        since = shifted(grants.preference_until, 1)
        return Said(
            f"Form A is issued for {name.en} on that day, but {name.en} has given goods of China "
            f"no GSP preference since {since}: only for a buyer who asks for it.",
            f"当日仍可签发输往{name.zh}的Form A，但{name.zh}自{dates.chinese(since)}起已不再给予"
            "普惠制优惠，仅在客户要求时办理。",
        )
    if agreements and not grants.form_a_advised:
        best = agreements[0]
        return Said(
            f"Form A is still issued for {name.en}, "
            f"but gains nothing over the {best.certificate_en}.",
            f"输往{name.zh}的Form A仍可签发，但并不优于{best.certificate_zh}。",
        )
    return Said(
        f"{name.en} takes China's Form A under its GSP, and nothing better is known for it.",
        f"{name.zh}按普惠制接受中国的Form A，目前没有更优惠的证书。",
    )


def _agreement(
    tables: Tables,
    country: str,
    day: date,
    hs_code: str,
    shipment: date | None,
    agreement: Agreement,
) -> Option:
    rule = issuance_on(tables, "agreement", day)
    confidence = min(agreement.confidence, rule.confidence, key=_CONFIDENCES.index)
    why = _agreement_why(tables, country, hs_code, agreement)
    apply_by, apply = _apply(rule, day, shipment)
    own_issuer = Said(agreement.issuer_en, agreement.issuer_zh)
    retro = Said(agreement.retro_en, agreement.retro_zh)
    return Option(
        kind="agreement",
        key=agreement.key,
        name=Said(agreement.certificate_en, agreement.certificate_zh),
        issuer=own_issuer if own_issuer.en else Said(rule.issuer_en, rule.issuer_zh),
        issuers=rule.issuers,
        apply_by=apply_by,
        apply=apply,
        validity_months=agreement.validity_months,
        retro=retro if retro.en else Said(rule.retro_en, rule.retro_zh),
        customs_code=agreement.customs_code,
        early_harvest=agreement.early_harvest,
        why=why + Said(agreement.note_en, agreement.note_zh) + doubt(confidence),
        source=f"{agreement.source}; {rule.source}",
        confidence=confidence,
    )


def _agreement_why(tables: Tables, country: str, hs_code: str, agreement: Agreement) -> Said:
    name = country_words(tables, country)
    since = agreement.partners[country]
    goods = Said(f"HS {hs_code}", f"HS {hs_code}") if hs_code else Said("the goods", "货物")
    serves = Said(
        f"The {agreement.en} serves exports to {name.en} since {since}.",
        f"{agreement.zh}自{dates.chinese(since)}起适用于输往{name.zh}的货物。",
    )
    if agreement.early_harvest:
        return serves + Said(
            f"Only goods on its early-harvest list qualify: check {goods.en}.",
            f"仅限早期收获清单内的产品，请核对{goods.zh}是否在内。",
        )
    return serves + Said(
        f"Compare its duty and origin rule for {goods.en} before applying.",
        f"申请前请比较{goods.zh}的协定税率和原产地规则。",
    )


def _plain(
    tables: Tables, country: str, day: date, shipment: date | None, *, alone: bool
) -> Option:
    rule = issuance_on(tables, "certificate_of_origin", day)
    apply_by, apply = _apply(rule, day, shipment)
    none = no_agreement(tables, country)
    proves = Said("It proves the origin and saves no duty;", "仅证明原产地，不能减税；")
    others = Said(
        "for a buyer who wants no preference, or goods that miss the rules above.",
        "用于客户不要求优惠、或货物不符合上述证书规则的情形。",
    )
    reason = Said(f"{none.en}.", f"{none.zh}。") if alone else others
    return Option(
        kind="certificate_of_origin",
        key=rule.key,
        name=Said(rule.en, rule.zh),
        issuer=Said(rule.issuer_en, rule.issuer_zh),
        issuers=rule.issuers,
        apply_by=apply_by,
        apply=apply,
        validity_months=rule.validity_months,
        retro=Said(rule.retro_en, rule.retro_zh),
        customs_code="",
        early_harvest=False,
        why=proves + reason + doubt(rule.confidence),
        source=rule.source,
        confidence=rule.confidence,
    )


def _apply(rule: Issuance, day: date, shipment: date | None) -> tuple[date | None, Said]:
    """Last day to apply, and the rule in words with what to do where that day has passed."""
    if shipment is None:
        return None, Said(
            f"Apply at least {rule.apply_days} days before shipment.",
            f"请至少在装运前{rule.apply_days}天申请。",
        )
    by = shifted(shipment, -rule.apply_days)
    if day > shipment:
        return by, Said(
            f"The goods left on {shipment}: it is applied for after shipment.",
            f"货物已于{dates.chinese(shipment)}装运，须按后发申请。",
        )
    if day > by:
        least = rule.latest_days
        return by, Said(
            f"Apply at once: {by}, {rule.apply_days} days before shipment, has passed"
            + (f"; the issuing rules ask for at least {least} days." if least else "."),
            f"装运前{rule.apply_days}天（{dates.chinese(by)}）已过"
            + (f"（签证规定至少{least}天）" if least else "")
            + "，请立即申请。",
        )
    return by, Said(
        f"Apply by {by}, at least {rule.apply_days} days before shipment.",
        f"请在{dates.chinese(by)}前（含当日）申请，即至少在装运前{rule.apply_days}天。",
    )
