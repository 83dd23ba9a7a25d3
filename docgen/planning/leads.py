"""Lead times of an export order: how long before or after what each step is due."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Leads:
    """Days between the steps; calendar days unless they are called working days.

    Where a source is named practice, the contract or the forwarder has the last word.

    Attributes:
        inspection_earliest: days before shipment from which to apply for inspection; work
            description of a merchandiser: one to two weeks before (交货期前一两个星期).
        inspection_latest: days before shipment by which to apply; inspection rules (报检规定).
        certificate: working days until the factory sends the inspection slip; work
            description of a merchandiser: two to three days.
        origin: days before shipment by which to apply for the certificate of origin; work
            description of a merchandiser: at least one week.
        booking: days before the factory's delivery by which to book space; work description
            of a merchandiser: more than ten days (交货期前十多天).
        delivery_buffer: days between the factory's delivery and shipment; practice.
        credit_open: days before the month of shipment by which the credit arrives; docgen's
            standard clause on payment.
        credit_least: days after the contract that opening a credit takes at least; practice.
        purchase: working days to send out the purchase contract, once nothing stands in its
            way; practice.
        countersign: working days for the factory to sign back (签回); practice.
        declaration: days before loading by which to declare; Customs Law of China art. 24:
            24 hours.
        cut_off: days before departure when the terminal closes (截港); practice: 1 to 3.
        instructions: days before departure for shipping instructions and VGM (截单); practice.
        advice: days after shipment for the shipping advice; practice: 24 hours to 3 days.
        copy: days after shipment within which a buyer usually pays against the copy of the
            bill of lading; practice.
        charges: bank charges that a receipt may lack, in the order's currency; practice.
        charges_percent: the same in per cent of what is due, where that is more.
    """

    inspection_earliest: int = 14
    inspection_latest: int = 7
    certificate: int = 3
    origin: int = 7
    booking: int = 10
    delivery_buffer: int = 10
    credit_open: int = 30
    credit_least: int = 14
    purchase: int = 3
    countersign: int = 3
    declaration: int = 1
    cut_off: int = 1
    instructions: int = 2
    advice: int = 3
    copy: int = 7
    charges: Decimal = Decimal(50)
    charges_percent: Decimal = Decimal("0.5")


USUAL = Leads()
"""The lead times of the trade."""
