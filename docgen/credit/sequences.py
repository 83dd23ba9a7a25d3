"""A credit too long for one message: its continuations (MT701, MT711, MT721) put behind it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace

from docgen.credit import faults
from docgen.credit.faults import fault, of_field, place
from docgen.credit.fields import NARRATIVES
from docgen.credit.messages import Message, Tagged
from docgen.credit.values import UnreadableError, read_sequence
from docgen.findings import Finding, Severity

_CONTINUATIONS = ("MT701", "MT711", "MT721")


def continued(master: Message, others: tuple[Message, ...]) -> tuple[Message, tuple[Finding, ...]]:
    """The message with the long fields of its continuations behind its own."""
    findings: list[Finding] = []
    fields = {field.tag: field for field in reversed(master.fields)}
    added: list[Tagged] = []
    expected = _sequence(master)
    for each in others:
        if each.kind not in _CONTINUATIONS:
            continue
        findings += _not_of(master, each)
        for field in each.fields:
            if field.tag in NARRATIVES:
                added.append(field)
            elif field.tag not in ("27", "20", "21"):
                findings.append(_stranger(each, field))
    findings += _missing(master, expected, others)
    order = [*master.fields, *(field for field in added if field.tag in fields)]
    new = [field for field in added if field.tag not in fields]
    return replace(master, fields=(*order, *new)), tuple(findings)


def _sequence(message: Message) -> tuple[int, int] | None:
    for field in message.fields:
        if field.tag == "27":
            with suppress(UnreadableError):
                return read_sequence(" ".join(field.lines))
    return None


def sequences(others: tuple[Message, ...]) -> Iterator[str]:
    """27 of each continuation, as the credit keeps it."""
    for each in others:
        if each.kind in _CONTINUATIONS:
            said = _sequence(each)
            yield f"{said[0]}/{said[1]}" if said else ""


def _missing(
    master: Message, expected: tuple[int, int] | None, others: tuple[Message, ...]
) -> Iterator[Finding]:
    """Whether 27 of the messages count from the first to the last."""
    if expected is None:
        return
    followed = (_sequence(each) for each in others if each.kind in _CONTINUATIONS)
    read = [expected, *filter(None, followed)]
    wanted = [(number, expected[1]) for number in range(1, min(expected[1], 99) + 1)]
    if sorted(read) != wanted:
        found = ", ".join(f"{one}/{all_}" for one, all_ in sorted(read)[:20])
        yield fault(
            faults.INCOMPLETE,
            place(master.line, "27"),
            f"the credit comes in {expected[1]} messages; read were {found}",
            f"信用证共{expected[1]}份报文,读到的为{found}",
            expected=", ".join(f"{one}/{all_}" for one, all_ in wanted[:20]),
            actual=found,
            hint="put the missing messages into the file / 请补齐缺少的报文",
        )


def _not_of(master: Message, each: Message) -> Iterator[Finding]:
    """Whether a continuation names the credit it continues."""
    ours, theirs = _references(master), _references(each)
    if ours and theirs and not ours & theirs:
        yield fault(
            faults.INCOMPLETE,
            place(each.line, "20"),
            "the continuation names another credit; its clauses were read with this one",
            "续页的信用证号与正文不一致,其条款已并入",
            expected=" or ".join(sorted(ours)),
            actual=" or ".join(sorted(theirs)),
            hint="take it out of the file if it belongs to another credit / 如属另一信用证请移除",
        )


def _references(message: Message) -> set[str]:
    return {"".join(field.lines) for field in message.fields if field.tag in ("20", "21")}


def _stranger(message: Message, field: Tagged) -> Finding:
    return of_field(
        faults.UNKNOWN_TAG,
        field,
        f"a continuation ({message.kind}) has no field {field.tag}; it was kept and not used",
        f"续页{message.kind}不应有{field.tag}栏,原文保留,未采用",
        severity=Severity.WARNING,
    )
