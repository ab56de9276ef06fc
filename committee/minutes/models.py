"""Who was at a sitting, and what members said to the draft of its minutes."""

import pgtrigger
from django.db import models

from casework.guard import no_truncate
from committee.bodies.models import BodyMember
from committee.meetings.models import Meeting


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
