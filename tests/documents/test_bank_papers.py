"""What the papers for the bank say, by what the order has: credit, collection, dates."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from docgen import api, checks
from docgen.checks.articles import stated
from docgen.documents.bill_of_exchange import BillOfExchangeDocument
from docgen.order import Order
from docgen.order.bank_papers import ProformaInvoice
from docgen.order.terms import DocumentsAgainstAcceptance, DocumentsAgainstPayment, UsanceCredit
from docgen.renderers.readback import read_pages, squeezed
from tests.samples import AS_OF, company, order_of, papers

DRAFT, LETTERS = "bill-of-exchange", ("beneficiary-certificate", "shipping-advice")
LC, TT = "s03-letter-of-credit", "s02-every-fact"


def changed(order: Order, part: str, **values: Any) -> Order:
    """The order with some facts of one of its parts changed."""
    whole = getattr(order, part).model_copy(update=values)
    return order.model_copy(update={part: whole})


def draft(order: Order) -> BillOfExchangeDocument:
    (made,) = papers(order, ("bill-of-exchange",))
    assert isinstance(made, BillOfExchangeDocument)
    return made


def collection(payment: object) -> Order:
    order = order_of(LC).model_copy(update={"credit": None})
    return changed(order, "terms", payment=payment)


def test_a_draft_has_two_parts_that_differ_in_nothing_but_their_turn() -> None:
    first, second = (part.model_dump() for part in draft(order_of(LC)).parts)
    assert {name for name in first if first[name] != second[name]} == {"copy_number", "exchange"}
    assert first["exchange"].startswith("of this FIRST of Exchange (SECOND of")
    assert second["exchange"].startswith("of this SECOND of Exchange (FIRST of")


@pytest.mark.parametrize(
    ("at", "tenor"),
    [
        ("SIGHT", "****** SIGHT"),
        ("AT SIGHT", "****** SIGHT"),
        ("SIGHT FOR 100PCT INVOICE VALUE", "****** SIGHT"),
        ("DRAFT(S) AT SIGHT, DRAWN ON US", "****** SIGHT"),
        ("BENEFICIARY'S DRAFTS DRAWN AT 30 DAYS SIGHT IN DUPLICATE", "30 DAYS SIGHT"),
        ("FOR FULL INVOICE VALUE", "****** SIGHT"),
        ("60 days after sight", "60 DAYS AFTER SIGHT"),
        ("AT 90 DAYS AFTER B/L DATE", "90 DAYS AFTER B/L DATE, APR. 15, 2026"),
        ("30 DAYS FROM DATE OF SHIPMENT", "30 DAYS FROM DATE OF SHIPMENT, APR. 15, 2026"),
        ("60 DAYS AFTER B/L DATE APR. 15, 2026", "60 DAYS AFTER B/L DATE APR. 15, 2026"),
    ],
)
def test_the_tenor_of_the_credit_shows_from_which_day_it_runs(at: str, tenor: str) -> None:
    order = changed(order_of(LC), "credit", drafts_at=at)
    assert draft(order).parts[0].tenor == tenor


@pytest.mark.parametrize(
    ("payment", "tenor", "documents"),
    [
        (DocumentsAgainstPayment(type="dp"), "****** SIGHT", "AGAINST PAYMENT (D/P)"),
        (
            DocumentsAgainstPayment(type="dp", days=30),
            "30 DAYS AFTER SIGHT",
            "AGAINST PAYMENT (D/P)",
        ),
        (
            DocumentsAgainstAcceptance(type="da", days=60, after="bl_date"),
            "60 DAYS AFTER BILL OF LADING DATE, APR. 15, 2026",
            "AGAINST ACCEPTANCE (D/A)",
        ),
    ],
)
def test_for_collection_it_is_drawn_on_the_buyer(
    payment: object, tenor: str, documents: str
) -> None:
    part = draft(collection(payment)).parts[0]
    assert part.tenor == tenor
    assert part.drawee[0] == "ATLAS MAISON SARL" and part.drawee[-1] == "MOROCCO"
    assert part.facts[-1].value == documents
    assert part.value == "Value received."


def test_the_terms_of_payment_give_the_tenor_where_the_credit_is_silent() -> None:
    order = changed(order_of(LC), "credit", drafts_at="", drawee="")
    order = changed(order, "terms", payment=UsanceCredit(type="lc_usance", days=45))
    part = draft(order).parts[0]
    assert part.tenor == "45 DAYS AFTER SIGHT"
    assert part.drawee == ("ATLAS MARITIME BANK", "CASABLANCA, MOROCCO")


@pytest.mark.parametrize(
    ("available", "payee"),
    [
        ("BANK OF CHINA, HUZHOU BRANCH BY NEGOTIATION", "BANK OF CHINA, HUZHOU BRANCH"),
        ("BANK OF CHINA\nHUZHOU BRANCH", "BANK OF CHINA"),
        ("ANY BANK IN CHINA BY NEGOTIATION", "EAST HARBOUR COMMERCIAL BANK, NINGBO BRANCH"),
        ("ATLAS MARITIME BANK BY PAYMENT", "EAST HARBOUR COMMERCIAL BANK, NINGBO BRANCH"),
        ("BKCHCNBJ92A", "EAST HARBOUR COMMERCIAL BANK, NINGBO BRANCH"),
        ("", "EAST HARBOUR COMMERCIAL BANK, NINGBO BRANCH"),
    ],
)
def test_a_draft_is_payable_to_the_nominated_bank_or_to_ours(available: str, payee: str) -> None:
    order = changed(order_of(LC), "credit", available_with=available)
    assert draft(changed(order, "bill_of_exchange", pay_to="")).parts[0].payee == payee


def test_a_part_of_the_invoice_is_drawn_in_figures_and_in_words() -> None:
    order = changed(order_of(LC), "bill_of_exchange", amount=Decimal("26000.00"))
    part = draft(order).parts[0]
    assert (part.amount, part.words) == (
        "USD 26,000.00",
        "U.S. DOLLARS TWENTY-SIX THOUSAND ONLY",
    )


def test_what_holds_back_the_invoice_holds_back_the_draft() -> None:
    order = changed(order_of(LC), "declared", amount=Decimal("26800.01"))
    report = checks.check(order, api.context_of(order, company(), AS_OF))
    assert report.blocked["bill-of-exchange"] == report.blocked["commercial-invoice"]


def test_certificates_of_one_order_have_names_and_numbers_of_their_own() -> None:
    made = papers(order_of(LC), ("beneficiary-certificate",))
    assert [paper.meta.stem for paper in made] == [
        "NB26-0212-beneficiary-certificate-1",
        "NB26-0212-beneficiary-certificate-2",
    ]
    assert [paper.facts[0].value for paper in made] == ["NB26-INV-031-1", "NB26-INV-031-2"]
    only = order_of(LC).model_copy(
        update={"beneficiary_certificates": order_of(LC).beneficiary_certificates[:1]}
    )
    (alone,) = papers(only, ("beneficiary-certificate",))
    assert (alone.meta.stem, alone.facts[0].value) == (
        "NB26-0212-beneficiary-certificate",
        "NB26-INV-031",
    )


def test_a_shipping_advice_goes_to_the_buyer_where_it_names_nobody() -> None:
    (told,) = papers(order_of(LC), ("shipping-advice",))
    assert [each.partition("\n")[0] for each in told.to] == [
        "ATLAS MAISON SARL",
        "ASSURANCES ATLAS DEMO SA",
    ]
    (advice,) = papers(changed(order_of(LC), "shipping_advice", to=()), ("shipping-advice",))
    assert advice.to == ("ATLAS MAISON SARL\n17 RUE IBN BATTOUTA\n20250 CASABLANCA\nMOROCCO",)


@pytest.mark.parametrize(
    ("insurance", "said"),
    [
        ({}, "BY THE SELLERS FOR 110%, INSTITUTE CARGO CLAUSES (A) 1/1/09"),
        ({"by": "buyer"}, "BY THE BUYERS"),
    ],
)
def test_a_proforma_says_who_insures(insurance: dict[str, Any], said: str) -> None:
    order = order_of(TT)
    agreed = order.terms.insurance.model_copy(update=insurance)
    (offer,) = papers(changed(order, "terms", insurance=agreed), ("proforma-invoice",))
    assert offer.terms[-1].value == said


def test_our_bank_papers_are_compared_by_what_they_say() -> None:
    order = changed(order_of(LC), "bill_of_exchange", amount=Decimal("26000.00"))
    report = checks.check(order, api.context_of(order, company(), AS_OF))
    ours = {each.kind: each for each in report.dossier.ours}
    drawn = ours["bill-of-exchange"]
    assert (drawn.facts.amount, drawn.at("amount")) == (26000, "/bill_of_exchange/amount")
    assert (drawn.facts.credit_number, drawn.facts.tenor) == ("26AMB0215LC0042", "AT SIGHT")
    advice = ours["shipping-advice"]
    assert (advice.facts.packages, advice.at("packages")) == (1000, "/packing")
    assert advice.facts.containers == ("NBSU3102553",)
    assert stated(report.dossier.articles, drawn, company().tables) == {}
    assert ours["beneficiary-certificate"].facts.text[0].startswith("WE HEREBY STATE")


@pytest.mark.parametrize("kind", [DRAFT, *LETTERS])
def test_a_supplier_named_in_the_remarks_holds_the_paper_back(kind: str) -> None:
    order, leak = order_of(LC), "GOODS MADE BY LINYI RUIXIANG GLOVES CO., LTD."
    if kind == DRAFT:
        order = changed(order, "bill_of_exchange", remarks=leak)
    elif kind == "shipping-advice":
        order = changed(order, "shipping_advice", remarks=leak)
    else:
        told = order.beneficiary_certificates[0].model_copy(update={"text": leak})
        order = order.model_copy(update={"beneficiary_certificates": (told,)})
    report = checks.check(order, api.context_of(order, company(), AS_OF))
    assert report.blocked == {kind: ("PRC-008",)}


def stretched(lines: int) -> Order:
    """The order with so many lines of goods, and names and addresses as long as they may be."""
    order, name = order_of(LC), ("VEREINIGTE HAUSHALTSWAREN " * 5)[:120]
    firm = {"name": name, "address": "\n".join(f"GEBAEUDE {n}, INDUSTRIEGEBIET" for n in range(5))}
    bank = order.seller.banks[0].model_copy(update={"name": name})
    seller = order.seller.model_copy(update=firm | {"banks": (bank,)})
    said = {"issuing_bank": firm["address"], "drawee": f"{name}\n{firm['address']}"}
    goods = tuple(
        order.goods[0].model_copy(update={"line": n, "description": f"GLOVES NO. {n} " * 9})
        for n in range(1, lines + 1)
    )
    packing = tuple(
        order.packing[0].model_copy(
            update={
                "numbers": None,
                "contents": (order.packing[0].contents[0].model_copy(update={"line": n}),),
            }
        )
        for n in range(1, lines + 1)
    )
    proforma = ProformaInvoice.model_validate({"date": "2026-02-01", "remarks": name})
    buyer = order.buyer.model_copy(update=firm)
    order = changed(order, "bill_of_exchange", remarks=name, pay_to="")
    order = changed(order, "shipping_advice", to=(), remarks=name)
    update = {"goods": goods, "packing": packing, "purchases": (), "proforma": proforma}
    order = order.model_copy(update=update | {"seller": seller, "buyer": buyer})
    return changed(order, "credit", **said)


@pytest.mark.parametrize("lines", [1, 5, 40])
def test_many_lines_and_long_names_are_printed_whole(lines: int) -> None:
    for paper in papers(stretched(lines), ("proforma-invoice", DRAFT, *LETTERS)):
        for format in ("pdf", "docx"):
            api.render(paper, format, company(), api.Style(prove=True))


def test_the_parts_of_a_draft_are_cut_apart_between_pages_if_at_all() -> None:
    (paper,) = papers(stretched(1), (DRAFT,))
    pages = read_pages(api.render(paper, "pdf", company()).content)
    assert [squeezed(page).count("BILLOFEXCHANGE") for page in pages] == [1, 1]
    (short,) = papers(order_of(LC), (DRAFT,))
    (page,) = read_pages(api.render(short, "pdf", company()).content)
    assert squeezed(page).count("BILLOFEXCHANGE") == 2


@pytest.mark.parametrize("kind", ["proforma-invoice", "shipping-advice"])
def test_the_head_of_the_goods_stands_on_every_page_of_them(kind: str) -> None:
    (paper,) = papers(stretched(40), (kind,))
    pages = [squeezed(page) for page in read_pages(api.render(paper, "pdf", company()).content)]
    with_goods = [page for page in pages if "GLOVESNO." in page]
    assert len(with_goods) > 1
    assert all("DescriptionofGoods" in page for page in with_goods)


def test_an_advice_adds_up_with_its_discounts_and_charges() -> None:
    order = order_of("s60-sixty-lines")
    (advice,) = papers(order, ("shipping-advice",))
    (invoice,) = papers(order, ("commercial-invoice",))
    assert [each.amount for each in advice.sums] == [each.amount for each in invoice.sums]
    assert advice.total == invoice.total and len(advice.sums) == 3
    assert not any(each.text_zh for each in advice.sums)
