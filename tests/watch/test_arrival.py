"""Whatever arrives, and however: what is an order is taken once, and the rest is told of."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.watch.folders import answer, codes, drop, made, names, once, order, watched


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder into which everything came at once, after one pass."""
    base = tmp_path_factory.mktemp("arrival")
    folder = watched(base)
    inbox = folder / "inbox"
    drop(folder, "good.json", order(1))
    drop(folder, "GOOD 二.JSON", order(2))
    drop(folder, "same.json", order(1))
    drop(folder, "other.json", order(1, place="SHANGHAI, CHINA"))
    drop(folder, "bom.json", b"\xef\xbb\xbf" + order(3))
    drop(folder, "lines.jsonl", b"\n".join((order(4), b"", order(5), b"[1]")) + b"\n")
    drop(folder, "torn.json", order(6)[:200])
    drop(folder, "reserved.json", order(7) + b"\0" * 512)
    drop(folder, "empty.json", b"")
    drop(folder, "wrong.json", b'{"number": "EX26-1"]')
    drop(folder, "gbk.json", '{"number": "订单编号一二三"}'.encode("gbk"))
    drop(folder, "deep.json", b"[" * 20_000 + b"]" * 20_000)
    drop(folder, "large.json", order(8) + b" " * 200_000)
    for name in (".good.json.Xa3f", "~$good.json", "x.json.part", "x.tmp", "Thumbs.db", "x.json~"):
        (inbox / name).write_bytes(order(9))
    (base / "secret.json").write_bytes(order(9))
    (inbox / "link.json").symlink_to(base / "secret.json")
    os.link(base / "secret.json", inbox / "hard.json")
    os.mkfifo(inbox / "pipe.json")
    (inbox / "folder.json").mkdir()
    tricky = os.fsencode(inbox) + b"/a\nb\xff\xe2\x80\xaegpj.json"
    Path(os.fsdecode(tricky)).write_bytes(order(10))
    (inbox / ("长" * 80 + ".json")).write_bytes(order(11))
    once(folder, "--size", "0.15", code=1)
    return folder


def test_a_good_order_has_its_papers_and_its_answer_beside_it(folder: Path) -> None:
    said = answer(folder, "done", "good")
    (one,) = said["orders"]
    assert (one["state"], one["order"], said["state"]) == ("made", "EX26-00001", "done")
    (paper,) = [each for each in one["papers"] if each["files"]]
    assert (folder / "done" / paper["files"][0]["href"]).is_file()
    assert (folder / "done" / "good.json").read_bytes() == order(1)
    page = (folder / "done" / "good.result.html").read_text(encoding="utf-8")
    assert paper["files"][0]["href"] in page
    assert "完成" in page


def test_a_name_in_capitals_and_chinese_is_an_order_too(folder: Path) -> None:
    assert answer(folder, "done", "GOOD 二")["orders"][0]["state"] == "made"


def test_the_same_content_again_is_a_duplicate_and_makes_nothing(folder: Path) -> None:
    said = answer(folder, "duplicate", "same")
    assert said["orders"][0]["state"] == "duplicate"
    assert said["orders"][0]["folder"] == "../out/EX26-00001/rev00"
    assert names(folder / "out" / "EX26-00001") == ["rev00"]


def test_the_same_number_with_other_content_is_refused(folder: Path) -> None:
    assert codes(answer(folder, "needs-fix", "other")) == ["WCH-001"]


def test_a_byte_order_mark_is_no_hindrance(folder: Path) -> None:
    assert answer(folder, "done", "bom")["orders"][0]["state"] == "made"


def test_each_line_of_a_file_of_lines_is_answered(folder: Path) -> None:
    said = answer(folder, "needs-fix", "lines")
    assert [(one["line"], one["state"]) for one in said["orders"]] == [
        (1, "made"),
        (3, "made"),
        (4, "failed"),
    ]


@pytest.mark.parametrize("name", ["torn", "reserved", "empty"])
def test_what_is_not_finished_waits_in_the_inbox(folder: Path, name: str) -> None:
    assert (folder / "inbox" / f"{name}.json").exists()
    assert not list(folder.glob(f"*/{name}.result.json"))


@pytest.mark.parametrize(
    ("name", "code"), [("wrong", "INP-003"), ("gbk", "INP-002"), ("deep", "INP-006")]
)
def test_what_is_no_order_is_answered_in_both_languages(folder: Path, name: str, code: str) -> None:
    said = answer(folder, "needs-fix", name)
    assert codes(said) == [code]
    (found,) = said["orders"][0]["findings"]
    assert all(found[key] for key in ("en", "zh", "fix_en", "fix_zh"))


@pytest.mark.parametrize("name", ["link", "hard", "pipe", "folder", "large"])
def test_what_is_not_to_be_read_stays_and_is_told_of(folder: Path, name: str) -> None:
    assert os.path.lexists(folder / "inbox" / f"{name}.json")
    assert codes(answer(folder, "needs-fix", f"{name}-refused")) == ["WCH-002"]


def test_temporary_names_are_left_alone(folder: Path) -> None:
    left = set(names(folder / "inbox"))
    assert left >= {".good.json.Xa3f", "~$good.json", "x.json.part", "x.tmp", "x.json~"}
    assert not any("x.json" in name for name in names(folder / "needs-fix"))


def test_no_name_leads_anywhere(folder: Path) -> None:
    assert answer(folder, "done", "a_b__gpj")["orders"][0]["order"] == "EX26-00010"
    (long,) = [
        name for name in names(folder / "done") if name.startswith("长") and ".result" not in name
    ]
    assert len(long.encode()) < 200


def test_every_folder_of_papers_is_whole(folder: Path) -> None:
    orders = {path.split("/")[0] for path in made(folder)}
    assert orders == {f"EX26-{n:05}" for n in (1, 2, 3, 4, 5, 10, 11)}
    assert names(folder / "working") == []
    assert names(folder / "state" / "spool") == []
