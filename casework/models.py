"""What cases wait for, until when; drafts of answers; notices to people; days the calendar library does not know."""

from collections.abc import Collection
from datetime import datetime
from typing import Any, Self

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from viewflow.workflow.models import Process, Task

from casework.appealing import UnderAppeal
from casework.days import CalendarDay, CalendarFeed
from casework.installation import Installation
from casework.letters.models import Letter, LetterChoice, Mode
from casework.rooms import announced
from journal.append_only import insert_only

__all__ = [
    "CalendarDay",
    "CalendarFeed",
    "Draft",
    "Firing",
    "HardTerm",
    "Installation",
    "Letter",
    "LetterChoice",
    "Notification",
    "Receipt",
    "UnderAppeal",
    "Waiting",
    "WaitingQuerySet",
    "unfiled",
]


def unfiled() -> list[str]:
    """Steps in which an applicant still writes, as the rooms announce them."""
    return [step for _, steps in announced("unfiled") for step in steps]


class WaitingQuerySet(models.QuerySet["Waiting"]):
    """How waiting is read."""

    def open(self) -> Self:
        """What still has to happen."""
        return self.filter(closed_at=None)

    def of(self, person: Any) -> Self:
        """What this person may do now, in all capacities: the inbox and the door ask the same question."""
        if not person.is_authenticated:
            return self.none()
        return self.filter(addressee__in=person.capacity_keys()).open_to(f"person:{person.pk}")

    def open_to(self, key: str) -> Self:
        """Without the steps of an office from which the person of this key stands aside (`casework.aside`)."""
        return self.exclude(closed_to__contains=[key])

    def possible(self, at: datetime | None = None) -> Self:
        """What can be done already, or can at a moment."""
        return self.filter(Q(not_before=None) | Q(not_before__lte=at or timezone.now()))

    def filed(self) -> Self:
        """What offices may know of: a draft is known to its authors alone, nobody else pushes it on (`unfiled` of an AppConfig)."""
        return self.exclude(task__flow_task__in=unfiled())


