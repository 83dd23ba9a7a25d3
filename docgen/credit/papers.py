"""What a clause asks of the paper that it names: the facts, the statements, and what is left."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from docgen.credit import scan
from docgen.credit.copies import copies_in, find_copies
from docgen.credit.grammar import Pattern, grammar, role
from docgen.credit.records import Item, PaperDemand, Statement
from docgen.credit.scan import Found

_TRANSPORT_AND_COVER = frozenset(
    "bill-of-lading air-waybill rail-waybill cargo-receipt insurance-policy".split()
)
_QUOTED = re.compile(r"[\"']([^\"']{2,300})[\"']")
_OR = re.compile(r"[\s,()]*(?:OR|/|AND/OR)\s.*|/.*", re.IGNORECASE | re.DOTALL)
_PARTIES = frozenset("issuer signed_by consignee drawn_on sent_to endorsed".split())
_SEVERAL = frozenset("notify cover quality".split())
_TRAILING = " ,.;"


def demanded(
    place: str, body: str, heads: tuple[Found, ...], additional: bool
) -> tuple[tuple[PaperDemand, ...], tuple[str, ...]]:
    """The papers that head the text, with all that it asks of them, and the words left over."""
    kinds = tuple(dict.fromkeys(head.pattern.says for head in heads))
    text = scan.without(body, heads)
    always = tuple(scan.scan(text, _rows(kinds, everywhere=True), kinds))
    text = scan.without(text, always)
    verbs = _verbs(text)
    head_end = verbs[0].match.start() if verbs else len(text)
    counted = (*find_copies(text[:head_end]), *_counted_at_end(text, head_end))
    text = scan.without(text, counted)
    by = _issued_at_end(text, head_end, kinds)
    text = scan.without(text, by)
    more = tuple(scan.scan(text[:head_end], _rows(kinds, everywhere=False), kinds))
    text = scan.without(text, more)
    statements, text = _statements(text, verbs)
    loose, text = _loose_items(text)
    facts = _facts((*always, *more, *by), heads) | {
        "place": place,
        "additional": additional,
        "copies": copies_in(counted),
        "statements": (*statements, *loose),
    }
    return tuple(_each(body, heads, facts)), scan.left_over(text)


def items_in(text: str) -> tuple[tuple[Item, ...], tuple[str, ...]]:
    """The numbers and names that a text wants to be shown, and the words that are none."""
    found = tuple(scan.scan(text, grammar().items))
    in_order = sorted(found, key=lambda each: each.match.start())
    items = tuple(item for each in in_order for item in _items(each))
    return items, scan.left_over(scan.without(text, found))


def _items(found: Found) -> Iterator[Item]:
    """What the words name, with the second thing that some of them name as well."""
    yield Item(found.pattern.says, found.value, found.group("name").upper())
    if _names_another(found):
        yield Item(found.pattern.row["also"])
    if more := found.group("more"):
        yield Item(found.pattern.says, more)


def _names_another(found: Found) -> bool:
    """Whether the words name the second item of their row as well."""
    optional = "also" in found.match.groupdict()
    return "also" in found.pattern.row and (not optional or bool(found.group("also")))


def _rows(kinds: tuple[str, ...], *, everywhere: bool) -> Iterator[Pattern]:
    """The phrases looked for in the whole text, or only before the first statement.

    What only a transport or insurance document can mean is looked for everywhere, for it stands
    behind MARKED or SHOWING as often as not.
    """
    carried = bool(_TRANSPORT_AND_COVER & set(kinds))
    for row in grammar().phrases:
        own = bool(row.kinds) and set(row.kinds) <= _TRANSPORT_AND_COVER
        if everywhere == (carried and (own or row.says in ("freight", "notify", "endorsed"))):
            yield row


def _verbs(text: str) -> tuple[Found, ...]:
    return tuple(sorted(scan.scan(text, grammar().verbs), key=lambda each: each.match.start()))


def _counted_at_end(text: str, start: int) -> tuple[Found, ...]:
    """The number of papers where it stands last, behind a statement: ... ORIGIN IN TRIPLICATE."""
    end = len(text.rstrip(_TRAILING))
    return tuple(
        found
        for found in find_copies(text)
        if found.match.start() >= start and found.match.end() == end
    )[-1:]


def _issued_at_end(text: str, start: int, kinds: tuple[str, ...]) -> tuple[Found, ...]:
    """Who issues the paper, where it stands last, behind a statement: ..., ISSUED BY CCPIT."""
    rows = (row for row in grammar().phrases if row.says == "issuer" and not row.kinds)
    end = len(text.rstrip(_TRAILING + scan.STRUCK))
    return tuple(
        found
        for found in scan.scan(text, rows)
        if found.match.start() >= start
        and found.match.end() == end
        and "beneficiary-certificate" not in kinds
    )


def _statements(text: str, verbs: tuple[Found, ...]) -> tuple[tuple[Statement, ...], str]:
    """What stands behind each verb, up to the next one or the end of the sentence."""
    stops = [*(verb.match.start() for verb in verbs), len(text)][1:]
    statements: list[Statement] = []
    for verb, stop in zip(verbs, stops, strict=False):
        start = verb.match.end()
        _, length = scan.sentences(text[start:stop])[0] if text[start:stop].strip() else (0, 0)
        said = text[start : start + length].replace(scan.STRUCK, " ")
        said = " ".join(said.split()).strip(_TRAILING)
        if said:
            quoted = _QUOTED.search(said)
            literal = quoted[1].strip() if quoted else ""
            items, _ = items_in(said)
            statements.append(Statement(verb.group("verb").upper(), said, literal, items))
        text = scan.struck(text, verb.match.start(), start + length)
    return tuple(statements), text


def _loose_items(text: str) -> tuple[tuple[Statement, ...], str]:
    """Numbers that just stand in the clause: SIGNED INVOICE (CONTRACT NO. 96COT491)."""
    found = tuple(each for each in scan.scan(text, grammar().items) if each.group("value"))
    said = tuple(
        Statement("", each.match[0].strip(), items=items_in(each.match[0])[0]) for each in found
    )
    return said, scan.without(text, found)


def _facts(found: Iterable[Found], heads: tuple[Found, ...]) -> dict[str, Any]:
    """What was found, as the attributes of a demand."""
    facts: dict[str, Any] = {}
    for each in found:
        name, value = each.pattern.says, each.value.strip(_TRAILING)
        if name in _SEVERAL:
            facts[name] = (*facts.get(name, ()), *_shared(name, value))
        elif name in _PARTIES:
            facts.setdefault(name, _party(value))
        else:
            facts.setdefault(name, value)
    facts["qualities"] = tuple(dict.fromkeys(facts.pop("quality", ())))
    plus, percent = facts.pop("plus_percent", None), facts.pop("percent", None)
    if percent or plus:
        facts["percent"] = Decimal(percent) if percent and not plus else 100 + Decimal(plus)
    facts.pop("noted", None)
    facts.setdefault("signed", "signed" if "signed_by" in facts else "")
    facts.setdefault("issuer", heads[0].pattern.row.get("issuer", ""))
    subjects = " ".join(head.group("subject") for head in heads).upper()
    facts["subjects"] = tuple(re.findall("QUALITY|QUANTITY|WEIGHT", subjects))
    return facts


def _shared(name: str, value: str) -> tuple[str, ...]:
    """The parties in APPLICANT AND ISSUING BANK; one alone where no side is a role."""
    if name != "notify":
        return (value,)
    parts = re.split(r",? AND ", value, flags=re.IGNORECASE)
    roles = tuple(role(part) for part in parts)
    is_role = any(row.says in roles for row in grammar().roles)
    return roles if is_role else (value,)


def _party(value: str) -> str:
    """The role of a party, behind TO ORDER OF too."""
    order = re.match(r"(TO )(?:THE )?(ORDER)(?: (OF) (.*))?$", value, re.IGNORECASE)
    if order is None:
        return role(value)
    return f"TO ORDER OF {role(order[4])}" if order[4] else "TO ORDER"


def _each(body: str, heads: tuple[Found, ...], facts: dict[str, Any]) -> Iterator[PaperDemand]:
    """A demand for each paper; one joined by OR is an alternative of the one before."""
    groups: list[list[Found]] = []
    for head in heads:
        before = groups[-1][-1] if groups else None
        if before and _OR.fullmatch(body[before.match.end() : head.match.start()]):
            groups[-1].append(head)
        else:
            groups.append([head])
    for group in groups:
        first = group[0]
        others = tuple(each.pattern.says for each in group[1:] if each.pattern != first.pattern)
        named = " OR ".join(" ".join(each.match[0].split()) for each in group)
        yield PaperDemand(kind=first.pattern.says, named=named, alternatives=others, **facts)
