"""Amendments to an amendment."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from journal.append_only import insert_only
from programme.models import Organization
from protocol.amendments.models import RESIDENTS, Amendment

# Whoever puts the amendment to the group waits for a wording that is being written, and the other way round.
ONLY_TO_ADMITTED = """
    PERFORM 1 FROM protocol_amendment WHERE id = NEW.amendment_id AND status = 'admissible' AND kind <> 'drop' FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'pgtrigger: other words are proposed for an admitted amendment only';
    END IF;
    RETURN NEW;
"""
ONCE = "От вас поправка к этой поправке уже внесена. Её рассмотрит рабочая группа."


class Subamendment(models.Model):
    """Other words instead of those an amendment proposes, for the group to choose from. Nobody changes them or takes them back."""

    amendment = models.ForeignKey(Amendment, models.PROTECT, related_name="subamendments")
    number = models.PositiveSmallIntegerField("номер при поправке")
    wording = models.TextField("предлагаемые слова")
    reasoning = models.TextField("обоснование")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто внёс")
    organization = models.ForeignKey(
        Organization, models.PROTECT, null=True, related_name="+", verbose_name="от организации"
    )
    is_of_group = models.BooleanField("внёс член рабочей группы", default=False)
    proposed_at = models.DateTimeField("внесена", auto_now_add=True)

    class Meta:
        verbose_name = "поправка к поправке"
        verbose_name_plural = "поправки к поправкам"
        ordering = ["amendment_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["amendment", "number"], name="subamendment_number_once"),
            models.UniqueConstraint(
                fields=["amendment", "organization"], condition=Q(organization__isnull=False),
                name="organization_proposes_other_words_once", violation_error_message=ONCE,
            ),
            models.UniqueConstraint(
                fields=["amendment", "author"], condition=Q(organization__isnull=True),
                name="person_proposes_other_words_once", violation_error_message=ONCE,
            ),
            models.CheckConstraint(
                condition=~Q(wording="") & ~Q(reasoning=""), name="subamendment_has_words_and_reasons"
            ),
            models.CheckConstraint(
                condition=Q(is_of_group=False) | Q(organization__isnull=True), name="subamendment_has_one_author"
            ),
        ]  # fmt: skip
        triggers = [
            *insert_only("subamendment"),
            pgtrigger.Trigger(
                name="only_to_an_admitted_amendment", when=pgtrigger.Before, operation=pgtrigger.Insert, func=ONLY_TO_ADMITTED
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"Поправка № {self.label} к поправке"

    def get_absolute_url(self) -> str:
        return reverse("protocol_amendment", args=[self.amendment_id])

    @property
    def label(self) -> str:
        """Its number as everybody quotes it: of the amendment and its own."""
        return f"{self.amendment.number}.{self.number}"

    @property
    def author_key(self) -> str:
        """Who is told what becomes of it: the organisation's signer, or the person."""
        return f"signer:{self.organization_id}" if self.organization_id else f"person:{self.author_id}"

    @property
    def author_name(self) -> str:
        """The author as the public reads it: members of the group are named, residents are not."""
        if self.organization:
            return self.organization.short_name
        return f"{self.author.short_name}, рабочая группа" if self.is_of_group else RESIDENTS
