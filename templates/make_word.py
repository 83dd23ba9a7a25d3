"""Draws the Word templates of all papers; run it after a change here or under `word/`.

    python templates/make_word.py            write templates/<kind>/<kind>.docx
    python templates/make_word.py --check    say which of them differ from what is drawn here

The files are kept in the repository, so that a company can open one in Word and change it; this
script is not used when papers are made.
"""

from __future__ import annotations

import sys
from pathlib import Path

from word import bank, certificates, customs, inspection, shipping, trade
from word.package import Page, word_file

FOLDER = Path(__file__).resolve().parent
_CERTIFICATE = Page(
    top=10.4, right=17, bottom=8, left=20, mark="DRAFT 草稿 - NOT A CERTIFICATE", always=True
)
_DECLARATION = Page(
    landscape=True,
    top=10,
    right=12,
    bottom=12,
    left=12,
    mark="DRAFT 草稿 非正式报关单",
    always=True,
)


def templates() -> dict[str, bytes]:
    """The bytes of every template by kind of paper."""
    return {
        "sales-contract": word_file(trade.sales_contract(), Page()),
        "purchase-contract": word_file(trade.purchase_contract(), Page(), chinese=True),
        "proforma-invoice": word_file(bank.proforma_invoice(), Page()),
        "production-order": word_file(shipping.production_order(), Page(), chinese=True),
        "bill-of-exchange": word_file(bank.bill_of_exchange(), Page()),
        "commercial-invoice": word_file(trade.commercial_invoice(), Page()),
        "packing-list": word_file(trade.packing_list(), Page()),
        "shipping-marks": word_file(shipping.shipping_marks(), Page(), more=shipping.MARKS),
        "insurance-application": word_file(shipping.insurance_application(), Page()),
        "booking-note": word_file(shipping.booking_note(), Page()),
        "inspection-request": word_file(inspection.inspection_request(), Page(), chinese=True),
        "customs-declaration": word_file(customs.customs_declaration(), _DECLARATION, chinese=True),
        "certificate-of-origin": word_file(certificates.certificate_of_origin(), _CERTIFICATE),
        "beneficiary-certificate": word_file(bank.beneficiary_certificate(), Page()),
        "amendment-request": word_file(bank.amendment_request(), Page()),
        "shipping-advice": word_file(bank.shipping_advice(), Page()),
        "form-a": word_file(certificates.form_a(), _CERTIFICATE),
    }


def main(arguments: list[str]) -> int:
    """Write the templates, or with `--check` name the stale ones; 1 where there is one."""
    stale = {}
    for kind, drawn in templates().items():
        path = FOLDER / kind / f"{kind}.docx"
        if not path.is_file() or path.read_bytes() != drawn:
            stale[path] = drawn
    for path, drawn in stale.items():
        print(path.relative_to(FOLDER.parent))
        if arguments != ["--check"]:
            path.write_bytes(drawn)
    return int(bool(stale) and arguments == ["--check"])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
