"""One credit as many banks and printers would write it: the same facts in other dress."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path

SAMPLES = Path(__file__).resolve().parents[2] / "samples" / "credits"
CREDITS = tuple(sorted(path.name for path in SAMPLES.glob("0*.txt")))
NARRATIVE = ("45A", "46A", "47A", "45B", "46B", "47B")
NAMES = {
    "27": "Sequence of Total",
    "40A": "Form of Documentary Credit",
    "20": "Documentary Credit Number",
    "21": "Receiver's Reference",
    "23": "Issuing Bank's Reference",
    "31C": "Date of Issue",
    "40E": "Applicable Rules",
    "31D": "Date and Place of Expiry",
    "26E": "Number of Amendment",
    "30": "Date of Amendment",
    "22A": "Purpose of Message",
    "51D": "Applicant Bank - Name & Address",
    "52A": "Issuing Bank - BIC",
    "50": "Applicant",
    "59": "Beneficiary - Name & Address",
    "32B": "Currency Code, Amount",
    "33B": "Decrease of Documentary Credit Amount",
    "39A": "Percentage Credit Amount Tolerance",
    "39B": "Maximum Credit Amount",
    "39C": "Additional Amounts Covered",
    "41A": "Available With...By... - BIC",
    "41D": "Available With...By... - Name & Address",
    "42C": "Drafts at...",
    "42A": "Drawee - BIC",
    "42D": "Drawee - Name & Address",
    "42P": "Deferred Payment Details",
    "43P": "Partial Shipments",
    "43T": "Transhipment",
    "44A": "Place of Taking in Charge/Dispatch from.../Place of Receipt",
    "44E": "Port of Loading/Airport of Departure",
    "44F": "Port of Discharge/Airport of Destination",
    "44B": "Place of Final Destination/For Transportation to.../Place of Delivery",
    "44C": "Latest Date of Shipment",
    "44D": "Shipment Period",
    "45A": "Description of Goods and/or Services",
    "46A": "Documents Required",
    "47A": "Additional Conditions",
    "45B": "Description of Goods and/or Services",
    "46B": "Documents Required",
    "47B": "Additional Conditions",
    "71D": "Charges",
    "71B": "Charges",
    "48": "Period for Presentation in Days",
    "49": "Confirmation Instructions",
    "58A": "Requested Confirmation Party - BIC",
    "53A": "Reimbursing Bank - BIC",
    "78": "Instructions to the Paying/Accepting/Negotiating Bank",
    "57A": "Advise Through Bank - BIC",
    "57D": "Advise Through Bank - Name & Address",
    "72Z": "Sender to Receiver Information",
    "72": "Sender to Receiver Information",
}
CHINESE = {
    "27": "报文页次",
    "40A": "跟单信用证类型",
    "20": "信用证号码",
    "21": "收报行编号",
    "23": "预先通知编号",
    "31C": "开证日期",
    "40E": "适用规则",
    "31D": "到期日及到期地点",
    "26E": "修改次数",
    "30": "修改日期",
    "51D": "开证申请人的银行",
    "52A": "开证行",
    "50": "开证申请人",
    "59": "受益人",
    "32B": "币种与金额",
    "33B": "信用证金额减少",
    "39A": "信用证金额浮动允许范围",
    "39B": "信用证最高金额",
    "39C": "附加金额",
    "41A": "指定的有关银行及信用证兑付方式",
    "41D": "指定的有关银行及信用证兑付方式",
    "42C": "汇票付款期限",
    "42A": "汇票付款人",
    "42D": "汇票付款人",
    "42P": "延期付款细节",
    "43P": "分批装运条款",
    "43T": "转运条款",
    "44A": "装船、发运和接受监管地点",
    "44E": "装货港",
    "44F": "卸货港",
    "44B": "货物运往最终目的地",
    "44C": "最迟装运日",
    "44D": "装运期间",
    "45A": "货物描述",
    "46A": "单据要求",
    "47A": "附加条件",
    "45B": "货物描述",
    "46B": "单据要求",
    "47B": "附加条件",
    "71D": "费用负担",
    "71B": "费用情况",
    "48": "交单期限",
    "49": "保兑指示",
    "58A": "保兑行",
    "53A": "偿付行",
    "78": "给付款行、承兑行、议付行的指示",
    "57A": "通知银行",
    "57D": "通知银行",
    "72Z": "附言",
    "72": "附言",
}
Field = tuple[str, list[str]]
_TAG = re.compile(r":(\d\d[A-Z]?):(.*)")
_MARK = re.compile(r"(?:\+|-|\d+[.)]|\(\d+\)|[A-Z]\))|/[A-Z]+/")


def fields_of(text: str) -> list[list[Field]]:
    """The fields of each message of a sample, which is written plainly enough for this."""
    messages: list[list[Field]] = [[]]
    for line in text.splitlines():
        tag = _TAG.match(line)
        if tag and tag[1] == "27" and messages[-1]:
            messages.append([])
        if tag:
            messages[-1].append((tag[1], [tag[2]]))
        elif not line.startswith(("{", "-}")):
            messages[-1][-1][1].append(line)
    return messages


def written(messages: list[list[Field]], field: Callable[[str, list[str]], Iterator[str]]) -> str:
    """All messages with each field written in one way."""
    return "\n".join(
        line for message in messages for tag, lines in message for line in field(tag, lines)
    )


def bare(tag: str, lines: list[str]) -> Iterator[str]:
    yield f":{tag}:{lines[0]}"
    yield from lines[1:]


def below(tag: str, lines: list[str]) -> Iterator[str]:
    yield f"     {tag}: {NAMES[tag]}"
    yield from (f"          {line}" for line in lines)


def lower(tag: str, lines: list[str]) -> Iterator[str]:
    yield f"{tag.lower()}: {NAMES[tag].lower()}"
    yield from (f"    {line}" for line in lines)


def slash(tag: str, lines: list[str]) -> Iterator[str]:
    yield f"{tag} /{NAMES[tag]}"
    yield from lines


def behind(tag: str, lines: list[str]) -> Iterator[str]:
    yield f"{NAMES[tag].upper()} *{tag[:2]} {tag[2:]} : {lines[0]}"
    yield from (f"    {line}" for line in lines[1:])


def unmarked(tag: str, lines: list[str]) -> Iterator[str]:
    star = "" if tag[2:] else " *"
    yield f"{NAMES[tag].upper().replace('...', '/').rstrip('/')}{star} {tag} {lines[0]}"
    yield from (f"    {line}" for line in lines[1:])


def chinese(tag: str, lines: list[str]) -> Iterator[str]:
    name = CHINESE.get(tag, "")
    yield f":{tag} :{name}"
    yield NAMES[tag].lower()
    yield from lines


def both(tag: str, lines: list[str]) -> Iterator[str]:
    yield f"{tag}: {CHINESE.get(tag, '')} {NAMES[tag]}:"
    yield from lines


def glossed(tag: str, lines: list[str]) -> Iterator[str]:
    yield f"{tag}/{NAMES[tag]}({CHINESE.get(tag, '栏位')}:见下)"
    yield from lines


def broken_name(tag: str, lines: list[str]) -> Iterator[str]:
    first, _, rest = NAMES[tag].partition(" ")
    yield f"{tag}/ {first}"
    yield from [f"{rest}: {lines[0]}", *lines[1:]] if rest else lines


def named(tag: str, lines: list[str]) -> Iterator[str]:
    yield f":{tag}: {NAMES[tag].upper()}: {lines[0]}"
    yield from lines[1:]


def prefixed(tag: str, lines: list[str]) -> Iterator[str]:
    yield f":{tag}:{lines[0]}"
    yield from (f":   :{line}" for line in lines[1:])


def table(tag: str, lines: list[str]) -> Iterator[str]:
    yield f"| {tag} | {lines[0]} |"
    yield from (f"|    | {line} |" for line in lines[1:])


def rewrapped(width: int) -> Callable[[str, list[str]], Iterator[str]]:
    """Long fields broken at another width; a line that was broken on purpose stays so."""

    def field(tag: str, lines: list[str]) -> Iterator[str]:
        if tag in NARRATIVE:
            lines = [part for one in clauses(tag, lines) for part in textwrap.wrap(one, width)]
        yield from bare(tag, lines)

    return field


def clauses(tag: str, lines: list[str]) -> list[str]:
    """The lines of a long field as they were before they were broken."""
    if not _MARK.match(lines[0]):
        return lines
    joined: list[str] = []
    for line in lines:
        if _MARK.match(line) or not joined:
            joined.append(line)
        else:
            joined[-1] += " " + line
    return joined


def figures(tag: str, lines: list[str]) -> Iterator[str]:
    """Amounts as a printer sets them."""
    if tag in ("32B", "33B"):
        amount = float(lines[0][3:].replace(",", ".") or 0)
        lines = [f"Currency: {lines[0][:3]} Amount: #{amount:,.2f}#"]
    yield from below(tag, lines)


LAYOUTS: dict[str, Callable[[str, list[str]], Iterator[str]]] = {
    "bare": bare,
    "name-and-value-below": below,
    "small-letters": lower,
    "stroke": slash,
    "tag-behind-name": behind,
    "tag-behind-name-alone": unmarked,
    "chinese-names": chinese,
    "names-in-both": both,
    "chinese-gloss": glossed,
    "name-over-two-lines": broken_name,
    "name-before-value": named,
    "prefixed-lines": prefixed,
    "table": table,
    "printed-figures": figures,
    "wrapped-at-52": rewrapped(52),
    "wrapped-at-120": rewrapped(120),
}
DRESSES: dict[str, Callable[[str], bytes]] = {
    "as-it-is": str.encode,
    "crlf": lambda text: text.replace("\n", "\r\n").encode(),
    "cr": lambda text: text.replace("\n", "\r").encode(),
    "utf-8-with-mark": lambda text: text.encode("utf-8-sig"),
    "utf-16": lambda text: text.encode("utf-16"),
    "gb18030": lambda text: ("信用证通知书\n" + text).encode("gb18030"),
    "full-width": lambda text: text.replace(":", "：").encode(),
    "trailing-blanks": lambda text: text.replace("\n", "   \n").encode(),
    "blank-lines": lambda text: "\n\n".join(text.split("\n")).encode(),
}


def source(name: str) -> str:
    return (SAMPLES / name).read_text("utf-8")


def variants(name: str) -> dict[str, bytes]:
    """Every layout of a sample, and every encoding of it as it stands and as a print."""
    text = source(name)
    messages = fields_of(text)
    found = {layout: written(messages, field).encode() for layout, field in LAYOUTS.items()}
    for dress, encode in DRESSES.items():
        if dress != "blank-lines" or "45A:\n" in text:
            found[f"full, {dress}"] = encode(text)
        found[f"printed, {dress}"] = encode(written(messages, below))
    return found
