"""Python in a process of its own, with an environment of its own."""

from __future__ import annotations

import os
import subprocess
import sys


def python(program: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a program; it must succeed."""
    run = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, **environment},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    return run
