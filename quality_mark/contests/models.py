"""A contest: its dates, its jury, its status (регламент 3.3.1), and who may see it."""

from datetime import date, datetime
from typing import Any, ClassVar, Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django_fsm import FSMField, transition

from casework.guard import changes_with_status, frozen, guard_status
from committee.models import AgendaItem, Body
from documents.models import Document
from programme.access import holds
from programme.models import Regulation
from quality_mark.kinds.models import ContestKind
from quality_mark.kinds.rules import KindRule
from quality_mark.roles import OFFICE_AND_COMMITTEE


def may_extend(contest: Any) -> bool:
    """The window is extended once (CT-04)."""
    return contest.extended_from is None


def has_entries(contest: Any) -> bool:
    """Has anybody entered and not taken it back?"""
    return contest.entries.entered().exists()


def has_no_entries(contest: Any) -> bool:
    """Nobody has entered, or everybody has taken it back."""
    return not has_entries(contest)


class ContestQuerySet(models.QuerySet["Contest"]):
    """Which contests somebody may read."""

    def public(self) -> Self:
        """Announced contests, also those cancelled later."""
        return self.exclude(status="planned").filter(announcement__is_public=True)

    def accepting(self) -> Self:
        """Contests with an open window."""
        return self.filter(status="accepting")

    def visible_to(self, person: Any) -> Self:
        """Announced ones to everybody; a planned one to the office, the committee and the contest's jury."""
        if holds(person, *OFFICE_AND_COMMITTEE):
            return self
        seats = Body.objects.filter(members__person_id=person.pk or 0, members__ended_at=None)
        return self.filter(Q(pk__in=self.model.objects.public().values("pk")) | Q(jury__in=seats.values("pk")))


ANNOUNCED = (
    "kind",
    "year",
    "serial",
    "title",
    "opens_on",
    "jury",
)  # what the announcement says besides the last day of intake


