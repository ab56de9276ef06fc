"""The case of an edition."""

from django.db import models

from programme.models import RegulatedCase
from protocol.editions.models import ProtocolEdition


class EditionCase(RegulatedCase):
    """The life of an edition, by the regulation in force when it was begun."""

    subject_field = "edition"

    edition = models.OneToOneField(ProtocolEdition, models.PROTECT, related_name="case")

    class Meta:
        verbose_name = "дело о редакции Протокола"
