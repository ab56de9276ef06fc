"""Who presides when the presiding person cannot go on, and whose step it is meanwhile (регламент 3.5)."""

from django.utils import timezone

from casework.door import Refused
from casework.notify import tell
from casework.replacing import ask_anew
from committee.agenda.models import AgendaItem
from committee.bodies.models import Body, BodyMember
from committee.decisions.models import Decision
from committee.meetings.attendance import Attendance
from committee.meetings.models import Meeting
from committee.recusals import actions as recusals
from committee.recusals import standing
from committee.voting.cases import BallotCase
from committee.voting.models import Ballot
from journal.record import record
from programme.models import Person

REPLACEABLE = (
    *Meeting.UNDER_WAY,
    Meeting.Status.CLOSED,
    Meeting.Status.MINUTES_DRAFT,
    Meeting.Status.MINUTES_COORDINATION,
    Meeting.Status.MINUTES_SIGNED,
    Meeting.Status.PUBLISHED,
)


LIVE = (AgendaItem.Status.DISCUSSING, AgendaItem.Status.VOTING)


def meeting_of(subject: Meeting | Ballot | Decision) -> Meeting:
    """The sitting a step is about, be its subject a vote or a decision."""
    return subject if isinstance(subject, Meeting) else subject.line.meeting


def who_may_preside(subject: Meeting | Ballot | Decision) -> list[Person]:
    """The people who may lead the sitting instead of whoever leads it: the chair, the deputies, else the member who has sat longest."""
    meeting = meeting_of(subject)
    leading = _leading(subject)
    former = leading.person_id if leading else None
    chairs = meeting.body.voters_on().filter(role=BodyMember.Role.CHAIR, person__is_active=True).exclude(person=former)
    people = [member.person for member in (*chairs, *meeting.body.stand_ins(without=former))]
    items = [line.item for line in meeting.lines.filter(outcome="", item__status__in=LIVE).select_related("item")]
    return standing.untied(people, items, meeting.regulation)


def _leading(subject: Meeting | Ballot | Decision) -> BodyMember | None:
    """Who leads now: a vote may have its own presiding member."""
    own = subject.line.presiding if isinstance(subject, Ballot) else None
    return own or meeting_of(subject).signing_member


def replace_presiding(subject: Meeting | Ballot | Decision, *, by: Person, ground: str, person: Person) -> None:
    """Another leads the sitting from now on, closes its votes and signs its papers; what the former has done stays done."""
    meeting = meeting_of(subject)
    member = meeting.body.voters_on().filter(person=person).first()
    if member is None or person not in who_may_preside(meeting):
        raise Refused(
            "Вместо председательствующего заседание ведёт председатель или заместитель, а если их нет — старейший член."
        )
    if meeting.status not in REPLACEABLE:
        raise Refused(
            "Пока протокол на подписи, председательствующего не заменяют: сначала аннулируйте протокол или дождитесь подписи."
        )
    if meeting.is_under_way and member.pk not in {present.pk for present in meeting.present()}:
        Attendance.objects.create(meeting=meeting, member=member, is_present=True, at=timezone.now(), recorded_by=by)
    if isinstance(subject, Ballot) and subject.line.presiding_id:
        recusals.replace_leader(subject.line, member, by=by, ground=ground)
        ask_anew(subject.case.pk)
        return
    former = meeting.signing_member
    if meeting.is_under_way:
        meeting.presiding = member
    else:  # who has presided is history: another only signs for them
        meeting.signs_instead = member
    meeting.save(update_fields=["presiding", "signs_instead"])
    what = "Председательствующий заменён" if meeting.is_under_way else "За председательствующего подпишет другой"
    title = f"{what}: {former.person.short_name if former else '—'} — {person.short_name}"
    record(meeting, "replace_presiding", title, by=by, ground=ground)
    event, url = f"meeting:{meeting.pk}:presiding:{member.pk}", meeting.get_absolute_url()
    for concerned in {person, *([former.person] if former else [])}:
        tell(concerned, event, title, f"{meeting}. Основание: {ground}.", url)
    ballots = BallotCase.objects.filter(ballot__in=Ballot.objects.filter(line__meeting=meeting), finished=None)
    for process in (meeting.case.pk, *ballots.values_list("pk", flat=True)):
        ask_anew(process)


def who_signs(meeting: Meeting) -> BodyMember:
    """Who signs the papers of a sitting beside the secretary; a paper that nobody could sign is not drawn up."""
    signing = meeting.signing_member
    if signing is None or not signing.person.is_active:
        raise Refused(
            "Учётная запись председательствующего закрыта, подписать он не сможет. Замените его на странице заседания."
        )
    able = recusals.require_untied_signer(meeting, signing)
    if able != signing:
        meeting.signs_instead = able
        meeting.save(update_fields=["signs_instead"])
        title = f"За председательствующего подпишет {able.person.short_name}: у него нет связи ни с одним из вопросов"
        record(meeting, "sign_instead", title)
    return able


def hand_to(subject: Meeting | Ballot | Decision, *, by: Person, ground: str, person: Person) -> None:
    """This step alone is done by another; nothing else in the sitting changes."""
    if person not in (*acting_chairs(subject), *acting_secretaries(subject)):
        raise Refused("Этот человек не входит в состав органа или его учётная запись закрыта.")


def acting_chairs(subject: Meeting | Ballot | Decision) -> list[Person]:
    """Who may do a step of the chair."""
    return [member.person for member in meeting_of(subject).body.stand_ins()]


def acting_secretaries(subject: Meeting | Ballot | Decision) -> list[Person]:
    """Who may do a step of the secretary: anybody in the body but whoever presides, who signs beside the secretary."""
    meeting = meeting_of(subject)
    body: Body = meeting.body
    rows = body.members_on().filter(person__is_active=True).exclude(role=BodyMember.Role.CHAIR)
    return [member.person for member in rows if member.pk != meeting.presiding_id]


# What the flows say of these steps: see casework.nodes.Absence.
BY_CHAIR = (
    "шаг исполнит заместитель председателя, а если его нет — старейший член органа.",
    hand_to,
    acting_chairs,
)

BY_SECRETARY = ("председатель поручит шаг другому члену органа.", hand_to, acting_secretaries)

BY_PRESIDING = (
    "заседание поведёт председатель или заместитель, а если их нет — старейший член органа.",
    replace_presiding,
    who_may_preside,
)