class Waiting(models.Model):
    """What a case waits for: a person in a capacity, or a fact in another room; until when, and what happens then."""

    class Closed(models.TextChoices):
        DONE = "done", "сделано"
        LAPSED = "lapsed", "истёк срок"
        CANCELLED = "cancelled", "отпало"

    class Stage(models.TextChoices):
        BEFORE_3 = "before_3", "за 3 рабочих дня"
        BEFORE_1 = "before_1", "за 1 рабочий день"
        DAY = "day", "в день срока"
        OVER = "over", "срок прошёл"
        LONG_OVER = "long_over", "подразделение просрочило"

    task = models.OneToOneField(Task, models.CASCADE, primary_key=True, verbose_name="шаг")
    process = models.ForeignKey(Process, models.PROTECT, verbose_name="дело", related_name="waitings")
    addressee = models.CharField("кому", max_length=80, blank=True)
    closed_to = ArrayField(models.CharField(max_length=80), default=list, verbose_name="кто подразделения отстраняется")
    fact = models.CharField("чего ждёт", max_length=80, blank=True)
    office = models.CharField(
        "чей это шаг: кто отвечает, если исполнителя нет", max_length=80, blank=True, default="", db_default=""
    )
    inherits = models.CharField("чей срок наследует", max_length=80, blank=True, default="", db_default="")
    asked = models.CharField("чей ход", max_length=80, blank=True)
    title = models.CharField("что сделать", max_length=200)
    case_title = models.CharField("по какому делу", max_length=300)
    case_url = models.CharField("страница дела", max_length=200, blank=True)
    opened_at = models.DateTimeField("открыто")
    not_before = models.DateTimeField("раньше какого времени сделать нельзя", null=True)
    closed_at = models.DateTimeField("закрыто", null=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="кем"
    )
    closed_how = models.CharField("чем кончилось", max_length=10, choices=Closed.choices, blank=True)
    deadline = models.CharField("срок (ключ)", max_length=60, blank=True)
    is_hard = models.BooleanField("жёсткий срок", default=False)
    due_at = models.DateTimeField("до какого времени", null=True)
    consequence = models.CharField("что будет, если ничего не делать", max_length=300, blank=True)
    stage = models.CharField("следующее срабатывание", max_length=10, choices=Stage.choices, blank=True)
    stage_at = models.DateTimeField("когда оно", null=True)
    days_left = models.IntegerField("осталось рабочих дней на момент закрытия или остановки", null=True)
    paused_at = models.DateTimeField("остановлен", null=True)

    objects = WaitingQuerySet.as_manager()

    class Meta:
        verbose_name = "ожидание"
        verbose_name_plural = "ожидания"
        indexes = [
            models.Index(fields=["addressee", "due_at", "task"], condition=Q(closed_at=None), name="waiting_open_for"),
            models.Index(fields=["fact"], condition=Q(closed_at=None), name="waiting_open_fact"),
            models.Index(fields=["office"], condition=Q(closed_at=None), name="waiting_open_of_office"),
            models.Index(fields=["inherits"], condition=Q(closed_at=None) & ~Q(inherits=""), name="waiting_inherits"),
            models.Index(fields=["stage_at"], condition=Q(closed_at=None, paused_at=None), name="waiting_next_stage"),
            models.Index(fields=["process"], name="waiting_of_process"),
            models.Index(fields=["process", "title"], condition=Q(closed_at=None), name="waiting_open_in_case"),
            models.Index(fields=["addressee", "process"], name="waiting_ever_for"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(addressee="", fact=""), name="waiting_for_somebody_or_something"),
            models.CheckConstraint(condition=Q(closed_at=None, closed_how="") | (Q(closed_at__isnull=False) & ~Q(closed_how="")),
                                   name="waiting_closed_somehow"),
        ]  # fmt: skip
        triggers = [
            pgtrigger.Protect(
                name="closed_waiting_is_final",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__closed_at__isnull=False),
            ),
            pgtrigger.Protect(
                name="a_hard_term_moves_openly",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "OLD.is_hard AND OLD.due_at IS NOT NULL AND (NOT NEW.is_hard OR OLD.due_at IS DISTINCT FROM NEW.due_at) "
                    "AND current_setting('casework.moves_term', true) IS DISTINCT FROM OLD.task_id::text"
                ),
            ),
            pgtrigger.Trigger(
                name="a_hard_term_is_noted",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update,
                condition=pgtrigger.Condition("NEW.is_hard AND NEW.due_at IS NOT NULL"),
                func="""IF TG_OP = 'INSERT' THEN
                            INSERT INTO casework_hardterm (waiting_id, due_at, noted_at) VALUES (NEW.task_id, NEW.due_at, now());
                        ELSIF OLD.due_at IS DISTINCT FROM NEW.due_at OR NOT OLD.is_hard THEN
                            INSERT INTO casework_hardterm (waiting_id, due_at, noted_at) VALUES (NEW.task_id, NEW.due_at, now());
                        END IF;
                        RETURN NULL;""",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}: {self.case_title}"

    def get_absolute_url(self) -> str:
        return f"/tasks/{self.pk}/"

    def is_of(self, keys: Collection[str]) -> bool:
        """Does it wait for whoever holds these capacity keys, and do they not stand aside?"""
        return self.addressee in keys and set(self.closed_to).isdisjoint(keys)

    def capacity_of(self, person: Any) -> str:
        """The words for the capacity in which a person does it now; empty if it is not theirs, or they stand aside."""
        titles = (capacity.title for capacity in person.capacities() if capacity.key == self.addressee)
        return next(titles, "") if self.is_of(person.capacity_keys()) else ""

    @property
    def opens_later(self) -> datetime | None:
        """From when it can be done, if not yet."""
        return self.not_before if self.not_before and self.not_before > timezone.now() else None


