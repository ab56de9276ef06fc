"""The budget of a proposal, line by line."""

from django.db import models
from django.db.models import Q

from negotiations.models.proposals import Proposal


class BudgetLine(models.Model):
    """One line of the present budget."""

    class Source(models.TextChoices):
        CITY = "city", "город"
        OWN = "own", "собственный вклад"
        PARTNER = "partner", "партнёры"
        GRANT = "grant", "гранты"

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="lines")
    position = models.PositiveSmallIntegerField("порядок")
    article = models.CharField("статья", max_length=200)
    source = models.CharField("источник", max_length=10, choices=Source.choices)
    amount = models.DecimalField("сумма, руб.", max_digits=14, decimal_places=2)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="budget_amount_is_positive"),
            models.UniqueConstraint(fields=["proposal", "position"], name="budget_position_once"),
        ]

    def __str__(self) -> str:
        return f"{self.article}: {self.amount}"
