"""An edition of the programme, the details of its act and the file of the act."""

from pathlib import Path
from typing import Any, Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from casework import roles
from casework.guard import frozen, guard_status, insert_only, written_once
from documents import files
from execution.editions.status import EditionStatus
from programme.access import Visitor, holds

COMPOSER = roles.COMMITTEE_SECRETARY  # the coordinator of the programme
INSIDE = (*roles.COMMITTEE_AND_COMMISSION, roles.CLERK, roles.ARCHIVIST, roles.AUDITOR)


class EditionQuerySet(models.QuerySet["ProgrammeEdition"]):
    """Reading editions."""

    def adopted(self) -> Self:
        """Those that are or have been in force."""
        return self.filter(status__in=EditionStatus.ADOPTED)

    def opens_city(self) -> bool:
        """Has no programme of its own ever held here? Only then one that the city has adopted elsewhere may be entered."""
        return not self.filter(status__in=EditionStatus.ADOPTED, is_historical=False).exists()

    def visible_to(self, person: Visitor) -> Self:
        """Adopted and publicly discussed ones to everybody; other drafts to the committee and whoever looks after them."""
        return (
            self.all() if holds(person, *INSIDE) else self.filter(Q(status__in=EditionStatus.ADOPTED) | Q(is_open=True))
        )


@guard_status
class ProgrammeEdition(EditionStatus):
    """The programme as it was approved at a moment: a table of measures with its act."""

    number = models.PositiveSmallIntegerField("номер редакции", unique=True)
    title = models.CharField("название", max_length=300)
    period_from = models.PositiveSmallIntegerField("с какого года")
    period_to = models.PositiveSmallIntegerField("по какой год")
    is_historical = models.BooleanField("историческая", default=False)
    based_on = models.ForeignKey("self", models.PROTECT, null=True, related_name="+", verbose_name="на основе редакции")
    course_url = models.CharField("где её обсуждают, оценивают и решают", max_length=200, blank=True)
    is_held = models.BooleanField("таблицу сейчас читают: она не меняется", default=False)
    is_open = models.BooleanField("проект виден всем", default=False)
    remarks = models.TextField("замечания комитета", blank=True)
    decision = models.ForeignKey(
        "documents.Document", models.PROTECT, null=True, related_name="+", verbose_name="решение комитета"
    )
    act_title = models.CharField("вид акта", max_length=200, blank=True)
    act_number = models.CharField("номер акта", max_length=40, blank=True)
    act_date = models.DateField("дата акта", null=True)
    document = models.ForeignKey(
        "documents.Document", models.PROTECT, null=True, related_name="+", verbose_name="программа на бумаге"
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто составил"
    )
    created_at = models.DateTimeField("создана", auto_now_add=True)

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = "редакция программы"
        verbose_name_plural = "редакции программы"
        ordering = ["-number"]
        constraints = [
            models.CheckConstraint(
                condition=Q(period_to__gte=F("period_from"), period_from__gte=1990, period_to__lte=2100),
                name="edition_period_is_ordered",
            ),
            models.UniqueConstraint(fields=["status"], condition=Q(status="in_force"), name="one_edition_is_in_force"),
            models.CheckConstraint(
                condition=Q(status__in=["draft", "submitted", "declined", "pending_act"])
                | Q(document__isnull=False, in_force_at__isnull=False)
                | Q(is_historical=True, status="archived"),
                name="edition_in_force_is_on_paper",
            ),
            models.CheckConstraint(
                condition=Q(act_number="", act_date=None) | ~Q(act_number="") & Q(act_date__isnull=False),
                name="act_of_an_edition_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(is_held=False) | ~Q(course_url=""), name="whoever_holds_a_table_is_named"
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="edition_is_never_deleted", operation=pgtrigger.Delete),
            frozen(
                "settled_edition_keeps_its_words",
                ["number", "title", "period_from", "period_to", "is_historical", "based_on", "created_by"],
                ~pgtrigger.Q(old__status="draft") | pgtrigger.Q(old__is_held=True),
            ),
            frozen(
                "adopted_edition_keeps_its_act",
                ["act_title", "act_number", "act_date", "decision"],
                pgtrigger.Q(old__status__in=["in_force", "superseded", "archived"]),
            ),
            written_once("paper_of_an_edition_is_settled", ["document", "in_force_at"]),
        ]

    def __str__(self) -> str:
        return f"{self.title} (редакция {self.number})"

    def get_absolute_url(self) -> str:
        return reverse("programme_edition", args=[self.number])

    @property
    def act(self) -> str:
        """By what it was approved: «постановление администрации города от 17.03.2005 № 121»."""
        return f"{self.act_title} от {self.act_date:%d.%m.%Y} № {self.act_number}" if self.act_date else ""

    @property
    def is_draft(self) -> bool:
        """May its table be changed now?"""
        return self.status == self.Status.DRAFT and not self.is_held

    @property
    def is_on_course(self) -> bool:
        """Is it being discussed, assessed, decided; may it still come into force?"""
        over = (self.Status.DECLINED, *self.ADOPTED)
        return bool(self.course_url) and self.status not in over

    @property
    def waiting_act(self) -> "StandingAct | None":
        """The act by which it was adopted before, while nobody has compared it yet."""
        return self.standing_acts.filter(outcome="").select_related("by").first() if self.is_held else None

    @property
    def years(self) -> range:
        """The years of the programme."""
        return range(self.period_from, self.period_to + 1)


