"""A firm as a block of text names it: name and address apart, and how two names differ.

A contract may write name and address in one line; the name then ends behind its legal form
(CO., LTD., S.A.), or else at the first comma.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from docgen.checks.words import norm

_FORMS = frozenset(
    "LTD LIMITED CORP CORPORATION INC LLC LLP LP CO COMPANY GMBH KG AG SA SAS SARL SPA SRL BV NV"
    " AS AB OY OYJ PLC PTE PVT SL SLU LDA KK SDN BHD SAE JSC OOO FZE FZCO APS A/S".split()
)
"""Legal forms that close the name of a firm."""
_SHORT = {
    "LIMITED": "LTD",
    "COMPANY": "CO",
    "CORPORATION": "CORP",
    "INCORPORATED": "INC",
    "IMPORT": "IMP",
    "EXPORT": "EXP",
    "IMPORTS": "IMP",
    "EXPORTS": "EXP",
}
_FIRST_FEW = 4
"""A form so many words behind the last one belongs to the address (CO. CORK)."""


class Firm(NamedTuple):
    """Name and address, each as it reads; the address may be empty."""

    name: str
    address: str


def firm_in(block: str) -> Firm:
    """Name and address that a block of lines, or one line, gives."""
    first, _, rest = block.strip().partition("\n")
    name, tail = _split(first)
    address = " ".join(f"{tail} {rest}".split())
    return Firm(name.strip(" ,"), address.strip(" ,"))


def _split(line: str) -> tuple[str, str]:
    """The name in a line, and what stands behind it."""
    end = at = 0
    for count, match in enumerate(re.finditer(r"[^\s,()]+", line)):
        if count and match[0][0].isdigit():  # the number of a house
            break
        if norm(match[0]).replace(" ", "") in _FORMS and (not end or count - at <= _FIRST_FEW):
            end, at = match.end(), count
    if end and end < len(line):
        closing = re.match(r"[.)\s]*", line[end:])
        end += closing.end() if closing else 0
        if re.match(r"(?:OF|IN)\b", line[end:], re.IGNORECASE):
            return line, ""
        return line[:end], line[end:]
    if end or "," not in line:
        return line, ""
    head, _, tail = line.partition(",")
    return head, tail


def bare(name: str) -> str:
    """The words of a name; AND and & do not count."""
    return " ".join(word for word in norm(name).split() if word != "AND")


def abbreviated(name: str) -> str:
    """The words of a name with its usual abbreviations: LIMITED as LTD, IMPORT as IMP."""
    return " ".join(_SHORT.get(word, word) for word in bare(name).split())


def akin_names(one: str, other: str) -> bool:
    """Whether two names may mean one firm: at least half of the words of the shorter are shared."""
    first, second = ({*abbreviated(name).split()} - _FORMS for name in (one, other))
    return 2 * len(first & second) >= min(len(first), len(second)) > 0


def same_address(one: str, other: str) -> bool:
    """Whether two addresses agree: every word of the shorter one stands in the longer one."""
    first, second = ({*norm(text).split()} - {"NO", "THE"} for text in (one, other))
    return first <= second or second <= first
