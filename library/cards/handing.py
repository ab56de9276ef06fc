"""Requests to the owner of a practice that has been closed: the keeper of the library answers them, and whoever asks is told."""

from casework.locking import locked
from casework.notify import notify
from casework.replacing import ask_anew
from journal.record import acting, record
from library.cards.models import Card
from library.kinds.rules import TARGET_OWNER

WORDS = "Организация, которой принадлежит практика, закрыта: на ваш запрос ответит хранитель карточек."


def hand_over_left() -> int:
    """Every night: requests under check whose owner was closed; each once. How many."""
    rows = Card.objects.filter(
        status=Card.Status.CHECKING, kind__data__keeper=TARGET_OWNER, target__organization__closed_at__isnull=False
    )
    return sum(_hand_over(card) for card in rows.select_related("case", "target__organization"))


def _hand_over(card: Card) -> bool:
    owner = card.target.owner_key if card.target else ""
    with locked(card.case.pk), acting("система"):
        waitings = card.case.waitings.filter(closed_at=None, addressee=owner)
        if not waitings.exists():
            return False
        ask_anew(card.case.pk)
        record(card, "hand_over", "Ответит хранитель карточек: организация-владелец закрыта")
        notify(
            card.owner_key,
            f"card:{card.pk}:handed_over",
            f"На ваш запрос № {card.number} ответит хранитель",
            WORDS,
            card.get_absolute_url(),
        )
    return True
