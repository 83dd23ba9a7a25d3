"""What one worker does with one order; it never raises what is wrong with the order."""

from __future__ import annotations

import signal
import tempfile
import time
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from docgen.batch import guard
from docgen.batch.guard import Limits
from docgen.batch.program import Glance, glance, prove_same, prove_unchanged
from docgen.batch.sources import Source, readable
from docgen.errors import BlockedError, DocgenError, InputError
from docgen.findings import Severity

if TYPE_CHECKING:
    from docgen.api import Company, Format
    from docgen.manifest import Manifest
    from docgen.reports.model import CheckReport, FindingEntry

State = Literal["made", "blocked", "failed", "skipped", "quarantined"]


@dataclass(frozen=True)
class Settings:
    """How every order of a batch is made.

    Attributes:
        mode: `render` for final papers, `draft`, or `issue` with numbers and the ledger.
        joined: whether the set is made too.
        who: who issues.
        profile, ledger: instead of those that an order's folder has.
    """

    out: Path
    mode: Literal["render", "draft", "issue"] = "render"
    kinds: tuple[str, ...] = ()
    formats: tuple[Format, ...] = ("pdf", "docx")
    joined: bool = False
    as_of: date | None = None
    profile: Path | None = None
    ledger: str = ""
    who: str = ""


@dataclass(frozen=True)
class Outcome:
    """What became of one order.

    Attributes:
        state: `made` whole, `blocked` in part or whole by findings, `failed` for want of a good
            file or room, `skipped` as made before, `quarantined` after it brought workers down.
        folder: of its papers, below the batch's; empty where there are none.
        papers: kind, title, state and files of each.
        findings: what stands against it: code, place, sentence, and what to do.
        seconds: what it took its worker.
        error: kind of fault by its exception, `InputError` where the order itself is wrong and
            `ProfileError` where the company profile is; empty where there was none.
        words: the last ones of a worker that went down.
    """

    index: int
    source: str
    order: str = ""
    input_sha256: str = ""
    state: State = "failed"
    reason: str = ""
    folder: str = ""
    papers: tuple[dict[str, Any], ...] = ()
    findings: tuple[dict[str, str], ...] = ()
    seconds: float = 0.0
    error: str = ""
    words: str = ""

    def as_dict(self) -> dict[str, Any]:
        """The outcome as JSON has it."""
        return asdict(self)


@dataclass
class _Worker:
    """What a worker keeps from order to order; `seen` of the program, where it is a process."""

    seen: Glance = ()
    companies: dict[Path, Company] = field(default_factory=dict)
    profile_at: int = 0

    def changed(self, profile: Path) -> bool:
        """Whether the profile is another than for the last order."""
        before, self.profile_at = self.profile_at, _changed_at(profile)
        return before != self.profile_at


def _changed_at(profile: Path) -> int:
    try:
        return profile.stat().st_mtime_ns
    except OSError:
        return 0


_WORKER = _Worker()


def warm_up(limits: Limits, parent: int, scratch: str, expected: str) -> None:
    """Shuts the worker in and loads what every order needs; run once when it starts.

    Raises:
        WorkersError: the program or its templates are not those of the parent any more.
    """
    guard.shut_in(limits, parent)
    tempfile.tempdir = scratch
    _WORKER.seen = glance()
    prove_same(expected)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides what Ctrl-C ends
    from docgen import api  # noqa: F401
    from docgen.api import issuing  # noqa: F401
    from docgen.renderers import docx, pdf  # noqa: F401


def work(index: int, source: Source, settings: Settings, seconds: float) -> Outcome:
    """Makes the papers of one order and says what became of it.

    Raises:
        WorkersError: the program or its templates were changed since the worker began.
    """
    _prove_unchanged()
    guard.allow_seconds(seconds)
    guard.begin_words(index)
    begun = time.perf_counter()
    outcome = _worked(index, source, settings)
    _prove_unchanged()
    return replace(outcome, seconds=round(time.perf_counter() - begun, 3))


def _prove_unchanged() -> None:
    if _WORKER.seen:
        prove_unchanged(_WORKER.seen)


def _worked(index: int, source: Source, settings: Settings) -> Outcome:
    digest = sha256(source.data).hexdigest()
    known = {"index": index, "source": source.name, "input_sha256": digest}
    try:
        company = _company(source, settings)
    except DocgenError as error:  # whatever the order says
        return _failed(known, error, "ProfileError")
    try:
        return _made(source, company, settings, known)
    except DocgenError as error:
        return _failed(known, error, type(error).__name__)


def _failed(known: dict[str, Any], error: DocgenError, name: str) -> Outcome:
    from docgen.reports.model import intake_findings

    found = error.findings if isinstance(error, InputError | BlockedError) else ()
    listed = _listed(intake_findings(found))
    return Outcome(**known, reason=str(error), findings=listed, error=name)


def _made(source: Source, company: Company, settings: Settings, known: dict[str, Any]) -> Outcome:
    data = readable(source)
    folder, manifest, report = _written(source, data, company, settings)
    papers = tuple(
        {
            "kind": each.kind,
            "title": each.title,
            "state": each.state,
            "files": [file.file for file in each.files],
        }
        for each in manifest.papers
        if each.state != "not_asked_for"
    )
    blocked = any(each.state == "blocked" for each in manifest.papers)
    return Outcome(
        **known,
        order=manifest.order,
        state="blocked" if blocked else "made",
        folder=str(folder.resolve().relative_to(settings.out.resolve())) if folder else "",
        papers=papers,
        findings=_findings(report),
    )


def _written(
    source: Source, data: bytes, company: Company, settings: Settings
) -> tuple[Path | None, Manifest, CheckReport]:
    from docgen.api import Style
    from docgen.api.asked import Asked
    from docgen.api.issuing import issue_data
    from docgen.api.sets import render_data

    asked = Asked(
        company,
        kinds=settings.kinds,
        formats=settings.formats,
        as_of=settings.as_of,
        joined=settings.joined,
    )
    if settings.mode == "issue":
        done = issue_data(data, source.path, settings.out, asked, who=settings.who)
        return done.folder, done.manifest, done.report
    style = Style(draft=settings.mode == "draft")
    return render_data(data, source.path, settings.out, asked, style=style)


def _company(source: Source, settings: Settings) -> Company:
    """The company of an order; profiles are read once for each folder."""
    from docgen import api

    place = settings.profile or source.path.resolve().parent
    if settings.profile and _WORKER.changed(settings.profile):
        _WORKER.companies.clear()
    if place not in _WORKER.companies:
        found = (
            api.load_company(settings.profile) if settings.profile else api.company_of(source.path)
        )
        named = replace(found, ledger=settings.ledger) if settings.ledger else found
        _WORKER.companies[place] = named
    return _WORKER.companies[place]


def _findings(report: CheckReport) -> tuple[dict[str, str], ...]:
    return _listed(each for each in report.standing if each.severity is Severity.ERROR)


def _listed(findings: Iterable[FindingEntry]) -> tuple[dict[str, str], ...]:
    return tuple(
        {
            "code": each.code,
            "where": each.where[0] if each.where else "",
            "en": each.message.en,
            "zh": each.message.zh,
            "fix_en": each.fix.en,
            "fix_zh": each.fix.zh,
        }
        for each in findings
    )
