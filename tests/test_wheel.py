"""The wheel, in an empty virtual environment and an empty folder, makes papers."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

import pytest

from tests.samples import ROOT, SAMPLES

pytestmark = pytest.mark.wheel


def run(*command: str | Path, cwd: Path) -> str:
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "VIRTUAL"))}
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def command(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The `docgen` command of a fresh environment that holds the wheel and its locked needs."""
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, cwd=ROOT)
    (wheel,) = folder.glob("*.whl")
    venv.create(folder / "venv", with_pip=True)
    python = folder / "venv" / "bin" / "python"
    pip = (python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    locked = (*pip, "--require-hashes", "--no-build-isolation", "--use-pep517", "-r")
    run(*locked, ROOT / ".ci" / "build.lock", cwd=folder)
    run(*locked, ROOT / "requirements.lock", cwd=folder)
    run(*pip, "--no-deps", wheel, cwd=folder)
    return folder / "venv" / "bin" / "docgen"


def test_a_sample_is_rendered_from_an_empty_folder(command: Path, tmp_path: Path) -> None:
    shutil.copytree(SAMPLES / "images", tmp_path / "in" / "images")
    shutil.copy(SAMPLES / "docgen.toml", tmp_path / "in")
    shutil.copy(SAMPLES / "t01-norway-bowls" / "order.json", tmp_path / "in")
    empty = tmp_path / "empty"
    empty.mkdir()
    run(command, "render", tmp_path / "in" / "order.json", "-o", "out", cwd=empty)
    made = sorted(path.name for path in (empty / "out" / "BS26-0901").iterdir())
    assert "BS26-0901-commercial-invoice.pdf" in made
    assert "BS26-0901-commercial-invoice.docx" in made
    assert "manifest.json" in made


def test_the_wheel_starts_a_new_user_off(command: Path, tmp_path: Path) -> None:
    run(command, "doctor", cwd=tmp_path)
    run(command, "init", "mine", cwd=tmp_path)
    run(command, "render", "mine/order.json", "-o", "out", cwd=tmp_path)
    assert run(command, "schema", cwd=tmp_path).startswith("{")
