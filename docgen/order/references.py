"""Numbers inside an order that refer to each other: each names one thing, and that thing exists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from docgen.findings import Finding, Severity, pointer
from docgen.order.model import Order

Path = tuple[str | int, ...]


def broken_references(order: Order) -> tuple[Finding, ...]:
    """Findings for line numbers and supplier names used twice or referring to nothing."""
    lines = [(("goods", i, "line"), str(goods.line)) for i, goods in enumerate(order.goods)]
    suppliers = [(("suppliers", i, "id"), s.id) for i, s in enumerate(order.suppliers)]
    contracts = [(("purchases", i, "number"), p.number) for i, p in enumerate(order.purchases)]
    return (
        *_repeated(lines, "goods line", "商品行号"),
        *_repeated(suppliers, "supplier", "供方代号"),
        *_repeated(contracts, "purchase contract", "采购合同号"),
        *_dangling(_line_references(order), {text for _, text in lines}, "goods line", "商品行"),
        *_dangling(
            [(("purchases", i, "supplier"), p.supplier) for i, p in enumerate(order.purchases)],
            {text for _, text in suppliers},
            "supplier",
            "供方",
        ),
    )


def _line_references(order: Order) -> Iterator[tuple[Path, str]]:
    for i, group in enumerate(order.packing):
        for j, contents in enumerate(group.contents):
            yield ("packing", i, "contents", j, "line"), str(contents.line)
    for i, purchase in enumerate(order.purchases):
        for j, line in enumerate(purchase.lines):
            yield ("purchases", i, "lines", j, "line"), str(line.line)
        for j, wanted in enumerate(purchase.production.lines if purchase.production else ()):
            yield ("purchases", i, "production", "lines", j, "line"), str(wanted.line)
    for i, stock in enumerate(order.stock):
        yield ("stock", i, "line"), str(stock.line)
    for i, price in enumerate(order.confirmed_prices):
        yield ("confirmed_prices", i, "line"), str(price.line)


def _repeated(named: Sequence[tuple[Path, str]], en: str, zh: str) -> Iterator[Finding]:
    counts = Counter(text for _, text in named)
    seen: set[str] = set()
    for path, text in named:
        if counts[text] > 1 and text in seen:
            yield Finding(
                code="INP-011",
                severity=Severity.ERROR,
                en=f"{en} {text} is used more than once",
                zh=f"{zh}{text}重复",
                paths=(pointer(path),),
                expected="a number used once",
                actual=text,
                hint="give each its own number / 请改为不同的编号",
            )
        seen.add(text)


def _dangling(
    references: Iterable[tuple[Path, str]], known: set[str], en: str, zh: str
) -> Iterator[Finding]:
    choices = ", ".join(sorted(known)[:10]) or "none"
    for path, text in references:
        if text not in known:
            yield Finding(
                code="INP-012",
                severity=Severity.ERROR,
                en=f"{en} {text} does not exist in this order",
                zh=f"本订单没有{zh}{text}",
                paths=(pointer(path),),
                expected=choices,
                actual=text,
                hint=f"refer to one of: {choices} / 请引用已有的{zh}",
            )
