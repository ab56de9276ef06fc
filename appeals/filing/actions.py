"""From filing to the ruling on admission, and the way out: AP-01…AP-04, AP-10, AP-11."""

from datetime import date
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import models
from django.utils import timezone

from appeals.filing import papers
from appeals.filing.board import barred, eligible
from appeals.filing.files import AppealFile
from appeals.filing.models import Appeal
from appeals.filing.subjects import decision_of, last_day
from casework import appealing, door, roles, workdays
from casework.appealing import Appealable
from casework.door import Refused
from casework.locking import locked
from casework.notify import notify
from committee.agenda import actions as agenda
from committee.models import AgendaItem, Meeting
from documents import files
from documents.archive import Full
from documents.post import actions as post
from journal.models import Entry
from journal.record import key, move, record
from programme.consents.actions import require_consent
from programme.models import Organization, Person, Regulation

Status = Appeal.Status


def file(
    *, by: Person, kind: Appealable, subject: models.Model, ground: str, text: str, late_reason: str = "",
    evidence: UploadedFile | None = None,
) -> Appeal:  # fmt: skip
    """AP-01: whoever the decision is about appeals it; later than the last day only with a reason, which the board judges."""
    require_consent(by)
    until = require_right(kind, subject, by)
    return write(
        by=by, person=by, organization=kind.rules.appellant(subject, by), until=until, received_on=None, kind=kind, subject=subject,
        ground=ground, text=text, late_reason=late_reason, evidence=evidence,
    )  # fmt: skip


def write(
    *, by: Person, person: Person, organization: Organization | None, until: date, received_on: date | None, kind: Appealable,
    subject: models.Model, ground: str, text: str, late_reason: str, evidence: UploadedFile | None,
) -> Appeal:  # fmt: skip
    """The appeal of a person, or of an organisation for which they sign; `received_on`: the day on which it came on paper. Raises Refused."""
    is_late = (received_on or workdays.local_date()) > until
    if is_late and not late_reason.strip():
        raise Refused(
            f"Последний день был {until:%d.%m.%Y}. Напишите, почему апелляция подаётся позже: причину оценит комиссия."
        )
    rules, decision = kind.rules, decision_of(kind, subject)
    own = {"appellant_key": f"person:{person.pk}", "appellant_signer_key": f"person:{person.pk}"}
    if organization:
        own = {"appellant_key": f"member:{organization.pk}", "appellant_signer_key": f"signer:{organization.pk}"}
    if Appeal.objects.live_on(decision).filter(appellant_key=own["appellant_key"]).exists():
        raise Refused("Апелляция на это решение уже рассматривается: приложите к ней новые документы на её странице.")
    appeal = Appeal.objects.create(
        kind=kind.key, subject=appealing.key(subject), decision=decision, about=rules.about(subject)[:300], paper=rules.paper(subject),
        ground=ground, text=text, late_reason=late_reason if is_late else "", received_at=rules.received_at(subject), last_day=until,
        is_late=is_late, person=person, organization=organization, received_on=received_on, respondent=rules.respondent(subject),
        submitted_at=timezone.now(), **own,
    )  # fmt: skip
    record(
        appeal,
        "file",
        f"Апелляция получена на бумаге: {kind.title}" if received_on else f"Подана апелляция: {kind.title}",
        by=by,
        after=appeal.status,
        ground=appeal.get_ground_display(),
    )
    if evidence is not None:
        attach(appeal, by=by, evidence=evidence)
    return appeal


def require_right(kind: Appealable, subject: models.Model, by: Any) -> Any:
    """The last day; Refused where there is nothing to appeal or the person is not concerned."""
    until = last_day(kind, subject) if kind.rules.stands(subject) else None
    if until is None:
        raise Refused("Обжаловать здесь нечего: решения, которое действует, сейчас нет.")
    if not kind.rules.may_appeal(subject, by):
        raise Refused("Обжаловать это решение может только тот, кого оно касается; за организацию — её подписант.")
    return until


def attach(appeal: Appeal, *, by: Person, evidence: UploadedFile) -> None:
    """A party adds a file, until the board has voted."""
    if not appeal.is_live or is_voted(appeal):
        raise Refused("Комиссия уже решила: приложить файл нельзя.")
    most = Regulation.in_force().value("appeal.files_max")
    if appeal.files.count() >= most:
        raise Refused(f"Приложено уже {most} файлов: больше не нужно. Объедините остальное в один файл.")
    if problem := files.complaint(evidence):
        raise Refused(problem)
    try:
        facts = {"kind": files.kind_of(evidence), "size": evidence.size or 0, "sha256": files.store(evidence)}
    except Full as full:
        raise Refused(str(full)) from None
    if appeal.files.filter(sha256=facts["sha256"]).exists():
        raise Refused(f"Файл «{files.name_of(evidence)}» уже приложен.")
    AppealFile.objects.create(appeal=appeal, name=files.name_of(evidence), added_by=by, **facts)
    record(appeal, "attach", "К апелляции приложен файл", by=by, payload={"sha256": facts["sha256"]})


