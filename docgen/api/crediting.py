"""A letter of credit read from the file of its messages."""

from __future__ import annotations

from pathlib import Path

from docgen.api.company import Company
from docgen.credit import Reading, read_bytes
from docgen.credit.encoding import MAX_BYTES
from docgen.errors import InputError


def read_credit(path: Path | str, company: Company | None = None) -> Reading:
    """The credit in a text file of an MT700, MT710 or MT720, its MT701 and MT707 behind it.

    Raises:
        InputError: the file cannot be read or holds no credit; its findings say why.
    """
    try:
        with Path(path).open("rb") as file:
            data = file.read(MAX_BYTES + 1)  # one more than a credit may have is refused
    except OSError as error:
        raise InputError(f"cannot read the credit {path}: {error.strerror}.") from error
    return read_bytes(data, (company or Company()).tables, str(path))
