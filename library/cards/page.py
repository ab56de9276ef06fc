"""What the pages of the library show, and to whom what."""

from typing import Any

from django.db.models import Count

from casework import roles
from casework.models import Waiting
from casework.pages import history, moves, own_steps, timeline
from expertise.models import Expertise
from library.acts.models import CardActFile
from library.cards.hearing import is_voted
from library.cards.models import Card
from library.cards.repealing import is_asked
from library.kinds import fields
from library.kinds.keepers import kept_by
from library.kinds.models import CardKind
from library.kinds.proposers import may_propose
from programme.access import Visitor, keys_of

Status = Card.Status
OWN = 10
UNUSED = {Status.DRAFT}  # drafts are in nobody's register


def kinds_with_counts() -> list[tuple[CardKind, int]]:
    """Every kind with the number of its cards in force, whatever version they keep."""
    counted = Card.objects.filter(status=Status.IN_FORCE).values_list("kind__code").annotate(Count("pk")).order_by()
    in_force = dict(counted)
    return [(kind, in_force.get(kind.code, 0)) for kind in CardKind.objects.in_force()]


def own_open(person: Visitor) -> list[Card]:
    """What the visitor has begun and what is not over yet, the newest first."""
    rows = Card.objects.owned_by(person).filter(status__in=Card.ON_THE_WAY)
    return list(rows.select_related("kind")[:OWN])


def is_inside(card: Card, person: Visitor) -> bool:
    """Does the visitor read everything of the card: as its owner, as its keeper, as the auditor?"""
    keys = keys_of(person)
    return card.owner_key in keys or roles.AUDITOR in keys or card.kind.code in kept_by(person)


def context(card: Card, person: Visitor) -> dict[str, Any]:
    """The whole page of a card."""
    keys = set(keys_of(person))
    waitings = list(Waiting.objects.open().filter(process=card.case).order_by("pk"))
    inside, is_owner = is_inside(card, person), card.owner_key in keys
    edition = card.current
    follows = card.next.filter(in_force_at__isnull=False).first()
    return {
        "card": card,
        "edition": edition,
        "rows": fields.rows(card.kind.rule, edition.payload, is_inside=inside) if edition else [],
        "may_open_expertise": bool(card.expertise)
        and Expertise.objects.visible_to(person).filter(pk=card.expertise_id).exists(),
        "replies": card.replies.order_by("pk") if card.kind.rule.has_step("expertise") else [],
        "act_file": CardActFile.objects.filter(card=card).first() if card.act else None,
        "editions": card.editions.order_by("-number") if inside else [],
        "is_inside": inside,
        "follows": follows,
        "moves": moves(waitings),
        "my_tasks": own_steps(waitings, keys),
        "timeline": timeline(history(card), has_grounds=inside),
        "may_withdraw": is_owner and card.status in Card.WITHDRAWABLE and not is_voted(card),
        "may_revise": is_owner and card.is_in_force and not card.next.filter(ended_at=None).exists(),
        "may_ask_repeal": card.is_in_force
        and card.kind.rule.has_step("committee")
        and card.kind.code in kept_by(person)
        and not is_asked(card),
        "may_repeal": card.is_in_force
        and not card.kind.rule.has_step("committee")
        and card.kind.code in kept_by(person),
    }


def may_begin(kind: CardKind, person: Visitor) -> bool:
    """May the visitor begin a card of the kind?"""
    return may_propose(kind.rule, person)
