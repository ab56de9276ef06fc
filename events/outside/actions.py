"""The estimate of a show and its carriages. Under the lock of the event's own row."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

from django.utils import timezone

from casework.door import Refused
from events.occasions.models import Event
from events.occasions.turns import locked
from events.outside.models import Carriage, EstimateLine
from events.registrations import actions as registrations
from journal.record import record
from programme.models import Person

SPENDING = (Event.Status.ON, Event.Status.SUMMING, Event.Status.HELD)


def is_planned(event: Event) -> bool:
    """May the plan be changed? From the beginning of the show on only what is spent is written."""
    return event.rule.travels and event.status in Event.BEFORE


def is_spent(event: Event) -> bool:
    """Is it time to write what was spent?"""
    return event.rule.travels and event.status in SPENDING


def estimate(event: Event, *, by: Person, planned: Mapping[str, Decimal], spent: Mapping[str, Decimal]) -> None:
    """The sums by articles: what is planned before the show, what was spent from its beginning on."""
    event = locked(event.pk)
    if not (is_planned(event) or is_spent(event)):
        raise Refused("Смету ведут у выездного показа, который не отменён.")
    if (planned and not is_planned(event)) or (spent and not is_spent(event)):
        raise Refused("План меняют до начала показа, факт записывают с его начала.")
    for article in [*planned, *(code for code in spent if code not in planned)]:
        line, _ = EstimateLine.objects.get_or_create(event=event, article=article)
        line.planned, line.spent = planned.get(article, line.planned), spent.get(article, line.spent)
        line.save()
    words = {name: f"{value}" for name, value in {**planned, **spent}.items()}
    record(event, "estimate", "Записана смета: " + ("план" if planned else "факт"), by=by, payload={"sums": words})


def carry(
    event: Event, *, by: Person, way: str, carrier: str, leaves_at: datetime, arrives_at: datetime, about: str
) -> Carriage:  # fmt: skip
    """Those who show something hear when it leaves and where they hand it in."""
    event = locked(event.pk)
    if not event.rule.travels or event.is_final:
        raise Refused("Перевозку назначают у выездного показа, пока он не закончен и не отменён.")
    carriage = Carriage.objects.create(
        event=event, way=way, carrier=carrier, leaves_at=leaves_at, arrives_at=arrives_at, about=about, by=by
    )
    record(event, "carry", f"{carriage}", by=by)
    registrations.tell_all(event, f"carriage:{carriage.pk}", f"{carriage}", f"Отправление {_when(leaves_at)}. {about}")
    return carriage


def call_off(carriage: Carriage, *, by: Person, ground: str) -> None:
    """Another one may be named instead."""
    event = locked(carriage.event_id)
    carriage = Carriage.objects.get(pk=carriage.pk)
    if carriage.called_off_at:
        raise Refused("Эта перевозка уже отменена.")
    carriage.called_off_at = timezone.now()
    carriage.save(update_fields=["called_off_at"])
    record(event, "call_off_carriage", f"{carriage}: отменена", by=by, ground=ground)
    registrations.tell_all(event, f"carriage:{carriage.pk}:off", f"{carriage}: отменена", ground)


def _when(moment: datetime) -> str:
    return f"{timezone.localtime(moment):%d.%m.%Y %H:%M}"
