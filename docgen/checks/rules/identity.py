"""IDN: numbers that firms are registered under (企业证件号码)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdnum import get_cc_module, lei
from stdnum.cn import uscc
from stdnum.eu.vat import MEMBER_STATES
from stdnum.exceptions import InvalidLength

from docgen.checks import names
from docgen.checks.identifiers import Flaw, Validator, flaw, holders, wrong_length
from docgen.checks.papers import ALL, CI, CO, FA, IR, PC
from docgen.checks.rule import Deal, Fault, Outcomes, Said, fault, rule, skip
from docgen.findings import Severity
from docgen.order.parties import Party

_CREDIT_CODE_LENGTH = 18
_LEI_LENGTH = 20
_EU = frozenset(code.upper() for code in MEMBER_STATES)
_ONE_KIND = frozenset({"AU", "BR", "CH", "CL", "GB", "IS", "KR", "NO", "NZ", "RU", "TR"})
"""Countries beside the EU whose firms are taxed under one kind of number, which proves itself."""
_KINDS: dict[str, tuple[str, ...]] = {"NO": ("mva", "orgnr"), "CH": ("vat", "uid")}
"""Where a firm may leave out the letters that make its number a VAT number."""
_PREFIXES = {"EL": "GR", "XI": "GB", "CHE": "CH"}
"""Prefixes of VAT numbers that are not the country's code; Northern Ireland has XI."""
_LETTERS = re.compile(r"([A-Z]{2})[0-9A-Z+*]*[0-9][0-9A-Z+*]*")
_EORI = re.compile(r"([A-Z]{2})[0-9A-Z]{1,15}")
_GB_EORI = re.compile(r"(?:GB|XI)[0-9]{12}(?:[0-9]{3})?")
_CUSTOMS_CODE = re.compile(r"[0-9]{4}[0-9A-Z]{6}")


def compact(number: str) -> str:
    """The number without blanks, dots and hyphens, in upper case."""
    return re.sub(r"[\s.\-/]", "", number).upper()


@rule(
    "IDN-001",
    severity=Severity.ERROR,
    guards=(IR, PC, CO, FA),
    refs=("GB 32100-2015 (法人和其他组织统一社会信用代码编码规则)",),
    en="The credit code {actual} of the {role} is not valid: {problem}.",
    zh="{role}的统一社会信用代码{actual}有误:{problem}。",
    fix="{cure} Copy it from the business licence.",
    fix_zh="{cure}请按营业执照填写。",
)
def a_credit_code_proves_itself(deal: Deal) -> Outcomes:
    """The unified social credit code has 18 characters, the last of which proves the others.

    A seller in China without one is not checked; whether a supplier has one COV-006 asks. The code
    of a party in another country is a warning: it is given to firms of the mainland alone.
    """
    for at, party, role in holders(deal.order):
        if not party.uscc:
            if at == "/seller" and party.country == "CN":
                yield skip("the seller's credit code is not given", "未填卖方代码", "/seller/uscc")
            continue
        wrong = flaw(party.uscc, uscc.validate)
        if wrong and len(uscc.compact(party.uscc)) != _CREDIT_CODE_LENGTH:
            wrong = wrong_length(party.uscc, str(_CREDIT_CODE_LENGTH))
        guards = (PC,) if at.startswith("/suppliers") else None
        if wrong:
            yield _flawed(f"{at}/uscc", party.uscc, role, wrong, guards)
        elif party.country != "CN":
            where = names.country(party.country, deal.tables)
            abroad = Flaw(
                Said(
                    f"such codes are of firms in China, the party is in {where.en}",
                    f"该代码仅授予中国内地企业,而该方国别为{where.zh}",
                ),
                Said("The country or the code is wrong.", "国别或代码有误。"),
            )
            yield _flawed(f"{at}/country", party.uscc, role, abroad, guards, Severity.WARNING)


def _flawed(
    where: str,
    number: str,
    role: Said,
    wrong: Flaw,
    guards: tuple[str, ...] | None = None,
    weight: Severity | None = None,
) -> Fault:
    return fault(
        where,
        actual=number,
        severity=weight,
        guards=guards,
        role=role,
        problem=wrong.problem,
        cure=wrong.cure,
    )


@rule(
    "IDN-003",
    severity=Severity.WARNING,
    guards=(CI,),
    refs=("Directive 2006/112/EC art. 215 (VAT prefix)", "tax numbers of the buyer's country"),
    en="The tax number {actual} of the {role} is not one of {country}: {problem}.",
    zh="{role}的税号{actual}不是有效的{country}税号:{problem}。",
    fix="{cure} Ask the {role} for the number as registered.",
    fix_zh="{cure}请向{role}核实登记税号。",
)
def a_tax_number_is_one_of_the_partys_country(deal: Deal) -> Outcomes:
    """A VAT number has the prefix of the party's country and a check digit that fits.

    Proved for the EU and for countries with one kind of number; for others there is nothing to
    prove it by, so it is not checked.
    """
    for at, party, role in holders(deal.order):
        number, where = compact(party.vat_number), f"{at}/vat_number"
        if not number or party.country == "CN":
            continue
        wrong = _prefix_flaw(deal, party, number)
        if wrong is None and party.country not in _EU | _ONE_KIND:
            country = names.country(party.country, deal.tables)
            yield skip(
                f"docgen cannot prove tax numbers of {country.en}",
                f"无法校验{country.zh}税号",
                where,
            )
        elif wrong or (wrong := _tax_flaw(party.country, number)):
            yield _tax_fault(deal, where, party, role, wrong)


