"""Decisions of a body (регламент 3.5.3): what was resolved, on paper, in force."""

from datetime import datetime
from typing import Any, Self

import pgtrigger
from django.db import models
from django.db.models import Q
from django_fsm import FSMField, transition

from casework import installation
from casework.guard import changes_with_status, guard_status, written_once
from committee.agenda.lines import AgendaLine
from committee.agenda.models import AgendaItem
from documents.models import Document
from programme.access import Visitor


class DecisionQuerySet(models.QuerySet["Decision"]):
    """Reading decisions."""

    def visible_to(self, user: Visitor) -> Self:
        """Everybody sees published decisions; the body and its office all of their own."""
        public = Q(published_at__isnull=False)
        return self.filter(public | Q(item__in=AgendaItem.objects.inside_of(user)))


# DC-11, but neither an act that was not issued nor an appeal.
CHANGED_BY_ANOTHER = (
    "NEW.changed_by_id IS DISTINCT FROM OLD.changed_by_id OR NEW.status IN ('amended', 'revoked') "
    "AND OLD.status IN ('in_force', 'published', 'amended') AND OLD.status <> NEW.status"
)


def _needs_act(decision: Any) -> bool:
    return decision.needs_act


def _needs_no_act(decision: Any) -> bool:
    return not decision.needs_act


