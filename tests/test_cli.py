"""The command line as a user meets it: exit codes, what is said, and never a traceback."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from docgen import __version__
from docgen.cli import main
from docgen.cli.common import who
from docgen.documents.kinds import KINDS
from docgen.manifest import Manifest
from docgen.schema import SCHEMAS
from tests.intake.orders import minimal
from tests.samples import BROKEN, SAMPLES, path_of

Run = subprocess.CompletedProcess[str]
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def docgen(*arguments: object, cwd: Path | None = None, **environment: str) -> Run:
    """Runs the command line in a process of its own."""
    run = subprocess.run(
        [sys.executable, "-m", "docgen", *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
        cwd=cwd,
        env=os.environ | {"PYTHONUTF8": "1"} | environment,
    )
    assert "Traceback" not in run.stdout + run.stderr
    return run


Here = Callable[..., Run]


@pytest.fixture
def here(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Here:
    """Runs the command line inside the test, where a process of its own would prove no more."""

    def run(*arguments: object) -> Run:
        monkeypatch.setattr(sys, "argv", ["docgen", *map(str, arguments)])
        with pytest.raises(SystemExit) as end:
            main()
        out, err = capsys.readouterr()
        return Run(sys.argv, end.value.code if isinstance(end.value.code, int) else 0, out, err)

    return run


def broken(case: str) -> Path:
    return SAMPLES / "broken" / case / "order.json"


@pytest.fixture
def order(tmp_path: Path) -> Callable[..., Path]:
    """Writes a small order with an invoice, with some parts changed; gives its path."""

    def write(name: str = "order.json", **changes: Any) -> Path:
        invoice = {"number": "I-1", "date": "2026-10-06"}
        path = tmp_path / name
        path.write_text(json.dumps(minimal() | {"invoice": invoice} | changes), encoding="utf-8")
        return path

    return write


def test_papers_are_made_and_named(tmp_path: Path, order: Callable[..., Path]) -> None:
    run = docgen("render", order(), "-o", tmp_path / "out", "--formats", "pdf")
    assert run.returncode == 0
    assert run.stderr == ""
    folder = tmp_path / "out" / "NP-2026-117"
    assert run.stdout == f"NP-2026-117: 2 papers in 2 files → {folder}\n"
    assert {path.name for path in folder.iterdir()} == {
        "NP-2026-117-sales-contract.pdf",
        "NP-2026-117-commercial-invoice.pdf",
        "NP-2026-117-check.html",
        "NP-2026-117-check.json",
        "manifest.json",
    }


def test_manifest_tells_what_was_made_and_why_not(
    tmp_path: Path, order: Callable[..., Path], here: Here
) -> None:
    day = "2026-11-30"
    here("render", order(), "-o", tmp_path, "--formats", "pdf", "--as-of", day, "--draft")
    text = (tmp_path / "NP-2026-117" / "manifest.json").read_text("utf-8")
    made = Manifest.model_validate_json(text)
    states = {paper.kind: paper.state for paper in made.papers}
    assert made.as_of.isoformat() == day
    assert states["commercial-invoice"] == "drafted"
    assert states["purchase-contract"] == "not_asked_for"
    assert all(paper.reason for paper in made.papers if paper.state == "not_asked_for")
    assert len(made.papers) == len(KINDS)


def test_only_the_kinds_asked_for_are_made(
    tmp_path: Path, order: Callable[..., Path], here: Here
) -> None:
    out = tmp_path / "out"
    run = here(
        *("render", order(), "-o", out),
        *("--formats", "pdf", "--kinds", "commercial-invoice"),
    )
    assert run.returncode == 0
    assert [path.name for path in out.rglob("*.pdf")] == ["NP-2026-117-commercial-invoice.pdf"]


@pytest.mark.parametrize("case", BROKEN)
def test_broken_sample_ends_with_code_3_and_says_file_place_and_cure(
    case: str, tmp_path: Path, here: Here
) -> None:
    run = here("render", broken(case), "-o", tmp_path / "out")
    assert run.returncode == 3
    assert run.stdout == ""
    first, *rest = run.stderr.splitlines()
    assert str(broken(case)) in first
    assert re.search(r"\b\d+ problems?\b", first)
    assert re.match(r"  INP-\d{3} (/\S+|\(file\)): .+", rest[0])
    assert CHINESE.search(rest[1])
    assert not (tmp_path / "out").exists()


def test_what_was_read_and_what_to_do_are_said(tmp_path: Path, here: Here) -> None:
    run = here("render", broken("b02-misspelt-key"), "-o", tmp_path)
    assert "  INP-007 /goods/0/quantity: this field is missing\n" in run.stderr
    assert "  INP-008 /goods/0/quantitty: " in run.stderr
    assert "      read 读到: " in run.stderr
    assert '      do 处理: did you mean "quantity"? / 是否为“quantity”?' in run.stderr


def test_a_message_holds_no_control_characters_of_the_file(
    tmp_path: Path, order: Callable[..., Path]
) -> None:
    path = order(**{"\x1b[31mred": "\x1b]0;x\x07", "place": "\u202eevil"})
    run = docgen("render", path, "-o", tmp_path / "out")
    assert run.returncode == 3
    assert all(line.isprintable() for line in run.stderr.splitlines())
    assert "/\\x1b[31mred" in run.stderr


def test_one_bad_order_does_not_stop_the_others(tmp_path: Path, order: Callable[..., Path]) -> None:
    out = tmp_path / "out"
    first, second = order("a.json"), order("b.json", number="B2")
    run = docgen(
        *("render", first, broken("b06-nan"), tmp_path / "none.json", second),
        *("-o", out, "--formats", "pdf", "--kinds", "sales-contract"),
    )
    assert run.returncode == 3
    assert re.findall(r"^\[(\d)/4\] (\S+):", run.stdout, re.MULTILINE) == [
        ("1", "NP-2026-117"),
        ("4", "B2"),
    ]
    assert f"[2/4] {broken('b06-nan')} is not a valid order" in run.stderr
    assert f"[3/4] cannot read the order {tmp_path / 'none.json'}: No such file" in run.stderr
    assert len(list(out.rglob("*.pdf"))) == 2


@pytest.mark.parametrize(
    ("name", "said"), [("none.json", "No such file or directory"), ("", "Is a directory")]
)
def test_an_order_that_cannot_be_read_ends_with_code_3(
    tmp_path: Path, name: str, said: str, here: Here
) -> None:
    run = here("render", tmp_path / name, "-o", tmp_path / "out")
    assert run.returncode == 3
    assert said in run.stderr


def test_an_endless_order_file_is_refused(tmp_path: Path) -> None:
    run = docgen("render", "/dev/zero", "-o", tmp_path)
    assert run.returncode == 3
    assert "INP-001" in run.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--kinds", "invoice"], "unknown kind invoice; known: sales-contract"),
        (["--kinds", "packing-list"], "has no `packing_list and packing`"),
        (["--kinds", "form-a"], "asks for no form-a"),
        (["--formats", "doc"], "--formats is doc; expected one of pdf, docx"),
        (["--as-of", "30/11/2026"], "expected a date as YYYY-MM-DD"),
        (["--as-of", "2026-02-30"], "expected a date as YYYY-MM-DD"),
        (["--overlay"], "asks for no certificate-of-origin or form-a"),
        (["--overlay", "--kinds", "sales-contract"], "has no blank"),
        (["--overlay", "--formats", "docx"], "pdf only"),
        (["--offset", "1,2"], "give --overlay"),
        (["--overlay", "--offset", "1"], "expected two numbers of mm"),
        (["--overlay", "--offset", "1;2"], "expected two numbers of mm"),
        (["--overlay", "--offset", "60,0"], "at most 50 mm"),
        (["--overlay", "--offset", "nan,0"], "at most 50 mm"),
        (["--overlay", "--offset", "0,inf"], "at most 50 mm"),
        (["--nonsense"], "No such option"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_an_option_that_cannot_be_meant_ends_with_code_2(
    arguments: list[str], said: str, tmp_path: Path, order: Callable[..., Path], here: Here
) -> None:
    run = here("render", order(), "-o", tmp_path / "out", *arguments)
    assert run.returncode == 2
    assert said in run.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("arguments", [["render"], ["nosuch"], ["schema", "nosuch"], ["init"]])
def test_a_command_that_cannot_be_meant_ends_with_code_2(arguments: list[str], here: Here) -> None:
    run = here(*arguments)
    assert run.returncode == 2
    assert run.stderr


def test_overlay_prints_the_certificate_that_the_order_asks_for(tmp_path: Path, here: Here) -> None:
    run = here(
        *("render", path_of("t01-norway-bowls"), "-o", tmp_path, "--overlay"),
        *("--offset", "1.5,-2"),
    )
    assert (run.returncode, run.stderr) == (0, "")
    folder = tmp_path / "BS26-0901"
    assert [path.name for path in folder.glob("*.pdf")] == ["BS26-0901-form-a-overlay.pdf"]
    made = Manifest.model_validate_json((folder / "manifest.json").read_bytes())
    reasons = {paper.kind: paper.reason for paper in made.papers}
    assert reasons["sales-contract"] == "not among the kinds asked for"
    assert reasons["certificate-of-origin"].startswith("the order asks for no")


def test_a_template_that_cannot_be_faithful_ends_with_code_4(
    tmp_path: Path, order: Callable[..., Path]
) -> None:
    (tmp_path / "docgen.toml").write_text(
        'logo = "missing.png"\n[seller]\nname = "NORDSEE PUMPEN GMBH"\ncountry = "DE"\n'
    )
    run = docgen("render", order(), "-o", tmp_path / "out", "--formats", "pdf")
    assert run.returncode == 4
    assert "missing.png" in run.stderr
    assert not (tmp_path / "out").exists()


def test_an_output_folder_that_cannot_be_made_ends_with_code_5(
    tmp_path: Path, order: Callable[..., Path]
) -> None:
    (tmp_path / "out").write_text("a file")
    run = docgen(
        *("render", order(), "-o", tmp_path / "out"),
        *("--formats", "pdf", "--kinds", "sales-contract"),
    )
    assert run.returncode == 5
    assert "cannot write to" in run.stderr
    assert (tmp_path / "out").read_text() == "a file"


def test_a_profile_may_be_named(tmp_path: Path, order: Callable[..., Path], here: Here) -> None:
    profile = tmp_path / "ours.toml"
    profile.write_text('langauges = "en"')
    run = here("render", order(), "-o", tmp_path / "out", "--profile", profile)
    assert run.returncode == 3
    assert "INP-008 /langauges" in run.stderr


def test_amounts_that_no_paper_can_say_end_with_code_3(
    tmp_path: Path, order: Callable[..., Path], here: Here
) -> None:
    discount = {"description": "X", "amount": "99999999"}
    run = here("render", order(discounts=[discount]), "-o", tmp_path / "out")
    assert run.returncode == 3
    assert "INP-014 /goods" in run.stderr


def test_an_interrupted_render_stops_and_leaves_nothing(tmp_path: Path) -> None:
    out = tmp_path / "out"
    heeding = ["env", "--default-signal=INT"]  # a test runner's workers may ignore it
    command = [sys.executable, "-m", "docgen", "render", str(path_of("s60-sixty-lines"))]
    with subprocess.Popen(
        [*heeding, *command, "-o", str(out)], stderr=subprocess.PIPE, encoding="utf-8"
    ) as process:
        while "libpango" not in Path(f"/proc/{process.pid}/maps").read_text():
            time.sleep(0.02)  # it has not begun to set type
        process.send_signal(signal.SIGINT)
        _, stderr = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Traceback" not in stderr
    assert not out.exists() or not list(out.iterdir())


def test_a_user_without_a_name_is_known_by_its_number(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a container that runs under a number."""
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(os, "getuid", lambda: 54321)
    assert who("") == "user 54321"
    assert who("CHEN YAN") == "CHEN YAN"