def _tax_flaw(country: str, number: str) -> Flaw | None:
    """What is wrong with a number, whether the country's letters stand before it or not."""
    validators = tuple(_validators(country))
    bare = number.removeprefix(country)
    return flaw(number, *validators) and flaw(bare, *validators)


def _validators(country: str) -> Iterator[Validator]:
    for kind in _KINDS.get(country, ("vat",)):
        module = get_cc_module(country, kind)
        if module is not None:
            yield module.validate


def _prefix_flaw(deal: Deal, party: Party, number: str) -> Flaw | None:
    """A number that begins with the letters of another country."""
    found = _LETTERS.fullmatch(number)
    letters = "CHE" if number.startswith("CHE") else found[1] if found else ""
    country = _PREFIXES.get(letters, letters)
    if country == party.country or country not in _EU | {"GB", "NO", "CH"}:
        return None
    there = names.country(country, deal.tables)
    return Flaw(
        Said(f"{letters} is the prefix of {there.en}", f"前缀{letters}属于{there.zh}"),
        Said("Correct the country or the number.", "请更正国家或税号。"),
    )


def _tax_fault(deal: Deal, where: str, party: Party, role: Said, wrong: Flaw) -> Fault:
    return fault(
        where,
        where.replace("vat_number", "country"),
        actual=party.vat_number,
        role=role,
        country=names.country(party.country, deal.tables),
        problem=wrong.problem,
        cure=wrong.cure,
    )


@rule(
    "IDN-004",
    severity=Severity.WARNING,
    guards=(CI,),
    refs=("Regulation (EU) 2015/2447 annex B, EORI number", "HMRC: EORI numbers"),
    en="The EORI number {actual} of the {role} is malformed: {problem}.",
    zh="{role}的EORI号{actual}格式有误:{problem}。",
    fix="{cure} The buyer's customs broker knows the right one.",
    fix_zh="{cure}可向客户的清关代理核实。",
)
def an_eori_number_is_well_formed(deal: Deal) -> Outcomes:
    """An EORI number is a member state's letters, GB or XI, and up to 15 characters.

    Those of the United Kingdom have 12 digits, or 15 with a branch. It has no check digit of its
    own. The party need not be in that country.
    """
    for at, party, role in holders(deal.order):
        number = compact(party.eori)
        if number and (wrong := _eori_flaw(number)):
            yield _flawed(f"{at}/eori", party.eori, role, wrong)


def _eori_flaw(number: str) -> Flaw | None:
    found = _EORI.fullmatch(number)
    if found is None or found[1] not in _EU | {"GB", "XI"}:
        return Flaw(
            Said(
                "it does not begin with the letters of an EU state, GB or XI and have up to 15"
                " characters behind",
                "应以欧盟成员国代码、GB或XI开头,其后最多15位",
            ),
            Said("Put the two letters of the country before it.", "请在号码前加两位国家代码。"),
        )
    if found[1] in ("GB", "XI") and not _GB_EORI.fullmatch(number):
        return wrong_length(number, "14/17")
    return None


@rule(
    "IDN-005",
    severity=Severity.WARNING,
    guards=(CI,),
    refs=("ISO 17442 (LEI)",),
    en="The legal entity identifier {actual} of the {role} is not valid: {problem}.",
    zh="{role}的LEI编码{actual}有误:{problem}。",
    fix="{cure} Look it up at gleif.org.",
    fix_zh="{cure}可在gleif.org查询。",
)
def a_legal_entity_identifier_proves_itself(deal: Deal) -> Outcomes:
    """An LEI has 20 characters, the last two of which prove the others."""
    for at, party, role in holders(deal.order):
        if party.lei and (wrong := flaw(party.lei, _lei)):
            yield _flawed(f"{at}/lei", party.lei, role, wrong)


def _lei(number: str) -> str:
    """The LEI, if it is one; its length too, which the library does not look at."""
    if len(lei.compact(number)) != _LEI_LENGTH:
        raise InvalidLength
    return lei.validate(number)


@rule(
    "IDN-007",
    severity=Severity.WARNING,
    guards=ALL,
    refs=("GACC: registration of customs declarants (海关备案编码, 10位)",),
    en="The customs code {actual} of the {role} is malformed: {problem}.",
    zh="{role}的海关备案编码{actual}格式有误:{problem}。",
    fix="{cure} Copy it from the customs registration.",
    fix_zh="{cure}请按海关备案信息填写。",
)
def a_customs_code_has_ten_characters(deal: Deal) -> Outcomes:
    """The code under which a firm is registered with Chinese customs has ten characters.

    The first four digits name the place; letters may stand among the last ones. There is no check
    digit.
    """
    for at, party, role in holders(deal.order):
        code = compact(party.customs_code)
        if not code or _CUSTOMS_CODE.fullmatch(code):
            continue
        length = wrong_length(code, "10") if len(code) != 10 else None
        wrong = length or Flaw(
            Said("it does not begin with four digits", "前四位应为数字"),
            Said("Look for a letter typed for a digit.", "请检查是否误输字母。"),
        )
        yield _flawed(f"{at}/customs_code", party.customs_code, role, wrong)
