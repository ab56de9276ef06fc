"""A signature under an earlier edition that goes on under a new one, because nothing in it touches the signatory (3.4)."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from casework.guard import no_truncate, written_once
from protocol.editions.models import ProtocolEdition
from protocol.signatories.models import Signatory


class Continuation(models.Model):
    """What a signatory was told of a new edition, and whether it objected: silence in the term means that it goes on."""

    signatory = models.ForeignKey(Signatory, models.PROTECT, related_name="continuations", verbose_name="подписант")
    edition = models.ForeignKey(
        ProtocolEdition, models.PROTECT, related_name="continuations", verbose_name="новая редакция"
    )
    informed_at = models.DateTimeField("извещён")
    notice = models.ForeignKey(
        "documents.Document", models.PROTECT, null=True, related_name="+", verbose_name="извещение"
    )
    settled_at = models.DateTimeField("участие продолжено", null=True)
    objected_at = models.DateTimeField("возразил", null=True)
    objected_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="кто возразил"
    )
    objection = models.TextField("чем редакция его задевает", blank=True)

    class Meta:
        verbose_name = "участие, продолженное под новой редакцией"
        verbose_name_plural = "участие, продолженное под новыми редакциями"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["signatory", "edition"], name="a_signature_goes_on_once"),
            models.CheckConstraint(
                condition=Q(settled_at=None) | Q(objected_at=None), name="who_objects_does_not_go_on_by_silence"
            ),
            models.CheckConstraint(
                condition=Q(objected_at=None, objected_by=None, objection="")
                | Q(objected_at__isnull=False, objected_by__isnull=False) & ~Q(objection=""),
                name="an_objection_is_somebodys",
            ),
            models.CheckConstraint(
                condition=Q(settled_at=None) | Q(settled_at__gte=F("informed_at")), name="it_goes_on_after_a_notice"
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="continuation_is_never_deleted", operation=pgtrigger.Delete),
            no_truncate("continuation_is_never_truncated"),
            pgtrigger.ReadOnly(name="continuation_is_of_one_edition", fields=["signatory", "edition", "informed_at"]),
            written_once("continuation_ends_once", ["notice", "settled_at", "objected_at"]),
            pgtrigger.Trigger(
                name="only_a_signature_goes_on",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func="""IF NOT EXISTS (SELECT 1 FROM protocol_signatory s JOIN protocol_protocoledition e ON e.id = s.edition_id
                                   JOIN protocol_protocoledition n ON n.id = NEW.edition_id
                                   WHERE s.id = NEW.signatory_id AND s.status = 'signed' AND e.number < n.number
                                     AND n.status = 'open_for_signature') THEN
                            RAISE EXCEPTION 'pgtrigger: only a signature under an earlier edition goes on';
                        END IF;
                        RETURN NEW;""",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.signatory}: участие по редакции № {self.edition.number}"

    def get_absolute_url(self) -> str:
        return self.signatory.get_absolute_url()

    @property
    def is_open(self) -> bool:
        """May the organisation still object?"""
        return self.settled_at is None and self.objected_at is None
