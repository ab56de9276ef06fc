"""What every case answers: its subject, its title, its page, the length of a named deadline."""

from typing import Any, ClassVar, Self

from django.db import models
from viewflow.workflow.models import Process

from casework.workdays import Term


class Case(Process):
    """A case about one object. A room adds the one-to-one field to the object and names it in `subject_field`."""

    subject_field: ClassVar[str]

    class Meta:
        abstract = True

    @classmethod
    def for_subject(cls, subject: models.Model) -> Self:
        """A new case (unsaved)."""
        return cls(**{cls.subject_field: subject})

    @property
    def subject(self) -> Any:
        """What the case is about."""
        return getattr(self, self.subject_field)

    @property
    def case_title(self) -> str:
        """How the case is called in lists."""
        return str(self.subject)

    def get_absolute_url(self) -> str:
        return self.subject.get_absolute_url()

    def term(self, name: str) -> Term:
        """The length of a named deadline."""
        raise NotImplementedError(f"{type(self).__name__} knows no deadlines")
