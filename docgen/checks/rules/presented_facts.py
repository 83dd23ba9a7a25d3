"""LCR: what else papers repeat of the credit: weights, marks, term, codes (重量、唛头、术语)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from docgen.checks import names
from docgen.checks.credits import one_shipment_only
from docgen.checks.delivery import terms_in
from docgen.checks.dossier import Dossier
from docgen.checks.figures import PACKED, contradicting, shown
from docgen.checks.marks import none
from docgen.checks.misstated import Wrong, gathered
from docgen.checks.needs import given
from docgen.checks.papers import CI, PL
from docgen.checks.presented import presented
from docgen.checks.rule import Outcomes, Said, fault, rule, skip
from docgen.checks.shown import bare
from docgen.checks.words import country_at_end, norm, same, same_place, spot
from docgen.findings import Severity

_MARKS = Said("marks", "唛头")
_NOTHING = ("the credit states none of these", "信用证未注明", "/credit")
_WARNING = Severity.WARNING
_UNSTATED = ("no paper states any of these", "单据均未注明", "/issued")


@rule(
    "LCR-068",
    severity=Severity.ERROR,
    guards=(CI, PL),
    needs=("credit",),
    refs=("UCP 600 art. 14(d)", "ISBP 745 A22"),
    en="The {what} is {actual}{unit} on the {papers}, but {expected}{unit} in the credit"
    " (difference {difference}).",
    zh="{what}:{papers}为{actual}{unit},信用证为{expected}{unit},相差{difference}。",
    fix="Find out which is true; have the paper or the credit changed.",
    fix_zh="请核实实际数据,更正单据或要求改证。",
)
def weights_and_packages_are_those_of_the_credit(
    dossier: Dossier, *, volume_m3: Decimal = Decimal("0.001")
) -> Outcomes:
    """Where the credit states packages, weights or volume, papers do not contradict it.

    A credit that allows shipment in parts or a tolerance states them for the whole; then other
    figures are a warning.
    """
    credit = given(dossier.credit)
    papers = presented(dossier)
    stated = [figure for figure in PACKED if figure.of(credit) is not None]
    if not any(shown(figure, paper)[0] is not None for paper in papers for figure in stated):
        yield skip(*(_UNSTATED if stated else _NOTHING))
        return
    whole = one_shipment_only(credit)
    for figure in stated:
        wanted = given(figure.of(credit))
        for wrong in contradicting(papers, figure, wanted, volume_m3):
            yield fault(
                *(shown(figure, paper)[1] for paper in wrong.papers),
                f"/credit/{figure.name}",
                expected=wanted,
                actual=wrong.value,
                severity=None if whole else Severity.WARNING,
                papers=wrong.named(dossier),
                what=figure.label,
                unit=figure.unit,
            )


@rule(
    "LCR-069",
    severity=Severity.ERROR,
    guards=(CI, PL),
    needs=("credit.marks",),
    refs=("ISBP 745 A32-A34", "UCP 600 art. 14(d)"),
    en='The {what} on the {papers} read "{actual}", but the credit has "{expected}".',
    zh="{papers}的{what}为“{actual}”,信用证为“{expected}”。",
    fix="Mark packages and papers as the credit has it.",
    fix_zh="请按信用证刷唛并缮制单据。",
)
def marks_are_those_of_the_credit(dossier: Dossier) -> Outcomes:
    """Marks on the papers are those that the credit gives; words in excess are a warning."""
    if not any(paper.facts.marks for paper in presented(dossier)):
        yield skip(*_UNSTATED)
    yield from gathered(dossier, _marks(dossier))


def _marks(dossier: Dossier) -> Iterator[Wrong]:
    wanted = given(dossier.credit).marks
    for paper in presented(dossier):
        text = paper.facts.marks
        if not text or same(text, wanted) or (none(text) and none(wanted)):
            continue
        if "INVOICE" in norm(text) and "AS PER" in norm(text):
            continue
        more = all(f" {norm(line)} " in f" {norm(text)} " for line in wanted.split("\n") if line)
        weight = Severity.WARNING if more else None
        shown, said = (" / ".join(each.split("\n")) for each in (wanted, text))
        yield Wrong(paper, "marks", "/credit/marks", shown, said, _MARKS, weight)


@rule(
    "LCR-070",
    severity=Severity.ERROR,
    guards=(CI,),
    needs=("credit",),
    refs=("UCP 600 art. 18(c), 14(d)", "ISBP 745 C8"),
    en='The {what} on the {papers} is "{actual}", but the credit has "{expected}".',
    zh="{papers}的{what}为“{actual}”,信用证为“{expected}”。",
    fix="State it as the credit has it, or have the credit amended.",
    fix_zh="请按信用证填写,或要求改证。",
)
def trade_term_contract_and_codes_are_those_of_the_credit(dossier: Dossier) -> Outcomes:
    """Trade term, contract number, origin and HS codes on the papers are those of the credit.

    The edition of the Incoterms counts only where both name one.
    """
    credit = given(dossier.credit)
    codes = [bare(line.hs_code) for line in credit.goods_lines if line.hs_code]
    papers = presented(dossier)
    stated = credit.price_term or credit.contract_number or credit.origin or codes
    if not papers or not stated:
        yield skip(*(_NOTHING if papers else _UNSTATED))
        return
    yield from gathered(dossier, _quoted(dossier, codes))
    yield from gathered(dossier, _destined(dossier))


def _quoted(dossier: Dossier, codes: list[str]) -> Iterator[Wrong]:
    credit, tables = given(dossier.credit), dossier.tables
    for paper in presented(dossier):
        facts = paper.facts
        if facts.delivery and credit.price_term and not _one_term(dossier, facts.delivery):
            at, what = "/credit/price_term", Said("trade term", "贸易术语")
            yield Wrong(paper, "delivery", at, credit.price_term, facts.delivery, what)
        number, wanted = facts.contract_number, credit.contract_number
        if number and wanted and bare(number) != bare(wanted):
            at, what = "/credit/contract_number", Said("contract number", "合同号")
            yield Wrong(paper, "contract_number", at, wanted, number, what)
        signed, agreed = facts.contract_date, credit.contract_date
        if signed and agreed and signed != agreed:
            at, what = "/credit/contract_date", Said("contract date", "合同日期")
            yield Wrong(paper, "contract_date", at, agreed, str(signed), what)
        made_in, origin = facts.origin_country, country_at_end(f"IN {credit.origin}", tables)
        if made_in and origin and made_in != origin:
            at, what = "/credit/origin", Said("country of origin", "原产国")
            said = names.country(made_in, tables)
            yield Wrong(paper, "origin_country", at, credit.origin, said, what)
        for index, line in enumerate(facts.lines):
            code = bare(line.hs_code)
            if code and codes and not any(_one_code(code, each) for each in codes):
                name, what = f"lines/{index}/hs_code", Said("HS code", "HS编码")
                yield Wrong(paper, name, "/credit/goods_lines", codes[0], line.hs_code, what)


def _destined(dossier: Dossier) -> Iterator[Wrong]:
    """The country of destination on papers, where the ports of the credit tell it."""
    credit, tables = given(dossier.credit), dossier.tables
    field = "final_destination" if credit.final_destination else "port_of_discharge"
    place = getattr(credit, field)
    wanted = spot(place, tables).country if place else ""
    buyer = country_at_end(f"IN {credit.applicant}", tables)
    for paper in presented(dossier) if wanted else ():
        stated = paper.facts.destination_country
        if stated and stated not in (wanted, buyer):
            what, said = Said("country of destination", "目的国"), names.country(stated, tables)
            expected = names.country(wanted, tables)
            yield Wrong(
                paper, "destination_country", f"/credit/{field}", expected, said, what, _WARNING
            )


def _one_code(one: str, other: str) -> bool:
    """Whether two codes agree as far as the shorter goes."""
    return one.startswith(other) or other.startswith(one)


def _one_term(dossier: Dossier, text: str) -> bool:
    """Whether a paper states the trade term of the credit; so too where it cannot be read."""
    ours = terms_in(given(dossier.credit).price_term, dossier.tables)
    theirs = terms_in(text, dossier.tables)
    if not ours or not theirs:
        return True
    one, other = ours[0], theirs[0]
    editions = {one.edition, other.edition} - {""}
    place = not one.place or not other.place or same_place(one.place, other.place, dossier.tables)
    return one.rule == other.rule and place and len(editions) < 2
