"""Amendments to an article of a published edition (регламент 3.4.2), and the residents who gather for one."""

from datetime import datetime
from typing import Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django_fsm import FSMField, transition

from casework.guard import guard_status
from journal.append_only import insert_only
from programme.access import Visitor
from programme.models import Level, Organization
from protocol.amendments.triggers import CHOSEN_IS_ITS_OWN, NO_TWO_ACCEPTED, SPAN_INSIDE
from protocol.editions.articles import ArticleText
from protocol.editions.models import ProtocolEdition

RESIDENTS = "группа жителей"  # as the public reads the author of an amendment that residents have gathered for


class ProposedChange(models.Model):
    """What is to be changed: words of an article, a whole article out, or a new one in."""

    class Kind(models.TextChoices):
        REPLACE = "replace", "заменить слова"
        NEW = "new", "дополнить новой статьёй"
        DROP = "drop", "исключить статью"

    edition = models.ForeignKey(ProtocolEdition, models.PROTECT, related_name="%(class)ss")
    article_text = models.ForeignKey(
        ArticleText, models.PROTECT, null=True, related_name="%(class)ss", verbose_name="к какой статье"
    )
    kind = models.CharField("вид поправки", max_length=10, choices=Kind.choices, default=Kind.REPLACE)
    words = models.TextField("заменяемые слова", blank=True)
    start = models.PositiveIntegerField("место в тексте", default=0)
    wording = models.TextField("предлагаемые слова", blank=True)
    title = models.CharField("заголовок новой статьи", max_length=200, blank=True)
    indicator = models.CharField("показатель соблюдения новой статьи", max_length=300, blank=True)
    reasoning = models.TextField("обоснование")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто внёс")

    class Meta:
        abstract = True

    @property
    def end(self) -> int:
        """Where the words to be replaced end."""
        return self.start + len(self.words)

    @property
    def place(self) -> str:
        """To what the change is proposed, in words (Russian)."""
        return f"статья {self.article_text.position}" if self.article_text else "новая статья"


class Petition(ProposedChange):
    """A change for which a resident gathers supporters; with twenty of them it becomes an amendment."""

    opened_at = models.DateTimeField("сбор начат", auto_now_add=True)
    closed_at = models.DateTimeField("сбор закончен", null=True)
    is_dropped = models.BooleanField("оставлена автором или не набрала сторонников", default=False)

    class Meta:
        verbose_name = "сбор сторонников поправки"
        ordering = ["-pk"]
        triggers = [
            pgtrigger.Protect(name="petition_is_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="petition_words_are_final", exclude=["closed_at", "is_dropped"]),
            pgtrigger.Trigger(
                name="petition_span_is_inside", when=pgtrigger.Before, operation=pgtrigger.Insert, func=SPAN_INSIDE
            ),
        ]

    def __str__(self) -> str:
        return f"Сбор сторонников поправки: {self.place}"

    def get_absolute_url(self) -> str:
        return reverse("protocol_petition", args=[self.pk])


class PetitionSupport(models.Model):
    """A resident who stands behind a proposed change with their own account."""

    petition = models.ForeignKey(Petition, models.PROTECT, related_name="supports")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    level = models.CharField("чем подтверждена личность", max_length=10, choices=Level.choices, default=Level.EMAIL)

    class Meta:
        verbose_name = "поддержка поправки"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["petition", "person"], name="supports_once")]
        triggers = insert_only("petition_support")

    def __str__(self) -> str:
        return f"{self.person}: {self.petition}"


class AmendmentQuerySet(models.QuerySet["Amendment"]):
    """Reading amendments."""

    def visible_to(self, person: Visitor) -> Self:
        """Of the editions the person may see."""
        return self.filter(edition__in=ProtocolEdition.objects.visible_to(person))


