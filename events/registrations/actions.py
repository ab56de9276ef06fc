"""Registering, the queue, the selection, the ticket, attendance (RG-01…RG-11). Every act takes the row of the event first."""

from collections.abc import Collection, Iterable

from django.utils import timezone

from casework import door
from casework.door import Refused
from casework.notify import notify
from documents.codes import new_code
from events.attestations import actions as attestations
from events.occasions.models import Event
from events.occasions.turns import calls_now, locked
from events.registrations import ages, papers
from events.registrations.models import Registration
from events.sections import actions as in_sections
from events.sections.models import Session
from journal.record import move, record
from programme.consents.actions import require_consent
from programme.models import Organization, Person

Status = Registration.Status


def free_places(event: Event) -> int:
    """How many places nobody has yet."""
    return (event.places or 0) - Registration.objects.confirmed().filter(event=event).count()


def is_full(event: Event) -> bool:
    """Does whoever comes now wait for a place?"""
    return free_places(event) <= 0 or event.registrations.waiting().exists()


def register(
    event: Event, *, by: Person, organization: Organization | None = None, sections: Collection[Session] = (), exhibit: str = "",
    age: str = "",
) -> Registration:  # fmt: skip
    """RG-01 when a place is free and nobody waits for one, RG-02 otherwise; RG-03 for a kind that selects.

    Raises Refused when the event takes no registrations, or not of such a person.
    """
    require_consent(by)
    event = locked(event.pk)
    _require_fitting(event, by, organization)
    if event.bands and age not in event.bands:
        raise Refused(f"Это мероприятие для возраста: {ages.in_words(event.bands)}. Выберите в афише другое.")
    in_sections.require_choosable(event, sections)
    registration = Registration.objects.create(
        event=event,
        person=by,
        organization=organization,
        age=age if event.bands else "",
        exhibit=exhibit if event.rule.exhibit else "",
    )
    record(registration, "apply", f"{registration}: заявка принята", by=by, after=registration.status)
    in_sections.ask(registration, sections, by)
    if event.rule.selection:
        door.open_case(registration, by)
        _tell(registration, "applied", "Заявка на отбор принята", "О решении организатора мы сообщим.")
    elif not is_full(event):
        _give_place(registration, by)
    else:
        move(registration.queue, f"{registration}: в листе ожидания", by=by)
        place = registration.place_in_queue
        _tell(registration, "waiting", f"Вы в листе ожидания, {place}-й по порядку",
              "Мест сейчас нет. Освободится место — вы получите его сами, по порядку записи.")  # fmt: skip
    return registration


def _require_fitting(event: Event, by: Person, organization: Organization | None) -> None:
    if not event.takes_registrations:
        raise Refused("Записи на это мероприятие сейчас нет.")
    if event.registrations.live().filter(person=by).exists():
        raise Refused("Вы уже записаны на это мероприятие: ваша запись — на странице «Мои мероприятия».")
    if organization and f"member:{organization.pk}" not in by.capacity_keys():
        raise Refused("Записаться от организации могут её представители.")
    if event.access == Event.Access.ORGANIZATIONS and organization is None:
        raise Refused("Это мероприятие для представителей организаций: выберите свою организацию.")


def _give_place(registration: Registration, by: Person | None, *, is_turn: bool = False) -> None:
    registration.code = new_code()
    if is_turn:
        move(registration.promote, f"{registration}: освободилось место", by=by)
        title, lead = "Освободилось место: вы записаны", "Вы были в листе ожидания, и подошла ваша очередь. "
    else:
        move(registration.confirm, f"{registration}: место есть", by=by)
        title, lead = "Вы записаны", ""
    attestations.enroll(registration)
    in_sections.give(registration)
    text = f"{lead}Билет с кодом — на странице записи.{in_sections.words_of(registration)} Не сможете прийти — отмените запись."
    _tell(registration, "confirmed", title, text)


def select(registration: Registration, *, by: Person, outcome: str, reason: str = "") -> None:
    """RG-04 or RG-05 by the organiser."""
    event = locked(registration.event_id)
    registration = Registration.objects.get(pk=registration.pk)
    if registration.status != Status.APPLIED:
        raise Refused("Эта заявка уже рассмотрена или отменена.")
    if registration.person_id == by.pk:
        raise Refused("Это ваша заявка: её рассмотрит другой организатор.")
    if outcome == "decline":
        _decline(registration, by, reason)
        return
    if free_places(event) <= 0:
        raise Refused("Свободных мест нет: увеличьте число мест на странице мероприятия или откажите.")
    _give_place(registration, by)


def _decline(registration: Registration, by: Person | None, reason: str) -> None:
    registration.reason = reason
    move(registration.decline, f"{registration}: не отобрано", by=by, ground=reason)
    in_sections.leave_all(registration, by)
    _tell(registration, "declined", "Места на мероприятии не будет", reason)


