"""The sample orders, as the tests that run over all of them see them."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from docgen import api
from docgen.documents import amendment_request, firms
from docgen.documents.amendment_request import AmendmentPoint, AmendmentRequest, Reference
from docgen.documents.kinds import build
from docgen.documents.parts import Document
from docgen.order import Order

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "samples"
GOOD = tuple(sorted(path.parent.name for path in SAMPLES.glob("[st][0-9]*/order.json")))
BROKEN = tuple(sorted(path.parent.name for path in SAMPLES.glob("broken/*/order.json")))
AS_OF = date(2026, 12, 20)


def path_of(case: str) -> Path:
    return SAMPLES / case / "order.json"


@cache
def company() -> api.Company:
    return api.load_company(SAMPLES / "docgen.toml")


@cache
def order_of(case: str) -> Order:
    return api.load_order(path_of(case), company())


@cache
def papers_of(case: str) -> tuple[Document, ...]:
    return papers(order_of(case))


def papers(
    order: Order, kinds: tuple[str, ...] = (), firm: api.Company | None = None
) -> tuple[Document, ...]:
    """The papers of an order as text, whatever the checks would say of it."""
    return build(order, api.context_of(order, firm or company(), AS_OF), kinds)


POINTS = (
    AmendmentPoint("47A", 2, "INSPECTION BY THE APPLICANT", "", "Nobody can fulfil it but he."),
    AmendmentPoint("46A", 3, "FREIGHT COLLECT", "FREIGHT PREPAID", "The Sellers pay the freight."),
    AmendmentPoint("44C", 0, "MAR. 31, 2026", "APR. 20, 2026", "Agreed was APR. 20, 2026."),
    AmendmentPoint("39a", 0, "", "5/5", "5% more or less was agreed."),
    AmendmentPoint("42D", 0, "ATLAS MAISON", "ATLAS BANK", "A draft is drawn on the bank."),
)


def amendment(points: tuple[AmendmentPoint, ...] = POINTS) -> AmendmentRequest:
    """A request for amendment of the credit of a sample, which no order asks for."""
    order, tables = order_of("s03-letter-of-credit"), company().tables
    assert order.credit
    sender = firms.letterhead(order.seller, tables, bilingual=False)
    reference = Reference(
        order.number, contract=order.number, contract_date=order.date, wanted_by=date(2026, 3, 10)
    )
    day = date(2026, 2, 20)
    return amendment_request.build(order.credit, points, sender, day, reference, tables)
