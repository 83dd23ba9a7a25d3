"""Files on disk: whole papers or none, a manifest that tells the truth, foreign files untouched."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from hashlib import sha256
from itertools import count
from pathlib import Path

import pytest

from docgen.errors import OutputError
from docgen.manifest import MANIFEST, Manifest, PaperEntry, file_entry
from docgen.outbox import write
from tests.samples import ROOT, path_of

ORDER = "A1"


def manifest(files: dict[str, bytes], source: str) -> Manifest:
    entries = tuple(file_entry("pdf", name, content, 1) for name, content in files.items())
    return Manifest(
        order=ORDER,
        revision=0,
        as_of=date(2026, 11, 2),
        input_sha256=sha256(source.encode()).hexdigest(),
        versions={},
        papers=(PaperEntry(kind="sales-contract", title="X", state="made", files=entries),),
    )


_runs = count()


def write_files(out: Path, files: dict[str, bytes], source: str = "") -> Path:
    """Writes files as made of the order file `source`; of another one each time by default."""
    return write(out, manifest(files, source or str(next(_runs))), files)


def contents(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def assert_true(folder: Path) -> None:
    """Every file that the manifest names is there with the bytes that it says."""
    listed = Manifest.model_validate_json((folder / MANIFEST).read_bytes())
    for paper in listed.papers:
        for file in paper.files:
            assert sha256((folder / file.file).read_bytes()).hexdigest() == file.sha256


@contextmanager
def mounted(folder: Path, size: str) -> Iterator[Path]:
    """A small disk of its own at `folder`; mounting needs root on Linux."""
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 0, f"this test fills a disk of its own, mounted as root: {run.stderr}"
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def test_papers_and_manifest_appear_in_the_folder_of_the_order(tmp_path: Path) -> None:
    folder = write_files(tmp_path / "new" / "out", {"a.pdf": b"A", "b.pdf": b"B"})
    assert folder == tmp_path / "new" / "out" / ORDER
    assert set(contents(tmp_path / "new" / "out")) == {
        f"{ORDER}/a.pdf",
        f"{ORDER}/b.pdf",
        f"{ORDER}/{MANIFEST}",
    }
    assert_true(folder)


def test_a_second_run_replaces_its_own_files_and_removes_those_no_longer_made(
    tmp_path: Path,
) -> None:
    write_files(tmp_path, {"a.pdf": b"old", "b.pdf": b"B"})
    folder = write_files(tmp_path, {"a.pdf": b"new", "c.pdf": b"C"})
    assert set(contents(folder)) == {"a.pdf", "c.pdf", MANIFEST}
    assert (folder / "a.pdf").read_bytes() == b"new"
    assert_true(folder)


def test_a_run_of_the_same_order_file_keeps_the_other_papers_of_the_run_before(
    tmp_path: Path,
) -> None:
    write_files(tmp_path, {"a.pdf": b"old", "b.pdf": b"B"}, "same")
    folder = write_files(tmp_path, {"a.pdf": b"new", "c.pdf": b"C"}, "same")
    assert set(contents(folder)) == {"a.pdf", "b.pdf", "c.pdf", MANIFEST}
    assert_true(folder)
    listed = Manifest.model_validate_json((folder / MANIFEST).read_bytes())
    assert sorted(f.file for p in listed.papers for f in p.files) == ["a.pdf", "b.pdf", "c.pdf"]


def test_what_killed_runs_left_is_removed_and_what_others_are_at_is_kept(tmp_path: Path) -> None:
    here = socket.gethostname()
    with subprocess.Popen(["true"]) as gone:
        pass
    kept = [f"{os.getpid()}@{here}-a", f"{gone.pid}@elsewhere-b"]
    for name in (*kept, f"{gone.pid}@{here}-c", f"{gone.pid}@elsewhere-old"):
        (tmp_path / ".docgen" / name).mkdir(parents=True)
    os.utime(tmp_path / ".docgen" / f"{gone.pid}@elsewhere-old", (0, 0))
    write_files(tmp_path, {"a.pdf": b"A"})
    assert {path.name for path in (tmp_path / ".docgen").iterdir()} == set(kept)


def test_files_that_no_manifest_knows_are_kept(tmp_path: Path) -> None:
    folder = write_files(tmp_path, {"a.pdf": b"A", "b.pdf": b"B"})
    (folder / "notes.txt").write_bytes(b"mine")
    (folder / "scans").mkdir()
    (folder / "scans" / "bl.pdf").write_bytes(b"mine too")
    write_files(tmp_path, {"a.pdf": b"A2"})
    assert (folder / "notes.txt").read_bytes() == b"mine"
    assert (folder / "scans" / "bl.pdf").read_bytes() == b"mine too"
    assert not (folder / "b.pdf").exists()


@pytest.mark.parametrize("text", ["", "{}", "not json", '{"order": 1}'])
def test_an_unreadable_manifest_removes_nothing_and_is_replaced(tmp_path: Path, text: str) -> None:
    folder = tmp_path / ORDER
    folder.mkdir()
    (folder / MANIFEST).write_text(text)
    (folder / "b.pdf").write_bytes(b"B")
    write_files(tmp_path, {"a.pdf": b"A"})
    assert set(contents(folder)) == {"a.pdf", "b.pdf", MANIFEST}
    assert_true(folder)


def test_a_manifest_can_name_no_file_outside_its_folder(tmp_path: Path) -> None:
    (tmp_path / "mine.pdf").write_bytes(b"mine")
    folder = write_files(tmp_path, {"a.pdf": b"A"})
    text = (folder / MANIFEST).read_text("utf-8").replace('"a.pdf"', '"../mine.pdf"')
    (folder / MANIFEST).write_text(text, encoding="utf-8")
    write_files(tmp_path, {"b.pdf": b"B"})
    assert (tmp_path / "mine.pdf").read_bytes() == b"mine"


@pytest.mark.root
def test_a_full_disk_leaves_nothing_behind(tmp_path: Path) -> None:
    with mounted(tmp_path / "disk", "1m") as disk:
        with pytest.raises(OutputError, match="No space left") as error:
            write_files(disk, {"a.pdf": b"A", "b.pdf": b"B" * 2_000_000})
        assert error.value.exit_code == 5
        assert list(disk.iterdir()) == []


@pytest.mark.root
def test_a_full_disk_leaves_the_papers_of_the_run_before(tmp_path: Path) -> None:
    with mounted(tmp_path / "disk", "1m") as disk:
        folder = write_files(disk, {"a.pdf": b"A", "b.pdf": b"B"})
        before = contents(disk)
        with pytest.raises(OutputError):
            write_files(disk, {"a.pdf": b"A2", "c.pdf": b"C" * 2_000_000})
        assert contents(disk) == before
        assert_true(folder)


@pytest.mark.root
def test_a_render_onto_a_full_disk_ends_with_exit_code_5(tmp_path: Path) -> None:
    with mounted(tmp_path / "disk", "16k") as disk:
        run = subprocess.run(
            render("s01-minimal", disk), capture_output=True, encoding="utf-8", check=False
        )
        assert run.returncode == 5
        assert "No space left" in run.stderr
        assert "Traceback" not in run.stderr
        assert list(disk.iterdir()) == []


@pytest.mark.root
@pytest.mark.parametrize("earlier", [True, False], ids=["over an earlier run", "empty"])
def test_a_folder_that_cannot_be_written_stays_as_it_is(tmp_path: Path, earlier: bool) -> None:
    with mounted(tmp_path / "disk", "1m") as disk:
        if earlier:
            write_files(disk, {"a.pdf": b"A"})
        before = contents(disk)
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        with pytest.raises(OutputError, match="Read-only"):
            write_files(disk, {"a.pdf": b"A2"})
        assert contents(disk) == before


def test_a_file_in_the_place_of_the_folder_is_refused_and_kept(tmp_path: Path) -> None:
    (tmp_path / ORDER).write_bytes(b"mine")
    (tmp_path / "out").write_bytes(b"mine too")
    for out in (tmp_path, tmp_path / "out"):
        with pytest.raises(OutputError, match="cannot write to"):
            write_files(out, {"a.pdf": b"A"})
    assert contents(tmp_path) == {ORDER: b"mine", "out": b"mine too"}


def test_a_name_too_long_for_the_disk_is_an_output_error(tmp_path: Path) -> None:
    with pytest.raises(OutputError):
        write_files(tmp_path, {"a" * 300 + ".pdf": b"A"})
    assert contents(tmp_path) == {}


def render(case: str, out: Path) -> list[str]:
    order = str(path_of(case))
    return [sys.executable, "-m", "docgen", "render", order, "-o", str(out), "--formats", "pdf"]


WRITE_FOREVER = """
import sys
from itertools import count
from pathlib import Path
from tests.test_outbox import write_files
out = Path(sys.argv[1])
print("ready", flush=True)
for run in count():
    content = str(run).encode() * 100_000
    write_files(out, {f"{name}-{run % 3}.pdf": content for name in "abc"} | {"d.pdf": content})
