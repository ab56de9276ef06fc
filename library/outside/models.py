"""A matter outside the city, one of each card of an external kind in force, and the papers that went out and came back."""

from pathlib import Path
from typing import Any, ClassVar, Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from casework.guard import changes_with_status, guard_status, insert_only
from documents import files
from library.cards.models import Card
from library.outside.status import MatterStatus
from programme.access import Visitor

# Written by the moves of the matter alone.
GUARDED = [
    "addressee", "letter", "sent_on", "outcome", "answer", "answered_on", "result", "amount", "until", "conclusion", "ground", "ended_at",
]  # fmt: skip


class MatterQuerySet(models.QuerySet["ExternalMatter"]):
    """Reading matters."""

    def visible_to(self, person: Visitor) -> Self:
        """Whoever reads the card reads its matter."""
        return self.filter(card__in=Card.objects.visible_to(person))


@guard_status
class ExternalMatter(MatterStatus):
    """What the city asks of somebody whom it does not command (EM-01): a letter, an answer, what follows."""

    card = models.OneToOneField(Card, models.PROTECT, related_name="matter", verbose_name="карточка")
    addressee = models.CharField("кому", max_length=300)
    deadline = models.DateField("последний день отправки", null=True)
    began_at = models.DateTimeField("заведено", auto_now_add=True)
    letter = models.ForeignKey(
        "documents.Document", models.PROTECT, null=True, related_name="+", verbose_name="письмо города"
    )
    sent_on = models.DateField("направлено", null=True)
    outcome = models.CharField("чем ответили", max_length=10, choices=MatterStatus.Status.choices, blank=True)
    answer = models.TextField("ответ", blank=True)
    answered_on = models.DateField("когда ответили", null=True)
    result = models.CharField("что получено", max_length=300, blank=True)
    amount = models.PositiveBigIntegerField("сумма, ₽", null=True)
    until = models.DateField("по какой день", null=True)
    conclusion = models.TextField("вывод для города", blank=True)
    ground = models.TextField("основание последнего шага", blank=True)

    objects = MatterQuerySet.as_manager()

    class Meta:
        verbose_name = "внешнее дело"
        verbose_name_plural = "внешние дела"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(letter=None, sent_on=None, status__in=["preparing", "dropped"])
                | Q(letter__isnull=False, sent_on__isnull=False) & ~Q(status__in=["preparing", "dropped"]),
                name="matter_that_went_out_has_its_letter",
            ),
            models.CheckConstraint(
                condition=Q(outcome="", answer="", answered_on=None)
                | Q(outcome__in=["granted", "partly", "refused"], answered_on__gte=F("sent_on")) & ~Q(answer=""),
                name="matter_is_answered_after_it_was_sent",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["granted", "partly", "suspended", "refused"]) | ~Q(outcome=""), name="matter_is_decided_by_an_answer"
            ),
            models.CheckConstraint(
                condition=~Q(status="refused") | ~Q(conclusion=""), name="refused_matter_has_its_conclusion"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) & ~Q(status__in=["refused", "closed", "dropped"])
                | Q(ended_at__isnull=False, status__in=["refused", "closed", "dropped"]),
                name="matter_ends_in_an_end",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["suspended", "closed", "dropped"]) | ~Q(ground=""), name="matter_ends_on_a_ground"
            ),
        ]  # fmt: skip
        triggers = [
            pgtrigger.Protect(name="matter_is_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="matter_is_of_its_card", fields=["card", "deadline", "began_at"]),
            changes_with_status("facts_of_a_matter_are_of_its_moves", GUARDED),
        ]

    def __str__(self) -> str:
        return f"Внешнее дело: {self.card.title}"

    def get_absolute_url(self) -> str:
        return f"{self.card.get_absolute_url()}#outside"

    @property
    def sent_number(self) -> str:
        """The number under which it went out."""
        return self.letter.number if self.letter else ""

    @property
    def standing(self) -> str:
        """Its status in the words of the kind (Russian): «подана», «поддержана», «отчёт»."""
        return self.called(self.status)

    def called(self, status: str) -> str:
        """What the kind calls a status (Russian)."""
        external = self.card.kind.rule.external
        return (external.words.get(status) if external else None) or str(self.Status(status).label)

    @property
    def tone(self) -> str:
        """The look of its status."""
        return str(self.TONES.get(self.Status(self.status), "info"))


class OutsidePaper(models.Model):
    """A paper of a matter that went out, came back, or says how it ended; with a copy where there is one."""

    class What(models.TextChoices):
        SENT = "sent", "Направлено"
        ANSWER = "answer", "Ответ"
        REMINDER = "reminder", "Напоминание"
        END = "end", "Как закончилось"

    matter = models.ForeignKey(ExternalMatter, models.PROTECT, related_name="papers", verbose_name="внешнее дело")
    what = models.CharField("что это", max_length=10, choices=What.choices)
    day = models.DateField("день")
    words = models.TextField("о чём", blank=True)
    document = models.ForeignKey(
        "documents.Document", models.PROTECT, null=True, related_name="+", verbose_name="бумага города"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="кто внёс"
    )
    at = models.DateTimeField("когда", auto_now_add=True)

    class Meta:
        verbose_name = "бумага внешнего дела"
        verbose_name_plural = "бумаги внешних дел"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(what="answer") | Q(document__isnull=False), name="what_the_city_writes_is_a_paper"
            ),
        ]  # fmt: skip
        triggers: ClassVar = [*insert_only("paper_of_a_matter")]

    def __str__(self) -> str:
        return f"{self.get_what_display()}: {self.matter.card.title}"


class OutsideFile(models.Model):
    """A copy that goes with a paper of a matter: what was sent, what came back. Everybody reads it if whoever entered it said so."""

    paper = models.OneToOneField(OutsidePaper, models.PROTECT, related_name="file", verbose_name="бумага")
    name = models.CharField("имя файла", max_length=200)
    size = models.PositiveIntegerField("размер, байт")
    sha256 = models.CharField(max_length=64)
    is_public = models.BooleanField("читают все", default=False)

    class Meta:
        verbose_name = "копия бумаги внешнего дела"
        verbose_name_plural = "копии бумаг внешних дел"
        triggers: ClassVar = [*insert_only("copy_of_an_outside_paper")]

    def __str__(self) -> str:
        return self.name

    @property
    def path(self) -> Path:
        """Where its bytes lie."""
        return files.path_of(self.sha256)

    @property
    def kept_for(self) -> Any:
        """Whose bytes they are."""
        return self.paper.matter.card

    @property
    def description(self) -> str:
        """What it is, for the office."""
        return str(self.paper)
