"""The steps of the carriage: booking, cut-offs, declaration, insurance, shipment, advice."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.findings import Said
from docgen.order.packing import Bulk
from docgen.planning.facts import UNPLANNED, Facts
from docgen.planning.task import Task, in_days

_WATER = ("sea", "inland_waterway", "multimodal")


def booking(facts: Facts) -> Iterator[Task]:
    """Space is booked before the factory delivers; under F terms with the buyer's forwarder."""
    days = facts.leads.booking
    by_seller = facts.tables.incoterms[facts.order.terms.delivery.rule].freight
    shipment = facts.order.shipment
    yield Task(
        key="booking",
        name=Said("Book space", "订舱")
        if by_seller
        else Said("Book space with the buyer's forwarder", "向客户指定货代订舱"),
        why=Said(
            f"At least {in_days(days)} before the factory delivers on {facts.delivery_expected}:"
            " ask after the progress and book (work description of a merchandiser).",
            f"工厂交期{facts.delivery_expected}前至少{days}天，先问工厂生产进度再订舱"
            "（跟单员工作内容：交货期前十多天）。",
        )
        if facts.delivery_expected
        else Said(
            f"At least {in_days(days)} before the factory delivers (work description of a"
            " merchandiser).",
            f"工厂交期前至少{days}天订舱（跟单员工作内容）。",
        ),
        where="/shipment/booked",
        due=facts.booking_due,
        missing=("/purchases", *UNPLANNED),
        fact=shipment.booked if shipment else None,
        happened=facts.shipped and shipment is not None and shipment.booked is None,
    )


def instructions(facts: Facts) -> Iterator[Task]:
    """Shipping instructions and verified gross mass, for containers on the water."""
    if not _in_containers(facts):
        return
    days = facts.leads.instructions
    yield Task(
        key="instructions",
        name=Said("Shipping instructions and VGM sent (cut-off)", "提交补料和VGM（截单）"),
        why=Said(
            f"Usually {in_days(days)} before departure (practice; the carrier's notice decides)."
            " Without VGM no container is loaded (SOLAS VI/2).",
            f"通常在开船前{days}天（惯例，以船公司通知为准）；无VGM不得装船（SOLAS VI/2）。",
        ),
        where="/issued",
        due=facts.before_shipment(days),
        missing=UNPLANNED,
        fact=facts.issued("verified-gross-mass"),
        happened=facts.shipped,
        recorded=False,
        estimated=True,
    )


def cut_off(facts: Facts) -> Iterator[Task]:
    """The terminal, or the warehouse for shared containers, takes no more cargo."""
    if not _in_containers(facts):
        return
    days, shipment = facts.leads.cut_off, facts.order.shipment
    shared = shipment is not None and shipment.load == "lcl"
    yield Task(
        key="cut_off",
        name=Said("Cargo at the warehouse (CFS cut-off)", "货物进仓（截仓）")
        if shared
        else Said("Containers at the terminal (CY cut-off)", "重柜进港（截港）"),
        why=Said(
            f"Usually {days} to {days + 2} days before departure (practice; the carrier's notice"
            " decides).",
            f"通常在开船前{days}至{days + 2}天（惯例，以船公司通知为准）。",
        ),
        where="/shipment/on_board_date",
        due=facts.before_shipment(days),
        missing=UNPLANNED,
        happened=facts.shipped,
        recorded=False,
    )


def _in_containers(facts: Facts) -> bool:
    shipment, packing = facts.order.shipment, facts.order.packing
    if shipment is None:
        return True
    bulk = bool(packing) and all(isinstance(group, Bulk) for group in packing)
    return shipment.mode in _WATER and (bool(shipment.containers) or not bulk)