class HardTerm(models.Model):
    """What a hard term was and became, line by line, written by the database itself: the last line is the term in force."""

    waiting = models.ForeignKey(Waiting, models.CASCADE, related_name="terms")
    due_at = models.DateTimeField("до какого времени")
    noted_at = models.DateTimeField("записано")

    class Meta:
        verbose_name = "жёсткий срок"
        verbose_name_plural = "жёсткие сроки"
        triggers = insert_only("hard_term")

    def __str__(self) -> str:
        return f"{self.waiting_id}: {self.due_at}"


class Firing(models.Model):
    """A deadline stage that has fired for a day: the unique row is what makes it fire exactly once."""

    waiting = models.ForeignKey(Waiting, models.CASCADE, related_name="firings")
    stage = models.CharField(max_length=10, choices=Waiting.Stage.choices)
    due_at = models.DateTimeField(null=True)
    fired_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["waiting", "stage", "due_at"], name="stage_fires_once", nulls_distinct=False
            )
        ]

    def __str__(self) -> str:
        return f"{self.waiting_id} {self.stage}"


class Draft(models.Model):
    """What somebody has typed into a task's form and not sent yet: raw fields, never a legal fact."""

    task = models.OneToOneField(Task, models.CASCADE, primary_key=True, related_name="draft")
    fields = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"Черновик {self.task_id}, версия {self.version}"


class Receipt(models.Model):
    """A form that has already been acted on: the same form sent twice leads to the same page and does nothing.

    `person` is empty where strangers act, too: whoever complains of a Mark.
    """

    token = models.UUIDField(primary_key=True)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    url = models.CharField(max_length=200)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.token)


class NotificationQuerySet(models.QuerySet["Notification"]):
    """How messages are read."""

    def unread_of(self, person: Any) -> Self:
        """What the badge counts: a message about a step that waits for the person stands among the tasks already."""
        return self.filter(person=person, read_at=None).exclude(waiting__addressee=F("addressee"))


class Notification(models.Model):
    """One event for one person: legally significant in the cabinet, doubled by e-mail as the person has chosen.

    `waiting` is the step the message is about: when it is over, the message counts as read. `mailing`: by which letter it will still go
    out; empty when it has been put into one, or will not be.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="notifications", verbose_name="кому"
    )
    event = models.CharField("событие", max_length=160)
    title = models.CharField("заголовок", max_length=200)
    text = models.TextField("текст", blank=True)
    url = models.CharField("куда", max_length=200, blank=True)
    at = models.DateTimeField("когда")
    read_at = models.DateTimeField("прочитано", null=True)
    mailed_at = models.DateTimeField("отправлено почтой", null=True)
    kind = models.CharField("вид", max_length=40, default="service", db_default="service")
    addressee = models.CharField("в каком качестве", max_length=80, blank=True, default="", db_default="")
    waiting = models.ForeignKey(Waiting, models.CASCADE, null=True, related_name="+", verbose_name="о каком шаге")
    case_url = models.CharField("страница дела", max_length=200, blank=True, default="", db_default="")
    case_title = models.CharField("дело", max_length=300, blank=True, default="", db_default="")
    mailing = models.CharField(
        "каким письмом", max_length=10, choices=Mode.choices, blank=True, default="", db_default=""
    )
    letter = models.ForeignKey(
        Letter, models.SET_NULL, null=True, related_name="notifications", verbose_name="в каком письме"
    )

    objects = NotificationQuerySet.as_manager()

    class Meta:
        verbose_name = "уведомление"
        verbose_name_plural = "уведомления"
        constraints = [models.UniqueConstraint(fields=["event", "person"], name="one_event_one_message")]
        indexes = [
            models.Index(fields=["person", "-id"]),
            models.Index(fields=["person"], condition=Q(read_at=None), name="unread_of"),
            models.Index(fields=["person", "at"], condition=~Q(mailing=""), name="to_be_mailed"),
        ]

    def __str__(self) -> str:
        return self.title
