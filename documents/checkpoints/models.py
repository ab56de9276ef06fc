"""Cosignatures: a neighbour — another city, a university — has seen the journal grow and says so under its checkpoint."""

from django.db import models

from casework.guard import insert_only
from journal.models import Checkpoint, Entry


class Cosignature(models.Model):
    """One line of a neighbour under a checkpoint (C2SP tlog-cosignature), checked with the neighbour's key when it was attached."""

    checkpoint = models.ForeignKey(Checkpoint, models.PROTECT, related_name="cosignatures", verbose_name="отметка")
    name = models.CharField("кто заверил", max_length=200)
    key = models.CharField("ключ", max_length=400)
    line = models.CharField("строка подписи", max_length=500)
    signed_at = models.DateTimeField("когда заверил")
    entry = models.OneToOneField(Entry, models.PROTECT, verbose_name="запись журнала")

    class Meta:
        verbose_name = "заверение отметки"
        verbose_name_plural = "заверения отметок"
        constraints = [models.UniqueConstraint(fields=["checkpoint", "name"], name="a_neighbour_cosigns_once")]
        triggers = insert_only("cosignature")