def declaration(facts: Facts) -> Iterator[Task]:
    """The export declaration, once the goods are at the supervised place."""
    hours = 24 * facts.leads.declaration
    yield Task(
        key="declaration",
        name=Said("Declare to customs", "出口报关"),
        why=Said(
            f"At least {hours} hours before loading, the goods being at the supervised place"
            " (Customs Law of China art. 24).",
            f"货物运抵监管场所后、装货的{hours}小时以前申报（海关法第24条）。",
        ),
        where="/issued",
        due=facts.before_shipment(facts.leads.declaration),
        missing=UNPLANNED,
        fact=facts.issued("customs-declaration"),
        happened=facts.shipped,
        recorded=False,
    )


def insurance(facts: Facts) -> Iterator[Task]:
    """The seller's insurance begins no later than the carriage."""
    terms = facts.order.terms
    owed = facts.tables.incoterms[terms.delivery.rule].insurance
    if not owed and terms.insurance.by != "seller":
        return
    yield Task(
        key="insurance",
        name=Said("Insure the cargo", "办理货运保险"),
        why=Said(
            "On or before the day of shipment: a policy dated later is refused (UCP 600 art."
            " 28(e); Incoterms A5).",
            "保单日期不得晚于装运日（UCP 600第28条e款；Incoterms A5）。",
        ),
        where="/issued",
        due=facts.ships,
        missing=UNPLANNED,
        fact=facts.issued("insurance-policy", "cover-note"),
        recorded=False,
    )


def latest_shipment(facts: Facts) -> Iterator[Task]:
    """The last day to ship by the contract, and by the credit."""
    yield Task(
        key="latest_shipment",
        name=Said("Latest shipment by the contract", "合同最迟装运期"),
        why=Said("Agreed in the contract.", "合同约定。")
        if facts.order.terms.latest_shipment
        else Said("The contract states no latest date.", "合同未写明最迟装运期。"),
        where="/shipment/on_board_date",
        due=facts.order.terms.latest_shipment,
        missing=("/terms/latest_shipment",),
        fact=facts.on_board,
        own=False,
    )
    credit = facts.order.credit
    if credit and credit.latest_shipment:
        yield Task(
            key="credit_latest_shipment",
            name=Said("Latest shipment by the credit", "信用证最迟装运期"),
            why=Said(
                "Field 44C; it is not extended by holidays (UCP 600 art. 29(c)).",
                "信用证44C；不因节假日顺延（UCP 600第29条c款）。",
            ),
            where="/shipment/on_board_date",
            due=credit.latest_shipment,
            fact=facts.on_board,
            own=False,
        )


def shipment(facts: Facts) -> Iterator[Task]:
    """The goods go on board."""
    reasons = {
        "/shipment/on_board_date": Said("Date on board.", "装船日期。"),
        "/shipment/etd": Said("Planned departure (ETD).", "预计开航日（ETD）。"),
    }
    no_plan = Said(
        "No departure is planned yet, so the latest agreed day stands for it.",
        "尚无船期，暂按最迟装运期推算。",
    )
    yield Task(
        key="shipment",
        name=Said("Shipment", "装运"),
        why=reasons.get(facts.shipment[1], no_plan)
        if facts.ships
        else Said("Neither plan nor latest date is stated.", "既无船期，也未约定最迟装运期。"),
        where="/shipment/on_board_date",
        due=facts.ships,
        missing=UNPLANNED,
        fact=facts.on_board,
        own=False,
    )


def advice(facts: Facts) -> Iterator[Task]:
    """The buyer hears of the shipment, to insure or to meet the goods."""
    days = facts.leads.advice
    yield Task(
        key="advice",
        name=Said("Send the shipping advice", "发装船通知"),
        why=Said(
            f"Within {in_days(days)} after shipment, better 24 hours where the buyer insures"
            " (practice; Incoterms A10).",
            f"装运后{days}天内，由买方投保的宜在24小时内（惯例；Incoterms A10）。",
        ),
        where="/issued",
        due=facts.before_shipment(-days),
        missing=UNPLANNED,
        fact=facts.issued("shipping-advice"),
        floor=facts.ships,
        recorded=False,
    )
