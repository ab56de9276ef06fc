"""The case of an attestation."""

from django.db import models

from casework import workdays
from casework.workdays import Term
from events.attestations.models import Attestation
from programme.models import RegulatedCase, Regulation


class AttestationCase(RegulatedCase):
    """From the place on a course to the end of what it has opened."""

    subject_field = "attestation"

    attestation = models.OneToOneField(Attestation, models.PROTECT, related_name="case", verbose_name="аттестация")

    class Meta:
        verbose_name = "дело об аттестации"
        verbose_name_plural = "дела об аттестациях"

    @classmethod
    def regulation_of(cls, subject: Attestation) -> Regulation:
        """The regulation of its course."""
        return subject.registration.event.case.regulation

    @property
    def case_title(self) -> str:
        """How the inbox names it."""
        return f"{self.attestation}, {self.attestation.person}"

    def term(self, name: str) -> Term:
        """It holds to the end of the day that stands on the certificate."""
        term = self.regulation.term(name)
        if name == "attestation.validity":
            until = Attestation.objects.values_list("valid_to", flat=True).get(pk=self.attestation_id)
            return Term(0, hard=True, title=term.title, until=workdays.end_of(until)) if until else term
        return term
