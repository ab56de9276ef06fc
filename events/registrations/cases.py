"""The case of a registration that is chosen."""

from django.db import models

from events.registrations.models import Registration
from programme.models import RegulatedCase, Regulation


class RegistrationCase(RegulatedCase):
    """An application to an event of a kind with a selection."""

    subject_field = "registration"

    registration = models.OneToOneField(Registration, models.PROTECT, related_name="case", verbose_name="запись")

    class Meta:
        verbose_name = "дело о записи"
        verbose_name_plural = "дела о записях"

    @classmethod
    def regulation_of(cls, subject: Registration) -> Regulation:
        """The regulation of its event."""
        return subject.event.case.regulation

    @property
    def case_title(self) -> str:
        """How the inbox names it."""
        return f"{self.registration}: {self.registration.event}"
