"""The case of a matter outside the city."""

from django.db import models

from casework import workdays
from casework.workdays import Term
from library.outside.models import ExternalMatter
from programme.models import RegulatedCase

DEADLINE, UNTIL = "external.deadline", "external.until"  # days of the matter itself, not of the regulation


class MatterCase(RegulatedCase):
    """How a matter goes out, is answered and ends."""

    subject_field = "matter"
    about = "card.organization_id"

    matter = models.OneToOneField(ExternalMatter, models.PROTECT, related_name="case", verbose_name="внешнее дело")

    class Meta:
        verbose_name = "дело о внешнем обращении"
        verbose_name_plural = "дела о внешних обращениях"

    @property
    def case_title(self) -> str:
        """How the inbox names it."""
        return str(self.matter)

    def term(self, name: str) -> Term:
        """The regulation's; the last day of sending is the card's, the day it holds until is of the answer."""
        matter = ExternalMatter.objects.get(pk=self.matter_id)
        if name == DEADLINE and matter.deadline:
            return Term(0, until=workdays.end_of(matter.deadline), title="последний день отправки")
        if name == UNTIL and matter.until:
            return Term(0, hard=True, until=workdays.end_of(matter.until), title="срок внешнего дела")
        return super().term(name)
