"""A negotiation (регламент 3.1.2): where it stands in law, its term, who may see what of it."""

from datetime import date
from typing import Any

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from casework import workdays
from casework.guard import changes_with_status, guard_status
from negotiations.parties.models import NegotiationParty
from negotiations.platforms.models import NegotiationPlatform
from negotiations.proposals.models import Proposal
from negotiations.talks.finding import NegotiationQuerySet
from negotiations.talks.status import NegotiationStatus
from programme.access import Visitor, keys_of
from programme.models import Regulation


@guard_status
class Negotiation(NegotiationStatus):
    """Negotiations about the contributions to one proposal."""

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="negotiations", verbose_name="предложение")
    platform = models.ForeignKey(
        NegotiationPlatform, models.PROTECT, related_name="negotiations", verbose_name="площадка"
    )
    year = models.PositiveSmallIntegerField("год")
    n = models.PositiveIntegerField("номер в году")
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кем открыто"
    )
    opened_at = models.DateTimeField("открыто", auto_now_add=True)
    candidate = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="назначен модератором"
    )
    moderator = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="модератор"
    )
    declared_at = models.DateTimeField("модератор заявил об отсутствии связей", null=True)
    ends_on = models.DateField("срок переговоров")
    extensions = models.PositiveSmallIntegerField("продлений", default=0)
    end_ground = models.TextField("почему закрыто", blank=True)
    ended_at = models.DateTimeField("переговоры окончены", null=True)
    order = models.ForeignKey(
        "documents.Document", models.PROTECT, null=True, related_name="+", verbose_name="распоряжение об открытии"
    )
    conclusion = models.ForeignKey(
        "documents.Document", models.PROTECT, null=True, related_name="+", verbose_name="заключение модератора"
    )

    objects = NegotiationQuerySet.as_manager()

    class Meta:
        verbose_name = "переговорное дело"
        verbose_name_plural = "переговорные дела"
        indexes = [
            models.Index(fields=["status"], name="negotiation_status"),
            models.Index(fields=["moderator"], name="negotiation_moderator"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["year", "n"], name="negotiation_number_once"),
            models.UniqueConstraint(
                fields=["proposal"],
                condition=~Q(status__in=["in_force", "fulfilled", "terminated", "failed", "cancelled"]),
                name="one_running_negotiation_a_proposal",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["initiated", "cancelled"]) | Q(moderator__isnull=False, declared_at__isnull=False),
                name="negotiation_has_a_moderator",
            ),
            models.CheckConstraint(condition=Q(extensions__lte=1), name="negotiation_extended_once"),
            models.CheckConstraint(condition=Q(conciliations__lte=2), name="at_most_two_conciliations"),
            models.CheckConstraint(
                condition=~Q(status="suspended") | (~Q(suspended_from="") & Q(suspended_until__isnull=False)),
                name="suspended_negotiation_goes_on",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["failed", "cancelled"]) | ~Q(end_ground=""), name="failed_negotiation_has_a_ground"
            ),
        ]  # fmt: skip
        triggers = [
            pgtrigger.Protect(name="negotiation_is_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="negotiation_origin_is_final", fields=["proposal", "platform", "year", "n", "opened_by", "opened_at"]),
            pgtrigger.Protect(
                name="talks_end_later_by_extension_or_after_a_pause",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "ROW(OLD.ends_on, OLD.extensions) IS DISTINCT FROM ROW(NEW.ends_on, NEW.extensions) "
                    "AND NOT (NEW.extensions = OLD.extensions + 1 AND NEW.ends_on > OLD.ends_on) "
                    "AND NOT (NEW.extensions = OLD.extensions AND OLD.status = 'suspended' AND NEW.status <> 'suspended')"
                ),
            ),
            changes_with_status("talks_end_and_pause_with_their_moves", ["suspended_until", "end_ground", "ended_at"]),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"Переговорное дело № {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("negotiation", args=[self.pk])

    @property
    def number(self) -> str:
        """The number of the negotiation; its rounds are П-{number}/1, П-{number}/2."""
        return f"{self.year}-{self.n:04d}"

    @property
    def is_over(self) -> bool:
        """Have the negotiations ended, one way or another?"""
        return self.status in self.ENDED

    @property
    def moderator_key(self) -> str:
        """Who leads the negotiation."""
        return f"person:{self.moderator_id}" if self.moderator_id else ""

    def rule(self, name: str) -> Any:
        """A number of the regulation the negotiation runs by."""
        process = getattr(self, "process", None)
        regulation = process.regulation if process else Regulation.in_force()
        return regulation.value(f"negotiation.{name}")

    def sides(self) -> models.QuerySet[NegotiationParty]:
        """The parties that have accepted, by sector."""
        accepted = self.parties.filter(status=NegotiationParty.Status.ACCEPTED)
        return accepted.select_related("organization", "representative").order_by("sector", "pk")

    def essential(self) -> models.QuerySet[NegotiationParty]:
        """The parties without whom nothing is decided."""
        return self.sides().filter(is_essential=True)

    @property
    def round(self) -> Any:
        """The round that has been called or is open; nothing between rounds."""
        return self.rounds.filter(closed_at=None, called_off_at=None).first()

    @property
    def open_round(self) -> Any:
        """The round at which the parties sit now."""
        return self.rounds.filter(opened_at__isnull=False, closed_at=None, called_off_at=None).first()

    def party_of(self, person: Visitor) -> NegotiationParty | None:
        """The accepted party for which the person works."""
        own = [int(key.split(":")[1]) for key in keys_of(person) if key.startswith("member:")]
        return self.sides().filter(organization__in=own).first()

    def lacks(self) -> list[str]:
        """What is missing to confirm the composition, in words (Russian)."""
        sectors = list(self.sides().values_list("sector", flat=True))
        lacking = []
        if len(sectors) < self.rule("parties_min"):
            lacking.append(f"сторон, принявших приглашение: {len(sectors)}, нужно не менее {self.rule('parties_min')}")
        if len(set(sectors)) < self.rule("sectors_min"):
            lacking.append(f"секторов: {len(set(sectors))}, нужно не менее {self.rule('sectors_min')}")
        return lacking

    @classmethod
    def last_day(cls, regulation: Regulation) -> date:
        """When negotiations that open today must have ended."""
        return workdays.local_date(workdays.due(regulation.term("negotiation.total")))
