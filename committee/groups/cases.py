"""The case of a request for a group."""

from django.db import models

from committee.groups.models import GroupRequest
from programme.models import RegulatedCase


class GroupCase(RegulatedCase):
    """An organisation forms a group; the office answers, or is silent and so agrees."""

    subject_field = "request"
    about = "organization_id"

    request = models.OneToOneField(GroupRequest, models.PROTECT, related_name="case", verbose_name="просьба о группе")

    class Meta:
        verbose_name = "дело о группе организации"
        verbose_name_plural = "дела о группах организаций"

    @property
    def case_title(self) -> str:
        """How the inbox names it."""
        return f"Группа организации: {self.request}"
