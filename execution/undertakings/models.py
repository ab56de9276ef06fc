"""An undertaking: what is to be done, by whom, by when, how it is proved and who looks after it (programme 8.1)."""

from decimal import Decimal

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from casework import workdays
from casework.formats import plain
from casework.guard import changes_with_status, frozen, guard_status
from execution.undertakings.finding import UndertakingQuerySet
from execution.undertakings.periods import ReportingPeriod, next_period
from execution.undertakings.status import UndertakingStatus
from programme.models import Organization

TASK = [
    "kind",
    "title",
    "parent",
    "number",
    "period",
    "planned",
    "unit",
    "proof",
    "starts_on",
    "is_condition",
    "source",
]


@guard_status
class Undertaking(UndertakingStatus):
    """Something somebody answers for. Whoever has given it (a proposal, a point of a decision) points at it and reads its status."""

    class Kind(models.TextChoices):
        PROJECT = "project", "Проект"
        STAGE = "stage", "Этап проекта"
        INSTRUCTION = "instruction", "Поручение"
        MEASURE = "measure", "Мера программы"
        ITEM = "item", "Пункт меры"
        MEDIA = "media", "Выход в СМИ"
        PRODUCT = "product", "Изделие"
        GRANT = "grant", "Грант"
        REPLICATION = "replication", "Повторение практики"
        COMMITMENT = "commitment", "Обязательство"
        EXPERIMENT = "experiment", "Опыт"

    BY_ITSELF = (
        Kind.INSTRUCTION,
        Kind.MEDIA,
        Kind.PRODUCT,
        Kind.EXPERIMENT,
    )  # no case or edition of another thing drops them

    class Period(models.TextChoices):
        ONCE = "once", "один раз"
        QUARTER = "quarter", "каждый квартал"
        HALF_YEAR = "half_year", "каждое полугодие"
        YEAR = "year", "каждый год"

    kind = models.CharField("вид", max_length=12, choices=Kind.choices)
    title = models.TextField("что сделать")
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children", verbose_name="часть чего")
    number = models.PositiveSmallIntegerField("порядок", default=1)
    organization = models.ForeignKey(
        Organization, models.PROTECT, null=True, related_name="+", verbose_name="ответственная организация"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="ответственный"
    )
    responsible = models.CharField("ключ ответственного", max_length=80, blank=True)
    controller = models.CharField("кто контролирует", max_length=80)
    starts_on = models.DateField("начало")
    due_on = models.DateField("срок", null=True)
    period = models.CharField("отчётность", max_length=10, choices=Period.choices, default=Period.ONCE)
    planned = models.DecimalField("план", max_digits=14, decimal_places=2, null=True)
    unit = models.CharField("единица", max_length=40, blank=True)
    proof = models.CharField("чем подтверждается", max_length=300, blank=True)
    is_condition = models.BooleanField("условие решения", default=False)
    source = models.CharField("откуда", max_length=300)
    source_url = models.CharField(max_length=200, blank=True)
    readers = ArrayField(models.CharField(max_length=80), default=list, blank=True)
    closed_to = ArrayField(models.CharField(max_length=80), default=list, blank=True)
    is_public = models.BooleanField("видно всем", default=False)
    suspended_on = models.DateField("приостановлено", null=True)
    created_at = models.DateTimeField("поставлено", auto_now_add=True)

    objects = UndertakingQuerySet.as_manager()

    class Meta:
        verbose_name = "поручение"
        verbose_name_plural = "поручения"
        ordering = ["-pk"]
        indexes = [models.Index(fields=["status", "due_on"], name="undertakings_by_day")]
        constraints = [
            models.UniqueConstraint(fields=["parent", "number"], name="part_number_once"),
            models.CheckConstraint(
                condition=Q(organization=None) | Q(person=None), name="undertaking_has_one_responsible"
            ),
            models.CheckConstraint(
                condition=Q(status__in=["planned", "dropped"]) | ~Q(responsible=""), name="work_needs_a_responsible"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["stage", "item"], parent__isnull=False)
                | ~Q(kind__in=["stage", "item"]) & Q(parent=None),
                name="stages_belong_to_a_project",
            ),
            models.CheckConstraint(
                condition=Q(due_on=None) | Q(due_on__gte=F("starts_on")), name="undertaking_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(status="suspended", suspended_on__isnull=False)
                | ~Q(status="suspended") & Q(suspended_on=None),
                name="suspended_since_a_day",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["done", "partly", "failed", "dropped"], ended_at__isnull=False)
                | ~Q(status__in=["done", "partly", "failed", "dropped"]) & Q(ended_at=None),
                name="undertaking_has_ended_when_it_ended",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="undertaking_is_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="undertaking_is_what_was_given", fields=TASK),
            frozen(
                "ended_undertaking_is_settled",
                ["organization", "person", "responsible", "due_on", "status"],
                pgtrigger.Q(old__ended_at__isnull=False),
            ),
            changes_with_status("end_of_an_undertaking_is_of_its_moves", ["ended_at", "suspended_on"]),
        ]

    def __str__(self) -> str:
        return self.title if len(self.title) < 200 else f"{self.title[:199]}…"

    def get_absolute_url(self) -> str:
        return reverse("undertaking", args=[self.pk])

    @property
    def plan_title(self) -> str:
        """The plan with its unit: «7 площадок»; nothing when it is not counted."""
        return self.counted(self.planned)

    def counted(self, amount: Decimal | None) -> str:
        """A number of its units."""
        return "" if amount is None else f"{plain(amount)} {self.unit}".strip()

    @property
    def is_final(self) -> bool:
        """Will nothing more happen to it?"""
        return self.status in self.FINAL

    @property
    def is_overdue(self) -> bool:
        """Has its day passed without an end or a report? A pause moves the day."""
        is_waiting = self.is_final or self.status in (self.Status.REPORTED, self.Status.SUSPENDED)
        return bool(self.due_on and self.due_on < workdays.local_date() and not is_waiting)

    @property
    def days_overdue(self) -> int:
        """Working days since its day, none while it is not overdue."""
        assert self.due_on is not None or not self.is_overdue
        return workdays.between(self.due_on, workdays.local_date()) if self.is_overdue and self.due_on else 0

    @property
    def responsible_title(self) -> str:
        """Who answers, as everybody may read it: of a person only that there is one."""
        if self.organization:
            return self.organization.short_name
        return "должностное лицо" if self.responsible else "не назначен"

    @property
    def responsible_name(self) -> str:
        """Who answers, for those inside."""
        return self.person.get_full_name() if self.person else self.responsible_title

    @property
    def current_period(self) -> ReportingPeriod:
        """What the next report is about."""
        accepted = self.reports.filter(outcome="accepted").values_list("period", flat=True)
        return next_period(self.period, self.starts_on, self.due_on, accepted)

    @property
    def has_open_children(self) -> bool:
        """Is a part of it not over?"""
        return self.children.exclude(status__in=self.FINAL).exists()

    def is_reached(self, fact: Decimal | None) -> bool:
        """Is the plan fulfilled by the fact? Without a number in the plan the controller judges alone."""
        return self.planned is None or (fact is not None and fact >= self.planned)
