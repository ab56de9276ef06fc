"""A survey, its waves and the questions of a wave (programme 8.6)."""

from datetime import timedelta
from typing import Any, Self

import pgtrigger
from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse

from casework import roles, workdays
from casework.guard import changes_with_status, frozen, guard_status, written_once
from casework.searching import vector
from monitoring.surveys.status import WaveStatus
from programme.access import Visitor, holds

ASKED = [
    "opens", "sample_kind", "sample", "population", "rule", "research", "research_number", "research_title", "questionnaire", "approved_by",
]  # fmt: skip
IS_AHEAD = pgtrigger.Q(old__status="draft") | pgtrigger.Q(old__status="approved")


class SurveyQuerySet(models.QuerySet["Survey"]):
    """Which surveys somebody may read."""

    def visible_to(self, person: Visitor) -> Self:
        """Those that have been announced once to everybody, the rest to analysts and the auditor."""
        if holds(person, roles.ANALYST, roles.AUDITOR):
            return self
        return self.filter(Exists(Wave.objects.announced().filter(survey=OuterRef("pk"))))


class Survey(models.Model):
    """What is asked again and again, wave after wave."""

    title = models.CharField("название", max_length=200)
    about = models.TextField("о чём и зачем")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто начал")

    objects = SurveyQuerySet.as_manager()

    class Meta:
        verbose_name = "опрос"
        verbose_name_plural = "опросы"
        ordering = ["title"]
        indexes = [GinIndex(vector("title", "about"), name="survey_words")]
        constraints = [
            models.UniqueConstraint(
                fields=["title"], name="survey_title_once", violation_error_message="Опрос с таким названием уже есть: добавьте ему волну."
            )
        ]  # fmt: skip
        triggers = [pgtrigger.Protect(name="survey_is_never_deleted", operation=pgtrigger.Delete)]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("survey", args=[self.pk])


class WaveQuerySet(models.QuerySet["Wave"]):
    """Which waves somebody may read."""

    def announced(self) -> Self:
        """What everybody knows of: from its first day on, whatever came of it."""
        return self.filter(announced_at__isnull=False)

    def over(self) -> Self:
        """Those of which nothing more will be counted."""
        return self.filter(status__in=[Wave.Status.PUBLISHED, Wave.Status.WITHDRAWN, Wave.Status.CANCELLED])

    def visible_to(self, person: Visitor) -> Self:
        """Announced ones to everybody, the rest to analysts and the auditor."""
        return self if holds(person, roles.ANALYST, roles.AUDITOR) else self.announced()


