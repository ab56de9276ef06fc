"""What is said after scoring: the meeting, comments to discrepancies, drafts of the conclusion, objections, dissenting opinions."""

import pgtrigger
from django.conf import settings
from django.db import models

from expertise.expertises.models import Expertise
from expertise.frozen import insert_only, never_deleted
from expertise.panels.models import ExpertAssignment
from programme.models import Criterion


class ExpertMeeting(models.Model):
    """The record of the experts' meeting (EX-13): who was there, what was said; quorum 2/3 of the group and both tracks."""

    expertise = models.OneToOneField(Expertise, models.PROTECT, related_name="meeting", verbose_name="экспертиза")
    held_on = models.DateField("день совещания")
    present = models.ManyToManyField(ExpertAssignment, related_name="+", verbose_name="присутствовали")
    record = models.TextField("ход и выводы совещания")
    public_note = models.TextField("о размахе оценок общественного трека", blank=True)
    residents = models.TextField("предложения жителей и ответы на них", blank=True)
    recorded_at = models.DateTimeField("записано")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кем")

    class Meta:
        verbose_name = "экспертное совещание"
        verbose_name_plural = "экспертные совещания"
        triggers = [*insert_only("meeting")]

    def __str__(self) -> str:
        return f"Совещание {self.held_on:%d.%m.%Y}: {self.expertise.number}"


class DiscrepancyComment(models.Model):
    """The coordinator's word on a criterion with a difference of 6 or more among professional experts (карта расхождений)."""

    expertise = models.ForeignKey(Expertise, models.PROTECT, related_name="comments", verbose_name="экспертиза")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="+", verbose_name="критерий")
    text = models.TextField("комментарий")
    written_at = models.DateTimeField("написано")
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кем")

    class Meta:
        verbose_name = "комментарий к расхождению"
        verbose_name_plural = "комментарии к расхождениям"
        ordering = ["criterion__number"]
        constraints = [models.UniqueConstraint(fields=["expertise", "criterion"], name="discrepancy_is_commented_once")]
        triggers = [*insert_only("comment")]

    def __str__(self) -> str:
        return f"{self.criterion}: {self.expertise.number}"


class ConclusionDraft(models.Model):
    """An edition of the draft, as it was sent to the applicant (EX-14): frozen with all figures it showed."""

    expertise = models.ForeignKey(Expertise, models.PROTECT, related_name="drafts", verbose_name="экспертиза")
    edition = models.PositiveSmallIntegerField("редакция")
    snapshot = models.JSONField("содержание")
    sent_at = models.DateTimeField("направлен")
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кем")

    class Meta:
        verbose_name = "проект заключения"
        verbose_name_plural = "проекты заключения"
        ordering = ["expertise_id", "edition"]
        get_latest_by = "edition"
        constraints = [models.UniqueConstraint(fields=["expertise", "edition"], name="draft_edition_is_unique")]
        triggers = [*insert_only("draft")]

    def __str__(self) -> str:
        return f"Проект заключения, редакция {self.edition}: {self.expertise.number}"


class Objection(models.Model):
    """What the applicant answered to a draft (EX-15), and the coordinator's answer to an objection."""

    class Kind(models.TextChoices):
        AGREED = "agreed", "согласие"
        OBJECTED = "objected", "возражения"
        SILENT = "silent", "возражений в срок не поступило"

    draft = models.OneToOneField(ConclusionDraft, models.PROTECT, related_name="objection", verbose_name="проект")
    kind = models.CharField("ответ заявителя", max_length=10, choices=Kind.choices)
    text = models.TextField("возражения", blank=True)
    made_at = models.DateTimeField("получено")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="кем"
    )
    answer = models.TextField("ответ на возражения", blank=True)
    answered_at = models.DateTimeField("отвечено", null=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="кем отвечено"
    )

    class Meta:
        verbose_name = "ответ заявителя"
        verbose_name_plural = "ответы заявителя"
        constraints = [
            models.CheckConstraint(
                condition=(models.Q(kind="objected") & ~models.Q(text=""))
                | (~models.Q(kind="objected") & models.Q(text="", answer="")),
                name="objection_has_a_text",
            )
        ]
        triggers = [
            *never_deleted("objection"),
            pgtrigger.ReadOnly(name="objection_is_final", fields=["draft", "kind", "text", "made_at", "made_by"]),
            pgtrigger.Protect(
                name="answer_is_final",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__answered_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.draft}"

    @property
    def is_unanswered(self) -> bool:
        """Does somebody still owe an answer?"""
        return self.kind == self.Kind.OBJECTED and self.answered_at is None


class DissentingOpinion(models.Model):
    """An expert may attach an opinion of their own (3.2)."""

    assignment = models.OneToOneField(
        ExpertAssignment, models.PROTECT, related_name="opinion", verbose_name="назначение"
    )
    text = models.TextField("особое мнение")
    written_at = models.DateTimeField("подано")

    class Meta:
        verbose_name = "особое мнение"
        verbose_name_plural = "особые мнения"
        ordering = ["assignment__number"]
        triggers = [*insert_only("opinion")]

    def __str__(self) -> str:
        return f"Особое мнение: {self.assignment}"
