"""Ties that surface while an expertise is under way: a question to the coordinator with the facts, never a verdict by itself."""

from typing import Self

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from casework.cases import Case
from casework.workdays import Term
from expertise.frozen import never_deleted
from expertise.panels.models import ExpertAssignment


class TieQuestionQuerySet(models.QuerySet["TieQuestion"]):
    """How questions are found."""

    def open(self) -> Self:
        """Those the coordinator still has to answer."""
        return self.filter(decision="")


class TieQuestion(models.Model):
    """Ties of one expert that nobody knew of when the expert declared none, with who entered them, when, accepted by whom."""

    class Decision(models.TextChoices):
        KEPT = "kept", "лист сохранён"
        RECUSED = "recused", "эксперт отведён"

    assignment = models.ForeignKey(
        ExpertAssignment, models.PROTECT, related_name="tie_questions", verbose_name="назначение"
    )
    sources = ArrayField(models.CharField(max_length=60), verbose_name="записи о связях")
    facts = models.TextField("что известно")
    raised_at = models.DateTimeField("возник")
    decision = models.CharField("решение", max_length=10, choices=Decision.choices, blank=True)
    ground = models.TextField("основание решения", blank=True)
    decided_at = models.DateTimeField("решён", null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="кем решён"
    )

    objects = TieQuestionQuerySet.as_manager()

    class Meta:
        verbose_name = "вопрос о связи эксперта"
        verbose_name_plural = "вопросы о связях экспертов"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["assignment"], condition=Q(decision=""), name="one_open_question_an_assignment"
            ),
            models.CheckConstraint(
                condition=Q(decision="", ground="", decided_at=None, decided_by=None)
                | Q(decision__in=["kept", "recused"], decided_at__isnull=False, decided_by__isnull=False)
                & ~Q(ground=""),
                name="decided_question_has_a_ground",
            ),
        ]
        triggers = [
            *never_deleted("tie_question"),
            pgtrigger.ReadOnly(name="question_keeps_its_facts", fields=["assignment", "sources", "facts", "raised_at"]),
            pgtrigger.Protect(
                name="decided_question_is_final", operation=pgtrigger.Update, condition=~pgtrigger.Q(old__decision="")
            ),
        ]

    def __str__(self) -> str:
        return f"Вопрос о связи: {self.assignment}"

    def get_absolute_url(self) -> str:
        return self.assignment.expertise.get_absolute_url()

    @property
    def lines(self) -> list[str]:
        """The facts, one tie a line."""
        return self.facts.splitlines()


class TieCase(Case):
    """The case of a question that surfaces after the sheets were drawn together; before that its branch of the expertise asks it."""

    subject_field = "tie_question"
    about = "assignment.expertise.applicant_id"

    tie_question = models.OneToOneField(TieQuestion, models.PROTECT, related_name="case", verbose_name="вопрос")

    class Meta:
        verbose_name = "дело о связи эксперта"
        verbose_name_plural = "дела о связях экспертов"

    @property
    def case_title(self) -> str:
        """As it stands in the coordinator's inbox."""
        return f"Связь эксперта в экспертизе {self.tie_question.assignment.expertise.number}"

    def term(self, name: str) -> Term:
        """The length of a named deadline in the regulation the expertise has pinned."""
        return self.tie_question.assignment.expertise.regulation.term(name)
