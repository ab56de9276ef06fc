"""The case that leads an expertise through."""

from django.db import models

from casework.cases import Case
from casework.workdays import Term
from expertise.expertises.models import Expertise

SCORING_TERMS = ("expertise.scoring", "contest.scoring", "expertise.additional")
STOPPED = (
    *SCORING_TERMS,
    "expertise.sheet_resubmission",
)  # what does not run while the applicant has a question to answer


class ExpertiseCase(Case):
    """The case of an expertise."""

    subject_field = "expertise"
    about = "applicant_id"

    expertise = models.OneToOneField(Expertise, models.PROTECT, related_name="case", verbose_name="экспертиза")

    class Meta:
        verbose_name = "дело об экспертизе"
        verbose_name_plural = "дела об экспертизе"

    @property
    def case_title(self) -> str:
        """As it stands in the inbox."""
        return f"Экспертиза {self.expertise.number}: {self.expertise.object_title}"

    def stands_still(self, name: str) -> bool:
        """The experts' terms, while the applicant has a question to answer."""
        return name in STOPPED and self.expertise.pauses.filter(ended_at=None).exists()

    def term(self, name: str) -> Term:
        """The length of a named deadline in the pinned regulation."""
        return self.expertise.regulation.term(self.expertise.term_named(name))
