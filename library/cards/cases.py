"""The case of a card."""

from django.db import models

from library.cards.models import Card
from programme.models import RegulatedCase


class CardCase(RegulatedCase):
    """How a card goes from its draft to the register."""

    subject_field = "card"

    card = models.OneToOneField(Card, models.PROTECT, related_name="case", verbose_name="карточка")

    class Meta:
        verbose_name = "дело о карточке"
        verbose_name_plural = "дела о карточках"

    @property
    def case_title(self) -> str:
        """How the inbox names it."""
        return f"{self.card.kind}: {self.card}"
