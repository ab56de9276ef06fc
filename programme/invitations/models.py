"""Invitations to represent an organisation: nobody is bound to one until they have accepted it themselves."""

from datetime import date
from typing import Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django_fsm import FSMField, transition

from casework.guard import guard_status
from programme.access import Visitor
from programme.organizations.memberships import Membership
from programme.organizations.models import Organization
from programme.people.models import Person
from programme.periods import period_is_ordered
from programme.regulations.cases import RegulatedCase


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Reading invitations."""

    def open(self) -> Self:
        """What has not been answered yet."""
        return self.filter(status=Invitation.Status.OPEN)

    def visible_to(self, person: Visitor) -> Self:
        """Whoever was asked, and those who see the organisation."""
        if not person.is_authenticated:
            return self.none()
        return self.filter(Q(person=person) | Q(organization__in=Organization.objects.visible_to(person)))


@guard_status
class Invitation(models.Model):
    """An organisation asks somebody, by an address, to represent it. Only an accepted one makes a representation.

    `person` is whoever has confirmed the address; the inviter never learns whether there is such a person.
    """

    class Status(models.TextChoices):
        OPEN = "open", "Ждёт ответа"
        ACCEPTED = "accepted", "Принято"
        DECLINED = "declined", "Отклонено"
        WITHDRAWN = "withdrawn", "Отозвано"
        LAPSED = "lapsed", "Осталось без ответа"

    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="invitations", verbose_name="организация"
    )
    email = models.EmailField("адрес приглашённого")
    code = models.CharField("код ссылки", max_length=43, unique=True)
    role = models.CharField("роль в организации", max_length=10, choices=Membership.Role.choices)
    position = models.CharField("должность", max_length=200)
    valid_from = models.DateField("с какого дня")
    valid_to = models.DateField("по какой день", null=True, blank=True)
    ground = models.CharField("основание", max_length=300)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кем")
    invited_at = models.DateTimeField("когда", default=timezone.now)
    status = FSMField("состояние", default=Status.OPEN, choices=Status.choices, protected=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="invitations", verbose_name="кто приглашён"
    )
    answered_at = models.DateTimeField("когда отвечено", null=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="кто ответил"
    )
    reason = models.CharField("почему отклонено или отозвано", max_length=300, blank=True)
    mailed_at = models.DateTimeField("письмо отправлено", null=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = "приглашение представителя"
        verbose_name_plural = "приглашения представителей"
        ordering = ["-pk"]
        constraints = [
            period_is_ordered("invitation_period_is_ordered"),
            models.CheckConstraint(condition=Q(role__in=["head", "signer", "staff"]), name="invitation_role_known"),
            models.CheckConstraint(
                condition=~Q(status__in=["accepted", "declined"])
                | Q(answered_by__isnull=False, answered_by=F("person")),
                name="only_the_invited_answer",
            ),
            models.CheckConstraint(
                condition=Q(answered_by=None) | ~Q(answered_by=F("invited_by")), name="nobody_invites_themselves"
            ),
            models.UniqueConstraint(
                fields=["organization", "email"], condition=Q(status="open"), name="one_open_invitation_an_address"
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="invitation_is_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(
                name="invitation_terms_are_final",
                exclude=["status", "person", "answered_at", "answered_by", "reason", "mailed_at"],
            ),
            pgtrigger.Protect(
                name="answered_invitation_is_final",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition("OLD.status <> 'open' AND (to_jsonb(OLD) - 'mailed_at') <> (to_jsonb(NEW) - 'mailed_at')"),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"Приглашение: {self.get_role_display()}, {self.organization}"

    def get_absolute_url(self) -> str:
        return reverse("invitation", args=[self.code])

    @property
    def is_open(self) -> bool:
        """May it still be answered?"""
        return self.status == self.Status.OPEN

    @property
    def addressee(self) -> str:
        """Who is asked; a key nobody holds until somebody has confirmed the address."""
        return f"person:{self.person_id}" if self.person_id else f"invited:{self.pk}"

    @property
    def answer_by(self) -> date | None:
        """The last day for an answer."""
        waiting = self.case.waitings.filter(closed_at=None).first()
        return timezone.localdate(waiting.due_at) if waiting and waiting.due_at else None

    @transition(status, source=Status.OPEN, target=Status.ACCEPTED)
    def accept(self, person: Person) -> None:
        """The person agrees to represent the organisation."""
        self.answered_by, self.answered_at = person, timezone.now()

    @transition(status, source=Status.OPEN, target=Status.DECLINED)
    def decline(self, person: Person, reason: str) -> None:
        """The person does not agree: there has never been a tie."""
        self.answered_by, self.answered_at, self.reason = person, timezone.now(), reason

    @transition(status, source=Status.OPEN, target=Status.WITHDRAWN)
    def withdraw(self, reason: str) -> None:
        """The organisation takes it back."""
        self.answered_at, self.reason = timezone.now(), reason

    @transition(status, source=Status.OPEN, target=Status.LAPSED)
    def lapse(self) -> None:
        """Silence is no consent."""
        self.answered_at = timezone.now()


class InvitationCase(RegulatedCase):
    """The case of one invitation: asks the invited person."""

    subject_field = "invitation"

    invitation = models.OneToOneField(Invitation, models.PROTECT, related_name="case", verbose_name="приглашение")

    class Meta:
        verbose_name = "дело о приглашении представителя"
        verbose_name_plural = "дела о приглашениях представителей"

    @property
    def case_title(self) -> str:
        """As it stands in the inbox."""
        return f"{self.invitation.organization} приглашает вас: {self.invitation.get_role_display()}"
