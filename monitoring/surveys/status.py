"""Where a wave of a survey stands, and the lawful moves between (programme 8.6, «Волна»)."""

from datetime import datetime

from django.db import models
from django_fsm import FSMField, transition


class WaveStatus(models.Model):
    """The status of a wave and its transitions."""

    class Status(models.TextChoices):
        DRAFT = "draft", "Черновик"
        APPROVED = "approved", "Утверждена"
        FIELD = "field", "Сбор ответов"
        CLOSED = "closed", "Сбор завершён"
        PUBLISHED = "published", "Опубликована"
        CANCELLED = "cancelled", "Отменена"
        WITHDRAWN = "withdrawn", "Отозвана"

    S = Status
    FINAL = (S.CANCELLED, S.WITHDRAWN)
    CANCELLABLE = (S.DRAFT, S.APPROVED, S.FIELD, S.CLOSED)
    TONES = {S.FIELD: "ok", S.CLOSED: "gold", S.PUBLISHED: "ok", S.CANCELLED: "bad", S.WITHDRAWN: "bad"}

    status = FSMField("состояние", default=Status.DRAFT, choices=Status.choices, protected=True)
    announced_at = models.DateTimeField("когда объявлена", null=True)
    published_at = models.DateTimeField("когда опубликована", null=True)

    class Meta:
        abstract = True

    @transition(status, source=S.DRAFT, target=S.APPROVED, custom={"rule": "SV-02"})
    def approve(self) -> None:
        """Another analyst has read the questionnaire: sample, weights and rule of publication are there."""

    @transition(status, source=S.APPROVED, target=S.DRAFT, custom={"rule": "SV-03"})
    def send_back(self) -> None:
        """Before the first day."""

    @transition(status, source=S.APPROVED, target=S.FIELD, custom={"rule": "SV-04"})
    def open(self, at: datetime) -> None:
        """Its first day has come; from now on the questions stay as they are."""
        self.announced_at = at

    @transition(status, source=S.FIELD, target=S.FIELD, custom={"rule": "SV-05"})
    def extend(self) -> None:
        """Once."""

    @transition(status, source=S.FIELD, target=S.CLOSED, custom={"rule": "SV-06"})
    def close(self) -> None:
        """Its last day is over."""

    @transition(status, source=S.CLOSED, target=S.PUBLISHED, custom={"rule": "SV-07"})
    def publish(self, at: datetime) -> None:
        """Another analyst has checked the report."""
        self.published_at = at

    @transition(status, source=list(CANCELLABLE), target=S.CANCELLED, custom={"rule": "SV-08"})
    def cancel(self) -> None:
        """For a reason; no answer is published."""

    @transition(status, source=S.PUBLISHED, target=S.WITHDRAWN, custom={"rule": "SV-09"})
    def withdraw(self) -> None:
        """The committee has found an error of the method or a leak."""
