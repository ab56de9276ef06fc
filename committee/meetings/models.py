"""Sittings (регламент 3.5.1) and their statuses."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime
from typing import Any, Self

import pgtrigger
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django_fsm import FSMField, transition

from casework import workdays
from casework.guard import changes_with_status, frozen, guard_status
from committee.bodies.models import Body, BodyMember
from committee.meetings.law import GOES_OUT_WITH_ITS_DECISIONS
from committee.voting.quorum import Quorum, absentee_outlook, sitting_quorum
from committee.voting.rules import Rules
from documents.models import Document
from programme.access import Visitor
from programme.models import Regulation


class MeetingQuerySet(models.QuerySet["Meeting"]):
    """Reading sittings."""

    def visible_to(self, user: Visitor) -> Self:
        """Everybody sees a published sitting; the body and its office see all of their own."""
        return self.filter(Q(status=Meeting.Status.PUBLISHED) | Q(body__in=Body.objects.open_to(user)))


def _settled(meeting: Any) -> bool:
    return meeting.all_items_are_settled()


def _has_lines(meeting: Any) -> bool:
    return meeting.lines.exists()


DATES = [
    "scheduled_at", "notified_at", "short_notice_ground", "opened_at", "quorum", "resumes_on", "closed_at", "published_at", "cancel_ground",
]  # fmt: skip


@guard_status
class Meeting(models.Model):
    """A sitting of a body, under the version of the regulation in force when it was planned."""

    class Status(models.TextChoices):
        PLANNED = "planned", "Назначено"
        AGENDA_DRAFT = "agenda_draft", "Повестка готовится"
        AGENDA_APPROVED = "agenda_approved", "Повестка утверждена"
        NOTIFIED = "notified", "Разосланы материалы"
        OPEN = "open", "Идёт"
        NO_QUORUM = "no_quorum", "Нет кворума"
        ADJOURNED = "adjourned", "Перерыв"
        CLOSED = "closed", "Завершено"
        MINUTES_DRAFT = "minutes_draft", "Протокол готовится"
        MINUTES_COORDINATION = "minutes_coordination", "Замечания к протоколу"
        MINUTES_SIGNING = "minutes_signing", "Протокол на подписи"
        MINUTES_SIGNED = "minutes_signed", "Протокол подписан"
        PUBLISHED = "published", "Опубликовано"
        CANCELLED = "cancelled", "Отменено"

    class Form(models.TextChoices):
        IN_PERSON = "in_person", "очное"
        VIDEO = "video", "видео-конференц-связь"
        MIXED = "mixed", "смешанное"
        ABSENTEE = "absentee", "заочное (опросным листом)"

    BEFORE = [Status.PLANNED, Status.AGENDA_DRAFT, Status.AGENDA_APPROVED, Status.NOTIFIED]
    UNDER_WAY = [Status.OPEN, Status.ADJOURNED]

    body = models.ForeignKey(Body, models.PROTECT, related_name="meetings", verbose_name="орган")
    regulation = models.ForeignKey(Regulation, models.PROTECT, related_name="+", verbose_name="регламент")
    scheduled_at = models.DateTimeField("когда")
    place = models.CharField("где", max_length=300)
    form = models.CharField("форма", max_length=10, choices=Form.choices, default=Form.IN_PERSON)
    status = FSMField("состояние", default=Status.PLANNED, choices=Status.choices, protected=True)
    votes_until = models.DateTimeField("голоса принимают до", null=True)
    planned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кем назначено"
    )
    notified_at = models.DateTimeField("материалы разосланы", null=True)
    short_notice_ground = models.CharField("основание сокращённого извещения", max_length=500, blank=True)
    presiding = models.ForeignKey(
        BodyMember, models.PROTECT, null=True, related_name="+", verbose_name="председательствующий"
    )
    signs_instead = models.ForeignKey(
        BodyMember, models.PROTECT, null=True, related_name="+", verbose_name="подписывает за председательствующего"
    )
    quorum = models.JSONField("арифметика кворума", null=True, encoder=DjangoJSONEncoder)
    opened_at = models.DateTimeField("открыто", null=True)
    resumes_on = models.DateField("перерыв до", null=True)
    closed_at = models.DateTimeField("закрыто", null=True)
    invited = models.TextField("приглашённые", blank=True)
    minutes = models.ForeignKey(
        "documents.Document", models.PROTECT, null=True, related_name="+", verbose_name="протокол"
    )
    published_at = models.DateTimeField("опубликовано", null=True)
    cancel_ground = models.CharField("причина отмены", max_length=500, blank=True)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = "заседание"
        verbose_name_plural = "заседания"
        ordering = ["-scheduled_at", "-pk"]
        indexes = [models.Index(fields=["-scheduled_at", "-id"], name="meetings_newest_first")]
        constraints = [
            models.CheckConstraint(condition=Q(opened_at=None) | Q(presiding__isnull=False, quorum__isnull=False), name="open_sitting_has_quorum"),
            models.CheckConstraint(
                condition=Q(form="absentee", votes_until__gt=F("scheduled_at")) | ~Q(form="absentee") & Q(votes_until=None),
                name="absentee_sitting_has_a_window",
            ),
            models.CheckConstraint(condition=~Q(status="cancelled") | ~Q(cancel_ground=""), name="cancelled_sitting_has_a_ground"),
            models.CheckConstraint(
                condition=~Q(status__in=["minutes_signing", "minutes_signed", "published"]) | Q(minutes__isnull=False), name="minutes_are_on_paper"
            ),
        ]  # fmt: skip
        triggers = [
            pgtrigger.Protect(name="meeting_is_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(
                name="meeting_terms_are_final",
                fields=["body", "regulation", "planned_by", "place", "form", "votes_until"],
            ),
            frozen(
                "a_sitting_moves_only_for_want_of_a_quorum", ["scheduled_at"], ~pgtrigger.Q(old__status="no_quorum")
            ),
            GOES_OUT_WITH_ITS_DECISIONS,
            changes_with_status("dates_of_a_sitting_are_of_its_moves", DATES),
        ]

    def __str__(self) -> str:
        return f"Заседание {self.body.title_genitive} {timezone.localtime(self.scheduled_at):%d.%m.%Y}"

    def get_absolute_url(self) -> str:
        return reverse("sitting", args=[self.pk])

    @property
    def day(self) -> date:
        """The day the minutes bear: when the sitting opened, else when it is to; of a vote by correspondence its last."""
        if self.votes_until:
            return workdays.local_date(self.closed_at or self.votes_until)
        return workdays.local_date(self.opened_at or self.scheduled_at)

    @property
    def rules(self) -> Rules:
        """The numbers of quorum and majority; a body with a quorum of its own has its own."""
        rules = Rules.of(self.regulation)
        own = self.body.quorum_persons
        return replace(rules, persons_min=own, sectors_min=self.body.sitting_sectors) if own else rules

    @property
    def is_under_way(self) -> bool:
        """Between opening and closing."""
        return self.status in self.UNDER_WAY

    @property
    def is_absentee(self) -> bool:
        """Do the members vote by correspondence, each by themselves, within a window?"""
        return self.form == self.Form.ABSENTEE

    @property
    def is_voting_over(self) -> bool:
        """Has the window of a vote by correspondence passed?"""
        return self.votes_until is not None and timezone.now() > self.votes_until

    def voters(self) -> "models.QuerySet[BodyMember]":
        """Members with a vote on the day on which the sitting begins."""
        return self.body.voters_on(workdays.local_date(self.opened_at or self.scheduled_at))

    def present(self) -> list[BodyMember]:
        """Voting members in the room now: the last word on each member's attendance decides."""
        last = self.attendance.order_by("member_id", "-pk").distinct("member_id")
        here = {row.member_id for row in last if row.is_present}
        return [member for member in self.voters() if member.pk in here]

    def count_quorum(self, present: Collection[BodyMember] | None = None) -> Quorum:
        """The quorum of the sitting as it is now, or with these members in the room."""
        if self.is_absentee:
            return absentee_outlook(self.voters().count(), 0, self.rules)
        sectors = [member.sector for member in (self.present() if present is None else present)]
        return sitting_quorum(self.voters().count(), sectors, self.rules, self.body.sitting_sectors)

    @property
    def signing_member(self) -> BodyMember | None:
        """Who signs the papers of the sitting beside the secretary: the presiding person, or whoever signs for them."""
        return self.signs_instead or self.presiding

    @property
    def signing_title(self) -> str:
        """In what capacity they sign."""
        if self.signs_instead:
            return f"{self.signs_instead.title}, за председательствующего"
        return self.presiding.title if self.presiding else ""

    @property
    def has_signed_minutes(self) -> bool:
        """Are the minutes signed by both?"""
        return self.status in (self.Status.MINUTES_SIGNED, self.Status.PUBLISHED)

    @property
    def is_released(self) -> bool:
        """Have its results gone out to everybody?"""
        return self.status == self.Status.PUBLISHED

    def all_items_are_settled(self) -> bool:
        """Has every line of the agenda an outcome (MT-09)?"""
        return not self.lines.filter(outcome="").exists()

    def deadline_ahead(self, name: str) -> date:
        """The last day of a term that ends so many working days before the sitting."""
        return workdays.back(workdays.local_date(self.scheduled_at), self.regulation.term(name).days)

    @transition(
        status, source=Status.PLANNED, target=Status.AGENDA_DRAFT, conditions=[_has_lines], custom={"rule": "MT-02"}
    )
    def assemble(self) -> None:
        """At least one item."""

    @transition(
        status,
        source=Status.AGENDA_DRAFT,
        target=Status.AGENDA_APPROVED,
        conditions=[_has_lines],
        custom={"rule": "MT-03"},
    )
    def approve(self) -> None:
        """The chair has approved the agenda."""

    @transition(status, source=Status.AGENDA_APPROVED, target=Status.NOTIFIED, custom={"rule": "MT-04"})
    def notify(self, at: datetime, notice_ground: str) -> None:
        """Notices and materials are out."""
        self.notified_at, self.short_notice_ground = at, notice_ground

    @transition(status, source=Status.NOTIFIED, target=Status.OPEN, custom={"rule": "MT-05"})
    def open(self, at: datetime, presiding: BodyMember, quorum: dict[str, Any]) -> None:
        """More than half are there."""
        self.opened_at, self.presiding, self.quorum = at, presiding, quorum

    @transition(status, source=Status.NOTIFIED, target=Status.NO_QUORUM, custom={"rule": "MT-06"})
    def find_no_quorum(self, quorum: dict[str, Any]) -> None:
        """Half an hour after the appointed time there was no quorum."""
        self.quorum = quorum

    @transition(status, source=Status.NO_QUORUM, target=Status.NOTIFIED, custom={"rule": "MT-07"})
    def postpone(self, scheduled_at: datetime) -> None:
        """Another day, not later than in ten working days."""
        self.scheduled_at = scheduled_at

    @transition(status, source=Status.OPEN, target=Status.ADJOURNED, custom={"rule": "MT-08"})
    def adjourn(self, resumes_on: date) -> None:
        """A break."""
        self.resumes_on = resumes_on

    @transition(status, source=Status.ADJOURNED, target=Status.OPEN, custom={"rule": "MT-08"})
    def resume(self) -> None:
        """The sitting goes on."""
        self.resumes_on = None

    @transition(status, source=Status.OPEN, target=Status.CLOSED, conditions=[_settled], custom={"rule": "MT-09"})
    def close(self, at: datetime) -> None:
        """Every item has its outcome."""
        self.closed_at = at

    @transition(status, source=Status.CLOSED, target=Status.MINUTES_DRAFT, custom={"rule": "MT-10"})
    def draft_minutes(self) -> None:
        """The secretary writes what was heard and said."""

    @transition(status, source=Status.MINUTES_DRAFT, target=Status.MINUTES_COORDINATION, custom={"rule": "MT-11"})
    def send_for_remarks(self) -> None:
        """The members have two working days."""

    @transition(status, source=Status.MINUTES_COORDINATION, target=Status.MINUTES_SIGNING, custom={"rule": "MT-12"})
    def send_for_signing(self, minutes: Document) -> None:
        """The paper has its number and goes to the presiding person and the secretary."""
        self.minutes = minutes

    @transition(status, source=Status.MINUTES_SIGNING, target=Status.MINUTES_DRAFT)
    def return_minutes(self) -> None:
        """A signatory has refused: the number stays void, the text is written again."""

    @transition(status, source=Status.MINUTES_SIGNING, target=Status.MINUTES_SIGNED, custom={"rule": "MT-13"})
    def confirm_signatures(self) -> None:
        """Both signatures are there."""

    @transition(status, source=Status.MINUTES_SIGNED, target=Status.PUBLISHED, custom={"rule": "MT-14"})
    def publish(self, at: datetime) -> None:
        """The agenda and the results are open to everybody."""
        self.published_at = at

    @transition(status, source=BEFORE, target=Status.CANCELLED, custom={"rule": "MT-15"})
    def cancel(self, cancel_ground: str) -> None:
        """Not later than a working day before."""
        self.cancel_ground = cancel_ground