def is_voted(appeal: Appeal) -> bool:
    """Has the board voted on it, or is it voting now?"""
    return (
        appeal.item is not None
        and appeal.item.status not in AgendaItem.BEFORE_THE_VOTE
        and appeal.status == Status.HEARING
    )


def register(appeal: Appeal, *, by: Person | None = None) -> None:
    """AP-02: the number and the receipt; both sides hear of it. The first member who may judge becomes the reporter."""
    if by and appeal.received_on and by.pk == entered_by(appeal):
        raise Refused("Регистрирует не тот, кто внёс апелляцию с бумаги: другой сотрудник сверяет её со сканом.")
    appeal.barred = sorted(barred(appeal))
    seats = eligible(appeal)
    appeal.reporter = seats[0].person if seats else None
    appeal.save(update_fields=["barred", "reporter"])
    document = papers.receipt(appeal, by)
    move(
        appeal.register,
        f"Апелляция зарегистрирована под № {document.number}",
        by=by,
        number=document.number,
        receipt=document,
    )
    if appeal.received_on:
        post.owe(document, appeal.appellant_key)
    lead = f"Апелляция зарегистрирована под № {appeal.number}. Обжалуется: {appeal.appealable.title} «{appeal.about}»."
    papers.tell_sides(appeal, "registered", "О регистрации апелляции", lead, by)
    if not seats:
        text = "Судить её сейчас некому: в апелляционной комиссии нет членов, не связанных с делом. Введите в состав других."
        notify(
            roles.COMMITTEE_SECRETARY,
            f"appeal:{appeal.pk}:nobody",
            f"{appeal}: некому рассматривать",
            text,
            appeal.get_absolute_url(),
        )


def entered_by(appeal: Appeal) -> int | None:
    """Who has filed it here: the appellant, or one of the office who has typed it from paper."""
    return Entry.objects.filter(subject=key(appeal), verb="file").values_list("actor", flat=True).first()


def register_by_silence(appeal: Appeal) -> None:
    """AP-02: the office has kept silent for a day."""
    register(appeal)


def require_judge(appeal: Appeal, by: Person) -> None:
    """Whoever took part or is tied does not act for the board."""
    if by.pk in barred(appeal):
        raise Refused(
            "Вы участвовали в обжалуемом решении или связаны с одной из сторон: по этой апелляции вы не действуете."
        )


def examine(appeal: Appeal, *, by: Person, outcome: str, left_ground: str = "", motive: str = "") -> None:
    """AP-03, or the first of the two voices of AP-04."""
    require_judge(appeal, by)
    if outcome == "admit":
        quorum = appeal.case.regulation.value("appeal.quorum")
        if len(eligible(appeal)) < quorum:
            raise Refused(
                f"Не связанных с делом членов и запасных меньше {quorum}: комитет должен ввести в состав комиссии ещё кого-то."
            )
        admit(appeal, by)
        return
    if left_ground == Appeal.Left.LATE and (not appeal.is_late or appeal.restorations):
        raise Refused(
            "Апелляция подана в срок или срок уже восстановлен: по этому основанию её без рассмотрения не оставляют."
        )
    appeal.left_ground, appeal.left_motive, appeal.left_first = left_ground, motive, by
    appeal.save(update_fields=["left_ground", "left_motive", "left_first"])
    record(appeal, "propose_to_leave", "Предложено оставить без рассмотрения", by=by, ground=motive)


def admit_by_silence(appeal: Appeal) -> None:
    """AP-03: the board has kept silent for three days: the appeal is admitted."""
    admit(appeal, None)