"""


@pytest.mark.parametrize("delay", [0.05, 0.11, 0.18, 0.26, 0.35])
def test_a_killed_writer_leaves_no_manifest_over_half_a_set(tmp_path: Path, delay: float) -> None:
    """The old set, the new set, or no manifest; never a mixture; and the next run is whole."""
    process = subprocess.Popen(
        [sys.executable, "-c", WRITE_FOREVER, str(tmp_path)], stdout=subprocess.PIPE, cwd=ROOT
    )
    assert process.stdout is not None
    process.stdout.readline()
    time.sleep(delay)
    process.kill()
    process.communicate()
    for found in tmp_path.glob(f"[!.]*/{MANIFEST}"):  # what is still hidden is not there yet
        assert_true(found.parent)
    assert_true(write_files(tmp_path, {"d.pdf": b"D"}))


def test_a_killed_render_can_be_run_again(tmp_path: Path) -> None:
    with subprocess.Popen(
        render("s01-minimal", tmp_path), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        time.sleep(0.8)
        process.kill()
    for folder in tmp_path.glob("[!.]*"):
        assert_true(folder)
    subprocess.run(render("s01-minimal", tmp_path), check=True, capture_output=True)
    (folder,) = tmp_path.glob("[!.]*")
    assert_true(folder)