@guard_status
class Decision(models.Model):
    """What the body has resolved on an item."""

    class Status(models.TextChoices):
        DRAFT = "draft", "Проект"
        ADOPTED = "adopted", "Принято голосованием"
        SIGNING = "signing", "На подписи"
        SIGNED = "signed", "Подписано"
        PENDING_ACT = "pending_act", "Ожидает акта"
        IN_FORCE = "in_force", "В силе"
        PUBLISHED = "published", "Опубликовано"
        APPEALED = "appealed", "Обжалуется"
        AMENDED = "amended", "Изменено"
        REVOKED = "revoked", "Отменено"
        EXECUTED = "executed", "Исполнено"

    item = models.OneToOneField(AgendaItem, models.PROTECT, related_name="decision", verbose_name="вопрос")
    line = models.OneToOneField(AgendaLine, models.PROTECT, related_name="decision", verbose_name="строка повестки")
    status = FSMField("состояние", default=Status.DRAFT, choices=Status.choices, protected=True)
    preamble = models.TextField("установочная часть", blank=True)
    points = models.JSONField("пункты", default=list)
    document = models.ForeignKey(
        "documents.Document", models.PROTECT, null=True, related_name="+", verbose_name="документ"
    )
    execution = models.ForeignKey(
        "documents.Document", models.PROTECT, null=True, related_name="+", verbose_name="справка об исполнении"
    )
    attempts = models.PositiveSmallIntegerField("сколько раз оформлялось", default=0)
    adopted_at = models.DateTimeField("принято", null=True)
    in_force_at = models.DateTimeField("в силе с", null=True)
    published_at = models.DateTimeField("опубликовано", null=True)
    needs_act = models.BooleanField("вступает в силу только актом Главы города", default=False)
    act_request = models.ForeignKey(
        "documents.Document", models.PROTECT, null=True, related_name="+", verbose_name="письмо Главе города"
    )
    act = models.CharField("реквизиты акта Главы города", max_length=300, blank=True)
    revoked_ground = models.TextField("почему отменено", blank=True)
    changed_by = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="+", verbose_name="каким решением изменено или отменено"
    )

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = "решение"
        verbose_name_plural = "решения"
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["-published_at"], condition=Q(published_at__isnull=False), name="latest_decisions")
        ]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=["draft", "adopted"]) | Q(document__isnull=False), name="decision_is_on_paper"),
            models.CheckConstraint(
                condition=~Q(status__in=["in_force", "published", "appealed", "amended"]) | Q(in_force_at__isnull=False),
                name="decision_in_force_since",
            ),
            models.CheckConstraint(condition=~Q(status="revoked") | ~Q(revoked_ground=""), name="revoked_decision_has_a_ground"),
            models.CheckConstraint(
                condition=Q(needs_act=False) | Q(in_force_at=None) | ~Q(act=""), name="decision_in_force_by_the_act_it_needs"
            ),
        ]  # fmt: skip
        triggers = [
            pgtrigger.Protect(name="decision_is_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="decision_is_of_one_item", fields=["item", "line"]),
            pgtrigger.Protect(
                name="signed_decision_is_final",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "OLD.status NOT IN ('draft', 'adopted', 'signing') AND "
                    "(OLD.preamble, OLD.points, OLD.document_id, OLD.needs_act) "
                    "IS DISTINCT FROM (NEW.preamble, NEW.points, NEW.document_id, NEW.needs_act)"
                ),
            ),
            changes_with_status(
                "dates_of_a_decision_are_of_its_moves",
                ["adopted_at", "in_force_at", "published_at", "execution", "act"],
            ),
            written_once("head_of_the_city_is_asked_once", ["act_request"]),
            pgtrigger.Trigger(
                name="in_force_by_the_act_that_was_entered",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__status="pending_act", new__status="in_force"),
                func="""IF NOT EXISTS (SELECT 1 FROM committee_issuedact WHERE decision_id = NEW.id) THEN
                            RAISE EXCEPTION 'pgtrigger: the act of the Head of the city has not been entered';
                        END IF;
                        RETURN NEW;""",
            ),
            pgtrigger.Trigger(
                name="changed_by_two_thirds_in_a_new_decision",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(CHANGED_BY_ANOTHER),
                func="""IF NOT EXISTS (SELECT 1 FROM committee_decision d JOIN committee_revision r ON r.item_id = d.item_id
                            JOIN committee_ballot b ON b.line_id = d.line_id AND b.resolution = r.kind
                            WHERE d.id = NEW.changed_by_id AND r.decision_id = NEW.id AND d.published_at IS NOT NULL
                              AND b.outcome = 'carried' AND b.majority = 'qualified') THEN
                            RAISE EXCEPTION 'pgtrigger: a decision is changed by a new one, by two thirds';
                        END IF;
                        RETURN NEW;""",
            ),
        ]

    def __str__(self) -> str:
        return f"Решение № {self.document.number}" if self.document else f"Решение «{self.item.outcome_title}»"

    def get_absolute_url(self) -> str:
        return self.line.meeting.get_absolute_url()

    @property
    def is_bound_to_an_act(self) -> bool:
        """Does the city bind such resolutions to an act of its Head now («Настройки города»), or the story this very one?

        The same is asked of what amends or revokes a decision that needed an act. A decision keeps the answer when it is drawn up.
        """
        needed = Decision.objects.filter(revisions__item=self.item_id, needs_act=True)
        bound = {row["code"] for row in self.item.resolutions if row.get("needs_act")}
        return self.item.verdict in {*installation.current().head_acts, *bound} or needed.exists()

    @property
    def is_in_force(self) -> bool:
        """Does it bind?"""
        S = self.Status
        return self.status in (S.IN_FORCE, S.PUBLISHED, S.APPEALED, S.AMENDED, S.EXECUTED)

    @property
    def is_settled(self) -> bool:
        """Has its paper been signed by both, so that it is in force, waits for an act or for its conditions, or was revoked?"""
        return self.status not in (self.Status.DRAFT, self.Status.ADOPTED, self.Status.SIGNING)

    @property
    def is_released(self) -> bool:
        """Does everybody outside the body know it?"""
        return self.published_at is not None

    @transition(status, source=Status.DRAFT, target=Status.ADOPTED, custom={"rule": "DC-01"})
    def adopt(self, at: datetime) -> None:
        """By the vote."""
        self.adopted_at = at

    @transition(status, source=Status.ADOPTED, target=Status.SIGNING, custom={"rule": "DC-02"})
    def draw_up(self, document: Document, preamble: str, points: list[str], needs_act: bool) -> None:
        """It has its number and goes to the presiding person and the secretary."""
        self.document, self.preamble, self.points, self.needs_act = document, preamble, points, needs_act
        self.attempts += 1

    @transition(status, source=Status.SIGNING, target=Status.ADOPTED)
    def draw_up_again(self) -> None:
        """A signatory has refused: the number stays void, the paper is drawn up again."""

    @transition(status, source=Status.SIGNING, target=Status.SIGNED, custom={"rule": "DC-03"})
    def sign(self) -> None:
        """Both signatures are there."""

    @transition(
        status, source=Status.SIGNED, target=Status.PENDING_ACT, conditions=[_needs_act], custom={"rule": "DC-04"}
    )
    def await_act(self) -> None:
        """The Head of the city must issue an act."""

    @transition(
        status, source=Status.SIGNED, target=Status.IN_FORCE, conditions=[_needs_no_act], custom={"rule": "DC-05"}
    )
    def enter_into_force(self, at: datetime) -> None:
        """It binds without an act of the Head of the city."""
        self.in_force_at = at

    @transition(status, source=Status.PENDING_ACT, target=Status.IN_FORCE, custom={"rule": "DC-06"})
    def enter_act(self, act: str, at: datetime) -> None:
        """The act is there."""
        self.act, self.in_force_at = act, at

    @transition(status, source=Status.PENDING_ACT, target=Status.REVOKED, custom={"rule": "DC-07"})
    def revoke(self, revoked_ground: str) -> None:
        """There will be no act."""
        self.revoked_ground = revoked_ground

    @transition(status, source=Status.IN_FORCE, target=Status.PUBLISHED, custom={"rule": "DC-08"})
    def publish(self, at: datetime) -> None:
        """Everybody may read it."""
        self.published_at = at

    @transition(status, source=[Status.IN_FORCE, Status.PUBLISHED], target=Status.APPEALED, custom={"rule": "DC-09"})
    def contest(self) -> None:
        """An appeal against it has been admitted."""

    @transition(status, source=Status.APPEALED, target=Status.PUBLISHED, custom={"rule": "DC-13"})
    def stand(self) -> None:
        """No appeal has changed it."""

    @transition(status, source=Status.APPEALED, target=Status.REVOKED, custom={"rule": "DC-10"})
    def set_aside(self, revoked_ground: str) -> None:
        """An appeal is satisfied: the body is asked again."""
        self.revoked_ground = revoked_ground

    @transition(status, source=[Status.PUBLISHED, Status.AMENDED], target=Status.AMENDED, custom={"rule": "DC-11"})
    def amend(self, changed_by: "Decision") -> None:
        """A new decision by two thirds words some of its points anew; the others bind on."""
        self.changed_by = changed_by

    @transition(
        status,
        source=[Status.IN_FORCE, Status.PUBLISHED, Status.AMENDED],
        target=Status.REVOKED,
        custom={"rule": "DC-11"},
    )
    def repeal(self, revoked_ground: str, changed_by: "Decision") -> None:
        """A new decision by two thirds revokes it."""
        self.revoked_ground, self.changed_by = revoked_ground, changed_by

    @transition(status, source=Status.SIGNED, target=Status.REVOKED)
    def lose_condition(self, revoked_ground: str) -> None:
        """A condition was not fulfilled: it never comes into force (PP-26 «с условиями»)."""
        self.revoked_ground = revoked_ground

    @transition(
        status,
        source=[Status.IN_FORCE, Status.PUBLISHED, Status.AMENDED],
        target=Status.EXECUTED,
        custom={"rule": "DC-12"},
    )
    def execute(self, execution: Document) -> None:
        """All instructions are over, and at least one is done."""
        self.execution = execution
