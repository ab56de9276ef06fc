"""What the pages of the library show, and to whom what."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count

from casework import roles
from casework.cards import CardDoor
from casework.models import Waiting
from casework.pages import history, moves, own_steps, timeline
from casework.rooms import announcements
from expertise.models import Expertise
from library.acts.models import CardActFile
from library.cards import asking, talk
from library.cards.hearing import is_voted
from library.cards.keeping import keeps
from library.cards.models import Card
from library.cards.repealing import is_asked
from library.kinds import fields
from library.kinds.keepers import kept_by
from library.kinds.models import CardKind
from library.kinds.proposers import may_propose, organizations_of, proposes_alone
from library.outside import page as outside_page
from programme.access import Visitor, keys_of

Status = Card.Status
OWN = 10
REPEATED = ("precedent", "technology")
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
    return card.owner_key in keys or roles.AUDITOR in keys or card.kind.code in kept_by(person) or keeps(card, person)


def _may_open(expertise: Expertise | None, person: Visitor) -> bool:
    """May the visitor open the page of the expertise while it runs?"""
    return expertise is not None and Expertise.objects.visible_to(person).filter(pk=expertise.pk).exists()


def context(card: Card, person: Visitor) -> dict[str, Any]:
    """The whole page of a card."""
    keys = set(keys_of(person))
    inside, is_owner = is_inside(card, person), card.owner_key in keys
    outside = outside_page.of_card(card, person, is_inside=inside)
    cases = [card.case.pk, *([outside["matter"].case.pk] if outside else [])]
    waitings = list(Waiting.objects.open().filter(process__in=cases).order_by("pk"))
    edition, follows = card.current, card.next.filter(in_force_at__isnull=False).first()
    return {
        "card": card,
        "edition": edition,
        "rows": fields.rows(card.kind.rule, edition.payload, is_inside=inside) if edition else [],
        "may_open_expertise": _may_open(card.expertise, person),
        "replies": card.replies.order_by("pk") if card.kind.rule.has_step("expertise") else [],
        "act_file": CardActFile.objects.filter(card=card).first() if card.act else None,
        "editions": card.editions.order_by("-number") if inside else [],
        "is_inside": inside,
        "follows": follows,
        "moves": moves(waitings),
        "my_tasks": own_steps(waitings, keys),
        "timeline": timeline(history(card), has_grounds=inside),
        **_acts(card, person, is_owner),
        "doors": _doors(card, person),
        **_asking(card, person),
        **outside,
    }


def _acts(card: Card, person: Visitor, is_owner: bool) -> dict[str, bool]:
    """What the visitor may do outside the steps."""
    return {
        "may_withdraw": is_owner and card.status in Card.WITHDRAWABLE and not is_voted(card),
        "may_revise": is_owner
        and card.is_in_force
        and not card.undertaking_id
        and not card.programme_edition_id
        and not card.next.filter(ended_at=None).exists(),
        "may_ask_again": keeps(card, person) and talk.may_ask_again(card),
        "may_ask_repeal": card.is_in_force
        and card.kind.rule.has_step("committee")
        and not card.programme_edition_id
        and keeps(card, person)
        and not is_asked(card),
        "may_link": bool(card.current) and (is_owner or keeps(card, person)),
        "may_repeal": card.is_in_force
        and not card.kind.rule.has_step("committee")
        and not card.undertaking_id
        and keeps(card, person),
    }


def _doors(card: Card, person: Visitor) -> list[tuple[str, str]]:
    """What the visitor may do elsewhere with whoever offers what is written: (words, address)."""
    if card.organization is None or not card.is_in_force or not person.is_authenticated:
        return []
    rows = [row for row in announcements("card_doors", CardDoor) if row.kind == card.kind.code]
    offer = {
        "organization": card.organization,
        "number": card.number,
        "answers": card.current.payload if card.current else {},
    }
    return [link for row in rows for link in row.links(offer, person)]


@dataclass(frozen=True)
class Asked:
    """Cards of a kind that ask for this one: (card, what of it stands in the list), and whether the visitor may ask too."""

    kind: CardKind
    cards: list[tuple[Card, str | list[str]]]
    may_ask: bool


def _asking(card: Card, person: Visitor) -> dict[str, Any]:
    """What asks for the card, and how often it was done; nothing for a card no kind names."""
    kinds = [
        kind for kind in CardKind.objects.in_force() if (named := kind.rule.names_a_card) and named.of == card.kind.code
    ]
    if not kinds or card.in_force_at is None:
        return {}
    cards = asking.asked_of(card)
    rows = [
        Asked(kind, [(row, _shown(row)) for row in cards.get(kind.code, [])], card.is_in_force and _may_ask(kind, card, person))
        for kind in kinds
    ]  # fmt: skip
    return {"asked": rows, "repeated": asking.repetitions().get(card.root_id or card.pk, (0, 0))}


def _shown(card: Card) -> str | list[str]:
    rule = next((rule for rule in card.kind.rule.fields if rule.name == card.kind.rule.shows), None)
    return fields.in_words(rule, card.current.payload.get(rule.name)) if rule and card.current else ""


def _may_ask(kind: CardKind, card: Card, person: Visitor) -> bool:
    """Whoever may bring such a card, but not in the name of the card's own organisation alone."""
    if kind.is_retired or not may_propose(kind.rule, person):
        return False
    organizations = organizations_of(kind.rule, person)
    if not kind.rule.external:  # whoever has told of a contest outside may well enter it
        organizations = organizations.exclude(pk=card.organization_id or 0)
    return organizations.exists() or proposes_alone(kind.rule, person)


@dataclass(frozen=True)
class Practice:
    """A practice with how often it was repeated, and how often it is being repeated."""

    card: Card
    done: int
    under_way: int


def precedents() -> list[Practice]:
    """The practices and technologies in force, the most repeated first."""
    counts = asking.repetitions()
    rows = Card.objects.filter(kind__code__in=REPEATED, status=Status.IN_FORCE).select_related("kind", "organization")
    practices = [Practice(card, *counts.get(card.root_id or card.pk, (0, 0))) for card in rows[: asking.MOST]]
    return sorted(practices, key=lambda row: (-row.done, -row.under_way, -row.card.pk))


def may_begin(kind: CardKind, person: Visitor) -> bool:
    """May the visitor begin a card of the kind?"""
    return not kind.is_retired and may_propose(kind.rule, person)
