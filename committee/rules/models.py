"""A draft of a new version of the rules, of a set of criteria or of a list (регламент 3.0, 3.5): what changes, what the committee said."""

from datetime import date
from typing import Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django_fsm import FSMField, transition

from casework.guard import frozen, guard_status
from committee.agenda.models import AgendaItem
from committee.roles import DRAFT_READERS
from programme.access import Visitor, holds
from programme.lists.kinds import kinds
from programme.models import CriteriaSet, ListVersion, Regulation


def latest_of(code: str) -> Regulation | CriteriaSet | ListVersion:
    """The version adopted last of the rules, of a set or of a list. Raises DoesNotExist."""
    if code == Regulation.MAIN:
        return Regulation.latest()
    return ListVersion.latest(code) if code in kinds() else CriteriaSet.latest(code)


class RulesDraftQuerySet(models.QuerySet["RulesDraft"]):
    """Reading drafts."""

    def visible_to(self, user: Visitor) -> Self:
        """The committee, whoever prepares its sittings, the administrator and the auditor; others read what has been adopted."""
        return self if holds(user, *DRAFT_READERS) else self.none()


@guard_status
class RulesDraft(models.Model):
    """What is to be changed in the rules, in a set of criteria or in a list; `code` is that of the regulation, of the set or of the list.

    `changes`: of the regulation {path: new value}, nothing else; of a set or a list {"rows": all rows in order}. `base_version` is the
    version they change.
    """

    class Status(models.TextChoices):
        DRAFT = "draft", "Готовится"
        PROPOSED = "proposed", "В комитете"
        ADOPTED = "adopted", "Принят"
        DECLINED = "declined", "Отклонён"
        DISCARDED = "discarded", "Снят"

    TONES = {Status.ADOPTED: "ok", Status.DECLINED: "bad", Status.DISCARDED: "bad"}

    code = models.CharField("что меняется", max_length=20)
    base_version = models.PositiveIntegerField("какую версию меняет")
    title = models.CharField("о чём проект", max_length=300)
    changes = models.JSONField("изменения", default=dict, blank=True)
    reasons = models.TextField("зачем", blank=True)
    valid_from = models.DateField("действует с", null=True)
    status = FSMField("состояние", default=Status.DRAFT, choices=Status.choices, protected=True)
    item = models.ForeignKey(AgendaItem, models.PROTECT, null=True, related_name="+", verbose_name="вопрос комитета")
    adopted_version = models.PositiveIntegerField("какой версией принят", null=True)
    remark = models.TextField("чем кончилось", blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто начал")
    created_at = models.DateTimeField("когда начат", auto_now_add=True)

    objects = RulesDraftQuerySet.as_manager()

    class Meta:
        verbose_name = "проект изменения правил"
        verbose_name_plural = "проекты изменения правил"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["code"], condition=Q(status="proposed"), name="one_proposed_change_of_the_same_rules",
                violation_error_message="Другое изменение этих же правил уже в комитете: дождитесь решения по нему или отзовите его.",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["proposed", "adopted", "declined"])
                | Q(item__isnull=False, valid_from__isnull=False) & ~Q(reasons=""),
                name="proposed_change_has_item_day_and_reasons",
            ),
            models.CheckConstraint(
                condition=Q(status="adopted", adopted_version__isnull=False) | ~Q(status="adopted") & Q(adopted_version=None),
                name="adopted_change_has_a_version",
            ),
        ]  # fmt: skip
        triggers = [
            pgtrigger.Protect(name="rules_draft_is_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="rules_draft_is_of_one_kind", fields=["code", "created_by", "created_at"]),
            frozen(
                "what_the_committee_considers_does_not_change",
                ["base_version", "title", "changes", "reasons", "valid_from", "item"],
                when=~pgtrigger.Q(old__status="draft"),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("rules_draft", args=[self.pk])

    @property
    def is_open(self) -> bool:
        """May it still be written?"""
        return self.status == self.Status.DRAFT

    @property
    def is_regulation(self) -> bool:
        """Does it change the regulation, not a set of criteria?"""
        return self.code == Regulation.MAIN

    @property
    def is_list(self) -> bool:
        """Does it change a list of the city?"""
        return self.code in kinds()

    @property
    def base(self) -> Regulation | CriteriaSet | ListVersion:
        """The version it changes."""
        return self._version(self.base_version)

    @property
    def adopted(self) -> Regulation | CriteriaSet | ListVersion | None:
        """The version as which it was adopted."""
        return self._version(self.adopted_version) if self.adopted_version else None

    def _version(self, version: int) -> Regulation | CriteriaSet | ListVersion:
        if self.is_regulation:
            return Regulation.objects.get(code=self.code, version=version)
        if self.is_list:
            return ListVersion.objects.get(code=self.code, version=version)
        return CriteriaSet.objects.prefetch_related("criteria").get(code=self.code, version=version)

    @property
    def latest(self) -> Regulation | CriteriaSet | ListVersion:
        """The version adopted last: what a change must be a change of."""
        return latest_of(self.code)

    @property
    def subject_words(self) -> str:
        """What it changes, in words that go after «об изменении»."""
        if self.is_regulation:
            return "правил программы"
        return kinds()[self.code].genitive if self.is_list else f"набора критериев {self.code}"

    @transition(status, source=Status.DRAFT, target=Status.PROPOSED)
    def propose(self, heading: str, reasons: str, valid_from: date, item: AgendaItem) -> None:
        """Put before the committee as it stands now."""
        self.title, self.reasons, self.valid_from, self.item = heading, reasons, valid_from, item

    @transition(status, source=Status.PROPOSED, target=Status.DRAFT)
    def come_back(self, remark: str) -> None:
        """The committee has not decided: withdrawn, left out, deferred, or the decision was revoked."""
        self.remark = remark

    @transition(status, source=Status.PROPOSED, target=Status.ADOPTED)
    def adopt(self, version: int) -> None:
        """By a decision in force."""
        self.adopted_version = version

    @transition(status, source=Status.PROPOSED, target=Status.DECLINED)
    def decline(self, remark: str) -> None:
        """By a decision in force."""
        self.remark = remark

    @transition(status, source=Status.DRAFT, target=Status.DISCARDED)
    def discard(self, remark: str) -> None:
        """Nobody goes on with it."""
        self.remark = remark
