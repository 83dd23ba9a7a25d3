"""PRC: what the factory must not learn: what the customer pays, and who he is (商业秘密)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple
from unicodedata import normalize

from docgen.checks.papers import PC, PO
from docgen.checks.rule import Deal, Fault, Outcomes, Said, fault, rule
from docgen.checks.rules.secrecy import core_of
from docgen.checks.words import norm
from docgen.findings import Severity
from docgen.tables import Currency

_SEAM = re.compile(r"(?<=[A-Z0-9])(?=[^\x00-\x7f])|(?<=[^\x00-\x7f])(?=[A-Z0-9])")
"""Where Chinese characters touch a foreign name, without a space."""
_FIGURE = r"([0-9][0-9,]*(?:\.[0-9]+)?)"


class Told(NamedTuple):
    """A text that a factory reads: where it was typed, and on which paper it stands."""

    place: str
    words: str
    kind: str


@rule(
    "PRC-010",
    severity=Severity.ERROR,
    guards=(PC, PO),
    needs=("purchases",),
    refs=("usual secrecy of a trading house: 不得向工厂泄露客户及售价",),
    en='The {paper} tells the factory {what}: "{actual}".',
    zh="{paper}会向工厂泄露{what}:“{actual}”。",
    fix="Take it out of the text; where the factory is to know it, waive this finding.",
    fix_zh="请从该处删除;如确需告知工厂,请对本条办理豁免。",
)
def factory_papers_show_no_selling_price(deal: Deal) -> Outcomes:
    """No text for a factory holds a price or an amount of the sale; the buyer's name is a warning.

    A figure counts where the currency of the sale stands beside it: 2.70 alone may be a length. The
    marks are left out, for the customer is on them.
    """
    order = deal.order
    priced = _priced(deal.tables.currencies[order.currency])
    figures = {goods.price for goods in order.goods if goods.price}
    figures |= {line.amount for line in deal.totals.lines if line.amount} | {deal.totals.amount}
    buyers = [name for name in (order.buyer.name, order.buyer.name_zh) if name]
    for told in _told(deal):
        flat = normalize("NFKC", told.words).upper()
        plain = f" {_SEAM.sub(' ', norm(told.words))} "
        for match in priced.finditer(flat):
            if Decimal((match[1] or match[2]).replace(",", "")) in figures:
                yield _leak(deal, told, Said("what the customer pays", "客户价格"), match[0])
        for name in buyers:
            if core_of(name) in plain:
                said = Said("who the customer is", "客户名称")
                yield _leak(deal, told, said, name, Severity.WARNING)


def _told(deal: Deal) -> Iterator[Told]:
    for index, purchase in enumerate(deal.order.purchases):
        place = f"/purchases/{index}"
        yield Told(f"{place}/payment/text_zh", purchase.payment.text_zh, PC)
        for at, clause in enumerate(purchase.clauses_zh):
            yield Told(f"{place}/clauses_zh/{at}", clause, PC)
        for at, line in enumerate(purchase.lines):
            yield Told(f"{place}/lines/{at}/specification_zh", line.specification_zh, PC)
        if asked := purchase.production:
            for name in ("quality_zh", "packing_zh", "labels_zh", "other_zh"):
                yield Told(f"{place}/production/{name}", getattr(asked, name), PO)
            for at, wanted in enumerate(asked.lines):
                yield Told(f"{place}/production/lines/{at}/text_zh", wanted.text_zh, PO)


def _priced(currency: Currency) -> re.Pattern[str]:
    """A figure with the currency before or behind it, by its code or any of its names."""
    signs = (currency.code, currency.zh, *currency.aliases)
    sign = "|".join(re.escape(normalize("NFKC", each).upper()) for each in signs)
    return re.compile(rf"(?:{sign}) ?{_FIGURE}|{_FIGURE} ?(?:{sign})")


def _leak(deal: Deal, told: Told, what: Said, said: str, weight: Severity | None = None) -> Fault:
    row = deal.tables.papers[told.kind]
    return fault(
        told.place,
        actual=said,
        severity=weight,
        guards=(told.kind,),
        paper=Said(row.en, row.zh),
        what=what,
    )
