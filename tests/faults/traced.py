"""A process under strace: killed, or failed, at its nth system call of a kind."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

CALLS = (
    "write,pwrite64,fsync,fdatasync,ftruncate,rename,renameat,renameat2,unlink,unlinkat"
    ",mkdir,mkdirat,rmdir,chmod,fchmod"
)


def ended(child: int, inject: str, calls: str = CALLS, only: str = "") -> int:
    """How a child ends, which has stopped itself, with a fault put into its system calls.

    `inject` is what strace does to `calls`: `signal=SIGKILL:when=7`, `error=EIO:when=3+`, where it
    counts each kind of call by itself; `only` is the one file that is meant, where it is not all.
    """
    assert shutil.which("strace"), "this test needs strace (make faults installs it)"
    os.waitpid(child, os.WUNTRACED)
    options = ["-qq", "-o", "/dev/null", "-e", f"trace={calls}", "-e", f"inject={calls}:{inject}"]
    options += ["-P", only] if only else []
    with subprocess.Popen(["strace", *options, "-p", str(child)]) as tracer:
        while "TracerPid:\t0" in Path(f"/proc/{child}/status").read_text():
            assert tracer.poll() is None, "strace may not trace here"
            time.sleep(0.002)
        os.kill(child, signal.SIGCONT)
        _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status)


def killed(child: int, call: str, at: int) -> bool:
    """Whether a child, which has stopped itself, is killed at its nth call of one kind."""
    code = ended(child, f"signal=SIGKILL:when={at}", call)
    assert code in (-signal.SIGKILL, 0, 1), code
    return code < 0
