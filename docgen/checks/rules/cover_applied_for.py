"""INC: what the insurer is asked for (投保单)."""

from __future__ import annotations

from docgen.checks.papers import IA
from docgen.checks.presented import firm, same_firm
from docgen.checks.rule import Deal, Outcomes, Said, fault, rule, skip
from docgen.checks.rules.ports import is_near, places_of
from docgen.checks.words import country_of, norm
from docgen.findings import Severity
from docgen.order.shipping_papers import InsuranceApplication


@rule(
    "INC-014",
    severity=Severity.WARNING,
    guards=(IA,),
    needs=("insurance_application",),
    refs=(
        "ICC Incoterms 2020, CIF A5 and CIP A5: whoever has an interest in the goods can claim",
        "ISBP 745 section K, insured party and claims payable",
    ),
    en="The application for insurance {problem}.",
    zh="投保单{problem}。",
    fix="Correct the application before the insurer makes out the policy from it.",
    fix_zh="请在保险公司据此出具保单前更正投保单。",
)
def cover_is_applied_for_in_the_right_name_and_place(deal: Deal) -> Outcomes:
    """The assured is the seller or the buyer, and claims are payable where the goods go.

    The policy repeats both from the application. An assured TO ORDER passes.
    """
    asked = deal.order.insurance_application
    if asked is None:
        return
    seller, buyer = deal.order.seller.name, deal.order.buyer.name
    known = any(same_firm(asked.insured, each) for each in (seller, buyer))
    if asked.insured and not known and "ORDER" not in norm(asked.insured).split():
        problem = Said(
            f'names "{firm(asked.insured)}" as the assured, neither the seller nor the buyer',
            f"的被保险人“{firm(asked.insured)}”既非卖方也非买方",
        )
        where = ("/insurance_application/insured", "/seller/name")
        yield fault(*where, expected=seller, actual=asked.insured, problem=problem)
    if not asked.claims_payable_at:
        return
    if deal.order.shipment is None:
        yield skip("the shipment is not known yet", "尚无装运信息", "/shipment")
    elif not _where_the_goods_go(deal, asked):
        goes_to = list(places_of(deal.order.shipment))[-1][1].name
        problem = Said(
            f'has claims payable at "{asked.claims_payable_at}", the goods go to "{goes_to}"',
            f"的赔付地点为“{asked.claims_payable_at}”,货物运往“{goes_to}”",
        )
        where = ("/insurance_application/claims_payable_at", "/shipment")
        yield fault(*where, expected=goes_to, actual=asked.claims_payable_at, problem=problem)


def _where_the_goods_go(deal: Deal, asked: InsuranceApplication) -> bool:
    """Whether claims are paid at the port or place of destination, or in its country."""
    place, shipment = asked.claims_payable_at, deal.order.shipment
    ends = list(places_of(shipment))[1:] if shipment else []
    if any(is_near(place, end, deal.tables) for _, end in ends):
        return True
    return country_of(place, deal.tables) == deal.destination
