"""What the library counts of a period (programme 8.6): repetitions, terms that hold, acts that encourage contributions."""

from datetime import date
from decimal import Decimal

from django.db.models import Q, QuerySet

from casework.counting import Counted, moments
from execution.models import Undertaking
from library.cards.models import Card

ACTS = ("act", "draft_act")  # a draft that the city has enacted is an act


def repetitions(since: date, until: date) -> Counted:
    """REP1: those whose report was accepted in the period; there may well be none, and that is a nought."""
    first, after = moments(since, until)
    done = Card.objects.filter(
        undertaking__kind=Undertaking.Kind.REPLICATION, undertaking__status=Undertaking.Status.DONE,
        undertaking__ended_at__gte=first, undertaking__ended_at__lt=after,
    ).count()  # fmt: skip
    return Counted(Decimal(done), {"отчётов о повторении принято": done})


def terms(since: date, until: date) -> Counted:
    """TERM1: how many terms of the glossary hold at the end of the period, each chain of editions once."""
    number = _holding(until, "term").count()
    return Counted(Decimal(number), {"терминов действует": number})


def acts(since: date, until: date) -> Counted:
    """ACT1: how many acts that name contributions they encourage hold at the end of the period."""
    rows = _holding(until, *ACTS).select_related("current")
    number = sum(bool(card.current and card.current.payload.get("encourages")) for card in rows)
    return Counted(Decimal(number), {"действующих актов, где назван поощряемый вклад": number})


def _holding(until: date, *kinds: str) -> "QuerySet[Card]":
    _, after = moments(until, until)
    rows = Card.objects.filter(kind__code__in=kinds, status__in=Card.ADOPTED, in_force_at__lt=after)
    return rows.filter(Q(ended_at=None) | Q(ended_at__gte=after))
