"""Where a negotiation stands in law: its statuses and the lawful moves between them (регламент 3.1.2)."""

from collections.abc import Callable
from typing import Any

from django.db import models
from django_fsm import RETURN_VALUE, FSMField, transition


def _fewer(counter: str, rule: str) -> Callable[[Any], bool]:
    """A condition of a transition: it has happened fewer times than the regulation allows."""
    return lambda negotiation: getattr(negotiation, counter) < negotiation.rule(rule)


def _is_gathered(negotiation: Any) -> bool:
    """Enough parties of enough sectors have accepted."""
    return not negotiation.lacks()


class NegotiationStatus(models.Model):
    """The status of a negotiation, what its transitions write, and the transitions."""

    class Status(models.TextChoices):
        INITIATED = "initiated", "Инициировано"
        INVITING = "inviting", "Приглашение сторон"
        PARTIES_CONFIRMED = "parties_confirmed", "Стороны определены"
        POSITIONS = "positions", "Подготовка позиций"
        SCHEDULED = "scheduled", "Раунд назначен"
        SESSION_OPEN = "session_open", "Раунд идёт"
        BETWEEN_SESSIONS = "between_sessions", "Между раундами"
        DRAFTING = "drafting", "Подготовка соглашения"
        COORDINATION = "coordination", "Согласование текста"
        DISAGREEMENT = "disagreement", "Разногласия"
        SIGNING = "signing", "Подписание"
        IN_FORCE = "in_force", "Соглашение действует"
        FULFILLED = "fulfilled", "Исполнено"
        TERMINATED = "terminated", "Расторгнуто"
        FAILED = "failed", "Закрыто без соглашения"
        CANCELLED = "cancelled", "Отменено"
        SUSPENDED = "suspended", "Приостановлено"

    S = Status
    ENDED = (S.IN_FORCE, S.FULFILLED, S.TERMINATED, S.FAILED, S.CANCELLED)
    MAY_PAUSE = (S.POSITIONS, S.SCHEDULED, S.SESSION_OPEN, S.BETWEEN_SESSIONS, S.DRAFTING, S.COORDINATION)
    AT_THE_TABLE = (S.POSITIONS, S.SCHEDULED, S.SESSION_OPEN, S.BETWEEN_SESSIONS)  # contributions are talked about
    BEFORE_SIGNING = (*AT_THE_TABLE, S.COORDINATION, S.DISAGREEMENT)  # a contribution may be withdrawn
    WITH_TEXT = (S.DRAFTING, S.COORDINATION, S.DISAGREEMENT, S.SIGNING)  # an agreement is being written or signed

    status = FSMField("состояние", default=Status.INITIATED, choices=Status.choices, protected=True)
    conciliations = models.PositiveSmallIntegerField("согласительных раундов", default=0)
    suspended_from = models.CharField("приостановлено в состоянии", max_length=20, choices=Status.choices, blank=True)
    suspended_until = models.DateField("приостановлено до", null=True)

    class Meta:
        abstract = True

    @transition(status, source=S.INITIATED, target=S.INVITING)
    def accept_moderator(self) -> None:
        """NG-02: the moderator has declared no ties and leads the case."""

    @transition(status, source=S.INVITING, target=S.INVITING)
    def invite(self) -> None:
        """NG-03, NG-04: parties are asked and answer while the case stands here."""

    @transition(status, source=S.INVITING, target=S.PARTIES_CONFIRMED, conditions=[_is_gathered])  # type: ignore[list-item]
    def confirm_parties(self) -> None:
        """NG-05: not fewer than two parties of not fewer than two sectors."""

    @transition(status, source=S.INVITING, target=S.FAILED)
    def fail_to_gather(self) -> None:
        """NG-06: the parties have not come together in time."""

    @transition(status, source=S.PARTIES_CONFIRMED, target=S.POSITIONS)
    def ask_positions(self) -> None:
        """NG-07, and NG-08 while the case stands there."""

    @transition(status, source=S.POSITIONS, target=S.POSITIONS)
    def take_position(self) -> None:
        """NG-08: a party has said what it wants."""

    @transition(status, source=[S.POSITIONS, S.BETWEEN_SESSIONS], target=S.SCHEDULED)
    def schedule(self) -> None:
        """NG-09."""

    @transition(status, source=S.SCHEDULED, target=S.SCHEDULED)
    def postpone(self) -> None:
        """NG-10."""

    @transition(status, source=S.SCHEDULED, target=S.SESSION_OPEN)
    def open_session(self) -> None:
        """NG-11: all essential parties are there."""

    @transition(status, source=S.SESSION_OPEN, target=S.SESSION_OPEN)
    def take_up_contribution(self) -> None:
        """NG-12: a contribution is accepted, changed or declined at the table."""

    @transition(status, source=S.SESSION_OPEN, target=S.BETWEEN_SESSIONS)
    def close_session(self) -> None:
        """NG-13."""

    @transition(status, source=S.BETWEEN_SESSIONS, target=S.BETWEEN_SESSIONS)
    def take_remark(self) -> None:
        """NG-14: a party remarks on the minutes."""

    @transition(status, source=S.BETWEEN_SESSIONS, target=S.DRAFTING)
    def start_drafting(self) -> None:
        """NG-15: the package of contributions is closed."""

    @transition(status, source=S.DRAFTING, target=S.COORDINATION)
    def send_draft(self) -> None:
        """NG-16, then NG-17 while the case stands there."""

    @transition(status, source=S.COORDINATION, target=S.COORDINATION)
    def take_visa(self) -> None:
        """NG-17: a party agrees with the text."""

    @transition(status, source=S.COORDINATION, target=S.DISAGREEMENT)
    def disagree(self) -> None:
        """NG-18, and NG-17 where a party has kept silent."""

    @transition(
        status,
        source=S.DISAGREEMENT,
        target=S.SCHEDULED,
        conditions=[_fewer("conciliations", "conciliation_rounds_max")],
    )
    def reconcile(self) -> None:
        """NG-19: a round to reconcile, at most two."""
        self.conciliations += 1

    @transition(status, source=S.DISAGREEMENT, target=S.COORDINATION)
    def settle_disagreement(self) -> None:
        """NG-20."""

    @transition(status, source=S.COORDINATION, target=S.SIGNING)
    def send_for_signing(self) -> None:
        """NG-21."""

    @transition(status, source=S.SIGNING, target=S.IN_FORCE)
    def enter_into_force(self) -> None:
        """NG-22: the last essential signature."""

    @transition(status, source=S.SIGNING, target=S.COORDINATION)
    def refuse_signing(self) -> None:
        """NG-23."""

    @transition(
        status,
        source=[
            S.POSITIONS,
            S.SCHEDULED,
            S.SESSION_OPEN,
            S.BETWEEN_SESSIONS,
            S.DRAFTING,
            S.COORDINATION,
            S.DISAGREEMENT,
            S.SIGNING,
        ],
        target=S.FAILED,
    )
    def fail(self) -> None:
        """NG-24: the term has passed or an essential party says no; NG-25: it has not come twice in a row."""

    @transition(status, source=MAY_PAUSE, target=S.SUSPENDED)
    def suspend(self) -> None:
        """NG-26: the parties agree, or there is a complaint about the procedure."""
        self.suspended_from = self.status

    @transition(status, source=S.SUSPENDED, target=RETURN_VALUE(*MAY_PAUSE))
    def resume(self) -> str:
        """NG-27: back to where it stood."""
        back, self.suspended_from, self.suspended_until = self.suspended_from, "", None
        return back

    @transition(status, source=S.IN_FORCE, target=S.IN_FORCE)
    def amend(self) -> None:
        """NG-28: an additional agreement is in force."""

    @transition(status, source=S.IN_FORCE, target=S.FULFILLED)
    def fulfil(self) -> None:
        """NG-29."""

    @transition(status, source=S.IN_FORCE, target=S.TERMINATED)
    def terminate(self) -> None:
        """NG-30."""

    @transition(status, source=[S.INITIATED, S.INVITING], target=S.CANCELLED)
    def cancel(self) -> None:
        """NG-31: the initiator takes the request back."""
