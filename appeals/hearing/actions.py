"""The hearing and what follows from it: AP-05…AP-09."""

from datetime import datetime

from django.utils import timezone

from appeals.filing import papers
from appeals.filing.actions import call_off, is_voted, release, require_judge
from appeals.filing.board import ORDER, barred, eligible, panel_of
from appeals.filing.models import Appeal
from appeals.hearing.resolutions import REJECT, SATISFY, parts, resolutions
from casework import appealing, door, workdays
from casework.door import Refused
from casework.formats import sentence_case
from committee.agenda import actions as agenda
from committee.bodies import actions as bodies
from committee.meetings import actions as meetings
from committee.models import AgendaItem, Body, BodyMember
from documents.models import Document
from journal.record import move, record
from programme.models import Person

Status = Appeal.Status


def first_day(appeal: Appeal) -> str:
    """The first day on which it may be heard: both sides are told some working days before."""
    notice = int(appeal.case.regulation.value("appeal.hearing_notice"))
    return workdays.add(workdays.local_date(), notice).isoformat()


def appoint_hearing(appeal: Appeal, *, by: Person, scheduled_at: datetime, place: str, form: str) -> None:
    """AP-05: the composition is made, the question is put to it, the sitting has its day, both sides are told."""
    require_judge(appeal, by)
    if workdays.local_date(scheduled_at).isoformat() < first_day(appeal):
        raise Refused(f"О слушании извещают заранее: не раньше {first_day(appeal)}.")
    last = workdays.add(workdays.local_date(), appeal.case.term("appeal.postpone").days)
    if appeal.postponements and workdays.local_date(scheduled_at) > last:
        raise Refused(f"Перенесённое слушание проводят не позднее {last:%d.%m.%Y}.")
    rules, out = appeal.case.regulation, sorted(barred(appeal))
    seats = panel_of(eligible(appeal), int(rules.value("appeal.members")))
    if len(seats) < rules.value("appeal.quorum"):
        raise Refused(
            f"Судить могут только {len(seats)}, а нужно не меньше {rules.value('appeal.quorum')}: остальные участвовали в решении или "
            "связаны со сторонами. Комитет должен ввести в состав комиссии ещё кого-то."
        )
    panel = _compose(appeal, seats, by, int(rules.value("appeal.quorum")))
    item = _put(appeal, panel, by)
    meeting = meetings.plan(by=by, body=panel, scheduled_at=scheduled_at, place=place, form=form)
    door.open_case(meeting, by)
    when = f"{timezone.localtime(scheduled_at):%d.%m.%Y в %H:%M}"
    move(appeal.appoint_hearing, f"Слушание назначено на {when}", by=by, panel=panel, item=item, meeting=meeting, barred=out,
         payload={"panel": [seat.person_id for seat in seats]})  # fmt: skip
    lead = f"Апелляция № {appeal.number} будет рассмотрена {when}, {place}."
    papers.tell_sides(appeal, f"hearing:{meeting.pk}", "О слушании апелляции", lead, by,
                      what_to_do="Вы вправе прийти, дать объяснения и приложить документы на странице апелляции.")  # fmt: skip


def _compose(appeal: Appeal, seats: list[BodyMember], by: Person, quorum: int) -> Body:
    """The composition of this appeal alone: nobody who is barred is in it."""
    title = f"апелляционной комиссии по апелляции № {appeal.number}"
    turn = f", состав {appeal.postponements + 1}" if appeal.postponements else ""
    panel = bodies.establish(
        kind=Body.Kind.APPEAL_PANEL, title=f"Состав {title}{turn}", title_genitive=f"состава {title}{turn}", act=str(appeal.receipt),
        minutes_register="appeal_minutes", issues_decisions=False, secretary_role="clerk", quorum_persons=quorum, by=by,
    )  # fmt: skip
    for number, seat in enumerate(sorted(seats, key=lambda seat: ORDER.index(BodyMember.Role(seat.role)))):
        role = BodyMember.Role.MEMBER if number else BodyMember.Role.CHAIR
        bodies.seat(
            panel, person=seat.person, sector=seat.sector, role=role, ground=f"апелляция № {appeal.number}", by=by
        )
    return panel


def _put(appeal: Appeal, panel: Body, by: Person) -> AgendaItem:
    rules, subject = appeal.appealable.rules, appeal.contested
    return agenda.propose_item(
        title=f"Об апелляции № {appeal.number}", question=f"Обжалуется: {appeal.appealable.title} «{appeal.about}». "
        f"Основание: {appeal.get_ground_display()}.\n{appeal.text}", draft_resolution="Решить по итогам слушания.",
        resolutions=resolutions(rules.remedies(subject)), reporter=by.short_name,
        materials=[document for document in (appeal.receipt, appeal.paper) if document and document.is_ready], by=by, body=panel,
        concerned=[appeal.appellant_key, appeal.respondent],
        conflicted_organizations=[appeal.organization] if appeal.organization else [],
    )  # fmt: skip


