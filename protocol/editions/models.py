"""Editions of the Protocol, their status (регламент 3.4.1), and their papers."""

from datetime import date, datetime
from typing import Any, Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django_fsm import FSMField, transition

from casework.guard import changes_with_status, guard_status, written_once
from documents.models import Document
from programme.access import holds
from protocol.roles import DRAFT_READERS


class ProtocolEditionQuerySet(models.QuerySet["ProtocolEdition"]):
    """Which editions somebody may read."""

    def visible_to(self, person: Any) -> Self:
        """A published edition to everybody; an unpublished one to the office and the members of its group."""
        if holds(person, *DRAFT_READERS):
            return self
        seats = "group__members__person"
        own = Q(**{seats: person.pk}) if person.is_authenticated else Q(pk__in=[])
        return self.filter(Q(published_at__isnull=False) | own).distinct()

    def in_force_on(self, day: date) -> "ProtocolEdition | None":
        """The edition in force on a day; of two the newer (the old one is in force for sixty days more)."""
        known = self.filter(in_force_at__date__lte=day).exclude(superseded_at__date__lte=day)
        return known.order_by("-in_force_at", "-number").first()

    def in_work(self) -> "ProtocolEdition | None":
        """The edition that is being made; there is at most one."""
        return self.filter(status__in=ProtocolEdition.IN_WORK).first()


DATES = ["published_at", "discussed_at", "opened_for_signature_at", "in_force_at", "lapsed_at", "superseded_at"]


