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

    @transition(status, source=S.INITIATED, target=S.INVITING, custom={"rule": "NG-02"})
    def accept_moderator(self) -> None:
        """The moderator has declared no ties and leads the negotiation."""

    @transition(status, source=S.INVITING, target=S.INVITING, custom={"rule": "NG-03, NG-04"})
    def invite(self) -> None:
        """Parties are asked and answer while it stands here."""

    @transition(
        status, source=S.INVITING, target=S.PARTIES_CONFIRMED, conditions=[_is_gathered], custom={"rule": "NG-05"}
    )  # type: ignore[list-item]
    def confirm_parties(self) -> None:
        """Not fewer than two parties of not fewer than two sectors."""

    @transition(status, source=S.INVITING, target=S.FAILED, custom={"rule": "NG-06"})
    def fail_to_gather(self) -> None:
        """The parties have not come together in time."""

    @transition(status, source=S.PARTIES_CONFIRMED, target=S.POSITIONS, custom={"rule": "NG-07, NG-08"})
    def ask_positions(self) -> None:
        """The parties are asked for their positions and state them while it stands here."""

    @transition(status, source=S.POSITIONS, target=S.POSITIONS, custom={"rule": "NG-08"})
    def take_position(self) -> None:
        """A party has said what it wants."""

    @transition(status, source=[S.POSITIONS, S.BETWEEN_SESSIONS], target=S.SCHEDULED, custom={"rule": "NG-09"})
    def schedule(self) -> None: ...

    @transition(status, source=S.SCHEDULED, target=S.SCHEDULED, custom={"rule": "NG-10"})
    def postpone(self) -> None: ...

    @transition(status, source=S.SCHEDULED, target=S.SESSION_OPEN, custom={"rule": "NG-11"})
    def open_session(self) -> None:
        """All essential parties are there."""

    @transition(status, source=S.SESSION_OPEN, target=S.SESSION_OPEN, custom={"rule": "NG-12"})
    def take_up_contribution(self) -> None:
        """A contribution is accepted, changed or declined at the table."""

    @transition(status, source=S.SESSION_OPEN, target=S.BETWEEN_SESSIONS, custom={"rule": "NG-13"})
    def close_session(self) -> None: ...

    @transition(status, source=S.BETWEEN_SESSIONS, target=S.BETWEEN_SESSIONS, custom={"rule": "NG-14"})
    def take_remark(self) -> None:
        """A party remarks on the minutes."""

    @transition(status, source=S.BETWEEN_SESSIONS, target=S.DRAFTING, custom={"rule": "NG-15"})
    def start_drafting(self) -> None:
        """The package of contributions is closed."""

    @transition(status, source=S.DRAFTING, target=S.COORDINATION, custom={"rule": "NG-16, NG-17"})
    def send_draft(self) -> None:
        """The text goes to the parties, who answer while it stands here."""

    @transition(status, source=S.COORDINATION, target=S.COORDINATION, custom={"rule": "NG-17"})
    def take_visa(self) -> None:
        """A party agrees with the text."""

    @transition(status, source=S.COORDINATION, target=S.DISAGREEMENT, custom={"rule": "NG-18, NG-17"})
    def disagree(self) -> None:
        """An essential party has other words for the text, or has kept silent."""

    @transition(
        status,
        source=S.DISAGREEMENT,
        target=S.SCHEDULED,
        conditions=[_fewer("conciliations", "conciliation_rounds_max")],
        custom={"rule": "NG-19"},
    )
    def reconcile(self) -> None:
        """A round to reconcile, at most two."""
        self.conciliations += 1

    @transition(status, source=S.DISAGREEMENT, target=S.COORDINATION, custom={"rule": "NG-20"})
    def settle_disagreement(self) -> None: ...

    @transition(status, source=S.COORDINATION, target=S.SIGNING, custom={"rule": "NG-21"})
    def send_for_signing(self) -> None: ...

    @transition(status, source=S.SIGNING, target=S.IN_FORCE, custom={"rule": "NG-22"})
    def enter_into_force(self) -> None:
        """The last essential signature."""

    @transition(status, source=S.SIGNING, target=S.COORDINATION, custom={"rule": "NG-23"})
    def refuse_signing(self) -> None: ...

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
        custom={"rule": "NG-24, NG-25"},
    )
    def fail(self) -> None:
        """The term has passed, an essential party says no, or it has not come twice in a row."""

    @transition(status, source=MAY_PAUSE, target=S.SUSPENDED, custom={"rule": "NG-26"})
    def suspend(self) -> None:
        """The parties agree, or there is a complaint about the procedure."""
        self.suspended_from = self.status

    @transition(status, source=S.SUSPENDED, target=RETURN_VALUE(*MAY_PAUSE), custom={"rule": "NG-27"})
    def resume(self) -> str:
        """Back to where it stood."""
        back, self.suspended_from, self.suspended_until = self.suspended_from, "", None
        return back

    @transition(status, source=S.IN_FORCE, target=S.IN_FORCE, custom={"rule": "NG-28"})
    def amend(self) -> None:
        """An additional agreement is in force."""

    @transition(status, source=S.IN_FORCE, target=S.FULFILLED, custom={"rule": "NG-29"})
    def fulfil(self) -> None: ...

    @transition(status, source=S.IN_FORCE, target=S.TERMINATED, custom={"rule": "NG-30"})
    def terminate(self) -> None: ...

    @transition(status, source=[S.INITIATED, S.INVITING], target=S.CANCELLED, custom={"rule": "NG-31"})
    def cancel(self) -> None:
        """The initiator takes the request back."""
