"""The register of experts (регламент 3.2 «Реестр экспертов») and the links they have declared (3.0)."""

from datetime import date
from typing import Self

import pgtrigger
from django.apps import apps
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Count, F, Q

from casework import workdays
from casework.searching import by_name
from expertise.frozen import never_deleted
from expertise.scoring.sheets import Track as Tracks
from programme.access import Visitor
from programme.lists import catalogue
from programme.lists.fields import ListedField
from programme.models import Consent, Organization
from programme.periods import period_is_ordered


class ExpertQuerySet(models.QuerySet["Expert"]):
    """How experts are read."""

    def admitted(self, day: date | None = None) -> Self:
        """Who may be asked on a day: in their term of admission, not excluded, the account in use."""
        day = day or workdays.local_date()
        return self.filter(
            Q(excluded_until=None) | Q(excluded_until__lt=day),
            admitted_from__lte=day,
            admitted_until__gte=day,
            person__is_active=True,
        )

    def with_load(self) -> Self:
        """With `load`: in how many expertises they work at the same time."""
        busy = apps.get_model("expertise.ExpertAssignment").BUSY  # which points at the expert
        return self.annotate(load=Count("assignments", filter=Q(assignments__status__in=busy)))

    def visible_to(self, person: Visitor) -> Self:
        """The register is the coordinator's and the auditor's; an expert sees their own line."""
        if not person.is_authenticated:
            return self.none()
        if person.has_role("expertise_coordinator", "auditor"):
            return self
        return self.filter(person=person)


class Expert(models.Model):
    """A person admitted to the register, for two years."""

    load: int  # by `with_load`

    class Track(models.TextChoices):
        PROFESSIONAL = Tracks.PROFESSIONAL.value, "профессиональный"
        PUBLIC = Tracks.PUBLIC.value, "общественный"

    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.PROTECT, related_name="expert", verbose_name="кто")
    track = models.CharField("трек", max_length=12, choices=Track.choices)
    areas = ArrayField(ListedField(max_length=10, listed="areas"), verbose_name="области")
    field = models.CharField("специализация", max_length=300)
    position = models.CharField("должность, степень, статус", max_length=300)
    ground = models.CharField("основание допуска", max_length=300)
    admitted_from = models.DateField("допущен с")
    admitted_until = models.DateField("допущен по")
    excluded_until = models.DateField("исключён до", null=True, blank=True)
    exclusion_ground = models.CharField("основание исключения", max_length=300, blank=True)
    exclusion_notice = models.ForeignKey(
        "documents.Document", models.PROTECT, null=True, related_name="+", verbose_name="уведомление об исключении"
    )

    objects = ExpertQuerySet.as_manager()

    class Meta:
        verbose_name = "эксперт"
        verbose_name_plural = "эксперты"
        ordering = [*by_name("person__last_name", "person__first_name"), "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(track__in=[track.value for track in Tracks]), name="expert_track_known"),
            models.CheckConstraint(condition=Q(areas__len__gt=0), name="expert_has_an_area"),
            models.CheckConstraint(condition=Q(admitted_until__gt=F("admitted_from")), name="admission_runs_forward"),
            models.CheckConstraint(
                condition=Q(excluded_until=None, exclusion_ground="")
                | Q(excluded_until__isnull=False) & ~Q(exclusion_ground=""),
                name="exclusion_has_a_ground",
            ),
        ]
        triggers = [
            *never_deleted("expert"),
            pgtrigger.ReadOnly(name="expert_stays_the_same_person", fields=["person", "track"]),
        ]

    def __str__(self) -> str:
        return str(self.person)

    @property
    def areas_in_words(self) -> str:
        """Образование, культура."""
        return ", ".join(catalogue.label("areas", area) for area in self.areas)

    @property
    def is_admitted(self) -> bool:
        """May they be asked today?"""
        today = workdays.local_date()
        excluded = self.excluded_until is not None and self.excluded_until >= today
        return self.admitted_from <= today <= self.admitted_until and not excluded

    @property
    def exclusion_words(self) -> str:
        """Until when the expert is out, and why (Russian)."""
        return f"До {self.excluded_until:%d.%m.%Y}. Основание: {self.exclusion_ground}" if self.excluded_until else ""

    @property
    def may_be_named(self) -> bool:
        """Has the expert consented to being named in what is published (152-ФЗ ст. 10.1)?"""
        return Consent.is_given(self.person, Consent.Purpose.DISSEMINATION)


class Affiliation(models.Model):
    """A link an expert has declared or the coordinator knows: work, membership, founding, a contract, mentoring (3.0 а–в)."""

    class Kind(models.TextChoices):
        WORK = "work", "работа"
        MEMBERSHIP = "membership", "членство"
        FOUNDER = "founder", "учредительство"
        CONTRACT = "contract", "договор"
        MENTOR = "mentor", "наставничество"

    expert = models.ForeignKey(Expert, models.PROTECT, related_name="affiliations", verbose_name="эксперт")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name="организация")
    kind = models.CharField("вид связи", max_length=10, choices=Kind.choices)
    valid_from = models.DateField("с какого дня")
    valid_to = models.DateField("по какой день", null=True, blank=True)
    note = models.CharField("пояснение", max_length=300, blank=True)
    declared_at = models.DateTimeField("заявлено")
    declared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кем")

    class Meta:
        verbose_name = "связь эксперта с организацией"
        verbose_name_plural = "связи экспертов с организациями"
        ordering = ["-valid_from", "pk"]
        constraints = [period_is_ordered("affiliation_period_is_ordered")]
        triggers = [
            *never_deleted("affiliation"),
            pgtrigger.ReadOnly(name="affiliation_only_ends", exclude=["valid_to"]),
            pgtrigger.Protect(
                name="ended_affiliation_is_final",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__valid_to__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.organization}"

    @property
    def origin(self) -> str:
        """Who has entered it and when (Russian)."""
        return f"записал(а) {self.declared_by} {workdays.local_date(self.declared_at):%d.%m.%Y}"
