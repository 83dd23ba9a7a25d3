"""What wakes the daemon: in time, once, and from the handler of a signal at any moment."""

from __future__ import annotations

import subprocess
import sys
import threading
import time

from docgen.watch.bell import Bell
from tests.samples import ROOT

_INTERRUPTED = """
import signal, time
from docgen.watch.bell import Bell

bell, rung = Bell(), 0

def ring(*_):
    global rung
    rung += 1
    bell.ring()

signal.signal(signal.SIGALRM, ring)
signal.setitimer(signal.ITIMER_REAL, 0.0005, 0.0005)
end = time.monotonic() + 3
while time.monotonic() < end:
    bell.ring()
    bell.rest(0.001)
print(rung)
"""


def test_it_is_rung_by_a_signal_while_it_rings_and_while_it_rests() -> None:
    command = [sys.executable, "-c", _INTERRUPTED]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert run.stderr == ""
    assert int(run.stdout) > 100


def test_rung_before_a_rest_it_ends_that_one_and_no_other() -> None:
    bell = Bell()
    bell.ring()
    bell.ring()
    bell.rest(60)
    begun = time.monotonic()
    bell.rest(0.2)
    assert time.monotonic() - begun >= 0.2


def test_a_thread_ends_a_rest() -> None:
    bell = Bell()
    threading.Timer(0.1, bell.ring).start()
    begun = time.monotonic()
    bell.rest(60)
    assert time.monotonic() - begun < 30
