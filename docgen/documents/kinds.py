"""Every kind of paper that docgen makes, in the customary order of a set."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from docgen.checks.papers import CO, FA, origin_paper_kind
from docgen.context import Context
from docgen.documents import (
    beneficiary_certificate,
    bill_of_exchange,
    booking_note,
    certificate_of_origin,
    commercial_invoice,
    customs_declaration,
    form_a,
    inspection_request,
    insurance_application,
    packing_list,
    production_order,
    proforma_invoice,
    purchase_contract,
    sales_contract,
    shipping_advice,
    shipping_marks,
)
from docgen.documents.parts import Document
from docgen.order import Order


@dataclass(frozen=True)
class Kind:
    """A kind of paper.

    Attributes:
        name: its name on the command line, in file names and in the template folder.
        model: what its papers are made of.
        short: its abbreviation in the trade.
        zh: its Chinese name.
        needs: the part of the order that asks for it.
        build: the papers of this kind that the order asks for; none where it asks for none.
        form: whether an authority issues it on a form of its own, so that ours is a draft.
        blank: whether that form is of paper, on which the text alone can be typed.
    """

    name: str
    model: type[Document]
    short: str
    zh: str
    needs: str
    build: Callable[[Order, Context], tuple[Document, ...]]
    form: bool = False
    blank: bool = False


def build(order: Order, context: Context, names: tuple[str, ...] = ()) -> tuple[Document, ...]:
    """The papers that the order asks for, or those of the kinds named, in customary order."""
    wanted = names or tuple(KINDS)
    return tuple(
        document
        for kind in KINDS.values()
        if kind.name in wanted
        for document in kind.build(order, context)
    )


def _sales_contract(order: Order, context: Context) -> tuple[Document, ...]:
    return (sales_contract.build(order, context),)


def _purchase_contracts(order: Order, context: Context) -> tuple[Document, ...]:
    purchases = zip(order.purchases, context.totals.purchases, strict=True)
    return tuple(
        purchase_contract.build(order, context, purchase, totals) for purchase, totals in purchases
    )


def _production_orders(order: Order, context: Context) -> tuple[Document, ...]:
    purchases = zip(order.purchases, context.totals.purchases, strict=True)
    return tuple(
        production_order.build(order, context, purchase, totals, purchase.production)
        for purchase, totals in purchases
        if purchase.production
    )


def _commercial_invoice(order: Order, context: Context) -> tuple[Document, ...]:
    return (commercial_invoice.build(order, context, order.invoice),) if order.invoice else ()


def _packing_list(order: Order, context: Context) -> tuple[Document, ...]:
    paper = order.packing_list
    return (packing_list.build(order, context, paper),) if paper and order.packing else ()


def _shipping_marks(order: Order, context: Context) -> tuple[Document, ...]:
    sheet = order.marks_sheet
    return (shipping_marks.build(order, context, sheet),) if sheet and order.packing else ()


def _booking_note(order: Order, context: Context) -> tuple[Document, ...]:
    return (booking_note.build(order, context, order.booking),) if order.booking else ()


def _insurance_application(order: Order, context: Context) -> tuple[Document, ...]:
    asked = order.insurance_application
    return (insurance_application.build(order, context, asked),) if asked else ()


def _inspection_request(order: Order, context: Context) -> tuple[Document, ...]:
    request = order.inspection
    return (inspection_request.build(order, context, request),) if request else ()


def _customs_declaration(order: Order, context: Context) -> tuple[Document, ...]:
    asked = order.customs_declaration
    return (customs_declaration.build(order, context, asked),) if asked else ()


def _certificate_of_origin(order: Order, context: Context) -> tuple[Document, ...]:
    request = order.origin
    if request is None or origin_paper_kind(order, request, context) != CO:
        return ()
    return (certificate_of_origin.build(order, context, request),)


def _form_a(order: Order, context: Context) -> tuple[Document, ...]:
    request = order.origin
    if request is None or origin_paper_kind(order, request, context) != FA:
        return ()
    return (form_a.build(order, context, request),)


def _bill_of_exchange(order: Order, context: Context) -> tuple[Document, ...]:
    draft = order.bill_of_exchange
    return (bill_of_exchange.build(order, context, draft),) if draft else ()


def _proforma_invoice(order: Order, context: Context) -> tuple[Document, ...]:
    offer = order.proforma
    return (proforma_invoice.build(order, context, offer),) if offer else ()


def _shipping_advice(order: Order, context: Context) -> tuple[Document, ...]:
    advice = order.shipping_advice
    return (shipping_advice.build(order, context, advice),) if advice else ()


KINDS = {
    kind.name: kind
    for kind in (
        Kind(
            sales_contract.KIND,
            sales_contract.SalesContract,
            "SC",
            "销售合同",
            "goods",
            _sales_contract,
        ),
        Kind(
            proforma_invoice.KIND,
            proforma_invoice.ProformaInvoiceDocument,
            "PI",
            "形式发票",
            "proforma",
            _proforma_invoice,
        ),
        Kind(
            purchase_contract.KIND,
            purchase_contract.PurchaseContract,
            "PC",
            "采购合同",
            "purchases",
            _purchase_contracts,
        ),
        Kind(
            production_order.KIND,
            production_order.ProductionOrderDocument,
            "PO",
            "生产单",
            "purchases.production",
            _production_orders,
        ),
        Kind(
            bill_of_exchange.KIND,
            bill_of_exchange.BillOfExchangeDocument,
            "BE",
            "汇票",
            "bill_of_exchange",
            _bill_of_exchange,
        ),
        Kind(
            commercial_invoice.KIND,
            commercial_invoice.CommercialInvoice,
            "CI",
            "商业发票",
            "invoice",
            _commercial_invoice,
        ),
        Kind(
            packing_list.KIND,
            packing_list.PackingListDocument,
            "PL",
            "装箱单",
            "packing_list and packing",
            _packing_list,
        ),
        Kind(
            shipping_marks.KIND,
            shipping_marks.ShippingMarks,
            "SM",
            "唛头",
            "marks_sheet and packing",
            _shipping_marks,
        ),
        Kind(
            booking_note.KIND,
            booking_note.BookingNote,
            "BN",
            "订舱委托书",
            "booking",
            _booking_note,
        ),
        Kind(
            insurance_application.KIND,
            insurance_application.InsuranceApplicationDocument,
            "IA",
            "投保单",
            "insurance_application",
            _insurance_application,
        ),
        Kind(
            inspection_request.KIND,
            inspection_request.InspectionRequestDocument,
            "IR",
            "出境货物检验检疫申请",
            "inspection",
            _inspection_request,
        ),
        Kind(
            customs_declaration.KIND,
            customs_declaration.CustomsDeclarationDocument,
            "CD",
            "出口货物报关单",
            "customs_declaration",
            _customs_declaration,
            form=True,
        ),
        Kind(
            certificate_of_origin.KIND,
            certificate_of_origin.CertificateOfOrigin,
            "CO",
            "原产地证书",
            "origin",
            _certificate_of_origin,
            form=True,
            blank=True,
        ),
        Kind(
            form_a.KIND,
            form_a.FormA,
            "FA",
            "普惠制产地证",
            "origin",
            _form_a,
            form=True,
            blank=True,
        ),
        Kind(
            beneficiary_certificate.KIND,
            beneficiary_certificate.BeneficiaryCertificateDocument,
            "BC",
            "受益人证明",
            "beneficiary_certificates",
            beneficiary_certificate.build,
        ),
        Kind(
            shipping_advice.KIND,
            shipping_advice.ShippingAdviceDocument,
            "SA",
            "装船通知",
            "shipping_advice",
            _shipping_advice,
        ),
    )
}
