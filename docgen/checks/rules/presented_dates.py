"""LCR: the last day to present, and the dates that papers bear (交单期、单据日期)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from docgen.checks import names
from docgen.checks.deadlines import Deadline, days_run_from_shipment
from docgen.checks.deal import Deal
from docgen.checks.dossier import Dossier
from docgen.checks.needs import given
from docgen.checks.papers import BE, CI, INSURANCE_KINDS, TRANSPORT_KINDS, Paper
from docgen.checks.presented import presented
from docgen.checks.presenting import deadline, shipment
from docgen.checks.rule import Fault, Outcomes, Said, Skip, fault, rule, skip
from docgen.checks.shipments import guarded
from docgen.credit.demands import demands_of
from docgen.findings import Severity

_SATURDAY = 5
_DATED = (BE, *TRANSPORT_KINDS, *INSURANCE_KINDS)
"""Papers that must bear a date whatever the credit says (ISBP 745 A11)."""
_BEFORE_SHIPMENT = ("PRE-SHIPMENT", "PRE SHIPMENT", "PRESHIPMENT", "BEFORE SHIPMENT")


@rule(
    "LCR-011",
    severity=Severity.ERROR,
    guards=(CI,),
    needs=("credit",),
    refs=("UCP 600 art. 6(e), 14(c), 29(a), 33", "MT700 fields 31D and 48"),
    en="{day}; the last day to present is {expected} ({why}){more}.",
    zh="{day},最迟交单日为{expected}({why}){more}。",
    fix="Present the papers in time; a bank need not take them after its hours.",
    fix_zh="请按期交单;银行营业时间外可不受理,建议提前一天。",
)
def the_papers_are_presented_in_time(dossier: Dossier, *, least_days: int = 3) -> Outcomes:
    """Papers are presented within the days of field 48 after shipment, and before expiry.

    Where field 48 is silent these are 21 days, if a transport document is presented (art. 14(c)).
    A closed day of a bank in China moves the last day to the next open one (art. 29(a)); elsewhere
    the closed days are not known, and a last day at a week-end is a warning. Before a day of
    presentation is given, fewer than `least_days` left are a warning.
    """
    credit = given(dossier.credit)
    (day, where), last = shipment(dossier), deadline(dossier)
    if not days_run_from_shipment(credit):
        said = credit.presentation_text
        yield skip(
            f'field 48 counts from something else than shipment: "{said}"',
            f"48域并非从装运日起算:“{said}”,请人工判断",
            "/credit/presentation_text",
        )
    elif last is None or day is None:
        yield skip("the day of shipment is not known", "尚不知装运日期", where)
    else:
        yield from _in_time(dossier, last, where, least_days)


def _in_time(
    dossier: Dossier, last: Deadline, where: str, least_days: int
) -> Iterator[Fault | Skip]:
    planned = dossier.presentation.date if dossier.presentation else None
    left = (last.day - dossier.as_of).days
    if planned is None:
        if 0 <= left < least_days:
            day = Said(
                f"No day of presentation is given on {dossier.as_of}",
                f"{dossier.as_of}仍未填交单日期",
            )
            more = Said(f": {left} days are left", f",仅剩{left}天")
            places = ("/presentation/date", where)
            yield _late(last, dossier.as_of, day, places, more, Severity.WARNING)
        yield skip(
            f"the day of presentation is not given; the last day is {last.day}",
            f"未填交单日期;最迟交单日为{last.day}",
            "/presentation/date",
        )
    elif planned > last.day:
        closed = not last.calendar_known and last.day.weekday() >= _SATURDAY
        more = Said(
            ", unless the bank was closed on that day" if closed else "",
            ",当日银行如休业可顺延" if closed else "",
        )
        at = "/credit/expiry" if last.by_expiry else "/credit/presentation_days"
        weight = Severity.WARNING if closed and (planned - last.day).days <= 2 else None
        day = Said(f"The papers are presented on {planned}", f"交单日为{planned}")
        yield _late(last, planned, day, ("/presentation/date", where, at), more, weight)


def _late(
    last: Deadline,
    on: date,
    day: Said,
    where: tuple[str, ...],
    more: Said,
    weight: Severity | None,
) -> Fault:
    if last.by_expiry:
        why = Said(f"the credit expires on {last.expiry}", f"信用证{last.expiry}到期")
    else:
        why = Said(f"{last.days} days after shipment", f"装运后{last.days}天")
    if last.moved:
        why += Said("and is moved because the bank is closed", ",遇银行休业顺延")
    return fault(*where, expected=last.day, actual=on, severity=weight, day=day, why=why, more=more)


@rule(
    "LCR-026",
    severity=Severity.ERROR,
    guards=(CI,),
    refs=("UCP 600 art. 14(i), 28(e)", "ISBP 745 A11-A12, B8"),
    en="The {paper}: {problem}.",
    zh="{paper}:{problem}。",
    fix="Have the date put right, or the paper made out again.",
    fix_zh="请更正日期或重新缮制。",
)
def papers_are_dated_as_a_bank_wants_them(dossier: Dossier) -> Outcomes:
    """No paper is dated after it is presented.

    A draft is not drawn before shipment; a certificate that calls itself pre-shipment is not dated
    after it; insurance begins at shipment (art. 28(e)), which with an order is a matter of INC-009.
    A paper may be dated before the credit was issued, unless 47A refuses it. Drafts, transport and
    insurance papers must bear a date; where none is given here, a person has to look.
    """
    papers = [paper for paper in presented(dossier) if not paper.ours]
    if not papers:
        yield skip("no paper is given", "没有单据", "/issued")
    for paper in papers:
        yield from _dated(dossier, paper)
        yield from _before_the_credit(dossier, paper)
    yield from _after_shipment(dossier)


def _dated(dossier: Dossier, paper: Paper) -> Iterator[Fault | Skip]:
    day = paper.facts.date
    undated = day is None and paper.facts.on_board_date is None
    if undated and paper.kind in _DATED:
        named = names.paper(dossier, paper)
        yield skip(
            f"the date of the {named.en} is not given; a bank refuses it undated",
            f"未填{named.zh}的日期;无日期的单据银行拒收",
            paper.at("date"),
        )
    handed = dossier.presentation.date if dossier.presentation else None
    if day and handed and day > handed:
        problem = Said(
            f"it is dated {day}, after the presentation on {handed}",
            f"日期{day}晚于交单日{handed}",
        )
        yield _wrong(dossier, paper, problem, handed, "/presentation/date")


def _before_the_credit(dossier: Dossier, paper: Paper) -> Iterator[Fault]:
    """A paper that is older than the credit, where a clause refuses such (UCP 600 art. 14(i))."""
    credit, day = dossier.credit, paper.facts.date
    if credit is None or credit.issued is None or day is None or day >= credit.issued:
        return
    for each in demands_of(credit).conditions:
        meant = not each.value or paper.kind in TRANSPORT_KINDS
        if each.topic == "documents_not_before" and meant:
            problem = Said(
                f"it is dated {day}, before the credit was issued on {credit.issued}, which the"
                " credit refuses",
                f"日期{day}早于开证日{credit.issued},信用证不接受",
            )
            yield _wrong(dossier, paper, problem, credit.issued, each.place)


def _after_shipment(dossier: Dossier) -> Iterator[Fault]:
    day, where = shipment(dossier)
    if day is None:
        return
    for paper in presented(dossier):
        dated = paper.facts.date
        if dated is None or paper.kind in TRANSPORT_KINDS or paper.ours:
            continue
        if paper.kind == BE and dated < day:
            problem = Said(
                f"it is drawn on {dated}, before shipment on {day}",
                f"出票日{dated}早于装运日{day}",
            )
            yield _wrong(dossier, paper, problem, day, where)
        elif dated > day and _is_due_before(dossier, paper):
            problem = Said(
                f"its date {dated} is after shipment on {day}", f"日期{dated}晚于装运日{day}"
            )
            yield _wrong(dossier, paper, problem, day, where)


def _is_due_before(dossier: Dossier, paper: Paper) -> bool:
    """Whether a paper has to be dated by the day of shipment."""
    said = f"{paper.facts.title} {' '.join(paper.facts.text)}".upper()
    if paper.kind in INSURANCE_KINDS:
        return "EFFECTIVE" not in said and not isinstance(dossier, Deal)
    return any(words in paper.facts.title.upper() for words in _BEFORE_SHIPMENT)


def _wrong(
    dossier: Dossier, paper: Paper, problem: Said, expected: date | str = "", where: str = ""
) -> Fault:
    return fault(
        *(each for each in (paper.at("date"), where) if each),
        expected=expected,
        actual=paper.facts.date or "",
        guards=guarded(paper),
        paper=names.paper(dossier, paper),
        problem=problem,
    )
