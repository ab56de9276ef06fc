"""Which edition of a card went to which expertise, and what its author has answered to the remarks before that."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from casework.guard import insert_only
from library.cards.models import Card, CardEdition


class CardExamination(models.Model):
    """An edition on its way through an expertise, in order."""

    card = models.ForeignKey(Card, models.PROTECT, related_name="examinations", verbose_name="карточка")
    edition = models.ForeignKey(CardEdition, models.PROTECT, related_name="+", verbose_name="редакция")
    expertise = models.OneToOneField(
        "expertise.Expertise", models.PROTECT, related_name="card_examination", verbose_name="экспертиза"
    )
    at = models.DateTimeField("когда", auto_now_add=True)

    class Meta:
        verbose_name = "экспертиза карточки"
        verbose_name_plural = "экспертизы карточек"
        ordering = ["pk"]
        triggers = [
            *insert_only("examination_of_a_card"),
            pgtrigger.Trigger(
                name="experts_read_what_the_edition_says",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func="""
                    IF NOT EXISTS (
                        SELECT FROM expertise_expertise e JOIN library_cardedition d ON d.sha256 = e.version_hash
                        WHERE e.id = NEW.expertise_id AND d.id = NEW.edition_id AND d.card_id = NEW.card_id
                    ) THEN
                        RAISE EXCEPTION 'the expertise is about another text' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition}: {self.expertise}"


class RemarkReply(models.Model):
    """What the author says has become of a remark: of a message of the discussion, of a conclusion, or of the committee's return."""

    card = models.ForeignKey(Card, models.PROTECT, related_name="replies", verbose_name="карточка")
    message = models.ForeignKey(
        "consultations.Message", models.PROTECT, null=True, related_name="+", verbose_name="сообщение обсуждения"
    )
    expertise = models.ForeignKey(
        "expertise.Expertise", models.PROTECT, null=True, related_name="+", verbose_name="экспертиза"
    )
    item = models.ForeignKey(
        "committee.AgendaItem", models.PROTECT, null=True, related_name="+", verbose_name="вопрос комитета"
    )
    remark = models.TextField("замечание")
    text = models.TextField("ответ автора")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто ответил")
    at = models.DateTimeField("когда", auto_now_add=True)

    class Meta:
        verbose_name = "ответ на замечание"
        verbose_name_plural = "ответы на замечания"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(message__isnull=False, expertise=None, item=None)
                | Q(message=None, expertise__isnull=False, item=None)
                | Q(message=None, expertise=None, item__isnull=False),
                name="a_reply_is_to_one_remark",
            ),
            *(
                models.UniqueConstraint(fields=["card", source], name=f"one_reply_to_a_remark_of_{source}")
                for source in ("message", "expertise", "item")
            ),
        ]
        triggers = [*insert_only("reply_to_a_remark")]

    def __str__(self) -> str:
        return f"{self.remark} — {self.text}"[:200]
