"""A registration: who comes, in which order they have asked, and by which code they are known at the door (programme 8.5)."""

from typing import Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from casework import roles
from casework.guard import frozen, guard_status, written_once
from documents.codes import written
from events.occasions.models import Event
from events.registrations import ages
from events.registrations.status import RegistrationStatus
from programme.access import Visitor, holds
from programme.models import Organization


class RegistrationQuerySet(models.QuerySet["Registration"]):
    """Reading registrations: participants are never public."""

    def live(self) -> Self:
        """Those that still count, in the order in which they came."""
        return self.filter(status__in=Registration.LIVE).order_by("pk")

    def waiting(self) -> Self:
        """The queue."""
        return self.filter(status=Registration.Status.WAITING).order_by("pk")

    def confirmed(self) -> Self:
        """Who has a place."""
        return self.filter(status=Registration.Status.CONFIRMED).order_by("pk")

    def visible_to(self, person: Visitor) -> Self:
        """One's own; all of them to the organisers and the auditor."""
        if holds(person, roles.EVENT_ORGANIZER, roles.AUDITOR):
            return self
        return self.filter(person=person.pk) if person.is_authenticated else self.none()


@guard_status
class Registration(RegistrationStatus):
    """One person at one event, for themselves or for an organisation."""

    event = models.ForeignKey(Event, models.PROTECT, related_name="registrations", verbose_name="мероприятие")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="registrations", verbose_name="кто придёт"
    )
    organization = models.ForeignKey(
        Organization, models.PROTECT, null=True, related_name="+", verbose_name="от организации"
    )
    age = models.CharField("возраст", max_length=3, choices=ages.BANDS, blank=True)
    exhibit = models.TextField("что покажет", blank=True)
    reason = models.TextField("почему не отобран или отметка исправлена", blank=True)
    code = models.CharField("код билета", max_length=16, blank=True)
    at = models.DateTimeField("когда", auto_now_add=True)
    certificate = models.OneToOneField(
        "documents.Document", models.PROTECT, null=True, related_name="+", verbose_name="сертификат"
    )

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        verbose_name = "запись на мероприятие"
        verbose_name_plural = "записи на мероприятия"
        ordering = ["pk"]
        indexes = [models.Index(fields=["event", "status"], name="registrations_of_an_event")]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "person"],
                condition=Q(status__in=["applied", "waiting", "confirmed"]),
                name="registered_once",
                violation_error_message="Вы уже записаны на это мероприятие.",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["confirmed", "attended", "absent"]) | ~Q(code=""),
                name="a_place_has_a_ticket",
            ),
            models.UniqueConstraint(fields=["code"], condition=~Q(code=""), name="ticket_code_once"),
            models.CheckConstraint(
                condition=Q(certificate=None) | Q(status="attended"), name="certificates_are_for_participants"
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="registration_is_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(
                name="registration_is_what_was_asked", fields=["event", "person", "organization", "age", "exhibit", "at"]
            ),
            written_once("certificate_is_given_once", ["certificate"]),
            frozen("ticket_is_given_once", ["code"], ~pgtrigger.Q(old__code="")),
            pgtrigger.Trigger(
                name="registered_while_it_is_open",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func="""
                    IF (SELECT status <> 'registration' OR places IS NULL FROM events_event WHERE id = NEW.event_id) THEN
                        RAISE EXCEPTION 'a registration for an event that takes none' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
            pgtrigger.Trigger(
                name="no_more_confirmed_than_places",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(new__status="confirmed") & ~pgtrigger.Q(old__status="confirmed"),
                declare=[("most", "INTEGER")],
                func="""
                    SELECT places INTO most FROM events_event WHERE id = NEW.event_id FOR NO KEY UPDATE;
                    IF (SELECT count(*) FROM events_registration WHERE event_id = NEW.event_id AND status = 'confirmed') >= most THEN
                        RAISE EXCEPTION 'more confirmed than there are places' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"Запись № {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("event_ticket", args=[self.pk])

    @property
    def is_live(self) -> bool:
        """Does it still count?"""
        return self.status in self.LIVE

    @property
    def code_written(self) -> str:
        """The code of the ticket as it is shown, in groups."""
        return written(self.code)

    @property
    def place_in_queue(self) -> int:
        """Whose turn comes before, this one included."""
        return Registration.objects.waiting().filter(event=self.event_id, pk__lte=self.pk).count()
