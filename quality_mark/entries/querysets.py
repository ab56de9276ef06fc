"""Who may see an entry, and when."""

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q

from casework import roles
from programme.access import keys_of, tied_to
from quality_mark.contests.models import Contest
from quality_mark.kinds.models import ContestKind

if TYPE_CHECKING:
    from quality_mark.entries.models import ContestApplication  # noqa: F401 - the base of the query set names it


class EntryQuerySet(models.QuerySet["ContestApplication"]):
    """Which entries somebody may read; until the window closes, the entrant alone."""

    def entered(self) -> Self:
        """What was submitted and not taken back."""
        return self.exclude(status__in=["draft", "withdrawn"])

    def competing(self) -> Self:
        """What is still in the contest after admission."""
        return self.filter(status__in=COMPETING)

    def unsealed(self) -> Self:
        """What the office may see: submitted, in a contest whose window has closed."""
        return self.exclude(contest__status__in=Contest.SEALED).exclude(number="")

    def public(self) -> Self:
        """What everybody may see of a contest: who was admitted; nobody at all where the kind does not show who enters (programme 8.4)."""
        hiding = ContestKind.objects.filter(data__hides_entrants=True)
        return self.unsealed().filter(status__in=[*COMPETING, *AWARDED]).exclude(contest__kind__in=hiding)

    def of_person(self, person: Any) -> Self:
        """Their own entries, and those of the organisations the person works in."""
        keys = keys_of(person)
        organizations = [int(key[7:]) for key in keys if key.startswith("member:")]
        return self.filter(Q(organization__in=organizations) | Q(person__isnull=False, person=person.pk))

    def open_to(self, person: Any) -> Self:
        """Whose whole text the person may read: the entrant; after the window also the secretary, the jury, the auditor.

        But not what was entered by an organisation they are tied to.
        """
        keys = set(keys_of(person))
        own = Q(pk__in=self.model.objects.of_person(person).values("pk"))
        unsealed = self.model.objects.unsealed().exclude(organization__in=tied_to(person))
        if keys & {roles.CONTEST_SECRETARY, roles.AUDITOR}:
            return self.filter(own | Q(pk__in=unsealed.values("pk")))
        seats = Q(contest__jury__members__person_id=person.pk or 0, contest__jury__members__ended_at=None)
        judged = unsealed.filter(seats)
        return self.filter(own | Q(pk__in=judged.values("pk")))

    def visible_to(self, person: Any) -> Self:
        """Whose page the person may open: theirs to read, and what was admitted to everybody."""
        opened = self.model.objects.open_to(person)
        return self.filter(Q(pk__in=opened.values("pk")) | Q(pk__in=self.model.objects.public().values("pk")))


COMPETING = ["admitted", "scoring", "site_visit", "scored", "shortlisted", "not_shortlisted"]
AWARDED = ["laureate", "diploma_1", "diploma_2", "participant"]
