"""A diploma of a contest: what was awarded beside a Mark, or by a kind that gives none."""

import pgtrigger
from django.db import models
from django.db.models import Q

from documents.models import Document
from quality_mark.entries.models import ContestApplication
from quality_mark.kinds.words import RUNG_OF_STATUS, title_at


class Diploma(models.Model):
    """A diploma: of a degree by the decision on the results, or the citizens' prize by their vote. It has no term."""

    class Degree(models.TextChoices):
        LAUREATE = "laureate", "Лауреат"  # of a kind other than the Mark
        FIRST = "diploma_1", "Диплом I степени"
        SECOND = "diploma_2", "Диплом II степени"
        CITIZENS = "citizens", "Приз горожан"

    entry = models.ForeignKey(ContestApplication, models.PROTECT, related_name="diplomas", verbose_name="заявка")
    degree = models.CharField("степень", max_length=10, choices=Degree.choices)
    votes = models.PositiveIntegerField("голосов горожан", null=True)
    document = models.ForeignKey(Document, models.PROTECT, related_name="+", verbose_name="диплом")
    awarded_at = models.DateTimeField("присуждён")

    class Meta:
        verbose_name = "диплом"
        verbose_name_plural = "дипломы"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["entry", "degree"], name="one_diploma_a_degree"),
            models.CheckConstraint(
                condition=Q(degree="citizens", votes__gt=0) | ~Q(degree="citizens") & Q(votes=None),
                name="the_citizens_prize_has_its_votes",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="diploma_is_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="diploma_is_of_one_entry", fields=["entry", "degree", "votes", "awarded_at"]),
        ]

    def __str__(self) -> str:
        return f"{self.get_degree_display()}: {self.entry}"

    def get_degree_display(self) -> str:  # type: ignore[no-redef]
        """The degree in words, or what the level is called by a kind other than the Mark."""
        rule, rung = self.entry.contest.rule, RUNG_OF_STATUS.get(self.degree)
        return str(self.Degree(self.degree).label) if rule.gives_mark or rung is None else title_at(rule, rung)
