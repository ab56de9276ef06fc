"""What a card may be begun from: a completed project becomes the draft of a precedent, without either room knowing the other."""

from typing import Any

from django.apps import apps
from django.http import QueryDict

from casework.cards import CardSource
from casework.drafts import keep
from casework.models import Waiting
from casework.rooms import announcements
from journal.record import key
from library.cards.models import Card
from library.kinds.models import CardKind
from library.kinds.proposers import may_propose
from programme.access import Visitor


def sources_of(subject: Any, person: Visitor) -> list[tuple[CardKind, str, str]]:
    """(the kind, the words of the button, the key of the object) of each kind whose card the visitor may begin from it now."""
    if not person.is_authenticated:
        return []
    rows = [
        row for row in announcements("card_sources", CardSource) if key(subject).startswith(f"{row.model.lower()}:")
    ]
    open_now = [row for row in rows if row.answers(subject, person) is not None]
    if not open_now:  # most objects are nothing to begin from: they cost no question
        return []
    kinds = {kind.code: kind for kind in CardKind.objects.in_force() if not kind.is_retired}
    return [
        (kinds[row.kind], row.words, key(subject))
        for row in open_now
        if row.kind in kinds and may_propose(kinds[row.kind].rule, person)
    ]


def _source(kind: CardKind, source: str, person: Visitor) -> tuple[CardSource, Any] | None:
    """What a card of the kind begins from, and the row itself; nothing of what the visitor may not read."""
    model, _, pk = source.partition(":")
    rows = announcements("card_sources", CardSource)
    row = next((row for row in rows if (row.kind, row.model.lower()) == (kind.code, model)), None)
    if row is None or not pk.isascii() or not pk.isdecimal() or len(pk) > 12:
        return None
    visible = apps.get_model(row.model)._default_manager.visible_to(person)  # type: ignore[attr-defined]
    subject = visible.filter(pk=int(pk)).first()
    return (row, subject) if subject else None


def answers_from(kind: CardKind, source: str, person: Visitor) -> dict[str, str]:
    """With what a card of the kind begins; nothing of what the visitor may not read, or when no card may be begun from it."""
    known = _source(kind, source, person)
    return (known[0].answers(known[1], person) or {}) if known else {}


def tie_of(kind: CardKind, source: str, person: Visitor) -> tuple[str, Any] | None:
    """(the relation, the row) to which a card that begins there is linked at once."""
    known = _source(kind, source, person)
    if known is None or not known[0].relation or known[0].answers(known[1], person) is None:
        return None
    return known[0].relation, known[1]


def prefill(card: Card, source: str, by: Any) -> None:
    """What is known stands in the draft of the card; its author reads, changes and goes on."""
    answers = answers_from(card.kind, source, by) if source else {}
    waiting = Waiting.objects.open().filter(process=card.case).select_related("task").first() if answers else None
    if waiting is None:
        return
    typed = QueryDict(mutable=True)
    for name, text in {**answers, "title": card.title}.items():
        typed[name] = text
    keep(waiting.task, typed, by, "0")
