"""The daemon under strace: killed, or failed, at the nth system call that changes a file."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

from docgen.watch import Watch
from tests.faults import inprocess
from tests.ledger.test_issue_kills import CALLS


def run(wanted: Watch, inject: str, calls: str = CALLS, only: str = "") -> int:
    """Runs the daemon with a fault put into its system calls; its exit code.

    `inject` is what strace does to `calls`: `signal=SIGKILL:when=7`, `error=EIO:when=3+`; `only`
    is the one file that is meant, where it is not all.
    """
    assert shutil.which("strace"), "this test needs strace (make faults installs it)"
    child = inprocess.child(wanted, stopped=True)
    os.waitpid(child, os.WUNTRACED)
    options = ["-qq", "-o", "/dev/null", "-e", f"trace={calls}", "-e", f"inject={calls}:{inject}"]
    options += ["-P", only] if only else []
    with subprocess.Popen(["strace", *options, "-p", str(child)]):
        while "TracerPid:\t0" in Path(f"/proc/{child}/status").read_text():
            time.sleep(0.002)
        os.kill(child, signal.SIGCONT)
        _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status)


def killed(wanted: Watch, call: str, at: int) -> bool:
    """Runs the daemon until its nth call of one kind; whether it was killed there.

    strace counts each kind of call by itself.
    """
    code = run(wanted, f"signal=SIGKILL:when={at}", call)
    assert code in (-signal.SIGKILL, 0, 1), code
    return code < 0
