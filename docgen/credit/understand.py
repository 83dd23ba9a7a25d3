"""One clause read: its papers, conditions and soft clauses, and the words that are left.

A clause is read sentence by sentence. A sentence that names a paper at its head opens a demand; the
sentences after it belong to that demand until another paper, or a condition, is named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from docgen.credit import scan
from docgen.credit.copies import find_copies
from docgen.credit.grammar import grammar
from docgen.credit.papers import demanded, items_in
from docgen.credit.records import Condition, Everywhere, PaperDemand, ReadClause, Soft
from docgen.credit.scan import Found

_JOINED = re.compile(
    r"[\s,/&+()]*(?:(?P<other>OR|/)|AND|PLUS|AS WELL AS|AND/OR)?[\s,/&]*"
    r"(?:(?:SIGNED|DETAILED|ORIGINAL|THE|A|ONE|COMMERCIAL|FULL SET OF)\s+)*",
    re.IGNORECASE,
)
_LONGEST_CLAUSE, _LONGEST_SENTENCE = 8_000, 1_200
"""Characters that a bank might write; what is longer is left unread, for it would take too long."""
_QUALITIES = ("quality", "signed", "issuer")


@lru_cache(maxsize=512)
def read_clause(place: str, text: str, *, additional: bool) -> ReadClause:
    """The clause at that place; `additional` for one of 47A.

    It takes milliseconds, and several rules ask for the same one, so the last ones are kept.
    """
    line = scan.plain(text)
    if len(line) > _LONGEST_CLAUSE:
        return ReadClause(place, text, left=(line,))
    read = tuple(_sentences(place, line, additional))
    papers: list[PaperDemand] = []
    left = [words for each in read for words in each.left]
    for heads, body in _bodies(read):
        demands, rest = demanded(place, body, heads, additional) if heads else ((), (body,))
        papers += demands
        left += rest
    soft = tuple(_soft(place, line))
    rest = tuple(
        each for each in left if not any(each in one.text or one.text in each for one in soft)
    )
    everywhere = tuple(each for one in read for each in one.everywhere)
    conditions = tuple(each for one in read for each in one.conditions)
    return ReadClause(place, text, tuple(papers), everywhere, conditions, soft, rest)


@dataclass(frozen=True)
class _Sentence:
    """A sentence with what it says by itself, or the papers that it names at its head."""

    text: str
    everywhere: tuple[Everywhere, ...] = ()
    conditions: tuple[Condition, ...] = ()
    heads: tuple[Found, ...] = ()
    left: tuple[str, ...] = ()


def _sentences(place: str, line: str, additional: bool) -> Iterator[_Sentence]:
    for start, end in scan.sentences(line):
        text = line[start:end].strip(" .;")
        if len(text) > _LONGEST_SENTENCE:
            yield _Sentence(text, left=(text,))
            continue
        shown, rest = _everywhere(place, text)
        heads = () if shown else heads_of(text)
        topics = () if shown else _topics(place, text, first_alone=bool(heads) and not additional)
        yield _Sentence(text, tuple(shown), topics, () if topics else heads, tuple(rest))


def _bodies(read: tuple[_Sentence, ...]) -> Iterator[tuple[tuple[Found, ...], str]]:
    """Each paper's sentences together; a sentence that belongs to none stands alone."""
    heads: tuple[Found, ...] = ()
    body = ""
    for each in read:
        if each.everywhere or each.conditions or each.left:
            continue
        if each.heads:
            if heads:
                yield heads, body
            heads, body = each.heads, each.text
        elif heads:
            body += ". " + each.text
        else:
            yield (), each.text
    if heads:
        yield heads, body


def heads_of(sentence: str) -> tuple[Found, ...]:
    """The papers that the sentence names at its head, joined by AND, OR or a comma."""
    verb = next(iter(scan.scan(sentence, grammar().verbs)), None)
    reach = verb.match.start() if verb else len(sentence)
    papers = (
        found for found in scan.scan(sentence, grammar().papers) if found.match.start() < reach
    )
    named = sorted(papers, key=lambda found: found.match.start())
    if not named or not _is_head(sentence, named[0]):
        return ()
    heads = [named[0]]
    for each in named[1:]:
        if not _JOINED.fullmatch(sentence[heads[-1].match.end() : each.match.start()]):
            break
        heads.append(each)
    return tuple(heads)


def _is_head(sentence: str, found: Found) -> bool:
    """Whether only numbers and qualities stand before the paper."""
    before = sentence[: found.match.start()] + scan.STRUCK
    before = scan.without(before, find_copies(before))
    rows = (row for row in grammar().phrases if row.says in _QUALITIES)
    kinds = (found.pattern.says,)
    return not scan.left_over(scan.without(before, scan.scan(before, rows, kinds)))


def _everywhere(place: str, sentence: str) -> tuple[list[Everywhere], list[str]]:
    """What the sentence wants on all papers, and the words of it that were not understood."""
    for found in scan.scan(sentence, grammar().everywhere):
        items, rest = items_in(found.group("what"))
        if items:
            excepted = kinds_in(found.group("except"))
            outside = scan.left_over(scan.struck(sentence, found.match.start(), found.match.end()))
            return [Everywhere(place, item, excepted) for item in items], [*rest, *outside]
    return [], []


def kinds_in(text: str) -> tuple[str, ...]:
    """The kinds of paper that a text names."""
    return tuple(found.pattern.says for found in scan.scan(text, grammar().papers))


def _topics(place: str, sentence: str, *, first_alone: bool) -> tuple[Condition, ...]:
    """The condition of a sentence; where it names a paper, only one that wins over the paper."""
    for row in grammar().topics:
        if first_alone and not row.row.get("first"):
            continue
        if match := row.pattern.search(sentence):
            found = Found(row, match)
            value = found.value or found.group("value2")
            return (Condition(place, row.says, sentence, value, _what(found.group("what"))),)
    return ()


def _what(text: str) -> tuple[str, ...]:
    upper = text.upper()
    quantity = ("quantity",) if re.search(r"QUANTITY|QTY", upper) else ()
    amount = ("amount",) if re.search(r"AMOUNT|VALUE", upper) else ()
    return (*quantity, *amount)


def _soft(place: str, line: str) -> Iterator[Soft]:
    kinds: set[str] = set()
    for row in grammar().soft:
        match = row.pattern.search(line)
        if match and row.says not in kinds:
            kinds.add(row.says)
            yield Soft(place, row.says, match[0].strip(), row.row["en"], row.row["zh"])
