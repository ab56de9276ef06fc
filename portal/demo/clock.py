"""The clock of the demo: time stands still unless it is moved, and it only ever moves forward."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from typing import Any

import time_machine
from django.utils import timezone

from casework import workdays


class Clock:
    """Moves the time of the whole process between two moments of the past."""

    def __init__(self, start: datetime, end: datetime) -> None:
        self.start, self.end = start, end
        self.still = threading.Lock()  # whoever holds it may trust that the time does not move meanwhile
        self.hands: Any = None

    @contextmanager
    def running(self) -> Iterator["Clock"]:
        """The past begins here and ends with the block: then it is now again."""
        traveller = time_machine.travel(self.start, tick=False)
        self.hands = traveller.start()
        try:
            yield self
        finally:
            traveller.stop()

    @staticmethod
    def now() -> datetime:
        """The moment at which the time stands."""
        return timezone.now()

    def to(self, moment: datetime) -> None:
        """Move to a moment, unless it has already passed; never beyond the present."""
        with self.still:
            if timezone.now() < moment:
                self.hands.move_to(min(moment, self.end))

    def spend(self, seconds: float) -> None:
        """Something takes a while."""
        self.to(timezone.now() + timedelta(seconds=seconds))


def at(day: date, hour: int = 10, minute: int = 0) -> datetime:
    """A moment of a day in the city."""
    return datetime.combine(day, time(hour, minute), tzinfo=timezone.get_default_timezone())


class WorkingDays:
    """Working days counted back from the day on which the demo is played: the story is the same on any date."""

    def __init__(self, today: date) -> None:
        self.today = today

    def day(self, ago: int) -> date:
        """The working day so many working days before today; a negative number is ahead."""
        return workdays.back(self.today, ago) if ago > 0 else workdays.add(self.today, -ago)

    def at(self, ago: int, hour: int = 10, minute: int = 0) -> datetime:
        """A moment of such a day."""
        return at(self.day(ago), hour, minute)
