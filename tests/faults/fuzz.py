"""Damaged order files through intake and checks, many in one process; run by test_fuzz.

What is no order is refused with coded findings; what is one gets a report in which every rule has
finished. Nothing else may happen, and none may take long or much memory.
"""

from __future__ import annotations

import json
import random
import re
import sys
import time
from dataclasses import asdict, dataclass, field

from docgen import api
from docgen.errors import InputError
from docgen.intake import read_order
from docgen.reports import html, text
from docgen.reports.model import CheckReport, of_report, of_unreadable
from tests import memory
from tests.faults import mutate
from tests.samples import AS_OF, company

SECONDS = 1.0
"""Of the processor, for one input: read, checked and reported."""
MEBIBYTES = 400
"""Of a whole process at its peak, the program itself included."""
RAW, STRUCTURE = 0.66, 0.315
"""Of the inputs; the remaining ones are orders whose facts changed."""
_CODE = re.compile(r"[A-Z]{3}-[0-9]{3}")
_LONGEST_KEPT = 2_000


@dataclass
class Tally:
    """What became of the inputs of one process."""

    seed: int
    outcomes: dict[str, int] = field(default_factory=dict)
    slowest: float = 0.0
    mebibytes: int = 0
    wrong: list[str] = field(default_factory=list)


def made(chance: random.Random) -> bytes:
    """The next input."""
    kind = chance.random()
    if kind < RAW:
        return mutate.raw(chance)
    if kind < RAW + STRUCTURE:
        return mutate.structure(chance)
    return mutate.facts(chance)


def judged(data: bytes, chance: random.Random) -> str:
    """What became of one input; its report is written in all three forms now and then.

    Raises:
        AssertionError: a finding without a code, one that cannot be written, or a rule that
            crashed.
    """
    firm = company()
    try:
        order = read_order(data, firm.tables, firm.profile)
        report = api.check(order, firm, AS_OF)
        findings = tuple(each.finding for each in report.results)
        said, outcome = of_report(report, "order.json", "0" * 64), "checked"
    except InputError as error:
        findings, outcome = error.findings, "refused"
        assert findings, "refused without a finding"
        said = of_unreadable(error, "order.json", "0" * 64, AS_OF) if _now(chance) else None
    for each in findings:
        assert _CODE.fullmatch(each.code), f"no code: {each.code!r}"
        assert not each.en.startswith("This rule could not finish"), f"{each.code}: {each.en}"
        "".join((each.en, each.zh, each.actual, each.expected, each.hint, *each.paths)).encode()
    if said and (outcome == "refused" or _now(chance)):
        _written(said)
    return outcome


def _now(chance: random.Random) -> bool:
    return chance.random() < 0.02


def _written(report: CheckReport) -> None:
    report.model_dump_json().encode()
    "\n".join(line for line, _ in text.lines(report)).encode()
    html.page((report,)).encode()


def run(seed: int, count: int) -> Tally:
    """Judges `count` inputs that follow from the seed."""
    chance, tally = random.Random(seed), Tally(seed)
    for number in range(count):
        data = made(chance)
        begun = time.process_time()
        try:
            outcome = judged(data, chance)
            tally.outcomes[outcome] = tally.outcomes.get(outcome, 0) + 1
        except Exception as error:  # the very thing that is looked for
            said = f"{number}: {type(error).__name__}: {error!s:.300}"
            tally.wrong.append(f"{said}\n  {data[:_LONGEST_KEPT]!r}")
        spent = time.process_time() - begun
        tally.slowest = max(tally.slowest, spent)
        if spent > SECONDS:
            tally.wrong.append(f"{number}: {spent:.2f} s\n  {data[:_LONGEST_KEPT]!r}")
        if len(tally.wrong) >= 20:
            break
    tally.mebibytes = round(memory.peak())
    return tally


if __name__ == "__main__":
    print(json.dumps(asdict(run(int(sys.argv[1]), int(sys.argv[2])))))
