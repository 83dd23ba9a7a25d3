"""The memory of processes, in MiB, as /proc has it.

Not `getrusage`: its peak is never less than that of the process which started this one, so that a
small child of a large test process seems large, and what grows below an old peak is not seen.
"""

from __future__ import annotations

from pathlib import Path


def held(process: int | str = "self") -> float:
    """What the process holds now; 0 if it is gone."""
    return _field(process, "VmRSS")


def peak(process: int | str = "self") -> float:
    """The most that the process held since its program started; 0 if it is gone."""
    return _field(process, "VmHWM")


def forget_peak() -> None:
    """From now on the peak of this process is told from what it holds at this moment."""
    Path("/proc/self/clear_refs").write_text("5")


def _field(process: int | str, name: str) -> float:
    try:
        lines = Path(f"/proc/{process}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith(name)), 0)
