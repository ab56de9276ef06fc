"""The case of an appeal."""

from django.db import models

from appeals.filing.models import Appeal
from programme.models import RegulatedCase


class AppealCase(RegulatedCase):
    """The handling of one appeal, by the regulation in force when it was filed."""

    subject_field = "appeal"

    appeal = models.OneToOneField(Appeal, models.PROTECT, related_name="case", verbose_name="апелляция")

    class Meta:
        verbose_name = "дело об апелляции"
        verbose_name_plural = "дела об апелляциях"

    @property
    def case_title(self) -> str:
        """The title of the case in lists, without what it is about: some who see the list may not know that."""
        return str(self.appeal)
