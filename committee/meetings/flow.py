"""How a sitting is led through, from its plan to its published minutes (регламент 3.5.1)."""

from viewflow import this
from viewflow.workflow import flow

from casework.locking import case_lock
from casework.nodes import Ask, Await, ForEach, StartAsk
from casework.predicates import has_status
from committee.agenda import actions as agenda
from committee.agenda import forms as agenda_forms
from committee.bodies.models import Body, BodyMember
from committee.meetings import actions, forms
from committee.meetings.addressees import (
    agenda_makers,
    appointed_time,
    approver,
    attended,
    chair,
    document_key,
    has_its_decisions,
    is_document_settled,
    meeting_key,
    member,
    presiding,
    secretary,
    secretary_office,
)
from committee.meetings.cases import MeetingCase
from committee.meetings.models import Meeting
from committee.meetings.presiding import BY_CHAIR, BY_PRESIDING, BY_SECRETARY
from committee.minutes import actions as minutes
from committee.minutes import forms as minutes_forms
from committee.release import actions as release
from committee.release import forms as release_forms
from programme.access import Visitor, holds


def may_plan(person: Visitor) -> str:
    """The secretary of a body plans its sittings."""
    keys = [body.key_of(BodyMember.Role.SECRETARY) for body in Body.objects.filter(closed_at=None)]
    return "секретарь" if holds(person, *filter(None, keys)) else ""


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
        .To(approver, "председатель")
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
        .NotBefore(appointed_time)
        .Next(this.has_quorum)
    )
    has_quorum = flow.Switch().Case(this.hold, cond=has_status(Meeting.Status.OPEN)).Default(this.postpone)
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
    ask_members = ForEach(attended).Next(this.remark)
    remark = (
        Ask(minutes_forms.RemarkForm, minutes.remark)
        .To(member, "члены, участвовавшие в заседании")
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
        Await(document_key, is_document_settled, then=minutes.settle_minutes, task_title="Подписание протокола")
        .From("председательствующий и секретарь")
        .Next(this.is_signed)
    )
    is_signed = (
        flow.Switch().Case(this.decisions, cond=has_status(Meeting.Status.MINUTES_SIGNED)).Default(this.draft_minutes)
    )
    decisions = (
        Await(meeting_key, has_its_decisions, task_title="Оформление решений")
        .From("секретарь и председательствующий")
        .Next(this.publish)
    )
    publish = (
        Ask(release_forms.ReleaseForm, release.release)
        .To(secretary, "секретарь")
        .Office(chair)
        .InAbsence(*BY_SECRETARY)
        .Titled("Выпустить итоги заседания")
        .Within("committee.publication")
        .Next(this.end)
    )
    end = flow.End()
