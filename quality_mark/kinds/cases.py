"""The case of a kind of contests on its way into force, and the case of its end."""

from django.db import models

from casework.cases import Case
from quality_mark.kinds.models import ContestKind, KindRetirement


class KindCase(Case):
    """A version of a kind from its draft to the decision."""

    subject_field = "kind"

    kind = models.OneToOneField(ContestKind, models.PROTECT, related_name="case")

    class Meta:
        verbose_name = "дело о виде конкурсов"

    @property
    def case_title(self) -> str:
        """The title of the case in lists."""
        return f"Вид конкурсов «{self.kind.title}», версия {self.kind.version}"


class KindRetirementCase(Case):
    """The question whether to end a kind, on its way through the committee."""

    subject_field = "retirement"

    retirement = models.OneToOneField(KindRetirement, models.PROTECT, related_name="case")

    class Meta:
        verbose_name = "дело о прекращении вида конкурсов"
