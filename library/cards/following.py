"""What may be heard of a card by whoever follows it."""

from datetime import date

from casework.following import Rules
from journal.record import key
from library.cards.models import Card


def _days(card: Card) -> list[tuple[date, str]]:
    topic = card.topic
    rows = (
        [(topic.ends_on, f"Последний день обсуждения: {card}")]
        if topic and topic.ends_on and not topic.is_final
        else []
    )
    rows += [(card.expires_on, f"Последний день действия: {card}")] if card.expires_on and card.is_in_force else []
    return rows


# The journal of a public card stands on its page; grounds are for whoever takes part.
RULES = Rules(
    is_public=lambda card: card.published_at is not None,
    title=lambda card: f"{card.kind} № {card.number} «{card.title}»",
    keys=lambda card: [key(card)],
    words=lambda entry: entry.title,
    days=_days,
)
