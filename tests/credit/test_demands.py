"""What a clause asks for is read from its words; what nobody understood is told, never guessed."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from docgen.credit.copies import Copies
from docgen.credit.demands import Demands, Item, Statement, demands_of
from docgen.credit.grammar import grammar
from docgen.order.credit import Credit
from docgen.tables import load_tables


def asked(*clauses: str) -> Demands:
    return demands_of(Credit(documents=clauses))


def under(*clauses: str) -> Demands:
    """The demands of conditions (47A)."""
    return demands_of(Credit(conditions=clauses))


FACTS: list[tuple[str, str, dict[str, Any]]] = [
    (
        "SIGNED COMMERCIAL INVOICE IN TRIPLICATE",
        "commercial-invoice",
        {"signed": "signed", "copies": Copies(fold=3)},
    ),
    (
        "MANUALLY SIGNED COMMERCIAL INVOICE, 1 ORIGINAL AND 2 COPIES",
        "commercial-invoice",
        {"signed": "manually", "copies": Copies(originals=1, copies=2)},
    ),
    (
        "DETAILED PACKING LIST IN 6 FOLD DULY SIGNED BY BENEFICIARY",
        "packing-list",
        {"qualities": ("detailed",), "copies": Copies(fold=6), "signed_by": "BENEFICIARY"},
    ),
    (
        "FULL SET OF CLEAN ON BOARD OCEAN BILLS OF LADING MADE OUT TO ORDER OF FJORD BANK ASA,"
        " OSLO, MARKED FREIGHT PREPAID AND NOTIFY APPLICANT AND FJORD BANK ASA, OSLO.",
        "bill-of-lading",
        {
            "consignee": "TO ORDER OF FJORD BANK ASA, OSLO",
            "freight": "prepaid",
            "notify": ("APPLICANT", "FJORD BANK ASA, OSLO"),
            "copies": Copies(full_set=True),
        },
    ),
    (
        "3/3 CLEAN ON BOARD B/L TO ORDER, BLANK ENDORSED, FREIGHT COLLECT, NOTIFY BUYER",
        "bill-of-lading",
        {
            "consignee": "TO ORDER",
            "endorsed": "BLANK",
            "freight": "collect",
            "notify": ("APPLICANT",),
            "copies": Copies(originals=3, of_set=3, full_set=True),
        },
    ),
    (
        "2/3 SET ON BOARD BILLS OF LADING TO ORDER OF SHIPPER PLUS 03 NON-NEGOTIABLE COPIES",
        "bill-of-lading",
        {
            "consignee": "TO ORDER OF SHIPPER",
            "copies": Copies(originals=2, of_set=3, copies=3),
        },
    ),
    (
        'AIR WAYBILL CONSIGNED TO APPLICANT MARKED "FREIGHT PREPAID"',
        "air-waybill",
        {"consignee": "APPLICANT", "freight": "prepaid"},
    ),
    (
        "INSURANCE POLICY OR CERTIFICATE IN DUPLICATE ENDORSED IN BLANK FOR 110PCT OF INVOICE VALUE"
        " COVERING INSTITUTE CARGO CLAUSES (A), INSTITUTE WAR CLAUSES (CARGO) AND INSTITUTE STRIKES"
        " CLAUSES (CARGO), CLAIMS PAYABLE AT OSLO IN THE CURRENCY OF THE DRAFT",
        "insurance-policy",
        {
            "percent": Decimal(110),
            "cover": ("ICC(A)", "WAR", "SRCC"),
            "claims_at": "OSLO",
            "endorsed": "BLANK",
            "copies": Copies(fold=2),
        },
    ),
    (
        "INSURANCE POLICY FOR FULL CIF VALUE PLUS 10%, ALL RISKS AS PER PICC, CLAIMS IN LAGOS",
        "insurance-policy",
        {"percent": Decimal(110), "cover": ("ALL RISKS",), "claims_at": "LAGOS"},
    ),
    (
        "CERTIFICATE OF ORIGIN, ONE ORIGINAL PLUS TWO COPIES, ISSUED BY CCPIT",
        "certificate-of-origin",
        {"issuer": "CCPIT", "copies": Copies(originals=1, copies=2)},
    ),
    ("GSP CERTIFICATE OF ORIGIN FORM A IN 1 ORIGINAL", "form-a", {"copies": Copies(originals=1)}),
    (
        "INSPECTION CERTIFICATE OF QUALITY AND WEIGHT IN 3 COPIES ISSUED BY SGS",
        "inspection-certificate",
        {"subjects": ("QUALITY", "WEIGHT"), "issuer": "SGS", "copies": Copies(fold=3)},
    ),
    ("QUALITY CERTIFICATE ISSUED BY BENEFICIARY", "quality-certificate", {"issuer": "BENEFICIARY"}),
    (
        "BENEFICIARY'S DRAFT IN DUPLICATE AT 30 DAYS AFTER SIGHT DRAWN ON ISSUING BANK",
        "bill-of-exchange",
        {"drawn_on": "ISSUING BANK", "tenor": "AT 30 DAYS AFTER SIGHT"},
    ),
    (
        "SHIPPING ADVICE SENT BY FAX TO APPLICANT WITHIN 2 DAYS AFTER SHIPMENT",
        "shipping-advice",
        {"sent_to": "APPLICANT", "within": "WITHIN 2 DAYS AFTER SHIPMENT"},
    ),
]


@pytest.mark.parametrize(("clause", "kind", "facts"), FACTS, ids=[each[1] for each in FACTS])
@pytest.mark.parametrize("written", [str, str.lower, lambda text: text.replace(" ", "\n")])
def test_a_clause_is_read_whole(
    clause: str, kind: str, facts: dict[str, Any], written: Any
) -> None:
    demands = asked(written(clause))
    (paper,) = demands.papers
    assert (paper.kind, paper.place) == (kind, "/credit/documents/0")
    for name, value in facts.items():
        read = getattr(paper, name)
        assert str(read).upper() == str(value).upper() if written is str.lower else read == value
    assert demands.not_understood == ()


COUNTS = [
    ("IN DUPLICATE", 1, 2),
    ("IN 3 COPIES", 1, 3),
    ("IN THREE (3) COPIES", 1, 3),
    ("THREEFOLD", 1, 3),
    ("4 FOLD", 1, 4),
    ("IN 2 ORIGINALS", 2, 2),
    ("1 ORIGINAL + 2 COPIES", 1, 3),
    ("ONE ORIGINAL AND TWO COPIES", 1, 3),
    ("IN ORIGINAL AND 2 COPIES", 1, 3),
    ("", 1, 1),
]


@pytest.mark.parametrize(("words", "originals", "papers"), COUNTS)
def test_how_many_papers_are_asked_for(words: str, originals: int, papers: int) -> None:
    (paper,) = asked(f"PACKING LIST {words}").papers
    assert (paper.copies.least_originals, paper.copies.papers) == (originals, papers)


def test_words_that_a_paper_must_carry_are_kept_as_they_read() -> None:
    (paper,) = asked(
        'INVOICE IN TRIPLICATE STATING "GOODS ARE OF CHINESE ORIGIN" AND QUOTING CONTRACT NO. AB-12'
    ).papers
    assert paper.statements == (
        Statement(
            "STATING",
            '"GOODS ARE OF CHINESE ORIGIN"',
            "GOODS ARE OF CHINESE ORIGIN",
            (Item("origin"),),
        ),
        Statement("QUOTING", "CONTRACT NO. AB-12", items=(Item("contract_number", "AB-12"),)),
    )


def test_two_papers_of_one_clause_share_what_it_says() -> None:
    invoice, packing_list = asked("SIGNED COMMERCIAL INVOICE AND PACKING LIST IN 3 COPIES").papers
    assert (invoice.kind, packing_list.kind) == ("commercial-invoice", "packing-list")
    assert invoice.copies == packing_list.copies == Copies(fold=3)


def test_either_of_two_papers_is_one_demand() -> None:
    (paper,) = asked("AIR WAYBILL OR BILL OF LADING MARKED FREIGHT PREPAID").papers
    assert (paper.kind, paper.alternatives) == ("air-waybill", ("bill-of-lading",))


def test_what_all_papers_must_show() -> None:
    shown = under(
        "L/C NUMBER, DATE, APPLICANT NAME AND ISSUING BANK MUST APPEAR IN ALL DOCUMENTS.",
        "ALL DOCUMENTS EXCEPT DRAFT MUST QUOTE P/O NO. GB-4459 AND IMPORTER'S BIN 0004-0304",
    ).everywhere
    assert [(each.item.item, each.item.value, each.excepted) for each in shown] == [
        ("credit_number", "", ()),
        ("credit_date", "", ()),
        ("applicant", "", ()),
        ("issuing_bank", "", ()),
        ("order_number", "GB-4459", ("bill-of-exchange",)),
        ("tax_number", "0004-0304", ("bill-of-exchange",)),
    ]


TOPICS = [
    ("ALL DOCUMENTS MUST BE ISSUED IN ENGLISH", "language", ""),
    ("+/-10% TOLERANCE IN QUANTITY AND AMOUNT IS ACCEPTABLE", "tolerance", "10"),
    ("QUANTITY AND AMOUNT 5PCT MORE OR LESS ALLOWED", "tolerance", "5"),
    ("DOCUMENTS MUST BE PRESENTED WITHIN 5 DAYS AFTER SHIPMENT", "presentation", "5"),
    ("A FEE OF USD 70 IS DEDUCTED FOR EACH SET OF DISCREPANT DOCUMENTS", "discrepancy_fee", ""),
    ("SHIPMENT BEFORE L/C DATE IS NOT ALLOWED", "shipment_not_before", ""),
    ("INSURANCE TO BE COVERED BY BUYER", "insurance_by_buyer", ""),
    ("SHIPMENT MUST NOT BE EFFECTED BEFORE 1 MAY 2026", "shipment_from", "1 MAY 2026"),
    (
        "TRANSPORT DOCUMENT ISSUED BY FORWARDER NOT ACCEPTABLE",
        "bill_of_lading_refused",
        "TRANSPORT DOCUMENT ISSUED BY FORWARDER",
    ),
    ("FREIGHT FORWARDER'S B/L IS ACCEPTABLE", "bill_of_lading_accepted", "FORWARDER'S B/L"),
    ("THIS CREDIT IS SUBJECT TO UCP 600", "rules", ""),
    ("GOODS MUST BE NEW WITHOUT ANY DEFECT", "goods_condition", ""),
    ("WOODEN PALLETS MUST BE TREATED AND MARKED ACCORDING TO ISPM 15", "marking", ""),
    ("ONE EXTRA COPY OF INVOICE IS REQUIRED FOR ISSUING BANK'S FILE", "extra_copies", ""),
    ("NEGOTIATION IS RESTRICTED TO BANK OF CHINA", "negotiation_restricted", "BANK OF CHINA"),
    ("DOCUMENTS ARE TO BE NEGOTIATED THROUGH BANK OF CHINA", "presented_through", "BANK OF CHINA"),
    ("CHARGES EXCEEDING THE CREDIT AMOUNT ARE NOT ALLOWED", "drawn_in_excess", "NOT ALLOWED"),
    ("CREDIT NUMBER AND DATE MUST BE SHOWN ON ALL DRAFTS", "draft_clause", ""),
    ("DOCUMENTS ISSUED BEFORE L/C DATE ARE NOT ALLOWED", "documents_not_before", ""),
    ("TRANSPORT DOCUMENTS DATED BEFORE L/C NOT ACCEPTED", "documents_not_before", "TRANSPORT"),
    ("TRANSHIPMENT: UCP 600 ARTICLE 20(C) IS EXCLUDED", "transhipment_excluded", ""),
]


@pytest.mark.parametrize(("clause", "topic", "value"), TOPICS)
def test_a_condition_has_its_topic(clause: str, topic: str, value: str) -> None:
    demands = under(clause)
    (condition,) = demands.conditions
    assert (condition.topic, condition.value) == (topic, value)
    assert demands.not_understood == ()


SOFT = [
    ("INSPECTION CERTIFICATE ISSUED AND SIGNED BY APPLICANT", "applicant_signs"),
    ("BENEFICIARY'S CERTIFICATE COUNTERSIGNED BY THE BUYER", "applicant_signs"),
    ("ITS SIGNATURE MUST CONFORM WITH THE RECORD HELD BY ISSUING BANK", "specimen_signature"),
    ("1/3 ORIGINAL B/L TO BE SENT DIRECTLY TO APPLICANT", "original_to_applicant"),
    ("THIS CREDIT BECOMES OPERATIVE ONLY UPON RECEIPT OF THE IMPORT LICENCE", "not_operative"),
    ("SHIPMENT IS SUBJECT TO APPROVAL OF SAMPLES BY APPLICANT", "approval"),
    ("VESSEL WILL BE NOMINATED BY APPLICANT", "nominated_by_applicant"),
    ("PAYMENT WILL BE MADE ONLY AFTER ARRIVAL OF THE GOODS", "payment_after_arrival"),
]


@pytest.mark.parametrize(("clause", "kind"), SOFT)
def test_a_soft_clause_is_known(clause: str, kind: str) -> None:
    assert kind in [each.kind for each in under(clause).soft]


@pytest.mark.parametrize(
    "clause",
    [
        "COMMERCIAL INVOICE IN TRIPLICATE",
        "FULL SET OF CLEAN ON BOARD BILLS OF LADING TO ORDER, NOTIFY APPLICANT",
        "BENEFICIARY'S CERTIFICATE STATING THAT COPIES WERE SENT TO APPLICANT",
    ],
)
def test_an_ordinary_clause_is_not_soft(clause: str) -> None:
    assert asked(clause).soft == ()


def test_what_nobody_understood_is_left_as_it_reads() -> None:
    whole, part = asked("THE MOON MUST BE FULL", "PACKING LIST IN DUPLICATE ON PINK PAPER").clauses
    assert not whole.understood
    assert whole.left == ("THE MOON MUST BE FULL",)
    assert part.left == ("ON PINK PAPER",)
    assert part.papers[0].copies == Copies(fold=2)


def test_a_condition_says_more_of_a_paper_without_asking_for_another() -> None:
    (paper,) = under("INVOICE MUST SHOW FREIGHT SEPARATELY").papers
    assert paper.additional
    assert paper.place == "/credit/conditions/0"
    assert paper.statements[0].text == "FREIGHT SEPARATELY"


USUAL = """FULL SET (3/3) OF CLEAN 'ON BOARD' OCEAN B/L TO OUR ORDER, NOTIFY BUYER WITH FULL ADDRESS
CLEAN AIR WAYBILL CONSIGNED TO US, MARKED 'FREIGHT COLLECT' NOTIFY APPLICANT SHOWING FLIGHT NUMBER
BILL OF LADING IN 3/3 ORIGINALS MADE OUT TO ORDER OF SHIPPER AND ENDORSED IN BLANK
INSURANCE POLICY/CERTIFICATE, BLANK ENDORSED, COVERING ALL RISKS AND WAR RISK AS PER PICC 1/1/1981
FULL SET OF NEGOTIABLE INSURANCE POLICIES OR CERTIFICATES FOR FULL INVOICE VALUE PLUS 10 PERCENT
PACKING LIST/WEIGHT MEMO IN 3 COPIES INDICATING GROSS AND NET WEIGHTS OF EACH PACKAGE
CERTIFICATE OF WEIGHT AND QUALITY ISSUED BY CCIC IN TRIPLICATE
BENEFICIARY'S CERTIFIED COPY OF FAX SENT TO APPLICANT WITHIN 24 HOURS AFTER SHIPMENT ADVISING VESSEL
COMMERCIAL INVOICE, 1 SIGNED ORIGINAL AND 5 COPIES
SIGNED COMMERCIAL INVOICE IN TRIPLICATE (CONTRACT NO. 96AB491)
COMMERCIAL INVOICE X 3
NON-NEGOTIABLE COPY OF B/L
DRAFTS AT SIGHT FOR 100 PCT INVOICE VALUE DRAWN ON US
BENEFICIARY'S LETTER ATTESTING THAT THE GOODS ARE NEW
A CERTIFICATE FROM THE SHIPPING COMPANY STATING THAT THE VESSEL IS SEAWORTHY
SIGNED COMMERCIAL INVOICE CERTIFYING THAT GOODS ARE AS PER CONTRACT NO. 1234 DATED MAR. 5, 2009
FULL SET OF B/L CONSIGNED TO ORDER AND CLAUSED NOTIFY APPLICANT (WITH FULL NAME AND ADDRESS)
FULL SET OF CLEAN ON BOARD B/L TO ORDER OF SHIPPER, ENDORSED TO ORDER OF ISSUING BANK
FULL SET 3/3 OF CLEAN MULTIMODAL TRANSPORT DOCUMENT MADE OUT TO ORDER
INSURANCE POLICY AS PER CIC IN THE CURRENCY OF DRAFT (IRRESPECTIVE OF PERCENTAGE)
INSURANCE TO BE EFFECTED BY THE SELLER FOR 110% COVERING ICC (A) AND ICC WAR CLAUSES
GSP FORM A CERTIFYING GOODS OF ORIGIN IN CHINA, ISSUED BY COMPETENT AUTHORITIES
COPY OF BENEFICIARY'S FAX TO APPLICANT (FAX NO. 12-34) ADVISING SHIPMENT DETAILS
DRAFTS TO BE DRAWN AT 30 DAYS SIGHT ON ISSUING BANK FOR 90% OF INVOICE VALUE
INVOICE IN TRIPLICATE, ONE OF WHICH MUST BE CERTIFIED BY CCPIT
PACKING LIST SHOWING WEIGHT OF EACH CARTON, IN 4 COPIES
FULL SET 3/3 ORIGINALS PLUS 2 COPIES OF NON-NEGOTIABLE "CLEAN ON BOARD" B/L TO ORDER
DETAILED PACKING LIST IN 2 ORIGINALS PLUS 1 COPY, ALL OF WHICH MUST BE SIGNED
WEIGHT / QUANTITY CERTIFICATE ISSUED BY CCIC
QUALITY, QUANTITY AND WEIGHT CERTIFICATE IN DUPLICATE
CARGO RECEIPT SIGNED BY CARRIER""".splitlines()


@pytest.mark.parametrize("clause", USUAL)
def test_the_usual_wording_leaves_nothing_over(clause: str) -> None:
    demands = asked(clause)
    assert demands.not_understood == ()
    assert len(demands.papers) == 1


def test_a_number_and_a_date_of_something_else_are_not_those_of_the_credit() -> None:
    (paper,) = asked("SHIPPING ADVICE SHOWING B/L NO. AND DATE").papers
    assert paper.statements[0].items == ()
    (number, dated) = under("L/C NO. AND DATE MUST APPEAR ON ALL DOCUMENTS").everywhere
    assert (number.item.item, dated.item.item) == ("credit_number", "credit_date")


@pytest.mark.parametrize(
    "clause", ["INSURANCE TO BE EFFECTED BY BUYER", "MARINE INSURANCE COVERED BY THE APPLICANT"]
)
def test_insurance_of_the_buyer_asks_for_no_policy(clause: str) -> None:
    demands = asked(clause)
    assert demands.papers == ()
    assert [each.topic for each in demands.conditions] == ["insurance_by_buyer"]


def test_every_kind_of_paper_that_is_asked_for_has_a_name() -> None:
    assert {row.says for row in grammar().papers} <= set(load_tables().papers)


def test_what_no_bank_would_write_in_one_sentence_is_left_unread() -> None:
    endless = "5 PCT QUANTITY " * 100
    (clause,) = asked(endless).clauses
    assert clause.left == (endless.strip(),)
    (clause,) = asked("PACKING LIST IN 2 COPIES. " * 400).clauses
    assert clause.papers == ()
    assert not clause.understood