class StandingAct(models.Model):
    """By what act the city had adopted its programme before it was opened here: typed by one, compared with the original by another."""

    class Outcome(models.TextChoices):
        CONFIRMED = "confirmed", "Сверен с подлинником"
        RETURNED = "returned", "Возвращён"

    edition = models.ForeignKey(
        ProgrammeEdition, models.PROTECT, related_name="standing_acts", verbose_name="редакция программы"
    )
    act_title = models.CharField("вид акта", max_length=200)
    act_number = models.CharField("номер акта", max_length=40)
    act_date = models.DateField("дата акта")
    name = models.CharField("имя файла", max_length=200)
    size = models.PositiveIntegerField("размер, байт")
    sha256 = models.CharField(max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто внёс")
    at = models.DateTimeField("внесён", auto_now_add=True)
    outcome = models.CharField("что показала сверка", max_length=10, choices=Outcome.choices, blank=True)
    remarks = models.TextField("что не так", blank=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="кто сверил"
    )
    checked_at = models.DateTimeField("сверен", null=True)

    class Meta:
        verbose_name = "акт, утвердивший программу до открытия города"
        verbose_name_plural = "акты, утвердившие программу до открытия города"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition"], condition=Q(outcome=""), name="one_standing_act_waits",
                violation_error_message="Акт уже внесён и ждёт сверки.",
            ),
            models.UniqueConstraint(
                fields=["outcome"], condition=Q(outcome="confirmed"), name="one_standing_programme_opens_a_city"
            ),
            models.CheckConstraint(
                condition=Q(outcome="", checked_by=None, checked_at=None)
                | Q(checked_by__isnull=False, checked_at__isnull=False) & ~Q(outcome=""),
                name="standing_act_is_checked_by_somebody",
            ),
            models.CheckConstraint(condition=~Q(checked_by=F("by")), name="standing_act_is_checked_by_another"),
            models.CheckConstraint(condition=~Q(outcome="returned") | ~Q(remarks=""), name="returned_act_has_remarks"),
        ]  # fmt: skip
        triggers = [
            pgtrigger.Protect(name="standing_act_is_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(
                name="standing_act_keeps_its_words",
                fields=["edition", "act_title", "act_number", "act_date", "name", "size", "sha256", "by", "at"],
            ),
            frozen(
                "standing_act_is_checked_once",
                ["outcome", "remarks", "checked_by", "checked_at"],
                pgtrigger.Q(old__checked_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.act_title} от {self.act_date:%d.%m.%Y} № {self.act_number}"

    @property
    def path(self) -> Path:
        """Where its bytes lie."""
        return files.path_of(self.sha256)

    @property
    def kept_for(self) -> Any:
        """Whose bytes they are."""
        return self.edition

    @property
    def description(self) -> str:
        """What it is, for the office."""
        return f"Акт, утвердивший программу: {self.edition}"


class ActFile(models.Model):
    """The act as it was signed, kept under its hash."""

    edition = models.OneToOneField(
        ProgrammeEdition, models.PROTECT, related_name="act_file", verbose_name="редакция программы"
    )
    name = models.CharField("имя файла", max_length=200)
    size = models.PositiveIntegerField("размер, байт")
    sha256 = models.CharField(max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто приложил")

    class Meta:
        verbose_name = "файл акта"
        verbose_name_plural = "файлы актов"
        triggers = [*insert_only("file_of_an_act")]

    def __str__(self) -> str:
        return self.name

    @property
    def path(self) -> Path:
        """Where its bytes lie."""
        return files.path_of(self.sha256)

    @property
    def kept_for(self) -> Any:
        """Whose bytes they are."""
        return self.edition

    @property
    def description(self) -> str:
        """What it is, for the office."""
        return f"Акт: {self.edition}"
