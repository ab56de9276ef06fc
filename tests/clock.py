"""The suite's one «today», and the one way to move it.

A run lives from the moment `--today` names, an ordinary working Wednesday unless told otherwise, and time goes on from there: what is
green now is green on any date. Stories move the time by the fixture `clock`, files that share a story by `moving()`, both only forward. A
test whose point is a certain date is marked `@pytest.mark.today("2026-11-23T12:00")`: it lives from there before any fixture acts.
"""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine

CITY = ZoneInfo("Asia/Krasnoyarsk")
ORDINARY = "wednesday"
MOMENTS = {
    ORDINARY: "2026-10-14T10:00",
    "new-year-eve": "2026-12-31T23:30",  # half an hour before another year and eleven days off
    "before-holidays": "2026-12-27T15:00",  # the Sunday before them
}
REAL = time_machine.escape_hatch.time.time
SHIFT = "SOGLASIE_TEST_CLOCK"  # read by the settings of processes that tests start


class Clock:
    """The time of the whole process; it ticks, and goes only forward."""

    def __init__(self, traveller: time_machine.Traveller, *, tick: bool = True) -> None:
        self._traveller, self._tick = traveller, tick

    def move_to(self, moment: datetime) -> None:
        """It becomes this moment. Refuses one that has passed: what people have done would lie in the future."""
        now, moment = datetime.now(CITY), moment.astimezone(CITY)
        if moment < now:
            raise AssertionError(f"the clock goes only forward: it is {now}, and {moment} has passed")
        self._traveller.move_to(moment, tick=self._tick)

    def shift(self, span: timedelta) -> None:
        """So much time passes."""
        self.move_to(datetime.now(CITY) + span)


@contextmanager
def moving() -> Iterator[Clock]:
    """A clock for one story: it begins where the time stands, and what the story has moved is put back at its end."""
    with time_machine.travel(datetime.now(CITY), tick=True) as traveller:
        yield Clock(traveller)


@contextmanager
def world_from(moment: datetime, *, tick: bool = True) -> Iterator[Clock]:
    """A clock for one of several worlds that begin at the same moment; with `tick` off it stands between its moves.

    Whatever the world before has written must be gone: it would lie in the future.
    """
    with time_machine.travel(moment, tick=tick) as traveller:
        yield Clock(traveller, tick=tick)


@pytest.fixture
def clock() -> Iterator[Clock]:
    """A clock that the test moves."""
    with moving() as clock:
        yield clock


def for_processes() -> dict[str, str]:
    """The variable by which a process started now shares this process's time."""
    return {SHIFT: repr(time.time() - REAL())}


def moment_of(today: str, now: datetime) -> datetime:
    """What `--today` means: a name of MOMENTS, `now`, `+400` (days from now), or a moment in the city's time. Raises ValueError."""
    if today == "now" or today.startswith("+"):
        return now + timedelta(days=int(today.removeprefix("+") if today != "now" else 0))
    return datetime.fromisoformat(MOMENTS.get(today, today)).replace(tzinfo=CITY)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--today",
        default=os.environ.get("SOGLASIE_TODAY", ORDINARY),
        help=f"the moment the run begins at: {', '.join(MOMENTS)}, now, +DAYS, or YYYY-MM-DDTHH:MM in the city",
    )


def pytest_configure(config: pytest.Config) -> None:
    try:
        moment = moment_of(config.getoption("--today"), datetime.now(CITY))
    except ValueError as error:
        raise pytest.UsageError(f"--today: {error}") from None
    journey = time_machine.travel(moment, tick=True)
    journey.start()
    config.add_cleanup(journey.stop)


def pytest_report_header(config: pytest.Config) -> str:
    return f"today: {datetime.now(CITY):%A %Y-%m-%d %H:%M} (--today={config.getoption('--today')})"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """A test about a certain date lives there from its first fixture on."""
    mark = item.get_closest_marker("today")
    if mark is None:
        return (yield)
    with time_machine.travel(datetime.fromisoformat(mark.args[0]).replace(tzinfo=CITY), tick=True):
        return (yield)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A date cannot be pinned in a file whose people have acted before."""
    for item in items:
        fixtures = getattr(item, "_fixtureinfo", None)
        if fixtures is None or item.get_closest_marker("today") is None:
            continue
        known = {name: found[-1] for name, found in fixtures.name2fixturedefs.items()}
        shared = [
            name for name, found in known.items() if found.baseid and found.scope in ("class", "module", "package")
        ]
        if shared:
            raise pytest.UsageError(f"{item.nodeid}: pins a date after {', '.join(shared)} has acted")
