"""What members add to the minutes: remarks on the draft, opinions of their own."""

import pgtrigger
from django.db import models

from casework.guard import no_truncate
from committee.agenda.lines import INSERT_ONLY, AgendaLine
from committee.bodies.models import BodyMember
from committee.meetings.models import Meeting


class DissentingOpinion(models.Model):
    """A member's own opinion on an item, put on record within two working days and attached to the minutes."""

    line = models.ForeignKey(AgendaLine, models.PROTECT, related_name="opinions", verbose_name="строка повестки")
    member = models.ForeignKey(BodyMember, models.PROTECT, related_name="+", verbose_name="член")
    text = models.TextField("особое мнение")
    at = models.DateTimeField("когда")

    class Meta:
        verbose_name = "особое мнение"
        verbose_name_plural = "особые мнения"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["line", "member"], name="one_opinion_a_member")]
        triggers = [
            pgtrigger.Protect(name="opinion_is_insert_only", operation=INSERT_ONLY),
            no_truncate("opinion_is_never_emptied"),
        ]

    def __str__(self) -> str:
        return f"{self.member.person}: {self.text[:60]}"


class MinutesRemark(models.Model):
    """What a member says to the draft of the minutes within two working days (MT-12)."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="remarks", verbose_name="заседание")
    member = models.ForeignKey(BodyMember, models.PROTECT, related_name="+", verbose_name="член")
    text = models.TextField("замечание")
    at = models.DateTimeField("когда")

    class Meta:
        verbose_name = "замечание к протоколу"
        verbose_name_plural = "замечания к протоколу"
        ordering = ["pk"]
        triggers = [
            pgtrigger.Protect(name="remark_is_insert_only", operation=pgtrigger.Update | pgtrigger.Delete),
            no_truncate("remark_is_never_emptied"),
        ]

    def __str__(self) -> str:
        return f"{self.member}: {self.text[:60]}"
