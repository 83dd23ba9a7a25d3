"""What is refused before anything begins."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgen.errors import BusyError, LedgerError, UsageError
from docgen.watch import places_of
from docgen.watch.journal import Journal
from docgen.watch.names import ending, fit_stem, is_order
from docgen.watch.owner import owning
from docgen.watch.places import Places, make
from tests.watch.folders import watched


@pytest.mark.parametrize("name", ["out", "state"])
@pytest.mark.parametrize("inside", ["inbox", "inbox/deep", "needs-fix", "."])
def test_folders_that_lie_in_each_other_are_refused(tmp_path: Path, name: str, inside: str) -> None:
    folder = watched(tmp_path)
    with pytest.raises(UsageError, match="lie in each other"):
        places_of(folder, **{name: folder / inside})


def test_a_folder_among_programs_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = watched(tmp_path)
    monkeypatch.setenv("PATH", str(folder))
    with pytest.raises(UsageError, match="programs"):
        places_of(folder)


def test_a_profile_that_others_may_write_is_refused(tmp_path: Path) -> None:
    folder = watched(tmp_path)
    (folder / "docgen.toml").chmod(0o664)
    with pytest.raises(UsageError, match="chmod go-w"):
        places_of(folder)


def test_a_profile_dropped_as_an_order_is_no_profile(tmp_path: Path) -> None:
    folder = watched(tmp_path)
    (folder / "inbox" / "docgen.toml").write_text("")
    assert places_of(folder).profile == folder / "docgen.toml"


def test_two_cannot_own_one_folder(tmp_path: Path) -> None:
    with owning(tmp_path), pytest.raises(BusyError, match="is watched already"), owning(tmp_path):
        pass
    with owning(tmp_path):  # and it is free when the first has gone
        pass


def made(tmp_path: Path) -> Places:
    places = places_of(watched(tmp_path))
    make(places)
    return places


def test_a_damaged_journal_is_refused_with_what_to_do(tmp_path: Path) -> None:
    places = made(tmp_path)
    journal = Journal(places.state)
    with journal.writing() as rows:
        rows.executemany(
            "INSERT INTO file (origin, raw, identity, sha256, taken_at, state)"
            " VALUES ('inbox', ?, '', '', '', 'closed')",
            [(b"x" * 200,)] * 200,
        )
    journal.close()
    content = bytearray(journal.path.read_bytes())
    content[8192:20000] = b"\xff" * (20000 - 8192)
    journal.path.write_bytes(content)
    with pytest.raises(LedgerError, match="move it away"):
        Journal(places.state)


def test_the_journal_survives_power_cuts_by_its_settings(tmp_path: Path) -> None:
    journal = Journal(made(tmp_path).state)
    asked = {name: journal.one(f"PRAGMA {name}") for name in ("journal_mode", "synchronous")}
    assert {name: row[0] for name, row in asked.items() if row} == {
        "journal_mode": "truncate",
        "synchronous": 3,
    }
    journal.close()


@pytest.mark.parametrize(
    "name", ["a.json", "A.JSON", "a.jsonl", "订单.json", "a b.json", "a#1.json"]
)
def test_names_of_orders(name: str) -> None:
    assert is_order(name)


@pytest.mark.parametrize(
    "name",
    [
        *(".a.json", ".a.json.Xb3d", "~$a.json", "a.json.part", "a.json~", "a.tmp", "._a.json"),
        *("a.crdownload", ".DS_Store", "Thumbs.db", "#a.json#", "a.result.json", "a.json.swp"),
    ],
)
def test_names_that_are_left_alone(name: str) -> None:
    assert not is_order(name)


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("../../etc/x.json", "_.._etc_x"),
        ("CON.json", "_CON"),
        ("a:b.json", "a_b"),
        ("a. .json", "a"),
        ("..json", "order"),
        ("a\n\x1b[31mb.json", "a___31mb"),
        ("长" * 84 + ".json", "长" * 40),
        ("\u202egpj.json", "_gpj"),
        ("a\udcff.json", "a_"),
    ],
)
def test_a_name_becomes_one_that_fits_anywhere(name: str, stem: str) -> None:
    assert fit_stem(name) == stem


def test_any_name_becomes_a_name_of_one_folder() -> None:
    for number in range(1, 256):
        for name in (bytes((number,)), bytes((number,)) * 3, b"a" + bytes((number,)) + b"b"):
            stem = fit_stem(name.decode("utf-8", "surrogateescape") + ".json")
            assert stem
            assert stem == Path(stem).name
            assert stem.isprintable()
            stem.encode()
    assert ending("x.JSONL") == ".jsonl"