def postpone(appeal: Appeal, *, by: Person, ground: str) -> None:
    """AP-06: by the composition, before the vote, once."""
    if appeal.panel is None or not appeal.panel.is_member(by):
        raise Refused("Перенести слушание может только состав, который его ведёт.")
    if is_voted(appeal) or appeal.status != Status.HEARING:
        raise Refused("Комиссия уже голосует или проголосовала: слушание не переносится.")
    if appeal.postponements >= int(appeal.case.regulation.value("appeal.postponements")):
        raise Refused("Слушание уже переносили: второй раз перенести его нельзя.")
    call_off(appeal, by, ground)
    move(appeal.postpone, "Слушание перенесено", by=by, ground=ground)
    _dissolve(appeal, "Слушание перенесено")
    papers.ruling(appeal, "О переносе слушания апелляции", [ground], ["Слушание перенести."], by)
    papers.tell_sides(
        appeal,
        f"postponed:{appeal.meeting_id}",
        "О переносе слушания",
        f"Слушание апелляции № {appeal.number} перенесено.",
        by,
        grounds=[ground],
    )
    door.notify_waiters(appeal)


def draw_up(appeal: Appeal) -> None:
    """The minutes are signed: the decision is put on paper and goes to whoever presided. A hearing that was called off has no verdict."""
    item, meeting = appeal.item, appeal.meeting
    if appeal.status != Status.HEARING or item is None or meeting is None or not item.verdict:
        return
    line = item.line
    assert line is not None and line.meeting.signing_member is not None, "what is resolved was resolved at a sitting"
    refused = Document.objects.filter(register="appeal_decisions", number__startswith=f"{appeal.number}/Р").count()
    number = f"{appeal.number}/Р" + (str(refused + 1) if refused else "")  # a number that was not signed stays void
    appeal.verdict = papers.decision(appeal, number, line.meeting.signing_member.person, _facts(item))
    appeal.save(update_fields=["verdict"])
    record(appeal, "draw_up", f"Оформлено решение по апелляции № {number}", payload={"verdict": item.verdict})


def _facts(item: AgendaItem) -> dict[str, object]:
    line = item.line
    assert line is not None and line.meeting.minutes is not None, "the verdict binds by signed minutes"
    ballot = line.ballots.exclude(closed_at=None).latest("pk")
    how, _ = parts(item.verdict)
    return {
        "minutes": {"number": line.meeting.minutes.number, "date": line.meeting.minutes.date.isoformat()},
        "resolved": item.verdict_title,
        "points": item.resolution_text.splitlines(),
        "reasons": item.reasons.splitlines(),
        "vote": [ballot.votes_for, ballot.votes_against, ballot.votes_abstained],
        "is_rejected": how == REJECT,
    }


def _dissolve(appeal: Appeal, act: str) -> None:
    """The composition was for one appeal: its seats end with it."""
    panel = appeal.panel
    assert panel is not None, "a hearing has a composition"
    for seat in panel.members.filter(ended_at=None).select_related("person", "body"):
        bodies.unseat(seat, ground=act, by=None)
    Body.objects.filter(pk=panel.pk).update(closed_at=timezone.now(), closing_act=act)


def conclude(appeal: Appeal) -> None:
    """AP-07, AP-08, AP-09: the decision is signed: what was appealed is changed, or goes on as it was."""
    item, document, now = appeal.item, appeal.verdict, timezone.now()
    if appeal.status != Status.HEARING or item is None or document is None or document.is_annulled:
        return
    how, remedy = parts(item.verdict)
    ground = f"решение по апелляции № {document.number}"
    if how == REJECT:
        move(appeal.reject, "В апелляции отказано", ground=item.reasons, at=now, reasons=item.reasons)
        release(appeal, None, ground)
    else:
        transition = appeal.satisfy if how == SATISFY else appeal.satisfy_partly
        subject = appeal.contested
        move(transition, f"{item.verdict_title}", ground=item.reasons, at=now, remedy=remedy, reasons=item.reasons)
        appealing.end(subject, appeal)
        appeal.appealable.rules.satisfy(appeal.contested, remedy=remedy, by=None, ground=ground, paper=document)
    _dissolve(appeal, sentence_case(ground))
    papers.tell_sides(appeal, "decided", "О решении по апелляции", f"Апелляция № {appeal.number}: {appeal.get_status_display().lower()}.",
                      None, grounds=item.reasons.splitlines(), appeal=papers.COURT)  # fmt: skip
