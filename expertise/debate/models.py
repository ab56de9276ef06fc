"""What experts say to each other about a discrepancy once all sheets are in, and the mark somebody has changed (регламент 3.2)."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from expertise.expertises.models import Expertise
from expertise.frozen import insert_only
from expertise.panels.models import ExpertAssignment
from expertise.scoring.models import ScoreSheet
from programme.models import Criterion

# Only between the last sheet and the record of the meeting; the database says so too.
WHILE_CONSOLIDATING = """
    IF (SELECT e.status FROM expertise_expertise e WHERE e.id = NEW.expertise_id) NOT IN ('deviation', 'consolidating') THEN
        RAISE EXCEPTION 'the experts speak between the last sheet and the record of their meeting' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""


def _in_time(name: str) -> pgtrigger.Trigger:
    return pgtrigger.Trigger(name=name, when=pgtrigger.Before, operation=pgtrigger.Insert, func=WHILE_CONSOLIDATING)


class DebateRemark(models.Model):
    """A line of a thread: of an expert under their number, or of the coordinator; the hour is kept nowhere."""

    expertise = models.ForeignKey(Expertise, models.PROTECT, related_name="remarks", verbose_name="экспертиза")
    criterion = models.ForeignKey(Criterion, models.PROTECT, null=True, related_name="+", verbose_name="критерий")
    assignment = models.ForeignKey(
        ExpertAssignment, models.PROTECT, null=True, related_name="remarks", verbose_name="эксперт"
    )
    coordinator = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="координатор"
    )
    text = models.TextField("слова")
    said_on = models.DateField("день")

    class Meta:
        verbose_name = "реплика экспертов"
        verbose_name_plural = "реплики экспертов"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(assignment__isnull=False, coordinator=None) | Q(assignment=None, coordinator__isnull=False),
                name="a_remark_has_a_single_author",
            )
        ]
        triggers = [*insert_only("remark"), _in_time("remarks_are_made_in_time")]

    def __str__(self) -> str:
        return f"{self.author}: {self.expertise.number}"

    @property
    def author(self) -> str:
        """Эксперт № 2, or the coordinator (Russian)."""
        return self.assignment.pseudonym if self.assignment else "Координатор"


class MarkChange(models.Model):
    """A mark an expert has changed after hearing the others: once, with the reason; both editions of the sheet stay."""

    expertise = models.ForeignKey(Expertise, models.PROTECT, related_name="mark_changes", verbose_name="экспертиза")
    assignment = models.OneToOneField(
        ExpertAssignment, models.PROTECT, related_name="mark_change", verbose_name="эксперт"
    )
    former = models.OneToOneField(ScoreSheet, models.PROTECT, related_name="+", verbose_name="прежний лист")
    sheet = models.OneToOneField(ScoreSheet, models.PROTECT, related_name="+", verbose_name="новый лист")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="+", verbose_name="критерий")
    before = models.PositiveSmallIntegerField("была оценка")
    after = models.PositiveSmallIntegerField("стала оценка")
    ground = models.TextField("почему изменена")
    changed_on = models.DateField("день")

    class Meta:
        verbose_name = "изменённая оценка"
        verbose_name_plural = "изменённые оценки"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(before=models.F("after")), name="a_changed_mark_differs"),
        ]
        triggers = [*insert_only("mark_change"), _in_time("marks_change_in_time")]

    def __str__(self) -> str:
        return f"{self.assignment.pseudonym}, {self.criterion}: {self.before} → {self.after}"
