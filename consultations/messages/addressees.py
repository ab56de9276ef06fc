"""To whom a message may be addressed besides the one the topic names, and to whom it is repeated."""

from django.db.models import Q

from casework import roles, workdays
from consultations.messages.models import Message
from consultations.topics.models import Topic
from programme.appointments.absences import title_of
from programme.models import ResponsibleBody

# Offices that answer; the moderator is none of them (C5).
OFFICES = (
    roles.PLATFORM_SECRETARY, roles.COMMITTEE_SECRETARY, roles.EXPERTISE_COORDINATOR, roles.CONTEST_SECRETARY, roles.PROTOCOL_EDITOR,
    roles.CLERK,
)  # fmt: skip


def offices() -> list[tuple[str, str]]:
    """(capacity key, title) of the offices that answer."""
    return [(key, title_of(key)) for key in OFFICES]


def others(message: Message) -> list[tuple[str, str]]:
    """To whom whoever is asked may pass a message on."""
    return [row for row in (*bodies(), *offices()) if row[0] != message.answerer]


def bodies() -> list[tuple[str, str]]:
    """(capacity key, name) of the responsible bodies of today that an organisation of the register stands for."""
    today = workdays.local_date()
    rows = ResponsibleBody.objects.filter(
        Q(valid_to=None) | Q(valid_to__gte=today), valid_from__lte=today, organization__closed_at=None
    ).exclude(organization=None)
    return [(f"member:{body.organization_id}", body.name) for body in rows]


def controller_of(message: Message) -> str:
    """Who is asked when an answer has not helped: of a project its coordinator of expertise, else the secretary of the committee;
    never the one who has answered (programme 8.0, «controller»).
    """
    first = roles.EXPERTISE_COORDINATOR if message.topic.kind == Topic.Kind.REVIEW else roles.COMMITTEE_SECRETARY
    return first if first != message.answerer else roles.CLERK
