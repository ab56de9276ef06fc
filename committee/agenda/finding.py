"""How questions to a body are found, and by whom."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from committee.bodies.models import Body
from committee.meetings.models import Meeting
from programme.access import Visitor, keys_of, tied_to

if TYPE_CHECKING:
    from committee.agenda.models import AgendaItem  # noqa: F401 - named in a string below


class AgendaItemQuerySet(models.QuerySet["AgendaItem"]):
    """Reading items."""

    def visible_to(self, user: Visitor) -> Self:
        """Items of sittings the reader may see, of bodies they sit in, and those that concern them.

        Whoever takes no part in an item sees it when everybody does.
        """
        concerned = Q(concerned__overlap=keys_of(user))
        public = Q(pk__in=Meeting.objects.filter(status=Meeting.Status.PUBLISHED).values("lines__item"))
        return self.filter(concerned | public | Q(pk__in=self.model.objects.inside_of(user).values("pk")))

    def inside_of(self, user: Visitor) -> Self:
        """Items whose papers and votes by name the reader sees as the body does.

        Not those they are recused from, nor those of organisations they are tied to.
        """
        return self.filter(body__in=Body.objects.open_to(user)).exclude(self._closed_to(user))

    def closed_to(self, user: Visitor) -> Self:
        """Items in which the person takes no part: recused, interested, or tied to somebody interested."""
        tied = Q(conflicted_organizations__in=tied_to(user)) | Q(interested_people=user.pk)
        pks = self.model.objects.filter(tied).values("pk")
        recused = self.model.objects.filter(recusals__member__person=user.pk).values("pk")
        return self.filter(Q(pk__in=pks) | Q(pk__in=recused))

    def waiting_for_a_sitting(self, body: Body) -> Self:
        """What may be put on an agenda: proposed, or carried over for want of a quorum, and on no agenda now."""
        status = self.model.Status
        statuses = [status.PROPOSED, status.NO_QUORUM_ITEM]
        return self.filter(body=body, status__in=statuses).exclude(lines__outcome="").order_by("proposed_at", "pk")

    def _closed_to(self, user: Visitor) -> Q:
        return Q(pk__in=self.model.objects.closed_to(user).values("pk"))
