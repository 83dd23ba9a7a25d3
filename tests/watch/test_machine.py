"""Whatever comes, in whatever order, and wherever it stops: nothing is lost, doubled or half made.

The folders, the journal and the steps of the daemon are the real ones. In the place of the worker
processes stands one that makes a paper at once, or fails as the order says that it shall.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from docgen.errors import OutputError
from docgen.manifest import Manifest
from docgen.watch import places_of, publishing, steps
from docgen.watch.pausing import Pause
from docgen.watch.places import make
from tests.watch.folders import made, names
from tests.watch.hands import begun

FATES = ("made", "made", "blocked", "blocked", "failed", "crash", "full")


class Folder(RuleBasedStateMachine):
    """A watched folder, those who drop and mend, and a daemon that may die at any step."""

    def __init__(self) -> None:
        super().__init__()
        self.base = Path(tempfile.mkdtemp())
        (self.base / "own.txt").write_text("not docgen's")
        self.places = places_of(self.base / "watched")
        make(self.places)
        self.now = 100.0
        self.dropped = 0
        self.begin()

    def begin(self) -> None:
        self.run = begun(self.places)

    def teardown(self) -> None:
        try:
            self.settle()
            self.everything_has_its_answer()
            self.papers_are_whole_and_one_folder_has_all_of_a_revision()
        finally:
            self.run.journal.close()
            shutil.rmtree(self.base)

    @rule(
        number=st.sampled_from("AB"),
        revision=st.integers(0, 1),
        fate=st.sampled_from(FATES),
        salt=st.integers(0, 1),
        name=st.sampled_from(["order.json", ""]),
    )
    def drop(self, number: str, revision: int, fate: str, salt: int, name: str) -> None:
        self.dropped += 1
        path = self.places.inbox / (name or f"{self.dropped}.json")
        if path.exists():
            self.dropped -= 1  # its sender replaces it before it was taken
        raw = {"number": number, "revision": revision, "fate": fate, "salt": salt}
        hidden = path.with_name(".part")
        hidden.write_text(json.dumps(raw))
        hidden.rename(path)

    @precondition(lambda self: any((self.base / "watched" / "needs-fix").glob("*r.json")))
    @rule(salt=st.integers(2, 3))
    def mend(self, salt: int) -> None:
        (path,) = sorted((self.places.folder / "needs-fix").glob("order.json"))[:1] or [None]
        rows = self.run.journal.all("SELECT identity FROM file WHERE place = 'needs-fix'")
        if path is None or not any(
            row["identity"].startswith(f"{path.stat().st_ino}:") for row in rows
        ):
            return  # it waits there already, mended before
        raw = json.loads(path.read_bytes()) | {"fate": "made", "salt": salt}
        path.with_name(".new").write_text(json.dumps(raw))
        path.with_name(".new").rename(path)
        self.dropped += 1

    @rule()
    def turn(self) -> None:
        self.now += 1
        self.run.pause = Pause()
        self.run.changed.set()
        try:
            steps.turn(self.run, self.now, 0.0)
        except steps.FAULTS as error:
            raise AssertionError from error

    @rule()
    def work(self) -> None:
        for outcome in self.run.workers.finished(0):
            self.run.running.discard(outcome.index)
            try:
                steps.conclude(self.run, outcome)
            except OutputError as error:  # a full disk, or too many orders that failed alike
                assert str(error) == "full" or "failed alike" in str(error)
                self.run.pause = Pause()

    @rule()
    def die(self) -> None:
        self.run.journal.close()
        self.begin()

    @rule()
    def publish_and_die(self) -> None:
        """The papers are out, and the journal has not heard of it."""
        for outcome in self.run.workers.finished(0):
            row = self.run.journal.one("SELECT state FROM job WHERE id = ?", outcome.index)
            if outcome.papers and row and row["state"] == "running":
                publishing.publish(self.places, outcome.order, "render", 0o022)
        self.die()

    @rule()
    def look_and_die(self) -> None:
        self.now += 1
        steps.look(self.run, self.now)
        self.die()

    @rule()
    def recovering_again_changes_nothing(self) -> None:
        self.die()
        before = self.everything()
        self.die()
        assert self.everything() == before

    def everything(self) -> Any:
        rows = [tuple(row) for row in self.run.journal.all("SELECT * FROM job ORDER BY id")]
        files = [tuple(row) for row in self.run.journal.all("SELECT * FROM file ORDER BY id")]
        lying = sorted(
            (str(path), path.read_bytes())
            for path in self.places.folder.rglob("*")
            if path.is_file() and "journal" not in path.name
        )
        return rows, files, lying

    def settle(self) -> None:
        for _ in range(200):
            self.turn()
            self.work()
            self.make_room_on_the_disk()
            if self.run.idle and not self.run.sight.waiting:
                return
        raise AssertionError("it never came to rest")

    def make_room_on_the_disk(self) -> None:
        """From now on no order meets a full disk."""
        for path in self.places.spool.iterdir():
            raw = json.loads(path.read_bytes())
            if raw["fate"] == "full":
                path.write_text(json.dumps(raw | {"fate": "made"}).ljust(path.stat().st_size))
                with self.run.journal.writing() as rows:
                    rows.execute(
                        "UPDATE job SET length = ? WHERE file IN"
                        " (SELECT id FROM file WHERE sha256 = ?)",
                        (path.stat().st_size, path.name),
                    )

    def everything_has_its_answer(self) -> None:
        journal, folder = self.run.journal, self.places.folder
        assert not journal.all("SELECT 1 FROM file WHERE state != 'closed'")
        assert not journal.all("SELECT 1 FROM job WHERE state IN ('ready', 'running')")
        (count,) = journal.all("SELECT count(*) FROM file")
        assert count[0] == self.dropped
        for row in journal.all("SELECT * FROM file WHERE place IS NOT NULL"):
            lies = folder / row["place"]
            assert (lies / f"{row['stem']}.json").is_file()
            assert (lies / f"{row['stem']}.result.json").is_file()
            assert (lies / f"{row['stem']}.result.html").is_file()
        assert names(folder / "working") == names(folder / "inbox") == []
        assert names(self.places.spool) == []

    @invariant()
    def papers_are_whole_and_one_folder_has_all_of_a_revision(self) -> None:
        made(self.places.folder)
        rows = self.run.journal.all(
            "SELECT number, revision, count(*) AS n FROM job WHERE state = 'made'"
            " GROUP BY number, revision"
        )
        assert all(row["n"] == 1 for row in rows)
        manifests = [
            Manifest.model_validate_json(path.read_bytes())
            for path in self.places.out.glob("*/*/manifest.json")
        ]
        contents = [(each.input_sha256, str(each.papers)) for each in manifests]
        assert len(contents) == len(set(contents))
        whole = [
            (manifest.order, manifest.revision)
            for manifest in manifests
            if all(paper.state != "blocked" for paper in manifest.papers)
        ]
        assert len(whole) == len(set(whole))

    @invariant()
    def nothing_else_was_touched(self) -> None:
        assert names(self.base) == ["own.txt", "watched"]
        assert (self.base / "own.txt").read_text() == "not docgen's"

    @invariant()
    def every_drop_is_somewhere(self) -> None:
        """In the inbox or mended and not yet taken, or a row of the journal."""
        (count,) = self.run.journal.all("SELECT count(*) FROM file")
        open_rows = self.run.journal.all("SELECT * FROM file WHERE state = 'taken'")
        lying = len([n for n in names(self.places.inbox) if not n.startswith(".")])
        known = {row["identity"] for row in self.run.journal.all("SELECT identity FROM file")}
        for path in (self.places.folder / "needs-fix").glob("*.json"):
            found = path.stat()
            identity = f"{found.st_ino}:{found.st_size}:{found.st_mtime_ns}"
            lying += identity not in known and ".result" not in path.name
        assert count[0] + lying - len(open_rows) == self.dropped


Folder.TestCase.settings = settings(
    max_examples=20, stateful_step_count=40, suppress_health_check=list(HealthCheck), deadline=None
)
TestFolder = Folder.TestCase
