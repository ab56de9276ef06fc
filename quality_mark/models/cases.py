"""Contests and entries as cases: each keeps the regulation it began under."""

from datetime import datetime, time
from typing import Self

from django.db import models
from django.utils import timezone
from viewflow.workflow.models import Process

from casework import workdays
from casework.workdays import Term
from programme.models import Regulation
from quality_mark.models.contests import Cancellation, Contest
from quality_mark.models.entries import ContestApplication


class ContestProcess(Process):
    """A contest from its plan to the certificates."""

    contest = models.OneToOneField(Contest, models.PROTECT, related_name="case")
    regulation = models.ForeignKey(Regulation, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "дело о конкурсе"

    @classmethod
    def for_subject(cls, contest: Contest) -> Self:
        """A new case (unsaved), with the regulation in force pinned."""
        return cls(contest=contest, regulation=Regulation.in_force())

    @property
    def subject(self) -> Contest:
        """What the case is about."""
        return self.contest

    @property
    def case_title(self) -> str:
        """How the case is called in lists."""
        return self.contest.title

    def get_absolute_url(self) -> str:
        return self.contest.get_absolute_url()

    def term(self, name: str) -> Term:
        """The length of a deadline; the window opens and closes on dates of its own."""
        if name == "contest.opening":
            opening = datetime.combine(self.contest.opens_on, time(0), tzinfo=timezone.get_default_timezone())
            return Term(0, hard=True, until=opening)
        if name == "contest.window":
            return Term(0, hard=True, until=workdays.end_of(self.contest.closes_on))
        return self.regulation.term(name)


class EntryProcess(Process):
    """The handling of one entry; the contest's regulation is its own."""

    entry = models.OneToOneField(ContestApplication, models.PROTECT, related_name="case")

    class Meta:
        verbose_name = "дело о конкурсной заявке"

    @classmethod
    def for_subject(cls, entry: ContestApplication) -> Self:
        """A new case (unsaved)."""
        return cls(entry=entry)

    @property
    def subject(self) -> ContestApplication:
        """What the case is about."""
        return self.entry

    @property
    def case_title(self) -> str:
        """How the case is called in lists: nothing of its content, which is sealed until the window closes."""
        entry = self.entry
        return f"Заявка № {entry.number} на конкурс" if entry.number else f"Заявка на конкурс ({entry.contest.title})"

    def get_absolute_url(self) -> str:
        return self.entry.get_absolute_url()

    def term(self, name: str) -> Term:
        """The contest's own terms."""
        return self.entry.contest.case.term(name)


class CancellationProcess(Process):
    """The question whether to cancel a contest, on its way through the committee."""

    cancellation = models.OneToOneField(Cancellation, models.PROTECT, related_name="case")

    class Meta:
        verbose_name = "дело об отмене конкурса"

    @classmethod
    def for_subject(cls, cancellation: Cancellation) -> Self:
        """A new case (unsaved)."""
        return cls(cancellation=cancellation)

    @property
    def subject(self) -> Cancellation:
        """What the case is about."""
        return self.cancellation

    @property
    def case_title(self) -> str:
        """How the case is called in lists."""
        return str(self.cancellation)

    def get_absolute_url(self) -> str:
        return self.cancellation.get_absolute_url()

    def term(self, name: str) -> Term:
        """The contest's own terms."""
        return self.cancellation.contest.case.term(name)
