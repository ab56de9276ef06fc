"""Enrolling, the lessons, the examination, a second try, the end of an attestation (AT-01…AT-07)."""

from collections.abc import Iterable
from datetime import timedelta

from casework import door, workdays
from casework.door import Refused
from casework.locking import locked
from casework.notify import notify
from documents.models import Document
from events.attestations import papers
from events.attestations.facts import attendance_of
from events.attestations.models import Attestation, Presence
from events.occasions.models import Event
from events.registrations.models import Registration
from events.sections.models import Session
from journal.record import acting, move, record
from programme.models import Person

Status = Attestation.Status


def enroll(registration: Registration) -> Attestation | None:
    """AT-01: whoever has got a place on a course that opens a role; None for any other event."""
    event = registration.event
    if not event.opens_role or event.teacher is None or event.teacher == registration.person:
        return None
    attestation = Attestation.objects.create(
        registration=registration, person=registration.person, opens_role=event.opens_role, taught_by=event.teacher
    )
    record(attestation, "enroll", f"{attestation}: обучение начато", after=attestation.status)
    door.open_case(attestation)
    return attestation


def mark_lesson(event: Event, *, by: Person, session: Session, came: Iterable[Registration]) -> None:
    """Who was at a lesson; marking again adds those who were forgotten."""
    if event.status != Event.Status.ON:
        raise Refused("Занятия отмечают, пока курс идёт.")
    if session.event_id != event.pk:
        raise Refused("Этого занятия в программе курса нет.")
    known = set(Presence.objects.filter(session=session).values_list("registration", flat=True))
    rows = [row for row in came if row.pk not in known and row.event_id == event.pk]
    Presence.objects.bulk_create(Presence(registration=row, session=session) for row in rows)
    record(
        event,
        "mark_lesson",
        f"Отмечено занятие «{session}»: {len(rows)}",
        by=by,
        payload={"came": [r.pk for r in rows]},
    )


def close_course(event: Event) -> None:
    """The course is over: whoever was there too seldom has left it (AT-07), the others are examined."""
    least = event.case.regulation.value("training.dropped_below")
    for attestation in Attestation.objects.filter(registration__event=event, status=Status.ENROLLED):
        if attendance_of(attestation.registration) < least:
            _drop(attestation, None, f"Явка меньше {least} %.")
        door.notify_waiters(attestation)


def leave(registration: Registration, ground: str, by: Person | None = None) -> None:
    """AT-07: the place on the course has been given up, or the course called off."""
    for attestation in Attestation.objects.filter(registration=registration, status=Status.ENROLLED):
        _drop(attestation, by, ground)


def drop(attestation: Attestation, *, by: Person) -> None:
    """AT-07 by the participant."""
    if attestation.person_id != by.pk or attestation.status != Status.ENROLLED:
        raise Refused("Оставить можно обучение, которое идёт.")
    _drop(attestation, by, "По заявлению участника.")


def _drop(attestation: Attestation, by: Person | None, ground: str) -> None:
    attestation.ground = ground
    move(attestation.drop, f"{attestation}: обучение оставлено", by=by, ground=ground)
    door.notify_waiters(attestation)
    if by is None:
        _tell(attestation, "dropped", "Обучение оставлено", ground)


def examine(attestation: Attestation, *, by: Person, outcome: str, result: int, reason: str = "") -> None:
    """AT-02 or AT-03: by nobody who taught, and not oneself (E6); with enough attendance and result only (E4)."""
    if by.pk in (attestation.person_id, attestation.taught_by_id):
        raise Refused("Аттестует тот, кто не вёл курс и не учился на нём: это сделает другой руководитель обучения.")
    rules = attestation.case.regulation
    attestation.attendance, attestation.result = attendance_of(attestation.registration), result
    attestation.examined_by = by
    if outcome == "fail":
        attestation.ground = reason
        move(attestation.fail, f"{attestation}: не пройдена", by=by, ground=reason)
        _tell(attestation, f"failed:{attestation.retakes}", "Аттестация не пройдена", reason)
        return
    for name, value, words in (("attendance_min", attestation.attendance, "Явка"), ("result_min", result, "Итог")):
        least = rules.value(f"training.{name}")
        if value < least:
            raise Refused(f"{words} — {value}, нужно не меньше {least}: аттестовать нельзя.")
    until = workdays.local_date() + timedelta(days=rules.term("attestation.validity").days)
    attestation.certificate = papers.certificate(attestation, until, by)
    move(attestation.attest, f"{attestation}: до {until:%d.%m.%Y}", by=by, until=until)
    _tell(attestation, "valid", "Вы аттестованы", f"Удостоверение № {attestation.certificate.number}.")


def may_retake(attestation: Attestation) -> bool:
    """Is there a second try left?"""
    most: int = attestation.case.regulation.value("training.retakes_max")
    return attestation.status == Status.FAILED and attestation.retakes < most


def retake(attestation: Attestation, *, by: Person) -> None:
    """AT-04."""
    if not may_retake(attestation):
        raise Refused("Пересдать больше нельзя: запишитесь на курс заново.")
    attestation.retakes += 1
    move(attestation.retake, f"{attestation}: пересдача", by=by)


def let_retake_go(attestation: Attestation) -> None:
    """The second try was not asked for in its term."""
    record(attestation, "let_retake_go", f"{attestation}: пересдачи не попросили в срок")


def expire(attestation: Attestation) -> None:
    """AT-05: what has begun goes on, new appointments are not made by it."""
    move(attestation.expire, f"{attestation}: истекла")
    _tell(
        attestation,
        "expired",
        "Аттестация истекла",
        "Начатое вы доводите до конца; для нового назначения пройдите курс снова.",
    )


def revoke(attestation: Attestation, *, by: Person, decision: Document, ground: str) -> None:
    """AT-06: the secretary writes down what the committee has decided."""
    if attestation.status != Status.VALID:
        raise Refused("Отозвать можно действующую аттестацию.")
    attestation.revoked_by, attestation.ground = decision, ground
    move(attestation.revoke, f"{attestation}: отозвана, решение № {decision.number}", by=by, ground=ground)
    door.notify_waiters(attestation)
    _tell(attestation, "revoked", "Аттестация отозвана", f"Решение № {decision.number}. {ground}")


def warn_of_the_end() -> int:
    """AT-05: so many working days before the end its holder hears of it, once; how many are on their way. Once a night."""
    count = 0
    for attestation in Attestation.objects.in_force().select_related("case__regulation"):
        days = attestation.case.term("attestation.notice").days
        if attestation.valid_to and workdays.between(workdays.local_date(), attestation.valid_to) <= days:
            with locked(attestation.case.pk), acting("система"):
                until = f"{attestation.valid_to:%d.%m.%Y}"
                _tell(attestation, "ends", f"Аттестация действует до {until}", "Запишитесь на курс заранее.")
                count += 1
    return count


def _tell(attestation: Attestation, occasion: str, title: str, text: str) -> None:
    notify(
        f"person:{attestation.person_id}", f"event:attestation:{attestation.pk}:{occasion}", title,
        f"{attestation}. {text}", attestation.get_absolute_url(),
    )  # fmt: skip
