"""Acts of the Head of the city by which decisions of a body come into force (регламент 3.5.3, DC-06)."""

from pathlib import Path
from typing import Any

import pgtrigger
from django.conf import settings
from django.db import models

from casework.guard import insert_only
from committee.decisions.models import Decision
from documents import files


class IssuedAct(models.Model):
    """An act as the clerk has entered it, with a copy of it kept under its hash."""

    class Genre(models.TextChoices):
        DECREE = "decree", "постановление"
        ORDER = "order", "распоряжение"

    decision = models.OneToOneField(Decision, models.PROTECT, related_name="issued_act", verbose_name="решение")
    genre = models.CharField("вид акта", max_length=6, choices=Genre.choices)
    number = models.CharField("номер", max_length=50)
    day = models.DateField("дата")
    name = models.CharField("имя файла копии", max_length=200)
    kind = models.CharField("вид файла", max_length=10)
    size = models.PositiveIntegerField("размер, байт")
    sha256 = models.CharField(max_length=64)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кем внесён"
    )
    entered_at = models.DateTimeField("когда внесён")

    class Meta:
        verbose_name = "акт Главы города"
        verbose_name_plural = "акты Главы города"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(genre__in=["decree", "order"]), name="act_is_of_a_known_genre")
        ]
        triggers = [
            *insert_only("issued_act"),
            pgtrigger.Trigger(
                name="act_follows_its_decision",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func="""IF NOT EXISTS (SELECT 1 FROM committee_decision c JOIN documents_document d ON d.id = c.document_id
                            WHERE c.id = NEW.decision_id AND c.status = 'pending_act' AND d.date <= NEW.day) THEN
                            RAISE EXCEPTION 'pgtrigger: an act is entered for a decision that waits for it, not before the day of the decision';
                        END IF;
                        RETURN NEW;""",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_genre_display()} Главы города № {self.number} от {self.day:%d.%m.%Y}"

    @property
    def path(self) -> Path:
        """Where its bytes lie."""
        return files.path_of(self.sha256)

    @property
    def kept_for(self) -> Any:
        """Whose bytes they are."""
        return self.decision

    @property
    def description(self) -> str:
        """What it is, for the office."""
        return f"{self.decision}: копия акта Главы города"
