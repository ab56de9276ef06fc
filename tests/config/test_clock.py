"""Green on any date: one source of «today», moved in one way, and never to a date that is written down after people have acted."""

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone

from tests.clock import CITY, for_processes, moment_of, moving

TESTS = sorted((Path(settings.BASE_DIR) / "tests").rglob("*.py"))
PRODUCT = [
    path for room in [*settings.ROOMS, "config"] for path in sorted((Path(settings.BASE_DIR) / room).rglob("*.py"))
]
MOVES = {"move_to", "travel"}
MAKERS = {"date", "datetime", "fromisoformat", "strptime", "parse_datetime"}
OTHER_CLOCKS = {"time_machine", "freezegun"}
WITNESSED = "INSERT INTO casework_hardterm"  # the database's own note of what it has seen; nothing is compared with it


def faults(source: str) -> list[str]:
    """What a test file does to the time that it must not; the line and the reason."""
    tree = ast.parse(source)
    return [f"{node.lineno}: {reason}" for node in ast.walk(tree) for reason in [*_foreign(node), *_pinned(node, tree)]]


def _foreign(node: ast.AST) -> Iterator[str]:
    names: set[str] = set()
    if isinstance(node, ast.Import):
        names = {alias.name for alias in node.names}
    elif isinstance(node, ast.ImportFrom):
        names = {node.module or ""}
    elif isinstance(node, ast.arg):
        names = {node.arg}
    elif isinstance(node, ast.Attribute) and ast.unparse(node.value) == "pytest.mark":
        names = {node.attr}
    if names & OTHER_CLOCKS:
        yield "the time is moved only by tests/clock.py"


def _pinned(node: ast.AST, tree: ast.Module) -> Iterator[str]:
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in MOVES:
        given = [*node.args, *(word.value for word in node.keywords)]
        if any(_is_written_down(value, tree) for value in given):
            yield "a date is pinned after somebody has acted: count from what has happened, or mark the test `today`"


def _is_written_down(value: ast.AST, tree: ast.Module) -> bool:
    """Does a value contain a date as it stands in a calendar, here or where its name was given?"""
    for part in ast.walk(value):
        if (
            isinstance(part, ast.Constant)
            and isinstance(part.value, str)
            and part.value[:3].isdecimal()
            and "-" in part.value
        ):
            return True
        if (
            isinstance(part, ast.Call)
            and _name(part.func) in MAKERS
            and any(
                isinstance(given, ast.Constant) and isinstance(given.value, int) and given.value > 1900
                for given in part.args
            )
        ):
            return True
        if isinstance(part, ast.Name) and any(
            _is_written_down(source, ast.Module([], [])) for source in _sources(part.id, tree)
        ):
            return True
    return False


