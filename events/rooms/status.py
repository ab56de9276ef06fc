"""Where a booking stands, and the lawful moves between (programme 8.5, «Бронь»)."""

from datetime import datetime
from typing import Any

from django.db import models
from django_fsm import FSMField, transition


class BookingStatus(models.Model):
    """The status of a booking and its transitions. The row begins as a request; what an office takes is confirmed at once (BK-01)."""

    class Status(models.TextChoices):
        REQUESTED = "requested", "Запрошена"
        CONFIRMED = "confirmed", "Подтверждена"
        REFUSED = "refused", "Отказано"
        CANCELLED = "cancelled", "Отменена"
        USED = "used", "Состоялась"

    S = Status
    LIVE = (S.REQUESTED, S.CONFIRMED)
    TAKING = (S.REQUESTED, S.CONFIRMED, S.USED)  # nobody else has the room then
    TONES = {S.REQUESTED: "warn", S.CONFIRMED: "ok", S.REFUSED: "bad", S.CANCELLED: "mute", S.USED: "mute"}

    status = FSMField("состояние", default=Status.REQUESTED, choices=Status.choices, protected=True)
    answered_at = models.DateTimeField("когда решено", null=True)
    ground = models.TextField("почему отказано или отменено", blank=True)
    offered = models.JSONField("какое время предложено взамен", default=list)

    class Meta:
        abstract = True

    @transition(status, source=S.REQUESTED, target=S.CONFIRMED, custom={"rule": "BK-01, BK-03"})
    def confirm(self, at: datetime) -> None:
        """The office has taken the room, agreed, or been silent."""
        self.answered_at = at

    @transition(status, source=S.REQUESTED, target=S.REFUSED, custom={"rule": "BK-04"})
    def refuse(self, at: datetime, reason: str, offered: list[Any]) -> None:
        """For a reason, with other times when the room is free."""
        self.answered_at, self.ground, self.offered = at, reason, offered

    @transition(status, source=[S.REQUESTED, S.CONFIRMED], target=S.CANCELLED, custom={"rule": "BK-05"})
    def cancel(self, at: datetime, reason: str) -> None:
        """Before the beginning, by whoever has booked, or because what it was for is called off."""
        self.answered_at, self.ground = self.answered_at or at, reason

    @transition(status, source=S.CONFIRMED, target=S.USED, custom={"rule": "BK-06"})
    def use(self) -> None:
        """Its time has passed."""
