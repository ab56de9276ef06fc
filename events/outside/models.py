"""The estimate of an outside show, an article a row, and the carriages of what is shown there."""

from decimal import Decimal
from typing import Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from casework.guard import written_once
from events.occasions.models import Event


class EstimateLine(models.Model):
    """An article: what is planned for it, and what was spent when that is known."""

    class Article(models.TextChoices):
        CARRIAGE = "carriage", "перевозка экспонатов"
        PLACE = "place", "площадка и стенды"
        INSURANCE = "insurance", "страхование"
        PEOPLE = "people", "проезд и проживание людей"
        PRINT = "print", "печать и реклама"
        OTHER = "other", "прочее"

    event = models.ForeignKey(Event, models.PROTECT, related_name="estimate", verbose_name="показ")
    article = models.CharField("статья", max_length=12, choices=Article.choices)
    planned = models.DecimalField("план, ₽", max_digits=14, decimal_places=2, default=Decimal(0))
    spent = models.DecimalField("факт, ₽", max_digits=14, decimal_places=2, null=True)

    class Meta:
        verbose_name = "статья сметы"
        verbose_name_plural = "статьи сметы"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["event", "article"], name="article_once_in_an_estimate"),
            models.CheckConstraint(
                condition=Q(planned__gte=0) & (Q(spent=None) | Q(spent__gte=0)), name="estimate_is_not_negative"
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="estimate_line_is_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="estimate_line_keeps_its_article", fields=["event", "article"]),
            pgtrigger.Trigger(
                name="estimate_is_planned_before_the_show",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__planned__df=pgtrigger.F("new__planned")),
                func="""
                    IF (SELECT status NOT IN ('planned', 'registration') FROM events_event WHERE id = NEW.event_id) THEN
                        RAISE EXCEPTION 'the plan of a show that has begun' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event}: {self.get_article_display()}"


class CarriageQuerySet(models.QuerySet["Carriage"]):
    """Reading carriages."""

    def standing(self) -> Self:
        """Those that have not been called off, in their order."""
        return self.filter(called_off_at=None).order_by("leaves_at", "pk")


class Carriage(models.Model):
    """How what is shown gets there or back; called off, it stays known."""

    class Way(models.TextChoices):
        THERE = "there", "туда"
        BACK = "back", "обратно"

    event = models.ForeignKey(Event, models.PROTECT, related_name="carriages", verbose_name="показ")
    way = models.CharField("куда", max_length=5, choices=Way.choices)
    carrier = models.CharField("кто везёт", max_length=200)
    leaves_at = models.DateTimeField("отправление")
    arrives_at = models.DateTimeField("прибытие")
    about = models.TextField("где сдать и получить, что сделать")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто назначил")
    at = models.DateTimeField("когда назначена", auto_now_add=True)
    called_off_at = models.DateTimeField("когда отменена", null=True)

    objects = CarriageQuerySet.as_manager()

    class Meta:
        verbose_name = "перевозка"
        verbose_name_plural = "перевозки"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(arrives_at__gt=F("leaves_at")), name="carriage_arrives_later")
        ]
        triggers = [
            pgtrigger.Protect(name="carriage_is_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(
                name="carriage_is_what_was_said", fields=["event", "way", "carrier", "leaves_at", "arrives_at", "about", "by", "at"]
            ),
            written_once("carriage_is_called_off_once", ["called_off_at"]),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"Перевозка {self.get_way_display()}: {self.carrier}"

    def get_absolute_url(self) -> str:
        return reverse("carriage_call_off", args=[self.pk])
