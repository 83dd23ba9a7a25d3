"""The sample orders, as the tests that run over all of them see them."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from docgen import api
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
