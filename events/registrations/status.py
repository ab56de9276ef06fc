"""Where a registration stands, and the lawful moves between (programme 8.5, «Запись»)."""

from django.db import models
from django_fsm import FSMField, transition


class RegistrationStatus(models.Model):
    """The status of a registration and its transitions. The row begins as an application; a place or the queue follow at once."""

    class Status(models.TextChoices):
        APPLIED = "applied", "Заявлено на отбор"
        WAITING = "waiting", "В листе ожидания"
        CONFIRMED = "confirmed", "Записан"
        ATTENDED = "attended", "Участвовал"
        ABSENT = "absent", "Не был"
        DECLINED = "declined", "Не отобран"
        CANCELLED = "cancelled", "Отменена участником"
        VOID = "void", "Мероприятие отменено"

    S = Status
    LIVE = (S.APPLIED, S.WAITING, S.CONFIRMED)
    FINAL = (S.ATTENDED, S.ABSENT, S.DECLINED, S.CANCELLED, S.VOID)
    TONES = {
        S.CONFIRMED: "ok",
        S.ATTENDED: "ok",
        S.WAITING: "warn",
        S.DECLINED: "bad",
        S.VOID: "bad",
        S.CANCELLED: "mute",
        S.ABSENT: "mute",
    }

    status = FSMField("состояние", default=Status.APPLIED, choices=Status.choices, protected=True)

    class Meta:
        abstract = True

    @transition(status, source=S.APPLIED, target=S.CONFIRMED, custom={"rule": "RG-01, RG-04"})
    def confirm(self) -> None:
        """There is a place, or the organiser has chosen."""

    @transition(status, source=S.APPLIED, target=S.WAITING, custom={"rule": "RG-02"})
    def queue(self) -> None:
        """All places are taken: in the order of coming."""

    @transition(status, source=[S.APPLIED, S.WAITING], target=S.DECLINED, custom={"rule": "RG-05"})
    def decline(self) -> None:
        """Not chosen, or no place was left when the event began."""

    @transition(status, source=S.WAITING, target=S.CONFIRMED, custom={"rule": "RG-06"})
    def promote(self) -> None:
        """A place has become free, and it is this one's turn."""

    @transition(status, source=[S.APPLIED, S.WAITING, S.CONFIRMED], target=S.CANCELLED, custom={"rule": "RG-07"})
    def cancel(self) -> None:
        """The participant will not come."""

    @transition(status, source=S.CONFIRMED, target=S.ATTENDED, custom={"rule": "RG-08"})
    def attend(self) -> None:
        """Seen at the event."""

    @transition(status, source=S.CONFIRMED, target=S.ABSENT, custom={"rule": "RG-09"})
    def miss(self) -> None:
        """The event is over, and nobody has marked them."""

    @transition(status, source=S.ABSENT, target=S.ATTENDED, custom={"rule": "RG-10"})
    def correct(self) -> None:
        """The mark was wrong; until the results are published."""

    @transition(status, source=[S.APPLIED, S.WAITING, S.CONFIRMED], target=S.VOID, custom={"rule": "RG-11"})
    def void(self) -> None:
        """The event has been called off."""
