"""Opening the discussion when the expertise is held, ending it when there is nothing left to discuss (регламент 3.2, EX-13)."""

from casework.locking import locked
from consultations.topics import actions as topics
from consultations.topics.models import Topic
from expertise.discussions.facts import topic_of
from expertise.expertises.models import Expertise
from expertise.roles import COORDINATOR
from journal.record import key
from programme.models import Person

ABOUT = (
    "Идёт профессионально-общественная экспертиза; что оценивают эксперты, — по ссылке. Напишите, что там верно, что изменить "
    "и чем это рискует. На каждый вопрос и каждое предложение ответит координатор экспертизы; на балл они не влияют, но свод с ответами "
    "войдёт в заключение."
)


def open_discussion(expertise: Expertise, *, by: Person) -> Topic:
    """EX-03: as many working days as the regulation asks, beside the scoring."""
    return topics.announce(
        by=by, kind=Topic.Kind.WINDOW, title=f"На экспертизе: {expertise.object_title}", about=ABOUT, owner=COORDINATOR,
        answerer=COORDINATOR, object_key=key(expertise), object_title=expertise.object_title, object_url=expertise.object_url,
        object_version=expertise.version_hash, is_begun=True,
    )  # fmt: skip


def counted(topic: Topic | None, version_hash: str) -> Topic | None:
    """The discussion if it counts for an expertise of this version: over, summed up, and about the very same text."""
    return topic if topic and topic.summary and topic.object_version == version_hash else None


def end_discussion(expertise: Expertise, *, by: Person | None, ground: str) -> None:
    """CS-07: the expertise has been stopped."""
    topic = topic_of(expertise)
    if topic is None or topic.is_final or topic.object_key != key(expertise):
        return
    with locked(topic.case.pk):
        fresh = Topic.objects.get(pk=topic.pk)
        if not fresh.is_final:
            topics.cancel(fresh, by=by, ground=ground)
