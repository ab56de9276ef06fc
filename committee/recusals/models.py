"""Hints that are not certain: a question to the member, decided by the body without them (регламент 3.0, г)."""

from typing import Self

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from casework.guard import no_truncate
from committee.agenda.lines import AgendaLine
from committee.bodies.models import Body, BodyMember


class TieHintQuerySet(models.QuerySet["TieHint"]):
    """Reading hints."""

    def open(self) -> Self:
        """Those the body still has to decide."""
        return self.filter(decision="")

    def dismissed_sources(self, body: Body, person: int) -> set[str]:
        """The facts about a person in which a body has seen no conflict: it is not asked about them again."""
        rows = self.filter(line__meeting__body=body, member__person=person, decision=TieHint.Decision.NONE)
        return {source for sources in rows.values_list("sources", flat=True) for source in sources}


class TieHint(models.Model):
    """What may tie a member to somebody interested in an item; what the member says to it, and what the body has decided."""

    class Decision(models.TextChoices):
        NONE = "none", "конфликта нет"
        RECUSED = "recused", "отведён"

    line = models.ForeignKey(AgendaLine, models.PROTECT, related_name="hints", verbose_name="строка повестки")
    member = models.ForeignKey(BodyMember, models.PROTECT, related_name="+", verbose_name="член")
    sources = ArrayField(models.CharField(max_length=60), verbose_name="о каких фактах")
    facts = models.TextField("что известно")
    raised_at = models.DateTimeField("возник")
    answer = models.TextField("что ответил член", blank=True)
    answered_at = models.DateTimeField("когда ответил", null=True)
    decision = models.CharField("решение", max_length=10, choices=Decision.choices, blank=True)
    votes_for = models.PositiveSmallIntegerField("за отвод", null=True)
    votes_against = models.PositiveSmallIntegerField("против отвода", null=True)
    decided_at = models.DateTimeField("решён", null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="кем записано"
    )

    objects = TieHintQuerySet.as_manager()

    class Meta:
        verbose_name = "вопрос о возможной связи члена"
        verbose_name_plural = "вопросы о возможных связях членов"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["line", "member"], condition=Q(decision=""), name="one_open_hint_a_member"),
            models.CheckConstraint(
                condition=Q(decision="", decided_at=None, decided_by=None)
                | Q(decision__in=["none", "recused"], decided_at__isnull=False, decided_by__isnull=False),
                name="decided_hint_says_by_whom",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="hint_is_never_deleted", operation=pgtrigger.Delete),
            no_truncate("hint_is_never_emptied"),
            pgtrigger.ReadOnly(name="hint_keeps_its_facts", fields=["line", "member", "sources", "facts", "raised_at"]),
            pgtrigger.Protect(
                name="decided_hint_is_final", operation=pgtrigger.Update, condition=~pgtrigger.Q(old__decision="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member.person}: {self.facts[:60]}"
