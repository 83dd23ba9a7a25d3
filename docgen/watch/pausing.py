"""When the machine is at fault: how long everything waits, and that it says so."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

_FIRST, _LONGEST = 1.0, 60.0


@dataclass(frozen=True)
class Pause:
    """Why nothing is started, and until when on the monotonic clock.

    Attributes:
        reason: empty where all is well.
        times: in a row.
        until: the moment of the next try.
    """

    reason: str = ""
    times: int = 0
    until: float = 0.0

    @property
    def red(self) -> bool:
        """Whether something is wrong."""
        return bool(self.reason)


def longer(before: Pause, reason: str, now: float) -> Pause:
    """The pause after one more failure: twice as long each time, up to a minute."""
    if before.red and now < before.until:  # of the orders that were under way
        return before
    seconds = min(_FIRST * 2**before.times, _LONGEST)
    return Pause(reason, before.times + 1, now + seconds)


def too_full(folders: tuple[Path, ...], free: int) -> str:
    """Which folder's disk has less than so many bytes free; empty where all have more."""
    for folder in folders:
        left = shutil.disk_usage(folder).free
        if left < free:
            return f"{folder} has {left >> 20:,} MiB free, and {free >> 20:,} are kept free"
    return ""
