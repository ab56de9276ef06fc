"""Who represents an organisation, as what, for how long and on what ground."""

from typing import Any, Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from programme.organizations.models import Organization
from programme.periods import PeriodQuerySet, no_overlap, period_is_ordered


class MembershipQuerySet(PeriodQuerySet):
    """Reading representation."""

    def mandated(self) -> Self:
        """Who may submit and sign for the organisation today."""
        return self.in_force().filter(role__in=Membership.MANDATE_ROLES, confirmed_at__isnull=False)

    def opening(self) -> Self:
        """Those that open what is the organisation's: a claim on one the office had entered opens nothing until it is confirmed."""
        claims = Q(
            role=Membership.Role.HEAD, invitation=None, confirmed_at=None, organization__checked_at__isnull=False
        )
        return self.exclude(claims)

    def standing(self) -> "models.QuerySet[Any, Any]":
        """The number and name of each organisation, and does it come with the right to submit and sign (as `is_mandate` says)."""
        has_mandate = Q(role__in=Membership.MANDATE_ROLES, confirmed_at__isnull=False)
        rows = self.annotate(has_mandate=models.ExpressionWrapper(has_mandate, models.BooleanField()))
        return rows.order_by("pk").values_list("organization", "organization__short_name", "has_mandate")

    def unconfirmed(self) -> Self:
        """What the secretariat has not answered yet."""
        return self.filter(role__in=Membership.MANDATE_ROLES, confirmed_at=None)


class Membership(models.Model):
    """Representation: who acts for an organisation, as what, for how long and on what ground (регламент 2.2)."""

    class Role(models.TextChoices):
        HEAD = "head", "руководитель"
        SIGNER = "signer", "подписант"
        STAFF = "staff", "сотрудник"

    MANDATE_ROLES = (Role.HEAD, Role.SIGNER)

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="memberships", verbose_name="человек"
    )
    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="memberships", verbose_name="организация"
    )
    position = models.CharField("должность", max_length=200)
    role = models.CharField("роль в организации", max_length=10, choices=Role.choices)
    valid_from = models.DateField("с какого дня")
    valid_to = models.DateField("по какой день", null=True, blank=True)
    ground = models.CharField("основание", max_length=300)
    confirmed_at = models.DateTimeField("подтверждено", null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="кем подтверждено",
    )
    ended_at = models.DateTimeField("прекращено", null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="кем прекращено"
    )
    end_ground = models.CharField("основание прекращения", max_length=300, blank=True)
    invitation = models.OneToOneField(
        "programme.Invitation", models.PROTECT, null=True, related_name="membership", verbose_name="по приглашению"
    )
    entered_at = models.DateTimeField("записано", default=timezone.now)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = "представительство"
        verbose_name_plural = "представительства"
        ordering = ["organization_id", "role", "pk"]
        constraints = [
            period_is_ordered("membership_period_is_ordered"),
            models.CheckConstraint(condition=Q(role__in=["head", "signer", "staff"]), name="membership_role_known"),
            no_overlap(
                "memberships_do_not_overlap",
                ("person", "organization"),
                "Этот человек на это время уже представляет организацию. Сначала прекратите прежние полномочия.",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="membership_is_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(
                name="membership_terms_are_final",
                exclude=["confirmed_at", "confirmed_by", "ended_at", "ended_by", "end_ground"],
            ),
            pgtrigger.Protect(
                name="ended_membership_is_final",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__ended_at__isnull=False),
            ),
            pgtrigger.Trigger(
                name="nobody_represents_unasked",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func="""IF (NEW.role <> 'head' OR NEW.invitation_id IS NOT NULL) AND NOT EXISTS (
                            SELECT 1 FROM programme_invitation i
                            WHERE i.id = NEW.invitation_id AND i.status = 'accepted' AND i.answered_by_id = NEW.person_id
                              AND i.organization_id = NEW.organization_id AND i.role = NEW.role) THEN
                            RAISE EXCEPTION 'pgtrigger: a representation begins with an invitation its person has accepted';
                        END IF;
                        RETURN NEW;""",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_role_display()}, {self.organization}"

    @property
    def origin(self) -> str:
        """Who entered the representation, when, and who accepted it (Russian)."""
        if self.invitation is None:
            return f"заявлено самим представителем {timezone.localdate(self.entered_at):%d.%m.%Y}"
        asked, entered = self.invitation, timezone.localdate(self.entered_at)
        invited = f"приглашение внёс(ла) {asked.invited_by} {timezone.localdate(asked.invited_at):%d.%m.%Y}"
        return f"{invited}, принял(а) {self.person} {entered:%d.%m.%Y}"

    @property
    def is_mandate(self) -> bool:
        """Does it give the right to submit and sign, provided the period holds?"""
        return self.role in self.MANDATE_ROLES and self.confirmed_at is not None
