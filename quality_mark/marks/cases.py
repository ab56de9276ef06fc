"""The cases of a Mark, of a diploma, of a question about a Mark."""

from django.db import models

from casework import workdays
from casework.cases import Case
from casework.workdays import Term
from programme.models import RegulatedCase, Regulation
from quality_mark.awards.models import Diploma
from quality_mark.marks.models import QualityMark
from quality_mark.marks.questions import MarkQuestion


class MarkCase(RegulatedCase):
    """The life of one Mark, by the regulation in force when it was awarded."""

    subject_field = "mark"

    mark = models.OneToOneField(QualityMark, models.PROTECT, related_name="case")

    class Meta:
        verbose_name = "дело о Знаке качества"

    @classmethod
    def regulation_of(cls, subject: QualityMark) -> Regulation:
        """The regulation of its contest."""
        return subject.entry.contest.regulation

    @property
    def case_title(self) -> str:
        """The title of the case in lists."""
        return f"{self.mark} — «{self.mark.entry.title}»"

    def term(self, name: str) -> Term:
        """The term of the Mark ends on its own day, and it is called expiring some working days before."""
        if name == "mark.validity" and self.mark.valid_to:
            return Term(0, hard=True, until=workdays.end_of(self.mark.valid_to))
        if name == "mark.expiring" and self.mark.valid_to:
            days = self.regulation.term(name).days
            return Term(0, hard=True, until=workdays.end_of(workdays.back(self.mark.valid_to, days)))
        if name == "mark.renewal_limit" and self.mark.renewal_until:
            return Term(0, hard=True, until=workdays.end_of(self.mark.renewal_until))
        return self.regulation.term(name)


class DiplomaCase(Case):
    """A diploma until it is signed."""

    subject_field = "diploma"

    diploma = models.OneToOneField(Diploma, models.PROTECT, related_name="case")

    class Meta:
        verbose_name = "дело о дипломе"

    def get_absolute_url(self) -> str:
        return self.diploma.entry.contest.get_absolute_url()

    def term(self, name: str) -> Term:
        """The contest's own terms."""
        return self.diploma.entry.contest.regulation.term(name)


class MarkQuestionCase(Case):
    """A question about a Mark on its way through the committee."""

    subject_field = "question"
    about = "mark.organization_id"

    question = models.OneToOneField(MarkQuestion, models.PROTECT, related_name="case")

    class Meta:
        verbose_name = "дело по вопросу о Знаке"

    def term(self, name: str) -> Term:
        """The Mark's own terms."""
        return self.question.mark.case.term(name)
