"""How a sitting, a vote and a decision are led through (регламент 3.5)."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth import get_user_model
from viewflow import this
from viewflow.workflow import flow
from viewflow.workflow.activation import Activation

from casework.locking import case_lock
from casework.nodes import Ask, Await, ForEach, StartAsk, subject_of
from committee import actions, forms
from committee.actions.presiding import BY_CHAIR, BY_PRESIDING, BY_SECRETARY
from committee.models import (
    Attendance,
    BallotCase,
    BallotSeat,
    Body,
    BodyMember,
    Decision,
    DecisionCase,
    Meeting,
    MeetingCase,
)
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
        Ask(forms.AssembleForm, actions.assemble)
        .To(agenda_makers, "рабочая комиссия")
        .InAbsence(*BY_SECRETARY)
        .Titled("Собрать повестку")
        .Within("committee.agenda_draft")
        .Next(this.approve)
    )
    approve = (
        Ask(forms.ApproveForm, actions.approve)
        .To(chair, "председатель")
        .InAbsence(*BY_CHAIR)
        .Titled("Утвердить повестку")
        .Within("committee.agenda")
        .Next(this.notify_members)
    )
    notify_members = (
        Ask(forms.NotifyForm, actions.notify_members)
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
        Ask(forms.MinutesForm, actions.draft_minutes)
        .To(secretary, "секретарь")
        .Office(chair)
        .InAbsence(*BY_SECRETARY)
        .Titled("Составить проект протокола")
        .Within("committee.minutes_draft")
        .Next(this.ask_members)
    )
    ask_members = ForEach(who_was_there).Next(this.remark)
    remark = (
        Ask(forms.RemarkForm, actions.remark)
        .To(the_member, "члены, участвовавшие в заседании")
        .InAbsence("за члена не отвечает никто: по окончании срока будет считаться, что замечаний нет.")
        .Titled("Прочитать проект протокола")
        .Within("committee.remarks", lapse=actions.no_remark, consequence="будет считаться, что замечаний нет")
        .Next(this.all_have_read)
    )
    all_have_read = flow.Join().Next(this.sign_minutes)
    sign_minutes = (
        Ask(forms.SignMinutesForm, actions.sign_minutes)
        .To(secretary, "секретарь")
        .Office(chair)
        .InAbsence(*BY_SECRETARY)
        .Titled("Учесть замечания и направить протокол на подпись")
        .Within("committee.minutes")
        .Next(this.signatures)
    )
    signatures = (
        Await(the_paper, is_settled, then=actions.settle_minutes, task_title="Подписание протокола")
        .From("председательствующий и секретарь")
        .Next(this.is_signed)
    )
    is_signed = (
        flow.Switch().Case(this.publish, cond=stands_at(Meeting.Status.MINUTES_SIGNED)).Default(this.draft_minutes)
    )
    publish = (
        Ask(forms.PublishForm, actions.publish)
        .To(secretary, "секретарь")
        .Office(chair)
        .InAbsence(*BY_SECRETARY)
        .Titled("Опубликовать итоги заседания")
        .Within("committee.publication")
        .Next(this.end)
    )
    end = flow.End()


class BallotFlow(flow.Flow):
    """Голосование: каждый в списке голосует сам, председательствующий закрывает."""

    process_class = BallotCase
    office = staticmethod(secretary_office)
    process_title = "Голосование"
    lock_impl = case_lock

    begin = flow.StartHandle().Next(this.both)
    both = flow.Split().Always(this.ask_members).Always(this.close_voting)
    ask_members = ForEach(the_roll).Next(this.vote)
    vote = (
        Ask(forms.VoteForm, actions.vote)
        .To(the_member, "члены, которые ещё не голосовали")
        .InAbsence("за члена не голосует никто: председательствующий закроет голосование и без него.")
        .Titled("Проголосовать")
        .Next(this.voted)
    )
    voted = flow.End()
    close_voting = (
        Ask(forms.CloseVotingForm, actions.close_voting)
        .To(presiding, "председательствующий")
        .InAbsence(*BY_PRESIDING)
        .Titled("Закрыть голосование")
        .Next(this.closed)
    )
    closed = flow.TerminateEnd()


class DecisionFlow(flow.Flow):
    """Решение: оформлено, подписано, в силе, опубликовано."""

    process_class = DecisionCase
    office = staticmethod(secretary_office)
    process_title = "Оформление решения"
    lock_impl = case_lock

    begin = flow.StartHandle().Next(this.draw_up)
    draw_up = (
        Ask(forms.DrawUpForm, actions.draw_up)
        .To(secretary, "секретарь")
        .Office(chair)
        .InAbsence(*BY_SECRETARY)
        .Titled("Оформить решение")
        .Within("committee.decision")
        .Next(this.signatures)
    )
    signatures = (
        Await(the_paper, is_settled, then=actions.settle_decision, task_title="Подписание решения")
        .From("председательствующий и секретарь")
        .Next(this.what_next)
    )
    what_next = (
        flow.Switch()
        .Case(this.publish_decision, cond=stands_at(Decision.Status.IN_FORCE))
        .Case(this.enter_act, cond=stands_at(Decision.Status.PENDING_ACT))
        .Default(this.draw_up)
    )
    enter_act = (
        Ask(forms.ActForm, actions.enter_act)
        .To("role:clerk", "делопроизводитель")
        .Titled("Внести реквизиты акта Главы города")
        .Within("committee.act")
        .Next(this.is_in_force)
    )
    is_in_force = flow.Switch().Case(this.publish_decision, cond=stands_at(Decision.Status.IN_FORCE)).Default(this.end)
    publish_decision = (
        Ask(forms.PublishForm, actions.publish_decision)
        .To(secretary, "секретарь")
        .Office(chair)
        .InAbsence(*BY_SECRETARY)
        .Titled("Опубликовать решение")
        .Within("committee.publication")
        .Next(this.end)
    )
    end = flow.End()
