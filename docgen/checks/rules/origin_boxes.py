"""ORG: the boxes of a certificate: HS code, invoice, end mark, marks, number of items."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks import names
from docgen.checks.origin_papers import certificates, goods_of
from docgen.checks.papers import CO, FA, SET, Paper
from docgen.checks.rule import Deal, Fault, Outcomes, Said, Skip, fault, rule, skip
from docgen.checks.shipments import of_this_shipment
from docgen.checks.words import norm
from docgen.findings import Severity

_NOTES = "UNCTAD notes on the GSP Form A"
_CCPIT = "CCPIT notes on filling in the certificate of origin (一般原产地证书填制说明)"
_HS_CODE = re.compile(r"[0-9]{4}\.?[0-9]{2}(?:\.?[0-9]{2}){0,2}(?:[0-9]{3})?")
"""6, 8 or 10 digits with dots or without; 13 with the CIQ suffix of the Chinese declaration."""
_ON_A_PAPER = re.compile(r"[0-9]{4}(?:[0-9]{2}){0,3}(?:[0-9]{3})?")
_END = re.compile(r"(?:[*＊×_\\/=-] ?){3,}|^\W*\\\W*$")
_BY_REFERENCE = re.compile(
    r"\b(?:AS PER|SEE|REFER TO|ACCORDING TO)\b.*|\bSAME AS\b.*|见发票|见提单|同发票|同提单"
)


@rule(
    "ORG-005",
    severity=Severity.ERROR,
    guards=(CO, FA),
    refs=(_CCPIT, "GACC announcement 2019-18: 商品编号, 10 digits"),
    en="{what}: the HS code reads {actual}, expected {expected}.",
    zh="{what}:HS编码为{actual},应为{expected}。",
    fix="Take the code from the customs tariff, and use the same on every paper.",
    fix_zh="请按海关税则核对编码,各单据保持一致。",
)
def every_paper_has_the_hs_code_of_the_goods(deal: Deal) -> Outcomes:
    """The first six digits are those of the goods on every paper, and each code is well formed.

    The first six are the same in every country, so the buyer's customs compare them with the
    certificate's box. A C/O needs a code for each item; a Form A shows it in box 8 alone.
    """
    wants_code = any(paper.kind == CO for paper in deal.ours)
    for index, goods in enumerate(deal.order.goods):
        if goods.hs_code and _HS_CODE.fullmatch(goods.hs_code):
            continue
        if goods.hs_code or wants_code:
            yield fault(
                f"/goods/{index}/hs_code",
                expected=Said("6, 8 or 10 digits", "6、8或10位数字"),
                actual=goods.hs_code or Said("nothing", "空白"),
                what=Said(f"Line {goods.line}", f"第{goods.line}行"),
            )
    for paper in deal.theirs:
        if any(line.hs_code for line in paper.facts.lines):
            yield from _codes_on(deal, paper)


def _codes_on(deal: Deal, paper: Paper) -> Iterator[Fault | Skip]:
    who = names.paper(deal, paper)
    for index, goods in goods_of(deal, paper):
        code = paper.facts.lines[index].hs_code
        read, ours = _digits(code), _digits(goods.hs_code if goods else "")
        if not code or goods is None:
            continue
        if len(ours) < 6:
            where = f"/goods/{deal.goods[goods.line][0]}/hs_code"
            yield skip(f"line {goods.line} has no HS code", f"第{goods.line}行未填HS编码", where)
            continue
        shown = min(6, len(read))
        if _ON_A_PAPER.fullmatch(read) and read[:shown] == ours[:shown]:
            continue
        yield fault(
            paper.at_line(index, "hs_code"),
            f"/goods/{deal.goods[goods.line][0]}/hs_code",
            expected=f"{ours[:4]}.{ours[4:6]}",
            actual=code,
            guards=(paper.kind,) if paper.kind in SET else (CO, FA),
            what=Said(f"The {who.en}, line {index + 1}", f"{who.zh}第{index + 1}行"),
        )


def _digits(code: str) -> str:
    return re.sub(r"[.\s]", "", code)


@rule(
    "ORG-006",
    severity=Severity.ERROR,
    guards=(CO, FA),
    refs=(_NOTES + ", box 10", _CCPIT + ", box 10", "ISBP 745 L8"),
    en="The {paper} quotes the invoice {what} as {actual}; it is {expected}.",
    zh="{paper}所引发票{what}为{actual},应为{expected}。",
    fix="Have the certificate changed, or correct the invoice's number or date in the order.",
    fix_zh="请申请更改产地证,或更正订单中的发票号、日期。",
)
def a_certificate_quotes_the_invoice(deal: Deal) -> Outcomes:
    """Number and date of the invoice in box 10 are those of the invoice of the shipment.

    An invoice under `issued` may be that of another shipment, so its number is right too. An empty
    box is not compared: it may not have been typed.
    """
    invoice = deal.order.invoice
    known = {norm(each.facts.number): each.facts.date for each in deal.issued("commercial-invoice")}
    if invoice is not None:
        known[norm(invoice.number)] = invoice.date
    for paper in deal.issued(CO, FA):
        number, dated = paper.facts.invoice_number, paper.facts.invoice_date
        if invoice is None:
            yield skip("the invoice is not given", "未填发票", "/invoice")
        elif not number and dated is None:
            yield skip("its invoice is not given", "未填所引发票", paper.at("invoice_number"))
        elif number and norm(number) not in known:
            yield fault(
                paper.at("invoice_number"),
                "/invoice/number",
                expected=invoice.number,
                actual=number,
                guards=(paper.kind,),
                paper=names.paper(deal, paper),
                what=Said("number", "号"),
            )
        elif dated and (want := known[norm(number or invoice.number)]) not in (None, dated):
            yield fault(
                paper.at("invoice_date"),
                "/invoice/date",
                expected=want or "",
                actual=dated,
                guards=(paper.kind,),
                paper=names.paper(deal, paper),
                what=Said("date", "日期"),
            )


@rule(
    "ORG-016",
    severity=Severity.WARNING,
    guards=(CO, FA),
    refs=("practice of the single window (单一窗口): the number is given as one applies",),
    en="The {paper} was issued, but the order applies for number {expected}.",
    zh="已签发{paper},而订单申请的证书号为{expected}。",
    fix="Correct the number in the order, or find out for which shipment the certificate is.",
    fix_zh="请更正订单中的证书号,或核实该证书属于哪一票货。",
)
def a_certificate_bears_the_number_applied_for(deal: Deal) -> Outcomes:
    """The certificate issued for this shipment has the number of our application.

    The system gives the number as one applies; another number is another shipment's certificate
    or a slip. A certificate that was replaced has a new number, so this is a warning.
    """
    applied = deal.order.origin.number if deal.order.origin else ""
    for paper in deal.issued(CO, FA):
        number = paper.facts.number
        if not number or not of_this_shipment(deal, paper):
            continue
        if not applied:
            yield skip("the number applied for is not given", "未填申请的证书号", "/origin/number")
        elif norm(number) != norm(applied):
            yield fault(
                paper.at("number"),
                "/origin/number",
                expected=applied,
                actual=number,
                guards=(paper.kind,),
                paper=names.paper(deal, paper),
            )


@rule(
    "ORG-008",
    severity=Severity.ERROR,
    guards=(CO, FA),
    refs=(_NOTES + ", box 7", _CCPIT + ", box 7"),
    en="The {paper} has no end mark (* * *) after the last item.",
    zh="{paper}末项商品后缺结束符(* * *)。",
    fix="Close the goods with a line of asterisks, so that nothing can be added below.",
    fix_zh="请在最后一项商品下一行加打星号结束符,以防添加内容。",
)
def the_goods_of_a_certificate_end_with_a_mark(deal: Deal) -> Outcomes:
    """A row of asterisks or a like mark closes the goods; only remarks may follow.

    Ours print it. A paper of others is judged by the sentences typed from it (`text`) and its last
    description; where no sentence was typed nobody can tell.
    """
    for paper in deal.issued(CO, FA):
        last = [line.description for line in paper.facts.lines[-1:] if line.description]
        if any(_END.search(text) for text in (*paper.facts.text, *last)):
            continue
        if not paper.facts.text:
            yield skip(
                "its text below the goods is not given", "未填商品下方文字", f"{paper.place}/text"
            )
            continue
        yield fault(
            f"{paper.place}/text",
            expected="* * *",
            actual=Said("no end mark", "无结束符"),
            guards=(paper.kind,),
            paper=names.paper(deal, paper),
        )


@rule(
    "ORG-009",
    severity=Severity.ERROR,
    guards=(CO, FA),
    refs=(_NOTES + ", box 6", _CCPIT + ", box 6"),
    en='The marks on the {paper} read "{actual}"; they must stand there in full, or N/M for none.',
    zh="{paper}唛头写“{actual}”;须照实填写全部唛头,无唛头的填N/M。",
    fix="Enter the marks line by line as they stand on the packages; leave them empty for none.",
    fix_zh="请逐行填写包装上的实际唛头;没有唛头的留空。",
)
def marks_on_a_certificate_stand_in_full(deal: Deal) -> Outcomes:
    """Marks never refer to another paper (`AS PER INVOICE`, `AS PER B/L`).

    Whether they are the same as ours is compared elsewhere.
    """
    asked = [paper for paper in certificates(deal) if paper.facts.marks]
    for paper in asked:
        if _BY_REFERENCE.search(paper.facts.marks.upper()):
            yield fault(
                paper.at("marks"),
                expected=Said("the full marks, or N/M", "完整唛头或N/M"),
                actual=paper.facts.marks.replace("\n", " "),
                guards=(paper.kind,),
                paper=names.paper(deal, paper),
            )


@rule(
    "ORG-014",
    severity=Severity.WARNING,
    guards=(CO, FA),
    refs=(_CCPIT + ": attachment pages", "China-Switzerland certificate: at most 20 items"),
    en="The {paper} has {actual} items; more than {expected} need an attachment page.",
    zh="{paper}有{actual}项商品;超过{expected}项须加附页。",
    fix='Continue on pages headed "ATTACHMENT TO CERTIFICATE NO. ...", signed and stamped like the'
    " first.",
    fix_zh="请加附页并注明“ATTACHMENT”及证书号,附页同样签字盖章。",
)
def many_items_have_an_attachment(deal: Deal, *, items: int = 20) -> Outcomes:
    """A form holds about twenty items; the rest stands on attached pages with the same number.

    The figure comes from the forms of agreements, so it is a threshold here. A paper of others
    passes where its text names the attachment.
    """
    for paper in deal.issued(CO, FA) or certificates(deal):
        count = len(paper.facts.lines)
        attached = any("ATTACH" in text.upper() or "附页" in text for text in paper.facts.text)
        if count > items and not attached:
            yield fault(
                paper.at("lines"),
                expected=items,
                actual=count,
                guards=(paper.kind,),
                paper=names.paper(deal, paper),
            )
