"""Giving an undertaking, accepting it, pauses, reminders, giving it up (UN-01…UN-03, UN-11…UN-14). Under the lock of its own case."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.utils import timezone

from casework import deadlines, door, workdays
from casework.door import Refused
from casework.models import Waiting
from casework.notify import notify
from casework.replacing import ask_anew
from execution.undertakings import papers
from execution.undertakings.changes import UndertakingChange
from execution.undertakings.models import Undertaking
from journal.models import Entry
from journal.record import key, move, record
from programme.models import Organization, Person

Status, Kind, What = Undertaking.Status, Undertaking.Kind, UndertakingChange.What


def give(
    *, kind: str, title: str, source: str, controller: str, by: Person | None, source_url: str = "",
    organization: Organization | None = None, person: Person | None = None, parent: Undertaking | None = None, number: int = 1,
    starts_on: date | None = None, due_on: date | None = None, period: str = Undertaking.Period.ONCE,
    planned: Decimal | None = None, unit: str = "", proof: str = "", is_condition: bool = False,
    readers: Iterable[str] = (), closed_to: Iterable[str] = (), is_public: bool = False, is_accepted: bool = False,
) -> Undertaking:  # fmt: skip
    """UN-01: somebody is to do something; its case asks them to accept. In the transaction of whatever it comes from.

    `source` names where it comes from (Russian), `controller` is the capacity key of whoever receives the reports, `readers` those of
    whoever reads it before it is public, `closed_to` keys of people who took no part in it. Without `organization` and `person`
    the controller is asked to find somebody. `is_accepted`: who answers has proposed it themselves and need not accept it.
    """
    undertaking = Undertaking(
        kind=kind, title=title, source=source[:300], source_url=source_url, controller=controller, parent=parent, number=number,
        organization=organization, person=person, responsible=_key_of(organization, person), due_on=due_on, period=period,
        starts_on=starts_on or min(workdays.local_date(), due_on or date.max), planned=planned, unit=unit, proof=proof,
        is_condition=is_condition, readers=sorted(set(readers)), closed_to=sorted(set(closed_to)), is_public=is_public,
    )  # fmt: skip
    undertaking.save(force_insert=True)
    record(undertaking, "give", f"Поставлено: {undertaking}", by=by, after=undertaking.status, ground=source,
           payload={"responsible": undertaking.responsible, "due_on": due_on and due_on.isoformat()})  # fmt: skip
    if is_accepted:
        move(undertaking.begin, "Исполняется: предложено самим ответственным", by=by)
    door.open_case(undertaking, by=by)
    return undertaking


def _key_of(organization: Organization | None, person: Person | None) -> str:
    return f"member:{organization.pk}" if organization else f"person:{person.pk}" if person else ""


def assign(
    undertaking: Undertaking, *, by: Person, ground: str, organization: Organization | None = None, person: Person | None = None
) -> None:  # fmt: skip
    """Somebody answers for it from now on: the first, or another than before."""
    if undertaking.is_final:
        raise Refused("Поручение уже закончилось: ответственного не меняют.")
    responsible = _key_of(organization, person)
    if not responsible or responsible == undertaking.responsible:
        raise Refused("Выберите, кто будет отвечать: организацию или человека, не того, кто отвечает сейчас.")
    before = undertaking.responsible_name
    undertaking.organization, undertaking.person, undertaking.responsible = organization, person, responsible
    undertaking.save()
    change(undertaking, What.RESPONSIBLE, before, undertaking.responsible_name, ground, by)
    record(undertaking, "assign", "Назначен ответственный", by=by, ground=ground, payload={"responsible": responsible})
    ask_anew(undertaking.case.pk)


def change(undertaking: Undertaking, what: str, before: str, after: str, ground: str, by: Person | None) -> None:
    """Keep what was beside what is."""
    UndertakingChange.objects.create(
        undertaking=undertaking, what=what, before=before, after=after, ground=ground, by=by
    )


def accept(undertaking: Undertaking, *, by: Person) -> None:
    """UN-02."""
    move(undertaking.begin, "Поручение принято к исполнению", by=by)


def begin_by_silence(undertaking: Undertaking) -> None:
    """UN-03: no answer in the term is an acceptance."""
    move(undertaking.begin, "Поручение исполняется: молчание считается согласием")
    _tell_responsible(undertaking, "begun", "Поручение исполняется")


def remind_overdue(today: date | None = None) -> int:
    """Remind of what is overdue, every few working days, by the regulation; returns how many were reminded. Once a night."""
    today, count = today or workdays.local_date(), 0
    for undertaking in Undertaking.objects.overdue(today).exclude(responsible="").select_related("case__regulation"):
        every = int(undertaking.case.regulation.value("undertaking.reminder_every"))
        if reminders(undertaking) < undertaking.days_overdue // every:
            record(undertaking, "remind", "Напоминание о просроченном поручении")
            _tell_responsible(undertaking, f"reminded:{today.isoformat()}", "Поручение просрочено")
            count += 1
    return count


def reminders(undertaking: Undertaking) -> int:
    """How often somebody was reminded since the day has passed, by the system or by hand."""
    if undertaking.due_on is None:
        return 0
    since = workdays.end_of(undertaking.due_on)
    return Entry.objects.filter(subject=key(undertaking), verb="remind", at__gt=since).count()


def why_not_given_up(undertaking: Undertaking) -> str:
    """What still keeps the controller from calling it failed without a report (Russian), or nothing."""
    regulation = undertaking.case.regulation
    limit, needed = (
        regulation.term("undertaking.overdue_limit").days,
        int(regulation.value("undertaking.reminders_before_failure")),
    )
    if undertaking.days_overdue <= limit:
        return f"Признать невыполненным можно, когда просрочка больше {limit} рабочих дней. Сейчас — {undertaking.days_overdue}."
    if (count := reminders(undertaking)) < needed:
        return f"Нужно не меньше {needed} напоминаний после срока, отправлено {count}. Напомните на странице «Исполнители»."
    return ""


def give_up(undertaking: Undertaking, *, by: Person, ground: str) -> None:
    """UN-11: long overdue, reminded, and nobody has reported."""
    if why := why_not_given_up(undertaking):
        raise Refused(why)
    move(undertaking.give_up, "Признано невыполненным без отчёта", by=by, ground=ground, at=timezone.now())
    end(undertaking)


def drop(undertaking: Undertaking, *, ground: str, by: Person | None = None) -> None:
    """UN-12: whoever has given it takes it off, and its parts with it. What waits for acceptance is received first."""
    for part in undertaking.children.exclude(status__in=Undertaking.FINAL):
        drop(part, ground=ground, by=by)
    if undertaking.is_final or undertaking.status == Status.REPORTED:
        return
    if undertaking.suspended_on:
        undertaking.suspended_on = None
    move(undertaking.drop, "Снято", by=by, ground=ground, at=timezone.now())
    end(undertaking)


def suspend(undertaking: Undertaking, *, by: Person, ground: str) -> None:
    """UN-13: for a reason that does not depend on the responsible; not longer than the regulation says."""
    undertaking.suspended_on = workdays.local_date()
    move(undertaking.suspend, "Приостановлено", by=by, ground=ground)
    paper = papers.ruling(undertaking, ground, by)
    change(undertaking, What.PAUSE, "", f"с {workdays.local_date():%d.%m.%Y}", ground, by)
    record(undertaking, "rule", f"Определение № {paper.number}", by=by)
    _tell_responsible(undertaking, f"suspended:{paper.pk}", "Поручение приостановлено")
    door.notify_waiters(undertaking)


def resume(undertaking: Undertaking, *, by: Person | None, ground: str) -> None:
    """UN-14: the reason is gone; the last day moves by as many working days as the pause has lasted. Raises Refused."""
    if undertaking.suspended_on is None:
        raise Refused("Исполнение не приостановлено: возобновлять нечего.")
    lasted = workdays.between(undertaking.suspended_on, workdays.local_date())
    before, undertaking.suspended_on = undertaking.due_on, None
    if before:
        undertaking.due_on = workdays.add(before, lasted)
        change(undertaking, What.DUE_ON, f"{before:%d.%m.%Y}", f"{undertaking.due_on:%d.%m.%Y}", ground, by)
    move(undertaking.resume, "Исполнение возобновлено", by=by, ground=ground)
    _tell_responsible(undertaking, f"resumed:{workdays.local_date().isoformat()}", "Исполнение возобновлено")
    door.notify_waiters(undertaking)


def postpone(undertaking: Undertaking, *, due_on: date, ground: str, by: Person | None) -> None:
    """The last day moves, because what it comes from goes on longer; an open report of the last period has its day from it."""
    if undertaking.is_final or undertaking.due_on is None:
        return
    before, undertaking.due_on = undertaking.due_on, due_on
    undertaking.save()
    change(undertaking, What.DUE_ON, f"{before:%d.%m.%Y}", f"{due_on:%d.%m.%Y}", ground, by)
    record(undertaking, "postpone", f"Срок перенесён на {due_on:%d.%m.%Y}", by=by, ground=ground)
    for waiting in Waiting.objects.open().filter(deadline="undertaking.report", process=undertaking.case.pk):
        until = undertaking.case.term("undertaking.report").until
        if until:
            deadlines.move_to(waiting, until)


def resume_by_term(undertaking: Undertaking) -> None:
    """UN-14: the longest pause has passed."""
    resume(undertaking, by=None, ground="истёк предельный срок приостановления")


def end(undertaking: Undertaking) -> None:
    """It is over: whoever waits for it goes on, and of a failure the controller and the readers hear."""
    door.notify_waiters(undertaking)
    if undertaking.parent:
        door.notify_waiters(undertaking.parent)
    if undertaking.status == Status.FAILED:
        for reader in {undertaking.controller, *undertaking.readers}:
            _tell(undertaking, reader, "failed", "Поручение не выполнено")
    _tell_responsible(undertaking, f"ended:{undertaking.status}", undertaking.get_status_display())


def publish(undertaking: Undertaking) -> None:
    """Everybody may read it: what it comes from is public now."""
    undertaking.is_public = True
    undertaking.save()
    record(undertaking, "publish", "Поручение открыто всем")


def _tell_responsible(undertaking: Undertaking, event: str, title: str) -> None:
    if undertaking.responsible:
        _tell(undertaking, undertaking.responsible, event, title)


def _tell(undertaking: Undertaking, addressee: str, event: str, title: str) -> None:
    until = f" Срок — до {undertaking.due_on:%d.%m.%Y}." if undertaking.due_on else ""
    notify(
        addressee, f"undertaking:{undertaking.pk}:{event}", title, f"{undertaking}. {undertaking.source}.{until}",
        undertaking.get_absolute_url(),
    )  # fmt: skip
