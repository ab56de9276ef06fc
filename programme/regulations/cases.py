"""Cases that keep the regulation they began under."""

from typing import Any, Self

from django.db import models

from casework.cases import Case
from casework.workdays import Term
from programme.regulations.models import Regulation


class RegulatedCase(Case):
    """A case with a version of the regulation pinned: a later one changes nothing for it."""

    regulation = models.ForeignKey(Regulation, models.PROTECT, related_name="+")

    class Meta:
        abstract = True

    @classmethod
    def regulation_of(cls, subject: Any) -> Regulation:
        """By what version a new case runs: the one in force, unless a case belongs to another one."""
        return Regulation.in_force()

    @classmethod
    def for_subject(cls, subject: models.Model) -> Self:
        """A new case (unsaved), with its regulation pinned."""
        return cls(**{cls.subject_field: subject}, regulation=cls.regulation_of(subject))

    def term(self, name: str) -> Term:
        """The length of a named deadline."""
        return self.regulation.term(name)
