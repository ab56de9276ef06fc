"""Where a tranche stands (programme 8.1, «Транш»)."""

from django.db import models
from django_fsm import FSMField, transition


class TrancheStatus(models.Model):
    """The status of a tranche and its transitions."""

    class Status(models.TextChoices):
        PLANNED = "planned", "Ожидается"
        RECEIVED = "received", "Получен"
        REPORTED = "reported", "Отчёт направлен"
        RETURNED = "returned", "Отчёт возвращён"
        ACCEPTED = "accepted", "Отчёт принят"
        REFUNDED = "refunded", "Возвращён донору"
        CANCELLED = "cancelled", "Не поступит"

    S = Status
    FINAL = (S.ACCEPTED, S.REFUNDED, S.CANCELLED)
    OWED = (S.RECEIVED, S.RETURNED)  # a report to the donor is owed
    TONES = {S.ACCEPTED: "ok", S.RETURNED: "warn", S.REFUNDED: "bad", S.CANCELLED: "bad", S.REPORTED: "gold"}

    status = FSMField("состояние", default=Status.PLANNED, choices=Status.choices, protected=True)

    class Meta:
        abstract = True

    @transition(status, source=S.PLANNED, target=S.RECEIVED, custom={"rule": "TR-02"})
    def receive(self) -> None:
        """The posting of its money has been confirmed by a second person."""

    @transition(status, source=list(OWED), target=S.REPORTED, custom={"rule": "TR-03"})
    def report(self) -> None:
        """A copy of the report is here."""

    @transition(status, source=S.REPORTED, target=S.ACCEPTED, custom={"rule": "TR-04"})
    def accept(self) -> None:
        """The donor has taken the report."""

    @transition(status, source=S.REPORTED, target=S.RETURNED, custom={"rule": "TR-05"})
    def send_back(self) -> None:
        """The donor has remarks."""

    @transition(status, source=list(OWED), target=S.REFUNDED, custom={"rule": "TR-06"})
    def refund(self) -> None:
        """The money has gone back to the donor."""

    @transition(status, source=S.PLANNED, target=S.CANCELLED, custom={"rule": "TR-07"})
    def cancel(self) -> None:
        """It will not come."""
