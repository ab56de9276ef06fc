"""A fund that the city keeps open to everybody."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.urls import reverse


class Fund(models.Model):
    """A book that is not of a measure; its money is held by the city, here stands only what happens to it."""

    title = models.CharField("название", max_length=200, unique=True)
    about = models.TextField("на что")
    ground = models.CharField("основание", max_length=300)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто открыл")
    opened_at = models.DateTimeField("открыт", auto_now_add=True)

    class Meta:
        verbose_name = "фонд"
        verbose_name_plural = "фонды"
        ordering = ["pk"]
        triggers = [pgtrigger.Protect(name="fund_is_never_deleted", operation=pgtrigger.Delete)]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"{reverse('fund')}#fund-{self.pk}"
