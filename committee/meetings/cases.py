"""The case that leads a sitting through, and its terms."""

from dataclasses import replace
from datetime import date

from django.db import models

from casework import workdays
from casework.cases import Case
from casework.workdays import Term
from committee.meetings.models import Meeting

# Named terms that end before the sitting, not after the step before: so many working days ahead of its day (регламент 3.5).
AHEAD = {"committee.agenda_draft", "committee.agenda", "committee.materials"}


class MeetingCase(Case):
    """The case that leads a sitting from its plan to its published minutes."""

    subject_field = "meeting"

    meeting = models.OneToOneField(Meeting, models.PROTECT, related_name="case", verbose_name="заседание")

    class Meta:
        verbose_name = "ведение заседания"
        verbose_name_plural = "ведение заседаний"

    def term(self, name: str) -> Term:
        """A term of the pinned regulation; those before the sitting end ahead of its day, the minutes' counts from its day."""
        term = self.meeting.regulation.term(name)
        if name in AHEAD:
            return self._until(term, self.meeting.deadline_ahead(name))
        if name == "committee.minutes":
            return self._until(term, workdays.add(self.meeting.day, term.days))
        return term

    @staticmethod
    def _until(term: Term, day: date) -> Term:
        """A term that ends on a given day; a day that has passed already means today."""
        return replace(term, until=workdays.end_of(max(day, workdays.local_date())))
