"""What the page of the citizens' vote shows: the totals, and what keeps a person from voting."""

from typing import Any

from programme.models import Consent
from quality_mark.awards.actions import citizens_choice
from quality_mark.contests.nominations import Nomination
from quality_mark.entries.models import ContestApplication
from quality_mark.voting.counting import totals
from quality_mark.voting.models import Voting


def what_is_missing(person: Any) -> str:
    """What keeps the person from voting: "login", "confirm", "consent", or nothing."""
    if not person.is_authenticated:
        return "login"
    if not person.is_confirmed_citizen:
        return "confirm"
    return "" if Consent.is_given(person, Consent.Purpose.PARTICIPATION) else "consent"


def results_of(
    voting: Voting, nominations: list[Nomination]
) -> list[tuple[Nomination, list[tuple[ContestApplication, int, bool]]]]:
    """Each nomination with its entries, their counted votes and whether they win the prize, most votes first."""
    counted = totals(voting.contest)
    winners = {entry.pk for entry, _ in citizens_choice(voting.contest)}
    entries = ContestApplication.objects.public().filter(nomination__in=nominations).select_related("organization")
    rows: dict[int, list[tuple[ContestApplication, int, bool]]] = {}
    for entry in entries.order_by("pk"):
        rows.setdefault(entry.nomination_id, []).append((entry, counted.get(entry.pk, 0), entry.pk in winners))
    return [(nomination, sorted(rows.get(nomination.pk, []), key=lambda row: -row[1])) for nomination in nominations]
