"""What every case answers: its subject, its title, its page, the length of a named deadline."""

from collections.abc import Collection
from operator import attrgetter
from typing import Any, ClassVar, Self

from django.db import models
from viewflow.workflow.models import Process

from casework.workdays import Term

ORGANIZATION = "organization_id"


class Case(Process):
    """A case about one object. A room adds the one-to-one field to the object and names it in `subject_field`.

    `about`: where the number of the organisation it is about stands, seen from the object (`mark.organization_id`).
    """

    subject_field: ClassVar[str]
    about: ClassVar[str] = ORGANIZATION

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

    def interested_organizations(self) -> Collection[int]:
        """The numbers of the organisations the case is about: whoever is tied to one leaves the steps of an office to colleagues (3.0)."""
        if self.about == ORGANIZATION and not hasattr(self.subject, ORGANIZATION):
            return []
        organization = attrgetter(self.about)(self.subject)
        return [organization] if organization else []

    @property
    def case_title(self) -> str:
        """How the case is called in lists."""
        return str(self.subject)

    def get_absolute_url(self) -> str:
        return self.subject.get_absolute_url()

    def stands_still(self, name: str) -> bool:
        """Does a deadline of that name not run now, so that a step which opens has its days still before it?"""
        return False

    def term(self, name: str) -> Term:
        """The length of a named deadline."""
        raise NotImplementedError(f"{type(self).__name__} knows no deadlines")
