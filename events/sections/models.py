"""A section with its hours and places, and who has chosen it in which order (programme 8.5, RG-01, RG-02, RG-06 for a section)."""

from typing import Self

import pgtrigger
from django.db import models
from django.db.models import Count, F, Q
from django.utils import timezone

from casework.guard import written_once
from events.occasions.models import Event
from events.registrations.models import Registration


class SessionQuerySet(models.QuerySet["Session"]):
    """Reading sections."""

    def counted(self) -> Self:
        """With `taken` and `queue`: numbers are public, names are not. Whoever has no place at the event waits in no section yet."""
        mine = Q(choices__left_at=None)
        waits = mine & Q(choices__given_at=None, choices__registration__status=Registration.Status.CONFIRMED)
        return self.annotate(
            taken=Count("choices", filter=mine & Q(choices__given_at__isnull=False)),
            queue=Count("choices", filter=waits),
        ).order_by("starts_at", "pk")  # a count forgets the order of the rows


class Session(models.Model):
    """A section of a forum, a lesson of a course: a part of the programme with a time of its own.

    `places`: how many the section holds; none means as many as the event itself.
    """

    event = models.ForeignKey(Event, models.PROTECT, related_name="sessions", verbose_name="мероприятие")
    title = models.CharField("название", max_length=200)
    speakers = models.CharField("кто ведёт и выступает", max_length=300, blank=True)
    starts_at = models.DateTimeField("начало")
    ends_at = models.DateTimeField("конец")
    place = models.CharField("где", max_length=200, blank=True)
    places = models.PositiveIntegerField("сколько мест", null=True)

    objects = SessionQuerySet.as_manager()

    class Meta:
        verbose_name = "секция или занятие"
        verbose_name_plural = "секции и занятия"
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="session_runs_forward"),
            models.CheckConstraint(condition=Q(places=None) | Q(places__gt=0), name="section_holds_somebody"),
        ]
        triggers = [
            pgtrigger.Protect(name="session_is_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="session_keeps_its_event", fields=["event"]),
            pgtrigger.Trigger(
                name="nobody_loses_a_place_in_a_section",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__places__df=pgtrigger.F("new__places")),
                func="""
                    IF (SELECT count(*) FROM events_choice
                        WHERE session_id = NEW.id AND given_at IS NOT NULL AND left_at IS NULL) > NEW.places THEN
                        RAISE EXCEPTION 'fewer places than people who have one' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title

    @property
    def when(self) -> str:
        """Its hours."""
        return f"{timezone.localtime(self.starts_at):%d.%m.%Y %H:%M}–{timezone.localtime(self.ends_at):%H:%M}"

    @property
    def room_words(self) -> str:
        """What is free, of a row that was read with its counts."""
        if self.places is None:
            return ""
        free, queue = max(self.places - self.taken, 0), self.queue  # type: ignore[attr-defined]
        return f"; мест {self.places}, свободно {free}{f', ждут {queue}' if queue else ''}"


class ChoiceQuerySet(models.QuerySet["Choice"]):
    """Reading choices."""

    def live(self) -> Self:
        """Those that have not been given up."""
        return self.filter(left_at=None).order_by("pk")

    def given(self) -> Self:
        """Those that have a place."""
        return self.live().filter(given_at__isnull=False)

    def waiting(self) -> Self:
        """The queues, the earliest choice first: of those who have a place at the event itself."""
        return self.live().filter(given_at=None, registration__status=Registration.Status.CONFIRMED)


class Choice(models.Model):
    """A section that somebody who has registered has chosen: asked for, then given, perhaps left."""

    registration = models.ForeignKey(Registration, models.PROTECT, related_name="choices", verbose_name="запись")
    session = models.ForeignKey(Session, models.PROTECT, related_name="choices", verbose_name="секция")
    asked_at = models.DateTimeField("когда выбрана", auto_now_add=True)
    given_at = models.DateTimeField("когда дано место", null=True)
    left_at = models.DateTimeField("когда оставлена", null=True)

    objects = ChoiceQuerySet.as_manager()

    class Meta:
        verbose_name = "выбор секции"
        verbose_name_plural = "выбранные секции"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "session"], condition=Q(left_at=None), name="section_chosen_once",
                violation_error_message="Эта секция уже выбрана.",
            ),
        ]  # fmt: skip
        triggers = [
            pgtrigger.Protect(name="choice_is_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="choice_begins_by_asking", operation=pgtrigger.Insert,
                condition=pgtrigger.Q(new__given_at__isnull=False) | pgtrigger.Q(new__left_at__isnull=False),
            ),
            pgtrigger.ReadOnly(name="choice_is_what_was_asked", fields=["registration", "session", "asked_at"]),
            written_once("choice_is_given_and_left_once", ["given_at", "left_at"]),
            pgtrigger.Trigger(
                name="nobody_is_in_two_sections_at_once",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func="""
                    PERFORM 1 FROM events_registration WHERE id = NEW.registration_id FOR NO KEY UPDATE;
                    IF EXISTS (SELECT FROM events_choice c JOIN events_session a ON a.id = c.session_id, events_session b
                               WHERE b.id = NEW.session_id AND c.registration_id = NEW.registration_id AND c.left_at IS NULL
                               AND a.id <> b.id AND a.starts_at < b.ends_at AND b.starts_at < a.ends_at)
                       OR (SELECT r.event_id <> s.event_id FROM events_registration r, events_session s
                           WHERE r.id = NEW.registration_id AND s.id = NEW.session_id) THEN
                        RAISE EXCEPTION 'two sections at one hour, or of another event' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
            pgtrigger.Trigger(
                name="no_more_in_a_section_than_places",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__given_at__isnull=True) & pgtrigger.Q(new__given_at__isnull=False),
                declare=[("most", "INTEGER")],
                func="""
                    SELECT places INTO most FROM events_session WHERE id = NEW.session_id FOR NO KEY UPDATE;
                    IF (SELECT count(*) FROM events_choice
                        WHERE session_id = NEW.session_id AND given_at IS NOT NULL AND left_at IS NULL) >= most THEN
                        RAISE EXCEPTION 'more in a section than it has places' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.registration}: {self.session}"

    @property
    def place_in_queue(self) -> int:
        """Whose turn comes before, this one included."""
        return Choice.objects.waiting().filter(session=self.session_id, pk__lte=self.pk).count()
