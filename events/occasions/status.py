"""Where an event stands, and the lawful moves between (programme 8.5, «Мероприятие»)."""

from datetime import datetime

from django.db import models
from django_fsm import FSMField, transition


class EventStatus(models.Model):
    """The status of an event and its transitions."""

    class Status(models.TextChoices):
        PLANNED = "planned", "Запланировано"
        REGISTRATION = "registration", "Объявлено, идёт запись"
        ON = "on", "Идёт"
        SUMMING = "summing", "Подведение итогов"
        HELD = "held", "Проведено"
        CANCELLED = "cancelled", "Отменено"

    S = Status
    FINAL = (S.HELD, S.CANCELLED)
    BEFORE = (S.PLANNED, S.REGISTRATION)  # it has not begun, and may still be called off
    AFTER = (S.ON, S.SUMMING, S.HELD)
    TONES = {S.REGISTRATION: "ok", S.ON: "ok", S.SUMMING: "gold", S.CANCELLED: "bad", S.HELD: "mute"}

    status = FSMField("состояние", default=Status.PLANNED, choices=Status.choices, protected=True)
    announced_at = models.DateTimeField("когда объявлено", null=True)

    class Meta:
        abstract = True

    @transition(status, source=S.PLANNED, target=S.REGISTRATION, custom={"rule": "EV-02"})
    def announce(self, at: datetime) -> None:
        """Time, place and programme are known: people register."""
        self.announced_at = at

    @transition(status, source=S.REGISTRATION, target=S.REGISTRATION, custom={"rule": "EV-03"})
    def postpone(self) -> None:
        """Another time; whoever has registered stays registered."""

    @transition(status, source=S.REGISTRATION, target=S.ON, custom={"rule": "EV-04"})
    def start(self) -> None:
        """Its time has come."""

    @transition(status, source=[S.PLANNED, S.REGISTRATION], target=S.CANCELLED, custom={"rule": "EV-05"})
    def cancel(self) -> None:
        """It will not be held, for a reason that everybody reads."""

    @transition(status, source=S.ON, target=S.SUMMING, custom={"rule": "EV-06"})
    def finish(self) -> None:
        """It is over, and who came is known."""

    @transition(status, source=S.SUMMING, target=S.HELD, custom={"rule": "EV-07"})
    def publish(self) -> None:
        """What has come of it is published."""
