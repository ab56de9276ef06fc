"""M9: how long a command takes to begin its work, and an empty database to become usable."""

import os
import subprocess
import sys
import time

from benchmarks import scratch
from benchmarks.clockwork import Engine, Line, compare, extent, race, seconds

PART = extent([], ["contenttypes"])  # of the tables
BARE = "from django.conf import settings; settings.configure(); import django; django.setup()"


def measure(full: bool) -> list[Line]:
    """`manage.py check` beside a bare `django.setup()`; all migrations on an empty database, once."""
    engines = {"мы": _run("manage.py", "check"), "голый django.setup()": _run("-c", BARE)}
    lines = compare("M9 запуск команды", race(engines, block=1), ours="мы", target={"голый django.setup()": "≤ 2,5"})
    return [*lines, _first_run()]


def _run(*arguments: str) -> Engine:
    def engine(times: int) -> None:
        for _ in range(times):
            subprocess.run(
                [sys.executable, "-W", "ignore", *arguments], env=_environment(), check=True, capture_output=True
            )

    return engine


def _environment() -> dict[str, str]:
    return os.environ | {"DJANGO_SETTINGS_MODULE": "config.settings"}


def _first_run() -> Line:
    with scratch.database("first_run") as url:
        started = time.perf_counter()
        subprocess.run(
            [sys.executable, "manage.py", "migrate", "-v0", *PART],
            env=_environment() | {"DATABASE_URL": url},
            check=True,
            capture_output=True,
        )
        took = time.perf_counter() - started
    return Line("M9 пустая база → готовая", seconds(took), "", "", "≤ 8 с", "один прогон")
