"""A wave from its draft to its published report (SV-01…SV-09). Under the lock of its own case."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Max
from django.utils import timezone

from casework import deadlines, door, roles, workdays
from casework.door import Refused
from casework.models import Waiting
from casework.notify import notify
from documents.models import Document
from journal.record import move, record
from monitoring.ballots import counting, urn
from monitoring.surveys import papers
from monitoring.surveys.models import Survey, Wave
from monitoring.surveys.questions import copy_questions
from monitoring.surveys.research import programme
from programme.models import Person
from programme.rows import locked

Status = Wave.Status
DAY = timedelta(days=1)
NO_PROGRAMME = (
    "Волну создают по действующей программе исследования: внесите карточку в библиотеку и дождитесь её проверки."
)


def begin(*, by: Person, title: str, about: str, research: str) -> Wave:
    """SV-01 of a new survey. `research`: the key of a card in force. Raises Refused without one."""
    survey = Survey.objects.create(title=title, about=about, by=by)
    record(survey, "begin", f"Начат опрос «{survey}»", by=by)
    return add_wave(survey, by=by, research=research)


def add_wave(survey: Survey, *, by: Person, research: str) -> Wave:
    """SV-01: one more wave; it asks what the last one has asked, as long as nobody changes it."""
    card = programme(research)
    if card is None:
        raise Refused(NO_PROGRAMME)
    last = locked(Survey, survey.pk).waves.order_by("-number").first()
    if last and last.status in (Status.DRAFT, Status.APPROVED, Status.FIELD):
        raise Refused(f"Волна {last.number} ещё не закончена: закройте или отмените её, потом начинайте следующую.")
    number = (survey.waves.aggregate(most=Max("number"))["most"] or 0) + 1
    wave = Wave.objects.create(
        survey=survey, number=number, by=by, research=card.key, research_number=card.number, research_title=card.title,
        **({name: getattr(last, name) for name in ("sample_kind", "sample", "population", "rule")} if last else {}),
    )  # fmt: skip
    if last:
        copy_questions(last, wave)
    record(
        wave,
        "begin",
        f"Создана волна {number}",
        by=by,
        after=wave.status,
        ground=f"программа исследования № {card.number}",
    )
    door.open_case(wave, by)
    return wave


def prepare(
    wave: Wave, *, by: Person, opens: date, closes: date, sample_kind: str, sample: str, rule: str, population: list[list[Any]] | None = None
) -> None:  # fmt: skip
    """The draft is ready to be read by another analyst. Raises Refused for a window that is too short or a form without questions."""
    _require(wave, Status.DRAFT)
    wave.opens, wave.closes, wave.sample_kind, wave.sample, wave.rule = opens, closes, sample_kind, sample, rule
    wave.population, wave.prepared_by, wave.remarks = population or [], by, ""
    _require_window(wave)
    if not wave.questions.exists():
        raise Refused("В анкете нет ни одного вопроса: добавьте их на странице волны.")
    wave.save()
    record(wave, "prepare", "Волна подготовлена к утверждению", by=by)


def _require_window(wave: Wave) -> None:
    assert wave.opens, "the days have been named"
    if wave.opens <= workdays.local_date():
        raise Refused("Сбор ответов начинается не раньше завтрашнего дня: измените первый день.")
    least = wave.case.regulation.term("survey.field").days
    if wave.days < least:
        last = workdays.add(wave.opens - DAY, least)
        raise Refused(f"Ответы собирают не меньше {least} рабочих дней: последний день — не раньше {last:%d.%m.%Y}.")


def approve(wave: Wave, *, by: Person, outcome: str, remarks: str = "") -> None:
    """SV-02 by an analyst who has neither begun nor prepared the wave; or it goes back with remarks, and stays a draft."""
    if by.pk in (wave.by_id, wave.prepared_by_id):
        raise Refused("Анкету утверждает другой аналитик: не тот, кто создал или подготовил волну.")
    if outcome == "return":
        wave.prepared_by, wave.remarks = None, remarks
        wave.save()
        record(wave, "return", "Анкета возвращена с замечаниями", by=by, ground=remarks)
        return
    _require_window(wave)
    if programme(wave.research) is None:
        raise Refused(f"Программа исследования № {wave.research_number} больше не действует. {NO_PROGRAMME}")
    wave.approved_by = by
    wave.questionnaire = papers.questionnaire(wave, by)
    move(wave.approve, f"Анкета утверждена: № {wave.questionnaire.number}", by=by)


def send_back(wave: Wave, *, by: Person, ground: str) -> None:
    """SV-03: before the first day."""
    _require(wave, Status.APPROVED)
    wave.approved_by = wave.prepared_by = wave.questionnaire = None
    wave.remarks = ground
    move(wave.send_back, "Возвращена в черновик до начала сбора", by=by, ground=ground)
    door.notify_waiters(wave)


def open_field(wave: Wave) -> None:
    """SV-04 by itself: the first day has come; the questions are frozen, the urn is empty."""
    wave.frozen_form = [question.as_asked for question in wave.questions.all()]
    wave.announcement = papers.announcement(wave, "О проведении")
    move(wave.open, f"Открыт сбор ответов до {wave.closes:%d.%m.%Y}", at=timezone.now())
    urn.set_up(wave)


def extend(wave: Wave, *, by: Person, closes: date, ground: str) -> None:
    """SV-05: once, before the end, by so many working days at most."""
    if not wave.takes_answers or wave.is_extended:
        raise Refused("Продлить сбор можно один раз и до его конца.")
    assert wave.closes, "an open wave has its last day"
    most = wave.case.regulation.term("survey.extension").days
    if not wave.closes < closes <= workdays.add(wave.closes, most):
        raise Refused(
            f"Новый последний день — после {wave.closes:%d.%m.%Y} и не позже {workdays.add(wave.closes, most):%d.%m.%Y}."
        )
    wave.closes, wave.is_extended = closes, True
    wave.announcement = papers.announcement(wave, "О продлении", by, ground)
    move(wave.extend, f"Сбор ответов продлён до {closes:%d.%m.%Y}", by=by, ground=ground)
    for waiting in Waiting.objects.open().filter(deadline="survey.field", process=wave.case):
        deadlines.move_to(waiting, workdays.end_of(closes))


def close_field(wave: Wave) -> None:
    """SV-06 by itself: the last day is over; the urn is poured out at once."""
    wave = locked(Wave, wave.pk)  # answers on their way come in first
    number = urn.pour_out(wave)
    move(wave.close, f"Сбор ответов завершён: {number}")
    door.notify_waiters(wave)


def write_report(wave: Wave, *, by: Person, method: str, findings: str) -> None:
    """The answers are counted, the report waits for another analyst. Raises Refused while an answer has not been read."""
    _require(wave, Status.CLOSED)
    if left := len(counting.unread(wave)):
        raise Refused(f"Не разобраны ответы своими словами: {left}. Разберите их на странице волны.")
    wave.method, wave.findings, wave.results, wave.reported_by = method, findings, counting.results(wave), by
    wave.remarks = ""
    wave.save()
    record(wave, "report", "Отчёт подготовлен", by=by, payload={"n": wave.results["n"]})


def check_report(wave: Wave, *, by: Person, outcome: str, remarks: str = "") -> None:
    """SV-07 by an analyst who has not written the report; or it goes back with remarks."""
    _require(wave, Status.CLOSED)
    if by.pk == wave.reported_by_id:
        raise Refused("Отчёт проверяет другой аналитик: не тот, кто его подготовил.")
    if outcome == "return":
        wave.reported_by, wave.remarks = None, remarks
        wave.save()
        record(wave, "return_report", "Отчёт возвращён с замечаниями", by=by, ground=remarks)
        return
    if counting.results(wave) != wave.results:
        raise Refused("После подготовки отчёта разбор ответов изменился: верните отчёт, чтобы его пересчитали.")
    wave.checked_by = by
    wave.report = papers.report(wave, by)
    move(wave.publish, f"Опубликован отчёт № {wave.report.number}", by=by, at=timezone.now())
    door.notify_waiters(wave)


def cancel(wave: Wave, *, by: Person, ground: str) -> None:
    """SV-08: whatever was answered is not published; what lies in the urn is never opened."""
    wave = locked(Wave, wave.pk)
    _require(wave, *Wave.CANCELLABLE)
    if wave.status == Status.FIELD:
        urn.throw_away(wave)
    wave.ground = ground
    if wave.announced_at:
        wave.announcement = papers.announcement(wave, "Об отмене", by, ground)
    move(wave.cancel, "Волна отменена, ответы не публикуются", by=by, ground=ground)
    door.notify_waiters(wave)


def withdraw(wave: Wave, *, by: Person, decision: Document, ground: str) -> None:
    """SV-09: the secretary writes down what the committee has decided; the page says why, and the series has a gap."""
    _require(wave, Status.PUBLISHED)
    wave.decision, wave.ground = decision, ground
    move(wave.withdraw, f"Итоги отозваны, решение № {decision.number}", by=by, ground=ground)
    notify(
        roles.ANALYST,
        f"survey:{wave.pk}:withdrawn",
        "Итоги опроса отозваны",
        f"{wave}. {ground}"[:500],
        wave.get_absolute_url(),
    )


def _require(wave: Wave, *statuses: str) -> None:
    if wave.status not in statuses:
        raise Refused("Волна уже ушла дальше: откройте её страницу снова.")
