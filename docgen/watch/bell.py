"""What wakes the daemon: rung by threads, by workers and by the handlers of signals."""

from __future__ import annotations

from contextlib import suppress
from queue import Empty, SimpleQueue


class Bell:
    """Ends a rest; rung before one, it ends the next.

    A handler interrupts the main thread anywhere, even as it rings or begins to rest. A
    `threading.Event` would wait there for itself for ever; a `SimpleQueue` may be interrupted.
    """

    def __init__(self) -> None:
        self._rung: SimpleQueue[None] = SimpleQueue()

    def ring(self) -> None:
        """Wakes who rests."""
        self._rung.put(None)

    def rest(self, seconds: float) -> None:
        """Waits until it is rung, however often it was, or so long."""
        with suppress(Empty):
            self._rung.get(timeout=seconds)
            while True:
                self._rung.get_nowait()
