"""What is asked of a daemon, and what it holds while it runs."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field

from docgen.batch import Settings
from docgen.batch.guard import Limits
from docgen.batch.pool import Workers
from docgen.watch import scan
from docgen.watch.bell import Bell
from docgen.watch.findings import Most
from docgen.watch.journal import Journal
from docgen.watch.pausing import Pause
from docgen.watch.places import Places
from docgen.watch.scan import Memory
from docgen.watch.settling import Patience
from docgen.watch.verdicts import Alike


@dataclass(frozen=True)
class Watch:
    """What is asked of a daemon.

    Attributes:
        settings: how each order is made; `out` is taken from the places.
        workers: processes; 0 takes one for each core.
        seconds: longest time for one order.
        limits: of each worker.
        most: that an order may have.
        free: bytes that stay free on each disk.
        poll: seconds between looks; 0 as the file system needs it.
        once: take what is there, then end.
    """

    places: Places
    settings: Settings
    workers: int = 0
    seconds: float = 60.0
    limits: Limits = field(default_factory=lambda: Limits(private=True))
    patience: Patience = field(default_factory=Patience)
    most: Most = field(default_factory=Most)
    free: int = 500 * 1024 * 1024
    poll: float = 0.0
    once: bool = False


@dataclass
class Run:
    """A daemon at work."""

    asked: Watch
    journal: Journal
    workers: Workers
    network: str = ""
    umask: int = 0o022
    memory: Memory = field(default_factory=Memory)
    pause: Pause = field(default_factory=Pause)
    alike: Alike = field(default_factory=Alike)
    unanswered: set[int] = field(default_factory=set)
    running: set[int] = field(default_factory=set)
    sight: scan.Sight = field(default_factory=scan.Sight)
    looked_at: float = 0.0
    rested: float = 0.0
    next_look: float = 0.0
    told_at: float = 0.0
    changed: threading.Event = field(default_factory=threading.Event)
    bell: Bell = field(default_factory=Bell)
    stopping: float = 0.0
    all_made: bool = True

    @property
    def due(self) -> float:
        """When the folders are looked at again: four fifths of the time are left for other work."""
        return self.rested if self.changed.is_set() else self.next_look

    @property
    def idle(self) -> bool:
        """Whether nothing is left that could be done now."""
        ready = self.journal.one("SELECT 1 FROM job WHERE state = 'ready' LIMIT 1")
        return not (ready or self.running or self.unanswered or self.sight.unsettled)
