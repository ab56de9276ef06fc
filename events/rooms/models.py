"""A room, and who has it from when to when."""

from datetime import datetime, time
from typing import Any, Self

import pgtrigger
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.urls import reverse
from django.utils import timezone

from casework import roles, workdays
from casework.guard import changes_with_status, guard_status
from casework.searching import by_name
from events.rooms.status import BookingStatus
from programme.access import Visitor, holds, keys_of
from programme.models import Organization

FACTS = [
    "venue",
    "starts_at",
    "ends_at",
    "purpose",
    "url",
    "is_public",
    "subject",
    "organization",
    "booked_by",
    "booked_at",
]
BUSY = "Помещение на это время уже занято. Выберите другое время или помещение."


class Venue(models.Model):
    """A room that the city gives for rounds, events and meetings."""

    title = models.CharField("название", max_length=150)
    address = models.CharField("адрес", max_length=300)
    capacity = models.PositiveSmallIntegerField("мест")
    opens_at = models.TimeField("открыто с", default=time(9))
    closes_at = models.TimeField("открыто до", default=time(21))
    is_closed = models.BooleanField("больше не предоставляется", default=False)

    class Meta:
        verbose_name = "помещение"
        verbose_name_plural = "помещения"
        ordering = [*by_name("title"), "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["title", "address"], name="venue_once_at_an_address",
                violation_error_message="Помещение с таким названием по этому адресу уже есть.",
            ),
            models.CheckConstraint(condition=Q(capacity__gt=0), name="venue_holds_somebody"),
            models.CheckConstraint(condition=Q(closes_at__gt=F("opens_at")), name="venue_opens_before_it_closes"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.title}, {self.address}"

    def get_absolute_url(self) -> str:
        return reverse("venue", args=[self.pk])

    def is_open(self, starts_at: datetime, ends_at: datetime) -> bool:
        """Does the whole of it lie within the hours of one day of the room?"""
        start, end = timezone.localtime(starts_at), timezone.localtime(ends_at)
        return start.date() == end.date() and self.opens_at <= start.time() and end.time() <= self.closes_at


class BookingQuerySet(models.QuerySet["Booking"]):
    """How the calendar of rooms is read."""

    def taking(self) -> Self:
        """Those that keep the room from others."""
        return self.filter(status__in=Booking.TAKING)

    def live(self) -> Self:
        """Neither over nor given back."""
        return self.filter(status__in=Booking.LIVE)

    def ahead(self) -> Self:
        """What is still to come or going on, the nearest first."""
        return self.live().filter(ends_at__gte=timezone.now()).order_by("starts_at", "pk")

    def over(self, venue: Venue, starts_at: datetime, ends_at: datetime) -> Self:
        """Those in whose time this would fall."""
        return self.taking().filter(venue=venue, starts_at__lt=ends_at, ends_at__gt=starts_at)

    def visible_to(self, person: Visitor) -> Self:
        """With its purpose: to whoever has booked, the organisation, the offices that keep rooms, and the auditor."""
        if holds(person, *KEEPERS):
            return self
        own = [int(key.split(":")[1]) for key in keys_of(person) if key.startswith("member:")]
        return self.filter(Q(booked_by=person.pk) | Q(organization__in=own)) if own or person.pk else self.none()


KEEPERS = (roles.PLATFORM_SECRETARY, roles.EVENT_ORGANIZER, roles.MODERATOR, roles.AUDITOR)


@guard_status
class Booking(BookingStatus):
    """A room from one moment to another; two never have it at once.

    `purpose`: what everybody reads if `is_public`, with `url`; otherwise everybody reads that the room is taken. `subject`: what it is
    for, by its journal key: while that lives it has no other room.
    """

    venue = models.ForeignKey(Venue, models.PROTECT, related_name="bookings", verbose_name="помещение")
    starts_at = models.DateTimeField("с")
    ends_at = models.DateTimeField("до")
    purpose = models.CharField("для чего", max_length=300)
    url = models.CharField("страница", max_length=200, blank=True)
    is_public = models.BooleanField("для чего — видно всем", default=False)
    subject = models.CharField("что это, ключ журнала", max_length=80, blank=True)
    organization = models.ForeignKey(
        Organization, models.PROTECT, null=True, related_name="+", verbose_name="организация, которая просит"
    )
    booked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="кто занял"
    )
    booked_at = models.DateTimeField("когда занято", auto_now_add=True)

    objects = BookingQuerySet.as_manager()

    class Meta:
        verbose_name = "бронь помещения"
        verbose_name_plural = "брони помещений"
        indexes = [models.Index(fields=["venue", "starts_at"], name="bookings_of_venue")]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="booking_runs_forward"),
            models.CheckConstraint(
                condition=~Q(status__in=["refused", "cancelled"]) | ~Q(ground=""), name="room_is_refused_for_a_reason"
            ),
            models.UniqueConstraint(
                fields=["subject"],
                condition=Q(status__in=["requested", "confirmed"]) & ~Q(subject=""),
                name="a_matter_has_one_room",
            ),
            ExclusionConstraint(
                name="bookings_do_not_overlap",
                expressions=[
                    ("venue", RangeOperators.EQUAL),
                    (
                        Func("starts_at", "ends_at", function="tstzrange", output_field=DateTimeRangeField()),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=Q(status__in=["requested", "confirmed", "used"]),
                violation_error_message=BUSY,
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="booking_is_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="booking_is_what_was_asked", fields=FACTS),
            changes_with_status("booking_is_answered_by_its_moves", ["answered_at", "ground", "offered"]),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.venue.title}: {self.when}"

    def get_absolute_url(self) -> str:
        return reverse("booking", args=[self.pk])

    @property
    def when(self) -> str:
        """12.10.2026 14:00–16:00."""
        start, end = timezone.localtime(self.starts_at), timezone.localtime(self.ends_at)
        return f"{start:%d.%m.%Y %H:%M}–{end:%H:%M}"

    @property
    def day(self) -> Any:
        """The day of the city on which it begins."""
        return workdays.local_date(self.starts_at)

    @property
    def can_be_cancelled(self) -> bool:
        """Before its beginning (BK-05)."""
        return self.status in self.LIVE and timezone.now() < self.starts_at
