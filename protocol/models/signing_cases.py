"""The cases of signing the Protocol and of keeping to it."""

from datetime import datetime
from typing import Self

from django.db import models
from viewflow.workflow.models import Process

from casework import workdays
from casework.models import Waiting
from casework.workdays import Term
from programme.models import Regulation
from protocol.models.commitments import SelfReport
from protocol.models.complaints import NormComplaint
from protocol.models.departures import Departure, Measure
from protocol.models.signatories import Signatory

WINDOW = "protocol.sign_window"


class SignatoryCase(Process):
    """The way of one organisation to its signature, by the regulation its edition is made under."""

    signatory = models.OneToOneField(Signatory, models.PROTECT, related_name="case")
    regulation = models.ForeignKey(Regulation, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "дело подписанта"

    @classmethod
    def for_subject(cls, signatory: Signatory) -> Self:
        """A new case (unsaved)."""
        return cls(signatory=signatory, regulation=Regulation.in_force())

    @property
    def subject(self) -> Signatory:
        """What the case is about."""
        return self.signatory

    @property
    def case_title(self) -> str:
        """How the case is called in lists."""
        return f"{self.signatory.organization.short_name}: {self.signatory.edition}"

    def get_absolute_url(self) -> str:
        return self.signatory.get_absolute_url()

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


class DepartureCase(Process):
    """Waiting for the day on which a withdrawal takes effect."""

    departure = models.OneToOneField(Departure, models.PROTECT, related_name="case")

    class Meta:
        verbose_name = "дело о выходе"

    @classmethod
    def for_subject(cls, departure: Departure) -> Self:
        """A new case (unsaved)."""
        return cls(departure=departure)

    @property
    def subject(self) -> Departure:
        """What the case is about."""
        return self.departure

    @property
    def case_title(self) -> str:
        """How the case is called in lists."""
        return f"{self.departure.signatory.organization.short_name}: выход из Протокола"

    def get_absolute_url(self) -> str:
        return self.departure.get_absolute_url()

    def term(self, name: str) -> Term:
        """The notice names the last day itself."""
        return Term(0, hard=True, until=workdays.end_of(self.departure.effective_on), title="выход из Протокола")


class MeasureCase(Process):
    """What the committee does about a signatory, and the way back."""

    measure = models.OneToOneField(Measure, models.PROTECT, related_name="case")
    regulation = models.ForeignKey(Regulation, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "дело о мере"

    @classmethod
    def for_subject(cls, measure: Measure) -> Self:
        """A new case (unsaved)."""
        return cls(measure=measure, regulation=Regulation.in_force())

    @property
    def subject(self) -> Measure:
        """What the case is about."""
        return self.measure

    @property
    def case_title(self) -> str:
        """How the case is called in lists."""
        return f"{self.measure.signatory.organization.short_name}: участие в Протоколе"

    def get_absolute_url(self) -> str:
        return self.measure.get_absolute_url()

    def term(self, name: str) -> Term:
        """The length of a deadline."""
        return self.regulation.term(name)


class SelfReportCase(Process):
    """Asking for one yearly report."""

    report = models.OneToOneField(SelfReport, models.PROTECT, related_name="case")
    regulation = models.ForeignKey(Regulation, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "дело о самоотчёте"

    @classmethod
    def for_subject(cls, report: SelfReport) -> Self:
        """A new case (unsaved)."""
        return cls(report=report, regulation=Regulation.in_force())

    @property
    def subject(self) -> SelfReport:
        """What the case is about."""
        return self.report

    @property
    def case_title(self) -> str:
        """How the case is called in lists."""
        return f"{self.report.signatory.organization.short_name}: самоотчёт за {self.report.year} год"

    def get_absolute_url(self) -> str:
        return self.report.get_absolute_url()

    def term(self, name: str) -> Term:
        """The length of a deadline."""
        return self.regulation.term(name)


class ComplaintCase(Process):
    """The handling of one complaint."""

    complaint = models.OneToOneField(NormComplaint, models.PROTECT, related_name="case")
    regulation = models.ForeignKey(Regulation, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "дело об обращении"

    @classmethod
    def for_subject(cls, complaint: NormComplaint) -> Self:
        """A new case (unsaved)."""
        return cls(complaint=complaint, regulation=Regulation.in_force())

    @property
    def subject(self) -> NormComplaint:
        """What the case is about."""
        return self.complaint

    @property
    def case_title(self) -> str:
        """How the case is called in lists, without the name of whoever complains."""
        return f"{self.complaint}: {self.complaint.signatory.organization.short_name}"

    def get_absolute_url(self) -> str:
        return self.complaint.get_absolute_url()

    def term(self, name: str) -> Term:
        """The length of a deadline."""
        return self.regulation.term(name)
