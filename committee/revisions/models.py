"""What a body is asked about a decision of its own, and what came of it."""

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from casework.guard import frozen
from committee.agenda.models import AgendaItem
from committee.decisions.models import Decision
from committee.revisions.resolutions import AMEND, REVOKE


class Revision(models.Model):
    """A question whether a decision is to be amended or revoked; the answer is a new decision.

    `points`: the points of the earlier decision that fall away or are worded anew.
    """

    class Kind(models.TextChoices):
        AMEND = AMEND["code"], "изменить"
        REVOKE = REVOKE["code"], "отменить"

    class Outcome(models.TextChoices):
        DONE = "done", "исполнено"
        KEPT = "kept", "решение оставлено в силе"
        TOO_LATE = "too_late", "решение к тому времени уже не действовало"

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="revisions", verbose_name="решение")
    item = models.OneToOneField(AgendaItem, models.PROTECT, related_name="revision", verbose_name="вопрос")
    kind = models.CharField("что предложено", max_length=20, choices=Kind.choices)
    points = ArrayField(models.PositiveSmallIntegerField(), default=list, verbose_name="пункты")
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто предложил"
    )
    proposed_at = models.DateTimeField("когда предложено")
    outcome = models.CharField("чем кончилось", max_length=10, choices=Outcome.choices, blank=True)

    class Meta:
        verbose_name = "пересмотр решения"
        verbose_name_plural = "пересмотры решений"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["decision"], condition=Q(outcome=""), name="one_open_revision_a_decision"),
            models.CheckConstraint(condition=Q(kind__in=[AMEND["code"], REVOKE["code"]]), name="revision_amends_or_revokes"),
            models.CheckConstraint(
                condition=Q(kind=REVOKE["code"]) | Q(points__len__gt=0), name="amendment_names_the_points"
            ),
        ]  # fmt: skip
        triggers = [
            pgtrigger.Protect(name="revision_is_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="revision_is_as_proposed", exclude=["outcome"]),
            frozen("revision_ends_once", ["outcome"], ~pgtrigger.Q(old__outcome="")),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display().capitalize()}: {self.decision}"

    def get_absolute_url(self) -> str:
        return self.decision.get_absolute_url()
