"""What the room of consultations asks of an edition: its public discussion is a window of topics, by articles (KP-05, programme 8.3)."""

from casework.discussing import Rules
from consultations.topics import actions as topics
from consultations.topics.models import Topic
from programme.models import Person
from protocol.editions.models import EditionPaper, ProtocolEdition
from protocol.roles import EDITOR

ABOUT = (
    "Прочитайте статьи и скажите, что в них непонятно, лишнее или чего не хватает: на каждый вопрос и каждое предложение редактор ответит, "
    "всё войдёт в свод предложений, который читают рабочая группа и комитет. Чтобы изменить слова статьи, внесите поправку на её странице."
)


def title(edition: ProtocolEdition) -> str:
    """With its number."""
    return f"Проект редакции № {edition.number} Красноярского протокола"


def sections(edition: ProtocolEdition) -> list[tuple[str, str]]:
    """Its articles, by their permanent codes."""
    return [(text.article.code, f"Статья {text.position}. {text.title}") for text in edition.texts if text.project]


def version(edition: ProtocolEdition) -> str:
    """The fingerprint of the project the group has let out."""
    paper = edition.papers.filter(purpose=EditionPaper.Purpose.PROJECT).order_by("pk").select_related("document").last()
    return paper.document.sha256 if paper else ""


RULES = Rules(
    is_public=lambda edition: edition.status == ProtocolEdition.Status.PUBLIC_DISCUSSION,
    title=title,
    version=version,
    owner=lambda edition: EDITOR[0],
    executor=lambda edition: EDITOR[0],
    sections=sections,
    is_stage=True,
)


def open_discussion(edition: ProtocolEdition, *, by: Person) -> Topic:
    """KP-03: as many working days as the regulation asks, from this very moment. In the transaction of the publication."""
    days = edition.case.term("discussion.min_protocol").days
    return topics.announce_on(
        edition, RULES, by=by, kind=Topic.Kind.WINDOW, title=title(edition), about=ABOUT, days=days, is_begun=True
    )


def topic_of(edition: ProtocolEdition) -> Topic:
    """The discussion of an edition that has been published."""
    assert edition.topic is not None, "a published edition is discussed"
    return edition.topic
