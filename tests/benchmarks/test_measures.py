"""Every measure runs to its end and has done its work. How long it took is not asked here."""

import os
import subprocess
import sys
from pathlib import Path

from benchmarks.bench import MEASURES

PROJECT = Path(__file__).resolve().parents[2]


def test_each_measure_does_a_little_of_its_work() -> None:
    command = [sys.executable, "-W", "ignore", "-m", "benchmarks.bench", "--tiny"]
    result = subprocess.run(command, cwd=PROJECT, env=os.environ, capture_output=True, text=True)
    assert result.returncode == 0, result.stderr[-3000:]
    head, _, *lines = (line for line in result.stdout.splitlines() if " | " in line or set(line) == {"-"})
    assert head.split(" | ")[0].strip() == "мера"
    done: dict[str, list[str]] = {}
    for line in lines:
        name, ours = (cell.strip() for cell in line.split(" | ")[:2])
        done.setdefault(name.split()[0], []).append(ours)
    assert list(done) == list(MEASURES)
    empty = [
        (name, row) for name, rows in done.items() for row in rows if not any(digit in row for digit in "123456789")
    ]
    assert empty == []
    progress = [line.split(" …")[0] for line in result.stderr.splitlines() if " …" in line]
    assert progress == [f"{key} {name}" for key, name in MEASURES.items()]


def test_a_measure_that_does_not_exist_is_refused_with_the_list() -> None:
    result = subprocess.run(
        [sys.executable, "-m", "benchmarks.bench", "M99"], cwd=PROJECT, capture_output=True, text=True
    )
    assert result.returncode == 2
    assert all(name in result.stdout for name in MEASURES)
