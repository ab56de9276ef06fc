"""M11: seconds a test of the suite without browser and without faults."""

import os
import re
import subprocess
import sys
import time

from benchmarks.clockwork import Line, extent

ROOMS = extent(
    ["tests/journal", "tests/casework", "tests/negotiations", "tests/programme"], ["tests/config/test_webfonts.py"]
)


def measure(full: bool) -> list[Line]:
    """The engine's and the story's rooms; with --full everything but browsers and faults."""
    chosen = ["tests"] if full else ROOMS
    started = time.perf_counter()
    answer = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--create-db", "-m", "not browser and not fault", *chosen],
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "config.settings"}, capture_output=True, text=True,
    )  # fmt: skip
    took = time.perf_counter() - started
    counts = {word: int(number) for number, word in re.findall(r"(\d+) (passed|failed|error)", answer.stdout)}
    tests = sum(counts.values()) or 1
    note = f"{tests} испытаний, вместе с созданием базы" + (
        f", не прошло {counts['failed']}" if "failed" in counts else ""
    )
    assert counts, answer.stdout[-2000:] + answer.stderr[-2000:]
    return [Line("M11 испытания без браузера", f"{took / tests:.3f} с на испытание", "", "", "≤ 0,05 с", note)]
