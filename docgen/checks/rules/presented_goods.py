"""LCR: the description of the goods against field 45A (品名)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from docgen.checks import names
from docgen.checks.credit_goods import akin, described, headline, lacking, matched
from docgen.checks.dossier import Dossier
from docgen.checks.needs import given
from docgen.checks.papers import CI, CO, FA, PL, Paper
from docgen.checks.presented import of_kinds, presented
from docgen.checks.rule import Fault, Outcomes, Said, Skip, fault, rule, skip
from docgen.checks.shipments import guarded
from docgen.findings import Severity
from docgen.order.credit import Credit

_NO_INVOICE = ("there is no invoice", "没有发票", "/issued")
_IN_OWN_WORDS = ("bill-of-exchange", "beneficiary-certificate", "shipping-advice")
"""Papers that need not speak of the goods."""


@rule(
    "LCR-008",
    severity=Severity.ERROR,
    guards=(CI,),
    needs=("credit",),
    refs=("UCP 600 art. 18(c)", "ISBP 745 C3, C4, C12(b)"),
    en="The {paper}: {problem}.",
    zh="{paper}:{problem}。",
    fix="Describe the goods on the invoice in the words of the credit, and nothing else.",
    fix_zh="发票货描请照抄信用证,不得增减货物。",
)
def the_invoice_describes_the_goods_as_the_credit_does(dossier: Dossier) -> Outcomes:
    """Every word by which 45A describes shipped goods stands on the invoice, in any order.

    Goods that the credit does not call for may not be invoiced, not even free ones (ISBP C12(b)).
    Where the credit is given as running text alone, what is missing is a warning.
    """
    credit, invoices = given(dossier.credit), of_kinds(dossier, CI)
    if not invoices or not (credit.goods_lines or credit.goods):
        no_goods = ("the credit describes no goods", "信用证未注明货描", "/credit/goods")
        yield skip(*(no_goods if invoices else _NO_INVOICE))
    elif any(line.description for line in credit.goods_lines):
        yield from _line_by_line(dossier, credit, invoices)
    else:
        wanted = described(credit, dossier.tables)
        for paper in invoices:
            if missing := lacking(wanted, _said_of_goods(paper)):
                yield _missing(dossier, paper, missing, "/credit/goods", Severity.WARNING)


def _line_by_line(
    dossier: Dossier, credit: Credit, invoices: Sequence[Paper]
) -> Iterator[Fault | Skip]:
    found = matched(credit, invoices)
    for at, sold in found.by_line.items():
        for paper in dict.fromkeys(each.paper.place for each in sold):
            one = next(each.paper for each in sold if each.paper.place == paper)
            if missing := lacking(credit.goods_lines[at].description, _said_of_goods(one)):
                where = f"/credit/goods_lines/{at}/description"
                yield _missing(dossier, one, missing, where, None)
    for each in found.beyond:
        if each.line.description or each.line.sku:
            said = headline(each.line.description or each.line.sku)
            yield fault(
                each.at("description"),
                "/credit/goods_lines",
                expected=Said("only the goods of the credit", "仅限信用证所列货物"),
                actual=said,
                paper=names.paper(dossier, each.paper),
                problem=Said(
                    f'"{said.en}" is not among the goods of the credit',
                    f"“{said.zh}”不在信用证货描之内",
                ),
            )


def _missing(
    dossier: Dossier, paper: Paper, words: Sequence[str], where: str, weight: Severity | None
) -> Fault:
    listed_words = ", ".join(words)
    return fault(
        paper.at("lines") if paper.facts.lines else paper.at("goods"),
        where,
        expected=listed_words,
        actual=headline(_goods_of(paper)),
        severity=weight,
        paper=names.paper(dossier, paper),
        problem=Said(
            f'of the words of the credit it lacks "{listed_words}"',
            f"缺信用证货描用词“{listed_words}”",
        ),
    )


def _said_of_goods(paper: Paper) -> str:
    """All that a paper may say of its goods: not the parties, whose names may repeat the words."""
    numbers = (f"{line.sku} {line.hs_code}" for line in paper.facts.lines)
    return " ".join((_goods_of(paper), *numbers, paper.facts.packing, *paper.facts.text))


def _goods_of(paper: Paper) -> str:
    texts = (paper.facts.goods, *(line.description for line in paper.facts.lines))
    return " / ".join(text for text in texts if text)


@rule(
    "LCR-009",
    severity=Severity.WARNING,
    guards=(PL, CO, FA),
    needs=("credit",),
    refs=("UCP 600 art. 14(e)", "ISBP 745 L4"),
    en='The {paper} describes the goods as "{actual}", the credit as "{expected}".',
    zh="{paper}货物描述为“{actual}”,信用证为“{expected}”,两者不符。",
    fix="Describe the goods in general terms that do not conflict with the credit.",
    fix_zh="其他单据可用统称,但不得与信用证货描矛盾。",
)
def other_papers_do_not_contradict_the_description(dossier: Dossier) -> Outcomes:
    """Other papers may describe the goods in general terms that do not conflict with 45A.

    docgen asks where no word of a paper begins like one of the credit's.
    """
    credit = given(dossier.credit)
    wanted = " ".join((credit.goods, *(line.description for line in credit.goods_lines)))
    if not wanted.strip():
        yield skip("the credit describes no goods", "信用证未注明货描", "/credit/goods")
        return
    first = credit.goods or credit.goods_lines[0].description
    for paper in presented(dossier):
        text = _goods_of(paper)
        ascii_text = text.isascii() and any(char.isalpha() for char in text)
        if paper.kind in (CI, *_IN_OWN_WORDS) or not ascii_text or akin(text, wanted):
            continue
        yield fault(
            paper.at("goods") if paper.facts.goods else paper.at("lines"),
            "/credit/goods",
            expected=headline(first),
            actual=headline(text),
            guards=guarded(paper),
            paper=names.paper(dossier, paper),
        )
