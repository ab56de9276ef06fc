"""Points of a decision that somebody carries out: who, by when, how it is proved (регламент 3.5.4, DC-12)."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from casework.guard import written_once
from committee.decisions.models import Decision
from execution.models import Undertaking
from programme.models import Organization


class DecisionPoint(models.Model):
    """An instruction as the decision words it; once the decision binds, an undertaking carries it on.

    A condition is carried out before that: without it the decision does not come into force (PP-26).
    """

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="instructions", verbose_name="решение")
    number = models.PositiveSmallIntegerField("пункт")
    text = models.TextField("что сделать")
    organization = models.ForeignKey(
        Organization, models.PROTECT, null=True, related_name="+", verbose_name="организация"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="человек"
    )
    due_on = models.DateField("срок")
    proof = models.CharField("чем подтверждается", max_length=300, blank=True)
    is_condition = models.BooleanField("условие", default=False)
    undertaking = models.OneToOneField(
        Undertaking, models.PROTECT, null=True, related_name="+", verbose_name="поручение"
    )

    class Meta:
        verbose_name = "поручение решения"
        verbose_name_plural = "поручения решений"
        ordering = ["decision", "number"]
        constraints = [
            models.UniqueConstraint(fields=["decision", "number"], name="one_instruction_a_point"),
            models.CheckConstraint(
                condition=Q(organization=None, person__isnull=False) | Q(organization__isnull=False, person=None),
                name="instruction_has_an_executor",
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="given_instruction_is_never_deleted",
                operation=pgtrigger.Delete,
                condition=pgtrigger.Q(old__undertaking__isnull=False),
            ),
            pgtrigger.ReadOnly(name="instruction_is_as_worded", exclude=["undertaking"]),
            written_once("instruction_is_given_once", ["undertaking"]),
        ]

    def __str__(self) -> str:
        return f"{self.decision}, пункт {self.number}"

    @property
    def executor(self) -> str:
        """Who carries it out, as the paper names them."""
        if self.organization:
            return self.organization.short_name
        return self.person.short_name if self.person else ""