def admit(appeal: Appeal, by: Person | None) -> None:
    """AP-03: the subject is contested from now on, and what has to stand still does."""
    rules, subject = appeal.appealable.rules, appeal.contested
    stops = rules.stops(subject)
    is_first = not appealing.is_appealed(subject)
    appeal.left_ground, appeal.left_motive, appeal.left_first = "", "", None
    move(
        appeal.admit,
        "Апелляция принята к рассмотрению",
        by=by,
        ground="" if by else "комиссия не ответила в срок",
        stops=stops,
    )
    appealing.begin(subject, appeal)
    if is_first:
        rules.suspend(subject, by=by, ground=f"апелляция № {appeal.number}")
    resolved = ["Принять апелляцию к рассмотрению.", f"До решения по апелляции приостановить: {stops}." if stops else
                "Исполнение обжалуемого решения не приостанавливается."]  # fmt: skip
    considered = ["Апелляция подана на предмет, который может быть обжалован, тем, кого он касается."]
    if not by:
        considered.append("Комиссия не ответила в срок, поэтому апелляция считается принятой.")
    papers.ruling(appeal, "О принятии к рассмотрению апелляции", considered, resolved, by)
    papers.tell_sides(
        appeal,
        "admitted",
        "О принятии апелляции",
        f"Апелляция № {appeal.number} принята к рассмотрению. {resolved[1]}",
        by,
    )


def second(appeal: Appeal, *, by: Person, answer: str, motive: str = "") -> None:
    """AP-04: another member agrees that it is left without consideration, or it is admitted."""
    require_judge(appeal, by)
    if by.pk == appeal.left_first_id:
        raise Refused("Оставить апелляцию без рассмотрения решают двое: второй голос даёт другой член комиссии.")
    if answer == "admit":
        record(appeal, "disagree", "Второй член комиссии не согласился оставить без рассмотрения", by=by, ground=motive)
        admit(appeal, by)
        return
    move(
        appeal.leave,
        "Апелляция оставлена без рассмотрения",
        by=by,
        ground=appeal.left_motive,
        second=by,
        at=timezone.now(),
    )
    considered = [f"{appeal.get_left_ground_display().capitalize()}.", *appeal.left_motive.splitlines()]
    resolved = ["Оставить апелляцию без рассмотрения."]
    if appeal.left_ground == Appeal.Left.LATE and not appeal.restorations:
        resolved.append("Разъяснить, что в течение трёх рабочих дней можно просить о восстановлении срока.")
    papers.ruling(appeal, "Об оставлении без рассмотрения апелляции", considered, resolved, by)
    lead = f"Апелляция № {appeal.number} оставлена без рассмотрения: {appeal.get_left_ground_display()}."
    papers.tell_sides(
        appeal,
        "left",
        "Об оставлении апелляции без рассмотрения",
        lead,
        by,
        grounds=[appeal.left_motive],
        appeal=papers.COURT,
    )


def withdraw(appeal: Appeal, *, by: Person, ground: str) -> None:
    """AP-10: by whoever appeals, before the vote. Under the lock of the case."""
    if appeal.appellant_signer_key not in by.capacity_keys():
        raise Refused("Отозвать апелляцию может только тот, кто её подал; за организацию — её подписант.")
    if not appeal.is_live:
        raise Refused("Апелляция уже решена.")
    if is_voted(appeal):
        raise Refused("Комиссия уже голосует или проголосовала: отозвать апелляцию нельзя.")
    was_admitted = appeal.status in Appeal.ADMITTED
    call_off(appeal, by, "апелляция отозвана")
    move(appeal.withdraw, "Апелляция отозвана", by=by, ground=ground, at=timezone.now())
    if was_admitted:
        release(appeal, by, f"апелляция № {appeal.number} отозвана")
    door.close_case(appeal.case)
    notify(
        appeal.respondent,
        f"appeal:{appeal.pk}:withdrawn",
        f"{appeal} отозвана",
        appeal.about,
        appeal.get_absolute_url(),
    )


def release(appeal: Appeal, by: Person | None, ground: str) -> None:
    """The appeal is over and nothing of its subject has changed: what stood still goes on, unless another appeal holds it."""
    subject = appeal.contested
    appealing.end(subject, appeal)
    if not appealing.is_appealed(subject):
        appeal.appealable.rules.resume(subject, by=by, ground=ground)


def call_off(appeal: Appeal, by: Person | None, ground: str) -> None:
    """The hearing that was appointed will not be held: its question is taken back, a sitting that has not begun is cancelled."""
    if appeal.status != Status.HEARING or appeal.item is None or appeal.meeting is None:
        return
    if not AgendaItem.objects.get(pk=appeal.item.pk).is_settled:
        agenda.withdraw_item(appeal.item, ground=ground, by=by)
    with locked(appeal.meeting.case.pk):
        meeting = Meeting.objects.get(pk=appeal.meeting.pk)
        if meeting.status in (*Meeting.BEFORE, Meeting.Status.NO_QUORUM):
            if meeting.status != Meeting.Status.NO_QUORUM:
                move(meeting.cancel, "Слушание отменено", by=by, cancel_ground=ground)
            door.close_case(meeting.case)
