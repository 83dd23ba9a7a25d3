"""The deal as the rules read it: the order, its figures, and every paper as it reads.

One path for all papers: ours as they will be printed, and those of others under `issued`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from docgen.checks.articles import Articles, articles_of
from docgen.checks.dossier import Dossier
from docgen.checks.our_papers import our_papers
from docgen.checks.papers import SC, Paper, as_they_read
from docgen.context import Context
from docgen.order import Order
from docgen.order.goods import Goods
from docgen.order.packing import Packing
from docgen.order.parties import Supplier
from docgen.order.purchases import ConfirmedPrice, PurchaseLine
from docgen.totals import Totals
from docgen.totals.packed import GroupTotals


@dataclass(frozen=True, kw_only=True)
class Deal(Dossier):
    """A dossier with its order and everything that is known of it."""

    order: Order
    context: Context

    @property
    def totals(self) -> Totals:
        """The figures computed from the order."""
        return self.context.totals

    @cached_property
    def papers(self) -> tuple[Paper, ...]:
        """All papers, ours first."""
        return (*self.ours, *self.theirs)

    @cached_property
    def contract(self) -> Paper:
        """The sales contract as signed: the one under `issued`, or else our own."""
        return next(iter((*self.issued(SC), *self.all(SC))))

    @cached_property
    def articles(self) -> Articles:
        """The articles of the deal, and which of them each line of each paper means."""
        return articles_of(self.order.goods, self.contract, self.papers)

    @cached_property
    def goods(self) -> Mapping[int, tuple[int, Goods]]:
        """Index and goods line by line number."""
        return {goods.line: (index, goods) for index, goods in enumerate(self.order.goods)}

    @cached_property
    def suppliers(self) -> Mapping[str, tuple[int, Supplier]]:
        """Index and supplier by the name that purchases use."""
        return {each.id: (index, each) for index, each in enumerate(self.order.suppliers)}

    @cached_property
    def packed(self) -> Mapping[int, tuple[tuple[Packing, GroupTotals], ...]]:
        """The packing groups that hold some of a goods line, by its number."""
        found: dict[int, list[tuple[Packing, GroupTotals]]] = {}
        for group, totals in zip(self.order.packing, self.totals.groups, strict=True):
            for line in dict.fromkeys(contents.line for contents in group.contents):
                found.setdefault(line, []).append((group, totals))
        return {line: tuple(each) for line, each in found.items()}

    @cached_property
    def bought(self) -> Mapping[int, tuple[tuple[int, int, PurchaseLine], ...]]:
        """Purchase, its line and what is bought there, by goods line."""
        found: dict[int, list[tuple[int, int, PurchaseLine]]] = {}
        for index, purchase in enumerate(self.order.purchases):
            for at, line in enumerate(purchase.lines):
                found.setdefault(line.line, []).append((index, at, line))
        return {line: tuple(each) for line, each in found.items()}

    @cached_property
    def confirmed(self) -> Mapping[int, tuple[tuple[int, ConfirmedPrice], ...]]:
        """Index and price confirmed before, by goods line."""
        found: dict[int, list[tuple[int, ConfirmedPrice]]] = {}
        for index, price in enumerate(self.order.confirmed_prices):
            found.setdefault(price.line, []).append((index, price))
        return {line: tuple(each) for line, each in found.items()}

    @cached_property
    def from_stock(self) -> Mapping[int, Decimal]:
        """Quantity taken from stock by goods line."""
        taken: dict[int, Decimal] = {}
        for use in self.order.stock:
            taken[use.line] = taken.get(use.line, Decimal(0)) + use.quantity
        return taken

    @cached_property
    def shipped_on(self) -> date | None:
        """Day of shipment: on board, else as planned; None before there is a plan."""
        shipment = self.order.shipment
        return (shipment.on_board_date or shipment.etd) if shipment else None

    @property
    def shipped_at(self) -> str:
        """JSON pointer of `shipped_on`."""
        shipment = self.order.shipment
        on_board = shipment is not None and shipment.on_board_date
        return "/shipment/on_board_date" if on_board else "/shipment/etd"

    @property
    def destination(self) -> str:
        """ISO 3166 code of the importing country: of the shipment, or else the buyer's."""
        shipment = self.order.shipment
        return shipment.destination_country if shipment else self.order.buyer.country


def deal_of(order: Order, context: Context) -> Deal:
    """The deal that an order is."""
    return Deal(
        order=order,
        context=context,
        as_of=context.as_of,
        tables=context.tables,
        credit=order.credit,
        presentation=order.presentation,
        ours=our_papers(order, context),
        theirs=as_they_read(order.issued),
    )
