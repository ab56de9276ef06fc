"""Parts of the programme, choosing them, their queues (RG-01, RG-02, RG-06, RG-07 for a section). Whoever calls `ask`, `give`, `call_next`
and `leave_all` holds the row of the event."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from itertools import combinations
from typing import Any

from django.utils import timezone

from casework.door import Refused
from casework.notify import notify
from events.occasions.models import Event
from events.occasions.turns import calls_now, locked
from events.registrations.models import Registration
from events.sections.models import Choice, Session
from journal.record import record
from programme.models import Person

Status = Registration.Status


def add(event: Event, *, by: Person, title: str, starts_at: datetime, ends_at: datetime, places: int | None = None,
        speakers: str = "", place: str = "") -> Session:  # fmt: skip
    """A part of the programme. `places`: how many it holds, None for as many as the event."""
    if not event.rule.sections or event.is_final:
        raise Refused("К этому мероприятию секцию добавить нельзя.")
    _require_countable(event, places)
    session = Session.objects.create(
        event=event, title=title, speakers=speakers, starts_at=starts_at, ends_at=ends_at, place=place, places=places
    )
    record(event, "add_session", f"В программе: {title}", by=by)
    return session


def _require_countable(event: Event, places: int | None) -> None:
    if places and event.rule.attests:
        raise Refused("Занятия курса — для всех слушателей: числа мест у занятия нет.")
    if places and event.announced_at and event.places is None:
        raise Refused("На мероприятие приходят без записи: мест в секции не посчитать. Оставьте число мест пустым.")


def edit(session: Session, *, by: Person, title: str, starts_at: datetime, ends_at: datetime, places: int | None,
         speakers: str, place: str) -> None:  # fmt: skip
    """Before the event begins: nobody loses a place, new places go to those who wait, whoever has chosen the section hears of another time."""
    event = locked(session.event_id)
    if event.status not in Event.BEFORE:
        raise Refused("Программу меняют, пока мероприятие не началось.")
    _require_countable(event, places)
    taken = session.choices.given().count()
    if places is not None and places < taken:
        raise Refused(f"В секции уже заняли мест: {taken}. Записанных не вытесняют: мест должно быть не меньше.")
    before = (session.starts_at, session.ends_at, session.place)
    session.title, session.speakers, session.starts_at, session.ends_at = title, speakers, starts_at, ends_at
    session.place, session.places = place, places
    if people := _torn(session):
        raise Refused(
            f"В это время {people} из выбравших секцию заняты в другой. Назначьте другое время или попросите их выбрать."
        )
    session.save()
    entry = record(event, "edit_session", f"Изменена секция «{title}»", by=by)
    if before != (starts_at, ends_at, place):
        for choice in session.choices.live().select_related("registration"):
            _tell(
                choice,
                f"moved:{entry.pk}",
                "Изменилась секция",
                f"Теперь: {session.when}{f', {place}' if place else ''}.",
            )
    call_next(event)


def _torn(session: Session) -> int:
    others = Choice.objects.live().exclude(session=session)
    rows = others.filter(session__starts_at__lt=session.ends_at, session__ends_at__gt=session.starts_at)
    return rows.filter(registration__in=session.choices.live().values("registration")).count()


def shift(event: Event, by: timedelta) -> None:
    """EV-03: the programme moves with its event."""
    for session in event.sessions.all():
        session.starts_at, session.ends_at = session.starts_at + by, session.ends_at + by
        session.save(update_fields=["starts_at", "ends_at"])


def require_choosable(event: Event, sessions: Collection[Session]) -> None:
    """Raises Refused unless somebody can be in all of these."""
    if any(session.event_id != event.pk for session in sessions) or (sessions and not is_choosable(event)):
        raise Refused("Этой секции в программе мероприятия нет.")
    for first, second in combinations(sorted(sessions, key=lambda row: (row.starts_at, row.pk)), 2):
        if second.starts_at < first.ends_at:
            raise Refused(
                f"«{first}» и «{second}» идут в одно время, {timezone.localtime(second.starts_at):%d.%m.%Y в %H:%M}: "
                "выберите одну из них."
            )


def is_choosable(event: Event) -> bool:
    """Does one choose among its sections? The lessons of a course are for everybody on it."""
    return event.rule.sections and not event.rule.attests


def choose(registration: Registration, *, by: Person, sections: Iterable[Session] = ()) -> None:
    """Exactly these sections: what was chosen and is not named any more is left, and its place goes to the next one."""
    event = locked(registration.event_id)
    registration = Registration.objects.get(pk=registration.pk)
    if registration.person_id != by.pk or not registration.is_live or not event.takes_registrations:
        raise Refused("Секции выбирают по своей записи, пока мероприятие не началось.")
    wanted = {session.pk: session for session in sections}
    require_choosable(event, wanted.values())
    chosen = {choice.session_id: choice for choice in registration.choices.live().select_related("session")}
    for key in chosen.keys() - wanted.keys():
        _leave(chosen[key], by, "оставлена")
    ask(registration, [session for key, session in wanted.items() if key not in chosen], by)
    call_next(event)


def ask(registration: Registration, sessions: Iterable[Session], by: Person) -> None:
    """These sections as well; whoever has a place at the event gets one in each that is free and that nobody waits for."""
    for session in sessions:
        Choice.objects.create(registration=registration, session=session)
        record(registration, "choose_section", f"{registration}: выбрана секция «{session}»", by=by)
    give(registration)


def give(registration: Registration) -> None:
    """What of the chosen is free and waited for by nobody before."""
    if registration.status != Status.CONFIRMED:
        return
    for choice in registration.choices.waiting().select_related("session"):
        if _has_room(choice.session) and choice.place_in_queue == 1:
            _give(choice)


def _has_room(session: Session) -> bool:
    return session.places is None or session.choices.given().count() < session.places


def _give(choice: Choice, *, is_turn: bool = False) -> None:
    choice.given_at = timezone.now()
    choice.save(update_fields=["given_at"])
    record(choice.registration, "give_section", f"{choice}: место есть", payload={"choice": choice.pk})
    if is_turn:
        _tell(choice, "given", "Освободилось место в секции", "Вы ждали места, и подошла ваша очередь.")


def call_next(event: Event) -> None:
    """Free places go to those who wait, in the order in which they chose; not at the last moment."""
    if not calls_now(event):
        return
    waiting = Choice.objects.waiting().filter(session__event=event)
    for choice in waiting.select_related("session", "registration"):
        if _has_room(choice.session):
            _give(choice, is_turn=True)


def leave_all(registration: Registration, by: Person | None = None) -> None:
    """The registration does not count any more."""
    for choice in registration.choices.live().select_related("session"):
        _leave(choice, by, "оставлена вместе с записью")


def _leave(choice: Choice, by: Person | None, words: str) -> None:
    choice.left_at = timezone.now()
    choice.save(update_fields=["left_at"])
    record(choice.registration, "leave_section", f"{choice}: {words}", by=by, payload={"choice": choice.pk})


def close_queues(event: Event) -> None:
    """The event begins: whoever still waits for a place in a section is told that there is none."""
    for choice in Choice.objects.waiting().filter(session__event=event).select_related("session", "registration"):
        _leave(choice, None, "места не освободилось")
        _tell(choice, "closed", "Места в секции не освободилось", "На само мероприятие вы записаны по-прежнему.")


def words_of(registration: Registration) -> str:
    """What one has chosen, for a message."""
    rows: Any = registration.choices.live().select_related("session")
    lines = [f"{row.session} — {'место есть' if row.given_at else f'{row.place_in_queue}-й в очереди'}" for row in rows]
    return f" Секции: {'; '.join(lines)}." if lines else ""


def _tell(choice: Choice, occasion: str, title: str, text: str) -> None:
    notify(
        f"person:{choice.registration.person_id}", f"event:section:{choice.pk}:{occasion}", title,
        f"{choice.session}. {text}", choice.registration.get_absolute_url(),
    )  # fmt: skip
