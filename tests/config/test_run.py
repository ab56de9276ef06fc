"""`./run` works before anything is installed, and complains in one line."""

import ast
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from config import fonts
from config.machine import explain

PROJECT = Path(__file__).resolve().parents[2]
BEFORE_THE_ENVIRONMENT = (
    "run", "config/assets.py", "config/commands.py", "config/console.py", "config/doctor.py", "config/environment.py",
    "config/machine.py", "config/ports.py", "config/trouble.py",
)  # fmt: skip
BEFORE_DJANGO = ("config/embedded_postgres.py", "config/postgres_files.py")


def imported(path: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add((node.module or "").split(".")[0])
    return names


@pytest.mark.parametrize("name", BEFORE_THE_ENVIRONMENT + BEFORE_DJANGO)
def test_nothing_outside_the_standard_library(name: str) -> None:
    assert imported(PROJECT / name) <= sys.stdlib_module_names | {"config"}


def run(*arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "config.launch", *arguments]
    return subprocess.run(
        command, cwd=PROJECT, env=os.environ | environment, capture_output=True, text=True, timeout=600
    )


def test_taken_port_is_one_line_with_a_remedy() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        result = run("demo", PORT=str(port))
    assert result.returncode == 1
    [line] = result.stderr.splitlines()
    assert f"Порт {port} занят" in line
    assert f"PORT={port + 1}" in line


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["tset"], "Возможно, «test»?"),
        (["--no-srve"], "Нет команды «--no-srve»"),
        (["demo", "--no-srve"], "Возможно, «--no-serve»?"),
        (["stop", "now"], "нет параметра «now»"),
    ],
)
def test_a_mistyped_word_is_refused_before_anything_is_brought(tmp_path: Path, words: list[str], told: str) -> None:
    result = alone(tmp_path, *words)
    assert (result.returncode, result.stdout) == (1, "")
    [line] = result.stderr.splitlines()
    assert told in line
    assert not (tmp_path / ".tools").exists()


def test_the_doctor_tells_of_a_senseless_port(tmp_path: Path) -> None:
    result = alone(tmp_path, "doctor", PORT="восемь")
    assert "НЕТ   Порт — PORT=восемь: нужно число от 1 до 65535." in result.stdout
    assert result.stderr == ""


def test_whoever_reads_only_the_first_line_does_no_harm(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    _copy(tmp_path)
    process = subprocess.run([sys.executable, tmp_path / "run", "doctor"], stdout=writing, stderr=subprocess.PIPE)
    os.close(writing)
    assert (process.returncode, process.stderr) == (0, b"")


def alone(folder: Path, *arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    """`./run` in a folder that holds nothing but the launcher."""
    _copy(folder)
    command = [sys.executable, str(folder / "run"), *arguments]
    return subprocess.run(command, env=os.environ | environment, capture_output=True, text=True, timeout=60)


def _copy(folder: Path) -> None:
    shutil.copy(PROJECT / "run", folder)
    shutil.copytree(PROJECT / "config", folder / "config", ignore=shutil.ignore_patterns("__pycache__"))


def test_senseless_port_is_refused() -> None:
    result = run("demo", PORT="восемь")
    assert (result.returncode, len(result.stderr.splitlines())) == (1, 1)


@pytest.mark.parametrize(
    ("output", "meaning"),
    [
        ("error: Failed to fetch: dns error: failed to lookup address", "нет связи"),
        ("npm error code ENOSPC\nnpm error nospc no space left on device", "место на диске"),
        ("E: Could not get lock /var/lib/dpkg/lock-frontend", "занят другой программой"),
    ],
)
def test_failures_of_other_tools_are_explained(output: str, meaning: str) -> None:
    assert meaning in explain(output)


def test_environment_for_a_shell_is_only_variables() -> None:
    result = run("env")
    assert result.returncode == 0, result.stderr
    *exports, last = result.stdout.splitlines()
    assert all(line.startswith("export ") for line in exports)
    assert last == "unset PYTHONDONTWRITEBYTECODE"


def test_every_paper_font_has_every_letter_we_print() -> None:
    from fontTools.ttLib import TTFont

    fonts.bring()
    for path in sorted(fonts.FOLDER.glob("*.ttf")):
        letters = TTFont(path).getBestCmap()
        missing = [letter for letter in "АЯаяЁё AZaz09№₽«»—–\u00a0…§" if ord(letter) not in letters]
        assert not missing, f"{path.name}: {missing}"
    assert len(list(fonts.FOLDER.glob("*.ttf"))) == len(fonts.FAMILIES) * len(fonts.STYLES)


def test_a_test_without_rows_needs_no_server() -> None:
    """Whoever names a test of pure rules waits for no database; an address where nobody answers shows it."""
    nowhere = {"DATABASE_URL": "postgres://nobody@/nowhere?host=/nonexistent", "SOGLASIE_TEST_FILES": ""}
    result = run("test", "-q", "tests/quality_mark/voting/test_anomalies.py", **nowhere)
    assert result.returncode == 0, result.stdout + result.stderr
