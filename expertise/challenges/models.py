"""A challenge, whom it means, and the case in which it is decided (регламент 3.0 «Отвод», CH-01…CH-04)."""

from datetime import datetime
from typing import Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django_fsm import FSMField, transition

from casework.cases import Case
from casework.guard import changes_with_status, guard_status, written_once
from casework.workdays import Term
from documents.models import Document
from expertise.challenges.sql import NO_SHEET_YET
from expertise.expertises.models import Expertise
from expertise.frozen import never_deleted
from expertise.register.models import Expert
from expertise.roles import COORDINATOR
from programme.access import Visitor, keys_of
from programme.models import Person


class ChallengeQuerySet(models.QuerySet["Challenge"]):
    """How challenges are found."""

    def visible_to(self, person: Visitor) -> Self:
        """The coordinator sees all; others what they, or their organisation as the applicant, have raised."""
        keys = keys_of(person)
        if COORDINATOR in keys:
            return self.all()
        if not keys:
            return self.none()
        theirs = [int(key.partition(":")[2]) for key in keys if key.startswith("member:")]
        own = Q(raised_by=person.pk) & ~Q(side=Challenge.Side.APPLICANT)
        applied = Q(expertise__applicant__in=theirs) | Q(expertise__applicant_person=person.pk)
        return self.filter(own | Q(applied, side=Challenge.Side.APPLICANT))

    def open(self) -> Self:
        """Those the coordinator still has to decide."""
        return self.filter(status=Challenge.Status.SUBMITTED)


@guard_status
class Challenge(models.Model):
    """One person or organisation whose part in an expertise somebody does not trust. Whoever raises it does not know the group."""

    class Status(models.TextChoices):
        SUBMITTED = "submitted", "Заявлен"
        UPHELD = "upheld", "Удовлетворён"
        REFUSED = "refused", "Отклонён"

    class Side(models.TextChoices):
        APPLICANT = "applicant", "заявитель"
        EXPERT = "expert", "эксперт"
        COORDINATOR = "coordinator", "координатор экспертизы"

    class Named(models.TextChoices):
        PERSON = "person", "человек"
        ORGANIZATION = "organization", "организация и все, кто с ней связан"
        MYSELF = "myself", "самоотвод"

    expertise = models.ForeignKey(Expertise, models.PROTECT, related_name="challenges", verbose_name="экспертиза")
    side = models.CharField("чей", max_length=12, choices=Side.choices)
    named = models.CharField("кому", max_length=12, choices=Named.choices)
    name = models.CharField("имя или название", max_length=300)
    reason = models.TextField("мотив")
    status = FSMField("состояние", default=Status.SUBMITTED, choices=Status.choices, protected=True)
    submitted_at = models.DateTimeField("заявлен")
    raised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кем заявлен"
    )
    decided_at = models.DateTimeField("решён", null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="кем решён"
    )
    ground = models.TextField("основание решения", blank=True)
    overturned_at = models.DateTimeField("удовлетворён по апелляции", null=True)
    overturned_ground = models.TextField("основание решения по апелляции", blank=True)
    ruling = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+", verbose_name="определение")

    objects = ChallengeQuerySet.as_manager()

    class Meta:
        verbose_name = "отвод эксперта"
        verbose_name_plural = "отводы экспертов"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status="submitted", ground="", decided_at=None)
                | Q(status__in=["upheld", "refused"], decided_at__isnull=False) & ~Q(ground=""),
                name="decided_challenge_has_a_ground",
            ),
            models.CheckConstraint(
                condition=~Q(named="myself") | Q(side="expert"), name="only_an_expert_recuses_themselves"
            ),
        ]
        triggers = [
            *never_deleted("challenge"),
            pgtrigger.ReadOnly(
                name="challenge_keeps_its_words",
                fields=["expertise", "side", "named", "name", "reason", "submitted_at", "raised_by"],
            ),
            written_once("challenge_keeps_its_ruling", ["ruling"]),
            changes_with_status("challenge_is_decided_by_its_move", ["decided_at", "decided_by", "ground", "overturned_at", "overturned_ground"]),
            pgtrigger.Trigger(
                name="challenge_before_the_first_sheet", when=pgtrigger.Before, operation=pgtrigger.Insert, func=NO_SHEET_YET
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"Отвод № {self.pk}: {self.expertise.number}"

    def get_absolute_url(self) -> str:
        return reverse("challenge", args=[self.pk])

    @property
    def raised_for(self) -> str:
        """Whom the answer goes to: whoever signs for the applicant, or the person."""
        return self.expertise.applicant_key if self.side == self.Side.APPLICANT else f"person:{self.raised_by_id}"

    @transition(status, source=Status.SUBMITTED, target=Status.UPHELD, custom={"rule": "CH-02"})
    def uphold(self, judge: Person | None, because: str, at: datetime) -> None:
        """Whoever is meant takes no part."""
        self._decide(judge, because, at)

    @transition(status, source=Status.SUBMITTED, target=Status.REFUSED, custom={"rule": "CH-03"})
    def refuse(self, judge: Person | None, because: str, at: datetime) -> None:
        """The same answer, be somebody meant or not."""
        self._decide(judge, because, at)

    @transition(status, source=Status.REFUSED, target=Status.UPHELD, custom={"rule": "CH-04"})
    def overturn(self, because: str, at: datetime) -> None:
        """The appeals board sees it otherwise than the coordinator, whose decision stays readable."""
        self.overturned_at, self.overturned_ground = at, because

    def _decide(self, judge: Person | None, because: str, at: datetime) -> None:
        self.decided_by, self.ground, self.decided_at = judge, because, at


class Mention(models.Model):
    """An expert of the register whom a challenge may mean: found by name or tie when it was raised, judged with it."""

    challenge = models.ForeignKey(Challenge, models.PROTECT, related_name="mentions", verbose_name="отвод")
    expert = models.ForeignKey(Expert, models.PROTECT, related_name="+", verbose_name="эксперт")
    is_meant = models.BooleanField("отвод касается эксперта", null=True)

    class Meta:
        verbose_name = "эксперт, которого может касаться отвод"
        verbose_name_plural = "эксперты, которых может касаться отвод"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["challenge", "expert"], name="expert_is_mentioned_once_a_challenge")
        ]
        triggers = [
            *never_deleted("mention"),
            pgtrigger.ReadOnly(name="mention_keeps_its_expert", fields=["challenge", "expert"]),
            written_once("mention_is_judged_once", ["is_meant"]),
        ]

    def __str__(self) -> str:
        return f"{self.expert}: {self.challenge}"


class ChallengeCase(Case):
    """The case in which a challenge is decided: beside that of the expertise, which goes on meanwhile."""

    subject_field = "challenge"
    about = "expertise.applicant_id"

    challenge = models.OneToOneField(Challenge, models.PROTECT, related_name="case", verbose_name="отвод")

    class Meta:
        verbose_name = "дело об отводе эксперта"
        verbose_name_plural = "дела об отводах экспертов"

    @property
    def case_title(self) -> str:
        """As it stands in the coordinator's inbox."""
        return f"Отвод в экспертизе {self.challenge.expertise.number}"

    def term(self, name: str) -> Term:
        """The length of a named deadline in the regulation the expertise has pinned."""
        return self.challenge.expertise.regulation.term(name)