@guard_status
class Contest(models.Model):
    """One contest of a kind: announced by the committee, judged by a jury of its own."""

    class Status(models.TextChoices):
        PLANNED = "planned", "Запланирован"
        ANNOUNCED = "announced", "Объявлен"
        ACCEPTING = "accepting", "Приём заявок"
        CLOSED = "closed", "Приём завершён"
        CHECKING = "checking", "Проверка заявок"
        EVALUATING = "evaluating", "Экспертная оценка"
        RANKING = "ranking", "Рейтинг"
        JURY = "jury", "Заседание жюри"
        COMMITTEE = "committee", "На утверждении комитета"
        RESULTS = "results", "Итоги опубликованы"
        APPEALS = "appeals", "Апелляции"
        AWARDING = "awarding", "Вручение"
        COMPLETED = "completed", "Завершён"
        FAILED = "failed", "Не состоялся"
        CANCELLED = "cancelled", "Отменён"

    S = Status
    BEFORE_JURY = [S.PLANNED, S.ANNOUNCED, S.ACCEPTING, S.CLOSED, S.CHECKING, S.EVALUATING, S.RANKING]
    ADMITTING = [S.CHECKING, S.EVALUATING]  # whose refusal was set aside can still come in
    SEALED = [S.PLANNED, S.ANNOUNCED, S.ACCEPTING]  # until the window has closed an entry is its entrant's alone
    PUBLISHED = [S.APPEALS, S.AWARDING, S.COMPLETED]  # results are read by everybody
    TONES: ClassVar = {S.ACCEPTING: "ok", S.COMPLETED: "ok", S.FAILED: "bad", S.CANCELLED: "bad"}

    kind = models.ForeignKey(ContestKind, models.PROTECT, related_name="contests", verbose_name="вид")
    year = models.PositiveSmallIntegerField("год")
    serial = models.PositiveSmallIntegerField("порядковый номер в году", default=1)
    title = models.CharField("название", max_length=200)
    about = models.TextField("о конкурсе", blank=True)
    status = FSMField("состояние", default=Status.PLANNED, choices=Status.choices, protected=True)
    opens_on = models.DateField("приём с")
    closes_on = models.DateField("приём по")
    extended_from = models.DateField("приём был объявлен по", null=True)
    jury = models.OneToOneField(Body, models.PROTECT, related_name="contest", verbose_name="жюри")
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто создал"
    )
    created_at = models.DateTimeField("создан", auto_now_add=True)
    announcing_item = models.ForeignKey(
        AgendaItem, models.PROTECT, null=True, related_name="+", verbose_name="вопрос об объявлении"
    )
    announcement = models.ForeignKey(
        Document, models.PROTECT, null=True, related_name="+", verbose_name="объявление о конкурсе"
    )
    admission_minutes = models.ForeignKey(
        Document, models.PROTECT, null=True, related_name="+", verbose_name="протокол допуска"
    )
    ranking_sheet = models.ForeignKey(
        Document, models.PROTECT, null=True, related_name="+", verbose_name="рейтинговая ведомость"
    )
    results_item = models.ForeignKey(
        AgendaItem, models.PROTECT, null=True, related_name="+", verbose_name="вопрос об итогах"
    )
    results_paper = models.ForeignKey(
        Document, models.PROTECT, null=True, related_name="+", verbose_name="итоги конкурса"
    )
    fail_reason = models.CharField("почему не состоялся или отменён", max_length=400, blank=True)
    results_at = models.DateTimeField("итоги опубликованы", null=True)

    objects = ContestQuerySet.as_manager()

    class Meta:
        verbose_name = "конкурс"
        verbose_name_plural = "конкурсы"
        ordering = ["-year", "-serial"]
        constraints = [
            models.UniqueConstraint(fields=["year", "serial"], name="contest_number_once"),
            models.CheckConstraint(condition=Q(closes_on__gt=F("opens_on")), name="contest_window_runs_forward"),
            models.CheckConstraint(
                condition=Q(extended_from=None) | Q(closes_on__gt=F("extended_from")), name="extension_moves_forward"
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["failed", "cancelled"]) | ~Q(fail_reason=""), name="contest_ends_with_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(status__in=["planned", "cancelled"]) | Q(announcement__isnull=False),
                name="announced_contest_has_its_paper",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="contest_is_never_deleted", operation=pgtrigger.Delete),
            frozen("announced_contest_keeps_what_was_announced", ANNOUNCED, ~pgtrigger.Q(old__status="planned")),
            pgtrigger.Protect(
                name="announced_intake_is_extended_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "OLD.status <> 'planned' AND (OLD.closes_on, OLD.extended_from) IS DISTINCT FROM (NEW.closes_on, NEW.extended_from) "
                    "AND NOT (OLD.extended_from IS NULL AND NEW.extended_from IS NOT DISTINCT FROM OLD.closes_on AND NEW.closes_on > OLD.closes_on)"
                ),
            ),
            changes_with_status("results_are_dated_by_their_publication", ["results_at"]),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("contest", args=[self.pk])

    @property
    def number(self) -> str:
        """The contest in numbers of papers: «2026/1»."""
        return f"{self.year}/{self.serial}"

    @property
    def rule(self) -> KindRule:
        """What the kind of this contest says, in the version it was announced by (K1)."""
        return self.kind.rule

    @property
    def is_sealed(self) -> bool:
        """Are the entries still closed to everybody but their entrants?"""
        return self.status in self.SEALED

    @property
    def regulation(self) -> Regulation:
        """The regulation this contest began under."""
        return self.case.regulation

    def value(self, name: str) -> Any:
        """A rule of that regulation (`thresholds.mark`)."""
        return self.regulation.value(f"contest.{name}")

    @transition(status, source=S.PLANNED, target=S.ANNOUNCED, custom={"rule": "CT-02"})
    def announce(self) -> None:
        """The committee has decided and the decision is in force."""

    @transition(status, source=S.ANNOUNCED, target=S.ACCEPTING, custom={"rule": "CT-03"})
    def open_window(self) -> None:
        """The day has come."""

    @transition(status, source=S.ACCEPTING, target=S.ACCEPTING, conditions=[may_extend], custom={"rule": "CT-04"})
    def extend(self, closes_on: date) -> None:
        """Once, before the window closes."""
        self.extended_from, self.closes_on = self.closes_on, closes_on

    @transition(status, source=S.ACCEPTING, target=S.CLOSED, custom={"rule": "CT-05"})
    def close_window(self) -> None:
        """The last day is over."""

    @transition(status, source=S.CLOSED, target=S.CHECKING, conditions=[has_entries], custom={"rule": "CT-06"})
    def begin_check(self) -> None:
        """There is at least one entry."""

    @transition(status, source=S.CLOSED, target=S.FAILED, conditions=[has_no_entries], custom={"rule": "CT-07"})
    def fail_empty(self, reason: str) -> None:
        """Nobody has entered."""
        self.fail_reason = reason

    @transition(status, source=S.CHECKING, target=S.EVALUATING, custom={"rule": "CT-08"})
    def finish_admission(self) -> None:
        """Every entry is decided and the minutes of admission are signed."""

    @transition(status, source=S.CHECKING, target=S.FAILED, custom={"rule": "CT-09"})
    def fail_few(self, reason: str) -> None:
        """Fewer than two entries in every nomination."""
        self.fail_reason = reason

    @transition(status, source=S.EVALUATING, target=S.RANKING, custom={"rule": "CT-10"})
    def finish_assessment(self) -> None:
        """All sheets and acts of visits are there."""

    @transition(status, source=S.RANKING, target=S.JURY, custom={"rule": "CT-11"})
    def put_to_jury(self) -> None:
        """The ranking is computed and has a fingerprint."""

    @transition(status, source=S.JURY, target=S.COMMITTEE, custom={"rule": "CT-12"})
    def recommend(self) -> None:
        """The jury has spoken on every nomination, on signed minutes."""

    @transition(status, source=S.JURY, target=S.EVALUATING, custom={"rule": "CT-13"})
    def send_back_to_check(self) -> None:
        """The jury doubts a fact about an entry."""

    @transition(status, source=S.COMMITTEE, target=S.RESULTS, custom={"rule": "CT-14"})
    def approve(self) -> None:
        """The committee approves the results."""

    @transition(status, source=S.COMMITTEE, target=S.JURY, custom={"rule": "CT-15"})
    def return_to_jury(self) -> None:
        """The committee has found the procedure broken."""

    @transition(status, source=S.RESULTS, target=S.APPEALS, custom={"rule": "CT-16"})
    def open_appeals(self, at: datetime) -> None:
        """The results are published."""
        self.results_at = at

    @transition(status, source=S.APPEALS, target=S.AWARDING, custom={"rule": "CT-17"})
    def close_appeals(self) -> None:
        """The term is over and everything is resolved."""

    @transition(status, source=S.APPEALS, target=S.RANKING, custom={"rule": "CT-20"})
    def recount(self) -> None:
        """An appeal has set a result aside: its nomination is judged once more; nobody else waits for that."""

    @transition(status, source=S.AWARDING, target=S.COMPLETED, custom={"rule": "CT-18"})
    def complete(self) -> None:
        """Certificates and diplomas are issued."""

    @transition(status, source=BEFORE_JURY, target=S.CANCELLED, custom={"rule": "CT-19"})
    def cancel(self, reason: str) -> None:
        """The committee has cancelled the contest."""
        self.fail_reason = reason


class Cancellation(models.Model):
    """A proposal to cancel a contest, put before the committee (CT-19)."""

    contest = models.ForeignKey(Contest, models.PROTECT, related_name="cancellations")
    ground = models.TextField("причина")
    item = models.ForeignKey(AgendaItem, models.PROTECT, null=True, related_name="+", verbose_name="вопрос повестки")
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "представление об отмене конкурса"
        ordering = ["pk"]
        triggers = [pgtrigger.Protect(name="cancellation_is_never_deleted", operation=pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"Об отмене: {self.contest}"

    def get_absolute_url(self) -> str:
        return self.contest.get_absolute_url()