def fill_places(event: Event) -> int:
    """RG-06: free places go to those who wait, in the order in which they came; how many.

    Not later than the term of the regulation before the event: nobody is called at the last moment.
    """
    if not calls_now(event):
        return 0
    next_ones = list(event.registrations.waiting()[: max(free_places(event), 0)])
    for registration in next_ones:
        _give_place(registration, None, is_turn=True)
    in_sections.call_next(event)
    return len(next_ones)


def cancel(registration: Registration, *, by: Person) -> None:
    """RG-07 before the beginning; the place goes to the next one."""
    event = locked(registration.event_id)
    registration = Registration.objects.get(pk=registration.pk)
    if registration.person_id != by.pk or not registration.is_live or not event.takes_registrations:
        raise Refused("Отменить можно свою запись, пока мероприятие не началось.")
    move(registration.cancel, f"{registration}: отменена участником", by=by)
    if event.rule.selection:
        door.notify_waiters(registration)
    attestations.leave(registration, "Запись на курс отменена.", by)
    in_sections.leave_all(registration, by)
    fill_places(event)


def mark(event: Event, *, by: Person, came: Iterable[Registration]) -> None:
    """RG-08: these people are here."""
    event = locked(event.pk)
    if event.status != Event.Status.ON:
        raise Refused("Явку отмечают, пока мероприятие идёт.")
    rows = event.registrations.confirmed().filter(pk__in=[row.pk for row in came])
    for registration in rows:
        move(registration.attend, f"{registration}: участвует", by=by)


def attend(registration: Registration, *, by: Person) -> None:
    """RG-08 by the ticket."""
    if registration.status == Status.ATTENDED:
        raise Refused("По этому билету уже вошли.")
    mark(registration.event, by=by, came=[registration])


def correct(registration: Registration, *, by: Person, reason: str) -> None:
    """RG-10 until the results are published."""
    event = locked(registration.event_id)
    if event.status != Event.Status.SUMMING or registration.status != Status.ABSENT:
        raise Refused("Отметку исправляют после мероприятия и до публикации его итогов.")
    registration.reason = reason
    move(registration.correct, f"{registration}: отметка исправлена", by=by, ground=reason)


def close_queue(event: Event) -> None:
    """RG-05 when the event begins: whoever was not chosen or has no place."""
    for registration in event.registrations.filter(status__in=[Status.APPLIED, Status.WAITING]):
        _decline(registration, None, "Мероприятие началось, свободного места не осталось.")
        door.notify_waiters(registration)


def close_attendance(event: Event) -> int:
    """RG-09: whoever has a place and was not marked; how many. Whoever was at a lesson was there."""
    for registration in event.registrations.confirmed().filter(presences__isnull=False).distinct():
        move(registration.attend, f"{registration}: был на занятиях")
    rows = list(event.registrations.confirmed())
    for registration in rows:
        move(registration.miss, f"{registration}: не был")
    return len(rows)


def void_all(event: Event, ground: str) -> None:
    """RG-11: everybody hears once."""
    for registration in event.registrations.live():
        move(registration.void, f"{registration}: мероприятие отменено", ground=ground)
        attestations.leave(registration, "Курс отменён.")
        in_sections.leave_all(registration)
        door.notify_waiters(registration)
        _tell(registration, "void", "Мероприятие отменено", ground)


def tell_all(event: Event, occasion: str, title: str, text: str) -> None:
    """Everybody whose registration counts hears of a change once; `occasion` names it for ever."""
    for person in event.registrations.live().values_list("person", flat=True):
        notify(f"person:{person}", f"event:{event.pk}:{occasion}", title, f"{event}. {text}", event.get_absolute_url())


def _tell(registration: Registration, occasion: str, title: str, text: str) -> None:
    event = registration.event
    when = f" ({timezone.localtime(event.starts_at):%d.%m.%Y %H:%M})" if event.starts_at else ""
    notify(
        f"person:{registration.person_id}", f"event:registration:{registration.pk}:{occasion}", title,
        f"{event}{when}. {text}", registration.get_absolute_url(),
    )  # fmt: skip


def certify(registration: Registration, *, by: Person) -> None:
    """The certificate of attendance, made when it is asked for (EV-07). Refused before the results are published."""
    event = locked(registration.event_id)
    registration = Registration.objects.get(pk=registration.pk)
    if event.status != Event.Status.HELD or registration.status != Status.ATTENDED:
        raise Refused("Сертификат получает тот, кто участвовал, когда опубликованы итоги.")
    if registration.certificate_id:
        raise Refused("Сертификат уже есть: он на странице записи.")
    registration.certificate = papers.certificate(registration, by)
    registration.save(update_fields=["certificate"])
    record(registration, "certify", f"{registration}: выдан сертификат № {registration.certificate.number}", by=by)
