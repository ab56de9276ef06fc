"""Planning, announcing, moving, calling off, holding and summing up an event (EV-01…EV-07). Under the lock of its own case."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from casework import deadlines, door, roles, workdays
from casework.door import Refused
from casework.models import Waiting
from casework.notify import notify
from documents import files
from documents.archive import Full
from events.attestations import actions as attestations
from events.attestations.facts import TAUGHT
from events.kinds.rules import kinds
from events.occasions import papers
from events.occasions.changed import Changed
from events.occasions.models import Event, Material, Outcome, Series
from events.occasions.turns import locked
from events.registrations import actions as registrations
from events.rooms import actions as rooms
from events.rooms.models import Venue
from events.sections import actions as sections
from execution.models import Undertaking
from journal.record import move, record
from programme.models import Person

Status = Event.Status


def open_series(*, by: Person, title: str, leader: str, about: str = "") -> Series:
    """A series of events with whoever leads it."""
    series = Series.objects.create(title=title, leader=leader, about=about)
    record(series, "open", f"Открыта серия мероприятий «{title}»", by=by)
    return series


def plan(
    *, by: Person, kind: str, title: str, about: str, access: str = Event.Access.EVERYBODY, series: Series | None = None, bands: Iterable[str] = (),
    undertaking: Undertaking | None = None, opens_role: str = "", teacher: Person | None = None,
) -> Event:  # fmt: skip
    """EV-01: time and place may come later. `opens_role`: what a course attests for; then its `teacher` is named."""
    if opens_role and (not kinds()[kind].attests or opens_role not in TAUGHT or teacher is None):
        raise Refused("К роли готовит курс, у которого назван преподаватель.")
    event = Event.objects.create(
        kind=kind, title=title, about=about, access=access, series=series, undertaking=undertaking, planned_by=by,
        bands=list(bands), opens_role=opens_role, teacher=teacher if opens_role else None,
    )  # fmt: skip
    record(event, "plan", f"Запланировано: {event.kind_title.lower()} «{event}»", by=by, after=event.status)
    door.open_case(event, by)
    return event


def require_notice(event: Event, starts_at: datetime, name: str) -> None:
    """So many working days must be left before the day. Raises Refused."""
    days = event.case.regulation.term(name).days
    first = workdays.add(workdays.local_date(), days)
    if workdays.local_date(starts_at) < first:
        raise Refused(
            f"Назначьте день не раньше {first:%d.%m.%Y}: людям нужно не меньше {days} рабочих дней, чтобы собраться."
        )


def announce(
    event: Event, *, by: Person, starts_at: datetime, ends_at: datetime, programme: str, place: str = "", link: str = "",
    places: int | None = None, venue: Venue | None = None,
) -> None:  # fmt: skip
    """EV-02: the programme, when and where, how many places (None: without registration). `venue`: a room of the city, taken for it."""
    require_notice(event, starts_at, "event.notice")
    if places is None and (event.rule.limit or event.rule.selection):
        raise Refused(f"{event.kind_title}: нужно число мест, без записи такое мероприятие не проводят.")
    if places is None and event.sessions.filter(places__isnull=False).exists():
        raise Refused("У секций есть число мест: назначьте и число мест на всё мероприятие, иначе записи не будет.")
    event.starts_at, event.ends_at, event.programme = starts_at, ends_at, programme
    event.place, event.link, event.places = place, link, places
    event.announcement = papers.announcement(event, "О проведении", by)
    move(event.announce, f"Объявлено: {event}, {_when(event)}", by=by, at=timezone.now())
    _take_room(event, venue, by)


def _take_room(event: Event, venue: Venue | None, by: Person) -> None:
    if venue is None:
        return
    assert event.starts_at and event.ends_at, "an announced event has a time"
    rooms.take(
        venue, by=by, starts_at=event.starts_at, ends_at=event.ends_at, subject=event, purpose=event.title, is_public=True,
        url=event.get_absolute_url(),
    )  # fmt: skip


def _when(event: Event) -> str:
    assert event.starts_at, "an announced event has a time"
    return f"{timezone.localtime(event.starts_at):%d.%m.%Y %H:%M}"


def postpone(
    event: Event, *, by: Person, starts_at: datetime, ends_at: datetime, ground: str, venue: Venue | None = None
) -> None:  # fmt: skip
    """EV-03: twice at most; registrations stay, everybody hears, whoever cannot come cancels. `venue`: the room for the new time."""
    if event.status != Status.REGISTRATION:
        raise Refused("Перенести можно объявленное мероприятие, пока оно не началось.")
    if event.postponements >= event.case.regulation.value("event.postponements_max"):
        raise Refused("Мероприятие уже переносили столько раз, сколько можно: проведите его или отмените.")
    days = event.case.term("event.postpone").days
    assert event.first_day, "an announced event has a day"
    if workdays.between(workdays.local_date(), event.first_day) < days:
        raise Refused(
            f"До начала меньше {days} рабочих дней: переносить поздно. Проведите мероприятие или отмените его."
        )
    require_notice(event, starts_at, "event.postpone")
    assert event.starts_at, "an announced event has a time"
    sections.shift(event, starts_at - event.starts_at)
    event.starts_at, event.ends_at, event.postponements = starts_at, ends_at, event.postponements + 1
    rooms.give_back(event, by=by, reason="Мероприятие перенесено.")
    event.place = str(venue) if venue else event.place
    event.announcement = papers.announcement(event, "О переносе", by, ground)
    move(event.postpone, f"Перенесено на {_when(event)}", by=by, ground=ground)
    _take_room(event, venue, by)
    for waiting in Waiting.objects.open().filter(deadline="event.notice", process=event.case):
        deadlines.move_to(waiting, starts_at)
    text = f"Новое время: {_when(event)}. {f'{event.place}. ' if venue else ''}{ground} Ваша запись сохранена; не сможете прийти — отмените её."
    registrations.tell_all(event, f"postponed:{event.postponements}", "Мероприятие перенесено", text)


def change(event: Event, *, by: Person, about: str, programme: str, place: str, link: str, places: int | None) -> None:
    """What may still change before the beginning: nobody loses a place, new places go to those who wait."""
    event = locked(event.pk)
    if event.status != Status.REGISTRATION:
        raise Refused("Менять можно объявленное мероприятие, пока оно не началось.")
    taken = event.registrations.confirmed().count()
    if (places or 0) < taken or (places is None and event.places is not None):
        raise Refused(f"Уже записано: {taken}. Записанных не вытесняют: мест должно быть не меньше.")
    has_moved = (place, link) != (event.place, event.link)
    event.about, event.programme, event.place, event.link, event.places = about, programme, place, link, places
    event.save()
    entry = record(event, "change", "Изменены сведения о мероприятии", by=by)
    booking = event.booking
    if booking and place != str(booking.venue):
        rooms.give_back(event, by=by, reason="Мероприятие пройдёт в другом месте.")
    if has_moved:
        where = place or "только по ссылке на странице мероприятия"
        registrations.tell_all(event, f"moved:{entry.pk}", "Изменилось место мероприятия", f"Теперь: {where}.")
    registrations.fill_places(event)


def add_material(event: Event, *, by: Person, title: str, file: UploadedFile) -> Material:
    """A file for everybody, also after the event."""
    if event.status == Status.CANCELLED:
        raise Refused("Мероприятие отменено: материалов у него не будет.")
    if problem := files.complaint(file):
        raise Refused(problem)
    try:
        sha256 = files.store(file)
    except Full as full:
        raise Refused(str(full)) from None
    material = Material.objects.create(
        event=event, title=title, name=files.name_of(file), size=file.size or 0, sha256=sha256, by=by
    )
    record(event, "add_material", f"Приложен материал: {title}", by=by, payload={"sha256": sha256})
    return material


def start(event: Event) -> None:
    """EV-04: its moment has come; whoever has no place is told so (RG-05)."""
    event = locked(event.pk)
    move(event.start, "Мероприятие началось")
    registrations.close_queue(event)
    sections.close_queues(event)
    door.notify_waiters(event)


def cancel(event: Event, *, by: Person, ground: str) -> None:
    """EV-05: everybody who has registered hears it once."""
    event = locked(event.pk)
    if event.status not in Event.BEFORE:
        raise Refused("Мероприятие уже началось или закончилось: отменить его нельзя.")
    event.ground = ground
    if event.announced_at:
        event.announcement = papers.announcement(event, "Об отмене", by, ground)
    move(event.cancel, "Мероприятие отменено", by=by, ground=ground)
    rooms.give_back(event, by=by, reason="Мероприятие отменено.")
    registrations.void_all(event, ground)
    door.notify_waiters(event)


def finish(event: Event, *, by: Person | None = None, came: Iterable[Any] = ()) -> None:
    """EV-06: whoever was not marked was not there. `came`: those who are marked with this very answer."""
    event = locked(event.pk)
    if by:
        registrations.mark(event, by=by, came=came)
    missed = registrations.close_attendance(event)
    move(event.finish, f"Мероприятие завершено, не пришли: {missed}", by=by)
    attestations.close_course(event)
    door.notify_waiters(event)


def publish(
    event: Event, *, by: Person, text: str, has_paper: bool, reason: str = "", changed: Iterable[Changed] = ()
) -> Outcome:  # fmt: skip
    """EV-07: the paper of the outcome, or why there is none; then those who came may have their certificates."""
    rows = [row.as_row() for row in changed]
    document = papers.outcome(event, text, rows, by) if has_paper else None
    outcome = Outcome.objects.create(event=event, text=text, document=document, reason=reason, changed=rows, by=by)
    words = f"Опубликованы итоги, № {document.number}" if document else "Опубликованы итоги, без документа"
    move(event.publish, words, by=by, ground=reason)
    if document is None and event.rule.outcome:
        notify(roles.COMMITTEE_SECRETARY, f"event:{event.pk}:no_outcome", "Мероприятие прошло без итогового документа",
               f"{event}. {reason}", event.get_absolute_url())  # fmt: skip
    came = event.registrations.filter(status="attended").values_list("person", flat=True)
    for person in came:
        notify(f"person:{person}", f"event:{event.pk}:held", "Опубликованы итоги мероприятия",
               f"{event}. Сертификат можно получить на странице записи.", event.get_absolute_url())  # fmt: skip
    return outcome