class Amendment(ProposedChange):
    """A submitted amendment: its words are final, its status follows the regulation."""

    class Status(models.TextChoices):
        SUBMITTED = "submitted", "Внесена"
        ADMISSIBLE = "admissible", "Допущена"
        INADMISSIBLE = "inadmissible", "Не допущена"
        DISCUSSING = "discussing", "На рабочей группе"
        ACCEPTED = "accepted", "Принята"
        ACCEPTED_PARTLY = "accepted_partly", "Принята частично"
        DECLINED = "declined", "Отклонена"
        INCORPORATED = "incorporated", "Учтена в тексте"
        WITHDRAWN = "withdrawn", "Отозвана автором"

    S = Status
    LIVE = [S.SUBMITTED, S.ADMISSIBLE, S.DISCUSSING]  # nothing is decided yet
    TAKEN = [S.ACCEPTED, S.ACCEPTED_PARTLY, S.INCORPORATED]

    number = models.PositiveSmallIntegerField("номер в редакции")
    status = FSMField("состояние", default=Status.SUBMITTED, choices=Status.choices, protected=True)
    organization = models.ForeignKey(
        Organization, models.PROTECT, null=True, related_name="+", verbose_name="от организации"
    )
    petition = models.OneToOneField(Petition, models.PROTECT, null=True, related_name="amendment")
    submitted_at = models.DateTimeField("внесена", auto_now_add=True)
    check_reasons = models.TextField("почему не допущена", blank=True)
    group_words = models.TextField("какие слова меняет редакция группы", blank=True)
    group_start = models.PositiveIntegerField("место этих слов", default=0)
    group_wording = models.TextField("редакция группы", blank=True)
    item = models.ForeignKey(
        "committee.AgendaItem", models.PROTECT, null=True, related_name="+", verbose_name="вопрос рабочей группы"
    )
    chosen = models.ForeignKey(
        "protocol.Subamendment",
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="с какой поправкой к ней принята",
    )
    disputed_by = models.CharField("сектор, голосовавший против целиком", max_length=60, blank=True)
    is_accepted_partly = models.BooleanField("принята в редакции группы", default=False)
    decision_reasons = models.TextField("мотивы решения", blank=True)
    decided_at = models.DateTimeField("решена", null=True)
    answer = models.OneToOneField(
        "documents.Document", models.PROTECT, null=True, related_name="+", verbose_name="ответ автору"
    )

    objects = AmendmentQuerySet.as_manager()

    class Meta:
        verbose_name = "поправка"
        verbose_name_plural = "поправки"
        ordering = ["edition_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "number"], name="amendment_number_once"),
            models.CheckConstraint(
                condition=Q(organization__isnull=True) ^ Q(petition__isnull=True),
                name="amendment_has_one_kind_of_author",
            ),
            models.CheckConstraint(
                condition=Q(kind="new", article_text__isnull=True, words="")
                | Q(kind="drop", article_text__isnull=False, words="", wording="")
                | (Q(kind="replace", article_text__isnull=False) & ~Q(words="")),
                name="amendment_says_what_it_changes",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["accepted", "accepted_partly", "declined", "incorporated"])
                | ~Q(decision_reasons=""),
                name="decided_amendment_has_reasons",
            ),
            models.CheckConstraint(
                condition=~Q(status="inadmissible") | ~Q(check_reasons=""), name="inadmissible_has_reasons"
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="amendment_is_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(
                name="amendment_words_are_final",
                fields=[
                    "edition", "article_text", "kind", "words", "start", "wording", "title", "indicator", "reasoning",
                    "author", "number", "organization", "petition",
                ],
            ),
            pgtrigger.Trigger(
                name="amendment_span_is_inside", when=pgtrigger.Before, operation=pgtrigger.Insert, func=SPAN_INSIDE
            ),
            pgtrigger.Trigger(
                name="no_two_accepted_collide",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                declare=[("first", "int"), ("last", "int")],
                func=NO_TWO_ACCEPTED,
            ),
            pgtrigger.Trigger(
                name="chosen_words_are_its_own", when=pgtrigger.Before, operation=pgtrigger.Update, func=CHOSEN_IS_ITS_OWN,
                condition=pgtrigger.Q(new__chosen__isnull=False),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"Поправка № {self.number} ({self.place})"

    def get_absolute_url(self) -> str:
        return reverse("protocol_amendment", args=[self.pk])

    @property
    def author_key(self) -> str:
        """Who answers for it: the organisation's signer, or the resident who gathered the group."""
        return f"signer:{self.organization_id}" if self.organization_id else f"person:{self.author_id}"

    @property
    def author_name(self) -> str:
        """The author as the public reads it: residents are not named."""
        return self.organization.short_name if self.organization else RESIDENTS

    @property
    def partly_words(self) -> str:
        """Whose words it was accepted in, if not in the author's (Russian)."""
        return f"с поправкой № {self.chosen.label} ({self.chosen.author_name})" if self.chosen else "в редакции группы"

    def take_wording(self, wording: str) -> None:
        """Other words instead of the author's at the same place: to be accepted in, and somebody's if they have proposed them."""
        self.group_words, self.group_start, self.group_wording = self.words, self.start, wording
        self.chosen = self.subamendments.filter(wording=wording).first()

    @transition(status, source=S.SUBMITTED, target=S.ADMISSIBLE)
    def admit(self) -> None:
        """3.4.2: it belongs to the article, there are words and reasons."""

    @transition(status, source=S.SUBMITTED, target=S.INADMISSIBLE)
    def refuse(self, reasons: str) -> None:
        """3.4.2: with reasons."""
        self.check_reasons = reasons

    @transition(status, source=S.ADMISSIBLE, target=S.DISCUSSING)
    def discuss(self) -> None:
        """3.4.2: put to the group."""

    @transition(status, source=S.DISCUSSING, target=S.ACCEPTED)
    def accept(self, reasons: str, at: datetime) -> None:
        """3.4.2: two thirds of the group."""
        self.decision_reasons, self.decided_at = reasons, at

    @transition(status, source=S.DISCUSSING, target=S.ACCEPTED_PARTLY)
    def accept_partly(self, reasons: str, at: datetime) -> None:
        """3.4.2: in the words of the group."""
        self.decision_reasons, self.decided_at, self.is_accepted_partly = reasons, at, True

    @transition(status, source=S.DISCUSSING, target=S.DECLINED)
    def decline(self, reasons: str, at: datetime) -> None:
        """3.4.2: with reasons."""
        self.decision_reasons, self.decided_at = reasons, at

    @transition(status, source=[S.ACCEPTED, S.ACCEPTED_PARTLY], target=S.INCORPORATED)
    def incorporate(self) -> None:
        """3.4.2: by itself, when the text is fixed."""

    @transition(status, source=LIVE, target=S.WITHDRAWN)
    def withdraw(self) -> None:
        """3.4.2: by the author, before the group has decided."""


guard_status(Amendment)
