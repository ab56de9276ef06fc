"""Where a card stands, and the lawful moves between (programme 8.2, «Карточка»)."""

from datetime import datetime

from django.db import models
from django_fsm import FSMField, transition


class CardStatus(models.Model):
    """The status of a card and its transitions."""

    class Status(models.TextChoices):
        DRAFT = "draft", "Черновик"
        CHECKING = "checking", "Формальная проверка"
        RETURNED = "returned", "Возвращена"
        CONSULTATION = "consultation", "Общественное обсуждение"
        REVISION = "revision", "Доработка"
        EXPERTISE = "expertise", "На экспертизе"
        ON_COMMITTEE = "on_committee", "В комитете"
        DEFERRED = "deferred", "Отложена"
        PENDING_ACT = "pending_act", "Ожидает акта"
        IN_FORCE = "in_force", "Действует"
        SUPERSEDED = "superseded", "Заменена"
        REPEALED = "repealed", "Прекращена"
        DECLINED = "declined", "Отклонена"
        WITHDRAWN = "withdrawn", "Отозвана"

    S = Status
    FINAL = (S.SUPERSEDED, S.REPEALED, S.DECLINED, S.WITHDRAWN)
    ADOPTED = (S.IN_FORCE, S.SUPERSEDED, S.REPEALED)
    WITHDRAWABLE = [
        S.DRAFT,
        S.CHECKING,
        S.RETURNED,
        S.CONSULTATION,
        S.REVISION,
        S.EXPERTISE,
        S.ON_COMMITTEE,
        S.DEFERRED,
    ]
    ON_THE_WAY = (*WITHDRAWABLE, S.PENDING_ACT)
    TONES = {
        S.IN_FORCE: "ok",
        S.RETURNED: "warn",
        S.DEFERRED: "warn",
        S.REVISION: "warn",
        S.PENDING_ACT: "warn",
        S.DECLINED: "bad",
        S.SUPERSEDED: "mute",
        S.REPEALED: "mute",
        S.WITHDRAWN: "mute",
    }

    status = FSMField("состояние", default=Status.DRAFT, choices=Status.choices, protected=True)
    submitted_at = models.DateTimeField("внесена", null=True)
    published_at = models.DateTimeField("видна всем с", null=True)
    in_force_at = models.DateTimeField("действует с", null=True)
    ended_at = models.DateTimeField("закончилась", null=True)

    class Meta:
        abstract = True

    def _begin(self, at: datetime) -> None:
        self.in_force_at = at
        self.published_at = self.published_at or at

    @transition(status, source=S.DRAFT, target=S.CHECKING, custom={"rule": "CARD-02"})
    def submit(self, at: datetime) -> None:
        """Filled in and frozen; it has its number."""
        self.submitted_at = at

    @transition(status, source=S.DRAFT, target=S.IN_FORCE, custom={"rule": "CARD-03"})
    def enter(self, at: datetime) -> None:
        """The keeper writes it into a plain register."""
        self.submitted_at = at
        self._begin(at)

    @transition(status, source=S.CHECKING, target=S.RETURNED, custom={"rule": "CARD-04"})
    def send_back(self) -> None:
        """With remarks."""

    @transition(status, source=S.RETURNED, target=S.CHECKING, custom={"rule": "CARD-05"})
    def resubmit(self) -> None:
        """Mended: a new edition."""

    @transition(status, source=S.RETURNED, target=S.DECLINED, custom={"rule": "CARD-06"})
    def let_go(self, at: datetime) -> None:
        """Not mended in time."""
        self.ended_at = at

    @transition(status, source=S.CHECKING, target=S.DECLINED, custom={"rule": "CARD-07"})
    def decline(self, at: datetime) -> None:
        """For a ground of the kind."""
        self.ended_at = at

    @transition(status, source=S.CHECKING, target=S.IN_FORCE, custom={"rule": "CARD-11"})
    def accept(self, at: datetime) -> None:
        """No step of the route is left."""
        self._begin(at)

    @transition(status, source=S.CHECKING, target=S.CONSULTATION, custom={"rule": "CARD-08"})
    def consult(self) -> None:
        """A discussion is announced."""

    @transition(status, source=S.CONSULTATION, target=S.REVISION, custom={"rule": "CARD-12"})
    def end_consultation(self) -> None:
        """The summary is out."""

    @transition(status, source=S.REVISION, target=S.CONSULTATION, custom={"rule": "CARD-13"})
    def consult_again(self) -> None:
        """Once."""

    @transition(status, source=S.REVISION, target=S.IN_FORCE, custom={"rule": "CARD-16"})
    def settle(self, at: datetime) -> None:
        """Neither expertise nor committee follows."""
        self._begin(at)

    @transition(status, source=S.CHECKING, target=S.ON_COMMITTEE, custom={"rule": "CARD-10"})
    def bring(self, at: datetime) -> None:
        """The keeper puts it before the committee: from now on everybody reads it."""
        self.published_at = self.published_at or at

    @transition(status, source=S.REVISION, target=S.ON_COMMITTEE, custom={"rule": "CARD-15"})
    def bring_again(self) -> None:
        """Revised by its author."""

    @transition(status, source=S.CHECKING, target=S.EXPERTISE, custom={"rule": "CARD-09"})
    def examine(self) -> None:
        """The experts are asked; nothing is discussed before."""

    @transition(status, source=S.REVISION, target=S.EXPERTISE, custom={"rule": "CARD-14"})
    def examine_revised(self) -> None:
        """Every remark has the answer of its author."""

    @transition(status, source=S.EXPERTISE, target=S.ON_COMMITTEE, custom={"rule": "CARD-17"})
    def bring_assessed(self) -> None:
        """With the conclusion."""

    @transition(status, source=S.EXPERTISE, target=S.IN_FORCE, custom={"rule": "CARD-18"})
    def recommend(self, at: datetime) -> None:
        """Recommended, and no committee follows."""
        self._begin(at)

    @transition(status, source=S.EXPERTISE, target=S.DECLINED, custom={"rule": "CARD-19"})
    def not_recommend(self, at: datetime) -> None:
        """Not recommended, or to be reworked a second time, and no committee follows."""
        self.ended_at = at

    @transition(status, source=S.EXPERTISE, target=S.REVISION, custom={"rule": "CARD-20"})
    def return_from_expertise(self) -> None:
        """To be reworked, or there was no expertise."""

    @transition(status, source=S.ON_COMMITTEE, target=S.PENDING_ACT, custom={"rule": "CARD-21"})
    def approve(self) -> None:
        """Approved by the committee; it waits for its act."""

    @transition(status, source=S.PENDING_ACT, target=S.IN_FORCE, custom={"rule": "CARD-27"})
    def enact(self, at: datetime) -> None:
        """The details of the act are there."""
        self._begin(at)

    @transition(status, source=S.PENDING_ACT, target=S.DECLINED, custom={"rule": "CARD-28"})
    def give_up(self, at: datetime) -> None:
        """The act was not adopted."""
        self.ended_at = at

    @transition(status, source=S.ON_COMMITTEE, target=S.IN_FORCE, custom={"rule": "CARD-22"})
    def adopt(self, at: datetime) -> None:
        """The committee has approved it."""
        self._begin(at)

    @transition(status, source=S.ON_COMMITTEE, target=S.DECLINED, custom={"rule": "CARD-23"})
    def reject(self, at: datetime) -> None:
        """The committee does not want it."""
        self.ended_at = at

    @transition(status, source=S.ON_COMMITTEE, target=S.DEFERRED, custom={"rule": "CARD-24"})
    def defer(self) -> None:
        """Until a day."""

    @transition(status, source=S.DEFERRED, target=S.ON_COMMITTEE, custom={"rule": "CARD-25"})
    def return_to_agenda(self) -> None:
        """By the secretary."""

    @transition(status, source=S.ON_COMMITTEE, target=S.REVISION, custom={"rule": "CARD-26"})
    def send_to_revision(self) -> None:
        """With the remarks of the committee."""

    @transition(status, source=S.IN_FORCE, target=S.SUPERSEDED, custom={"rule": "CARD-29"})
    def supersede(self, at: datetime) -> None:
        """The next edition of the same card is in force."""
        self.ended_at = at

    @transition(status, source=S.IN_FORCE, target=S.REPEALED, custom={"rule": "CARD-30"})
    def repeal(self, at: datetime) -> None:
        """On a ground, or its last day is over."""
        self.ended_at = at

    @transition(status, source=WITHDRAWABLE, target=S.WITHDRAWN, custom={"rule": "CARD-31"})
    def withdraw(self, at: datetime) -> None:
        """By its author."""
        self.ended_at = at

    @transition(status, source=S.DECLINED, target=S.CHECKING, custom={"rule": "CARD-32"})
    def restore(self) -> None:
        """An appeal against the keeper's refusal was satisfied."""
        self.ended_at = None

    @transition(status, source=[S.ON_COMMITTEE, S.REVISION, S.DECLINED], target=S.EXPERTISE, custom={"rule": "CARD-33"})
    def return_to_expertise(self) -> None:
        """The conclusion was set aside by an appeal."""
        self.ended_at = None
