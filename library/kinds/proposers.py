"""Who may bring a card of a kind, and in whose name (CARD-01)."""

from django.db.models import Q, QuerySet

from casework.cards import Holder
from casework.rooms import announcements
from committee.models import Body, BodyMember
from library.kinds.rules import GROUP, HOLDER, ORGANIZATION, PERSON, SECTORS, SIGNER, KindRule
from programme.access import Visitor, holds, keys_of
from programme.models import Organization


def proposes_alone(rule: KindRule, person: Visitor) -> bool:
    """May the visitor bring one in their own name: as anybody, or by a role the kind names?"""
    if not person.is_authenticated:
        return False
    if PERSON in rule.proposers or holds(person, *(key for key in rule.proposers if key.startswith("role:"))):
        return True
    return GROUP in rule.proposers and _sits_in_a_group(person)


def _sits_in_a_group(person: Visitor) -> bool:
    seats = BodyMember.objects.in_force().filter(body__kind__key=Body.Kind.ANALYTICAL_GROUP, body__closed_at=None)
    return seats.filter(person=person.pk).exists()


def organizations_of(rule: KindRule, person: Visitor) -> "QuerySet[Organization]":
    """The organisations in whose name the visitor may bring one: those they work in, of a sector the kind names, or sign for."""
    ties = "signer:" if SIGNER in rule.proposers else "member:"
    own = [int(key.partition(":")[2]) for key in keys_of(person) if key.startswith(ties)]
    if ORGANIZATION in rule.proposers or SIGNER in rule.proposers:
        return Organization.objects.filter(pk__in=own, closed_at=None)
    named = Q(sector__in=[sector for sector in SECTORS if sector in rule.proposers])
    for row in announcements("holders", Holder):
        if f"{HOLDER}{row.key}" in rule.proposers:
            named |= Q(pk__in=row.numbers())
    return Organization.objects.filter(named, pk__in=own, closed_at=None)


def may_propose(rule: KindRule, person: Visitor) -> bool:
    """May the visitor bring one at all? What is carried begins where it stands."""
    return not rule.carries and (proposes_alone(rule, person) or organizations_of(rule, person).exists())
