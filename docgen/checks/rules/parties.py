"""PTY: who sells and who buys, by name, on every paper (当事人)."""

from __future__ import annotations

from collections.abc import Iterator

from stdnum.cn import uscc

from docgen.checks import names
from docgen.checks.identifiers import holders
from docgen.checks.misstated import Wrong, gathered
from docgen.checks.papers import (
    ALL,
    CI,
    CO,
    FA,
    INSURANCE_KINDS,
    IR,
    PC,
    PL,
    SC,
    TRANSPORT_KINDS,
    Paper,
)
from docgen.checks.rule import Deal, Fault, Outcomes, Said, fault, rule
from docgen.checks.words import country_at_end, norm, same
from docgen.checks.words import names as named_in
from docgen.findings import Severity
from docgen.order.parties import Party

OF_PURCHASES = (PC, "production-order")
"""Papers on which we are the buyer."""
_STRICT = (
    *(SC, PC, CI, PL, IR, CO, FA, "proforma-invoice", "purchase-order", "production-order"),
    "customs-declaration",
)
_CREDIT_CODE = Said("credit code", "统一社会信用代码")
_SELLER, _BUYER = Said("seller", "卖方"), Said("buyer", "买方")
_CALLED = {
    **dict.fromkeys((CO, FA), Said("exporter", "出口商")),
    **dict.fromkeys((*TRANSPORT_KINDS, "booking-note"), Said("shipper", "发货人")),
    **dict.fromkeys(INSURANCE_KINDS, Said("insured", "被保险人")),
}
"""What the seller is called on papers that do not speak of a sale."""


def line_of(text: str) -> str:
    """The first line of an address block, which is usually the name."""
    return text.split("\n", maxsplit=1)[0]


def is_named(text: str, party: Party) -> bool:
    """Whether a text names the party, in English or in Chinese."""
    return named_in(text, party.name) or named_in(text, party.name_zh)


def _weight(paper: Paper) -> Severity | None:
    """On papers of carriers and insurers another firm may stand, so there it is a warning."""
    return None if paper.kind in _STRICT else Severity.WARNING


@rule(
    "PTY-001",
    severity=Severity.ERROR,
    guards=ALL,
    refs=(
        "customs: exporter as registered (备案名称)",
        "UNCTAD notes on the GSP Form A, box 1",
        "ISBP 745 L6, L8",
    ),
    en='The {what} on the {papers} is "{actual}", but "{expected}" is registered.',
    zh="{papers}的{what}为“{actual}”,与备案的“{expected}”不符。",
    fix="Use the registered name, letter by letter, and have the paper changed.",
    fix_zh="请使用与备案完全一致的名称,并更正该单据。",
)
def our_own_name_is_the_registered_one(deal: Deal) -> Outcomes:
    """We stand on every paper under our registered name: as exporter, or as buyer from a factory.

    The order is held against the company profile where both mean one firm: the same credit code,
    or a name that differs in a letter or an ending. An address may follow the name, and the
    Chinese name serves as well. Shipper and insured may be another firm (UCP 600 art. 14(k)), so
    on papers of carriers and insurers it is a warning.
    """
    yield from _unlike_the_profile(deal)
    yield from gathered(deal, _not_our_name(deal))


def _not_our_name(deal: Deal) -> Iterator[Wrong]:
    us = deal.order.seller
    for paper in deal.theirs:
        buying = paper.kind in OF_PURCHASES
        what = _BUYER if buying else _CALLED.get(paper.kind, _SELLER)
        text = paper.facts.buyer if buying else paper.facts.seller
        if text and not is_named(text, us):
            name, at = "buyer" if buying else "seller", "/seller/name"
            yield Wrong(paper, name, at, us.name, line_of(text), what, _weight(paper))


def _unlike_the_profile(deal: Deal) -> Iterator[Fault]:
    """Another spelling of our own firm than the company profile has."""
    ours, known = deal.order.seller, deal.context.profile.seller
    if known is None or ours == known:
        return
    one_code = bool(ours.uscc) and same(ours.uscc, known.uscc)
    if not same(ours.name, known.name):
        if one_code or _alike(ours.name, known.name):
            yield _own("/seller/name", known.name, ours.name, _SELLER)
    elif ours.uscc and known.uscc and not one_code and uscc.is_valid(ours.uscc):
        yield _own("/seller/uscc", known.uscc, ours.uscc, _CREDIT_CODE)
    if one_code and ours.name_zh and known.name_zh and not same(ours.name_zh, known.name_zh):
        role = Said("Chinese name", "卖方中文名称")
        yield _own("/seller/name_zh", known.name_zh, ours.name_zh, role)


def _own(where: str, expected: str, actual: str, what: Said) -> Fault:
    return fault(where, expected=expected, actual=actual, what=what, papers=Said("order", "订单"))


