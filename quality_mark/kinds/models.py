"""A version of a kind of contests: a draft the office writes, adopted by the committee, never edited afterwards (programme 8.4)."""

from datetime import datetime
from functools import cached_property
from typing import Any, ClassVar, Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django_fsm import FSMField, transition

from casework.guard import changes_with_status, frozen, guard_status
from committee.models import AgendaItem
from documents.models import Document
from programme.access import holds
from quality_mark.kinds.rules import KindRule
from quality_mark.roles import OFFICE_AND_COMMITTEE


class ContestKindQuerySet(models.QuerySet["ContestKind"]):
    """Which kinds somebody may read."""

    def in_force(self) -> Self:
        """Those by which a contest can be held now, in the order of their titles."""
        return self.filter(status="in_force").order_by("title")

    def adopted(self) -> Self:
        """Those that are or were in force."""
        return self.exclude(status__in=["draft", "dropped"])

    def visible_to(self, person: Any) -> Self:
        """What has been adopted to everybody; a draft to the office and the committee."""
        return self if holds(person, *OFFICE_AND_COMMITTEE) else self.adopted()


@guard_status
class ContestKind(models.Model):
    """Who enters, with what, who judges by what, and what is given for which score (`quality_mark.kinds.rules`)."""

    class Status(models.TextChoices):
        DRAFT = "draft", "Проект"
        IN_FORCE = "in_force", "Действует"
        SUPERSEDED = "superseded", "Заменён"
        RETIRED = "retired", "Прекращён"
        DROPPED = "dropped", "Снят"

    S = Status
    TONES: ClassVar = {S.IN_FORCE: "ok", S.DRAFT: "warn"}
    # What came with the system stands in force by no act of anybody: the journal of such a kind begins there.
    JOURNAL_BEGINS: ClassVar = "CASE WHEN created_by_id IS NULL THEN 'in_force' ELSE 'draft' END"

    code = models.SlugField("код", max_length=30)
    version = models.PositiveIntegerField("версия")
    title = models.CharField("название", max_length=100)
    status = FSMField("состояние", default=Status.DRAFT, choices=Status.choices, protected=True)
    data = models.JSONField("данные", default=dict)
    fingerprint = models.CharField("отпечаток", max_length=64, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="кто составил"
    )
    created_at = models.DateTimeField("создан", auto_now_add=True)
    item = models.ForeignKey(
        AgendaItem, models.PROTECT, null=True, related_name="+", verbose_name="вопрос о введении в действие"
    )
    paper = models.ForeignKey(
        Document, models.PROTECT, null=True, related_name="+", verbose_name="положение о конкурсе"
    )
    in_force_at = models.DateTimeField("введён в действие", null=True)
    ended_at = models.DateTimeField("окончен", null=True)

    objects = ContestKindQuerySet.as_manager()

    class Meta:
        verbose_name = "вид конкурсов"
        verbose_name_plural = "виды конкурсов"
        ordering = ["code", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["code", "version"], name="contest_kind_version_once"),
            models.UniqueConstraint(fields=["code"], condition=Q(status="in_force"), name="contest_kind_in_force_once"),
            models.UniqueConstraint(fields=["code"], condition=Q(status="draft"), name="contest_kind_one_draft"),
            models.CheckConstraint(
                condition=Q(status__in=["draft", "dropped"]) | ~Q(fingerprint=""),
                name="adopted_contest_kind_has_a_fingerprint",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="contest_kind_is_never_deleted", operation=pgtrigger.Delete),
            frozen(
                "adopted_contest_kind_keeps_its_data", ["code", "version", "title", "data", "fingerprint", "item", "paper"],
                ~pgtrigger.Q(old__status="draft"),
            ),
            pgtrigger.ReadOnly(name="contest_kind_keeps_its_author", fields=["created_by", "created_at"]),
            changes_with_status("contest_kind_is_dated_by_its_changes", ["in_force_at", "ended_at"]),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("contest_kind", args=[self.code, self.version])

    @cached_property
    def rule(self) -> KindRule:
        """What its data mean."""
        return KindRule.read(self.data)

    @property
    def is_described(self) -> bool:
        """Has a draft been filled in?"""
        return bool(self.data)

    @property
    def is_before_committee(self) -> bool:
        """Is it on the table of the committee?"""
        return self.status == self.Status.DRAFT and self.item is not None and not self.item.is_concluded

    @transition(status, source=S.DRAFT, target=S.IN_FORCE, custom={"rule": "CK-02"})
    def enact(self, at: datetime) -> None:
        """The committee's decision is in force."""
        self.in_force_at = at

    @transition(status, source=S.IN_FORCE, target=S.SUPERSEDED, custom={"rule": "CK-03"})
    def supersede(self, at: datetime) -> None:
        """The next version is in force; contests that are under way stay by theirs."""
        self.ended_at = at

    @transition(status, source=S.IN_FORCE, target=S.RETIRED, custom={"rule": "CK-04"})
    def retire(self, at: datetime) -> None:
        """The committee has ended it; no contest of the kind is under way."""
        self.ended_at = at

    @transition(status, source=S.DRAFT, target=S.DROPPED, custom={"rule": "CK-05"})
    def drop(self, at: datetime) -> None:
        """The office takes its draft back."""
        self.ended_at = at


class KindRetirement(models.Model):
    """A proposal to end a kind, put before the committee (CK-04)."""

    kind = models.ForeignKey(ContestKind, models.PROTECT, related_name="retirements", verbose_name="вид конкурсов")
    ground = models.TextField("причина")
    item = models.ForeignKey(AgendaItem, models.PROTECT, null=True, related_name="+", verbose_name="вопрос повестки")
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "представление о прекращении вида конкурсов"
        ordering = ["pk"]
        triggers = [pgtrigger.Protect(name="kind_retirement_is_never_deleted", operation=pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"О прекращении вида: {self.kind}"

    def get_absolute_url(self) -> str:
        return self.kind.get_absolute_url()