def _sources(name: str, tree: ast.Module) -> Iterator[ast.AST]:
    """What a name stands for: assignments, and what a loop or a parametrisation runs over."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and any(_name(target) == name for target in node.targets):
            yield node.value
        elif isinstance(node, ast.For) and name in {_name(part) for part in ast.walk(node.target)}:
            yield node.iter
        elif isinstance(node, ast.Call) and _name(node.func) == "parametrize" and name in ast.unparse(node.args[0]):
            yield node.args[1]


def _name(node: ast.AST) -> str:
    return getattr(node, "id", None) or getattr(node, "attr", "")


GOOD = [
    "def test(desk, clock):\n    clock.move_to(desk.waiting.due_at + timedelta(minutes=1))",
    "def test(clock):\n    clock.shift(timedelta(days=91))",
    "def test(clock):\n    for before in (3, 1, 0):\n        clock.move_to(noon(workdays.back(due, before)))",
    "@pytest.mark.today('2026-11-23T12:00')\ndef test(desk, clock):\n    clock.shift(timedelta(days=3))",
    "DAY = date(2026, 11, 23)\ndef test():\n    assert workdays.add(DAY, 1) == date(2026, 11, 24)",
]
BAD = [
    "import time_machine",
    "from time_machine import travel",
    "from freezegun import freeze_time",
    "def test(desk, time_machine):\n    pass",
    "@pytest.mark.time_machine('2026-11-23')\ndef test(desk):\n    pass",
    "def test(desk, clock):\n    clock.move_to('2026-11-23T12:00:00+07:00')",
    "def test(desk, clock):\n    clock.move_to(datetime(2026, 11, 23, 12).replace(tzinfo=CITY))",
    "def test(desk, clock):\n    clock.move_to(datetime.fromisoformat('2026-11-23T12:00:00+07:00'))",
    "def test(desk, clock):\n    clock.move_to(workdays.end_of(date(2026, 11, 23)))",
    "MONDAY = datetime.fromisoformat('2026-09-07T10:00:00+07:00')\ndef test(desk, clock):\n    clock.move_to(MONDAY)",
    "def test(desk, clock):\n    for day in ('2026-11-25', '2026-11-27'):\n        clock.move_to(f'{day}T09:30')",
    "@pytest.mark.parametrize('day', ['2026-11-25'])\ndef test(desk, clock, day):\n    clock.move_to(noon(day))",
]


@pytest.mark.parametrize("source", GOOD)
def test_the_rule_lets_good_lines_pass(source):
    assert faults(source) == []


@pytest.mark.parametrize("source", BAD)
def test_the_rule_stops_bad_lines(source):
    assert len(faults(source)) == 1


def test_no_test_pins_a_date_after_people_have_acted():
    found = {
        path.name: faults(path.read_text())
        for path in TESTS
        if path.parent.name != "config" and path.name != "clock.py"
    }
    assert {name: lines for name, lines in found.items() if lines} == {}


def test_the_product_never_asks_the_database_what_time_it_is():
    """Two clocks would differ by seconds between machines, and a story could not be told in another time."""
    words = ("now()", "clock_timestamp", "current_timestamp", "current_date", "statement_timestamp", "localtimestamp")
    found = [
        f"{path.name}:{node.lineno}"
        for path in PRODUCT
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and any(w in node.value.lower() for w in words)
        and WITNESSED not in node.value
    ]
    assert found == []


def test_nothing_is_asked_of_the_time_when_a_process_starts():
    """A process lives for weeks: what it has asked of the day at its start would be yesterday's answer tomorrow."""
    code = f"""
import importlib, pkgutil, sys, traceback
from django.utils import timezone
real = timezone.now
def now():
    asking = next(frame for frame in reversed(traceback.extract_stack()[:-1]) if "/django/" not in frame.filename)
    if asking.filename in ours:
        traceback.print_stack(file=sys.stdout)
    return real()
ours = {[str(path) for path in PRODUCT]!r}
timezone.now = now
import django
django.setup()
for name in {[*settings.ROOMS, "config"]!r}:
    for module in pkgutil.walk_packages(importlib.import_module(name).__path__, name + "."):
        if not set(module.name.split(".")) & {{"migrations", "launch", "prepare"}}:
            importlib.import_module(module.name)
"""
    command = [sys.executable, "-W", "ignore", "-c", code]
    done = subprocess.run(
        command,
        cwd=settings.BASE_DIR,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "config.settings"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == ""


def test_the_clock_ticks_and_goes_only_forward(clock):
    before = timezone.now()
    clock.shift(timedelta(days=40))
    assert timedelta(days=40) <= timezone.now() - before < timedelta(days=41)
    with pytest.raises(AssertionError, match="has passed"):
        clock.move_to(before)
    with moving() as inner:
        inner.shift(timedelta(days=400))
    assert timezone.now() - before < timedelta(days=41)


@pytest.mark.today("2026-12-31T23:30")
def test_a_marked_test_lives_from_its_moment_on():
    assert timedelta(0) <= datetime.now(CITY) - datetime(2026, 12, 31, 23, 30, tzinfo=CITY) < timedelta(hours=1)
    assert timezone.localdate().year == 2026 or timezone.localtime().hour == 0


@pytest.mark.parametrize(
    ("today", "moment"),
    [
        ("new-year-eve", datetime(2026, 12, 31, 23, 30, tzinfo=CITY)),
        ("2028-02-29T12:00", datetime(2028, 2, 29, 12, tzinfo=CITY)),
        ("now", datetime(2026, 11, 28, 12, tzinfo=CITY)),
        ("+400", datetime(2028, 1, 2, 12, tzinfo=CITY)),
    ],
)
def test_the_run_begins_where_it_was_told_to(today, moment):
    assert moment_of(today, datetime(2026, 11, 28, 12, tzinfo=CITY)) == moment


def test_a_process_that_a_test_starts_lives_in_the_same_time_and_an_installation_never_does(clock):
    clock.shift(timedelta(days=400))

    def year_and_day(testing: str) -> str:
        code = "import django; django.setup(); from django.utils import timezone; print(timezone.localdate())"
        environment = (
            os.environ | for_processes() | {"DJANGO_SETTINGS_MODULE": "config.settings", "SOGLASIE_TESTING": testing}
        )
        command = [sys.executable, "-W", "ignore", "-c", code]
        done = subprocess.run(
            command, cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True, check=True
        )
        return done.stdout.strip()

    there = year_and_day("1")
    assert there in {f"{timezone.localdate()}", f"{timezone.localdate() - timedelta(days=1)}"}
    assert year_and_day("0") != there