def test_version_is_that_of_the_package() -> None:
    run = docgen("--version")
    assert (run.returncode, run.stdout) == (0, f"docgen {__version__}\n")


@pytest.mark.parametrize("command", [[], ["render"], ["schema"], ["init"], ["doctor"]])
def test_help_names_what_there_is(command: list[str], here: Here) -> None:
    run = here(*command, "--help")
    assert run.returncode == 0
    words = {
        (): ["render", "schema", "init", "doctor", "--version"],
        ("render",): ["--out", "--kinds", "--formats", "--draft", "--as-of", "--overlay"],
    }
    for word in words.get(tuple(command), ["Usage"]):
        assert word in run.stdout


def test_help_loads_no_renderer() -> None:
    program = (
        "import sys; sys.argv = ['docgen', '--help']\n"
        "from docgen.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print(sorted({'weasyprint', 'docxtpl', 'pydantic'} & set(sys.modules)))"
    )
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=True
    )
    assert run.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize("name", SCHEMAS)
def test_schema_is_printed_whole(name: str, here: Here) -> None:
    run = here("schema", name)
    assert run.returncode == 0
    schema = json.loads(run.stdout)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    for reference in re.findall(r'"#/\$defs/([^"]+)"', run.stdout):
        assert reference in schema["$defs"]


