"""LCR: marks, packing, weights and measurement of a credit against the contract (唛头、包装)."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checks.agreement import PRESENTED, stating, unlike
from docgen.checks.credit_goods import lacking
from docgen.checks.marks import none, numbers_in, without_numbers
from docgen.checks.needs import given
from docgen.checks.rule import Dossier, Fault, Outcomes, Said, rule, skip
from docgen.checks.words import norm
from docgen.findings import Severity

_MARKS, _PACKING = Said("the shipping marks", "唛头"), Said("the packing", "包装")
_PACKAGES = Said("the number of packages", "件数")
_WEIGHTS = (
    ("gross_weight_kg", Said("the gross weight", "毛重"), "KGS"),
    ("net_weight_kg", Said("the net weight", "净重"), "KGS"),
    ("volume_m3", Said("the measurement", "体积"), "CBM"),
)
_EN = "The credit ({tag}) has {what} {actual}; the contract has {expected}."
_ZH = "信用证({tag}){what}为{actual},合同为{expected}。"


@rule(
    "LCR-037",
    severity=Severity.WARNING,
    guards=PRESENTED,
    needs=("credit.marks",),
    refs=("ISBP 745 A32-A34", "UNECE Recommendation 15", "contract: 唛头"),
    fix="Have the marks amended, or tell the factory to mark the goods as the credit has it.",
    fix_zh="请要求改证,或通知工厂按信用证刷唛。",
    en=_EN,
    zh=_ZH,
)
def a_credit_has_the_marks_of_the_contract(dossier: Dossier) -> Outcomes:
    """Shipping marks are those of the contract, but for package numbers that one leaves open."""
    credit, paper = given(dossier.credit), stating(dossier, "marks")
    if paper is None or none(paper.facts.marks):
        yield skip("no contract has shipping marks", "合同未列唛头", "/issued")
        return
    ours, theirs = paper.facts.marks, credit.marks
    if _bare(without_numbers(ours)) != _bare(without_numbers(theirs)) or _numbers_differ(
        ours, theirs
    ):
        read, wanted = (" / ".join(each.split("\n")) for each in (theirs, ours))
        yield unlike("45A", "/credit/marks", paper.at("marks"), _MARKS, read, wanted)


def _bare(text: str) -> str:
    return norm(text).replace(" ", "")


def _numbers_differ(one: str, other: str) -> bool:
    first, second = numbers_in(one), numbers_in(other)
    if first is None or second is None or None in (first.last, second.last):
        return False
    return (first.first, first.last) != (second.first, second.last)


@rule(
    "LCR-038",
    severity=Severity.WARNING,
    guards=PRESENTED,
    needs=("credit",),
    refs=("ISBP 745 M4", "UCP 600 art. 14(d)", "contract: 包装"),
    fix="Have the packing amended; packing lists must show that of the credit.",
    fix_zh="请要求改证;装箱单须与信用证包装一致。",
    en=_EN,
    zh=_ZH,
)
def a_credit_has_the_packing_of_the_contract(dossier: Dossier) -> Outcomes:
    """Number and kind of packages and the way of packing are those of the contract.

    Words may be fewer on either side; they contradict where each has some that the other lacks.
    """
    credit, tables = given(dossier.credit), dossier.tables
    counted, packed = stating(dossier, "packages"), stating(dossier, "packing")
    compared = False
    if counted and counted.facts.packages and credit.packages:
        compared = True
        if credit.packages != counted.facts.packages:
            read, wanted = f"{credit.packages:,}", f"{counted.facts.packages:,}"
            where = "/credit/packages", counted.at("packages")
            yield unlike("45A", *where, _PACKAGES, read, wanted)
    kind = stating(dossier, "package_kind")
    if kind and kind.facts.package_kind and credit.package_kind:
        compared = True
        if credit.package_kind != kind.facts.package_kind:
            rows = (tables.packages[x] for x in (credit.package_kind, kind.facts.package_kind))
            read_as, wanted_as = (Said(row.plural, row.zh) for row in rows)
            where = "/credit/package_kind", kind.at("package_kind")
            yield unlike("45A", *where, _PACKING, read_as, wanted_as)
    if packed and credit.packing:
        compared = True
        ours, theirs = packed.facts.packing, credit.packing
        if lacking(ours, theirs) and lacking(theirs, ours):
            where = "/credit/packing", packed.at("packing")
            yield unlike("45A", *where, _PACKING, theirs, ours)
    if not compared:
        yield skip("contract or credit says nothing of packing", "合同或信用证未写包装", "/issued")


@rule(
    "LCR-039",
    severity=Severity.WARNING,
    guards=PRESENTED,
    needs=("credit",),
    refs=("UCP 600 art. 14(d)", "contract: 毛重, 净重, 体积"),
    fix="Have the figure amended, or left out: packing lists must not contradict the credit.",
    fix_zh="请要求更正或删去该数字,以免装箱单与信用证矛盾。",
    en=_EN,
    zh=_ZH,
)
def a_credit_has_the_weights_of_the_contract(dossier: Dossier) -> Outcomes:
    """Gross weight, net weight and measurement that both state are the same."""
    found = list(_weights(dossier))
    if not found:
        yield skip("contract or credit states no weights", "合同或信用证未写重量体积", "/issued")
    yield from (each for each in found if each is not None)


def _weights(dossier: Dossier) -> Iterator[Fault | None]:
    """For each figure that both state, its fault, or None where it agrees."""
    credit = given(dossier.credit)
    for name, what, unit in _WEIGHTS:
        paper, theirs = stating(dossier, name), getattr(credit, name)
        if paper is None or theirs is None:
            continue
        ours = getattr(paper.facts, name)
        if ours == theirs:
            yield None
            continue
        read, wanted = (f"{each.normalize():,f} {unit}" for each in (theirs, ours))
        yield unlike("45A", f"/credit/{name}", paper.at(name), what, read, wanted)