def _alike(one: str, other: str, letters: int = 2) -> bool:
    """Whether two names differ in a letter or two, or only in what stands at their end."""
    first, second = norm(one), norm(other)
    if f"{first} ".startswith(f"{second} ") or f"{second} ".startswith(f"{first} "):
        return True
    return abs(len(first) - len(second)) <= letters and _distance(first, second) <= letters


def _distance(one: str, other: str) -> int:
    """How many letters have to be changed, put in or taken out (Levenshtein)."""
    row = list(range(len(other) + 1))
    for at, char in enumerate(one, start=1):
        before, row[0] = row[0], at
        for index, letter in enumerate(other, start=1):
            change = before + (char != letter)
            before, row[index] = row[index], min(row[index] + 1, row[index - 1] + 1, change)
    return row[-1]


@rule(
    "PTY-002",
    severity=Severity.ERROR,
    guards=ALL,
    refs=("contract: parties", "UCP 600 art. 18(a)(ii)"),
    en='The {what} on the {papers} is "{actual}", but the order has "{expected}".',
    zh="{papers}的{what}为“{actual}”,订单为“{expected}”。",
    fix="Address the paper to the party of the contract, or record the change in the order.",
    fix_zh="请按合同当事人更正单据;如已变更当事人,请更正订单。",
)
def the_other_party_is_that_of_the_order(deal: Deal) -> Outcomes:
    """Papers of the sale name the buyer of the order, those of a purchase its supplier."""
    yield from gathered(deal, _not_the_other_party(deal))


def _not_the_other_party(deal: Deal) -> Iterator[Wrong]:
    for paper in deal.theirs:
        buying = paper.kind in OF_PURCHASES
        name, what = ("seller", _SELLER) if buying else ("buyer", _BUYER)
        text = paper.facts.seller if buying else paper.facts.buyer
        wanted = _suppliers(deal, paper) if buying else (deal.order.buyer,)
        if text and wanted and not any(is_named(text, party) for party in wanted):
            listed = " / ".join(party.name for party in wanted)
            at = "/suppliers" if buying else "/buyer/name"
            yield Wrong(paper, name, at, listed, line_of(text), what, _weight(paper))


def _suppliers(deal: Deal, paper: Paper) -> tuple[Party, ...]:
    """The supplier of the purchase of that number, or all where no number says which."""
    for purchase in deal.order.purchases:
        if same(purchase.number, paper.facts.number):
            return (deal.suppliers[purchase.supplier][1],)
    return tuple(deal.order.suppliers)


@rule(
    "PTY-015",
    severity=Severity.ERROR,
    guards=ALL,
    refs=("contract: two parties", "customs: 境内发货人、境外收货人"),
    en='The {role} is "{actual}", which is our own name.',
    zh="{role}写成了我方自己的名称“{actual}”。",
    fix="Enter the {role} by its own name.",
    fix_zh="请填写{role}的真实名称。",
)
def nobody_deals_with_himself(deal: Deal) -> Outcomes:
    """The buyer is not the seller; that a supplier is the seller is only asked about.

    A firm with a workshop of its own may write purchase contracts to itself.
    """
    us, buyer = deal.order.seller, deal.order.buyer
    if same(buyer.name, us.name):
        yield fault("/buyer/name", "/seller/name", actual=buyer.name, role=_BUYER)
    for index, supplier in enumerate(deal.order.suppliers):
        if same(supplier.name, us.name):
            yield fault(
                f"/suppliers/{index}/name",
                "/seller/name",
                actual=supplier.name,
                severity=Severity.WARNING,
                guards=(PC,),
                role=Said("supplier", "供方"),
            )


@rule(
    "PTY-016",
    severity=Severity.WARNING,
    guards=ALL,
    refs=("UCP 600 art. 14(j): addresses within the same country",),
    en="The address of the {role} ends in {actual}, but its country is {expected}.",
    zh="{role}的地址末尾为{actual},而所填国家为{expected}。",
    fix="Correct the country or the address; the country is printed under the address.",
    fix_zh="请更正国家或地址;单据会在地址后打印所填国家。",
)
def an_address_is_in_the_country_of_its_party(deal: Deal) -> Outcomes:
    """An address that ends with the name of a country ends with that of the party.

    Papers print the country under an address that does not name it, so with another country two
    would stand there, of which the second is wrong or the first. A warning, since states of the
    United States bear names of countries.
    """
    for at, party, role in holders(deal.order):
        named = country_at_end(party.address, deal.tables)
        if named and named != party.country:
            yield fault(
                f"{at}/country",
                f"{at}/address",
                expected=names.country(party.country, deal.tables),
                actual=names.country(named, deal.tables),
                role=role,
            )
