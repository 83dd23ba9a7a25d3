"""LCR: what the papers of a set say alike, judged without an order (单单一致)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import NamedTuple

from docgen.checks import names
from docgen.checks.deal import Deal
from docgen.checks.dossier import Dossier
from docgen.checks.marks import none
from docgen.checks.misstated import Wrong, gathered
from docgen.checks.papers import CI, CO, FA, PL, TRANSPORT_KINDS, Paper
from docgen.checks.presented import firm, presented, same_firm
from docgen.checks.rule import Outcomes, Said, fault, rule, skip
from docgen.checks.shown import bare
from docgen.checks.words import is_open, norm, same, same_place
from docgen.findings import Severity
from docgen.tables import Tables
from docgen.text.parsing import parse_cardinal

_FIGURE = re.compile(r"\d[\d,]*")
Alike = Callable[[str, str, Tables], bool]


class _Common(NamedTuple):
    """A fact that papers have in common.

    Attributes:
        of_credit: field of the credit that states it: then the credit is the measure.
        first: kinds of paper that are the measure, before any other that states it.
        weight: where it weighs less than an error.
    """

    name: str
    label: Said
    alike: Alike
    first: tuple[str, ...]
    of_credit: str = ""
    weight: Severity | None = None


def _text(one: str, other: str, _: Tables) -> bool:
    return same(one, other)


def _number(one: str, other: str, _: Tables) -> bool:
    return bare(one) == bare(other)


def _party(one: str, other: str, _: Tables) -> bool:
    return same_firm(one, other)


def _place(one: str, other: str, tables: Tables) -> bool:
    return is_open(one) or is_open(other) or same_place(one, other, tables)


def _ship(one: str, other: str, _: Tables) -> bool:
    """One vessel, with or without its voyage behind, `M/V` or `V.` before the name."""
    first, second = (f" {_bare_ship(each)} " for each in (one, other))
    return first in second or second in first


def _bare_ship(text: str) -> str:
    flat = norm(text)
    for head in ("M V ", "MV ", "M S ", "MS ", "S S ", "SS ", "V "):
        flat = flat.removeprefix(head)
    return flat


def _marks(one: str, other: str, _: Tables) -> bool:
    refers = any("AS PER" in norm(each) or "SEE " in norm(each) for each in (one, other))
    return refers or same(one, other) or (none(one) and none(other))


_WARNING = Severity.WARNING
_COMMON = (
    _Common("seller", Said("seller", "卖方"), _party, (CI,), "beneficiary", _WARNING),
    _Common("buyer", Said("buyer", "买方"), _party, (CI,), "applicant", _WARNING),
    _Common(
        "contract_number", Said("contract number", "合同号"), _number, (CI,), "contract_number"
    ),
    _Common("marks", Said("marks", "唛头"), _marks, (PL, CI), "marks"),
    _Common(
        "port_of_loading",
        Said("port of loading", "装运港"),
        _place,
        TRANSPORT_KINDS,
        "port_of_loading",
    ),
    _Common(
        "port_of_discharge",
        Said("port of discharge", "卸货港"),
        _place,
        TRANSPORT_KINDS,
        "port_of_discharge",
    ),
    _Common(
        "transhipment_port",
        Said("port of transhipment", "转运港"),
        _place,
        TRANSPORT_KINDS,
    ),
    _Common("conveyance", Said("vessel", "船名"), _ship, TRANSPORT_KINDS),
    _Common("voyage", Said("voyage", "航次"), _number, TRANSPORT_KINDS),
    _Common("on_board_date", Said("date of shipment", "装运日期"), _text, TRANSPORT_KINDS),
    _Common("containers", Said("containers", "集装箱号"), _text, TRANSPORT_KINDS),
    _Common("seals", Said("seals", "铅封号"), _text, TRANSPORT_KINDS),
    _Common("origin_country", Said("country of origin", "原产国"), _text, (CO, FA)),
    _Common("delivery", Said("trade term", "贸易术语"), _text, (CI,), "price_term", _WARNING),
    _Common(
        "package_kind", Said("kind of package", "包装种类"), _text, (PL,), "package_kind", _WARNING
    ),
)


@rule(
    "LCR-072",
    severity=Severity.ERROR,
    guards=(CI, PL),
    refs=("UCP 600 art. 14(d)", "ISBP 745 A23", "customs: 单单一致"),
    en='The {what} on the {papers} is "{actual}", but elsewhere in the set it is "{expected}".',
    zh="{papers}的{what}为“{actual}”,与其他单据“{expected}”不符。",
    fix="Find out which is true, and have the other changed before the papers are presented.",
    fix_zh="请核实后在交单前更正有误的单据。",
)
def papers_of_a_set_do_not_contradict_each_other(dossier: Dossier) -> Outcomes:
    """Parties, numbers, marks, ports, vessel and origin are the same on all papers of a set.

    What the credit states is held against it by other rules; with an order the rules of the order
    hold its papers together. Parties and terms that differ in spelling are a warning.
    """
    if isinstance(dossier, Deal):
        return
    papers = presented(dossier)
    if len(papers) < 2:
        yield skip("there are no two papers to compare", "不足两份单据,无法比较", "/issued")
        return
    yield from gathered(dossier, _unlike(dossier, papers))
    yield from gathered(dossier, _of_the_invoice(papers))


def _unlike(dossier: Dossier, papers: tuple[Paper, ...]) -> Iterator[Wrong]:
    for common in _COMMON:
        if common.of_credit and dossier.credit and getattr(dossier.credit, common.of_credit):
            continue
        stating = [paper for paper in papers if getattr(paper.facts, common.name)]
        stating.sort(key=lambda paper: paper.kind not in common.first)
        if not stating:
            continue
        first = stating[0]
        wanted = _value(first, common.name)
        for paper in stating[1:]:
            text = _value(paper, common.name)
            if not common.alike(text, wanted, dossier.tables):
                at, said = first.at(common.name), _head(common, wanted)
                actual = _head(common, text)
                yield Wrong(paper, common.name, at, said, actual, common.label, common.weight)


def _value(paper: Paper, name: str) -> str:
    """A fact as text; several numbers in order."""
    value = getattr(paper.facts, name)
    return " ".join(sorted(value)) if isinstance(value, tuple) else str(value)


def _head(common: _Common, text: str) -> str:
    return firm(text) if common.alike is _party else " / ".join(text.split("\n"))


def _of_the_invoice(papers: tuple[Paper, ...]) -> Iterator[Wrong]:
    """The number and date of the invoice as other papers quote them."""
    invoices = [paper for paper in papers if paper.kind == CI]
    if len(invoices) != 1:
        return
    invoice = invoices[0]
    for paper in papers:
        number, day = paper.facts.invoice_number, paper.facts.invoice_date
        real, dated = invoice.facts.number, invoice.facts.date
        if number and real and bare(number) != bare(real):
            what = Said("invoice number", "发票号")
            yield Wrong(paper, "invoice_number", invoice.at("number"), real, number, what)
        if day and dated and day != dated:
            what = Said("invoice date", "发票日期")
            yield Wrong(paper, "invoice_date", invoice.at("date"), dated, str(day), what)


@rule(
    "LCR-073",
    severity=Severity.WARNING,
    guards=(CI,),
    refs=("ISBP 745 A22", "UCP 600 art. 14(d)"),
    en="The {paper} states {actual} in all, which adds {expected}.",
    zh="{paper}合计{actual},系将{expected}相加。",
    fix="State the quantity of each unit by itself.",
    fix_zh="请按计量单位分别注明数量。",
)
def a_total_does_not_add_different_units(dossier: Dossier) -> Outcomes:
    """No paper adds pieces to sets: a total is stated for each unit by itself."""
    invoices = [paper for paper in presented(dossier) if paper.kind == CI]
    lines = [line for paper in invoices for line in paper.facts.lines if line.unit]
    units = {dossier.tables.units[line.unit].base: line.unit for line in lines if line.unit}
    if not lines:
        yield skip("no invoice has lines with a unit", "发票行未注明单位", "/issued")
        return
    total = sum(line.quantity for line in lines if line.quantity is not None)
    for paper in presented(dossier):
        facts = paper.facts
        if len(units) < 2 or facts.quantity is None or facts.quantity != total or not facts.unit:
            continue
        said = [names.unit(code, dossier.tables) for code in units.values()]
        yield fault(
            paper.at("quantity"),
            expected=Said(
                " to ".join(each.en for each in said), "与".join(each.zh for each in said)
            ),
            actual=names.quantity(facts.quantity, facts.unit, dossier.tables),
            paper=names.paper(dossier, paper),
        )


@rule(
    "LCR-075",
    severity=Severity.ERROR,
    guards=(CI, PL),
    refs=("UCP 600 art. 14(d)", "ISBP 745 A22"),
    en='The {paper} says in words "{actual}", but {expected} packages in figures.',
    zh="{paper}大写件数为“{actual}”,小写为{expected}件。",
    fix="Have words and figures made the same.",
    fix_zh="请统一大小写件数。",
)
def packages_in_words_are_those_in_figures_of_a_set(dossier: Dossier) -> Outcomes:
    """The number of packages in words is that in figures; with an order ORG-007 looks at it."""
    if isinstance(dossier, Deal):
        return
    worded = [paper for paper in presented(dossier) if paper.facts.packages_in_words]
    if not worded:
        yield skip("no paper states its packages in words", "单据均无大写件数", "/issued")
    for paper in worded:
        text, figure = paper.facts.packages_in_words, paper.facts.packages
        counts = _counts(text)
        wrong = figure is not None and any(count != figure for count in counts)
        if wrong or len(set(counts)) > 1:
            yield fault(
                paper.at("packages_in_words"),
                paper.at("packages"),
                expected=figure if figure is not None else max(counts),
                actual=text,
                paper=names.paper(dossier, paper),
            )


def _counts(text: str) -> tuple[int, ...]:
    """The numbers that `SAY FIVE HUNDRED (500) CARTONS ONLY` states, in words and in figures."""
    figures = tuple(int(each.replace(",", "")) for each in _FIGURE.findall(text))
    words = norm(_FIGURE.sub(" ", text)).removeprefix("SAY ").removesuffix(" ONLY").split()
    words = [word for word in words if word != "TOTAL"]
    for end in range(len(words), 0, -1):
        with suppress(ValueError):
            return (parse_cardinal(" ".join(words[:end])), *figures)
    return figures
