"""The case of a signatory."""

from datetime import datetime

from django.db import models

from casework.models import Waiting
from casework.workdays import Term
from programme.models import RegulatedCase
from protocol.signatories.models import Signatory

WINDOW = "protocol.sign_window"


class SignatoryCase(RegulatedCase):
    """The way of one organisation to its signature, by the regulation its edition is made under."""

    subject_field = "signatory"

    signatory = models.OneToOneField(Signatory, models.PROTECT, related_name="case")

    class Meta:
        verbose_name = "дело подписанта"

    @property
    def case_title(self) -> str:
        """The title of the case in lists."""
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
