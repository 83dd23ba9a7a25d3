"""What a worker may not do, asked of a process that was shut in."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys

import pytest

from docgen.batch.guard import _refuse_calls
from tests.samples import ROOT

_ASK = """
import json, os, resource, socket
from docgen.batch import guard
guard.shut_in(guard.Limits(memory=1500, file=3, files=99, private=True), os.getppid())
try:
    socket.create_connection(("127.0.0.1", int(os.environ["DOCGEN_PORT"])), 5)
    reached = True
except OSError:
    reached = False
limits = [resource.getrlimit(each)[0] for each in (
    resource.RLIMIT_AS, resource.RLIMIT_FSIZE, resource.RLIMIT_NOFILE, resource.RLIMIT_CORE)]
print(json.dumps([reached, guard.network(), limits, sorted(os.environ), os.umask(0)]))
"""


def test_a_worker_reaches_nobody_and_has_its_limits() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = str(server.getsockname()[1])
        env = {
            **os.environ,
            "DOCGEN_PORT": port,
            "AWS_SECRET_ACCESS_KEY": "x",
            "SSH_AUTH_SOCK": "x",
        }
        run = subprocess.run(
            [sys.executable, "-c", _ASK], env=env, cwd=ROOT, capture_output=True, check=True
        )
        server.settimeout(0.1)
        with pytest.raises(TimeoutError):
            server.accept()
    reached, network, limits, names, umask = json.loads(run.stdout)
    assert not reached
    assert network in ("namespace", "audit hook")
    assert limits == [1500 << 20, 3 << 20, 99, 0]
    assert not {"AWS_SECRET_ACCESS_KEY", "SSH_AUTH_SOCK"} & set(names)
    assert umask == 0o077


@pytest.mark.parametrize("event", ["socket.connect", "socket.bind", "socket.sendto"])
def test_where_no_namespace_is_had_python_refuses_to_connect(event: str) -> None:
    with socket.socket(socket.AF_INET) as outside, pytest.raises(PermissionError):
        _refuse_calls(event, (outside, ("127.0.0.1", 80)))
    with pytest.raises(PermissionError):
        _refuse_calls("socket.getaddrinfo", ("example.com", 80))
    with socket.socket(socket.AF_UNIX) as own:
        _refuse_calls(event, (own, "ledger"))
