"""Where an appeal stands in law: its statuses and the lawful moves between them (регламент 8.7, AP-01…AP-11)."""

from datetime import datetime
from typing import Any

from django.db import models
from django_fsm import FSMField, transition


class AppealStatus(models.Model):
    """The status of an appeal, what its transitions write, and the transitions."""

    class Status(models.TextChoices):
        SUBMITTED = "submitted", "Подана"
        REGISTERED = "registered", "Зарегистрирована"
        UNDER_REVIEW = "under_review", "На рассмотрении"
        HEARING = "hearing", "Слушание назначено"
        INADMISSIBLE = "inadmissible", "Оставлена без рассмотрения"
        SATISFIED = "satisfied", "Удовлетворена"
        PARTLY = "partly", "Удовлетворена частично"
        REJECTED = "rejected", "Отказано"
        WITHDRAWN = "withdrawn", "Отозвана"

    S = Status
    ADMITTED = [S.UNDER_REVIEW, S.HEARING]
    LIVE = [S.SUBMITTED, S.REGISTERED, *ADMITTED]
    GRANTED = [S.SATISFIED, S.PARTLY]
    DECIDED = [*GRANTED, S.REJECTED]
    # What everybody may know of: the board has taken it up or has said why not.
    KNOWN = [*ADMITTED, S.INADMISSIBLE, *DECIDED]

    TONES = {S.SATISFIED: "ok", S.PARTLY: "warn", S.REJECTED: "bad", S.INADMISSIBLE: "bad"}

    status = FSMField("состояние", default=Status.SUBMITTED, choices=Status.choices, protected=True)
    postponements = models.PositiveSmallIntegerField("переносов слушания", default=0)
    left_first: Any
    restorations = models.PositiveSmallIntegerField("восстановлений срока", default=0)
    settled_at = models.DateTimeField("когда решена", null=True)

    class Meta:
        abstract = True

    @transition(status, source=S.SUBMITTED, target=S.REGISTERED, custom={"rule": "AP-02"})
    def register(self, number: str, receipt: Any) -> None:
        """It has its number; silence of the office registers it too."""
        self.number, self.receipt = number, receipt

    @transition(status, source=S.REGISTERED, target=S.UNDER_REVIEW, custom={"rule": "AP-03"})
    def admit(self, stops: str) -> None:
        """The board takes it up; silence of the board admits it."""
        self.stops = stops

    @transition(status, source=S.REGISTERED, target=S.INADMISSIBLE, custom={"rule": "AP-04"})
    def leave(self, second: Any, at: datetime) -> None:
        """Two members say so."""
        self.left_second, self.settled_at = second, at

    @transition(status, source=S.UNDER_REVIEW, target=S.HEARING, custom={"rule": "AP-05"})
    def appoint_hearing(self, panel: Any, item: Any, meeting: Any, barred: list[int]) -> None:
        """The composition sits on a day both sides know."""
        self.panel, self.item, self.meeting, self.barred = panel, item, meeting, barred

    @transition(status, source=S.HEARING, target=S.UNDER_REVIEW, custom={"rule": "AP-06"})
    def postpone(self) -> None:
        """No quorum, or a new document: once."""
        self.postponements += 1

    @transition(status, source=S.HEARING, target=S.SATISFIED, custom={"rule": "AP-07"})
    def satisfy(self, at: datetime, remedy: str, reasons: str) -> None:
        """What was appealed is changed."""
        self.settled_at, self.remedy, self.reasons = at, remedy, reasons

    @transition(status, source=S.HEARING, target=S.PARTLY, custom={"rule": "AP-08"})
    def satisfy_partly(self, at: datetime, remedy: str, reasons: str) -> None:
        """Some of what was appealed is changed, the rest stays."""
        self.settled_at, self.remedy, self.reasons = at, remedy, reasons

    @transition(status, source=S.HEARING, target=S.REJECTED, custom={"rule": "AP-09"})
    def reject(self, at: datetime, reasons: str) -> None:
        """What was appealed stays as it is."""
        self.settled_at, self.reasons = at, reasons

    @transition(status, source=LIVE, target=S.WITHDRAWN, custom={"rule": "AP-10"})
    def withdraw(self, at: datetime) -> None:
        """By the appellant, before the vote."""
        self.settled_at = at

    @transition(status, source=S.INADMISSIBLE, target=S.REGISTERED, custom={"rule": "AP-11"})
    def restore(self) -> None:
        """The term is restored: it was missed for a good reason. Once."""
        self.restorations += 1
        self.settled_at = None
