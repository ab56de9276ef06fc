"""Reservations of a signatory to articles that are not essential (KS-03, KS-04)."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from protocol.editions.articles import ArticleText
from protocol.signatories.models import Signatory


class Reservation(models.Model):
    """With what reservation an organisation signs an article, and how it was decided."""

    class Outcome(models.TextChoices):
        PENDING = "", "рассматривается"
        ACCEPTED = "accepted", "принята"
        REFUSED = "refused", "отклонена"
        DISPUTED = "disputed", "передана рабочей группе"

    signatory = models.ForeignKey(Signatory, models.PROTECT, related_name="reservations", verbose_name="подписант")
    article_text = models.ForeignKey(
        ArticleText, models.PROTECT, related_name="reservations", verbose_name="статья в этой редакции"
    )
    text = models.TextField("текст оговорки")
    outcome = models.CharField("решение", max_length=10, choices=Outcome.choices, blank=True, default=Outcome.PENDING)
    reasons = models.TextField("мотивы решения", blank=True)
    proposed_at = models.DateTimeField("заявлена")
    decided_at = models.DateTimeField("решена", null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="кем решена"
    )
    item = models.ForeignKey(
        "committee.AgendaItem", models.PROTECT, null=True, related_name="+", verbose_name="вопрос рабочей группы"
    )
    carried_from = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="+", verbose_name="перенесена с прежней редакции"
    )

    class Meta:
        verbose_name = "оговорка"
        verbose_name_plural = "оговорки"
        ordering = ["article_text__position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["signatory", "article_text"], condition=~Q(outcome="refused"), name="one_reservation_an_article"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="reservation_has_a_text"),
            models.CheckConstraint(
                condition=~Q(outcome="refused") | ~Q(reasons=""), name="refused_reservation_has_reasons"
            ),
            models.CheckConstraint(
                condition=~Q(outcome="disputed") | Q(item__isnull=False), name="disputed_reservation_is_on_an_agenda"
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="reservation_is_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(
                name="reservation_text_is_frozen",
                fields=["signatory", "article_text", "text", "proposed_at", "carried_from"],
            ),
            pgtrigger.Protect(
                name="decided_reservation_is_final",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__outcome__in=["accepted", "refused"]),
            ),
            pgtrigger.Trigger(
                name="reservation_is_lawful",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func="""IF NOT EXISTS (
                            SELECT 1 FROM protocol_articletext t JOIN protocol_signatory s ON s.edition_id = t.edition_id
                            WHERE t.id = NEW.article_text_id AND s.id = NEW.signatory_id
                              AND NOT t.is_essential AND NOT t.dropped) THEN
                            RAISE EXCEPTION 'pgtrigger: no reservation is possible to this article';
                        END IF;
                        RETURN NEW;""",
            ),
        ]

    def __str__(self) -> str:
        return f"Оговорка к статье {self.article_text.position}"

    @property
    def kind(self) -> str:
        """The kind of the chip of the outcome."""
        return {"accepted": "ok", "refused": "bad"}.get(self.outcome, "info")
