"""A card in public discussion: its window, its summary, what follows (CARD-08, 12, 13, 16). Under the lock of its case."""

from typing import Any

from django.utils import timezone

from casework.discussing import Rules
from casework.door import Refused
from casework.locking import locked
from casework.notify import notify
from consultations.models import Topic
from consultations.topics import actions as topics
from journal.record import record
from library.cards.carrying import go
from library.cards.holding import issue_sheet, put_in_force, require_stranger
from library.cards.keeping import keeper_of
from library.cards.models import Card
from library.kinds import fields
from programme.models import Person

Status = Card.Status


def sections(card: Card) -> list[tuple[str, str]]:
    """The texts of the edition that is discussed, as everybody reads them."""
    rows = fields.rows(card.kind.rule, card.current.payload, is_inside=False) if card.current else []
    return [(rule.name, rule.label) for rule, _ in rows if rule.type == "text"]


# What the room of consultations asks of a card.
RULES = Rules(
    is_public=lambda card: card.published_at is not None and not card.is_final,
    title=lambda card: f"{card.kind} № {card.number} «{card.title}»",
    version=lambda card: card.current.sha256 if card.current else "",
    owner=keeper_of,
    executor=lambda card: card.owner_key,
    sections=sections,
)


def open_consultation(card: Card, *, by: Person) -> None:
    """CARD-08: everybody reads it from now on, and the window opens on the next working day."""
    card.published_at = timezone.now()
    card.topic = _announce(card, by)
    go(card.consult, f"Объявлено обсуждение до {card.topic.ends_on:%d.%m.%Y}", by=by)


def _announce(card: Card, by: Person) -> Topic:
    rule = card.kind.rule
    follows = "её рассмотрит комитет" if rule.has_step("committee") else "о ней решит хранитель карточек"
    follows = "её оценят эксперты" if rule.has_step("expertise") else follows
    about = f"Прочитайте карточку «{card.title}» и скажите, что в ней исправить. После свода предложений {follows}."
    return topics.announce_on(
        card,
        RULES,
        by=by,
        kind=Topic.Kind.WINDOW,
        title=f"{card.kind}: {card.title}",
        about=about,
        days=card.kind.rule.window,
    )


def after_consultation(card: Card) -> None:
    """CARD-12 by the summary; nothing if the discussion was cancelled: the keeper announces another."""
    topic = card.topic
    assert topic is not None, "a discussion has ended"
    if topic.status == Topic.Status.CLOSED:
        go(card.end_consultation, f"Обсуждение завершено: {topic.summary}", ground=str(topic.summary))
    else:
        record(card, "not_discussed", "Обсуждение отменено, его объявят снова", ground=topic.ground)


def announce_again(card: Card, *, by: Person) -> None:
    """Another window in place of one that was cancelled."""
    card.topic = _announce(card, by)
    card.save(update_fields=["topic"])
    record(card, "announce_again", f"Обсуждение объявлено снова, до {card.topic.ends_on:%d.%m.%Y}", by=by)


def settle(card: Card, *, by: Person, outcome: str, ground: str = "") -> None:
    """CARD-16, or CARD-13 once: what the keeper makes of the summary, where neither expertise nor committee follows; never of one's own card."""
    require_stranger(card, by)
    if outcome == "again":
        card.topic, card.is_discussed_again = _announce(card, by), True
        go(card.consult_again, f"Объявлено повторное обсуждение до {card.topic.ends_on:%d.%m.%Y}", by=by, ground=ground)
        return
    issue_sheet(card, by)
    put_in_force(card, card.settle, "Карточка принята и действует", by)


def may_ask_again(card: Card) -> bool:
    """CARD-13 where experts or the committee follow: may the keeper still ask that the revised text be discussed once more?"""
    rule, topic = card.kind.rule, card.topic
    goes_on = rule.has_step("expertise") or rule.has_step("committee")
    is_open = card.status == Status.REVISION and not card.again_ground and not card.is_discussed_again
    return is_open and goes_on and topic is not None and topic.status == Topic.Status.CLOSED


def ask_again(card: Card, *, by: Person, ground: str) -> None:
    """CARD-13: what has changed essentially is discussed once more when its author sends it on; never by whoever brought it."""
    require_stranger(card, by)
    if not may_ask_again(card):
        raise Refused("Повторное обсуждение назначают один раз, пока карточку дорабатывают после первого.")
    card.again_ground = ground
    card.save(update_fields=["again_ground"])
    record(card, "ask_again", "Доработанная карточка будет обсуждаться повторно", by=by, ground=ground)
    title = "Доработанную карточку обсудят ещё раз"
    notify(card.owner_key, f"card:{card.pk}:again", title, f"«{card}». {ground}", card.get_absolute_url())


def discuss_revised(card: Card, *, by: Person, facts: dict[str, Any]) -> None:
    """CARD-13: the revised text in a window of its own."""
    card.topic, card.is_discussed_again = _announce(card, by), True
    words = f"Объявлено повторное обсуждение до {card.topic.ends_on:%d.%m.%Y}"
    go(card.consult_again, words, by=by, ground=card.again_ground, payload=facts)


def call_off(card: Card, *, by: Person, ground: str) -> None:
    """CS-07: the discussion goes with the card that is withdrawn."""
    topic = card.topic
    if topic is not None and not topic.is_final:
        with locked(topic.case.pk):
            topics.cancel(Topic.objects.get(pk=topic.pk), by=by, ground=ground)
