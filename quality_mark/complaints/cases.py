"""The case of a complaint and the case of an inspection."""

from django.db import models

from casework.cases import Case
from casework.workdays import Term
from quality_mark.complaints.models import MarkComplaint, MarkReview


class MarkComplaintCase(Case):
    """The consideration of one complaint."""

    subject_field = "complaint"
    about = "mark.organization_id"

    complaint = models.OneToOneField(MarkComplaint, models.PROTECT, related_name="case")

    class Meta:
        verbose_name = "дело о жалобе потребителя"

    @property
    def case_title(self) -> str:
        """The title of the case in lists, without the name of the author."""
        return str(self.complaint)

    def term(self, name: str) -> Term:
        """The Mark's own terms."""
        return self.complaint.mark.case.term(name)


class InspectionCase(Case):
    """One inspection."""

    subject_field = "review"
    about = "mark.organization_id"

    review = models.OneToOneField(MarkReview, models.PROTECT, related_name="case")

    class Meta:
        verbose_name = "дело о проверке обладателя Знака"

    def term(self, name: str) -> Term:
        """The Mark's own terms."""
        return self.review.mark.case.term(name)
