"""Where a proposal stands in law: its statuses and the lawful moves between them (регламент 3.1.1)."""

from collections.abc import Callable
from typing import Any

from django.db import models
from django_fsm import FSMField, transition


def _fewer(counter: str, limit: int) -> Callable[[Any], bool]:
    """A condition of a transition: it has happened fewer times than the regulation allows."""
    return lambda proposal: getattr(proposal, counter) < limit


class ProposalStatus(models.Model):
    """The status of a proposal, the counters its transitions write, and the transitions."""

    class Status(models.TextChoices):
        DRAFT = "draft", "Черновик"
        SUBMITTED = "submitted", "Подана"
        REGISTERED = "registered", "Зарегистрирована"
        FORMAL_CHECK = "formal_check", "Формальная проверка"
        RETURNED = "returned", "Возвращена на доработку"
        REJECTED = "rejected", "Не допущена"
        ADMITTED = "admitted", "Допущена"
        NEGOTIATING = "negotiating", "На переговорах"
        NEGOTIATION_FAILED = "negotiation_failed", "Вклады не согласованы"
        AGREED = "agreed", "Вклады согласованы"
        UNDER_EXPERTISE = "under_expertise", "На экспертизе"
        REWORK = "rework", "Доработка по замечаниям экспертизы"
        RECOMMENDED = "recommended", "Рекомендована"
        NOT_RECOMMENDED = "not_recommended", "Не рекомендована"
        ON_COMMITTEE = "on_committee", "В комитете"
        DEFERRED = "deferred", "Отложена комитетом"
        SUPPORTED = "supported", "Поддержана"
        DECLINED = "declined", "Отклонена комитетом"
        WITHDRAWN = "withdrawn", "Отозвана"
        ARCHIVED = "archived", "В архиве"

    S = Status
    BEFORE_SUPPORT = [
        S.DRAFT,
        S.SUBMITTED,
        S.REGISTERED,
        S.FORMAL_CHECK,
        S.RETURNED,
        S.ADMITTED,
        S.NEGOTIATING,
        S.NEGOTIATION_FAILED,
        S.AGREED,
        S.UNDER_EXPERTISE,
        S.REWORK,
        S.RECOMMENDED,
        S.NOT_RECOMMENDED,
        S.ON_COMMITTEE,
        S.DEFERRED,
    ]

    status = FSMField("состояние", default=Status.DRAFT, choices=Status.choices, protected=True)
    returns = models.PositiveSmallIntegerField("возвратов", default=0)
    resumptions = models.PositiveSmallIntegerField("возобновлений переговоров", default=0)
    reworks = models.PositiveSmallIntegerField("доработок по экспертизе", default=0)

    class Meta:
        abstract = True

    @transition(status, source=[S.DRAFT, S.RETURNED], target=S.SUBMITTED)
    def submit(self) -> None:
        """PP-02, PP-07."""

    @transition(status, source=S.SUBMITTED, target=S.REGISTERED)
    def register(self) -> None:
        """PP-03."""

    @transition(status, source=S.REGISTERED, target=S.FORMAL_CHECK)
    def begin_check(self) -> None:
        """PP-04."""

    @transition(status, source=S.FORMAL_CHECK, target=S.ADMITTED)
    def admit(self) -> None:
        """PP-05."""

    @transition(status, source=S.FORMAL_CHECK, target=S.RETURNED, conditions=[_fewer("returns", 2)])
    def send_back(self) -> None:
        """PP-06: at most two returns."""
        self.returns += 1

    @transition(status, source=[S.FORMAL_CHECK, S.RETURNED], target=S.REJECTED)
    def reject(self) -> None:
        """PP-08 by silence, PP-09 on a stop ground."""

    @transition(status, source=S.ADMITTED, target=S.NEGOTIATING)
    def open_negotiations(self) -> None:
        """PP-11."""

    @transition(status, source=S.NEGOTIATING, target=S.AGREED)
    def agree(self) -> None:
        """PP-13: the agreement on contributions is in force."""

    @transition(status, source=S.NEGOTIATING, target=S.NEGOTIATION_FAILED)
    def fail_negotiations(self) -> None:
        """PP-14: the case was closed without an agreement."""

    @transition(status, source=S.NEGOTIATION_FAILED, target=S.NEGOTIATING, conditions=[_fewer("resumptions", 1)])
    def resume_negotiations(self) -> None:
        """PP-15: once, on new conditions."""
        self.resumptions += 1

    @transition(status, source=S.NEGOTIATION_FAILED, target=S.ARCHIVED)
    def archive_unagreed(self) -> None:
        """PP-16: nobody has resumed the negotiations in time."""

    @transition(status, source=[S.ADMITTED, S.AGREED], target=S.UNDER_EXPERTISE)
    def order_expertise(self) -> None:
        """PP-12, PP-17."""

    @transition(status, source=S.REWORK, target=S.UNDER_EXPERTISE, conditions=[_fewer("reworks", 1)])
    def resubmit_to_expertise(self) -> None:
        """PP-21: once."""
        self.reworks += 1

    @transition(status, source=S.UNDER_EXPERTISE, target=S.RECOMMENDED)
    def recommend(self) -> None:
        """PP-18."""

    @transition(status, source=S.UNDER_EXPERTISE, target=S.REWORK, conditions=[_fewer("reworks", 1)])
    def ask_rework(self) -> None:
        """PP-19."""

    @transition(status, source=[S.UNDER_EXPERTISE, S.REWORK], target=S.NOT_RECOMMENDED)
    def not_recommend(self) -> None:
        """PP-20, PP-22."""

    @transition(status, source=S.RECOMMENDED, target=S.ON_COMMITTEE)
    def include(self) -> None:
        """PP-23."""

    @transition(status, source=S.NOT_RECOMMENDED, target=S.ON_COMMITTEE)
    def overrule(self) -> None:
        """PP-24: the initiative of a third of the members."""

    @transition(status, source=S.NOT_RECOMMENDED, target=S.ARCHIVED)
    def archive(self) -> None:
        """PP-25."""

    @transition(status, source=S.ON_COMMITTEE, target=S.SUPPORTED)
    def support(self) -> None:
        """PP-26."""

    @transition(status, source=S.ON_COMMITTEE, target=S.DECLINED)
    def decline(self) -> None:
        """PP-27."""

    @transition(status, source=S.ON_COMMITTEE, target=S.DEFERRED)
    def defer(self) -> None:
        """PP-28."""

    @transition(status, source=S.DEFERRED, target=S.ON_COMMITTEE)
    def return_to_agenda(self) -> None:
        """PP-29."""

    @transition(status, source=BEFORE_SUPPORT, target=S.WITHDRAWN)
    def withdraw(self) -> None:
        """PP-33: any time before support, not while a vote is on."""
