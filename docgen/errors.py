"""The exceptions docgen raises when it cannot go on; wrong data in an order gives findings instead.

Each class carries the exit code that the command line returns for it. The message is one
sentence for a person: where, what was read, what was expected, what to do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from docgen.findings import Finding


class DocgenError(Exception):
    """The root of every exception that docgen raises on purpose."""

    exit_code: ClassVar[int] = 1


class UsageError(DocgenError):
    """A command-line option or an argument of the Python API that cannot be meant."""

    exit_code = 2


class InputError(DocgenError):
    """An order file, company profile or table that cannot be read as one.

    Attributes:
        findings: every problem found, in the order of the file, with JSON pointers.
    """

    exit_code = 3

    def __init__(self, message: str, findings: tuple[Finding, ...] = ()) -> None:
        super().__init__(message)
        self.findings = findings


class BlockedError(DocgenError):
    """Papers that the checks do not let through.

    Attributes:
        findings: what stands in their way.
    """

    exit_code = 1

    def __init__(self, message: str, findings: tuple[Finding, ...] = ()) -> None:
        super().__init__(message)
        self.findings = findings


class RenderError(DocgenError):
    """A template, font or image that cannot become a faithful paper."""

    exit_code = 4


class TextError(RenderError):
    """A text of the order that cannot be printed: in no font, or larger than its box."""


class PictureError(RenderError):
    """A picture of the company profile that is missing, damaged or too large."""


class OutputError(DocgenError):
    """A file that cannot be written: disk full, permission, name too long."""

    exit_code = 5


class LedgerError(DocgenError):
    """A ledger that cannot be opened, read or written; the message names the cure."""

    exit_code = 6


class ConflictError(LedgerError):
    """What is to be recorded contradicts what is on record: a slip used, a number taken."""


class WorkersError(DocgenError):
    """The processes or machines that make the papers of a batch are lost; it can be resumed."""

    exit_code = 7


class BusyError(DocgenError):
    """A folder that another process watches, or makes a batch in, already."""

    exit_code = 75
