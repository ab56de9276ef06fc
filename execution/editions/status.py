"""Where an edition of the programme stands, and the lawful moves between (programme 8.1, «Редакция программы»)."""

from datetime import datetime

from django.db import models
from django_fsm import FSMField, transition


class EditionStatus(models.Model):
    """The status of an edition and its transitions."""

    class Status(models.TextChoices):
        DRAFT = "draft", "Проект"
        SUBMITTED = "submitted", "Внесена"
        PENDING_ACT = "pending_act", "Ожидает акта"
        IN_FORCE = "in_force", "Действует"
        SUPERSEDED = "superseded", "Заменена"
        DECLINED = "declined", "Отклонена"
        ARCHIVED = "archived", "В архиве"

    S = Status
    ADOPTED = (S.IN_FORCE, S.SUPERSEDED, S.ARCHIVED)
    TONES = {S.IN_FORCE: "ok", S.DECLINED: "bad", S.SUPERSEDED: "warn"}

    status = FSMField("состояние", default=Status.DRAFT, choices=Status.choices, protected=True)
    in_force_at = models.DateTimeField("вступила в силу", null=True)

    class Meta:
        abstract = True

    @transition(status, source=S.DRAFT, target=S.SUBMITTED, custom={"rule": "PE-02"})
    def submit(self) -> None:
        """The table is whole, the committee is asked."""

    @transition(status, source=S.SUBMITTED, target=S.DRAFT, custom={"rule": "PE-03"})
    def send_back(self) -> None:
        """With remarks."""

    @transition(status, source=S.SUBMITTED, target=S.PENDING_ACT, custom={"rule": "PE-04"})
    def approve(self) -> None:
        """Approved by the committee; it waits for the act of the Head."""

    @transition(status, source=S.SUBMITTED, target=S.IN_FORCE, custom={"rule": "PE-05"})
    def adopt(self, at: datetime) -> None:
        """Approved by the committee, and the city needs no act."""
        self.in_force_at = at

    @transition(status, source=S.SUBMITTED, target=S.DECLINED, custom={"rule": "PE-06"})
    def decline(self) -> None:
        """The committee does not want it."""

    @transition(status, source=S.PENDING_ACT, target=S.IN_FORCE, custom={"rule": "PE-07"})
    def enact(self, at: datetime) -> None:
        """The details of the act are there."""
        self.in_force_at = at

    @transition(status, source=S.PENDING_ACT, target=S.DECLINED, custom={"rule": "PE-08"})
    def give_up(self) -> None:
        """The act was not adopted."""

    @transition(status, source=S.IN_FORCE, target=S.SUPERSEDED, custom={"rule": "PE-09"})
    def supersede(self) -> None:
        """Another edition is in force."""

    @transition(status, source=[S.IN_FORCE, S.SUPERSEDED], target=S.ARCHIVED, custom={"rule": "PE-10"})
    def file_away(self) -> None:
        """Handed over to the archive."""

    @transition(status, source=S.DRAFT, target=S.ARCHIVED, custom={"rule": "PE-11"})
    def load(self) -> None:
        """A historical edition, loaded as it stands in the act of its time."""
