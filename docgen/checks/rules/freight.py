"""INC: freight in the price and its clause on transport documents, charges beyond the term."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from docgen.checks import names
from docgen.checks.delivery import freight_payer
from docgen.checks.papers import CI, TRANSPORT_KINDS
from docgen.checks.rule import Deal, Fault, Outcomes, Said, Skip, fault, rule, skip
from docgen.checks.rules.incoterms import term_of
from docgen.checks.words import norm
from docgen.findings import Severity
from docgen.order.goods import Charge

_ICC = "ICC Incoterms 2020, A9 and B9: allocation of costs"
_SPLIT_REFS = ("GACC announcement 2019-18: 成交方式, 运费, 保费", _ICC)
_CIF = "1"
"""Code of 成交方式 whose price contains freight and insurance (CIF, CIP and the D rules)."""
_CLAUSES = {
    "seller": Said("FREIGHT PREPAID", "FREIGHT PREPAID(运费预付)"),
    "buyer": Said("FREIGHT COLLECT", "FREIGHT COLLECT(运费到付)"),
}
_KINDS = {
    "freight": Said("freight", "运费"),
    "insurance": Said("insurance", "保险费"),
    "packing": Said("packing", "包装费"),
    "inspection": Said("inspection", "检验费"),
    "documents": Said("documents", "单证费"),
    "bank": Said("bank charges", "银行费用"),
    "other": Said("other charges", "其他费用"),
}


@rule(
    "INC-003",
    severity=Severity.ERROR,
    guards=(CI,),
    needs=("shipment",),
    refs=(*_SPLIT_REFS, "UCP 600 art. 14(d)"),
    en="Under {term} the {payer} pays the freight, so {what} should be {expected}; it is {actual}.",
    zh="{term}应由{payer}支付运费,{what}应为{expected},实为{actual}。",
    fix="Correct the freight or the trade term; have the carrier correct a wrong freight clause.",
    fix_zh="请更正运费或贸易术语;运费条款有误的,请船公司或货代改正。",
)
def freight_is_paid_by_whom_the_term_says(deal: Deal) -> Outcomes:
    """Freight is in the price under C and D rules alone, and the transport document says so.

    Prepaid freight under an E or F rule is a warning: the seller may have advanced it for the
    buyer, and it passes where the order charges it.
    """
    row, shipment = term_of(deal), deal.order.shipment
    freight = shipment.freight if shipment else None
    seller_pays = row.freight or _charges_freight(deal)
    if row.freight and freight is None:
        yield skip(
            "the freight in the price is not known yet", "尚未填写价内运费", "/shipment/freight"
        )
    elif freight is not None and (freight > 0) != row.freight:
        yield _wrong_payer(
            deal,
            "/shipment/freight",
            Said("the freight contained in the price", "价内运费"),
            Said("more than 0", "大于0") if row.freight else Decimal(0),
            freight,
        )
    for paper in deal.issued(*TRANSPORT_KINDS, "booking-note"):
        who = names.paper(deal, paper)
        yield from _clause(deal, paper.at("freight"), paper.facts.freight, seller_pays, who)


def _clause(
    deal: Deal,
    where: str,
    clause: str,
    seller_pays: bool,
    who: Said,
) -> Iterator[Fault | Skip]:
    payer = freight_payer(clause)
    if not clause:
        return
    if payer is None:
        yield skip(f'"{clause}" does not say who pays', f"“{clause}”未写明预付或到付", where)
    elif (payer == "seller") != seller_pays:
        lenient = None if seller_pays else Severity.WARNING
        wanted = _CLAUSES["seller" if seller_pays else "buyer"]
        yield _wrong_payer(deal, where, who, wanted, clause, lenient)


def _wrong_payer(
    deal: Deal,
    where: str,
    what: Said,
    expected: Said | Decimal,
    actual: str | Decimal,
    weight: Severity | None = None,
) -> Fault:
    row = term_of(deal)
    charged = not row.freight and _charges_freight(deal)
    return fault(
        where,
        "/terms/delivery/rule",
        expected=expected,
        actual=actual,
        severity=weight,
        term=Said(f"{row.code} with freight charged", f"{row.code}另收运费,")
        if charged
        else row.code,
        what=what,
        payer=Said("seller", "卖方") if row.freight or charged else Said("buyer", "买方"),
    )


def _charges_freight(deal: Deal) -> bool:
    return any(charge.kind == "freight" for charge in deal.order.charges)


@rule(
    "INC-006",
    severity=Severity.WARNING,
    guards=(CI,),
    refs=("ISBP 745 C9, ISBP 821 C10", _ICC),
    en='The charge "{charge}" of {actual} stands outside the price: {problem}.',
    zh="价外另列“{charge}”{actual}:{problem}。",
    fix="Include the charge in the unit prices, change the trade term, or bill it apart.",
    fix_zh="请把该费用计入单价、改用其他贸易术语,或另开单收取。",
)
def a_charge_does_not_double_or_burst_the_term(deal: Deal) -> Outcomes:
    """A charge added to the invoice is neither part of the term already nor foreign to it.

    Under a credit every charge beyond the term is an error, for banks refuse it, unless the
    credit's additional amounts (39C) or goods (45A) name it. Without one, charges for
    inspection, documents or banks are the parties' own affair and pass; one that the price
    already contains, or freight that turns FOB into CFR, is a warning.
    """
    for index, charge in enumerate(deal.order.charges):
        if not charge.amount or _credit_allows(deal, charge):
            continue
        problem = _problem(deal, charge)
        under_credit = deal.order.credit is not None
        if problem is None and under_credit:
            term = term_of(deal).code
            problem = Said(
                f"the credit pays {term} alone and does not name it",
                f"信用证只付{term}价,未列明该费用",
            )
        if problem is not None:
            yield fault(
                f"/charges/{index}",
                "/terms/delivery/rule",
                actual=names.money(charge.amount, deal.order.currency),
                severity=Severity.ERROR if under_credit else None,
                charge=charge.description,
                problem=problem,
            )


def _problem(deal: Deal, charge: Charge) -> Said | None:
    """Why the term does not bear the charge, whoever pays and how."""
    row, kind = term_of(deal), _KINDS[charge.kind]
    contained = {"freight": row.freight, "insurance": row.customs_terms == _CIF, "packing": True}
    if contained.get(charge.kind):
        return Said(f"{row.code} contains {kind.en} already", f"{row.code}价内已含{kind.zh}")
    if charge.kind in ("freight", "insurance"):
        return Said(
            f"with {kind.en} the total is no longer {row.code}",
            f"加上{kind.zh}后,总额已不是{row.code}价",
        )
    return None


def _credit_allows(deal: Deal, charge: Charge) -> bool:
    credit = deal.order.credit
    if credit is None:
        return False
    named = f" {norm(credit.additional_amounts)} {norm(credit.goods)} "
    words = (norm(_KINDS[charge.kind].en), norm(charge.description))
    return any(f" {word} " in named for word in words)
