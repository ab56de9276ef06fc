"""The Marks of the city and the diplomas: who holds what since when, and whether it is in force (регламент 3.3.3)."""

from datetime import date, datetime
from typing import Any, Self

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django_fsm import FSMField, transition

from casework import workdays
from casework.guard import changes_with_status, guard_status
from committee.models import Decision
from documents.models import Document
from programme.access import keys_of
from programme.models import Organization
from quality_mark.entries.models import ContestApplication
from quality_mark.roles import OFFICE_AND_COMMITTEE


class MarkQuerySet(models.QuerySet["QualityMark"]):
    """Which Marks somebody may read."""

    def public(self) -> Self:
        """The register: what has come into force once."""
        return self.exclude(valid_from=None).exclude(number="")

    def visible_to(self, person: Any) -> Self:
        """The register to everybody; what still waits for an act to its holder and the offices."""
        keys = set(keys_of(person))
        if keys & set(OFFICE_AND_COMMITTEE):
            return self
        own = [int(key[7:]) for key in keys if key.startswith("member:")]
        known = self.model.objects.public()
        return self.filter(Q(pk__in=known.values("pk")) | Q(organization__in=own))


@guard_status
class QualityMark(models.Model):
    """The Mark of one object of one organisation: in force by a decision, for two years, as long as it is kept."""

    class Status(models.TextChoices):
        PENDING_ACT = "pending_act", "Ожидает акта"
        ACTIVE = "active", "Действует"
        SUSPENDED = "suspended", "Приостановлен"
        EXPIRING = "expiring", "Истекает"
        RENEWAL = "renewal", "Продлевается"
        EXPIRED = "expired", "Истёк"
        REVOKED = "revoked", "Аннулирован за нарушение"
        ANNULLED = "annulled", "Признан недействительным"
        DECLINED_BY_HOLDER = "declined_by_holder", "Отказ обладателя"

    S = Status
    IN_FORCE = [S.ACTIVE, S.EXPIRING, S.RENEWAL]
    ENDED = [S.EXPIRED, S.REVOKED, S.ANNULLED, S.DECLINED_BY_HOLDER]

    entry = models.OneToOneField(
        ContestApplication, models.PROTECT, related_name="mark", verbose_name="конкурсная заявка"
    )
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="marks", verbose_name="обладатель")
    decision = models.ForeignKey(Decision, models.PROTECT, related_name="+", verbose_name="решение о присвоении")
    status = FSMField("состояние", default=Status.PENDING_ACT, choices=Status.choices, protected=True)
    code = models.CharField("код значка", max_length=16, unique=True)
    number = models.CharField("номер свидетельства", max_length=40, blank=True)
    certificate = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+", verbose_name="свидетельство")
    former_numbers = ArrayField(
        models.CharField(max_length=40), default=list, verbose_name="номера прежних свидетельств"
    )
    act = models.CharField("реквизиты акта Главы города", max_length=300, blank=True)
    valid_from = models.DateField("действует с", null=True)
    valid_to = models.DateField("действует по", null=True)
    renewal_until = models.DateField("пока решается продление, действует по", null=True)
    awarded_at = models.DateTimeField("присвоен")
    suspended_at = models.DateTimeField("приостановлен", null=True)
    ended_at = models.DateTimeField("прекращён", null=True)
    end_ground = models.TextField("почему прекращён", blank=True)

    objects = MarkQuerySet.as_manager()

    class Meta:
        verbose_name = "Знак качества"
        verbose_name_plural = "Знаки качества"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["number"], condition=~Q(number=""), name="mark_number_once"),
            models.CheckConstraint(
                condition=Q(valid_from=None, valid_to=None) | Q(valid_to__gt=F("valid_from")), name="mark_has_a_term"
            ),
            models.CheckConstraint(
                condition=Q(status__in=["pending_act", "annulled"]) | Q(valid_from__isnull=False),
                name="mark_in_force_has_a_term",
            ),
            models.CheckConstraint(
                condition=Q(status="suspended") | Q(suspended_at=None), name="only_a_suspended_mark_is_suspended"
            ),
            models.CheckConstraint(
                condition=Q(status="renewal", renewal_until__isnull=False, renewal_until__gte=F("valid_to"))
                | ~Q(status="renewal") & Q(renewal_until=None),
                name="mark_in_renewal_waits_until_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["expired", "revoked", "annulled", "declined_by_holder"])
                | Q(ended_at__isnull=False) & ~Q(end_ground=""),
                name="ended_mark_says_why",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="mark_is_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(
                name="mark_is_of_one_entry", fields=["entry", "organization", "decision", "code", "awarded_at"]
            ),
            changes_with_status(
                "mark_keeps_its_term",
                ["valid_from", "valid_to", "renewal_until", "act", "suspended_at", "ended_at", "end_ground"],
            ),
        ]

    def __str__(self) -> str:
        return f"Знак качества № {self.number}" if self.number else f"Знак качества: {self.entry.title}"

    def get_absolute_url(self) -> str:
        return reverse("mark", args=[self.slug])

    @property
    def slug(self) -> str:
        """Its place in the register: the number for people, or its inner one until it has a number."""
        return self.number.replace("КЗК-", "kzk-") if self.number else f"pending-{self.pk}"

    @property
    def member_key(self) -> str:
        """Who works for the holder."""
        return f"member:{self.organization_id}"

    @property
    def signer_key(self) -> str:
        """Who may speak for the holder."""
        return f"signer:{self.organization_id}"

    @property
    def last_day(self) -> date | None:
        """The last day of the Mark as things stand: while its renewal is decided, the day until which it waits for that (8.7)."""
        return self.renewal_until or self.valid_to

    def is_valid_on(self, day: date) -> bool:
        """«Действует» ⇔ a decision in force, a day within the term, not suspended (2.3, item 9)."""
        first, last = self.valid_from, self.last_day
        return (
            first is not None
            and last is not None
            and first <= day <= last
            and self.status in self.IN_FORCE
            and self.decision.is_in_force
        )

    @property
    def standing(self) -> tuple[str, str]:
        """The validity of the Mark today in words (Russian), and the kind of its chip.

        The dates are asked here and now: a Mark whose last day has passed is over although no clock has moved it yet.
        """
        if self.is_valid_on(workdays.local_date()):
            return "действует", "ok"
        if self.status == self.S.RENEWAL and self.decision.is_in_force:
            return "ждёт продления", "warn"
        if self.status in self.IN_FORCE and self.valid_to and self.valid_to < workdays.local_date():
            return "истёк", "warn"
        return {
            self.S.PENDING_ACT: ("ожидает акта", "info"),
            self.S.SUSPENDED: ("приостановлен", "warn"),
            self.S.EXPIRED: ("истёк", "warn"),
            self.S.REVOKED: ("аннулирован", "bad"),
            self.S.ANNULLED: ("недействителен", "bad"),
            self.S.DECLINED_BY_HOLDER: ("обладатель отказался", "bad"),
        }.get(self.S(self.status), ("не действует", "bad"))

    @transition(status, source=S.PENDING_ACT, target=S.ACTIVE, custom={"rule": "QM-01, QM-02"})
    def activate(self, valid_from: date, valid_to: date, act: str) -> None:
        """By the decision itself, or by the act of the Head of the city."""
        self.valid_from, self.valid_to, self.act = valid_from, valid_to, act

    @transition(status, source=[S.ACTIVE, S.EXPIRING, S.RENEWAL], target=S.SUSPENDED, custom={"rule": "QM-03"})
    def suspend(self, at: datetime) -> None:
        """Confirmed violations, by the committee."""
        self.suspended_at, self.renewal_until = at, None

    @transition(status, source=[S.SUSPENDED, S.REVOKED], target=S.ACTIVE, custom={"rule": "QM-12"})
    def reinstate(self) -> None:
        """The decision that suspended or revoked it has been set aside by an appeal."""
        self.suspended_at, self.ended_at, self.end_ground = None, None, ""

    @transition(status, source=S.EXPIRED, target=S.RENEWAL, custom={"rule": "QM-13"})
    def return_to_renewal(self, until: date) -> None:
        """The refusal to renew it has been set aside by an appeal."""
        self.renewal_until, self.ended_at, self.end_ground = until, None, ""

    @transition(status, source=S.SUSPENDED, target=S.ACTIVE, custom={"rule": "QM-04"})
    def restore(self) -> None:
        """The violations are mended, the committee restores the Mark."""
        self.suspended_at = None

    @transition(
        status, source=[S.SUSPENDED, S.ACTIVE, S.EXPIRING, S.RENEWAL], target=S.REVOKED, custom={"rule": "QM-05"}
    )
    def revoke(self, at: datetime, why: str) -> None:
        """By two thirds of the committee."""
        self._end(at, why)

    @transition(status, source=S.ACTIVE, target=S.EXPIRING, custom={"rule": "QM-06"})
    def begin_to_expire(self) -> None:
        """Not more than sixty working days are left."""

    @transition(status, source=S.EXPIRING, target=S.RENEWAL, custom={"rule": "QM-07"})
    def begin_renewal(self, until: date) -> None:
        """The holder has applied in time; the Mark is in force until the decision, at most until a day."""
        self.renewal_until = until

    @transition(status, source=S.RENEWAL, target=S.ACTIVE, custom={"rule": "QM-08"})
    def renew(self, valid_to: date) -> None:
        """By the committee, from the former end on."""
        self.valid_to, self.renewal_until = valid_to, None

    @transition(status, source=S.RENEWAL, target=S.EXPIRED, custom={"rule": "QM-08"})
    def refuse_renewal(self, at: datetime, why: str) -> None:
        """The committee refuses, or the holder takes the application back, and the last day has passed."""
        self._end(at, why)

    @transition(status, source=S.RENEWAL, target=S.EXPIRING, custom={"rule": "QM-14"})
    def keep_to_its_end(self) -> None:
        """Taken back or refused before the end: in force until its own last day."""
        self.renewal_until = None

    @transition(status, source=[S.EXPIRING, S.ACTIVE], target=S.EXPIRED, custom={"rule": "QM-09"})
    def expire(self, at: datetime, why: str) -> None:
        """The last day has passed."""
        self._end(at, why)

    @transition(
        status,
        source=[S.ACTIVE, S.SUSPENDED, S.EXPIRING, S.RENEWAL],
        target=S.DECLINED_BY_HOLDER,
        custom={"rule": "QM-10"},
    )
    def decline(self, at: datetime, why: str) -> None:
        """The holder gives it up."""
        self._end(at, why)

    @transition(
        status,
        source=[S.PENDING_ACT, S.ACTIVE, S.EXPIRING, S.RENEWAL, S.SUSPENDED],
        target=S.ANNULLED,
        custom={"rule": "QM-11"},
    )
    def annul(self, at: datetime, why: str) -> None:
        """It ought not to have been awarded: a mistake or an appeal, not a fault of the holder; no ban follows."""
        self._end(at, why)

    def _end(self, at: datetime, why: str) -> None:
        self.ended_at, self.end_ground, self.suspended_at, self.renewal_until = at, why, None, None
