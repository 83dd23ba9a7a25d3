"""The letter of credit in the form of a paper, to be laid beside the papers."""

from __future__ import annotations

from docgen.checks.credits import is_allowed
from docgen.checks.papers import Paper, stated, stated_terms
from docgen.order.credit import Credit

LETTER_OF_CREDIT = "letter-of-credit"
_FIELDS = {
    "number": "number",
    "credit_number": "number",
    "date": "issued",
    "seller": "beneficiary",
    "buyer": "applicant",
    "delivery": "price_term",
    "issuing_bank": "issuing_bank",
    "tenor": "drafts_at",
    "drawee": "drawee",
    "terms/latest_shipment": "latest_shipment",
    "terms/partial_shipment": "partial_shipments",
    "terms/transhipment": "transhipment",
}
"""A fact of a paper, and the field of the credit that says the same under another name."""
_SAME_NAMES = (
    "currency",
    "amount",
    "amount_in_words",
    "quantity",
    "unit",
    "packages",
    "package_kind",
    "packing",
    "net_weight_kg",
    "gross_weight_kg",
    "volume_m3",
    "marks",
    "goods",
    "port_of_loading",
    "port_of_discharge",
    "final_destination",
    "contract_number",
    "contract_date",
)


def credit_as_paper(credit: Credit) -> Paper:
    """What the credit states of the facts that papers state."""
    facts = {name: getattr(credit, name) for name in _SAME_NAMES}
    facts |= {name: getattr(credit, field) for name, field in _FIELDS.items() if "/" not in name}
    terms = stated_terms(
        latest_shipment=credit.latest_shipment,
        partial_shipment=is_allowed(credit.partial_shipments),
        transhipment=is_allowed(credit.transhipment),
    )
    paper = stated(**facts, kind=LETTER_OF_CREDIT, terms=terms)
    places = {name: f"/credit/{field}" for name, field in _FIELDS.items()}
    return Paper("/credit", False, paper, places)
