"""Public examination problems: what a documentation specialist must find, and what docgen finds.

Each folder of `samples/exams/` holds the facts, as an audit file or an order, and `key.toml`: the
items of the answer key with the rule and place that find them, facts that are right and must raise
nothing, and the reason for whatever else is found. `make exams` prints the table of scores and
writes `docs/exams.md`.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from docgen import api
from docgen.api.auditing import audit_file
from docgen.checks.words import norm
from docgen.findings import Severity
from docgen.reports.model import CheckReport, FindingEntry
from tests.samples import ROOT, SAMPLES, company

EXAMS = SAMPLES / "exams"
NAMES = tuple(sorted(path.parent.name for path in EXAMS.glob("*/key.toml")))


@dataclass(frozen=True)
class Item:
    """An item of an answer key.

    Attributes:
        what: the item in words.
        rule, where: the finding that finds it; empty for what no rule can find.
        wrong, right: the values; the finding must show both where they are given.
        mechanical: whether it follows from structured facts.
        note: whether the key itself calls it a note, so that a finding of any weight will do.
        status: `published` with the problem, or `derived` from its facts.
    """

    what: str
    rule: str = ""
    where: str = ""
    wrong: str = ""
    right: str = ""
    mechanical: bool = True
    note: bool = False
    status: str = "derived"

    def found_by(self, finding: FindingEntry) -> bool:
        """Whether a finding is this item: by its rule, at its place, with its values."""
        return self.rule == finding.code and self.is_shown_by(finding)

    def is_shown_by(self, finding: FindingEntry) -> bool:
        """Whether a finding, perhaps of another comparison, shows the same fault."""
        said = "\n".join((finding.message.en, finding.expected, finding.actual)).upper()
        here = self.where in finding.where
        return here and all(value.upper() in said for value in (self.wrong, self.right))


@dataclass(frozen=True)
class Expected:
    """Words that a paper made from the facts must carry."""

    paper: str
    says: str


@dataclass(frozen=True)
class Explained:
    """A finding beyond the key, and why it is right."""

    rule: str
    where: str
    why: str


@dataclass(frozen=True)
class Exam:
    """A problem with its key.

    Attributes:
        right: places of facts that are right: no error or warning may point at them first.
        last_day: the last day to present, where the problem asks for it.
        decided_by: the last day for the bank to decide, where the problem asks for it.
    """

    name: str
    title: str
    source: str
    as_of: date
    items: tuple[Item, ...] = ()
    expected: tuple[Expected, ...] = ()
    explained: tuple[Explained, ...] = ()
    right: tuple[str, ...] = ()
    last_day: date | None = None
    decided_by: date | None = None

    @property
    def file(self) -> Path:
        """The facts."""
        audit = EXAMS / self.name / "audit.json"
        return audit if audit.exists() else audit.with_name("order.json")


@cache
def exam(name: str) -> Exam:
    """The problem in a folder."""
    raw: dict[str, Any] = tomllib.loads((EXAMS / name / "key.toml").read_text("utf-8"))
    rows = {"items": Item, "expected": Expected, "explained": Explained}
    lists = {key: tuple(row(**each) for each in raw.pop(key, ())) for key, row in rows.items()}
    return Exam(name=name, **lists, right=tuple(raw.pop("right", ())), **raw)


@cache
def report(name: str) -> CheckReport:
    """What docgen finds of the facts."""
    return audit_file(exam(name).file, company(), exam(name).as_of)


def findings(name: str) -> tuple[FindingEntry, ...]:
    """Errors and warnings; notes do not count as findings of an examiner."""
    return tuple(each for each in report(name).standing if each.severity is not Severity.INFO)


def found(name: str) -> tuple[Item, ...]:
    """The items that docgen finds."""
    heavy, every = findings(name), report(name).standing
    return tuple(
        item for item in exam(name).items if any(map(item.found_by, every if item.note else heavy))
    )


def missed(name: str) -> tuple[Item, ...]:
    """The items that docgen does not find."""
    got = found(name)
    return tuple(item for item in exam(name).items if item not in got)


def extra(name: str) -> tuple[FindingEntry, ...]:
    """Findings that show no item of the key."""
    items = exam(name).items
    return tuple(
        each for each in findings(name) if not any(item.is_shown_by(each) for item in items)
    )


def unexplained(name: str) -> tuple[FindingEntry, ...]:
    """Findings beyond the key for which the case gives no reason."""
    known = {(each.rule, each.where) for each in exam(name).explained}
    return tuple(
        each for each in extra(name) if not any((each.code, at) in known for at in each.where)
    )


def idle(name: str) -> tuple[Explained, ...]:
    """Reasons for findings that there are not."""
    said = {(each.code, at) for each in extra(name) for at in each.where}
    return tuple(each for each in exam(name).explained if (each.rule, each.where) not in said)


def wrongly_accused(name: str) -> tuple[FindingEntry, ...]:
    """Findings at facts that the key calls right."""
    right = set(exam(name).right)
    return tuple(each for each in findings(name) if each.where and each.where[0] in right)


def unsaid(name: str) -> tuple[Expected, ...]:
    """What the papers made from the facts should say and do not."""
    if not exam(name).expected:
        return ()
    order = api.load_order(exam(name).file, company())
    said: dict[str, str] = {}
    for paper in api.build(order, company(), draft=True, as_of=exam(name).as_of):
        said[paper.kind] = said.get(paper.kind, "") + _flat(paper.model_dump_json())
    return tuple(
        each for each in exam(name).expected if _flat(each.says) not in said.get(each.paper, "")
    )


def _flat(text: str) -> str:
    """The words without punctuation and AND, which examinations set or leave out in amounts."""
    return " ".join(word for word in norm(text).split() if word != "AND")


def table() -> Iterator[str]:
    """The scores in Markdown."""
    yield "| problem | items | mechanical | found of these | others found | beyond the key |"
    yield "|---|---|---|---|---|---|"
    sums = [0] * 5
    for name in NAMES:
        items, got = exam(name).items, found(name)
        mechanical = [item for item in items if item.mechanical]
        hits = [item for item in got if item.mechanical]
        row = [len(items), len(mechanical), len(hits), len(got) - len(hits), len(extra(name))]
        sums = [total + each for total, each in zip(sums, row, strict=True)]
        yield f"| {name} {exam(name).title} | {' | '.join(map(str, row))} |"
    yield f"| **together** | {' | '.join(map(str, sums))} |"


def page() -> str:
    """`docs/exams.md`."""
    lines = [
        "# Examination problems",
        "",
        "Public problems for documentation specialists (国际商务单证员, 跟单员) and document",
        "sets of other projects, with their answer keys: `samples/exams/`. An item is mechanical",
        "where it follows from facts that have a field; the rest lies in free text. Written by",
        "`make exams`.",
        "",
        *table(),
        "",
        "## Beyond the keys",
        "",
        "What docgen finds that no key lists, each judged:",
        "",
    ]
    for name in NAMES:
        for each in exam(name).explained:
            lines.append(f"- {name}, {each.rule} at `{each.where}`: {each.why}")
    if lost := [(name, item) for name in NAMES for item in missed(name)]:
        lines += ["", "## Not found", ""]
        lines += [f"- {name}: {item.what}" for name, item in lost]
    return "\n".join(lines) + "\n"


def main() -> int:
    """Prints the scores, writes the page, and fails where a mechanical item is missed."""
    text = page()
    (ROOT / "docs" / "exams.md").write_text(text, encoding="utf-8")
    print(text)
    return int(any(item.mechanical for name in NAMES for item in missed(name)))


if __name__ == "__main__":
    sys.exit(main())
