"""How the parties of an order read on a paper: names, addresses, consignee, bank."""

from __future__ import annotations

from collections.abc import Mapping

from docgen.documents.parts import Caption, Fact, Firm, Letterhead, Signature
from docgen.documents.wording import facts
from docgen.order import Order
from docgen.order.parties import NamedConsignee, Party, ToOrder, ToOrderOf
from docgen.tables import Tables


def firm(party: Party, tables: Tables) -> Firm:
    """A party with its address; the country closes the address where it is not there already."""
    contact = party.contact
    reach = (("ATTN", contact.person), ("TEL", contact.phone), ("EMAIL", contact.email))
    known = (*reach, ("VAT NO.", party.vat_number))
    lines = (
        *address(party, tables),
        *(f"{name}: {value}" for name, value in known if value),
    )
    return Firm(name=party.name, name_zh=party.name_zh, lines=tuple(filter(None, lines)))


def address(party: Party, tables: Tables) -> tuple[str, ...]:
    """The address line by line, ending with the country."""
    lines = tuple(filter(None, party.address.split("\n")))
    country = tables.countries[party.country]
    said = {country.en, *(alias.upper() for alias in country.aliases if len(alias) > 3)}
    last = lines[-1].upper().rstrip(". ") if lines else ""
    return lines if any(last.endswith(name) for name in said) else (*lines, country.en)


def letterhead(party: Party, tables: Tables, bilingual: bool) -> Letterhead:
    """The seller's names, address and ways to reach it."""
    contact = party.contact
    reach = (
        ("TEL", contact.phone),
        ("FAX", contact.fax),
        ("EMAIL", contact.email),
        ("VAT NO.", party.vat_number),
    )
    return Letterhead(
        name=party.name,
        name_zh=party.name_zh if bilingual else "",
        address=", ".join(line.rstrip(",") for line in address(party, tables)),
        address_zh=party.address_zh.replace("\n", " ") if bilingual else "",
        contact="   ".join(f"{name}: {value}" for name, value in reach if value),
    )


def signature(caption: Caption, party: Party, bilingual: bool) -> Signature:
    """Where a party signs, with its Chinese name on a paper in both languages."""
    name_zh = party.name_zh if bilingual else ""
    return Signature(caption=caption, name=party.name, name_zh=name_zh)


def consignee(order: Order, tables: Tables) -> tuple[str, ...]:
    """The consignee line by line: a party with its address, or an order clause."""
    match order.consignee:
        case None:
            return (order.buyer.name, *address(order.buyer, tables))
        case NamedConsignee(party=party):
            return (party.name, *address(party, tables))
        case ToOrder():
            return ("TO ORDER",)
        case ToOrderOf(of=holder):
            return (f"TO ORDER OF {holder.upper()}",)
        case _:
            return ("TO WHOM IT MAY CONCERN",)


def bank_facts(order: Order, captions: Mapping[str, Caption]) -> tuple[Fact, ...]:
    """The seller's account that the buyer pays into."""
    account = order.seller.bank_for(order.currency)
    if account is None:
        return ()
    return facts(
        captions,
        bank_name=account.name,
        bank_address=account.address.replace("\n", ", "),
        bic=account.bic,
        iban=account.iban,
        account=account.account,
        account_name=account.account_name or order.seller.name,
    )
