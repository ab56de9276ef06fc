"""Whether what came in is known, and what it was."""

from typing import Any

from consultations.topics.models import Topic
from consultations.topics.papers import digest
from documents import snapshots
from expertise.expertises.models import Expertise
from journal.record import key


def topic_of(expertise: Expertise) -> Topic | None:
    """The discussion of this version: held before the expertise, or beside it; a repeated expertise goes on from that of the first."""
    first = expertise
    while first.repeats:
        first = first.repeats
    return first.discussed or Topic.objects.about(key(first)).filter(kind=Topic.Kind.WINDOW).first()


def is_discussed(expertise: Expertise) -> bool:
    """Is the discussion over? An expertise that began before there were any has none to wait for."""
    topic = topic_of(expertise)
    return topic is None or topic.is_final


def account(expertise: Expertise) -> dict[str, Any] | None:
    """The table of what came in and how it was taken account of (EX-13); none where nothing was discussed."""
    topic = topic_of(expertise)
    if topic is None or topic.summary is None:
        return None
    return snapshots.frozen({"number": topic.summary.number, **digest(topic)})
