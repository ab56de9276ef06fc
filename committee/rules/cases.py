"""The case of a change of the rules."""

from django.db import models

from committee.rules.models import RulesDraft
from programme.models import RegulatedCase


class RulesCase(RegulatedCase):
    """From the first line of a draft to the committee's answer."""

    subject_field = "draft"

    draft = models.OneToOneField(RulesDraft, models.PROTECT, related_name="case", verbose_name="проект")

    class Meta:
        verbose_name = "дело об изменении правил"
        verbose_name_plural = "дела об изменении правил"

    @property
    def case_title(self) -> str:
        """The title of the case in lists."""
        return f"Изменение {self.draft.subject_words}: {self.draft.title}"
