"""What the watched folder itself has to say against a file: code, sentence, and what to do.

What is wrong in an order is said by the intake and the checks; their findings have the same shape.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from docgen.intake.wholeness import Look
from docgen.watch.reading import Refusal

Finding = dict[str, str]
CONFLICT, REFUSED, TOO_MUCH, QUARANTINED = "WCH-001", "WCH-002", "WCH-003", "WCH-004"


@dataclass(frozen=True)
class Most:
    """What an order may have.

    Attributes:
        size: bytes of its file.
        lines: goods lines.
        depth: levels of objects and lists in each other.
    """

    size: int = 16 * 1024 * 1024
    lines: int = 2000
    depth: int = 64


def conflict(number: str, revision: int) -> Finding:
    """Papers of that number and revision are out, and were made from other content."""
    return {
        "code": CONFLICT,
        "where": "/revision",
        "en": f"the papers of order {number}, revision {revision}, were made from a file with other"
        " content, and papers that are out are never changed.",
        "zh": f"订单{number}第{revision}版的单据已按另一内容的文件制出,已出单据不得更改。",
        "fix_en": f'If this is the same deal, write a higher "revision" ({revision + 1}); if it is'
        " another, give it a number of its own.",
        "fix_zh": f"同一笔交易请提高“revision”(如{revision + 1});另一笔交易请使用新编号。",
    }


def refused(why: Refusal) -> Finding:
    """The file was not read."""
    return {
        "code": REFUSED,
        "where": "",
        "en": f"the file stays unread where it is: {why.en}.",
        "zh": f"该文件未读取,仍在原处:{why.zh}。",
        "fix_en": "Put an ordinary file with one order there, under another name first, then"
        " rename it; or take this one away.",
        "fix_zh": "请放入普通的订单文件(先用其他文件名写入,再改名),或移走该文件。",
    }


def too_much(seen: Look, most: Most) -> Finding | None:
    """The order has more than this folder takes; None where it has not."""
    for en, zh, has, may, where in (
        ("goods lines", "货物行", seen.lines, most.lines, "/goods"),
        ("levels in each other", "嵌套层级", seen.depth, most.depth, ""),
    ):
        if has > may:
            return {
                "code": TOO_MUCH,
                "where": where,
                "en": f"the order has {has:,} {en}, and this folder takes {may:,}.",
                "zh": f"订单有{has:,}个{zh},上限为{may:,}。",
                "fix_en": "Split the order.",
                "fix_zh": "请拆分订单。",
            }
    return None


def quarantined(reason: str) -> Finding:
    """The order brought its workers down each time."""
    return {
        "code": QUARANTINED,
        "where": "",
        "en": f"the order {reason}, each time that it was tried, so it was set aside.",
        "zh": f"该订单每次处理均告失败({reason}),已隔离。",
        "fix_en": "It may be very large; split it and drop the parts. If it is not, send the file"
        " with this page to who supports docgen.",
        "fix_zh": "若订单很大,请拆分后重新放入;否则请将文件和本页交技术支持。",
    }


def against(number: str, finding: Finding) -> dict[str, Any]:
    """The outcome of an order that was never tried."""
    return {"order": number, "reason": finding["en"], "findings": [finding]}
