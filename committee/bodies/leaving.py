"""What a seat leaves open when it ends, and who takes each step; what keeps a whole body from ending."""

from dataclasses import dataclass

from django.db.models import Q
from django.utils.module_loading import import_string

from casework.models import Waiting
from casework.replacing import absence_of
from casework.rooms import announced
from committee.agenda.models import AgendaItem
from committee.bodies.models import Body, BodyMember
from committee.decisions.cases import DecisionCase
from committee.decisions.models import Decision
from committee.meetings.cases import MeetingCase
from committee.meetings.models import Meeting
from committee.voting.cases import BallotCase
from documents.models import Document, SigningCase
from journal.record import key
from programme.appointments.absences import to_outsiders
from programme.models import Invitation

UNPUBLISHED = [
    Decision.Status.DRAFT, Decision.Status.ADOPTED, Decision.Status.SIGNING, Decision.Status.SIGNED, Decision.Status.PENDING_ACT,
    Decision.Status.IN_FORCE, Decision.Status.APPEALED,
]  # fmt: skip


@dataclass(frozen=True)
class LeftStep:
    """An open step of a member whose seat ends."""

    waiting: Waiting

    @property
    def words(self) -> str:
        """The step and what becomes of it, in one line."""
        absence = absence_of(self.waiting)
        what = absence.words if absence else "шаг остаётся за этим человеком."
        return f"{to_outsiders(self.waiting)}: {what}"

    @property
    def is_handed_over(self) -> bool:
        """Has the office of the step to find somebody else?"""
        absence = absence_of(self.waiting)
        return absence is not None and absence.replace is not None


def left_by_seat(member: BodyMember) -> list[LeftStep]:
    """The open steps that the member would leave: leading and closing, voting, reading the minutes, signing the papers of the body.

    Steps of a role are not among them: a role ends by an act of its own (`programme.appointments.absences.left_by`).
    """
    body = member.body_id
    papers = Document.objects.filter(
        Q(pk__in=Meeting.objects.filter(body=body).values("minutes"))
        | Q(pk__in=Decision.objects.filter(line__meeting__body=body).values("document"))
    )
    cases = (
        Q(process__in=MeetingCase.objects.filter(meeting__body=body).values("pk"))
        | Q(process__in=BallotCase.objects.filter(ballot__line__meeting__body=body).values("pk"))
        | Q(process__in=DecisionCase.objects.filter(decision__line__meeting__body=body).values("pk"))
        | Q(process__in=SigningCase.objects.filter(document__in=papers).values("pk"))
    )
    rows = Waiting.objects.open().filed().filter(cases, addressee=member.key).select_related("task")
    return [LeftStep(row) for row in rows.order_by("opened_at", "pk")]


def unfinished(body: Body) -> list[str]:
    """What the body still has to do before it may end, in words (Russian): questions, sittings, decisions, invitations, procedures."""
    over = (Meeting.Status.PUBLISHED, Meeting.Status.CANCELLED)
    questions = body.items.exclude(status__in=AgendaItem.SETTLED).values_list("title", flat=True)
    papers = Decision.objects.filter(line__meeting__body=body, status__in=UNPUBLISHED).select_related("item")
    asked = Invitation.objects.open().filter(purpose="seat", subject=key(body)).count()
    return [
        *(f"вопрос не решён: {title}" for title in questions),
        *(f"заседание не завершено: {meeting}" for meeting in body.meetings.exclude(status__in=over)),
        *(f"решение не вступило в силу или не опубликовано: {decision.item.title}" for decision in papers),
        *([f"приглашения в состав без ответа: {asked}; отзовите их"] if asked else []),
        *(line for _, name in announced("body_users") for line in import_string(name)(body)),
    ]
