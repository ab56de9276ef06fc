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

    status = FSMField("состояние", default=Status.OFFERED, choices=Status.choices, protected=True)

    class Meta:
        abstract = True

    @transition(status, source=[S.OFFERED, S.COUNTERED], target=S.COUNTERED)
    def counter(self) -> None:
        """CB-02: the other side says other terms."""

    @transition(status, source=[S.OFFERED, S.COUNTERED], target=S.ACCEPTED)
    def accept(self) -> None:
        """CB-03."""

    @transition(status, source=[S.OFFERED, S.COUNTERED], target=S.DECLINED)
    def decline(self) -> None:
        """CB-04."""

    @transition(status, source=[S.OFFERED, S.COUNTERED, S.ACCEPTED], target=S.WITHDRAWN)
    def withdraw(self) -> None:
        """CB-05: any time before the signing."""

    @transition(status, source=S.ACCEPTED, target=S.COMMITTED)
    def commit(self) -> None:
        """CB-06: the agreement is in force."""

    @transition(status, source=S.COMMITTED, target=S.IN_DELIVERY)
    def begin(self) -> None:
        """CB-07."""

    @transition(status, source=[S.IN_DELIVERY, S.OVERDUE, S.PARTIALLY_DELIVERED], target=S.PARTIALLY_DELIVERED)
    def deliver_part(self) -> None:
        """CB-08: the receiver has accepted a part, or kept silent."""

    @transition(status, source=[S.IN_DELIVERY, S.PARTIALLY_DELIVERED, S.OVERDUE], target=S.DELIVERED)
    def deliver(self) -> None:
        """CB-09: the receiver has accepted the whole, or kept silent."""

    @transition(status, source=[S.COMMITTED, S.IN_DELIVERY, S.PARTIALLY_DELIVERED], target=S.OVERDUE)
    def fall_overdue(self) -> None:
        """CB-10."""

    @transition(status, source=[S.IN_DELIVERY, S.PARTIALLY_DELIVERED, S.OVERDUE], target=S.DISPUTED)
    def dispute(self) -> None:
        """CB-11: the receiver does not accept it."""

    @transition(status, source=S.DISPUTED, target=S.DELIVERED)
    def settle_as_delivered(self) -> None:
        """CB-12: the meeting has found it delivered."""

    @transition(status, source=S.DISPUTED, target=S.OVERDUE)
    def settle_as_overdue(self) -> None:
        """CB-12: the meeting has found it not delivered."""

    @transition(status, source=[S.OVERDUE, S.DISPUTED], target=S.WRITTEN_OFF)
    def write_off(self) -> None:
        """CB-13: by signed consent of both sides."""
