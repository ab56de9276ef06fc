"""A place that was given to an entry: its number, its term, what its holder said (programme 8.4, PL-01…PL-06)."""

from datetime import date, datetime
from typing import Any, ClassVar, Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django_fsm import FSMField, transition

from casework import roles
from casework.guard import changes_with_status, guard_status, written_once
from committee.models import AgendaItem
from programme.access import holds, keys_of
from programme.models import Regulation
from quality_mark.contests.models import Contest
from quality_mark.entries.models import ContestApplication
from quality_mark.kinds.rules import LevelRule


class PlacementQuerySet(models.QuerySet["Placement"]):
    """Which places somebody may read."""

    def occupied(self) -> Self:
        """Places that are taken, be they accepted or not yet (K3)."""
        return self.filter(status__in=Placement.OCCUPIED)

    def giving(self, gives: str) -> Self:
        """Places of one sort: `stand`, `residence`, `reserve`."""
        return self.filter(gives=gives)

    def published(self) -> Self:
        """What everybody may read: places whose holders agreed to it."""
        return self.filter(is_public=True, status__in=["active", "ended"])

    def visible_to(self, person: Any) -> Self:
        """Their own to holders, all to the office, what was agreed to to everybody."""
        if holds(person, roles.CONTEST_SECRETARY, roles.AUDITOR):
            return self
        own = [int(key[7:]) for key in keys_of(person) if key.startswith("member:")]
        mine = Q(entry__organization__in=own) | Q(entry__person__isnull=False, entry__person=person.pk)
        return self.filter(mine | Q(pk__in=self.model.objects.published().values("pk")))


@guard_status
class Placement(models.Model):
    """One place of one entry. Whoever declines it is followed by the next."""

    class Status(models.TextChoices):
        GRANTED = "granted", "Предоставлено"
        ACTIVE = "active", "Действует"
        ENDED = "ended", "Окончено"
        DECLINED = "declined", "Не принято"
        LEFT = "left", "Выбыл"
        REVOKED = "revoked", "Лишён"

    S = Status
    OCCUPIED: ClassVar = [S.GRANTED, S.ACTIVE]
    TONES: ClassVar = {S.ACTIVE: "ok", S.GRANTED: "warn", S.REVOKED: "bad"}

    entry = models.OneToOneField(ContestApplication, models.PROTECT, related_name="placement", verbose_name="заявка")
    level = models.CharField("уровень", max_length=30)
    gives = models.CharField("что даёт", max_length=12)
    place_no = models.PositiveSmallIntegerField("номер места")
    status = FSMField("состояние", default=Status.GRANTED, choices=Status.choices, protected=True)
    granted_at = models.DateTimeField("предоставлено", auto_now_add=True)
    starts_on = models.DateField("с", null=True)
    ends_on = models.DateField("по", null=True)
    prolonged_to = models.DateField("продлено по", null=True)
    is_public = models.BooleanField("обладатель согласен на публикацию", default=False)
    ended_at = models.DateTimeField("окончено", null=True)
    end_ground = models.TextField("почему", blank=True)

    objects = PlacementQuerySet.as_manager()

    class Meta:
        verbose_name = "место"
        verbose_name_plural = "места"
        ordering = ["place_no", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["granted", "declined"])
                | Q(starts_on__isnull=False, ends_on__gt=F("starts_on")),
                name="accepted_place_has_its_term",
            ),
            models.CheckConstraint(
                condition=Q(prolonged_to=None) | Q(prolonged_to__gt=F("ends_on")), name="prolonged_place_ends_later"
            ),
            models.CheckConstraint(condition=Q(place_no__gte=1), name="place_has_a_number"),
        ]
        triggers = [
            pgtrigger.Protect(name="placement_is_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="placement_is_of_one_entry", fields=["entry", "level", "gives", "place_no", "granted_at"]),
            written_once("place_is_prolonged_once", ["prolonged_to"]),
            changes_with_status("placement_is_dated_by_its_changes", ["starts_on", "ends_on", "is_public", "ended_at", "end_ground"]),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.rule.title}: {self.entry}"

    def get_absolute_url(self) -> str:
        return reverse("placement", args=[self.pk])

    @property
    def contest(self) -> Contest:
        """The contest that gave it."""
        return self.entry.contest

    @property
    def regulation(self) -> Regulation:
        """The regulation of that contest."""
        return self.contest.regulation

    @property
    def rule(self) -> LevelRule:
        """The level of the kind that gives it."""
        return next(level for level in self.contest.rule.levels if level.code == self.level)

    @property
    def last_on(self) -> date | None:
        """Its last day, the prolongation included."""
        return self.prolonged_to or self.ends_on

    @transition(status, source=S.GRANTED, target=S.ACTIVE, custom={"rule": "PL-02"})
    def accept(self, starts_on: date, ends_on: date, is_public: bool) -> None:
        """The conditions have been read; whether it is published is said apart."""
        self.starts_on, self.ends_on, self.is_public = starts_on, ends_on, is_public

    @transition(status, source=S.GRANTED, target=S.DECLINED, custom={"rule": "PL-03"})
    def decline(self, at: datetime, why: str) -> None:
        """Declined, or nothing was said in the term: the next one gets the place."""
        self.ended_at, self.end_ground = at, why

    @transition(status, source=S.ACTIVE, target=S.ENDED, custom={"rule": "PL-04"})
    def end(self, at: datetime, why: str) -> None:
        """The term is over."""
        self.ended_at, self.end_ground = at, why

    @transition(status, source=S.ACTIVE, target=S.LEFT, custom={"rule": "PL-05"})
    def leave(self, at: datetime, why: str) -> None:
        """The holder gives it up."""
        self.ended_at, self.end_ground = at, why

    @transition(status, source=S.ACTIVE, target=S.REVOKED, custom={"rule": "PL-06"})
    def revoke(self, at: datetime, why: str) -> None:
        """The committee takes it away."""
        self.ended_at, self.end_ground = at, why


class PlacementQuestion(models.Model):
    """A proposal to take a place away, put before the committee (PL-06)."""

    placement = models.ForeignKey(Placement, models.PROTECT, related_name="questions", verbose_name="место")
    ground = models.TextField("основание")
    item = models.ForeignKey(AgendaItem, models.PROTECT, null=True, related_name="+", verbose_name="вопрос повестки")
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "представление о лишении места"
        ordering = ["pk"]
        triggers = [pgtrigger.Protect(name="placement_question_is_never_deleted", operation=pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"О лишении места: {self.placement}"

    def get_absolute_url(self) -> str:
        return self.placement.get_absolute_url()
