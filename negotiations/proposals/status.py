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
        IMPLEMENTING = "implementing", "Реализуется"
        COMPLETED = "completed", "Завершена"
        TERMINATED = "terminated", "Прекращена"
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

    # The secretariat has let it in, and nobody takes that back: its text is everybody's.
    PUBLISHED = [
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
        S.SUPPORTED,
        S.DECLINED,
        S.IMPLEMENTING,
        S.COMPLETED,
        S.TERMINATED,
        S.ARCHIVED,
    ]

    UNPUBLISHED = [S.REJECTED, S.WITHDRAWN]  # in the archive too the text of these stays closed
    ENDED = [S.COMPLETED, S.DECLINED, S.TERMINATED, S.WITHDRAWN, S.REJECTED]

    status = FSMField("состояние", default=Status.DRAFT, choices=Status.choices, protected=True)
    ended_as = models.CharField("чем кончилось", max_length=20, choices=Status.choices, blank=True)
    returns = models.PositiveSmallIntegerField("возвратов", default=0)
    resumptions = models.PositiveSmallIntegerField("возобновлений переговоров", default=0)
    reworks = models.PositiveSmallIntegerField("доработок по экспертизе", default=0)

    class Meta:
        abstract = True

    @transition(status, source=[S.DRAFT, S.RETURNED], target=S.SUBMITTED, custom={"rule": "PP-02, PP-07"})
    def submit(self) -> None: ...

    @transition(status, source=S.SUBMITTED, target=S.REGISTERED, custom={"rule": "PP-03"})
    def register(self) -> None: ...

    @transition(status, source=S.REGISTERED, target=S.FORMAL_CHECK, custom={"rule": "PP-04"})
    def begin_check(self) -> None: ...

    @transition(status, source=S.FORMAL_CHECK, target=S.ADMITTED, custom={"rule": "PP-05"})
    def admit(self) -> None: ...

    @transition(
        status, source=S.FORMAL_CHECK, target=S.RETURNED, conditions=[_fewer("returns", 2)], custom={"rule": "PP-06"}
    )
    def send_back(self) -> None:
        """At most two returns."""
        self.returns += 1

    @transition(status, source=[S.FORMAL_CHECK, S.RETURNED], target=S.REJECTED, custom={"rule": "PP-08, PP-09"})
    def reject(self) -> None:
        """By silence, or on a stop ground."""

    @transition(status, source=[S.REJECTED, S.ARCHIVED], target=S.FORMAL_CHECK, custom={"rule": "PP-10, PP-38"})
    def restore(self) -> None:
        """The appeal against the refusal was satisfied: the check is made anew."""

    @transition(status, source=S.ADMITTED, target=S.NEGOTIATING, custom={"rule": "PP-11"})
    def open_negotiations(self) -> None: ...

    @transition(status, source=S.NEGOTIATING, target=S.AGREED, custom={"rule": "PP-13"})
    def agree(self) -> None:
        """The agreement on contributions is in force."""

    @transition(status, source=S.NEGOTIATING, target=S.NEGOTIATION_FAILED, custom={"rule": "PP-14"})
    def fail_negotiations(self) -> None:
        """The case was closed without an agreement."""

    @transition(
        status,
        source=S.NEGOTIATION_FAILED,
        target=S.NEGOTIATING,
        conditions=[_fewer("resumptions", 1)],
        custom={"rule": "PP-15"},
    )
    def resume_negotiations(self) -> None:
        """Once, on new conditions."""
        self.resumptions += 1

    @transition(status, source=S.NEGOTIATION_FAILED, target=S.ARCHIVED, custom={"rule": "PP-16"})
    def archive_unagreed(self) -> None:
        """Nobody has resumed the negotiations in time."""

    @transition(status, source=[S.ADMITTED, S.AGREED], target=S.UNDER_EXPERTISE, custom={"rule": "PP-12, PP-17"})
    def order_expertise(self) -> None: ...

    @transition(
        status, source=S.REWORK, target=S.UNDER_EXPERTISE, conditions=[_fewer("reworks", 1)], custom={"rule": "PP-21"}
    )
    def resubmit_to_expertise(self) -> None:
        """Once."""
        self.reworks += 1

    @transition(status, source=S.UNDER_EXPERTISE, target=S.RECOMMENDED, custom={"rule": "PP-18"})
    def recommend(self) -> None: ...

    @transition(
        status, source=S.UNDER_EXPERTISE, target=S.REWORK, conditions=[_fewer("reworks", 1)], custom={"rule": "PP-19"}
    )
    def ask_rework(self) -> None: ...

    @transition(status, source=[S.UNDER_EXPERTISE, S.REWORK], target=S.NOT_RECOMMENDED, custom={"rule": "PP-20, PP-22"})
    def not_recommend(self) -> None: ...

    @transition(
        status,
        source=[S.REWORK, S.RECOMMENDED, S.NOT_RECOMMENDED, S.ON_COMMITTEE],
        target=S.UNDER_EXPERTISE,
        custom={"rule": "PP-36"},
    )
    def return_to_expertise(self) -> None:
        """The conclusion is void, or corrected: its proposal waits for what comes of it."""

    @transition(status, source=S.RECOMMENDED, target=S.ON_COMMITTEE, custom={"rule": "PP-23"})
    def include(self) -> None: ...

    @transition(status, source=S.NOT_RECOMMENDED, target=S.ON_COMMITTEE, custom={"rule": "PP-24"})
    def overrule(self) -> None:
        """The initiative of a third of the members."""

    @transition(status, source=S.NOT_RECOMMENDED, target=S.ARCHIVED, custom={"rule": "PP-25"})
    def archive(self) -> None: ...

    @transition(status, source=S.ON_COMMITTEE, target=S.SUPPORTED, custom={"rule": "PP-26"})
    def support(self) -> None: ...

    @transition(status, source=S.ON_COMMITTEE, target=S.DECLINED, custom={"rule": "PP-27"})
    def decline(self) -> None: ...

    @transition(status, source=[S.DECLINED, S.SUPPORTED], target=S.ON_COMMITTEE, custom={"rule": "PP-37"})
    def return_to_committee(self) -> None:
        """The decision of the committee was set aside by an appeal: the committee is asked again."""

    @transition(status, source=S.ON_COMMITTEE, target=S.DEFERRED, custom={"rule": "PP-28"})
    def defer(self) -> None: ...

    @transition(status, source=S.DEFERRED, target=S.ON_COMMITTEE, custom={"rule": "PP-29"})
    def return_to_agenda(self) -> None: ...

    @transition(status, source=BEFORE_SUPPORT, target=S.WITHDRAWN, custom={"rule": "PP-33"})
    def withdraw(self) -> None:
        """Any time before support, not while a vote is on."""

    @transition(status, source=S.SUPPORTED, target=S.IMPLEMENTING, custom={"rule": "PP-30"})
    def implement(self) -> None:
        """The first contribution is confirmed, or the first stage accepted where nobody had to contribute."""

    @transition(status, source=S.IMPLEMENTING, target=S.COMPLETED, custom={"rule": "PP-31"})
    def complete(self) -> None:
        """The last report is accepted, the contributions are closed, the act is signed."""

    @transition(status, source=S.IMPLEMENTING, target=S.TERMINATED, custom={"rule": "PP-32"})
    def terminate(self) -> None:
        """By a decision of the committee."""

    @transition(status, source=S.SUPPORTED, target=S.TERMINATED, custom={"rule": "PP-35"})
    def give_up(self) -> None:
        """Not begun in time, or given up by the applicant."""

    @transition(status, source=ENDED, target=S.ARCHIVED, custom={"rule": "PP-34"})
    def file_away(self, ended_as: str, inventory: Any) -> None:
        """Ninety days after its end, with the inventory of its papers."""
        self.ended_as, self.inventory = ended_as, inventory
