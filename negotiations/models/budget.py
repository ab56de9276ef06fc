"""The budget of a proposal, line by line."""

import pgtrigger
from django.db import models
from django.db.models import Q

from negotiations.models.proposals import IN_THE_HANDS_OF_ITS_AUTHORS, Proposal

_EDITABLE = ", ".join(f"'{status}'" for status in IN_THE_HANDS_OF_ITS_AUTHORS)


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
        triggers = [
            pgtrigger.Trigger(
                name="submitted_budget_is_frozen",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func=f"""IF EXISTS (SELECT 1 FROM negotiations_proposal p
                            WHERE p.id = CASE WHEN TG_OP = 'INSERT' THEN NEW.proposal_id ELSE OLD.proposal_id END
                              AND p.status NOT IN ({_EDITABLE})) THEN
                            RAISE EXCEPTION 'pgtrigger: the budget of a submitted proposal is frozen';
                        END IF;
                        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
                        RETURN NEW;""",  # noqa: S608 - written from our own names
            )
        ]

    def __str__(self) -> str:
        return f"{self.article}: {self.amount}"
