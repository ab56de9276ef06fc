"""The case of an expertise in the engine room."""

from django.db import models
from viewflow.workflow.models import Process

from casework.workdays import Term
from expertise.models.expertises import Expertise


class ExpertiseCase(Process):
    """The case of an expertise."""

    expertise = models.OneToOneField(Expertise, models.PROTECT, related_name="case", verbose_name="экспертиза")

    class Meta:
        verbose_name = "дело об экспертизе"
        verbose_name_plural = "дела об экспертизе"

    @classmethod
    def for_subject(cls, subject: Expertise) -> "ExpertiseCase":
        """The case, not saved yet."""
        return cls(expertise=subject)

    @property
    def subject(self) -> Expertise:
        """What the case is about."""
        return self.expertise

    @property
    def case_title(self) -> str:
        """As it stands in the inbox."""
        return f"Экспертиза {self.expertise.number}: {self.expertise.object_title}"

    def get_absolute_url(self) -> str:
        """The page of the case."""
        return self.expertise.get_absolute_url()

    def term(self, name: str) -> Term:
        """The length of a named deadline in the pinned regulation."""
        return self.expertise.regulation.term(name)
