"""What an expert declared before the materials were opened (3.0)."""

from django.db import models
from django.db.models import Q

from expertise.frozen import insert_only
from expertise.panels.models import ExpertAssignment


class InterestDeclaration(models.Model):
    """What an expert answered before the materials were opened (3.0 «Конфликт интересов»); a false answer costs a year in the register."""

    assignment = models.OneToOneField(
        ExpertAssignment, models.PROTECT, related_name="declaration", verbose_name="назначение"
    )
    is_tied = models.BooleanField(
        "связан с заявителем или сторонами: работа, членство, учредительство, договор сейчас или в последние годы"
    )
    took_part = models.BooleanField("участвовал в подготовке заявки, в переговорах по ней или наставлял авторов")
    is_related = models.BooleanField("близкий родственник или свойственник авторов или руководителей заявителя")
    has_interest = models.BooleanField("лично заинтересован в исходе")
    details = models.TextField("пояснения", blank=True)
    promises_silence = models.BooleanField("обязуется не разглашать сведения об экспертизе")
    declared_at = models.DateTimeField("заявлено")

    class Meta:
        verbose_name = "декларация интересов"
        verbose_name_plural = "декларации интересов"
        constraints = [
            models.CheckConstraint(
                condition=Q(promises_silence=True)
                | Q(is_tied=True)
                | Q(took_part=True)
                | Q(is_related=True)
                | Q(has_interest=True),
                name="nobody_assesses_without_a_promise",
            )
        ]
        triggers = [*insert_only("declaration")]

    def __str__(self) -> str:
        return f"Декларация: {self.assignment}"

    QUESTIONS = ("is_tied", "took_part", "is_related", "has_interest")

    @property
    def has_conflict(self) -> bool:
        """Has the expert named anything that keeps them from assessing?"""
        return any(getattr(self, question) for question in self.QUESTIONS)
