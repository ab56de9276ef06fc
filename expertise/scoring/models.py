"""Score sheets (регламент 3.2): insert-only from the moment they are submitted; a returned one is followed by a new edition."""

from decimal import Decimal
from typing import Self

import pgtrigger
from django.db import models
from django.db.models import F, Q

from casework.roles import AUDITOR
from expertise.challenges.sql import not_challenged
from expertise.expertises.models import Expertise
from expertise.frozen import insert_only
from expertise.panels.models import ExpertAssignment
from expertise.roles import COORDINATOR
from expertise.scoring import sheets
from programme.access import Visitor, keys_of
from programme.models import Criterion


class ScoreSheetQuerySet(models.QuerySet["ScoreSheet"]):
    """How sheets are found: blind scoring is a property of `visible_to`, not of templates."""

    def visible_to(self, person: Visitor) -> Self:
        """One's own; others' of the same expertise once it is published; the coordinator and the auditor see them when all are final.

        The applicant and the public never see sheets: they read the conclusion. Nobody but the coordinator ever sees others' sheets of
        a contest entry: it is not published, so the two doors above stay shut.
        """
        keys = keys_of(person)
        if not keys:
            return self.none()
        final = Q(assignment__status__in=ExpertAssignment.COUNTED)
        seen = Q(assignment__expert__person=person)
        peers = ExpertAssignment.objects.counted().filter(expert__person=person.pk)
        seen |= final & Q(
            assignment__expertise__status__in=Expertise.SHOWN, assignment__expertise__in=peers.values("expertise")
        )
        if COORDINATOR in keys:
            seen |= final & Q(assignment__expertise__status__in=Expertise.SCORED)
        if AUDITOR in keys:
            seen |= final & Q(assignment__expertise__status__in=Expertise.SHOWN)
        return self.filter(seen)

    def counting(self) -> Self:
        """The last edition of each final sheet: what enters the formula."""
        final = self.filter(assignment__status__in=ExpertAssignment.COUNTED)
        return final.order_by("assignment_id", "-edition").distinct("assignment_id")


class ScoreSheet(models.Model):
    """One edition of what an expert has submitted."""

    class Recommendation(models.TextChoices):
        RECOMMEND = "recommend", "рекомендовать"
        REWORK = "rework", "доработать"
        REJECT = "reject", "не рекомендовать"

    assignment = models.ForeignKey(ExpertAssignment, models.PROTECT, related_name="sheets", verbose_name="назначение")
    edition = models.PositiveSmallIntegerField("редакция", default=1)
    conclusion = models.TextField("общий вывод")
    is_private = models.BooleanField("общий вывод — не для заключения", default=False)
    recommendation = models.CharField("вывод", max_length=10, choices=Recommendation.choices)
    total = models.DecimalField("итог", max_digits=5, decimal_places=2)
    submitted_at = models.DateTimeField("сдан")

    objects = ScoreSheetQuerySet.as_manager()

    class Meta:
        verbose_name = "экспертный лист"
        verbose_name_plural = "экспертные листы"
        ordering = ["assignment_id", "-edition"]
        constraints = [
            models.UniqueConstraint(fields=["assignment", "edition"], name="sheet_edition_is_unique"),
            models.CheckConstraint(condition=Q(total__gte=0, total__lte=100), name="total_in_range"),
        ]
        triggers = [
            *insert_only("sheet"),
            pgtrigger.Trigger(
                name="nobody_challenged_hands_in_a_sheet",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=not_challenged(
                    "SELECT expertise_id, expert_id FROM expertise_expertassignment WHERE id = NEW.assignment_id"
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"Экспертный лист: {self.assignment}"

    @property
    def marks(self) -> tuple[sheets.Mark, ...]:
        """The scores as the formula knows them."""
        return tuple(
            sheets.Mark(
                row.criterion_id,
                row.criterion.title,
                row.criterion.weight,
                row.value,
                row.criterion.is_blocking,
                row.criterion.least,
            )
            for row in self.scores.all()
        )


class CriterionScore(models.Model):
    """0…10 for one criterion, and why."""

    sheet = models.ForeignKey(ScoreSheet, models.PROTECT, related_name="scores", verbose_name="лист")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="+", verbose_name="критерий")
    value = models.PositiveSmallIntegerField("оценка")
    ground = models.TextField("обоснование")
    is_private = models.BooleanField("не для заключения", default=False)
    confidence = models.PositiveSmallIntegerField("уверенность эксперта", null=True)

    class Meta:
        verbose_name = "оценка по критерию"
        verbose_name_plural = "оценки по критериям"
        ordering = [F("criterion__number").asc()]
        constraints = [
            models.UniqueConstraint(fields=["sheet", "criterion"], name="criterion_is_scored_once"),
            models.CheckConstraint(condition=Q(value__gte=0, value__lte=10), name="score_from_0_to_10"),
            models.CheckConstraint(
                condition=Q(confidence=None) | Q(confidence__range=(1, 3)), name="confidence_from_1_to_3"
            ),
        ]
        triggers = [*insert_only("criterion_score")]

    def __str__(self) -> str:
        return f"{self.criterion}: {self.value}"


def total_of(marks: list[tuple[Criterion, int, str]]) -> Decimal:
    """Σ w·s of a sheet that is being submitted."""
    return sum((criterion.weight * value for criterion, value, _ in marks), Decimal(0))
