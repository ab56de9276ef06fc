"""The short form of `./run chaos`: some cases of the city on an installation that dies thirty times; no work done is a failure, too."""

import os
import subprocess
import sys

import pytest

from benchmarks import chaos

pytestmark = pytest.mark.fault
SHORT = ["PRJ06", "PRJ10", "PRJ20"]  # negotiated and signed; returned; waiting for the office


def rows_of(output: str) -> dict[str, int]:
    """The table it prints."""
    return {
        name: int(count)
        for name, _, count in (line.strip().rpartition(" ") for line in output.splitlines())
        if count.isdecimal()
    }


def test_thirty_deaths_and_everything_has_happened_once():
    command = [sys.executable, "-m", "benchmarks.chaos", "--kills", "30", "--seed", "1", "--stories", *SHORT]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=os.environ)
    rows = {name.strip(): count for name, count in rows_of(done.stdout).items()}
    print(done.stdout)
    assert done.returncode == 0, done.stdout + done.stderr
    assert rows["нарушено обещаний"] == 0
    assert sum(count for name, count in rows.items() if name.startswith("убито")) >= 30
    assert min(rows[name] for name in chaos.WORK) > 0


def test_a_run_without_work_fails(capsys):
    assert chaos.verdict({"убито: очередь": 110}, []) == 1
    assert "работы не было: ответов людей" in capsys.readouterr().out
    assert chaos.verdict(dict.fromkeys(chaos.WORK, 1), []) == 0
