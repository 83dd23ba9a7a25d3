"""The steps of the papers: inspection, invoice and packing list, certificate of origin."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from docgen.findings import Said
from docgen.planning.facts import UNPLANNED, Facts
from docgen.planning.task import Task, in_days
from docgen.workdays import forward


def inspection(facts: Facts) -> Iterator[Task]:
    """The application for export inspection, in a window before shipment."""
    if not facts.inspected:
        return
    first, last = facts.leads.inspection_earliest, facts.leads.inspection_latest
    asked = facts.order.inspection
    yield Task(
        key="inspection",
        name=Said("Apply for export inspection", "申请出口商检（报检）"),
        why=Said(
            f"{last} to {first} days before shipment: at least {last} by the inspection rules,"
            " one to two weeks by the work description of a merchandiser. File it with contract,"
            " invoice and packing list.",
            f"装运前{last}至{first}天：报检规定至少提前{last}天，跟单员工作内容为交货期前一两个星期。"
            "随附外销合同、发票、装箱单。",
        ),
        where="/inspection/date",
        due=facts.before_shipment(last),
        missing=UNPLANNED,
        earliest=facts.before_shipment(first),
        fact=asked.date if asked else None,
        happened=asked is None and _certificate(facts) is not None,
    )


def inspection_certificate(facts: Facts) -> Iterator[Task]:
    """The inspection slip or ledger number, some working days after the application."""
    if not facts.inspected:
        return
    days = facts.leads.certificate
    yield Task(
        key="inspection_certificate",
        name=Said(
            "Inspection certificate (slip or ledger number) received", "收到换证凭条或电子底账号"
        ),
        why=Said(
            f"{days} working days after the application (work description of a merchandiser: two"
            " to three days); it must be valid on the day of declaration.",
            f"申请后{days}个工作日（跟单员工作内容：两三天后工厂寄来）；报关当日须仍有效。",
        ),
        where="/certificates",
        due=_certificate_due(facts, days),
        missing=("/inspection/date", *UNPLANNED),
        fact=_certificate(facts),
        estimated=True,
    )


def _certificate(facts: Facts) -> date | None:
    return max((each.issued for each in facts.order.certificates), default=None)


def _certificate_due(facts: Facts, days: int) -> date | None:
    asked, last = facts.order.inspection, facts.before_shipment(facts.leads.inspection_latest)
    if asked:
        return forward(asked.date, days, facts.country)
    return None if last is None else forward(facts.workday(last), days, facts.country)


def invoice(facts: Facts) -> Iterator[Task]:
    """Invoice and packing list, which every authority wants to see with the application."""
    leads, invoice, packing = facts.leads, facts.order.invoice, facts.order.packing_list
    needed = [leads.declaration]
    needed += [leads.inspection_latest] if facts.inspected else []
    needed += [leads.origin] if facts.certified else []
    made = max(invoice.date, packing.date) if invoice and packing else None
    yield Task(
        key="invoice_packing_list",
        name=Said("Commercial invoice and packing list made", "制作商业发票和装箱单"),
        why=Said(
            "Before inspection, certificate of origin and declaration, which need them, so"
            f" at least {in_days(max(needed))} before shipment (rules of the application forms).",
            f"报检、申请产地证和报关均须随附，故至少在装运前{max(needed)}天备妥（各申请单规定）。",
        ),
        where="/packing_list/date" if invoice else "/invoice/date",
        due=facts.before_shipment(max(needed)),
        missing=UNPLANNED,
        fact=made,
    )


def origin(facts: Facts) -> Iterator[Task]:
    """The application for the certificate of origin."""
    if not facts.certified:
        return
    days, asked = facts.leads.origin, facts.order.origin
    yield Task(
        key="origin",
        name=Said("Apply for the certificate of origin", "申请产地证"),
        why=Said(
            f"At least {in_days(days)} before shipment (work description of a merchandiser: a"
            " week). It needs the invoice.",
            f"至少在装运前{days}天申请（跟单员工作内容：装运期至少一个星期前），须有发票。",
        ),
        where="/origin/date",
        due=facts.before_shipment(days),
        missing=UNPLANNED,
        fact=asked.date if asked else None,
    )
