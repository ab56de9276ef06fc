"""Invitations by an address to act for others: nobody is bound to one until they have accepted it themselves."""

from datetime import date
from typing import Any, Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils import timezone
from django_fsm import FSMField, transition

from casework.guard import guard_status
from casework.models import Waiting
from programme.access import Visitor
from programme.invitations.purposes import Purpose, purposes, read_by
from programme.organizations.memberships import Membership
from programme.organizations.models import Organization
from programme.people.models import Person
from programme.periods import period_is_ordered
from programme.regulations.cases import RegulatedCase

REPRESENTATION = "representation"


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Reading invitations."""

    def open(self) -> Self:
        """What has not been answered yet."""
        return self.filter(status=Invitation.Status.OPEN)

    def unanswered(self) -> Self:
        """What waits, was declined or has lapsed: whoever invites may ask again. With the terms of answers, newest first."""
        unanswered = (Invitation.Status.OPEN, Invitation.Status.DECLINED, Invitation.Status.LAPSED)
        return self.filter(status__in=unanswered).with_terms().order_by("-pk")

    def with_terms(self) -> Self:
        """With the moments until which an answer is awaited (`due_at`)."""
        due = Waiting.objects.open().filter(process=OuterRef("case__pk")).values("due_at")[:1]
        return self.annotate(due_at=Subquery(due))

    def visible_to(self, person: Visitor) -> Self:
        """Whoever was asked, those who see the organisation, and the offices that invite to such things."""
        if not person.is_authenticated:
            return self.none()
        organizations = Organization.objects.visible_to(person)
        return self.filter(Q(person=person) | Q(organization__in=organizations) | Q(purpose__in=read_by(person)))


@guard_status
class Invitation(models.Model):
    """Somebody is asked, by an address, to represent an organisation, to take a role, a seat. Only an accepted one makes it hold.

    `purpose` is the key of what they are invited to (`programme.invitations.purposes`), `subject` the key of the thing itself, `role`
    and `scope` as whom. `person` is whoever has confirmed the address; the inviter never learns whether there is such a person. Nobody
    has invited (`invited_by`) where a city is opened from its machine.
    """

    class Status(models.TextChoices):
        OPEN = "open", "Ждёт ответа"
        ACCEPTED = "accepted", "Принято"
        DECLINED = "declined", "Отклонено"
        WITHDRAWN = "withdrawn", "Отозвано"
        LAPSED = "lapsed", "Осталось без ответа"

    purpose = models.CharField("куда приглашён", max_length=20)
    subject = models.CharField("что предложено", max_length=100, blank=True)
    organization = models.ForeignKey(
        Organization, models.PROTECT, null=True, related_name="invitations", verbose_name="организация"
    )
    email = models.EmailField("адрес приглашённого")
    code = models.CharField("код ссылки", max_length=43, unique=True)
    role = models.CharField("кем приглашён", max_length=30)
    scope = models.CharField("область действия роли", max_length=40, blank=True)
    position = models.CharField("должность", max_length=200, blank=True)
    valid_from = models.DateField("с какого дня")
    valid_to = models.DateField("по какой день", null=True, blank=True)
    ground = models.CharField("основание", max_length=300)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="кем"
    )
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
        verbose_name = "приглашение"
        verbose_name_plural = "приглашения"
        ordering = ["-pk"]
        constraints = [
            period_is_ordered("invitation_period_is_ordered"),
            models.CheckConstraint(
                condition=Q(organization=None) & ~Q(purpose=REPRESENTATION) & ~Q(subject="")
                | Q(organization__isnull=False, purpose=REPRESENTATION, invited_by__isnull=False)
                & Q(role__in=Membership.Role.values)
                & ~Q(position=""),
                name="invitation_says_to_what",
            ),
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
            models.UniqueConstraint(
                fields=["subject", "email"],
                condition=Q(status="open") & ~Q(subject=""),
                name="one_open_offer_an_address",
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
        return f"{self.kind.title}: {self.email}"

    def get_absolute_url(self) -> str:
        return reverse("invitation", args=[self.code])

    @property
    def kind(self) -> Purpose:
        """What the invitation is about."""
        return purposes()[self.purpose]

    @property
    def errand(self) -> str:
        """«представлять организацию: подписант», «на роль «секретарь площадки»»."""
        return self.kind.errand(self)

    @property
    def words(self) -> str:
        """«ТОС «Утёс» приглашает вас представлять организацию: подписант»."""
        return f"{self.kind.inviter(self)} приглашает вас {self.errand}"

    @property
    def offer(self) -> list[tuple[str, Any]]:
        """What is offered, as lines (label, value) without the empty ones."""
        return [(label, value) for label, value in self.kind.facts(self) if value]

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
        if not hasattr(self, "due_at"):
            return type(self).objects.with_terms().get(pk=self.pk).answer_by
        return timezone.localdate(self.due_at) if self.due_at else None

    @transition(status, source=Status.OPEN, target=Status.ACCEPTED)
    def accept(self, person: Person) -> None:
        """The person agrees."""
        self.answered_by, self.answered_at = person, timezone.now()

    @transition(status, source=Status.OPEN, target=Status.DECLINED)
    def decline(self, person: Person, reason: str) -> None:
        """The person does not agree: there has never been a tie."""
        self.answered_by, self.answered_at, self.reason = person, timezone.now(), reason

    @transition(status, source=Status.OPEN, target=Status.WITHDRAWN)
    def withdraw(self, reason: str) -> None:
        """Whoever has invited takes it back."""
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
        verbose_name = "дело о приглашении"
        verbose_name_plural = "дела о приглашениях"

    @property
    def case_title(self) -> str:
        """As it stands in the inbox."""
        return self.invitation.words
