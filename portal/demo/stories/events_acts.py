"""What stories of events do again and again: plan, announce, register, choose whom to take."""

from collections.abc import Iterable
from datetime import timedelta
from functools import partial
from typing import Any

from django.utils import timezone

from events.models import Event, Registration, Series, Session, Venue
from events.occasions import actions, forms
from events.registrations import actions as registrations
from events.registrations import forms as registrations_forms
from events.sections import actions as sections
from events.sections.forms import SessionForm
from portal.demo.people import World
from programme.models import Person

CAPACITY = "организатор мероприятий"
PROGRAMME = "10:00 — открытие.\n10:15 — то, ради чего собрались.\nВ конце — вопросы и выводы."
PLACE = "ул. Демонстрационная, 1, большой зал"


def act(world: World, person: Person, event: Event | None, form: Any, action: Any, subject: Any, **answers: Any) -> Any:
    """An act outside the steps, as the organiser of events."""
    return world.actor.act(person, event and event.case, CAPACITY, form, action, subject, **answers)


def now(event: Event) -> Event:
    """The event as it is by now."""
    return Event.objects.get(pk=event.pk)


def plan(world: World, facts: dict[str, Any], series: Series | None = None, **more: Any) -> Event:
    """EV-01."""
    answers = {"access": "everybody", **facts, "series": series.pk if series else "", **more}
    event: Event = act(world, world.people["events"], None, forms.PlanForm, actions.plan, None, **answers)
    return event


def announce(
    world: World, event: Event, ago: int, places: int, venue: Venue | None = None, *, hours: int = 4, **more: Any
) -> Event:
    """EV-02."""
    starts_at = world.days.at(ago, 10)
    answers: dict[str, Any] = {
        "starts_at": f"{starts_at:%Y-%m-%dT%H:%M}", "ends_at": f"{starts_at + timedelta(hours=hours):%Y-%m-%dT%H:%M}", "place": PLACE,
        "programme": PROGRAMME, "places": places, **({"venue": venue.pk, "place": ""} if venue else {}), **more,
    }  # fmt: skip
    world.actor.answer(world.people["events"], event.case, "announce", **answers)
    announced = now(event)
    assert announced.starts_at and announced.starts_at >= timezone.now(), "announced before its day"
    return announced


def add_part(world: World, event: Event, title: str, hour: float, **more: Any) -> Session:
    """A section or a lesson of an hour, so many hours after the beginning."""
    assert event.starts_at, "an announced event has a time"
    starts_at = timezone.localtime(event.starts_at) + timedelta(hours=hour)
    when = {"starts_at": f"{starts_at:%Y-%m-%dT%H:%M}", "ends_at": f"{starts_at + timedelta(hours=1):%Y-%m-%dT%H:%M}"}
    add = partial(sections.add, event)
    part: Session = act(world, world.people["events"], event, SessionForm, add, event, title=title, **when, **more)
    return part


def register(world: World, event: Event, people: Iterable[Person], **answers: Any) -> list[Registration]:
    """RG-01, RG-02, RG-03: as many as there are people."""
    return [
        world.actor.act(
            person, event.case, "лично", registrations_forms.RegisterForm, partial(registrations.register, event), event, **answers
        )
        for person in people
    ]  # fmt: skip


def take(world: World, rows: Iterable[Registration], refusal: str = "") -> None:
    """RG-04; RG-05 with a reason."""
    outcome = "decline" if refusal else "take"
    for row in rows:
        world.actor.answer(world.people["events"], row.case, "select", outcome=outcome, reason=refusal)


def finish(world: World, event: Event, absent: int = 0) -> None:
    """EV-06: all have come but for the first so many."""
    came = [str(row.pk) for row in event.registrations.confirmed()][absent:]
    world.actor.answer(world.people["events"], event.case, "finish", came=came)


def publish(world: World, event: Event, text: str, reason: str = "") -> None:
    """EV-07: with a paper, or with the reason why there is none."""
    world.actor.answer(
        world.people["events"], event.case, "publish", text=text, paper="no" if reason else "yes", reason=reason, changed=""
    )  # fmt: skip
