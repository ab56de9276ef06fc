"""Where a value of an indicator stands, and the lawful moves between (programme 8.6, «Значение»)."""

from datetime import datetime

from django.db import models
from django_fsm import FSMField, transition


class ValueStatus(models.Model):
    """The status of a value and its transitions. A typed one begins as entered (IND-01), a computed one as published (IND-06)."""

    class Status(models.TextChoices):
        ENTERED = "entered", "Внесено"
        RETURNED = "returned", "Возвращено"
        CHECKED = "checked", "Проверено"
        PUBLISHED = "published", "Опубликовано"
        SUPERSEDED = "superseded", "Исправлено"
        WITHDRAWN = "withdrawn", "Снято"

    S = Status
    FINAL = (S.SUPERSEDED, S.WITHDRAWN)
    IN_WORK = (S.ENTERED, S.RETURNED, S.CHECKED)
    PUBLIC = (S.PUBLISHED, S.SUPERSEDED)
    TONES = {S.PUBLISHED: "ok", S.RETURNED: "warn", S.SUPERSEDED: "mute", S.WITHDRAWN: "mute"}

    status = FSMField("состояние", default=Status.ENTERED, choices=Status.choices, protected=True)
    published_at = models.DateTimeField("когда опубликовано", null=True)

    class Meta:
        abstract = True

    @transition(status, source=S.ENTERED, target=S.CHECKED, custom={"rule": "IND-02"})
    def check_in(self) -> None:
        """Another analyst agrees."""

    @transition(status, source=S.ENTERED, target=S.RETURNED, custom={"rule": "IND-03"})
    def send_back(self) -> None:
        """Another analyst has a remark."""

    @transition(status, source=S.RETURNED, target=S.ENTERED, custom={"rule": "IND-04"})
    def fix(self) -> None:
        """The author has put it right."""

    @transition(status, source=S.CHECKED, target=S.PUBLISHED, custom={"rule": "IND-05"})
    def publish(self, at: datetime) -> None:
        """The day of publication has come."""
        self.published_at = at

    @transition(status, source=S.PUBLISHED, target=S.SUPERSEDED, custom={"rule": "IND-07"})
    def supersede(self) -> None:
        """A correction of the same period has been published."""

    @transition(status, source=list(IN_WORK), target=S.WITHDRAWN, custom={"rule": "IND-08"})
    def withdraw(self) -> None:
        """It will not be published."""
