"""How expertises are found, and by whom."""

from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.db import models
from django.db.models import Q

from expertise.expertises.kinds import Kind
from expertise.roles import FULL_READERS, LIGHT_READERS
from programme.access import Visitor, keys_of

if TYPE_CHECKING:
    from expertise.expertises.models import Expertise  # noqa: F401 - named in a string below


class ExpertiseQuerySet(models.QuerySet["Expertise"]):
    """How expertises are found; `visible_to` is the only way a page finds them."""

    def visible_to(self, person: Visitor) -> Self:
        """Published ones to everybody; the rest to the offices of their kind, the applicant and the experts who take part."""
        keys = keys_of(person)
        seen = Q(status__in=self.model.SHOWN)
        if FULL_READERS & set(keys):
            seen |= Q(kind=Kind.FULL)
        if LIGHT_READERS & set(keys):
            seen |= Q(kind=Kind.LIGHT)
        if keys:
            theirs = [int(key.partition(":")[2]) for key in keys if key.startswith("member:")]
            assignments = apps.get_model("expertise.ExpertAssignment").objects  # which point at the expertise
            own = assignments.taking_part().filter(expert__person=person.pk)
            seen |= Q(applicant__in=theirs) | Q(applicant_person=person.pk) | Q(pk__in=own.values("expertise"))
        return self.filter(seen)

    def running(self) -> Self:
        """What is not over yet."""
        return self.exclude(status__in=self.model.OVER)
