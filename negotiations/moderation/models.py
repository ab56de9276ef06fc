"""What an appointed moderator has declared (NG-02)."""

from django.conf import settings
from django.db import models

from journal.append_only import insert_only
from negotiations.talks.models import Negotiation


class ModeratorDeclaration(models.Model):
    """What an appointed moderator declared of ties to the parties (NG-02); written once."""

    case = models.ForeignKey(Negotiation, models.PROTECT, related_name="declarations", verbose_name="дело")
    moderator = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="модератор")
    is_clean = models.BooleanField("связей нет, дело принято")
    text = models.TextField("пояснение", blank=True)
    at = models.DateTimeField("когда", auto_now_add=True)

    class Meta:
        verbose_name = "декларация модератора"
        verbose_name_plural = "декларации модераторов"
        triggers = insert_only("moderator_declaration")

    def __str__(self) -> str:
        return f"{self.moderator}: {'связей нет' if self.is_clean else 'отказ'}"
