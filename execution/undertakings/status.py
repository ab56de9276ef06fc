"""Where an undertaking stands, and the lawful moves between (programme 8.1, «Поручение»)."""

from datetime import datetime

from django.db import models
from django_fsm import FSMField, transition


class UndertakingStatus(models.Model):
    """The status of an undertaking and its transitions. That it is overdue is computed, never written."""

    class Status(models.TextChoices):
        PLANNED = "planned", "Запланировано"
        UNDER_WAY = "under_way", "Исполняется"
        REPORTED = "reported", "Отчёт на приёмке"
        RETURNED = "returned", "Отчёт возвращён"
        SUSPENDED = "suspended", "Приостановлено"
        DONE = "done", "Выполнено"
        PARTLY = "partly", "Выполнено частично"
        FAILED = "failed", "Не выполнено"
        DROPPED = "dropped", "Снято"

    S = Status
    FINAL = (S.DONE, S.PARTLY, S.FAILED, S.DROPPED)
    FULFILLED = (S.DONE, S.PARTLY)
    DROPPABLE = (S.PLANNED, S.UNDER_WAY, S.RETURNED, S.SUSPENDED)
    AT_WORK = (S.UNDER_WAY, S.RETURNED)
    TONES = {S.DONE: "ok", S.PARTLY: "gold", S.FAILED: "bad", S.RETURNED: "warn", S.SUSPENDED: "warn"}

    status = FSMField("состояние", default=Status.PLANNED, choices=Status.choices, protected=True)
    ended_at = models.DateTimeField("когда закончилось", null=True)

    class Meta:
        abstract = True

    @transition(status, source=S.PLANNED, target=S.UNDER_WAY, custom={"rule": "UN-02, UN-03"})
    def begin(self) -> None:
        """Accepted by the responsible, or by silence."""

    @transition(status, source=[S.UNDER_WAY, S.RETURNED], target=S.REPORTED, custom={"rule": "UN-04, UN-05"})
    def report(self) -> None:
        """A report is there, the first or a corrected one."""

    @transition(status, source=S.REPORTED, target=S.RETURNED, custom={"rule": "UN-06"})
    def send_back(self) -> None:
        """With remarks; at most twice for a period."""

    @transition(status, source=S.REPORTED, target=S.UNDER_WAY, custom={"rule": "UN-07"})
    def accept_period(self) -> None:
        """Accepted for a period that is not the last."""

    @transition(status, source=S.REPORTED, target=S.DONE, custom={"rule": "UN-08"})
    def fulfil(self, at: datetime) -> None:
        """Accepted: done."""
        self.ended_at = at

    @transition(status, source=S.REPORTED, target=S.PARTLY, custom={"rule": "UN-09"})
    def fulfil_partly(self, at: datetime) -> None:
        """Accepted: done in part."""
        self.ended_at = at

    @transition(status, source=S.REPORTED, target=S.FAILED, custom={"rule": "UN-10"})
    def reject(self, at: datetime) -> None:
        """Not accepted: not done."""
        self.ended_at = at

    @transition(status, source=[S.UNDER_WAY, S.RETURNED], target=S.FAILED, custom={"rule": "UN-11"})
    def give_up(self, at: datetime) -> None:
        """Long overdue, reminded, and nobody has reported."""
        self.ended_at = at

    @transition(
        status,
        source=list(DROPPABLE),
        target=S.DROPPED,
        custom={"rule": "UN-12"},
    )
    def drop(self, at: datetime) -> None:
        """Taken off by whoever has given it."""
        self.ended_at = at

    @transition(status, source=[S.UNDER_WAY, S.RETURNED], target=S.SUSPENDED, custom={"rule": "UN-13"})
    def suspend(self) -> None:
        """For a reason that does not depend on the responsible."""

    @transition(status, source=S.SUSPENDED, target=S.UNDER_WAY, custom={"rule": "UN-14"})
    def resume(self) -> None:
        """The reason is gone, or the longest pause has passed."""
