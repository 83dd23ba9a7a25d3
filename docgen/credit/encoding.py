"""Bytes of a message, in whatever encoding a bank or a mail program left them, to plain text."""

from __future__ import annotations

import codecs
import re
import unicodedata

from docgen.credit.faults import CHARACTERS, NOTHING, fault
from docgen.errors import InputError
from docgen.findings import Finding, Severity
from docgen.order.base import prints_as_itself

MAX_BYTES = 2 * 1024 * 1024
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NOT_TEXT = {b"%PDF": "PDF", b"PK\x03\x04": "Word or ZIP", b"\xd0\xcf\x11\xe0": "Word"}
_UNUSUAL = re.compile(r"[^\n -~]")
_SEPARATORS = {0x2028: "\n", 0x2029: "\n", 0x85: "\n", 0x0B: "\n", 0x0C: "\n", 0x09: "    "}
_PLAIN = (
    _SEPARATORS
    | {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    | {0x3000: " ", 0xA0: " ", 0x202F: " ", 0x2007: " ", 0x2010: "-", 0x2011: "-", 0x2212: "-"}
)


def decode(data: bytes, name: str) -> tuple[str, tuple[Finding, ...]]:
    """The text with LF line ends and plain punctuation, and what had to be left out of it.

    Raises:
        InputError: there is too much of it, or it is another kind of file.
    """
    if len(data) > MAX_BYTES:
        raise _refused(
            f"{name} has more than {MAX_BYTES // 1024**2} MB; a credit has a few pages",
            "文件超过2MB,不是信用证报文",
        )
    for start, kind in _NOT_TEXT.items():
        if data.startswith(start):
            raise _refused(
                f"{name} is a {kind} file; expected the text of the message",
                f"这是{kind}文件,应为报文文本",
                "save its text and read that / 请另存为纯文本",
            )
    return cleaned(_decoded(data))


def _decoded(data: bytes) -> str:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    for encoding in ("utf-8", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")


def cleaned(text: str) -> tuple[str, tuple[Finding, ...]]:
    """The text without characters that do not print as themselves, and a finding that says so."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").translate(_PLAIN)
    plain = unicodedata.normalize("NFC", plain)
    kept = _UNUSUAL.sub(_kept, plain)
    dropped = len(plain) - len(kept)
    if not dropped:
        return kept, ()
    return kept, (
        fault(
            CHARACTERS,
            "file",
            f"{dropped} characters that do not print as themselves were left out",
            f"已略去{dropped}个不可打印的字符",
            severity=Severity.INFO,
        ),
    )


def _kept(match: re.Match[str]) -> str:
    """The character if it prints; an accent only behind a letter whose script needs it apart."""
    before = match.string[match.start() - 1] if match.start() else " "
    accent = unicodedata.category(match[0])[0] == "M"
    alone = accent and unicodedata.category(before) not in ("Lo", "Mn", "Mc")
    return match[0] if prints_as_itself(match[0], before) and not alone else ""


def _refused(en: str, zh: str, hint: str = "") -> InputError:
    return InputError(f"{en}.", (fault(NOTHING, "file", en, zh, hint=hint),))
