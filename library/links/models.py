"""A link of a card to something else, under its name in the journal: written once, never changed (programme 8.2, CardLink)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Cast, Concat

from casework.guard import insert_only
from library.cards.models import Card
from library.links.relations import Relation


class CardLink(models.Model):
    """How a card stands to another card, a proposal, a measure, an agreement, a Mark."""

    card = models.ForeignKey(Card, models.PROTECT, related_name="links", verbose_name="карточка")
    relation = models.CharField("как связана", max_length=12, choices=Relation.choices)
    to_key = models.CharField("с чем", max_length=80, db_index=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто связал")
    at = models.DateTimeField("когда", auto_now_add=True)

    class Meta:
        verbose_name = "связь карточки"
        verbose_name_plural = "связи карточек"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["card", "relation", "to_key"], name="card_linked_once", violation_error_message="Такая связь уже есть."
            ),
            models.CheckConstraint(
                condition=~Q(to_key=Concat(Value("library.card:"), Cast(F("card_id"), models.CharField()))),
                name="no_card_is_linked_to_itself",
                violation_error_message="Карточку не связывают с ней самой.",
            ),
        ]  # fmt: skip
        triggers = [*insert_only("link_of_a_card")]

    def __str__(self) -> str:
        return f"{self.card} — {self.get_relation_display()}"
