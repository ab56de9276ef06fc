"""The sitting itself: planned, opened with its quorum, postponed, interrupted, closed, cancelled (MT-01, MT-05…MT-09, MT-15)."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.utils import timezone

from casework import door, workdays
from casework.door import Refused
from committee.agenda.actions import lock_item, tell_members
from committee.agenda.lines import AgendaLine
from committee.agenda.models import AgendaItem
from committee.bodies.models import Body, BodyMember
from committee.meetings.attendance import Attendance
from committee.meetings.models import Meeting
from committee.recusals.actions import carry_over_leaderless
from journal.record import move, record
from programme.models import Person, Regulation


def plan(
    *, by: Person, body: Body, scheduled_at: datetime, place: str, form: str, last_day: date | None = None
) -> Meeting:
    """MT-01: a sitting under the regulation in force today. `last_day`: of a vote by correspondence."""
    if scheduled_at <= timezone.now():
        raise Refused("Назначьте заседание на будущее время.")
    regulation = Regulation.in_force()
    votes_until = _window(scheduled_at, last_day, regulation) if form == Meeting.Form.ABSENTEE else None
    meeting = Meeting.objects.create(
        body=body, regulation=regulation, scheduled_at=scheduled_at, place=place, form=form, planned_by=by,
        votes_until=votes_until,
    )  # fmt: skip
    when = timezone.localtime(scheduled_at)
    record(meeting, "plan", f"Назначено заседание на {when:%d.%m.%Y %H:%M}", by=by, after=meeting.status)
    return meeting


def _window(begins: datetime, last_day: date | None, regulation: Regulation) -> datetime:
    """The end of a vote by correspondence: three to five working days after the day on which it begins (3.5)."""
    least, most = (int(regulation.value(f"committee.absentee.window_{edge}_days")) for edge in ("min", "max"))
    earliest, latest = (workdays.add(workdays.local_date(begins), days) for days in (least, most))
    if last_day is None or not earliest <= last_day <= latest or not workdays.is_working(last_day):
        raise Refused(
            f"Заочно голосуют от {least} до {most} рабочих дней: по день с {earliest:%d.%m.%Y} до {latest:%d.%m.%Y}."
        )
    return workdays.end_of(last_day)


def _open_by_correspondence(meeting: Meeting, presiding: BodyMember, by: Person) -> None:
    """Nobody meets: whoever votes has taken part, and whether they were enough is counted at the end of the window."""
    if meeting.is_voting_over:
        raise Refused("Время заочного голосования прошло. Отмените его и назначьте заседание.")
    now, quorum = timezone.now(), meeting.count_quorum()
    until = timezone.localtime(meeting.votes_until)
    move(meeting.open, f"Заочное голосование открыто до {until:%d.%m.%Y %H:%M}", by=by, payload=quorum.facts, at=now,
         presiding=presiding, quorum=quorum.facts)  # fmt: skip
    tell_members(
        meeting, "absentee", "Открыто заочное голосование",
        f"Проголосуйте по каждому вопросу до {until:%d.%m.%Y %H:%M}: позже голос не принимается.",
    )  # fmt: skip


def open_sitting(meeting: Meeting, *, by: Person, present: Iterable[BodyMember]) -> None:
    """MT-05 with a quorum, MT-06 without one (not before half an hour after the appointed time). Whoever opens presides."""
    if workdays.local_date() < workdays.local_date(meeting.scheduled_at):
        raise Refused(
            f"Заседание назначено на {timezone.localtime(meeting.scheduled_at):%d.%m.%Y}: раньше этого дня его не открывают."
        )
    presiding = meeting.voters().filter(person=by).first()
    if presiding is None or (presiding.role not in BodyMember.PRESIDING and presiding not in meeting.body.stand_ins()):
        raise Refused(
            "Открыть заседание может только председатель или его заместитель, а если их нет — старейший член."
        )
    if meeting.is_absentee:
        _open_by_correspondence(meeting, presiding, by)
        return
    now = timezone.now()
    _call_roll(meeting, {presiding.pk, *(member.pk for member in present)}, by, now)
    quorum = meeting.count_quorum()
    if quorum.reached:
        move(meeting.open, f"Заседание открыто: присутствует {quorum.present} из {quorum.base}", by=by,
             payload=quorum.facts, at=now, presiding=presiding, quorum=quorum.facts)  # fmt: skip
        return
    waited_until = meeting.scheduled_at + timedelta(
        minutes=int(meeting.regulation.value("committee.no_quorum_wait_minutes"))
    )
    if timezone.now() < waited_until:
        raise Refused(
            f"{' '.join(quorum.words)} Отсутствие кворума фиксируется не раньше {timezone.localtime(waited_until):%H:%M}."
        )
    move(meeting.find_no_quorum, "Зафиксировано отсутствие кворума", by=by, payload=quorum.facts, quorum=quorum.facts)


def _call_roll(meeting: Meeting, present: set[int], by: Person, now: datetime) -> None:
    """A whole roll call: whoever is not named present is absent, whatever was recorded before."""
    Attendance.objects.bulk_create(
        Attendance(meeting=meeting, member=member, is_present=member.pk in present, at=now, recorded_by=by)
        for member in meeting.voters()
    )


def postpone(meeting: Meeting, *, by: Person, scheduled_at: datetime) -> None:
    """MT-07: another day within ten working days."""
    last = workdays.add(workdays.local_date(), meeting.regulation.term("committee.repeat").days)
    if scheduled_at <= timezone.now() or workdays.local_date(scheduled_at) > last:
        raise Refused(f"Повторное заседание проводится не позднее {last:%d.%m.%Y}.")
    when = timezone.localtime(scheduled_at)
    move(meeting.postpone, f"Заседание перенесено на {when:%d.%m.%Y %H:%M}", by=by, scheduled_at=scheduled_at)
    tell_members(meeting, "postponed", "Заседание перенесено: не было кворума")


def record_attendance(meeting: Meeting, *, by: Person, present: Iterable[BodyMember]) -> None:
    """Somebody came late or left: recorded by the presiding person or the secretary while the sitting goes on."""
    must_lead(meeting, by, or_secretary=True)
    if not meeting.is_under_way or meeting.is_absentee:
        raise Refused("Явка отмечается, пока идёт заседание; заочно участвует тот, кто проголосовал.")
    before, now = {member.pk for member in meeting.present()}, {member.pk for member in present}
    changed = [member for member in meeting.voters() if (member.pk in before) != (member.pk in now)]
    leading = {line.presiding_id for line in meeting.lines.filter(outcome="").exclude(presiding=None)}
    if leading & (before - now):
        raise Refused("Кто ведёт вопрос, остаётся до его решения.")
    if meeting.presiding_id in before - now:
        raise Refused("Председательствующий остаётся до закрытия заседания. Если ему нужно уйти, объявите перерыв.")
    for member in changed:
        Attendance.objects.create(
            meeting=meeting, member=member, is_present=member.pk in now, at=timezone.now(), recorded_by=by
        )
        came = "пришёл" if member.pk in now else "ушёл"
        record(meeting, "record_attendance", f"Явка: {member.person.short_name} — {came}", by=by)


def adjourn(meeting: Meeting, *, by: Person, resumes_on: date) -> None:
    """MT-08: a break of at most five working days, never in the middle of a vote."""
    must_lead(meeting, by)
    if meeting.lines.filter(item__status=AgendaItem.Status.VOTING).exists():
        raise Refused("Идёт голосование: сначала закройте его.")
    if meeting.is_absentee:
        raise Refused("В заочном голосовании перерывов нет.")
    last = workdays.add(workdays.local_date(), meeting.regulation.term("committee.adjournment").days)
    if not workdays.local_date() <= resumes_on <= last:
        raise Refused(f"Перерыв объявляется не дольше чем до {last:%d.%m.%Y}.")
    move(meeting.adjourn, f"Объявлен перерыв до {resumes_on:%d.%m.%Y}", by=by, resumes_on=resumes_on)


def resume(meeting: Meeting, *, by: Person) -> None:
    """MT-08: the sitting goes on."""
    must_lead(meeting, by)
    move(meeting.resume, "Заседание продолжено", by=by)


def close_sitting(meeting: Meeting, *, by: Person) -> None:
    """MT-09: when every item has its outcome."""
    carry_over_leaderless(meeting, by=by)
    left = [str(line.number) for line in meeting.lines.filter(outcome="")]
    if left:
        raise Refused(
            f"Не рассмотрены вопросы: {', '.join(left)}. Решите их, отложите или зафиксируйте отсутствие кворума."
        )
    if meeting.status == Meeting.Status.ADJOURNED:
        raise Refused("Объявлен перерыв: сначала продолжите заседание.")
    move(meeting.close, "Заседание закрыто", by=by, at=timezone.now())


def cancel(meeting: Meeting, *, by: Person, ground: str) -> None:
    """MT-15: by the chair, a working day ahead at least; the items wait for another sitting."""
    if meeting.body.key_of(BodyMember.Role.CHAIR) not in by.capacity_keys():
        raise Refused("Отменить заседание может только председатель.")
    if workdays.local_date() > workdays.back(workdays.local_date(meeting.scheduled_at), 1):
        raise Refused("Отменить заседание можно не позднее чем за один рабочий день до него.")
    for line in meeting.lines.filter(outcome="").select_related("item"):
        item = lock_item(line.item_id)
        AgendaLine.objects.filter(pk=line.pk).update(outcome=AgendaLine.Outcome.CANCELLED)
        if item.status == AgendaItem.Status.INCLUDED:
            move(item.take_off, "Заседание отменено, вопрос ждёт другого", by=by)
    move(meeting.cancel, "Заседание отменено", by=by, cancel_ground=ground)
    tell_members(meeting, "cancelled", "Заседание отменено", f"Причина: {ground}")
    door.close_case(meeting.case)


def must_lead(meeting: Meeting, by: Person, *, or_secretary: bool = False) -> None:
    """Only the presiding person leads the sitting; some things the secretary records as well."""
    leads = meeting.presiding is not None and meeting.presiding.person_id == by.pk
    records = or_secretary and meeting.body.key_of(BodyMember.Role.SECRETARY) in by.capacity_keys()
    if not leads and not records:
        raise Refused("Это вправе сделать только председательствующий.")
