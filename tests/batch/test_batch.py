"""A batch ends with every good order made and every bad one explained, whatever dies on the way."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

import docgen
from docgen.batch import Batch, Settings, run_batch
from docgen.batch.journal import NAME, journal_of
from docgen.errors import BusyError, UsageError
from docgen.manifest import MANIFEST, Manifest
from tests.batch.orders import DAY, bad, numbered, office, write
from tests.samples import ROOT
from tests.test_outbox import mounted
from tests.watch.folders import names

QUICK = ("--formats", "pdf", "--kinds", "packing-list", "--as-of", DAY, "--workers", "2")

ORDERS = int(os.environ.get("DOCGEN_ORDERS", "25"))
"""Of the batch with bad orders in it, at least one of each kind; `make soak` makes a thousand."""
BAD = max(5, ORDERS // 20)


def docgen_batch(*arguments: str | Path, **more: Any) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "docgen", "batch", *map(str, arguments), *QUICK]
    return subprocess.run(
        command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False, **more
    )


def started(*arguments: str | Path, **environment: str) -> subprocess.Popen[str]:
    command = ["env", "--default-signal=INT", sys.executable, "-m", "docgen", "batch"]
    return subprocess.Popen(
        [*command, *map(str, arguments), *QUICK],
        cwd=ROOT,
        env={**os.environ, **environment},
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
    )


def report(out: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((out / "batch.json").read_bytes())
    return content


def papers(out: Path) -> dict[str, str]:
    """The hash of every paper of every order."""
    return {
        str(path.relative_to(out)): sha256(path.read_bytes()).hexdigest()
        for path in out.rglob("*.pdf")
    }


def assert_whole(out: Path) -> None:
    """Each folder of an order has a manifest, and each file that it names."""
    for folder in out.iterdir():
        if folder.is_dir() and folder.name != "quarantine" and not folder.name.startswith("."):
            manifest = Manifest.model_validate_json((folder / MANIFEST).read_bytes())
            for paper in manifest.papers:
                for file in paper.files:
                    content = (folder / file.file).read_bytes()
                    assert sha256(content).hexdigest() == file.sha256


def test_good_orders_are_made_and_bad_ones_explained(tmp_path: Path) -> None:
    folder, out = write(tmp_path / "in", ORDERS - BAD, BAD), tmp_path / "out"
    run = docgen_batch(folder, "-o", out)
    assert run.returncode == 1, run.stderr
    counts = {"blocked": BAD // 5, "failed": BAD - BAD // 5, "made": ORDERS - BAD}
    assert report(out)["counts"] == counts
    listed = report(out)["orders"]
    assert [each["index"] for each in listed] == list(range(ORDERS))
    for each in listed:
        if each["state"] == "made":
            assert each["papers"][0]["files"] == [f"{each['order']}-packing-list.pdf"]
            assert (out / each["folder"] / each["papers"][0]["files"][0]).is_file()
        else:
            assert each["findings"]
            assert all(one["en"] and one["zh"] and one["code"] for one in each["findings"])
    page = (out / "report.html").read_text(encoding="utf-8")
    assert page.count("<tr><td>") == ORDERS
    assert sorted(path.name for path in out.iterdir() if path.name.startswith(".")) == []
    assert_whole(out)


def test_an_order_number_that_is_no_text_is_explained(tmp_path: Path) -> None:
    folder, out = write(tmp_path / "in", 1), tmp_path / "out"
    (folder / "00001.json").write_bytes(
        (folder / "00000.json").read_bytes().replace(b"EX26-00000", b"\\ud800")
    )
    docgen_batch(folder, "-o", out)
    assert [each["state"] for each in report(out)["orders"]] == ["made", "failed"]


def test_results_come_as_they_finish_in_python(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", 3)
    asked = {"workers": 1, "formats": ("pdf",), "kinds": ("packing-list",)}
    found = list(docgen.render_batch([folder], tmp_path / "out", **asked))
    assert sorted(each.order for each in found) == [f"EX26-{n:05}" for n in range(3)]
    assert {each.state for each in found} == {"made"}


def test_two_orders_of_one_number_are_not_mixed(tmp_path: Path) -> None:
    folder, out = write(tmp_path / "in", 2), tmp_path / "out"
    (folder / "zz.json").write_bytes((folder / "00000.json").read_bytes())
    docgen_batch(folder, "-o", out)
    (twin,) = (each for each in report(out)["orders"] if each["source"].endswith("zz.json"))
    assert twin["state"] == "failed"
    assert "00000.json" in twin["reason"]


def test_a_bad_order_does_not_keep_its_number_from_a_good_one(tmp_path: Path) -> None:
    folder, out = write(tmp_path / "in", 1), tmp_path / "out"
    good = (folder / "00000.json").read_bytes()
    (folder / "00000.json").write_bytes(bad(0, 4))
    for twin in ("00001", "00002"):
        (folder / f"{twin}.json").write_bytes(good)
    docgen_batch(folder, "-o", out)
    states = [(each["state"], each["reason"]) for each in report(out)["orders"]]
    assert [state for state, _ in states] == ["failed", "made", "failed"]
    assert "00001.json" in states[2][1]


def test_what_was_made_is_not_made_again_but_what_changed_is(tmp_path: Path) -> None:
    folder, out = write(tmp_path / "in", 4), tmp_path / "out"
    docgen_batch(folder, "-o", out)
    before = papers(out)
    changed = numbered(1) | {"place": "SHANGHAI, CHINA"}
    (folder / "00001.json").write_text(json.dumps(changed))
    (out / "EX26-00002" / "EX26-00002-packing-list.pdf").write_bytes(b"damaged")
    again = docgen_batch(folder, "-o", out, "--resume")
    assert again.returncode == 0, again.stderr
    states = {each["order"]: each["state"] for each in report(out)["orders"]}
    assert states == {
        "EX26-00000": "skipped",
        "EX26-00001": "made",
        "EX26-00002": "made",
        "EX26-00003": "skipped",
    }
    assert papers(out) == before


def test_a_set_that_was_not_made_before_is_made_when_it_is_asked_for(tmp_path: Path) -> None:
    folder, out = write(tmp_path / "in", 2), tmp_path / "out"
    docgen_batch(folder, "-o", out)
    assert not list(out.glob("*/*-set.pdf"))
    for state in ("made", "skipped"):
        docgen_batch(folder, "-o", out, "--resume", "--set")
        assert report(out)["counts"] == {state: 2}
        assert len(list(out.glob("*/*-set.pdf"))) == 2


def test_the_events_of_a_batch_are_lines_of_json(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", 2)
    run = docgen_batch(folder, "-o", tmp_path / "out", "--json")
    events = [json.loads(line) for line in run.stdout.splitlines()]
    assert {each["state"] for each in events} == {"made"}


def test_orders_come_from_standard_input(tmp_path: Path) -> None:
    lines = "\n".join(json.dumps(numbered(number)) for number in range(2))
    profile = office(tmp_path / "office") / "docgen.toml"
    run = docgen_batch("-", "-o", tmp_path / "out", "--profile", profile, input=lines)
    assert run.returncode == 0, run.stderr
    assert len(papers(tmp_path / "out")) == 2


def test_fail_fast_stops_at_the_first_bad_order(tmp_path: Path) -> None:
    folder, out = write(tmp_path / "in", 30, 1), tmp_path / "out"
    run = docgen_batch(folder, "-o", out, "--fail-fast")
    assert run.returncode == 1
    assert sum(report(out)["counts"].values()) < 30
    made = {each["folder"] for each in report(out)["orders"] if each["folder"]}
    assert len(made) < 29
    assert made == {path.name for path in out.iterdir() if path.is_dir()}


def test_a_folder_has_one_batch_at_a_time(tmp_path: Path) -> None:
    folder, out = write(tmp_path / "in", 1), tmp_path / "out"
    out.mkdir()
    with journal_of(out):
        before = names(out)
        second = docgen_batch(folder, "-o", out)
        assert second.returncode == BusyError.exit_code
        assert f"another batch writes to {out}, process {os.getpid()} on" in second.stderr
        assert names(out) == before
    assert names(out) == []
    (out / NAME).write_bytes(b"torn by a kill")
    assert docgen_batch(folder, "-o", out).returncode == 0


def test_of_batches_begun_at_once_in_the_folder_of_a_killed_one_a_single_one_goes_on(
    tmp_path: Path,
) -> None:
    folder, out = write(tmp_path / "in", 12), tmp_path / "out"
    out.mkdir()
    (out / NAME).write_bytes(b"torn by a kill")
    batches = [started(folder, "-o", out) for _ in range(3)]
    said = [batch.communicate()[1] for batch in batches]
    codes = sorted(batch.returncode for batch in batches)
    assert codes == [0, BusyError.exit_code, BusyError.exit_code], said
    assert report(out)["counts"] == {"made": 12}


@pytest.mark.root
@pytest.mark.parametrize("room", [8, 24, 60])
def test_a_full_disk_is_said_and_leaves_whole_folders_alone(tmp_path: Path, room: int) -> None:
    folder = write(tmp_path / "in", 4)
    with mounted(tmp_path / "disk", f"{room}k") as disk:
        run = docgen_batch(folder, "-o", disk / "out")
        assert run.returncode == (1 if room > 24 else 5)
        assert "cannot write to" in run.stderr
        assert "Traceback" not in run.stderr
        assert not list((disk / "out").glob(".*"))
        assert_whole(disk / "out")


def test_the_output_may_not_hold_the_orders(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", 1)
    settings = Settings(out=folder)
    with pytest.raises(UsageError, match="lie in the output folder"):
        list(run_batch(Batch((folder,), settings)))


def worker_of(process: subprocess.Popen[str]) -> list[int]:
    """The worker processes of a batch."""
    found = []
    for entry in Path("/proc").iterdir():
        try:
            line = (entry / "cmdline").read_bytes()
            parent = (entry / "stat").read_text().rpartition(")")[2].split()[1]
        except (OSError, IndexError):
            continue
        if int(parent) in (process.pid,) and b"spawn_main" in line:
            found.append(int(entry.name))
    return found


@pytest.mark.root
def test_workers_killed_at_random_cost_nothing_but_time(tmp_path: Path) -> None:
    folder, out, scratch = write(tmp_path / "in", 30), tmp_path / "out", tmp_path / "scratch"
    scratch.mkdir()
    chance, kills, before = random.Random(7), 0, 0
    with started(folder, "-o", out, TMPDIR=str(scratch)) as process:
        while process.poll() is None:
            time.sleep(0.5)
            victims, now = worker_of(process), len(list(out.glob("EX26-*")))
            if victims and kills < 4 and now > before:  # new ones have come to work meanwhile
                with suppress(ProcessLookupError):
                    os.kill(chance.choice(victims), signal.SIGKILL)
                    kills, before = kills + 1, now
    assert kills >= 2
    assert process.returncode == 0, process.stderr
    assert report(out)["counts"] == {"made": 30}
    assert_whole(out)
    assert not list(scratch.iterdir())


@pytest.mark.root
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_a_batch_that_was_stopped_goes_on_to_the_same_bytes(tmp_path: Path, how: int) -> None:
    folder = write(tmp_path / "in", 16)
    docgen_batch(folder, "-o", tmp_path / "whole")
    out = tmp_path / "out"
    with started(folder, "-o", out) as process:
        while len(list(out.glob("EX26-*/manifest.json"))) < 3:
            assert process.poll() is None
            time.sleep(0.05)
        os.killpg(process.pid, how)
        process.wait(60)
    assert len(papers(out)) < 16
    assert_whole(out)
    assert (out / NAME).exists() == (how == signal.SIGKILL)
    again = docgen_batch(folder, "-o", out, "--resume")
    assert again.returncode == 0, again.stderr
    counts = report(out)["counts"]
    assert counts["skipped"] >= 3
    assert counts["skipped"] + counts["made"] == 16
    assert papers(out) == papers(tmp_path / "whole")
    assert not (out / NAME).exists()
    assert not list(out.rglob(".docgen*"))


@pytest.mark.root
def test_kills_at_random_moments_and_resuming_end_in_the_bytes_of_a_quiet_run(
    tmp_path: Path,
) -> None:
    folder, out = write(tmp_path / "in", 45), tmp_path / "out"
    seed = random.randrange(10**9)
    chance, cut_short = random.Random(seed), 0
    for _ in range(4):
        more = len(list(out.glob("EX26-*/manifest.json"))) + chance.randint(0, 3)
        with started(folder, "-o", out, "--resume") as process:
            while len(list(out.glob("EX26-*/manifest.json"))) <= more and process.poll() is None:
                time.sleep(0.02)
            for victim in worker_of(process)[: chance.randint(0, 2)]:
                time.sleep(chance.uniform(0, 0.3))
                with suppress(ProcessLookupError):
                    os.kill(victim, signal.SIGKILL)
            time.sleep(chance.uniform(0, 0.6))
            cut_short += process.poll() is None
            os.killpg(process.pid, signal.SIGKILL)
        assert_whole(out)
    assert cut_short == 4, f"seed {seed}"
    again = docgen_batch(folder, "-o", out, "--resume")
    assert again.returncode == 0, f"seed {seed}: {again.stderr}"
    docgen_batch(folder, "-o", tmp_path / "quiet")
    assert len(papers(out)) == 45, f"seed {seed}"
    assert papers(out) == papers(tmp_path / "quiet"), f"seed {seed}"
    assert not list(out.rglob(".docgen*"))


@pytest.mark.root
def test_an_order_that_hangs_is_set_aside_and_the_others_are_made(tmp_path: Path) -> None:
    folder, out = write(tmp_path / "in", 4), tmp_path / "out"
    long = numbered(99)
    long["goods"] = [
        {**long["goods"][0], "line": line, "sku": f"S{line}"} for line in range(1, 1501)
    ]
    long["packing"] = []
    del long["packing_list"]
    (folder / "99.json").write_text(json.dumps(long))
    command = ["--formats", "pdf", "--as-of", DAY, "--workers", "2", "--seconds", "6"]
    run = subprocess.run(
        [sys.executable, "-m", "docgen", "batch", str(folder), "-o", str(out), *command],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert run.returncode == 1, run.stderr
    assert report(out)["counts"] == {"made": 4, "quarantined": 1}
    (lost,) = (each for each in report(out)["orders"] if each["state"] == "quarantined")
    assert "took more than 6 seconds, 3 times" in lost["reason"]
    (kept,) = (out / "quarantine").glob("*.json")
    assert kept.read_bytes() == (folder / "99.json").read_bytes()
