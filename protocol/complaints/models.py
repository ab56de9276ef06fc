"""Complaints about a breach of a norm by a signatory (регламент 3.4.4)."""

from datetime import datetime
from typing import Any, ClassVar, Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django_fsm import FSMField, transition

from casework.guard import guard_status
from programme.access import holds, keys_of
from protocol.editions.articles import ArticleText
from protocol.group.members import sits_in_group
from protocol.roles import EDITORS
from protocol.signatories.models import Signatory


class NormComplaintQuerySet(models.QuerySet["NormComplaint"]):
    """Which complaints somebody may read."""

    def visible_to(self, person: Any) -> Self:
        """The author, the organisation complained of once it is accepted, the editor and the group; nobody else."""
        if not person.is_authenticated:
            return self.none()
        if holds(person, *EDITORS) or sits_in_group(person):
            return self
        own = [int(key.split(":")[1]) for key in keys_of(person) if key.startswith("member:")]
        accepted = ~Q(status__in=["submitted", "inadmissible"])
        return self.filter(Q(author=person) | Q(signatory__organization__in=own) & accepted)


@guard_status
class NormComplaint(models.Model):
    """Somebody says that a signatory has not kept to an article: answer, mediation, conclusion, measures."""

    class Status(models.TextChoices):
        SUBMITTED = "submitted", "Подано"
        INADMISSIBLE = "inadmissible", "Не принято"
        ACCEPTED = "accepted", "Принято"
        RESPONSE_WAIT = "response_wait", "Ждёт ответа подписанта"
        MEDIATION = "mediation", "Примирение"
        RESOLVED = "resolved", "Стороны примирились"
        CONCLUSION = "conclusion", "Заключение рабочей группы"
        RECOMMENDED_MEASURES = "recommended_measures", "Меры рекомендованы комитету"
        CLOSED = "closed", "Закрыто"

    class Finding(models.TextChoices):
        BREACH = "breach", "правило нарушено"
        NO_BREACH = "no_breach", "нарушения нет"

    class Advice(models.TextChoices):
        NONE = "none", "меры не нужны"
        SUSPEND = "suspend", "приостановить участие"
        EXCLUDE = "exclude", "исключить из числа подписантов"

    S = Status
    TONES: ClassVar = {S.RESOLVED: "ok", S.INADMISSIBLE: "bad", S.RECOMMENDED_MEASURES: "warn"}

    signatory = models.ForeignKey(Signatory, models.PROTECT, related_name="complaints", verbose_name="подписант")
    article_text = models.ForeignKey(ArticleText, models.PROTECT, related_name="+", verbose_name="статья")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="norm_complaints", verbose_name="заявитель"
    )
    status = FSMField("состояние", default=Status.SUBMITTED, choices=Status.choices, protected=True)
    number = models.CharField("регистрационный номер", max_length=40, unique=True)
    receipt = models.OneToOneField("documents.Document", models.PROTECT, related_name="+", verbose_name="расписка")
    facts = models.TextField("что произошло")
    wish = models.TextField("чего просит заявитель", blank=True)
    submitted_at = models.DateTimeField("подано")
    checked_at = models.DateTimeField("проверено редактором", null=True)
    refusal = models.TextField("почему не принято", blank=True)
    response = models.TextField("ответ подписанта", blank=True)
    responded_at = models.DateTimeField("ответ дан", null=True)
    mediated_on = models.DateField("день примирительной встречи", null=True)
    mediation = models.TextField("итог встречи", blank=True)
    finding = models.CharField("вывод рабочей группы", max_length=10, choices=Finding.choices, blank=True)
    conclusion = models.TextField("заключение", blank=True)
    advice = models.CharField("рекомендация комитету", max_length=10, choices=Advice.choices, blank=True)
    document = models.OneToOneField(
        "documents.Document", models.PROTECT, null=True, related_name="+", verbose_name="заключение о соблюдении"
    )
    closed_at = models.DateTimeField("закрыто", null=True)

    objects = NormComplaintQuerySet.as_manager()

    class Meta:
        verbose_name = "обращение о несоблюдении"
        verbose_name_plural = "обращения о несоблюдении"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status="inadmissible") | ~Q(refusal=""), name="inadmissible_complaint_has_reasons"
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["recommended_measures"])
                | Q(document__isnull=False, finding="breach", advice__in=["suspend", "exclude"]),
                name="measures_follow_a_conclusion",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["closed", "resolved", "inadmissible"]) | Q(closed_at__isnull=False),
                name="closed_complaint_has_its_day",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="complaint_is_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(
                name="complaint_is_frozen",
                fields=["signatory", "article_text", "author", "number", "receipt", "facts", "wish", "submitted_at"],
            ),
            pgtrigger.Trigger(
                name="complaint_is_about_the_edition_signed",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func="""IF NOT EXISTS (
                            SELECT 1 FROM protocol_articletext t JOIN protocol_signatory s ON s.edition_id = t.edition_id
                            WHERE t.id = NEW.article_text_id AND s.id = NEW.signatory_id) THEN
                            RAISE EXCEPTION 'pgtrigger: the signatory has not signed this article';
                        END IF;
                        RETURN NEW;""",
            ),
        ]

    def __str__(self) -> str:
        return f"Обращение № {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("norm_complaint", args=[self.pk])

    @property
    def author_key(self) -> str:
        """Who complains."""
        return f"person:{self.author_id}"

    @transition(status, source=S.SUBMITTED, target=S.INADMISSIBLE)
    def reject(self, reasons: str, at: datetime) -> None:
        """The editor does not take it, with reasons."""
        self.refusal, self.checked_at, self.closed_at = reasons, at, at

    @transition(status, source=S.SUBMITTED, target=S.ACCEPTED)
    def accept(self, at: datetime) -> None:
        """The editor takes it."""
        self.checked_at = at

    @transition(status, source=S.ACCEPTED, target=S.RESPONSE_WAIT)
    def ask_response(self) -> None:
        """The signatory is asked to answer."""

    @transition(status, source=S.RESPONSE_WAIT, target=S.MEDIATION)
    def begin_mediation(self) -> None:
        """The answer is there, or the term for it has passed."""

    @transition(status, source=S.MEDIATION, target=S.RESOLVED)
    def reconcile(self, at: datetime) -> None:
        """The parties have come to terms."""
        self.closed_at = at

    @transition(status, source=S.MEDIATION, target=S.CONCLUSION)
    def ask_conclusion(self) -> None:
        """They have not: the working group concludes."""

    @transition(status, source=S.CONCLUSION, target=S.RECOMMENDED_MEASURES)
    def recommend_measures(self) -> None:
        """The conclusion recommends measures to the committee."""

    @transition(status, source=[S.CONCLUSION, S.RECOMMENDED_MEASURES], target=S.CLOSED)
    def close(self, at: datetime) -> None:
        """The conclusion needs no measures, or the committee has spoken."""
        self.closed_at = at