class ProtocolEdition(models.Model):
    """One edition of the Krasnoyarsk Protocol."""

    class Status(models.TextChoices):
        DRAFTING = "drafting", "Разработка"
        WG_REVIEW = "wg_review", "На рабочей группе"
        PUBLIC_DISCUSSION = "public_discussion", "Публичное обсуждение"
        CONSOLIDATION = "consolidation", "Сводка поправок"
        CONCILIATION = "conciliation", "Согласование спорных статей"
        COMMITTEE = "committee", "В комитете"
        RETURNED = "returned", "Возвращена рабочей группе"
        OPEN_FOR_SIGNATURE = "open_for_signature", "Открыта для подписания"
        IN_FORCE = "in_force", "Действует"
        SUPERSEDED = "superseded", "Заменена"
        LAPSED = "lapsed", "Не вступила в силу"
        ARCHIVED = "archived", "В архиве"

    S = Status
    WRITABLE = [S.DRAFTING, S.CONSOLIDATION, S.CONCILIATION, S.RETURNED]  # the text may change only here
    IN_WORK = [*WRITABLE, S.WG_REVIEW, S.PUBLIC_DISCUSSION, S.COMMITTEE, S.OPEN_FOR_SIGNATURE]
    APPROVED = [S.OPEN_FOR_SIGNATURE, S.IN_FORCE, S.SUPERSEDED, S.LAPSED, S.ARCHIVED]

    number = models.PositiveSmallIntegerField("номер", unique=True)
    status = FSMField("состояние", default=Status.DRAFTING, choices=Status.choices, protected=True)
    preamble = models.TextField("преамбула", blank=True)
    ground = models.CharField("поручение комитета", max_length=300)
    based_on = models.ForeignKey("self", models.PROTECT, null=True, related_name="+", verbose_name="на основе редакции")
    group = models.ForeignKey(
        "committee.Body", models.PROTECT, null=True, related_name="+", verbose_name="рабочая группа"
    )
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField("создана", auto_now_add=True)
    published_at = models.DateTimeField("опубликована для обсуждения", null=True)
    discussed_at = models.DateTimeField("обсуждение завершено", null=True)
    intake_closed_at = models.DateTimeField("приём поправок завершён", null=True)
    consolidated_at = models.DateTimeField("поправки сведены", null=True)
    topic = models.OneToOneField(
        "consultations.Topic", models.PROTECT, null=True, related_name="+", verbose_name="публичное обсуждение"
    )
    review_item = models.ForeignKey(
        "committee.AgendaItem", models.PROTECT, null=True, related_name="+", verbose_name="вопрос рабочей группы"
    )
    committee_item = models.ForeignKey(
        "committee.AgendaItem", models.PROTECT, null=True, related_name="+", verbose_name="вопрос комитета"
    )
    extension_item = models.ForeignKey(
        "committee.AgendaItem", models.PROTECT, null=True, related_name="+", verbose_name="вопрос о продлении"
    )
    document = models.OneToOneField(
        "documents.Document", models.PROTECT, null=True, related_name="+", verbose_name="зафиксированный текст"
    )
    opened_for_signature_at = models.DateTimeField("открыта для подписания", null=True)
    extended_at = models.DateTimeField("подписание продлено", null=True)
    in_force_at = models.DateTimeField("вступила в силу", null=True)
    lapsed_at = models.DateTimeField("не вступила в силу", null=True)
    superseded_at = models.DateTimeField("утратила силу", null=True)

    objects = ProtocolEditionQuerySet.as_manager()

    class Meta:
        verbose_name = "редакция Протокола"
        verbose_name_plural = "редакции Протокола"
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                models.Value(1),
                name="one_edition_in_work",
                condition=Q(
                    status__in=[
                        "drafting", "wg_review", "public_discussion", "consolidation", "conciliation", "committee",
                        "returned", "open_for_signature",
                    ]
                ),
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["open_for_signature", "in_force", "superseded", "lapsed"])
                | Q(document__isnull=False, opened_for_signature_at__isnull=False),
                name="approved_edition_is_on_paper",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["in_force", "superseded"]) | Q(in_force_at__isnull=False),
                name="edition_in_force_has_its_day",
            ),
            models.CheckConstraint(
                condition=Q(superseded_at=None) | Q(in_force_at__isnull=False, superseded_at__gte=F("in_force_at")),
                name="edition_dies_after_birth",
            ),
        ]  # fmt: skip
        triggers = [
            pgtrigger.Protect(name="edition_is_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="edition_number_is_final",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__number__df=pgtrigger.F("new__number")),
            ),
            pgtrigger.Protect(
                name="edition_on_paper_is_final",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__document__isnull=False)
                & (
                    pgtrigger.Q(old__document__df=pgtrigger.F("new__document"))
                    | pgtrigger.Q(old__preamble__df=pgtrigger.F("new__preamble"))
                ),
            ),
            changes_with_status("dates_of_an_edition_are_of_its_moves", DATES),
            written_once(
                "edition_is_dated_once", [*DATES, "topic", "intake_closed_at", "consolidated_at", "extended_at"]
            ),
        ]

    def __str__(self) -> str:
        return f"Редакция № {self.number} Красноярского протокола"

    def get_absolute_url(self) -> str:
        return reverse("protocol_edition", args=[self.number])

    @property
    def texts(self) -> "models.QuerySet[Any]":
        """The articles of the edition in order, those taken out included."""
        return self.article_texts.select_related("article").order_by("position", "pk")

    @property
    def living_texts(self) -> "models.QuerySet[Any]":
        """The articles that stand in the edition."""
        return self.texts.filter(dropped=False)

    @property
    def is_open_to_amendments(self) -> bool:
        """Published, and the intake of amendments has not been closed."""
        return self.published_at is not None and self.intake_closed_at is None

    @transition(status, source=S.DRAFTING, target=S.WG_REVIEW, custom={"rule": "KP-02, KP-01"})
    def bring_to_group(self) -> None:
        """All articles are filled in; an edition starts as a draft."""

    @transition(status, source=S.WG_REVIEW, target=S.PUBLIC_DISCUSSION, custom={"rule": "KP-03"})
    def publish(self, at: datetime) -> None:
        """By simple majority of the group."""
        self.published_at = at

    @transition(status, source=S.WG_REVIEW, target=S.DRAFTING, custom={"rule": "KP-04"})
    def send_back(self) -> None:
        """The group wants the project worked over."""

    @transition(status, source=S.PUBLIC_DISCUSSION, target=S.CONSOLIDATION, custom={"rule": "KP-05"})
    def close_discussion(self, at: datetime) -> None:
        """By itself, after twenty working days."""
        self.discussed_at = at

    @transition(status, source=S.CONSOLIDATION, target=S.COMMITTEE, custom={"rule": "KP-06"})
    def bring_to_committee(self) -> None:
        """Every amendment is decided by two thirds of the group."""

    @transition(status, source=S.CONSOLIDATION, target=S.CONCILIATION, custom={"rule": "KP-07"})
    def dispute(self) -> None:
        """A sector voted against as a whole."""

    @transition(status, source=S.CONCILIATION, target=S.COMMITTEE, custom={"rule": "KP-08"})
    def reconcile(self) -> None:
        """The co-chairs agree, or the article is taken out."""

    @transition(status, source=S.COMMITTEE, target=S.OPEN_FOR_SIGNATURE, custom={"rule": "KP-09"})
    def approve(self, document: Document, at: datetime) -> None:
        """Two thirds of the committee; the text is fixed."""
        self.document, self.opened_for_signature_at = document, at

    @transition(status, source=S.COMMITTEE, target=S.RETURNED, custom={"rule": "KP-10"})
    def return_to_group(self) -> None:
        """The committee returns the edition with remarks."""

    @transition(status, source=S.RETURNED, target=S.CONSOLIDATION, custom={"rule": "KP-11"})
    def rework(self) -> None:
        """The remarks of the committee are worked in, the group agrees."""

    @transition(status, source=S.OPEN_FOR_SIGNATURE, target=S.IN_FORCE, custom={"rule": "KP-12"})
    def enter_into_force(self, at: datetime) -> None:
        """Enough signatures, enough of each sector."""
        self.in_force_at = at

    @transition(status, source=S.OPEN_FOR_SIGNATURE, target=S.LAPSED, custom={"rule": "KP-13"})
    def lapse(self, at: datetime) -> None:
        """The window has closed without them."""
        self.lapsed_at = at

    @transition(status, source=S.IN_FORCE, target=S.SUPERSEDED, custom={"rule": "KP-14"})
    def supersede(self, at: datetime) -> None:
        """Sixty working days after the next edition has come into force."""
        self.superseded_at = at

    @transition(status, source=[S.LAPSED, S.SUPERSEDED], target=S.ARCHIVED, custom={"rule": "KP-15"})
    def archive(self) -> None:
        """The case of the edition goes to the archive."""


guard_status(ProtocolEdition)


class EditionPaper(models.Model):
    """A paper of an edition: what was issued on its way."""

    class Purpose(models.TextChoices):
        PROJECT = "project", "Проект редакции"
        ANNOUNCEMENT = "announcement", "Объявление об обсуждении"
        FEEDBACK = "feedback", "Свод предложений"
        DISPUTES = "disputes", "Перечень спорных статей"
        CONCILIATION = "conciliation", "Протокол согласительного заседания"
        AMENDMENTS = "amendments", "Сводная таблица поправок"
        COMPARISON = "comparison", "Сравнительный текст"
        EDITION = "edition", "Редакция"
        OUTCOME = "outcome", "Извещение об итогах подписания"
        INVENTORY = "inventory", "Опись"

    edition = models.ForeignKey(ProtocolEdition, models.PROTECT, related_name="papers")
    document = models.OneToOneField("documents.Document", models.PROTECT, related_name="+")
    purpose = models.CharField("назначение", max_length=20, choices=Purpose.choices)

    class Meta:
        verbose_name = "документ редакции"
        ordering = ["pk"]
        triggers = [
            pgtrigger.Protect(name="edition_paper_is_insert_only", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"{self.get_purpose_display()}: {self.edition}"
