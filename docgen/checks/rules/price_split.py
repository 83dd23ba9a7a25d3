"""INC: value FOB, freight and insurance that make up the price (价格构成)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from docgen.checks import names
from docgen.checks.papers import CI, Paper
from docgen.checks.rule import Deal, Fault, Outcomes, Said, fault, rule, skip
from docgen.checks.rules.incoterms import term_of
from docgen.checks.shipments import of_this_shipment
from docgen.findings import Severity

_SPLIT_REFS = (
    "GACC announcement 2019-18: 成交方式, 运费, 保费",
    "ICC Incoterms 2020, A9 and B9: allocation of costs",
)
_PART = re.compile(
    r"\b(FOB(?: VALUE)?|FREIGHT|INSURANCE)\b[^0-9]{0,30}?([0-9][0-9,]*(?:\.[0-9]+)?)"
)
_KINDS = {"freight": Said("freight", "运费"), "insurance": Said("insurance", "保险费")}


@rule(
    "INC-010",
    severity=Severity.WARNING,
    refs=_SPLIT_REFS,
    en="{what} of {actual} is above the usual {most}% of the invoice total of {total}: {share}%.",
    zh="{what}{actual}占发票总额{total}的{share}%,超过通常的{most}%。",
    fix="Check the figure for a slip of the decimal point, and freight and premium for a swap.",
    fix_zh="请核对小数点是否有误、运费与保险费是否填反。",
)
def freight_and_premium_are_a_usual_share(
    deal: Deal, *, freight_percent: int = 60, premium_percent: int = 3
) -> Outcomes:
    """Freight and premium contained in the price leave a sound value FOB (离岸价).

    Customs reckons that value from them; a swapped or misplaced figure shows as a share that no
    cargo pays. A split that leaves nothing for the goods is an error on the invoice.
    """
    shipment, total = deal.order.shipment, deal.totals.amount
    if shipment is None or not total:
        return
    parts = (
        ("freight", shipment.freight, freight_percent),
        ("insurance", shipment.insurance, premium_percent),
    )
    if deal.totals.free_on_board is None and term_of(deal).freight:
        yield skip(
            "neither freight nor premium is known", "尚未填写运费和保险费", "/shipment/freight"
        )
    nothing_left = (deal.totals.free_on_board or Decimal(0)) <= 0
    for name, amount, most in parts:
        if amount and amount * 100 > total * most:
            yield fault(
                f"/shipment/{name}",
                "/goods",
                actual=names.money(amount, deal.order.currency),
                severity=Severity.ERROR if nothing_left else None,
                guards=(CI,),
                what=Said(_KINDS[name].en.capitalize(), _KINDS[name].zh),
                share=(amount * 100 / total).quantize(Decimal("0.01")),
                total=names.money(total, deal.order.currency),
                most=most,
            )


@rule(
    "INC-011",
    severity=Severity.ERROR,
    guards=(CI,),
    refs=("ISBP 745 C9, ISBP 821 C10", *_SPLIT_REFS),
    en="The {paper} splits its total into {parts}: {read} is {actual}, but {against} {expected}"
    " (difference {difference}).",
    zh="{paper}价格构成为{parts}:{read}{actual},而{against}{expected},相差{difference}。",
    fix="Find which of value FOB, freight, insurance and total is wrong, and correct the invoice.",
    fix_zh="请核对离岸价、运费、保险费和总额,更正发票。",
)
def an_issued_invoice_splits_its_total_exactly(deal: Deal) -> Outcomes:
    """Value FOB, freight and insurance that an issued invoice states add up to its total.

    Freight and insurance are those of the order, too. The split is read from the sentences of the
    paper (`text`); ours is computed.
    """
    for paper in deal.issued(CI):
        parts = _split(paper.facts.text)
        if len(parts) < 2 or "FOB" not in parts or paper.facts.amount is None:
            continue
        added = sum(parts.values(), Decimal(0))
        if added != paper.facts.amount:
            where = f"{paper.place}/text", paper.at("amount")
            yield _badly_split(deal, paper, where, parts, paper.facts.amount, added)
        elif deal.order.shipment and of_this_shipment(deal, paper):
            for name in ("freight", "insurance"):
                ours = getattr(deal.order.shipment, name)
                stated = parts.get(name.upper())
                if ours is not None and stated is not None and ours != stated:
                    where = f"{paper.place}/text", f"/shipment/{name}"
                    yield _badly_split(deal, paper, where, parts, ours, stated, _KINDS[name])


def _badly_split(
    deal: Deal,
    paper: Paper,
    where: tuple[str, str],
    parts: Mapping[str, Decimal],
    expected: Decimal,
    actual: Decimal,
    part: Said | None = None,
) -> Fault:
    total = Said("the total is", "总额为")
    ours = part and Said(f"the {part.en} in the order is", f"订单{part.zh}为")
    return fault(
        *where,
        expected=expected,
        actual=actual,
        paper=names.paper(deal, paper),
        parts=" + ".join(f"{value:,f}" for value in parts.values()),
        read=part or Said("the sum", "合计"),
        against=ours or total,
    )


def _split(sentences: tuple[str, ...]) -> dict[str, Decimal]:
    """Value FOB, freight and insurance as sentences state them, each once."""
    found: dict[str, Decimal] = {}
    for sentence in sentences:
        for name, figure in _PART.findall(_flat(sentence)):
            found.setdefault(name.split()[0], Decimal(figure.replace(",", "")))
    return found


def _flat(text: str) -> str:
    """Upper case with single blanks; figures and points kept."""
    return " ".join(text.upper().split())
