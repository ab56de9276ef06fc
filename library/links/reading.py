"""What the other ends of links are, each only to whoever reads it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from casework.announcements import Linkable
from casework.cards import KnownCard
from casework.counting import Series, series_of
from casework.rooms import announcements
from journal.record import key
from library.cards.models import Card
from library.links.models import CardLink
from library.links.relations import Relation
from programme.access import Visitor

MOST = 200  # links on a page


@dataclass(frozen=True)
class Link:
    """An end of a link as a page shows it: the relation in words, what it is, where it stands."""

    relation: str
    words: str
    other: Any
    what: str
    series: Series | None = None  # of an indicator: the last figure that is known


def linkables() -> dict[str, Linkable]:
    """{name of a model in the journal: what of it may be linked}."""
    return {row.model.lower(): row for row in announcements("linkables", Linkable)}


def rows_of(kind: Linkable, person: Visitor) -> Any:
    """What of a model the person reads."""
    return apps.get_model(kind.model)._default_manager.visible_to(person).select_related(*kind.related)  # type: ignore[attr-defined]


def named(number: str, person: Visitor) -> list[Any]:
    """Everything of that number the person reads."""
    return [
        row
        for kind in linkables().values()
        for row in rows_of(kind, person).filter(**{f"{kind.number}__iexact": number}, **dict(kind.where))[:3]
    ]


def resolved(keys: Iterable[str], person: Visitor) -> dict[str, Any]:
    """{key: the object}, of what the person reads; a query a model."""
    numbers: dict[str, list[int]] = {}
    for name in keys:
        model, _, pk = name.partition(":")
        numbers.setdefault(model, []).append(int(pk))
    kinds = linkables()
    return {
        key(row): row
        for model, pks in numbers.items()
        if model in kinds
        for row in rows_of(kinds[model], person).filter(pk__in=pks)
    }


def links_of(subject: Any, person: Visitor) -> list[Link]:
    """The links of a card both ways; of anything else, the cards that are linked to it. Only what the person reads."""
    own = Q(card=subject) if isinstance(subject, Card) else Q(pk=None)
    rows = list(CardLink.objects.filter(own | Q(to_key=key(subject))).order_by("-pk")[:MOST])
    if not rows:
        return []
    ends = {row: row.to_key if row.to_key != key(subject) else f"library.card:{row.card_id}" for row in rows}
    others, kinds = resolved(ends.values(), person), linkables()
    known = series_of({others[end].code for end in others if is_indicator(end)})
    return [
        Link(
            row.relation, _words(row, subject), others[end], kinds[end.partition(":")[0]].title,
            known.get(others[end].code) if is_indicator(end) else None,
        )
        for row, end in ends.items()
        if end in others
    ]  # fmt: skip


def linked(kind: str, to: str, since: datetime) -> list[KnownCard]:
    """Cards of a kind that hold now and were linked to something after a moment, for rooms that do not know the library."""
    rows = CardLink.objects.filter(to_key=to, at__gt=since, card__kind__code=kind, card__status=Card.Status.IN_FORCE)
    return [
        KnownCard(key(row.card), row.card.number, row.card.title, row.card.get_absolute_url())
        for row in rows.select_related("card")[:MOST]
    ]


def is_indicator(end: str) -> bool:
    """Is the other end an indicator, of which a figure may be known?"""
    return end.startswith("monitoring.indicator:")


def indicators_of(cards: "QuerySet[Card]") -> list[tuple[Card, Series]]:
    """The indicators linked to cards, each with the last figure that is known: the course of a subprogramme."""
    rows = CardLink.objects.filter(card__in=cards, to_key__startswith="monitoring.indicator:").select_related(
        "card__kind"
    )
    links = list(rows.order_by("card", "pk")[:MOST])
    others = resolved({row.to_key for row in links}, AnonymousUser()) if links else {}
    known = series_of({other.code for other in others.values()})
    return [
        (row.card, known[others[row.to_key].code])
        for row in links
        if row.to_key in others and others[row.to_key].code in known
    ]


def _words(row: CardLink, subject: Any) -> str:
    relation = Relation(row.relation)
    return relation.from_the_other_end if row.to_key == key(subject) else str(relation.label)


def disputed(card: Card) -> list[Card]:
    """Public cards that a link says to be at odds with this one, whichever of them says so."""
    rows = CardLink.objects.filter(Q(card=card) | Q(to_key=key(card)), relation=Relation.DISPUTES)
    ends = {
        row.card_id if row.card_id != card.pk else int(row.to_key.partition(":")[2])
        for row in rows
        if row.to_key.startswith("library.card:")
    }
    return list(Card.objects.public().filter(pk__in=ends).select_related("kind", "organization", "document"))


def projects_of(cards: list[Card], person: Visitor) -> list[tuple[str, Any]]:
    """(number of the card, proposal or whatever else is no card) linked to any of the cards, as far as the person reads it."""
    by_pk = {card.pk: card for card in cards}
    rows = [row for row in CardLink.objects.filter(card__in=by_pk)[:MOST] if not row.to_key.startswith("library.card:")]
    others = resolved({row.to_key for row in rows}, person)
    return [(by_pk[row.card_id].number, others[row.to_key]) for row in rows if row.to_key in others]
