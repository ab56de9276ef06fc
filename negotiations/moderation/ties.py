"""What ties a moderator to those at the table (регламент 3.0, а, б): facts about the last years, said in words."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from casework import roles
from casework.searching import by_name
from negotiations.talks.models import Negotiation
from programme.access import Visitor
from programme.interests.models import Tie
from programme.models import Organization, Person


def between(person: Visitor, organizations: Iterable[Organization]) -> list[str]:
    """The person's ties to the organisations over the years the regulation counts, in words (Russian); nothing if there are none."""
    rows = Tie.objects.of(person).counting().to([organization.pk for organization in organizations])
    return [
        f"{row.organization.short_name}: {row.kind}" for row in rows.select_related("organization").order_by("source")
    ]


def at_the_table(negotiation: Negotiation) -> QuerySet[Organization]:
    """The applicant and whoever has been asked or proposed."""
    asked = negotiation.parties.exclude(status="declined").values("organization")
    return Organization.objects.filter(Q(pk=negotiation.proposal.organization_id) | Q(pk__in=asked))


def load_of(person: Visitor) -> int:
    """How many running negotiations the person moderates or has been appointed to."""
    return Negotiation.objects.under_way().filter(Q(moderator=person) | Q(moderator=None, candidate=person)).count()


def candidates() -> QuerySet[Person]:
    """Everybody on the register of moderators."""
    return Person.objects.holding(roles.MODERATOR).distinct().order_by(*by_name("last_name", "first_name"), "pk")
