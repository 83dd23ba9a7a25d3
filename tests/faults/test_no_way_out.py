"""Orders full of addresses make nothing connect, and nothing open that is not its own.

Every system call of the whole tree of processes is looked at, so that a library that reaches out by
itself is seen too.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.batch.orders import DAY, office
from tests.faults.textfields import places, put, whole
from tests.samples import ROOT
from tests.watch.folders import until

pytestmark = pytest.mark.root
_OPENED = re.compile(r'open(?:at)?\((?:[^,"]+, )?"((?:[^"\\]|\\.)*)", ([A-Z_|0-9]+).*\) = \d+')
_CONNECTED = re.compile(r"(?:connect|sendto|sendmsg)\(.*sa_family=(AF_\w+)")
_SYSTEM = (
    *(
        "/usr/lib",
        "/usr/local/lib",
        "/lib",
        "/usr/share/fonts",
        "/usr/local/share/fonts",
        "/usr/share/locale",
        "/usr/share/zoneinfo",
    ),
    *("/etc/ld.so", "/etc/fonts", "/etc/localtime", "/etc/mime.types", "/etc/httpd", "/etc/apache"),
    *(
        "/usr/share/fontconfig",
        "/usr/share/xml/fontconfig",
        "/var/cache/fontconfig",
        "/usr/local/etc",
    ),
    *("/proc/", "/sys/", "/dev/null", "/dev/urandom", "/dev/shm/", "/dev/tty", "/etc/gai.conf"),
)
_WRITES = re.compile(r"O_(WRONLY|RDWR|CREAT|TRUNC|APPEND)")


class Canary:
    """A server on this machine that only counts who connects."""

    def __init__(self) -> None:
        self._server = socket.create_server(("127.0.0.1", 0))
        self.port = self._server.getsockname()[1]
        self.hits = 0
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        while True:
            try:
                caller, _ = self._server.accept()
            except OSError:
                return
            self.hits += 1
            caller.close()

    def close(self) -> None:
        self._server.close()


@pytest.fixture
def canary() -> Iterator[Canary]:
    server = Canary()
    yield server
    server.close()


def payloads(port: int) -> list[str]:
    """Ways in which texts have made programs fetch something."""
    at = f"http://127.0.0.1:{port}/x"
    return [
        f"{at}.png",
        f"<img src='{at}.png'>",
        f"<link rel=stylesheet href='{at}.css'>",
        f"<style>@import url({at}.css);</style>",
        f"url({at}.png)",
        f"<svg><image href='{at}.png'/></svg>",
        f"<object data='{at}'></object>",
        f"<iframe src='{at}'></iframe>",
        f"<script src='{at}.js'></script>",
        f"<a rel=attachment href='{at}'>x</a>",
        "file:///etc/passwd",
        "<link rel=attachment href='file:///etc/passwd'>",
        "<img src='file:///etc/shadow'>",
        "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>&e;",
        "{% include '/etc/passwd' %}",
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        f'=HYPERLINK("{at}")',
        f'{{ INCLUDEPICTURE "{at}.png" }}',
        f"\\\\127.0.0.1@{port}\\share\\x",
        "../../../../etc/passwd",
    ]


def hostile(port: int, number: str, turn: int) -> bytes:
    """An order with one of them in every text field that takes any."""
    raw, texts = whole(), payloads(port)
    for index, (way, field) in enumerate(places(raw)):
        if field.free and field.key not in ("$schema", "fingerprint"):
            put(raw, way, texts[(index + turn) % len(texts)])
    return json.dumps(raw | {"number": number, "checks": {}, "waivers": []}).encode()


def traced(folder: Path, *arguments: str) -> list[str]:
    """Runs docgen and gives the calls by which it, and all that it starts, open and connect."""
    assert shutil.which("strace"), "this test needs strace (make faults installs it)"
    log = folder.parent / "calls.txt"
    calls = "connect,sendto,sendmsg,open,openat,openat2"
    strace = ["strace", "-f", "-qq", "-s", "400", "-e", f"trace={calls}", "-o", str(log)]
    run = subprocess.run(
        [*strace, sys.executable, "-m", "docgen", *arguments],
        cwd=folder,
        env={
            **os.environ,
            "DOCGEN_CACHE": str(folder / "cache"),
            "USER": "office",
            "HOME": "/nowhere",
        },
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert run.returncode in (0, 1), run.stderr
    assert "Traceback" not in run.stderr
    return log.read_text(encoding="utf-8", errors="replace").splitlines()


def strays(lines: list[str], folder: Path) -> list[str]:
    """Connections but to sockets of this machine, and files outside what a run may open."""
    read = [
        *_SYSTEM,
        str(folder),
        str(ROOT),
        sys.prefix,
        sys.base_prefix,
        str(Path(__file__).anchor + "tmp/"),
    ]
    found = []
    for line in lines:
        if (connected := _CONNECTED.search(line)) and connected[1] != "AF_UNIX":
            found.append(line)
        if not (opened := _OPENED.search(line)):
            continue
        path = str(Path(folder, opened[1]))
        own = path == "/" or any(path.startswith(each) for each in read)
        if _WRITES.search(opened[2]):
            own = path.startswith((str(folder), "/dev/null", "/dev/shm/", "/tmp/", "/proc/self"))
        if not own:
            found.append(line)
    return found


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = office(tmp_path_factory.mktemp("out") / "desk")
    (folder / "docgen.toml").chmod(0o644)
    return folder


def test_a_render_of_hostile_orders_goes_nowhere(desk: Path, canary: Canary) -> None:
    (desk / "a.json").write_bytes(hostile(canary.port, "A1", 0))
    kinds = "sales-contract,commercial-invoice,form-a"
    lines = traced(
        desk, "render", "a.json", "-o", "out", "--draft", "--as-of", DAY, "--kinds", kinds
    )
    assert len(list((desk / "out" / "A1").glob("*.*"))) > 6
    assert strays(lines, desk) == []
    assert canary.hits == 0


def test_a_batch_and_a_watched_folder_of_hostile_orders_go_nowhere(
    desk: Path, canary: Canary
) -> None:
    (desk / "inbox").mkdir()
    (desk / "orders").mkdir()
    for turn in (3, 9):
        for name in ("inbox", "orders"):
            (desk / name / f"{turn}.json").write_bytes(hostile(canary.port, f"B{turn}", turn))
    asked = (
        "--draft",
        "--as-of",
        DAY,
        "--kinds",
        "commercial-invoice,packing-list",
        "--workers",
        "1",
    )
    lines = traced(desk, "batch", "orders", "-o", "batch", *asked)
    assert len(list((desk / "batch").glob("B?/*.pdf"))) == 4
    lines += traced(desk, "watch", ".", "--once", "--free", "0", *asked)
    assert len(list((desk / "out").glob("B?/*/*.pdf"))) == 4
    assert strays(lines, desk) == []
    assert canary.hits == 0


def test_what_is_looked_for_would_be_found(desk: Path, canary: Canary) -> None:
    program = (
        "import socket, sys, pathlib; pathlib.Path('/etc/passwd').read_bytes();"
        f" socket.create_connection(('127.0.0.1', {canary.port}))"
    )
    log = desk.parent / "proof.txt"
    calls = ["strace", "-f", "-qq", "-e", "trace=connect,openat", "-o", str(log)]
    subprocess.run([*calls, sys.executable, "-c", program], check=True, cwd=desk)
    found = " ".join(strays(log.read_text().splitlines(), desk))
    assert "/etc/passwd" in found
    assert "AF_INET" in found
    until(lambda: canary.hits == 1)
