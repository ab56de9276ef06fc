"""Decisions of a body (регламент 3.5.3): what was resolved, on paper, in force; and opinions of those who disagree."""

from typing import Any, Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django_fsm import FSMField, transition

from casework.cases import Case
from casework.guard import changes_with_status, guard_status, no_truncate
from casework.workdays import Term
from committee.agenda.lines import INSERT_ONLY, AgendaLine
from committee.agenda.models import AgendaItem
from committee.bodies.models import BodyMember
from programme.access import keys_of


class DecisionQuerySet(models.QuerySet["Decision"]):
    """Reading decisions."""

    def visible_to(self, user: Any) -> Self:
        """Everybody sees published decisions; those concerned once they are in force; the body and its office all of their own."""
        public = Q(published_at__isnull=False)
        concerned = Q(in_force_at__isnull=False, item__concerned__overlap=keys_of(user))
        return self.filter(public | concerned | Q(item__in=AgendaItem.objects.inside_of(user)))


def _needs_act(decision: Any) -> bool:
    return decision.needs_act


def _needs_no_act(decision: Any) -> bool:
    return not decision.needs_act


@guard_status
class Decision(models.Model):
    """What the body has resolved on an item. Appeals and amendments (DC-09…DC-12) belong to other stories yet to come."""

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
    attempts = models.PositiveSmallIntegerField("сколько раз оформлялось", default=0)
    adopted_at = models.DateTimeField("принято", null=True)
    in_force_at = models.DateTimeField("в силе с", null=True)
    published_at = models.DateTimeField("опубликовано", null=True)
    act = models.CharField("реквизиты акта Главы города", max_length=300, blank=True)
    revoked_ground = models.TextField("почему отменено", blank=True)

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
            models.CheckConstraint(condition=~Q(status__in=["in_force", "published"]) | Q(in_force_at__isnull=False), name="decision_in_force_since"),
            models.CheckConstraint(condition=~Q(status="revoked") | ~Q(revoked_ground=""), name="revoked_decision_has_a_ground"),
        ]  # fmt: skip
        triggers = [
            pgtrigger.Protect(name="decision_is_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="decision_is_of_one_item", fields=["item", "line"]),
            pgtrigger.Protect(
                name="signed_decision_is_final",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "OLD.status NOT IN ('draft', 'adopted', 'signing') AND "
                    "(OLD.preamble, OLD.points, OLD.document_id) IS DISTINCT FROM (NEW.preamble, NEW.points, NEW.document_id)"
                ),
            ),
            changes_with_status("dates_of_a_decision_are_of_its_moves", ["adopted_at", "in_force_at", "published_at"]),
        ]

    def __str__(self) -> str:
        return f"Решение № {self.document.number}" if self.document else f"Решение «{self.item.outcome_title}»"

    def get_absolute_url(self) -> str:
        return self.line.meeting.get_absolute_url()

    @property
    def needs_act(self) -> bool:
        """Does such a resolution come into force only by an act of the Head of the city (setting REQUIRES_HEAD_ACT)?"""
        return self.item.verdict in settings.REQUIRES_HEAD_ACT

    @property
    def is_in_force(self) -> bool:
        """Does it bind?"""
        return self.status in (self.Status.IN_FORCE, self.Status.PUBLISHED)

    @transition(status, source=Status.DRAFT, target=Status.ADOPTED)
    def adopt(self, at: Any) -> None:
        """DC-01: by the vote."""
        self.adopted_at = at

    @transition(status, source=Status.ADOPTED, target=Status.SIGNING)
    def draw_up(self, document: Any, preamble: str, points: list[str]) -> None:
        """DC-02: it has its number and goes to the presiding person and the secretary."""
        self.document, self.preamble, self.points = document, preamble, points
        self.attempts += 1

    @transition(status, source=Status.SIGNING, target=Status.ADOPTED)
    def draw_up_again(self) -> None:
        """A signatory has refused: the number stays void, the paper is made anew."""

    @transition(status, source=Status.SIGNING, target=Status.SIGNED)
    def sign(self) -> None:
        """DC-03: both signatures are there."""

    @transition(status, source=Status.SIGNED, target=Status.PENDING_ACT, conditions=[_needs_act])
    def await_act(self) -> None:
        """DC-04: the Head of the city must issue an act."""

    @transition(status, source=Status.SIGNED, target=Status.IN_FORCE, conditions=[_needs_no_act])
    def enter_into_force(self, at: Any) -> None:
        """DC-05."""
        self.in_force_at = at

    @transition(status, source=Status.PENDING_ACT, target=Status.IN_FORCE)
    def enter_act(self, act: str, at: Any) -> None:
        """DC-06: the act is there."""
        self.act, self.in_force_at = act, at

    @transition(status, source=Status.PENDING_ACT, target=Status.REVOKED)
    def revoke(self, revoked_ground: str) -> None:
        """DC-07: there will be no act."""
        self.revoked_ground = revoked_ground

    @transition(status, source=Status.IN_FORCE, target=Status.PUBLISHED)
    def publish(self, at: Any) -> None:
        """DC-08."""
        self.published_at = at


class DissentingOpinion(models.Model):
    """A member's own opinion on an item, put on record within two working days and attached to the minutes."""

    line = models.ForeignKey(AgendaLine, models.PROTECT, related_name="opinions", verbose_name="строка повестки")
    member = models.ForeignKey(BodyMember, models.PROTECT, related_name="+", verbose_name="член")
    text = models.TextField("особое мнение")
    at = models.DateTimeField("когда")

    class Meta:
        verbose_name = "особое мнение"
        verbose_name_plural = "особые мнения"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["line", "member"], name="one_opinion_a_member")]
        triggers = [
            pgtrigger.Protect(name="opinion_is_insert_only", operation=INSERT_ONLY),
            no_truncate("opinion_is_never_emptied"),
        ]

    def __str__(self) -> str:
        return f"{self.member.person}: {self.text[:60]}"


class DecisionCase(Case):
    """The case that puts a decision on paper, into force and before the public."""

    subject_field = "decision"

    decision = models.OneToOneField(Decision, models.PROTECT, related_name="case", verbose_name="решение")

    class Meta:
        verbose_name = "оформление решения"
        verbose_name_plural = "оформление решений"

    @property
    def case_title(self) -> str:
        """How the inbox names the case."""
        return f"Решение: {self.decision.item.outcome_title}"

    def term(self, name: str) -> Term:
        """A term of the regulation the sitting has pinned."""
        return self.decision.line.meeting.regulation.term(name)
