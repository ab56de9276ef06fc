"""The case of an event."""

from django.db import models

from casework import workdays
from casework.workdays import Term
from events.occasions.models import Event
from programme.models import RegulatedCase


class EventCase(RegulatedCase):
    """How one event is led from its plan to its outcome."""

    subject_field = "event"

    event = models.OneToOneField(Event, models.PROTECT, related_name="case", verbose_name="мероприятие")

    class Meta:
        verbose_name = "дело о мероприятии"
        verbose_name_plural = "дела о мероприятиях"

    @property
    def case_title(self) -> str:
        """How the inbox names it."""
        return f"{self.event.kind_title}: {self.event}"

    def term(self, name: str) -> Term:
        """It begins at its moment, and is over at the end of the working days after its last one."""
        term, event = self.regulation.term(name), Event.objects.get(pk=self.event_id)
        if name == "event.notice" and event.starts_at:
            return Term(0, hard=True, title=term.title, until=event.starts_at)
        if name == "event.finish" and event.ends_at:
            last = workdays.add(workdays.local_date(event.ends_at), term.days)
            return Term(0, hard=True, title=term.title, until=workdays.end_of(last))
        return term
