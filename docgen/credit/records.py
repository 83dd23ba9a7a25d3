"""What a clause can ask for, as records; `demands` shows how they are reached."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from docgen.credit.copies import Copies


@dataclass(frozen=True)
class Item:
    """Something that is to be shown, such as the number of the credit.

    Attributes:
        item: credit_number, credit_date, issuing_bank, contract_number, order_number, tax_number,
            hs_code, applicant, beneficiary, invoice_number, origin, goods, marks.
        value: what it is, where the credit spells it out.
        name: which tax number: BIN, TIN, IRC ...
    """

    item: str
    value: str = ""
    name: str = ""


@dataclass(frozen=True)
class Statement:
    """Words that a paper must carry.

    Attributes:
        verb: how it is asked for: CERTIFYING, SHOWING, MARKED ...; empty where a number just stands
            in the clause.
        text: what is to be said, as it reads.
        literal: the words in quotation marks, which must stand on the paper as they are.
        items: the numbers and names that the text speaks of.
    """

    verb: str
    text: str
    literal: str = ""
    items: tuple[Item, ...] = ()


@dataclass(frozen=True)
class PaperDemand:
    """A paper that a clause asks for.

    Attributes:
        place: JSON pointer of the clause.
        kind: its kind, as in `issued`: commercial-invoice, bill-of-lading ...
        named: its name in the clause: INSURANCE POLICY OR CERTIFICATE.
        alternatives: kinds that satisfy the clause as well (AIR WAYBILL OR BILL OF LADING).
        additional: the clause is one of 47A: it says more of a paper and asks for no other.
        signed: `signed`, `manually`, or empty.
        signed_by: who is to sign or countersign it.
        issuer: who is to issue it.
        consignee: TO ORDER, TO ORDER OF ..., or who the goods are consigned to.
        endorsed: BLANK, or to whom.
        freight: `prepaid`, `collect`, or empty.
        qualities: clean, clean on board, on board, detailed, charter party, multimodal ...
        subjects: what a certificate certifies: QUALITY, QUANTITY, WEIGHT.
        percent: insured value, per cent of the invoice value.
        cover: ICC(A), ALL RISKS, WAR, SRCC ...
        claims_at: where claims are payable.
        drawn_on: who a draft is drawn on.
        tenor: of the draft: SIGHT, 30 DAYS AFTER B/L DATE.
        within: when it is due: WITHIN 3 DAYS AFTER SHIPMENT.
        sent_to: who it is to be sent to.
    """

    place: str
    kind: str
    named: str
    alternatives: tuple[str, ...] = ()
    additional: bool = False
    copies: Copies = field(default_factory=Copies)
    signed: str = ""
    signed_by: str = ""
    issuer: str = ""
    consignee: str = ""
    endorsed: str = ""
    notify: tuple[str, ...] = ()
    freight: str = ""
    qualities: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    percent: Decimal | None = None
    cover: tuple[str, ...] = ()
    claims_at: str = ""
    drawn_on: str = ""
    tenor: str = ""
    within: str = ""
    sent_to: str = ""
    statements: tuple[Statement, ...] = ()


@dataclass(frozen=True)
class Everywhere:
    """What all papers must show, except those of the kinds named."""

    place: str
    item: Item
    excepted: tuple[str, ...] = ()


@dataclass(frozen=True)
class Condition:
    """A condition that asks for no paper.

    Attributes:
        topic: language, discrepancy_fee, presentation, tolerance, bill_of_lading_refused,
            bill_of_lading_accepted, shipment_not_before, documents_not_before,
            third_party_documents, reimbursement, charges, packing, marking, sanctions,
            transhipment_excluded, transhipment, partial_shipments, vessel, dispatch,
            insurance_by_buyer, rules, marks, extra_copies, negotiation_restricted,
            documents_in_name, goods_condition, shipment_from, presented_through, drawn_in_excess,
            draft_clause.
        text: the sentence as it reads.
        value: its figure, where it has one: days, per cent, what is refused, which papers.
        what: what a tolerance is of: `quantity`, `amount`.
    """

    place: str
    topic: str
    text: str
    value: str = ""
    what: tuple[str, ...] = ()


@dataclass(frozen=True)
class Soft:
    """A soft clause (软条款): whether the seller is paid depends on the buyer."""

    place: str
    kind: str
    text: str
    en: str
    zh: str


@dataclass(frozen=True)
class ReadClause:
    """One clause of 46A or 47A and all that was understood of it."""

    place: str
    text: str
    papers: tuple[PaperDemand, ...] = ()
    everywhere: tuple[Everywhere, ...] = ()
    conditions: tuple[Condition, ...] = ()
    soft: tuple[Soft, ...] = ()
    left: tuple[str, ...] = ()

    @property
    def understood(self) -> bool:
        """Whether nothing of the clause was left over."""
        return not self.left
