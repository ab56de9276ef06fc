"""A viewer's voice for what somebody shows."""

from typing import Any, Self

import pgtrigger
from django.conf import settings
from django.db import models

from casework.guard import insert_only
from events.occasions.models import Event
from events.registrations.models import Registration
from programme.models import Level


class ViewerVoteQuerySet(models.QuerySet["ViewerVote"]):
    """Which voices somebody may read."""

    def visible_to(self, person: Any) -> Self:
        """One's own, and nobody else's: neither the organiser nor the auditor sees how a person voted."""
        return self.filter(person_id=person.pk or 0)


class ViewerVote(models.Model):
    """One voice. Insert-only; the database refuses a second one, one before or after the festival, and one for oneself."""

    event = models.ForeignKey(Event, models.PROTECT, related_name="voices", verbose_name="мероприятие")
    registration = models.ForeignKey(Registration, models.PROTECT, related_name="voices", verbose_name="за кого")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто")
    level = models.CharField("чем подтверждена личность", max_length=10, choices=Level.choices)
    at = models.DateTimeField("когда", auto_now_add=True)
    address = models.CharField("откуда (хеш с ключом)", max_length=64)

    objects = ViewerVoteQuerySet.as_manager()

    class Meta:
        verbose_name = "голос зрителя"
        verbose_name_plural = "голоса зрителей"
        constraints = [models.UniqueConstraint(fields=["event", "person"], name="one_voice_of_a_viewer")]
        triggers = [
            *insert_only("voice_of_a_viewer"),
            pgtrigger.Trigger(
                name="voice_of_a_viewer_is_lawful",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func="""
                    PERFORM 1 FROM events_event WHERE id = NEW.event_id AND status = 'on' FOR SHARE;
                    IF NOT FOUND THEN
                        RAISE EXCEPTION 'pgtrigger: the viewers do not vote now';
                    END IF;
                    IF NOT EXISTS (SELECT FROM events_registration WHERE id = NEW.registration_id AND event_id = NEW.event_id
                                   AND person_id <> NEW.person_id AND exhibit <> '' AND status IN ('confirmed', 'attended')) THEN
                        RAISE EXCEPTION 'pgtrigger: not somebody else who shows something here';
                    END IF;
                    PERFORM 1 FROM programme_person p JOIN programme_confirmation c ON c.person_id = p.id
                        WHERE p.id = NEW.person_id AND p.is_active AND c.kind = NEW.level AND c.ended_at IS NULL FOR SHARE OF c;
                    IF NOT FOUND THEN
                        RAISE EXCEPTION 'pgtrigger: not a confirmed citizen';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"Голос зрителя: {self.event}"
