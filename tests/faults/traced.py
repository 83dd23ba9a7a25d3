"""A process under strace: killed, or failed, at its nth system call of a kind."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

CALLS = (
    "write,pwrite64,fsync,fdatasync,ftruncate,rename,renameat,renameat2,unlink,unlinkat"
    ",mkdir,mkdirat,rmdir,chmod,fchmod"
)


def ended(child: int, faults: Sequence[str], only: str = "") -> int:
    """How a child ends, which has stopped itself, with faults put into its system calls.

    Each is of one kind of call, which strace counts by itself: `write:signal=SIGKILL:when=7`,
    `fsync:error=EIO:when=3+`; `only` is the one file that is meant, where it is not all.
    """
    options = [part for fault in faults for part in ("-e", f"inject={fault}")]
    calls = ",".join(fault.split(":")[0] for fault in faults)
    return _traced(child, calls, ["-o", "/dev/null", *options, *(["-P", only] if only else [])])


def points(child: int, calls: str, said: Path) -> list[tuple[str, int]]:
    """Every call that a child makes, which has stopped itself: its kind, and its number of that."""
    assert _traced(child, calls, ["-o", str(said)]) == 0
    counted, found = Counter[str](), list[tuple[str, int]]()
    for call in re.findall(r"^(\w+)\(", said.read_text(errors="replace"), re.MULTILINE):
        counted[call] += 1
        found.append((call, counted[call]))
    return found


def _traced(child: int, calls: str, options: list[str]) -> int:
    assert shutil.which("strace"), "this test needs strace (make faults installs it)"
    os.waitpid(child, os.WUNTRACED)
    strace = ["strace", "-qq", "-e", f"trace={calls}", *options, "-p", str(child)]
    with subprocess.Popen(strace) as tracer:
        while "TracerPid:\t0" in Path(f"/proc/{child}/status").read_text():
            assert tracer.poll() is None, "strace may not trace here"
            time.sleep(0.002)
        os.kill(child, signal.SIGCONT)
        _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status)


def killed(child: int, call: str, at: int) -> bool:
    """Whether a child, which has stopped itself, is killed at its nth call of one kind."""
    code = ended(child, [f"{call}:signal=SIGKILL:when={at}"])
    assert code in (-signal.SIGKILL, 0, 1), code
    return code < 0
