"""A letter of credit read from the file of its messages."""

from __future__ import annotations

from pathlib import Path

from docgen.api.company import Company
from docgen.credit import Reading, read_bytes
from docgen.credit.encoding import MAX_BYTES
from docgen.intake import files


def read_credit(path: Path | str, company: Company | None = None) -> Reading:
    """The credit in a text file of an MT700, MT710 or MT720, its MT701 and MT707 behind it.

    Raises:
        InputError: the file cannot be read or holds no credit; its findings say why.
    """
    data = files.content(Path(path), MAX_BYTES, "the credit")
    return read_bytes(data, (company or Company()).tables, str(path))
