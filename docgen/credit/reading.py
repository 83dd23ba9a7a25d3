"""From the text of a credit, with its continuations and amendments, to one `Credit`.

Nothing recognised is an error and never an empty credit. Everything that could not be read is a
finding with its line and field; the fields themselves stay in the messages as they read.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from pydantic import ValidationError

from docgen.credit import faults
from docgen.credit.amending import amended, belongs
from docgen.credit.encoding import cleaned, decode
from docgen.credit.faults import fault, place
from docgen.credit.fields import facts_of
from docgen.credit.forms import Facts
from docgen.credit.goods import goods_facts
from docgen.credit.messages import Message, messages_in
from docgen.credit.sequences import continued, sequences
from docgen.errors import InputError
from docgen.findings import Finding
from docgen.order.credit import Credit
from docgen.tables import Tables

_MASTERS = ("MT700", "MT710", "MT720")
_INTERNAL = frozenset("amendment amended cancelled decrease new_amount narrative".split())


@dataclass(frozen=True)
class Reading:
    """A credit that was read.

    Attributes:
        credit: its facts, amendments worked in.
        messages: every message with every field as it reads.
        findings: what could not be read, or only with doubt.
    """

    credit: Credit
    messages: tuple[Message, ...]
    findings: tuple[Finding, ...]


def read_bytes(data: bytes, tables: Tables, name: str = "credit") -> Reading:
    """The credit in the bytes of a file, in any of the encodings and layouts that banks use.

    Raises:
        InputError: it holds no credit; its findings say why.
    """
    text, findings = decode(data, name)
    return _read(text, tables, name, findings)


def read(text: str, tables: Tables, name: str = "credit") -> Reading:
    """The credit in a text.

    Raises:
        InputError: it holds no credit; its findings say why.
    """
    plain, findings = cleaned(text)
    return _read(plain, tables, name, findings)


def _read(text: str, tables: Tables, name: str, findings: tuple[Finding, ...]) -> Reading:
    messages = messages_in(text)
    master = next((each for each in messages if each.kind in _MASTERS), None)
    if master is None:
        raise _nothing(name, messages)
    others = tuple(each for each in messages if each is not master)
    whole, problems = continued(master, others)
    facts, more = facts_of(whole, tables)
    facts = _banks(master, _renamed(master, facts))
    facts["continuations"] = tuple(sequences(others))
    facts, amending = _amendments(facts, others, tables)
    credit, refused = _credit(facts, master, tables)
    found = (*findings, *problems, *more, *amending, *refused)
    if credit is None:
        raise InputError(f"{name}: nothing of it could be read.", (*found, _unread(master)))
    return Reading(credit, messages, found)


def _nothing(name: str, messages: tuple[Message, ...]) -> InputError:
    kinds = ", ".join(dict.fromkeys(each.kind for each in messages))
    if messages:
        en, zh = f"found {kinds} alone, and no credit", f"仅有{kinds},没有信用证正文"
    else:
        en, zh = "found no field of a credit message", "未识别到信用证报文的任何栏位"
    finding = fault(
        faults.NOTHING,
        "file",
        en,
        zh,
        expected="an MT700, MT710 or MT720 with its tags, such as :20: or 20: Credit Number",
        hint="give the whole message; amendments and continuations go behind their credit in"
        " one file / 请提供完整报文;续页和修改书与信用证放在同一文件",
    )
    return InputError(f"{name} is no letter of credit: {en}.", (finding,))


def _renamed(master: Message, facts: Facts) -> Facts:
    """In MT710 and MT720 field 20 is the number of the bank that advises, and 21 the credit's."""
    number = next((field for field in master.fields if field.tag == "20"), None)
    credit = next((field for field in master.fields if field.tag == "21"), None)
    if master.kind == "MT700" or number is None or credit is None:
        return facts
    ours, theirs = (" ".join(each.lines)[:300] for each in (number, credit))
    return facts | {"advising_reference": ours, "number": theirs}


def _banks(master: Message, facts: Facts) -> Facts:
    """The banks that sent and received the message, where it names none itself."""
    banks = {"message": master.kind}
    if master.kind == "MT700":
        banks |= {"issuing_bank": master.sender, "advising_bank": master.receiver}
    else:
        banks |= {"advising_bank": master.sender}
    return {name: value for name, value in banks.items() if value} | facts


def _amendments(
    facts: Facts, others: tuple[Message, ...], tables: Tables
) -> tuple[Facts, tuple[Finding, ...]]:
    findings: list[Finding] = []
    for message in _joined(others):
        said, problems = facts_of(message, tables)
        findings += problems
        if belongs(facts, message):
            facts, problems = amended(facts, message, said)
            findings += problems
        else:
            findings.append(_foreign(message, facts))
    return facts, tuple(findings)


def _joined(others: tuple[Message, ...]) -> list[Message]:
    """The amendments, the fields of each MT708 behind those of its MT707."""
    joined: list[Message] = []
    for each in others:
        if each.kind == "MT708" and joined:
            known = {"27", "20", "21", "23", "26E", "30"}
            added = tuple(field for field in each.fields if field.tag not in known)
            joined[-1] = replace(joined[-1], fields=(*joined[-1].fields, *added))
        elif each.kind in ("MT707", "MT708"):
            joined.append(each)
    return joined


def _foreign(message: Message, facts: Facts) -> Finding:
    said = [" ".join(field.lines) for field in message.fields if field.tag in ("20", "21", "23")]
    return fault(
        faults.AMENDMENT,
        place(message.line, "20"),
        "the amendment is of another credit; nothing was changed",
        "修改书所列信用证号与本证不符,未作改动",
        expected=str(facts.get("number", "")),
        actual=", ".join(said),
        hint="take it out of the file, or correct its number / 请移除或更正其证号",
    )


def _credit(
    facts: Facts, master: Message, tables: Tables
) -> tuple[Credit | None, tuple[Finding, ...]]:
    """The credit of these facts; what its model refuses is left out and reported."""
    goods = tuple(facts.get("goods", ()))
    said: dict[str, Any] = goods_facts(goods, tables) if goods else {}
    said |= {name: value for name, value in facts.items() if name not in _INTERNAL}
    said = {name: value for name, value in said.items() if ":" not in name}
    for name in ("goods", "special_payment_beneficiary", "special_payment_bank"):
        if isinstance(said.get(name), tuple):
            said[name] = "\n".join(said[name])
    stated = {name for name, value in said.items() if value} - {"message"}
    if not stated:
        return None, ()
    try:
        return Credit.model_validate(said), ()
    except ValidationError as error:
        wrong = {str(each["loc"][0]): each for each in error.errors() if each["loc"]}
        findings = tuple(_refused(master, name, str(each["msg"])) for name, each in wrong.items())
        kept = {name: value for name, value in said.items() if name not in wrong}
        if not wrong or not {name for name, value in kept.items() if value} - {"message"}:
            return None, findings
        return Credit.model_validate(kept), findings


def _unread(master: Message) -> Finding:
    return fault(
        faults.NOTHING,
        place(master.line),
        "the message has fields, but none that states anything of a credit",
        "报文有栏位,但没有信用证内容",
        actual=", ".join(field.tag for field in master.fields),
        hint="give the whole message / 请提供完整报文",
    )


def _refused(master: Message, name: str, why: str) -> Finding:
    return fault(
        faults.MALFORMED,
        place(master.line),
        f"{name} was read but cannot be kept: {why}",
        f"{name}已读取但无法保留:{why}",
        hint="compare with the original message / 请与原报文核对",
    )