@guard_status
class Wave(WaveStatus):
    """One asking: whom, what, from which day to which, and what was answered. `population`: [district, age, people] of each stratum."""

    class Sample(models.TextChoices):
        VOLUNTARY = "voluntary", "добровольный опрос: отвечает любой, кто хочет"
        RANDOM = "random", "случайная выборка: отвечают отобранные, только на бумаге"

    survey = models.ForeignKey(Survey, models.PROTECT, related_name="waves", verbose_name="опрос")
    number = models.PositiveSmallIntegerField("номер волны")
    research = models.CharField("программа исследования, ключ", max_length=60)
    research_number = models.CharField("номер программы исследования", max_length=40)
    research_title = models.CharField("программа исследования", max_length=200)
    opens = models.DateField("первый день", null=True)
    closes = models.DateField("последний день", null=True)
    is_extended = models.BooleanField("продлена", default=False)
    sample_kind = models.CharField("вид выборки", max_length=10, choices=Sample.choices, blank=True)
    sample = models.TextField("выборка", blank=True)
    population = models.JSONField("население по слоям", default=list)
    rule = models.TextField("правило публикации", blank=True)
    frozen_form = models.JSONField("анкета", null=True)
    remarks = models.TextField("замечания", blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто создал")
    prepared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="кто подготовил"
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="кто утвердил"
    )
    reported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="кто подготовил отчёт"
    )
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="кто проверил отчёт"
    )
    method = models.TextField("метод", blank=True)
    findings = models.TextField("выводы", blank=True)
    results = models.JSONField("итоги", null=True)
    ground = models.TextField("почему отменена или отозвана", blank=True)
    forgotten_at = models.DateTimeField("анкеты удалены по сроку", null=True)
    destruction = models.OneToOneField(
        "documents.Document", models.PROTECT, null=True, related_name="+", verbose_name="акт об уничтожении анкет"
    )
    questionnaire = models.ForeignKey(
        "documents.Document", models.PROTECT, null=True, related_name="+", verbose_name="опросный лист"
    )
    announcement = models.ForeignKey(
        "documents.Document", models.PROTECT, null=True, related_name="+", verbose_name="последнее объявление"
    )
    report = models.OneToOneField(
        "documents.Document", models.PROTECT, null=True, related_name="+", verbose_name="отчёт"
    )
    decision = models.ForeignKey(
        "documents.Document", models.PROTECT, null=True, related_name="+", verbose_name="решение об отзыве"
    )

    objects = WaveQuerySet.as_manager()

    class Meta:
        verbose_name = "волна опроса"
        verbose_name_plural = "волны опросов"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["survey", "number"], name="wave_number_once"),
            models.CheckConstraint(
                condition=Q(status__in=["draft", "cancelled"])
                | Q(opens__isnull=False, closes__gt=F("opens"), approved_by__isnull=False, questionnaire__isnull=False)
                & ~Q(sample="")
                & ~Q(sample_kind="")
                & ~Q(rule=""),
                name="approved_wave_has_its_rules",
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("by")) & ~Q(approved_by=F("prepared_by")),
                name="wave_is_approved_by_another",
            ),
            models.CheckConstraint(
                condition=Q(forgotten_at=None, destruction=None)
                | Q(forgotten_at__isnull=False, status__in=["published", "withdrawn", "cancelled"]),
                name="only_what_is_over_is_forgotten",
            ),
            models.CheckConstraint(
                condition=Q(checked_by=None) | Q(reported_by__isnull=False) & ~Q(checked_by=F("reported_by")),
                name="report_is_checked_by_another",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["draft", "approved", "cancelled"])
                | Q(frozen_form__isnull=False, announced_at__isnull=False),
                name="asked_by_a_frozen_form",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["published", "withdrawn"])
                | Q(results__isnull=False, report__isnull=False, checked_by__isnull=False, published_at__isnull=False)
                & ~Q(method=""),
                name="published_with_a_report",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["cancelled", "withdrawn"]) | ~Q(ground=""), name="wave_ends_for_a_reason"
            ),
            models.CheckConstraint(
                condition=~Q(status="withdrawn") | Q(decision__isnull=False), name="withdrawn_by_a_decision"
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="wave_is_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="wave_keeps_its_survey", fields=["survey", "number", "by"]),
            frozen("asked_as_approved", ASKED, pgtrigger.Q(old__status__in=["field", "closed", "published", "withdrawn"])),
            written_once("form_is_frozen_and_answers_forgotten_once", ["frozen_form", "forgotten_at", "destruction"]),
            frozen("closed_wave_keeps_its_last_day", ["closes", "is_extended"], ~IS_AHEAD & ~pgtrigger.Q(old__status="field")),
            pgtrigger.Protect(
                name="field_is_extended_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "OLD.status = 'field' AND NEW.closes <> OLD.closes AND (OLD.is_extended OR NOT NEW.is_extended OR NEW.closes < OLD.closes)"
                ),
            ),
            frozen("published_results_stay", ["results", "method", "findings", "report"], pgtrigger.Q(old__status="published")),
            changes_with_status("wave_is_dated_by_its_moves", ["announced_at", "published_at", "ground", "decision"]),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.survey.title}, волна {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("survey_wave", args=[self.pk])

    @property
    def takes_answers(self) -> bool:
        """Does anybody answer today?"""
        return self.status == self.Status.FIELD and self.closes is not None and workdays.local_date() <= self.closes

    @property
    def is_open_to_all(self) -> bool:
        """May anybody answer on the site today? A random sample is asked on paper only."""
        return self.takes_answers and not self.is_random

    @property
    def is_random(self) -> bool:
        """Were those who answer drawn by chance?"""
        return self.sample_kind == self.Sample.RANDOM

    @property
    def is_final(self) -> bool:
        """Will nothing more happen to it?"""
        return self.status in self.FINAL

    @property
    def days(self) -> int:
        """How many working days the field is open, the first one included."""
        assert self.opens and self.closes, "an approved wave has its days"
        return workdays.between(self.opens - timedelta(days=1), self.closes)


class Question(models.Model):
    """A question of a draft: `options` are [{"code", "label"}], a scale goes from `low` to `high` in words."""

    class Kind(models.TextChoices):
        SINGLE = "single", "один ответ из списка"
        SEVERAL = "several", "несколько ответов из списка"
        SCALE = "scale", "шкала от 1 до 5"
        NUMBER = "number", "число"
        TEXT = "text", "свои слова"

    wave = models.ForeignKey(Wave, models.PROTECT, related_name="questions", verbose_name="волна")
    code = models.CharField("код", max_length=10)
    order = models.PositiveSmallIntegerField("порядок")
    kind = models.CharField("вид", max_length=10, choices=Kind.choices)
    text = models.CharField("вопрос", max_length=500)
    options = models.JSONField("варианты", default=list)
    low = models.CharField("1 означает", max_length=60, blank=True)
    high = models.CharField("5 означает", max_length=60, blank=True)
    indicator = models.CharField("показатель, о котором вопрос", max_length=12, blank=True)

    class Meta:
        verbose_name = "вопрос анкеты"
        verbose_name_plural = "вопросы анкет"
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["wave", "code"], name="question_code_once"),
            models.UniqueConstraint(
                fields=["wave", "indicator"],
                condition=~Q(indicator=""),
                name="indicator_is_asked_once",
                violation_error_message="Об этом показателе в волне уже есть вопрос: ряд строят по одному.",
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(name="question_keeps_its_wave", fields=["wave", "code"]),
            pgtrigger.Trigger(
                name="questions_are_of_a_draft",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func="""PERFORM 1 FROM monitoring_wave WHERE id = COALESCE(NEW.wave_id, OLD.wave_id) AND status = 'draft' FOR SHARE;
                        IF NOT FOUND THEN
                            RAISE EXCEPTION 'pgtrigger: an approved questionnaire stays as it is';
                        END IF;
                        IF TG_OP = 'DELETE' THEN
                            RETURN OLD;
                        END IF;
                        RETURN NEW;""",
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def as_asked(self) -> dict[str, Any]:
        """How it stands in a frozen form."""
        return {
            "code": self.code, "kind": self.kind, "text": self.text, "options": self.options, "low": self.low, "high": self.high,
            "indicator": self.indicator,
        }  # fmt: skip
