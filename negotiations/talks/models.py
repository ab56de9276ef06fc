"""A negotiation case (регламент 3.1.2): where it stands in law, its term, who may see what of it."""

from datetime import date
from typing import Any

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django_fsm import RETURN_VALUE, FSMField, transition

from casework import workdays
from casework.guard import changes_with_status, guard_status
from negotiations.parties.models import NegotiationParty
from negotiations.platforms.models import NegotiationPlatform
from negotiations.proposals.models import Proposal
from negotiations.talks.finding import NegotiationQuerySet, _fewer
from programme.access import keys_of
from programme.models import Regulation


def _is_gathered(case: "Negotiation") -> bool:
    """Enough parties of enough sectors have accepted."""
    return not case.lacks()


@guard_status
class Negotiation(models.Model):
    """Negotiations about the contributions to one proposal."""

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

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="negotiations", verbose_name="предложение")
    platform = models.ForeignKey(
        NegotiationPlatform, models.PROTECT, related_name="negotiations", verbose_name="площадка"
    )
    year = models.PositiveSmallIntegerField("год")
    n = models.PositiveIntegerField("номер в году")
    status = FSMField("состояние", default=Status.INITIATED, choices=Status.choices, protected=True)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кем открыто"
    )
    opened_at = models.DateTimeField("открыто", auto_now_add=True)
    candidate = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="назначен модератором"
    )
    moderator = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="модератор"
    )
    declared_at = models.DateTimeField("модератор заявил об отсутствии связей", null=True)
    ends_on = models.DateField("срок переговоров")
    extensions = models.PositiveSmallIntegerField("продлений", default=0)
    conciliations = models.PositiveSmallIntegerField("согласительных раундов", default=0)
    suspended_from = models.CharField("приостановлено в состоянии", max_length=20, choices=Status.choices, blank=True)
    suspended_until = models.DateField("приостановлено до", null=True)
    end_ground = models.TextField("почему закрыто", blank=True)
    ended_at = models.DateTimeField("переговоры окончены", null=True)
    order = models.ForeignKey(
        "documents.Document", models.PROTECT, null=True, related_name="+", verbose_name="распоряжение об открытии"
    )
    conclusion = models.ForeignKey(
        "documents.Document", models.PROTECT, null=True, related_name="+", verbose_name="заключение модератора"
    )

    objects = NegotiationQuerySet.as_manager()

    class Meta:
        verbose_name = "переговорное дело"
        verbose_name_plural = "переговорные дела"
        indexes = [
            models.Index(fields=["status"], name="negotiation_status"),
            models.Index(fields=["moderator"], name="negotiation_moderator"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["year", "n"], name="negotiation_number_once"),
            models.UniqueConstraint(
                fields=["proposal"],
                condition=~Q(status__in=["in_force", "fulfilled", "terminated", "failed", "cancelled"]),
                name="one_running_negotiation_a_proposal",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["initiated", "cancelled"]) | Q(moderator__isnull=False, declared_at__isnull=False),
                name="negotiation_has_a_moderator",
            ),
            models.CheckConstraint(condition=Q(extensions__lte=1), name="negotiation_extended_once"),
            models.CheckConstraint(condition=Q(conciliations__lte=2), name="at_most_two_conciliations"),
            models.CheckConstraint(
                condition=~Q(status="suspended") | (~Q(suspended_from="") & Q(suspended_until__isnull=False)),
                name="suspended_negotiation_goes_on",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["failed", "cancelled"]) | ~Q(end_ground=""), name="failed_negotiation_has_a_ground"
            ),
        ]  # fmt: skip
        triggers = [
            pgtrigger.Protect(name="negotiation_is_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="negotiation_origin_is_final", fields=["proposal", "platform", "year", "n", "opened_by", "opened_at"]),
            pgtrigger.Protect(
                name="talks_end_later_by_extension_or_after_a_pause",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "ROW(OLD.ends_on, OLD.extensions) IS DISTINCT FROM ROW(NEW.ends_on, NEW.extensions) "
                    "AND NOT (NEW.extensions = OLD.extensions + 1 AND NEW.ends_on > OLD.ends_on) "
                    "AND NOT (NEW.extensions = OLD.extensions AND OLD.status = 'suspended' AND NEW.status <> 'suspended')"
                ),
            ),
            changes_with_status("talks_end_and_pause_with_their_moves", ["suspended_until", "end_ground", "ended_at"]),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"Переговорное дело № {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("negotiation", args=[self.pk])

    @property
    def number(self) -> str:
        """The number of the case; its rounds are П-{number}/1, П-{number}/2."""
        return f"{self.year}-{self.n:04d}"

    @property
    def is_over(self) -> bool:
        """Have the negotiations ended, one way or another?"""
        return self.status in self.ENDED

    @property
    def moderator_key(self) -> str:
        """Who leads the case."""
        return f"person:{self.moderator_id}" if self.moderator_id else ""

    def rule(self, name: str) -> Any:
        """A number of the regulation the case runs by."""
        process = getattr(self, "process", None)
        regulation = process.regulation if process else Regulation.in_force()
        return regulation.value(f"negotiation.{name}")

    def sides(self) -> models.QuerySet[NegotiationParty]:
        """The parties that have accepted, by sector."""
        accepted = self.parties.filter(status=NegotiationParty.Status.ACCEPTED)
        return accepted.select_related("organization", "representative").order_by("sector", "pk")

    def essential(self) -> models.QuerySet[NegotiationParty]:
        """The parties without whom nothing is decided."""
        return self.sides().filter(is_essential=True)

    @property
    def round(self) -> Any:
        """The round that has been called or is open; nothing between rounds."""
        return self.rounds.filter(closed_at=None, called_off_at=None).first()

    @property
    def open_round(self) -> Any:
        """The round at which the parties sit now."""
        return self.rounds.filter(opened_at__isnull=False, closed_at=None, called_off_at=None).first()

    def party_of(self, person: Any) -> NegotiationParty | None:
        """The accepted party for which the person works."""
        own = [int(key.split(":")[1]) for key in keys_of(person) if key.startswith("member:")]
        return self.sides().filter(organization__in=own).first()

    def lacks(self) -> list[str]:
        """What is missing to confirm the composition, in words (Russian)."""
        sectors = list(self.sides().values_list("sector", flat=True))
        lacking = []
        if len(sectors) < self.rule("parties_min"):
            lacking.append(f"сторон, принявших приглашение: {len(sectors)}, нужно не менее {self.rule('parties_min')}")
        if len(set(sectors)) < self.rule("sectors_min"):
            lacking.append(f"секторов: {len(set(sectors))}, нужно не менее {self.rule('sectors_min')}")
        return lacking

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

    @classmethod
    def last_day(cls, regulation: Regulation) -> date:
        """When negotiations that open today must have ended."""
        return workdays.local_date(workdays.due(regulation.term("negotiation.total")))
