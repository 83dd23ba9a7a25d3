"""A batch on an encrypted cluster, set up by the very commands of the README."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from distributed import Client, Security

from tests.batch.orders import DAY, write
from tests.batch.test_batch import papers
from tests.batch.test_cluster import scheduler, worker
from tests.samples import ROOT

PATIENCE = 5


def set_up(folder: Path) -> dict[str, str]:
    """What the README sets in the environment, after its commands made the certificates."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    start = text.index("    openssl req -x509")
    commands = text[start : text.index("    done\n", start)] + "done\nenv -0\n"
    folder.mkdir()
    run = subprocess.run(
        ["bash", "-euc", commands], cwd=folder, capture_output=True, encoding="utf-8", check=False
    )
    assert run.returncode == 0, run.stderr
    found = dict(line.split("=", 1) for line in run.stdout.split("\0") if "=" in line)
    ours = {name: value for name, value in found.items() if name.startswith("DASK_")}
    assert len(ours) == 8, sorted(ours)
    return ours


def is_let_in(address: str, environment: dict[str, str]) -> bool:
    """Whether a scheduler speaks with a client that has these certificates, or none."""
    of_client = {
        f"tls_{part}": environment[f"DASK_DISTRIBUTED__COMM__TLS__{name}"]
        for part, name in (
            ("ca_file", "CA_FILE"),
            ("client_cert", "CLIENT__CERT"),
            ("client_key", "CLIENT__KEY"),
        )
        if environment
    }
    security = Security(require_encryption=bool(environment), **of_client)  # type: ignore[no-untyped-call]
    try:
        with Client(address, timeout=PATIENCE, security=security, set_as_default=False):  # type: ignore[no-untyped-call]
            return True
    except OSError:
        return False


@pytest.mark.root
def test_the_cluster_of_the_readme_is_encrypted_and_lets_no_stranger_in(tmp_path: Path) -> None:
    orders, out = write(tmp_path / "in", 3), tmp_path / "out"
    ours, others = set_up(tmp_path / "ours"), set_up(tmp_path / "others")
    with scheduler("--protocol", "tls", **ours) as (address, _), worker(address, **ours):
        assert address.startswith("tls://")
        assert is_let_in(address, ours)
        assert not is_let_in(address, others)
        assert not is_let_in(address.replace("tls://", "tcp://"), {})
        command = [sys.executable, "-m", "docgen", "batch", str(orders), "-o", str(out)]
        asked = ["--formats", "pdf", "--kinds", "packing-list", "--as-of", DAY]
        run = subprocess.run(
            [*command, *asked, "--cluster", address],
            cwd=ROOT,
            env={**os.environ, **ours},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
    assert run.returncode == 0, run.stderr
    assert len(papers(out)) == 3
