"""Whoever applies on paper without an account, and answers on paper: a step is done when a second person has compared it with the scan."""

from typing import Any

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from casework.guard import no_truncate, written_once
from casework.models import Waiting
from casework.paper import Hand
from documents.on_paper.shape import Entered, another_rejects, entered_is_frozen
from programme.organizations.models import Organization


class PaperPerson(models.Model):
    """A person the office knows from their paper alone: they have no account, so letters go to the address."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="on_paper", verbose_name="человек"
    )
    address = models.CharField("почтовый адрес", max_length=300)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто внёс")
    entered_at = models.DateTimeField("когда внесён", auto_now_add=True)

    class Meta:
        verbose_name = "человек без учётной записи"
        verbose_name_plural = "люди без учётной записи"
        ordering = ["person__last_name", "person__first_name", "pk"]
        triggers = [
            pgtrigger.Protect(name="paper_person_is_for_ever", operation=pgtrigger.Update | pgtrigger.Delete),
            no_truncate("paper_people_are_never_emptied"),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.address}"


class PaperAnswer(Entered):
    """What was typed from the paper, whose answer it is, who has signed it and when it was received; who has compared it."""

    waiting = models.ForeignKey(Waiting, models.PROTECT, related_name="paper_answers", verbose_name="на какой шаг")
    organization = models.ForeignKey(
        Organization, models.PROTECT, null=True, related_name="+", verbose_name="чей ответ, если организации"
    )
    person = models.ForeignKey(
        PaperPerson,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="чей ответ, если человека без учётной записи",
    )
    fields = models.JSONField("что набрано")
    signed_by = models.CharField("кто подписал", max_length=200)
    received_on = models.DateField("получено")
    accepted_at = models.DateTimeField("сверено", null=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="кто сверил"
    )

    class Meta:
        verbose_name = "ответ на бумаге"
        verbose_name_plural = "ответы на бумаге"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["waiting"], condition=Q(rejected_at=None), name="one_paper_answer_to_a_step_at_a_time",
                violation_error_message="Ответ на этот шаг уже внесён и ждёт второго сотрудника.",
            ),
            another_rejects("another_person_rejects_a_paper_answer"),
            models.CheckConstraint(condition=Q(organization=None) | Q(person=None), name="paper_answer_is_of_one_party"),
            models.CheckConstraint(
                condition=Q(accepted_at=None, accepted_by=None)
                | Q(accepted_at__isnull=False, accepted_by__isnull=False, rejected_at=None) & ~Q(accepted_by=F("entered_by")),
                name="another_person_accepts_a_paper_answer",
            ),
        ]  # fmt: skip
        triggers = [
            *entered_is_frozen(
                "paper_answer", ["waiting", "organization", "person", "fields", "signed_by", "received_on"]
            ),
            written_once("paper_answer_is_accepted_once", ["accepted_at", "accepted_by"]),
            pgtrigger.Trigger(
                name="paper_answer_is_of_an_open_step",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func="""IF EXISTS (SELECT 1 FROM casework_waiting w WHERE w.task_id = NEW.waiting_id AND w.closed_at IS NOT NULL) THEN
                            RAISE EXCEPTION 'pgtrigger: the step is over';
                        END IF;
                        RETURN NEW;""",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.waiting.title}: {self.party}, на бумаге"

    @property
    def party(self) -> Any:
        """Whose answer it is: an organisation, a person without an account, or whoever has signed it."""
        return self.organization or (self.person.person if self.person else self.signed_by)

    @property
    def is_answered(self) -> bool:
        """Has a second person said what the comparison has shown?"""
        return self.rejected_at is not None or self.accepted_at is not None

    @property
    def kept_for(self) -> Any:
        """Whose bytes the scan is."""
        return self.organization or self.waiting.process.coerced.subject

    @property
    def description(self) -> str:
        """What it is, for the office."""
        return f"{self.party}: скан ответа на бумаге, {self.waiting.title.lower()}"

    def sheet(self) -> Hand:
        """What stands for whoever is asked when the step is answered."""
        keys = {self.waiting.addressee}
        if self.organization_id:
            keys |= {f"member:{self.organization_id}", f"signer:{self.organization_id}"}
        return Hand(frozenset(keys), self.signed_by, self.received_on, self.entered_at)
