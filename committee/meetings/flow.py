"""How a sitting, a vote and a decision are led through (регламент 3.5)."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth import get_user_model
from viewflow import this
from viewflow.workflow import flow
from viewflow.workflow.activation import Activation

from casework.locking import case_lock
from casework.nodes import Ask, Await, ForEach, StartAsk, subject_of
from committee.agenda import actions as agenda
from committee.agenda import forms as agenda_forms
from committee.bodies.models import Body, BodyMember
from committee.meetings import actions, forms
from committee.meetings.attendance import Attendance
from committee.meetings.models import Meeting, MeetingCase
from committee.meetings.presiding import BY_CHAIR, BY_PRESIDING, BY_SECRETARY
from committee.minutes import actions as minutes
from committee.minutes import forms as minutes_forms
from committee.voting.models import BallotSeat
from journal.record import key
from programme.access import holds


def may_plan(person: Any) -> str:
    """The secretary of a body plans its sittings."""
    keys = [body.key_of(BodyMember.Role.SECRETARY) for body in Body.objects.filter(closed_at=None)]
    return "секретарь" if holds(person, *filter(None, keys)) else ""


def body_of(activation: Activation) -> Body:
    """The body whose sitting, vote or decision it is."""
    subject = activation.process.subject
    if isinstance(subject, Meeting):
        return subject.body
    return subject.line.meeting.body


def chair(activation: Activation) -> str:
    """The chair of the body, or whoever acts as one."""
    return body_of(activation).acting_chair_key()


def secretary(activation: Activation) -> str:
    """The secretary of the body."""
    return body_of(activation).key_of(BodyMember.Role.SECRETARY)


def secretary_office(activation: Activation) -> str:
    """Whose steps they are: the secretary's, of a body without one the clerk's."""
    return secretary(activation) or "role:clerk"


def agenda_makers(activation: Activation) -> str:
    """The working commission; where there is none, the secretary (MT-02)."""
    role = f"role:{body_of(activation).agenda_role}"
    return role if get_user_model().objects.holding(role).exists() else secretary(activation)


def presiding(activation: Activation) -> str:
    """Whoever opened the sitting leads it to its end."""
    subject = activation.process.subject
    meeting = subject if isinstance(subject, Meeting) else subject.line.meeting
    return meeting.presiding.key


def the_member(activation: Activation) -> str:
    """The member a branch is about: nobody votes or remarks for another."""
    return subject_of(activation).member.key  # type: ignore[attr-defined]


def who_was_there(activation: Activation) -> Iterable[Attendance]:
    """One entry of attendance for every member who was at the sitting."""
    meeting = activation.process.subject
    there = meeting.attendance.filter(is_present=True, at__gte=meeting.opened_at)
    return there.order_by("member_id", "pk").distinct("member_id")


def the_roll(activation: Activation) -> Iterable[BallotSeat]:
    """Everybody on the frozen roll."""
    return activation.process.subject.seats.all()


def paper_of(activation: Activation) -> Any:
    """The minutes of a sitting, or a decision on paper."""
    subject = activation.process.subject
    return subject.minutes if isinstance(subject, Meeting) else subject.document


def the_paper(activation: Activation) -> str:
    """The paper under its name in the journal."""
    return key(paper_of(activation))


def is_settled(activation: Activation) -> bool:
    """Has the paper been signed by both, or refused?"""
    paper = paper_of(activation)
    return paper.is_registered or paper.is_annulled


def stands_at(*statuses: str) -> Any:
    """A question to the facts: is the subject in one of these statuses?"""
    return lambda activation: activation.process.subject.status in statuses


class MeetingFlow(flow.Flow):
    """Заседание: от назначения до опубликованных итогов."""

    process_class = MeetingCase
    office = staticmethod(secretary_office)
    process_title = "Заседание коллегиального органа"
    lock_impl = case_lock

    plan = (
        StartAsk(forms.PlanForm, actions.plan, task_title="Назначить заседание").Available(may_plan).Next(this.assemble)
    )
    assemble = (
        Ask(agenda_forms.AssembleForm, agenda.assemble)
        .To(agenda_makers, "рабочая комиссия")
        .InAbsence(*BY_SECRETARY)
        .Titled("Собрать повестку")
        .Within("committee.agenda_draft")
        .Next(this.approve)
    )
    approve = (
        Ask(agenda_forms.ApproveForm, agenda.approve)
        .To(chair, "председатель")
        .InAbsence(*BY_CHAIR)
        .Titled("Утвердить повестку")
        .Within("committee.agenda")
        .Next(this.notify_members)
    )
    notify_members = (
        Ask(agenda_forms.NotifyForm, agenda.notify_members)
        .To(secretary, "секретарь")
        .Office(chair)
        .InAbsence(*BY_SECRETARY)
        .Titled("Разослать извещение и материалы")
        .Within("committee.materials")
        .Next(this.open_sitting)
    )
    open_sitting = (
        Ask(forms.OpenForm, actions.open_sitting)
        .To(chair, "председатель")
        .InAbsence(*BY_CHAIR)
        .Titled("Открыть заседание")
        .Next(this.has_quorum)
    )
    has_quorum = flow.Switch().Case(this.hold, cond=stands_at(Meeting.Status.OPEN)).Default(this.postpone)
    postpone = (
        Ask(forms.PostponeForm, actions.postpone)
        .To(chair, "председатель")
        .InAbsence(*BY_CHAIR)
        .Titled("Перенести заседание")
        .Next(this.open_sitting)
    )
    hold = (
        Ask(forms.HoldForm, actions.close_sitting)
        .To(presiding, "председательствующий")
        .InAbsence(*BY_PRESIDING)
        .Titled("Провести и закрыть заседание")
        .Next(this.draft_minutes)
    )
    draft_minutes = (
        Ask(minutes_forms.MinutesForm, minutes.draft_minutes)
        .To(secretary, "секретарь")
        .Office(chair)
        .InAbsence(*BY_SECRETARY)
        .Titled("Составить проект протокола")
        .Within("committee.minutes_draft")
        .Next(this.ask_members)
    )
    ask_members = ForEach(who_was_there).Next(this.remark)
    remark = (
        Ask(minutes_forms.RemarkForm, minutes.remark)
        .To(the_member, "члены, участвовавшие в заседании")
        .InAbsence("за члена не отвечает никто: по окончании срока будет считаться, что замечаний нет.")
        .Titled("Прочитать проект протокола")
        .Within("committee.remarks", lapse=minutes.no_remark, consequence="будет считаться, что замечаний нет")
        .Next(this.all_have_read)
    )
    all_have_read = flow.Join().Next(this.sign_minutes)
    sign_minutes = (
        Ask(minutes_forms.SignMinutesForm, minutes.sign_minutes)
        .To(secretary, "секретарь")
        .Office(chair)
        .InAbsence(*BY_SECRETARY)
        .Titled("Учесть замечания и направить протокол на подпись")
        .Within("committee.minutes")
        .Next(this.signatures)
    )
    signatures = (
        Await(the_paper, is_settled, then=minutes.settle_minutes, task_title="Подписание протокола")
        .From("председательствующий и секретарь")
        .Next(this.is_signed)
    )
    is_signed = (
        flow.Switch().Case(this.publish, cond=stands_at(Meeting.Status.MINUTES_SIGNED)).Default(this.draft_minutes)
    )
    publish = (
        Ask(minutes_forms.PublishForm, minutes.publish)
        .To(secretary, "секретарь")
        .Office(chair)
        .InAbsence(*BY_SECRETARY)
        .Titled("Опубликовать итоги заседания")
        .Within("committee.publication")
        .Next(this.end)
    )
    end = flow.End()
