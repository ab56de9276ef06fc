"""The experts' meeting and the comments to discrepancies."""

from django.conf import settings
from django.db import models

from expertise.expertises.models import Expertise
from expertise.frozen import insert_only
from expertise.panels.models import ExpertAssignment
from programme.models import Criterion


class ExpertMeeting(models.Model):
    """The record of the experts' meeting (EX-13): who was there, what was said; quorum 2/3 of the group and both tracks."""

    expertise = models.ForeignKey(Expertise, models.PROTECT, related_name="meetings", verbose_name="экспертиза")
    held_on = models.DateField("день совещания")
    present = models.ManyToManyField(ExpertAssignment, related_name="+", verbose_name="присутствовали")
    record = models.TextField("ход и выводы совещания")
    public_note = models.TextField("о размахе оценок общественного трека", blank=True)
    residents = models.TextField("предложения жителей и ответы на них", blank=True)
    recorded_at = models.DateTimeField("записано")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кем")

    class Meta:
        verbose_name = "экспертное совещание"
        verbose_name_plural = "экспертные совещания"
        triggers = [*insert_only("meeting")]

    def __str__(self) -> str:
        return f"Совещание {self.held_on:%d.%m.%Y}: {self.expertise.number}"


class DiscrepancyComment(models.Model):
    """The coordinator's word on a criterion with a difference of 6 or more among professional experts (карта расхождений)."""

    expertise = models.ForeignKey(Expertise, models.PROTECT, related_name="comments", verbose_name="экспертиза")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="+", verbose_name="критерий")
    text = models.TextField("комментарий")
    written_at = models.DateTimeField("написано")
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кем")

    class Meta:
        verbose_name = "комментарий к расхождению"
        verbose_name_plural = "комментарии к расхождениям"
        ordering = ["criterion__number"]
        triggers = [*insert_only("comment")]

    def __str__(self) -> str:
        return f"{self.criterion}: {self.expertise.number}"
