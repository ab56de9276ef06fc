"""An organiser, some people, and the clock."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import transaction

from casework import door, workdays
from casework.door import act
from casework.forms import ConfirmForm
from events.models import Event, Registration
from events.occasions import actions
from events.registrations import actions as registrations
from programme.models import Person
from tests.clock import Clock
from tests.promises import offenders_of
from tests.story import answer, make_person, settle, step

ABOUT = "Как соседи договариваются о дворе: разбор трёх случаев."


def now(row: Any) -> Any:
    """The row as it is now."""
    return type(row)._default_manager.get(pk=row.pk)


def offenders() -> dict[str, list[Any]]:
    """Broken promises of this room, by code."""
    from events.invariants import INVARIANTS

    return offenders_of(INVARIANTS)


def morning(days: int) -> datetime:
    """Ten o'clock of the working day so many days ahead."""
    return workdays.end_of(workdays.add(workdays.local_date(), days)).replace(hour=10, minute=0, second=0)


@dataclass
class Stage:
    """Who organises, and the clock."""

    clock: Clock
    organizer: Person

    def plan(self, kind: str = "seminar", **changes: Any) -> Event:
        with transaction.atomic():
            return actions.plan(
                by=self.organizer, **{"kind": kind, "title": "Двор без ссор", "about": ABOUT, **changes}
            )

    def announce(self, event: Event, places: int | str = 2, days: int = 12, **changes: Any) -> Event:
        starts_at = morning(days)
        facts = {
            "starts_at": f"{starts_at:%Y-%m-%dT%H:%M}", "ends_at": f"{starts_at + timedelta(hours=3):%Y-%m-%dT%H:%M}", "places": str(places),
            "place": "пр. Мира, 1, малый зал", "link": "", "programme": "10:00 — доклад. 11:00 — разговор.",
        }  # fmt: skip
        answer(self.organizer, event.case, "announce", **{**facts, **changes})
        return now(event)

    def register(self, event: Event, who: Person | None = None, **more: Any) -> Registration:
        return registrations.register(event, by=who or make_person(last_name="Гостева"), **more)

    def begin(self, event: Event) -> Event:
        """Its moment comes."""
        waiting = step(event.case, "wait_start")
        self.clock.move_to(waiting.due_at + timedelta(seconds=1))
        assert door.lapse(waiting.pk)
        settle()
        return now(event)

    def under_lock(self, event: Event, action: Callable[..., Any], by: Person) -> bool:
        """An act as a page does it: False when it is refused."""
        form = ConfirmForm({}, subject=event, by=by)
        assert form.is_valid()
        return act(event.case.pk, by=by, capacity="лично", form=form, token=None, action=action)


@pytest.fixture
def stage(clock: Clock) -> Stage:
    return Stage(clock, make_person("event_organizer", last_name="Сборова"))
