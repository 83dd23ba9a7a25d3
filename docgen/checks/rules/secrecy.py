"""PRC: what the buyer must not learn: who made the goods, and what they cost us (商业秘密)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from unicodedata import normalize

from docgen.checks import names
from docgen.checks.outward import Text, outward_texts
from docgen.checks.papers import BC, BE, CI, CO, FA, PI, PL, SA, SC, SM
from docgen.checks.rule import Deal, Fault, Outcomes, Said, fault, rule, skip
from docgen.checks.words import norm
from docgen.findings import Severity

_FORM_EN = re.compile(
    r"(?: (?:CO|COMPANY|LTD|LIMITED|INC|CORP|CORPORATION|LLC|PLC|GROUP|FACTORY))+$"
)
_FORM_ZH = re.compile(r"(?:股份|集团|有限|责任|公司|厂)+$")
_LABELS = (
    *("PURCHASE PRICE", "PURCHASING PRICE", "PURCHASE COST", "COST PRICE", "FACTORY PRICE"),
    *("UNIT COST", "PROFIT MARGIN", "GROSS MARGIN", "采购价", "采购单价", "工厂价", "工厂单价"),
    *("出厂价", "进货价", "成本价", "利润率", "毛利", "换汇成本"),
)
_SIGNS = ("CNY", "RMB", "¥", "人民币", "元")
_FIGURE = r"([0-9][0-9,]*(?:\.[0-9]+)?)"
_RENMINBI = re.compile(rf"(?:CNY|RMB|¥|人民币) ?{_FIGURE}|{_FIGURE} ?(?:CNY|RMB|元)")


@rule(
    "PRC-008",
    severity=Severity.ERROR,
    guards=(SC, CI, PL, CO, FA, SM, PI, BE, BC, SA),
    refs=("usual secrecy of a trading house: 不得向客户泄露工厂及采购价",),
    en='{paper} shows the buyer {what}: "{actual}".',
    zh="{paper}会向客户泄露{what}:“{actual}”。",
    fix="Take it out of the text; where the buyer knows and wants it there, waive this finding.",
    fix_zh="请从该处删除;如客户已知并要求显示,请对本条办理豁免。",
)
def outward_papers_show_no_supplier_and_no_cost(deal: Deal) -> Outcomes:
    """No text of an outward paper names a supplier, a purchase price or a margin.

    Names are looked for in English and Chinese without their legal form. A supplier is let pass
    who is the seller, or whose name stands in the credit: the buyer knows him. A leak on a paper
    that others made is a warning, and the inspection request, which names the producer to the
    authority, is not read. The seller of an issued paper is a matter of PTY-001.
    """
    if not deal.order.suppliers:
        yield skip("no supplier is given to look for", "未填供方,无法查找其名称", "/suppliers")
    suppliers = dict(_supplier_names(deal))
    prices = _purchase_figures(deal)
    for text in outward_texts(deal):
        plain = f" {norm(text.words)} "
        for name, said in suppliers.items():
            if name in plain:
                yield _leak(deal, text, Said("a supplier's name", "供方名称"), said)
        for cost in _costs(text.words, prices):
            yield _leak(deal, text, Said("what the goods cost", "采购成本信息"), cost)


def _supplier_names(deal: Deal) -> Iterator[tuple[str, str]]:
    """What to look for in normalised text, and the name it stands for."""
    seller = deal.order.seller
    ours = f" {norm(seller.name)} {norm(seller.name_zh)} "
    credit = deal.order.credit
    told = (credit.goods, *credit.documents, *credit.conditions) if credit else ()
    known = f" {norm(' '.join(told))} "
    for supplier in deal.order.suppliers:
        for name in (supplier.name, supplier.name_zh):
            core = core_of(name)
            if core and core not in ours and core not in known:
                yield core, name


def core_of(name: str) -> str:
    """The name without its legal form: as whole words, or as the Chinese characters.

    A single word or a few characters may mean something else, so the whole name is taken there.
    """
    flat = norm(name)
    if flat.isascii():
        short = _FORM_EN.sub("", flat)
        return f" {short if ' ' in short else flat} " if flat else ""
    short = _FORM_ZH.sub("", flat.replace(" ", ""))
    return short if len(short) >= 4 else flat


def _purchase_figures(deal: Deal) -> frozenset[Decimal]:
    """Prices and amounts of the purchases in renminbi, unless the sale is in renminbi too."""
    if deal.order.currency == "CNY":
        return frozenset()
    return frozenset(
        figure
        for purchase, totals in zip(deal.order.purchases, deal.totals.purchases, strict=True)
        if purchase.currency == "CNY"
        for figure in (totals.amount, *totals.amounts, *(line.price for line in purchase.lines))
    )


def _costs(words: str, prices: frozenset[Decimal]) -> Iterator[str]:
    """Words and figures that tell what the goods cost."""
    flat = normalize("NFKC", words).upper()
    if label := next((label for label in _LABELS if label in flat), ""):
        yield label
    if prices and any(sign in flat for sign in _SIGNS):
        for match in _RENMINBI.finditer(flat):
            if Decimal((match[1] or match[2]).replace(",", "")) in prices:
                yield match[0]


def _leak(deal: Deal, text: Text, what: Said, said: str) -> Fault:
    ours = text.paper is None or text.kinds
    return fault(
        text.place,
        actual=said,
        severity=None if ours else Severity.WARNING,
        guards=text.kinds,
        paper=_named(deal, text),
        what=what,
    )


def _named(deal: Deal, text: Text) -> Said:
    """The paper on which the text stands, the first of ours where it stands on several."""
    if text.paper is not None:
        said = names.paper(deal, text.paper)
        return Said(f"The {said.en}", said.zh)
    row = deal.tables.papers[text.kinds[0]]
    return Said(f"The {row.en}", row.zh)
