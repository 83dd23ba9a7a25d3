"""A batch on the workers of a real Dask scheduler, on loopback."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import dask
import pytest
from distributed import LocalCluster

from docgen.batch import Batch, Settings, run_batch
from docgen.errors import UsageError
from tests.batch.orders import DAY, bad, write
from tests.batch.test_batch import assert_whole, papers
from tests.samples import ROOT


@contextmanager
def cluster(workers: int = 2, **settings: object) -> Iterator[Any]:
    """A scheduler and its workers, as the README starts them."""
    with (
        dask.config.set({"distributed.worker.daemon": False, **settings}),
        LocalCluster(
            n_workers=workers, threads_per_worker=1, host="127.0.0.1", dashboard_address=None
        ) as made,
    ):
        yield made


def batch(folder: Path, out: Path, address: str = "", **more: Any) -> Batch:
    settings = Settings(
        out=out, formats=("pdf",), kinds=("packing-list",), as_of=date.fromisoformat(DAY)
    )
    return Batch((folder,), settings, cluster=address, **more)


@pytest.mark.root
def test_a_cluster_makes_the_same_bytes_as_one_machine(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", 24, 3)
    with cluster() as dask_cluster:
        made = run_batch(batch(folder, tmp_path / "far", dask_cluster.scheduler_address))
        far = {each.index: each.state for each in made}
    near = {
        each.index: each.state for each in run_batch(batch(folder, tmp_path / "near", workers=2))
    }
    assert far == near
    assert Counter(far.values()) == {"made": 24, "failed": 3}
    assert papers(tmp_path / "far") == papers(tmp_path / "near")
    assert_whole(tmp_path / "far")


@pytest.mark.root
def test_a_number_that_a_bad_order_gave_back_is_made_by_a_cluster_too(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", 1)
    good = (folder / "00000.json").read_bytes()
    (folder / "00000.json").write_bytes(bad(0, 4))
    for twin in ("00001", "00002"):
        (folder / f"{twin}.json").write_bytes(good)
    with cluster(1) as dask_cluster:
        made = run_batch(batch(folder, tmp_path / "out", dask_cluster.scheduler_address))
        states = {each.index: each.state for each in made}
    assert states == {0: "failed", 1: "made", 2: "failed"}


def kill(pid: int) -> None:
    os.kill(pid, signal.SIGKILL)


@pytest.mark.root
@pytest.mark.parametrize("allowed", [3, 0], ids=["sent on by Dask", "given back by Dask"])
def test_a_worker_killed_in_the_middle_costs_no_order(tmp_path: Path, allowed: int) -> None:
    folder, out = write(tmp_path / "in", 40), tmp_path / "out"
    with cluster(**{"distributed.scheduler.allowed-failures": allowed}) as dask_cluster:
        victim = next(iter(dask_cluster.workers.values())).process.pid
        made = run_batch(batch(folder, out, dask_cluster.scheduler_address))
        states = Counter({next(made).state: 1})
        kill(victim)
        states.update(each.state for each in made)
    assert states == {"made": 40}
    assert_whole(out)
    assert not list(out.rglob(".docgen*"))


@pytest.mark.root
def test_a_lost_scheduler_is_said_and_the_batch_goes_on_without_it(tmp_path: Path) -> None:
    folder, out = write(tmp_path / "in", 40), tmp_path / "out"
    with scheduler() as (address, pid), worker(address):
        command = [sys.executable, "-m", "docgen", "batch", str(folder), "-o", str(out)]
        asked = ["--formats", "pdf", "--kinds", "packing-list", "--as-of", DAY]
        with subprocess.Popen(
            [*command, *asked, "--cluster", address],
            cwd=ROOT,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        ) as run:
            while not list(out.glob("EX26-*")):
                assert run.poll() is None
                time.sleep(0.05)
            kill(pid)
            said = run.communicate(timeout=120)[1]
    assert run.returncode == 7, said
    assert "the scheduler is lost" in said
    assert "Traceback" not in said
    again = list(run_batch(batch(folder, out, workers=2, resume=True)))
    assert {each.state for each in again} == {"made", "skipped"}
    assert len(again) == 40


@contextmanager
def scheduler(*more: str, **environment: str) -> Iterator[tuple[str, int]]:
    command = [sys.executable, "-m", "distributed.cli.dask_scheduler", *more]
    options = ["--host", "127.0.0.1", "--port", "0", "--no-dashboard"]
    with subprocess.Popen(
        [*command, *options],
        env={**os.environ, **environment},
        stderr=subprocess.PIPE,
        encoding="utf-8",
    ) as run:
        assert run.stderr is not None
        address = ""
        for line in run.stderr:
            if "Scheduler at:" in line:
                address = line.split()[-1]
                break
        threading.Thread(target=run.stderr.read, daemon=True).start()
        yield address, run.pid
        run.kill()


@contextmanager
def worker(address: str, package: Path = ROOT, **environment: str) -> Iterator[None]:
    command = [sys.executable, "-m", "distributed.cli.dask_worker", address, "--no-dashboard"]
    environment = {**os.environ, **environment, "DASK_DISTRIBUTED__WORKER__DAEMON": "False"}
    with subprocess.Popen(
        [*command, "--nthreads", "1", "--nworkers", "1", "--host", "127.0.0.1"],
        cwd=package,
        env={**environment, "PYTHONPATH": str(package)},
        stderr=subprocess.DEVNULL,
    ) as run:
        yield
        run.terminate()


@pytest.mark.root
def test_a_worker_with_other_templates_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "other"
    for name in ("docgen", "templates", "schemas", "samples"):
        shutil.copytree(ROOT / name, other / name)
    (other / "templates" / "shared" / "base.css").write_text("* { color: red }")
    folder = write(tmp_path / "in", 1)
    with (
        scheduler() as (address, _),
        worker(address, other),
        pytest.raises(UsageError, match="their papers could differ"),
    ):
        list(run_batch(batch(folder, tmp_path / "out", address)))
    assert not papers(tmp_path / "out")


def test_encryption_that_is_asked_for_is_not_left_out(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", 1)
    with (
        dask.config.set({"distributed.comm.require-encryption": True}),
        pytest.raises(UsageError, match="is not tls://"),
    ):
        list(run_batch(batch(folder, tmp_path / "out", "tcp://127.0.0.1:8786")))


@pytest.mark.root
def test_a_scheduler_that_does_not_answer_is_named(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", 1)
    with pytest.raises(UsageError, match=r"no scheduler answers at tcp://127\.0\.0\.1:9"):
        list(run_batch(batch(folder, tmp_path / "out", "tcp://127.0.0.1:9")))
