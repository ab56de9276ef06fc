"""An event, its series, its sections, its materials and its outcome (programme 8.5)."""

from datetime import date
from pathlib import Path
from typing import Self

import pgtrigger
from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from casework import roles, workdays
from casework.guard import changes_with_status, frozen, guard_status, insert_only
from casework.searching import vector
from documents import files
from events.kinds.rules import EventKind, kinds
from events.occasions.status import EventStatus
from events.rooms.models import Booking
from execution.models import Undertaking
from journal.record import key
from programme.access import Visitor, holds
from programme.models import Role

KEPT = ["starts_at", "ends_at", "place", "link", "places", "programme"]


class Series(models.Model):
    """Events that belong together: a seminar that meets again and again."""

    title = models.CharField("название", max_length=200)
    leader = models.CharField("кто ведёт", max_length=200)
    about = models.TextField("о чём", blank=True)

    class Meta:
        verbose_name = "серия мероприятий"
        verbose_name_plural = "серии мероприятий"
        ordering = ["title"]
        constraints = [
            models.UniqueConstraint(
                fields=["title"], name="series_title_once", violation_error_message="Такая серия уже есть."
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("event_series", args=[self.pk])


class EventQuerySet(models.QuerySet["Event"]):
    """Which events somebody may read."""

    def announced(self) -> Self:
        """What everybody knows of, cancelled ones included."""
        return self.filter(announced_at__isnull=False)

    def visible_to(self, person: Visitor) -> Self:
        """Announced ones to everybody, plans to the organisers and the auditor."""
        return self if holds(person, roles.EVENT_ORGANIZER, roles.AUDITOR) else self.announced()

    def ahead(self) -> Self:
        """Not over yet, the nearest first; a plan without a day comes last."""
        return self.exclude(status__in=[*Event.FINAL, Event.Status.SUMMING]).order_by(
            F("starts_at").asc(nulls_last=True), "pk"
        )


@guard_status
class Event(EventStatus):
    """Something people come to. `places`: how many, none means that one comes without registering."""

    class Access(models.TextChoices):
        EVERYBODY = "everybody", "для всех желающих"
        ORGANIZATIONS = "organizations", "для представителей организаций"

    kind = models.CharField("вид", max_length=20)
    series = models.ForeignKey(Series, models.PROTECT, null=True, related_name="events", verbose_name="серия")
    title = models.CharField("название", max_length=200)
    about = models.TextField("о чём")
    access = models.CharField("для кого", max_length=15, choices=Access.choices, default=Access.EVERYBODY)
    bands = models.JSONField("для какого возраста", default=list)
    undertaking = models.ForeignKey(
        Undertaking, models.PROTECT, null=True, related_name="events", verbose_name="какой мере служит"
    )
    opens_role = models.CharField("к какой роли готовит", max_length=30, choices=Role.choices, blank=True)
    teacher = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="кто ведёт курс"
    )
    starts_at = models.DateTimeField("начало", null=True)
    ends_at = models.DateTimeField("конец", null=True)
    place = models.CharField("где", max_length=300, blank=True)
    link = models.URLField("ссылка для участия", max_length=300, blank=True)
    programme = models.TextField("программа", blank=True)
    places = models.PositiveIntegerField("сколько мест", null=True)
    postponements = models.PositiveSmallIntegerField("сколько раз перенесено", default=0)
    ground = models.TextField("почему отменено", blank=True)
    announcement = models.ForeignKey(
        "documents.Document", models.PROTECT, null=True, related_name="+", verbose_name="последнее объявление"
    )
    planned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто запланировал"
    )
    planned_at = models.DateTimeField("когда запланировано", auto_now_add=True)

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = "мероприятие"
        verbose_name_plural = "мероприятия"
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["starts_at"], name="events_by_their_day"),
            GinIndex(vector("title", "about"), name="event_words"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_at=None, ends_at=None) | Q(ends_at__gt=F("starts_at")), name="event_runs_forward"
            ),
            models.CheckConstraint(
                condition=Q(announced_at=None)
                | Q(starts_at__isnull=False, announcement__isnull=False) & (~Q(place="") | ~Q(link="")),
                name="announced_with_time_and_place",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["planned", "cancelled"]) | Q(announced_at__isnull=False),
                name="held_events_were_announced",
            ),
            models.CheckConstraint(
                condition=Q(opens_role="") | Q(teacher__isnull=False), name="a_course_for_a_role_has_a_teacher"
            ),
            models.CheckConstraint(condition=Q(postponements__lte=2), name="event_is_postponed_twice_at_most"),
            models.CheckConstraint(
                condition=~Q(status="cancelled") | ~Q(ground=""), name="event_cancelled_for_a_reason"
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="event_is_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="event_keeps_its_kind", fields=["kind", "access", "bands", "opens_role", "teacher", "planned_by", "planned_at"]),
            changes_with_status(
                "event_moves_with_its_announcement", ["starts_at", "ends_at", "postponements"], "announcement"
            ),
            changes_with_status("event_is_dated_by_its_moves", ["announced_at", "ground"]),
            frozen(
                "begun_event_keeps_time_and_place", KEPT,
                ~pgtrigger.Q(old__status="planned") & ~pgtrigger.Q(old__status="registration"),
            ),
            pgtrigger.Trigger(
                name="nobody_loses_a_place",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__places__df=pgtrigger.F("new__places")),
                func="""
                    IF (SELECT count(*) FROM events_registration WHERE event_id = NEW.id AND status = 'confirmed') > COALESCE(NEW.places, 0) THEN
                        RAISE EXCEPTION 'fewer places than people who have one' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("event", args=[self.pk])

    @property
    def booking(self) -> Booking | None:
        """The room of the city that is kept for it."""
        return Booking.objects.live().filter(subject=key(self)).select_related("venue").first()

    @property
    def rule(self) -> EventKind:
        """What its kind asks and gives."""
        return kinds()[self.kind]

    @property
    def kind_title(self) -> str:
        """Its kind in words."""
        return self.rule.title

    @property
    def takes_registrations(self) -> bool:
        """May one register now?"""
        return (
            self.status == self.Status.REGISTRATION
            and self.places is not None
            and self.starts_at is not None
            and timezone.now() < self.starts_at
        )

    @property
    def first_day(self) -> date | None:
        """The day of the city on which it begins."""
        return workdays.local_date(self.starts_at) if self.starts_at else None

    @property
    def day_words(self) -> str:
        """The day, for a line of a list."""
        return f"{self.first_day:%d.%m.%Y}" if self.first_day else "день ещё не назначен"

    @property
    def is_final(self) -> bool:
        """Will nothing more happen to it?"""
        return self.status in self.FINAL


class Material(models.Model):
    """A file that everybody may take: slides, a handout, a record."""

    event = models.ForeignKey(Event, models.PROTECT, related_name="materials", verbose_name="мероприятие")
    title = models.CharField("что это", max_length=200)
    name = models.CharField("имя файла", max_length=200)
    size = models.PositiveIntegerField("размер, байт")
    sha256 = models.CharField(max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто приложил")
    at = models.DateTimeField("когда", auto_now_add=True)

    class Meta:
        verbose_name = "материал мероприятия"
        verbose_name_plural = "материалы мероприятий"
        ordering = ["pk"]
        triggers = [*insert_only("material_of_an_event")]

    def __str__(self) -> str:
        return self.title

    @property
    def path(self) -> Path:
        """Where its bytes lie."""
        return files.path_of(self.sha256)

    @property
    def kept_for(self) -> Event:
        """Whose bytes they are."""
        return self.event

    @property
    def description(self) -> str:
        """What it is, for the office."""
        return f"Материал: {self.event}"


class Outcome(models.Model):
    """What has come of an event: a paper, or why there is none, and what it has changed."""

    event = models.OneToOneField(Event, models.PROTECT, related_name="outcome", verbose_name="мероприятие")
    text = models.TextField("итоги")
    document = models.OneToOneField(
        "documents.Document", models.PROTECT, null=True, related_name="+", verbose_name="итоговый документ"
    )
    reason = models.TextField("почему документа нет", blank=True)
    changed = models.JSONField("что изменилось", default=list, help_text="ключ журнала, имя и адрес на день публикации")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто опубликовал")
    at = models.DateTimeField("когда", auto_now_add=True)

    class Meta:
        verbose_name = "итог мероприятия"
        verbose_name_plural = "итоги мероприятий"
        constraints = [
            models.CheckConstraint(
                condition=Q(document__isnull=False) | ~Q(reason=""), name="no_outcome_paper_without_a_reason"
            )
        ]
        triggers = [*insert_only("outcome_of_an_event")]

    def __str__(self) -> str:
        return f"Итоги: {self.event}"
