"""Which orders of a batch were made before: told by their manifests and files, not by a folder."""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path

from docgen.api.joining import SET
from docgen.api.made_with import versions
from docgen.batch.work import Settings
from docgen.manifest import published


def whole(settings: Settings, number: str, digest: str) -> bool:
    """Whether the papers of an order were made as now of the same input, and lie there unchanged.

    An order that was blocked is tried again, for its day may have come.
    """
    if not re.fullmatch(r"[A-Za-z0-9._-]+", number):
        return False
    folder = settings.out / number
    found = published(folder)
    if found is None:
        return False
    manifest = found[0]
    made_so = (
        manifest.input_sha256 == digest
        and manifest.versions == versions()
        and settings.as_of in (None, manifest.as_of)
    )
    state = "drafted" if settings.mode == "draft" else "made"
    states = {paper.state for paper in manifest.papers}
    kinds = {paper.kind for paper in manifest.papers if paper.files}
    wanted = {*settings.kinds, *([SET] if settings.joined else [])}
    files = [file for paper in manifest.papers for file in paper.files]
    return (
        made_so
        and state in states
        and "blocked" not in states
        and kinds.issuperset(wanted)
        and {file.format for file in files}.issuperset(settings.formats)
        and all(_sha256(folder / file.file) == file.sha256 for file in files)
    )


def _sha256(path: Path) -> str:
    try:
        return sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""
