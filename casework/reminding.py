"""Reminding whoever an open step waits for, by the office that answers for it: once a day, whoever presses."""

from collections.abc import Callable, Iterable
from typing import Any

from casework import workdays
from casework.door import Refused
from casework.models import Notification, Waiting
from casework.notify import notify
from casework.replacing import subject_of_step
from journal.record import record


def event_of(pk: int) -> str:
    """What a reminder of today is called: one event is one message."""
    return f"task:{pk}:reminded:{workdays.local_date().isoformat()}"


def reminded_today(pks: Iterable[int]) -> set[int]:
    """Of which of these steps somebody has been reminded today: one query."""
    events = {event_of(pk): pk for pk in pks}
    return {
        events[event]
        for event in Notification.objects.filter(event__in=events).values_list("event", flat=True).distinct()
    }


def remind(pk: int) -> Callable[..., None]:
    """The act of reminding of the open step `pk`; performed through the door, under the lock of the case."""

    def act(*, by: Any) -> None:
        waiting = Waiting.objects.open().filed().select_related("task").filter(pk=pk).exclude(addressee="").first()
        if waiting is None:
            raise Refused("Этот шаг уже закрыт: напоминать не о чем.")
        if waiting.office not in by.capacity_keys():
            raise Refused("Напоминает подразделение, которое отвечает за шаг.")
        if waiting.opens_later or waiting.paused_at:
            raise Refused("Этого шага ещё нельзя сделать: напоминать рано.")
        if reminded_today([pk]):
            raise Refused("Сегодня об этом шаге уже напоминали. Следующее напоминание — завтра.")
        until = f" Срок — до {workdays.local_date(waiting.due_at):%d.%m.%Y}." if waiting.due_at else ""
        text = f"{waiting.case_title}. Вашего ответа ждут с {workdays.local_date(waiting.opened_at):%d.%m.%Y}.{until}"
        if not notify(
            waiting.addressee, event_of(pk), f"Напоминание: {waiting.title}"[:200], text, waiting.get_absolute_url()
        ):
            raise Refused("Напомнить некому: у шага нет исполнителя. Замените его на странице «Исполнители».")
        record(subject_of_step(waiting), "remind", f"Напоминание, «{waiting.title}»"[:300], by=by, payload={"step": pk})

    return act
