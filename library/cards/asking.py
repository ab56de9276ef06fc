"""Cards that ask for another card: to repeat a practice, to be given a support measure. Their target, grounds, what follows consent."""

from datetime import date
from typing import Any

from django.db.models.functions import Coalesce

from casework import roles
from casework.door import Refused
from casework.workdays import local_date
from execution.models import Undertaking
from execution.undertakings import actions as undertakings
from library.cards.models import Card
from library.kinds.keepers import keeper_key
from library.kinds.models import CardKind
from library.kinds.rules import TARGET_OWNER, Ground
from programme.models import Person

MOST = 200  # cards in a list of another


def target_named(card: Card, payload: dict[str, Any]) -> Card | None:
    """The card in force that the answers name. Raises Refused for what is no more in force and for one's own practice."""
    rule = card.kind.rule.names_a_card
    if rule is None or payload.get(rule.name) is None:
        return None
    target = Card.objects.filter(number=payload[rule.name], kind__code=rule.of, status=Card.Status.IN_FORCE).first()
    if target is None:
        raise Refused("Карточка, о которой вы просите, больше не действует: выберите другую.")
    if card.kind.rule.keeper == TARGET_OWNER and target.owner_key == card.owner_key:
        raise Refused("Это ваша собственная карточка: просить о ней себя самих не нужно.")
    return target


def may_be_named(kind: CardKind, number: str) -> Card | None:
    """The card a draft of the kind begins about, if it may be named."""
    rule = kind.rule.names_a_card
    if rule is None or not number:
        return None
    return Card.objects.filter(number=number, kind__code=rule.of, status=Card.Status.IN_FORCE).first()


def grounds_of(card: Card) -> list[Ground]:
    """Why the card may be refused: the grounds of its kind, or the conditions of the card it names, one by one."""
    rule = card.kind.rule
    lines = (
        card.target.current.payload.get(rule.refuses_by)
        if rule.refuses_by and card.target and card.target.current
        else None
    )
    unmet = [Ground(f"unmet_{number}", f"Не выполнено условие: {line}") for number, line in enumerate(lines or [], 1)]
    return [*unmet, *rule.grounds]


def give_undertaking(card: Card, by: Person) -> None:
    """UN-01 to whoever repeats, if the kind says so: the keeper of what is repeated receives the report, never its owner."""
    target, edition = card.target, card.current
    if not card.kind.rule.gives:
        return
    assert target is not None and edition is not None, "only what names a card is agreed to"
    payload = edition.payload
    controller = keeper_key(target.kind) or roles.CARD_KEEPER
    card.undertaking = undertakings.give(
        kind=card.kind.rule.gives, title=f"Повторить практику «{target.title}»: {payload.get('where', card.title)}",
        source=f"Карточка № {card.number}: согласие владельца практики № {target.number}", source_url=card.get_absolute_url(),
        controller=controller, organization=card.organization, due_on=_day(payload.get("until")), readers=[target.owner_key],
        closed_to=[target.owner_key], is_public=True, is_accepted=True, by=by,
    )  # fmt: skip


def _day(value: str | None) -> date | None:
    day = date.fromisoformat(value) if value else None
    return day if day and day >= local_date() else None


def repetitions() -> dict[int, tuple[int, int]]:
    """{the first card of a chain: (how often it was repeated and accepted, how often it is being repeated)}."""
    rows = Card.objects.filter(undertaking__kind=Undertaking.Kind.REPLICATION).values_list(
        Coalesce("target__root", "target"), "undertaking__status"
    )
    counts: dict[int, tuple[int, int]] = {}
    for root, status in rows:
        done, under_way = counts.get(root, (0, 0))
        counts[root] = (done + (status == Undertaking.Status.DONE), under_way + (status not in Undertaking.FINAL))
    return counts


def asked_of(card: Card) -> dict[str, list[Card]]:
    """{code of a kind: its public cards about this card or another edition of it, the newest first}."""
    chain = Card.objects.filter(root=card.root_id or card.pk).values("pk")
    rows = Card.objects.public().filter(target__in=[card.root_id or card.pk, *(row["pk"] for row in chain)])
    asked: dict[str, list[Card]] = {}
    for row in rows.filter(in_force_at__isnull=False).select_related("kind", "organization", "current", "undertaking")[
        :MOST
    ]:
        asked.setdefault(row.kind.code, []).append(row)
    return asked
