"""Where a contribution stands in law: its statuses and the lawful moves between them (регламент 3.1.3)."""

from django.db import models
from django_fsm import FSMField, transition


class ContributionStatus(models.Model):
    """The status of a contribution and its transitions."""

    class Status(models.TextChoices):
        OFFERED = "offered", "Предложен"
        COUNTERED = "countered", "Встречное предложение"
        ACCEPTED = "accepted", "Принят"
        DECLINED = "declined", "Отклонён"
        WITHDRAWN = "withdrawn", "Отозван"
        COMMITTED = "committed", "Закреплён соглашением"
        IN_DELIVERY = "in_delivery", "Исполняется"
        PARTIALLY_DELIVERED = "partially_delivered", "Исполнен частично"
        DELIVERED = "delivered", "Исполнен"
        OVERDUE = "overdue", "Просрочен"
        DISPUTED = "disputed", "Оспорен"
        WRITTEN_OFF = "written_off", "Списан по согласию"

    S = Status
    OPEN = (S.OFFERED, S.COUNTERED)
    BOUND = (S.COMMITTED, S.IN_DELIVERY, S.PARTIALLY_DELIVERED, S.DELIVERED, S.OVERDUE, S.DISPUTED, S.WRITTEN_OFF)
    CLOSED = (S.DELIVERED, S.WRITTEN_OFF)

    TONES = {
        S.COUNTERED: "gold", S.ACCEPTED: "ok", S.DECLINED: "bad", S.WITHDRAWN: "bad", S.PARTIALLY_DELIVERED: "gold",
        S.DELIVERED: "ok", S.OVERDUE: "bad", S.DISPUTED: "warn", S.WRITTEN_OFF: "warn",
    }  # fmt: skip

    status = FSMField("состояние", default=Status.OFFERED, choices=Status.choices, protected=True)

    class Meta:
        abstract = True

    @transition(status, source=[S.OFFERED, S.COUNTERED], target=S.COUNTERED, custom={"rule": "CB-02"})
    def counter(self) -> None:
        """The other side says other terms."""

    @transition(status, source=[S.OFFERED, S.COUNTERED], target=S.ACCEPTED, custom={"rule": "CB-03"})
    def accept(self) -> None: ...

    @transition(status, source=[S.OFFERED, S.COUNTERED], target=S.DECLINED, custom={"rule": "CB-04"})
    def decline(self) -> None: ...

    @transition(status, source=[S.OFFERED, S.COUNTERED, S.ACCEPTED], target=S.WITHDRAWN, custom={"rule": "CB-05"})
    def withdraw(self) -> None:
        """Any time before the signing."""

    @transition(status, source=S.ACCEPTED, target=S.COMMITTED, custom={"rule": "CB-06"})
    def commit(self) -> None:
        """The agreement is in force."""

    @transition(status, source=S.COMMITTED, target=S.IN_DELIVERY, custom={"rule": "CB-07"})
    def begin(self) -> None: ...

    @transition(
        status,
        source=[S.IN_DELIVERY, S.OVERDUE, S.PARTIALLY_DELIVERED],
        target=S.PARTIALLY_DELIVERED,
        custom={"rule": "CB-08"},
    )
    def deliver_part(self) -> None:
        """The receiver has accepted a part, or kept silent."""

    @transition(
        status, source=[S.IN_DELIVERY, S.PARTIALLY_DELIVERED, S.OVERDUE], target=S.DELIVERED, custom={"rule": "CB-09"}
    )
    def deliver(self) -> None:
        """The receiver has accepted the whole, or kept silent."""

    @transition(
        status, source=[S.COMMITTED, S.IN_DELIVERY, S.PARTIALLY_DELIVERED], target=S.OVERDUE, custom={"rule": "CB-10"}
    )
    def fall_overdue(self) -> None: ...

    @transition(
        status, source=[S.IN_DELIVERY, S.PARTIALLY_DELIVERED, S.OVERDUE], target=S.DISPUTED, custom={"rule": "CB-11"}
    )
    def dispute(self) -> None:
        """The receiver does not accept it."""

    @transition(status, source=S.DISPUTED, target=S.DELIVERED, custom={"rule": "CB-12"})
    def settle_as_delivered(self) -> None:
        """The meeting has found it delivered."""

    @transition(status, source=S.DISPUTED, target=S.OVERDUE, custom={"rule": "CB-12"})
    def settle_as_overdue(self) -> None:
        """The meeting has found it not delivered."""

    @transition(status, source=[S.OVERDUE, S.DISPUTED], target=S.WRITTEN_OFF, custom={"rule": "CB-13"})
    def write_off(self) -> None:
        """By signed consent of both sides."""
