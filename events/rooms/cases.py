"""The case of a request for a room."""

from django.db import models

from events.rooms.models import Booking
from programme.models import RegulatedCase


class BookingCase(RegulatedCase):
    """An organisation asks for a room; the office answers, or is silent and so agrees."""

    subject_field = "booking"

    booking = models.OneToOneField(Booking, models.PROTECT, related_name="case", verbose_name="бронь")

    class Meta:
        verbose_name = "дело о помещении"
        verbose_name_plural = "дела о помещениях"

    @property
    def case_title(self) -> str:
        """How the inbox names it."""
        return f"Помещение: {self.booking}"
