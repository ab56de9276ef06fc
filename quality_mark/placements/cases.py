"""The case of a place, and of the question whether to take it away."""

from django.db import models

from casework import workdays
from casework.cases import Case
from casework.workdays import Term
from quality_mark.placements.models import Placement, PlacementQuestion


class PlacementCase(Case):
    """A place from the day it was given to its end, by the regulation of its contest."""

    subject_field = "placement"
    about = "entry.organization_id"

    placement = models.OneToOneField(Placement, models.PROTECT, related_name="case")

    class Meta:
        verbose_name = "дело о месте"

    def term(self, name: str) -> Term:
        """The contest's own terms; a place ends on its own day."""
        if name == "placement.validity" and (day := Placement.objects.get(pk=self.placement_id).last_on):
            return Term(0, hard=True, until=workdays.end_of(day))
        return self.placement.regulation.term(name)


class PlacementQuestionCase(Case):
    """The question whether to take a place away, on its way through the committee."""

    subject_field = "question"
    about = "placement.entry.organization_id"

    question = models.OneToOneField(PlacementQuestion, models.PROTECT, related_name="case")

    class Meta:
        verbose_name = "дело о лишении места"
