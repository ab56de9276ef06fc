"""Where rounds are held: the rooms of a platform and when they are taken."""

from typing import Any, Self

import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils import timezone

from negotiations.platforms.models import Venue
from negotiations.rounds.models import Round


class BookingQuerySet(models.QuerySet["Booking"]):
    """How the calendar is read."""

    def in_force(self) -> Self:
        """What has not been given back."""
        return self.filter(cancelled_at=None)

    def ahead(self) -> Self:
        """What is still to come or going on, the nearest first."""
        return self.in_force().filter(ends_at__gte=timezone.now()).order_by("starts_at", "pk")


class Booking(models.Model):
    """A room taken by a round from one moment to another; two rounds never have it at once."""

    venue = models.ForeignKey(Venue, models.PROTECT, related_name="bookings", verbose_name="помещение")
    round = models.ForeignKey(Round, models.PROTECT, related_name="bookings", verbose_name="раунд")
    starts_at = models.DateTimeField("с")
    ends_at = models.DateTimeField("до")
    cancelled_at = models.DateTimeField("отменено", null=True)

    objects = BookingQuerySet.as_manager()

    class Meta:
        verbose_name = "бронь помещения"
        verbose_name_plural = "брони помещений"
        indexes = [
            models.Index(fields=["venue", "starts_at"], condition=Q(cancelled_at=None), name="bookings_of_venue")
        ]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="booking_runs_forward"),
            models.UniqueConstraint(fields=["round"], condition=Q(cancelled_at=None), name="a_round_has_one_room"),
            ExclusionConstraint(
                name="bookings_do_not_overlap",
                expressions=[
                    ("venue", RangeOperators.EQUAL),
                    (
                        Func("starts_at", "ends_at", function="tstzrange", output_field=DateTimeRangeField()),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=Q(cancelled_at=None),
                violation_error_message="Помещение на это время уже занято. Выберите другое время или помещение.",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="booking_is_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="booking_is_final", exclude=["cancelled_at"]),
            pgtrigger.Protect(
                name="cancelled_booking_is_final",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__cancelled_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.venue.title}: {timezone.localtime(self.starts_at):%d.%m.%Y %H:%M}"

    @classmethod
    def is_free(cls, venue: Venue, starts_at: Any, ends_at: Any) -> bool:
        """Has nobody taken the room then?"""
        return not cls.objects.in_force().filter(venue=venue, starts_at__lt=ends_at, ends_at__gt=starts_at).exists()