def test_schema_into_a_closed_pipe_is_no_traceback() -> None:
    command = f"'{sys.executable}' -m docgen schema | head -n 1"
    run = subprocess.run(command, shell=True, capture_output=True, encoding="utf-8", check=False)
    assert run.stdout == "{\n"
    assert "Traceback" not in run.stderr


def test_output_in_another_encoding_is_no_traceback(tmp_path: Path) -> None:
    run = docgen(
        *("render", broken("b06-nan"), "-o", tmp_path),
        PYTHONUTF8="0",
        PYTHONIOENCODING="ascii",
    )
    assert run.returncode == 3
    assert "INP-005 /goods/1/price" in run.stderr


def test_doctor_finds_all_that_is_needed_here() -> None:
    run = docgen("doctor")
    assert run.returncode == 0, run.stdout
    for name in ("Python", "weasyprint", "Pango", "fonts", "templates"):
        assert re.search(rf"^ok   {name}: \S", run.stdout, re.MULTILINE)


def test_doctor_names_the_cure_where_something_is_missing(tmp_path: Path) -> None:
    copy = tmp_path / "docgen"
    shutil.copytree(Path(sys.modules["docgen"].__path__[0]), copy)
    run = docgen("doctor", cwd=tmp_path, PYTHONPATH=str(tmp_path))
    assert run.returncode == 1
    assert "BAD  templates: " in run.stdout
    assert "install" in run.stdout


def test_two_orders_of_one_run_cannot_share_a_number(tmp_path: Path) -> None:
    shutil.copy(path_of("s01-minimal"), tmp_path / "first.json")
    shutil.copy(path_of("s01-minimal"), tmp_path / "second.json")
    files = (tmp_path / "first.json", tmp_path / "second.json")
    run = docgen("render", *files, "-o", tmp_path / "out", "--formats", "docx")
    assert run.returncode == 3
    assert "NP-2026-117" in run.stderr
    assert "first.json" in run.stderr and "second.json" in run.stderr
    assert len(list((tmp_path / "out").glob("*/*.docx"))) == 1
