"""Where a topic stands, and the lawful moves between (programme 8.3, «Тема»)."""

from datetime import datetime

from django.db import models
from django_fsm import FSMField, transition


class TopicStatus(models.Model):
    """The status of a topic and its transitions."""

    class Status(models.TextChoices):
        ANNOUNCED = "announced", "Объявлено"
        OPEN = "open", "Открыто"
        SUMMING = "summing", "Сведение"
        CLOSED = "closed", "Закрыто"
        CANCELLED = "cancelled", "Отменено"

    S = Status
    FINAL = (S.CLOSED, S.CANCELLED)
    TONES = {S.OPEN: "ok", S.SUMMING: "gold", S.CANCELLED: "bad", S.CLOSED: "mute"}

    status = FSMField("состояние", default=Status.ANNOUNCED, choices=Status.choices, protected=True)
    closed_at = models.DateTimeField("когда закончилось", null=True)

    class Meta:
        abstract = True

    @transition(status, source=S.ANNOUNCED, target=S.OPEN, custom={"rule": "CS-02, CS-03"})
    def open(self) -> None:
        """The first day has come, or the topic has no window and is open from the beginning."""

    @transition(status, source=S.OPEN, target=S.OPEN, custom={"rule": "CS-04"})
    def extend(self) -> None:
        """The window ends later: once, before its end."""

    @transition(status, source=S.OPEN, target=S.SUMMING, custom={"rule": "CS-06"})
    def end_window(self) -> None:
        """The last day is over."""

    @transition(status, source=S.SUMMING, target=S.CLOSED, custom={"rule": "CS-05, CS-08"})
    def close(self, at: datetime) -> None:
        """The summary is published: with every answer, or, when the term has passed twice, saying where there is none."""
        self.closed_at = at

    @transition(status, source=S.OPEN, target=S.CLOSED, custom={"rule": "CS-09"})
    def end(self, at: datetime) -> None:
        """A topic without a window is over."""
        self.closed_at = at

    @transition(status, source=[S.ANNOUNCED, S.OPEN, S.SUMMING], target=S.CANCELLED, custom={"rule": "CS-07"})
    def cancel(self, at: datetime) -> None:
        """What was discussed has been withdrawn or replaced."""
        self.closed_at = at
