"""Where a matter outside the city stands, and the lawful moves between (programme 8.2, «Внешнее дело»)."""

from datetime import datetime

from django.db import models
from django_fsm import FSMField, transition


class MatterStatus(models.Model):
    """The status of a matter and its transitions."""

    class Status(models.TextChoices):
        PREPARING = "preparing", "Готовится"
        SENT = "sent", "Направлено"
        GRANTED = "granted", "Удовлетворено"
        PARTLY = "partly", "Удовлетворено частично"
        UNANSWERED = "unanswered", "Без ответа"
        SUSPENDED = "suspended", "Приостановлено"
        REFUSED = "refused", "Отклонено"
        CLOSED = "closed", "Завершено"
        DROPPED = "dropped", "Снято"

    S = Status
    FINAL = (S.REFUSED, S.CLOSED, S.DROPPED)
    RUNNING = (S.GRANTED, S.PARTLY, S.SUSPENDED)
    CLOSABLE = (*RUNNING, S.UNANSWERED)
    TONES = {
        S.GRANTED: "ok", S.PARTLY: "ok", S.UNANSWERED: "warn", S.SUSPENDED: "warn", S.REFUSED: "bad", S.CLOSED: "mute", S.DROPPED: "mute",
    }  # fmt: skip

    status = FSMField("состояние", default=Status.PREPARING, choices=Status.choices, protected=True)
    ended_at = models.DateTimeField("закончилось", null=True)

    class Meta:
        abstract = True

    @transition(status, source=[S.PREPARING, S.UNANSWERED], target=S.SENT, custom={"rule": "EM-02"})
    def send(self) -> None:
        """The letter has its number."""

    @transition(status, source=[S.SENT, S.UNANSWERED], target=S.GRANTED, custom={"rule": "EM-03"})
    def grant(self) -> None:
        """They agree; a copy of the answer is kept."""

    @transition(status, source=[S.SENT, S.UNANSWERED], target=S.PARTLY, custom={"rule": "EM-04"})
    def grant_partly(self) -> None:
        """They agree to a part."""

    @transition(status, source=[S.SENT, S.UNANSWERED], target=S.REFUSED, custom={"rule": "EM-05"})
    def refuse(self, at: datetime) -> None:
        """They refuse; what follows for the city is said."""
        self.ended_at = at

    @transition(status, source=S.SENT, target=S.UNANSWERED, custom={"rule": "EM-06"})
    def go_unanswered(self) -> None:
        """The term of the answer is over."""

    @transition(status, source=S.GRANTED, target=S.SUSPENDED, custom={"rule": "EM-07"})
    def suspend(self) -> None:
        """On a ground."""

    @transition(status, source=S.SUSPENDED, target=S.GRANTED, custom={"rule": "EM-08"})
    def resume(self) -> None:
        """On a ground."""

    @transition(status, source=list(CLOSABLE), target=S.CLOSED, custom={"rule": "EM-09"})
    def close(self, at: datetime) -> None:
        """Reported, expired, taken back, left, or nothing more is awaited."""
        self.ended_at = at

    @transition(status, source=S.PREPARING, target=S.DROPPED, custom={"rule": "EM-10"})
    def drop(self, at: datetime) -> None:
        """Nothing is sent."""
        self.ended_at = at
