"""The cases of signing the Protocol and of keeping to it."""

from datetime import datetime

from django.db import models

from casework import workdays
from casework.cases import Case
from casework.models import Waiting
from casework.workdays import Term
from programme.models import RegulatedCase
from protocol.models.commitments import SelfReport
from protocol.models.complaints import NormComplaint
from protocol.models.departures import Departure, Measure
from protocol.models.signatories import Signatory

WINDOW = "protocol.sign_window"


class SignatoryCase(RegulatedCase):
    """The way of one organisation to its signature, by the regulation its edition is made under."""

    subject_field = "signatory"

    signatory = models.OneToOneField(Signatory, models.PROTECT, related_name="case")

    class Meta:
        verbose_name = "дело подписанта"

    @property
    def case_title(self) -> str:
        """How the case is called in lists."""
        return f"{self.signatory.organization.short_name}: {self.signatory.edition}"

    @property
    def window_ends_at(self) -> datetime | None:
        """When the window of signing closes, as the case of the edition waits for it."""
        waiting = Waiting.objects.open().filter(process=self.signatory.edition.case.pk, deadline__startswith=WINDOW)
        return waiting.values_list("due_at", flat=True).first()

    def term(self, name: str) -> Term:
        """The length of a deadline; signing ends when the window of the edition does."""
        if name == WINDOW:
            return Term(0, until=self.window_ends_at, title="подписание редакции Протокола")
        return self.regulation.term(name)


class DepartureCase(Case):
    """Waiting for the day on which a withdrawal takes effect."""

    subject_field = "departure"

    departure = models.OneToOneField(Departure, models.PROTECT, related_name="case")

    class Meta:
        verbose_name = "дело о выходе"

    @property
    def case_title(self) -> str:
        """How the case is called in lists."""
        return f"{self.departure.signatory.organization.short_name}: выход из Протокола"

    def term(self, name: str) -> Term:
        """The notice names the last day itself."""
        return Term(0, hard=True, until=workdays.end_of(self.departure.effective_on), title="выход из Протокола")


class MeasureCase(RegulatedCase):
    """What the committee does about a signatory, and the way back."""

    subject_field = "measure"

    measure = models.OneToOneField(Measure, models.PROTECT, related_name="case")

    class Meta:
        verbose_name = "дело о мере"

    @property
    def case_title(self) -> str:
        """How the case is called in lists."""
        return f"{self.measure.signatory.organization.short_name}: участие в Протоколе"


class SelfReportCase(RegulatedCase):
    """Asking for one yearly report."""

    subject_field = "report"

    report = models.OneToOneField(SelfReport, models.PROTECT, related_name="case")

    class Meta:
        verbose_name = "дело о самоотчёте"

    @property
    def case_title(self) -> str:
        """How the case is called in lists."""
        return f"{self.report.signatory.organization.short_name}: самоотчёт за {self.report.year} год"


class ComplaintCase(RegulatedCase):
    """The handling of one complaint."""

    subject_field = "complaint"

    complaint = models.OneToOneField(NormComplaint, models.PROTECT, related_name="case")

    class Meta:
        verbose_name = "дело об обращении"

    @property
    def case_title(self) -> str:
        """How the case is called in lists, without the name of whoever complains."""
        return f"{self.complaint}: {self.complaint.signatory.organization.short_name}"
