"""Acts on the page of a sitting outside the flow: what each asks, what it does, who may do it and in what capacity."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from committee.agenda import actions as agenda
from committee.agenda import forms as agenda_forms
from committee.agenda.lines import AgendaLine
from committee.agenda.models import AgendaItem
from committee.bodies.models import BodyMember
from committee.meetings import actions, forms, presiding
from committee.meetings.models import Meeting
from committee.meetings.presiding import REPLACEABLE
from committee.minutes import actions as minutes
from committee.minutes import forms as minutes_forms
from committee.recusals import actions as recusals
from committee.recusals import forms as recusal_forms
from committee.recusals.models import TieHint
from committee.recusals.standing import Standing
from committee.recusals.standing import of_line as standing_on
from committee.voting import actions as voting
from committee.voting import forms as voting_forms
from programme.access import Visitor, holds

Meetings, Items = Meeting.Status, AgendaItem.Status


def as_presiding(meeting: Meeting, user: Visitor) -> str:
    """The words for the capacity of whoever opened the sitting; empty for others, as below."""
    return "председательствующий" if meeting.presiding is not None and meeting.presiding.person_id == user.pk else ""


def as_secretary(meeting: Meeting, user: Visitor) -> str:
    """The secretary of the body."""
    return "секретарь" if holds(user, meeting.body.key_of(BodyMember.Role.SECRETARY)) else ""


def as_chair(meeting: Meeting, user: Visitor) -> str:
    """The chair of the body."""
    return "председатель" if holds(user, meeting.body.key_of(BodyMember.Role.CHAIR)) else ""


def as_voting_member(meeting: Meeting, user: Visitor) -> str:
    """A member with a vote."""
    return "член органа" if user.is_authenticated and meeting.voters().filter(person=user).exists() else ""


def as_presiding_or_secretary(meeting: Meeting, user: Visitor) -> str:
    """The presiding person or the secretary."""
    return as_presiding(meeting, user) or as_secretary(meeting, user)


def as_asked(meeting: Meeting, user: Visitor) -> str:
    """A member who is asked about a tie; which item it is about decides, see `capacities_on`."""
    return ""


@dataclass(frozen=True)
class Act:
    """An act: its form, its action, its title, who may do it, and at which status of what it is about."""

    form: type
    action: Callable[..., Any]
    title: str
    capacity: Callable[[Meeting, Visitor], str]
    when: tuple[str, ...]
    is_main: bool = False
    fits: Callable[[AgendaLine], bool] = lambda line: True  # is it one for this item at all?

    @property
    def at_once(self) -> bool:
        """Nothing to fill in: a button is enough."""
        return not self.form.base_fields  # type: ignore[attr-defined]


MEETING_ACTS = {
    "attendance": Act(
        forms.AttendanceForm,
        actions.record_attendance,
        "Отметить явку",
        as_presiding_or_secretary,
        (Meetings.OPEN, Meetings.ADJOURNED),
    ),
    "adjourn": Act(forms.AdjournForm, actions.adjourn, "Объявить перерыв", as_presiding, (Meetings.OPEN,)),
    "resume": Act(forms.ResumeForm, actions.resume, "Продолжить заседание", as_presiding, (Meetings.ADJOURNED,), True),
    "preside": Act(
        forms.PresidingForm,
        presiding.replace_presiding,
        "Заменить председательствующего",
        as_secretary,
        REPLACEABLE,
    ),
    "cancel": Act(forms.CancelForm, actions.cancel, "Отменить заседание", as_chair, tuple(Meeting.BEFORE)),
}

IN_THE_ROOM = ("attendance", "adjourn", "resume")  # by correspondence nobody meets

LINE_ACTS = {
    "discuss": Act(voting_forms.DiscussForm, voting.discuss, "Начать рассмотрение", as_presiding, (Items.INCLUDED,), True),
    "motion": Act(voting_forms.MotionForm, voting.put_motion, "Поставить на голосование", as_presiding, (Items.DISCUSSING,), True),
    "secretly": Act(
        voting_forms.SecretlyForm, voting.propose_secrecy, "Предложить тайное голосование", as_presiding, (Items.DISCUSSING,),
        fits=lambda line: line.may_be_secret,
    ),
    "no-quorum": Act(
        voting_forms.NoQuorumForm, voting.find_no_quorum, "Нет кворума по вопросу", as_presiding, (Items.DISCUSSING,),
        fits=lambda line: not line.meeting.is_absentee,
    ),
    "recuse": Act(voting_forms.RecuseForm, voting.recuse, "Заявить самоотвод", as_voting_member, (Items.DISCUSSING,)),
    "recuse-other": Act(voting_forms.RecuseOtherForm, voting.recuse, "Записать самоотвод со слов члена", as_secretary, (Items.DISCUSSING,)),
    "tie": Act(recusal_forms.AnswerHintForm, recusals.answer_hint, "Ответить о возможной связи", as_asked, (Items.DISCUSSING,), True),
    "tie-decision": Act(recusal_forms.DecideHintForm, recusals.decide_hint, "Решить вопрос о связи", as_presiding, (Items.DISCUSSING,), True),
    "paper": Act(
        agenda_forms.AttachForm, agenda.attach, "Приложить бумагу", as_presiding_or_secretary, (Items.INCLUDED, Items.DISCUSSING)
    ),
    "dissent": Act(
        minutes_forms.DissentForm, minutes.dissent, "Подать особое мнение", as_voting_member, (Items.DISCUSSING, Items.DECIDED, Items.DEFERRED)
    ),
}  # fmt: skip

DISSENT_UNTIL = (
    Meetings.OPEN,
    Meetings.ADJOURNED,
    Meetings.CLOSED,
    Meetings.MINUTES_DRAFT,
    Meetings.MINUTES_COORDINATION,
)

WHEN = {
    "dissent": DISSENT_UNTIL,
    "paper": (*Meeting.BEFORE, Meetings.OPEN, Meetings.ADJOURNED),
}  # other acts: at the open sitting


def of_meeting(meeting: Meeting, user: Visitor) -> dict[str, Act]:
    """What the person may do about the sitting now."""
    return {
        verb: act
        for verb, act in MEETING_ACTS.items()
        if meeting.status in act.when
        and not (meeting.is_absentee and verb in IN_THE_ROOM)
        and act.capacity(meeting, user)
    }


def of_line(line: AgendaLine, *, capacities: dict[Any, str]) -> dict[str, Act]:
    """What a person may do about an item of a sitting now. `capacities`: in what capacities they are there, see `capacities_on`."""
    meeting = line.meeting
    is_asked = any(not hint.decision for hint in line.hints.all())  # until it is decided nothing is put to the vote
    allowed = {}
    for verb, act in LINE_ACTS.items():
        in_time = meeting.status in WHEN.get(verb, (Meetings.OPEN,)) and (verb != "dissent" or line.ballots.all())
        if verb == ("motion" if is_asked else "tie-decision"):
            continue
        if in_time and line.item.status in act.when and capacities[act.capacity] and act.fits(line):
            allowed[verb] = act
    return allowed


def capacities_on(line: AgendaLine, user: Visitor, known: Standing, hints: Iterable[TieHint]) -> dict[Any, str]:
    """In what capacity the person is at an item: who presides over it, and who is asked, may be others than at the sitting."""
    capacities = {question: question(line.meeting, user) for question in {act.capacity for act in LINE_ACTS.values()}}
    leader = known.leader(line)
    leads = leader is not None and leader.person_id == user.pk
    is_asked = any(hint.member.person_id == user.pk for hint in hints)
    return capacities | {
        as_presiding: "председательствующий по вопросу" if leads else "",
        as_asked: "член органа" if is_asked else "",
    }


def capacity_in(act: Act, subject: Meeting | AgendaLine, user: Visitor) -> str:
    """In what capacity the person does an act about a sitting or an item of it."""
    if isinstance(subject, Meeting):
        return act.capacity(subject, user)
    hints = subject.hints.open().select_related("member")
    return capacities_on(subject, user, standing_on(subject), hints)[act.capacity]
