"""The same order gives the same files, whatever the hash seed, the time zone and the locale."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.samples import path_of


def digests(out: Path, **environment: str) -> dict[str, str]:
    """File name to SHA-256 of every paper of a sample, made in a process of its own."""
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "docgen",
            "render",
            str(path_of("t04-korea-garlic")),
            "-o",
            str(out),
            "--as-of",
            "2026-12-01",
        ],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    (manifest,) = out.glob("*/manifest.json")
    papers = json.loads(manifest.read_text("utf-8"))["papers"]
    return {file["file"]: file["sha256"] for paper in papers for file in paper["files"]}


def test_two_processes_make_identical_files(tmp_path: Path) -> None:
    here = digests(tmp_path / "a", PYTHONHASHSEED="1", TZ="UTC", LC_ALL="C.UTF-8")
    there = digests(
        tmp_path / "b",
        PYTHONHASHSEED="777",
        TZ="Asia/Shanghai",
        LC_ALL="C",
        DOCGEN_CACHE=str(tmp_path / "cache"),
    )
    assert len(here) == 22
    assert here == there
