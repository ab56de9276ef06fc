"""The case of an edition."""

from django.db import models

from execution.editions.models import ProgrammeEdition
from programme.models import RegulatedCase


class ProgrammeCase(RegulatedCase):
    """How an edition of the programme is drawn up and approved."""

    subject_field = "edition"

    edition = models.OneToOneField(
        ProgrammeEdition, models.PROTECT, related_name="case", verbose_name="редакция программы"
    )

    class Meta:
        verbose_name = "утверждение редакции программы"
        verbose_name_plural = "утверждение редакций программы"
