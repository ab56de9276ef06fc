"""An appeal: what is appealed, by whom, on what ground, how it stands and who may read it (регламент 8.7)."""

from typing import Any, Self

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.urls import reverse

from appeals.filing.law import AGREES_WITH_SUBJECT, PANEL_IS_LAWFUL
from appeals.filing.status import AppealStatus
from appeals.filing.subjects import subject_of_key
from casework import roles, searching
from casework.appealing import Appealable, kind_of
from casework.guard import changes_with_status, frozen, guard_status, written_once
from committee.models import BodyMember
from programme.access import Visitor, holds, keys_of
from programme.models import Organization

OVERSEERS = (roles.CLERK, roles.AUDITOR)
WORDS_OF_AN_APPEAL = searching.vector("about", "reasons")


class AppealQuerySet(models.QuerySet["Appeal"]):
    """Reading appeals."""

    def visible_to(self, user: Visitor) -> Self:
        """Everybody knows of those the board has taken up or has answered; the parties, the board and its office of all of theirs."""
        return self.filter(Q(status__in=Appeal.KNOWN) | self._inside(user))

    def open_to(self, user: Visitor) -> Self:
        """Whose text, files and papers the person may read: the parties, the board without those barred, its office."""
        return self.filter(self._inside(user))

    def _inside(self, user: Visitor) -> Q:
        keys = keys_of(user)
        parties = (
            Q(appellant_key__in=keys) | Q(appellant_signer_key__in=keys) | Q(respondent__in=keys) | Q(person=user.pk)
        )
        if holds(user, *OVERSEERS):
            return parties | ~Q(barred__contains=[user.pk])
        if holds(user, roles.APPEALS_MEMBER):
            return parties | ~Q(barred__contains=[user.pk])
        if not user.is_authenticated:
            return Q(pk=None)
        return parties | Q(panel__in=BodyMember.objects.filter(person=user, ended_at=None).values("body"))

    def live_on(self, decision: str) -> Self:
        """Those nobody has decided yet, about a decision."""
        return self.filter(decision=decision, status__in=Appeal.LIVE)


@guard_status
class Appeal(AppealStatus):
    """An appeal against a decision of another room; what was said in it never changes."""

    class Ground(models.TextChoices):
        PROCEDURE = "procedure", "нарушена процедура"
        MISTAKE = "mistake", "ошибка в счёте или в факте"
        DOCUMENT = "document", "не рассмотрен документ"
        INTEREST = "interest", "личная заинтересованность решавшего"

    class Left(models.TextChoices):
        LATE = "late", "срок пропущен без уважительной причины"
        SUBJECT = "subject", "это не предмет апелляции"
        REPEATED = "repeated", "то же самое уже решено"

    number = models.CharField("номер", max_length=40, blank=True)
    kind = models.CharField("предмет", max_length=40)
    subject = models.CharField("что обжалуется", max_length=120, help_text="ключ журнала")
    decision = models.CharField("какое решение", max_length=120, help_text="ключ бумаги или день получения")
    about = models.CharField("о чём", max_length=300)
    paper = models.ForeignKey(
        "documents.Document", models.PROTECT, null=True, related_name="+", verbose_name="обжалуемая бумага"
    )
    ground = models.CharField("основание", max_length=10, choices=Ground.choices)
    text = models.TextField("доводы")
    late_reason = models.TextField("почему позже срока", blank=True)
    received_at = models.DateTimeField("решение получено")
    last_day = models.DateField("последний день подачи")
    is_late = models.BooleanField("подана позже срока", default=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто подал")
    organization = models.ForeignKey(
        Organization, models.PROTECT, null=True, related_name="+", verbose_name="за организацию"
    )
    appellant_key = models.CharField("заявитель", max_length=80)
    appellant_signer_key = models.CharField("кто вправе действовать за заявителя", max_length=80)
    respondent = models.CharField("вторая сторона", max_length=80)
    received_on = models.DateField("получена на бумаге", null=True)
    submitted_at = models.DateTimeField("подана")
    receipt = models.ForeignKey(
        "documents.Document", models.PROTECT, null=True, related_name="+", verbose_name="расписка"
    )
    reporter = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="докладчик"
    )
    barred = ArrayField(models.BigIntegerField(), verbose_name="кто не участвует", default=list, blank=True)
    stops = models.TextField("что приостановлено", blank=True)
    left_ground = models.CharField("почему без рассмотрения", max_length=10, choices=Left.choices, blank=True)
    left_motive = models.TextField("мотивы", blank=True)
    left_first = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="кто предложил"
    )
    left_second = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="кто согласился"
    )
    restoration_plea = models.TextField("ходатайство о восстановлении срока", blank=True)
    panel = models.ForeignKey("committee.Body", models.PROTECT, null=True, related_name="+", verbose_name="состав")
    item = models.ForeignKey("committee.AgendaItem", models.PROTECT, null=True, related_name="+", verbose_name="вопрос")
    meeting = models.ForeignKey(
        "committee.Meeting", models.PROTECT, null=True, related_name="+", verbose_name="слушание"
    )
    verdict = models.ForeignKey(
        "documents.Document", models.PROTECT, null=True, related_name="+", verbose_name="решение по апелляции"
    )
    remedy = models.CharField("что изменено", max_length=40, blank=True)
    reasons = models.TextField("мотивы решения", blank=True)

    objects = AppealQuerySet.as_manager()

    class Meta:
        verbose_name = "апелляция"
        verbose_name_plural = "апелляции"
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["subject"], name="appeals_of_a_subject"),
            models.Index(fields=["decision"], name="appeals_of_a_decision"),
            GinIndex(WORDS_OF_AN_APPEAL, name="appeal_words"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["number"], condition=~Q(number=""), name="appeal_number_once"),
            # A1
            models.UniqueConstraint(
                fields=["kind", "subject", "decision", "ground", "appellant_key"],
                condition=~Q(status__in=["withdrawn", "inadmissible"]), name="same_ground_appealed_once",
                violation_error_message="Это решение по этому основанию вы уже обжаловали.",
            ),
            models.CheckConstraint(condition=Q(status="submitted") | Q(status="withdrawn") | ~Q(number=""), name="registered_appeal_has_a_number"),
            models.CheckConstraint(condition=~Q(is_late=True) | ~Q(late_reason=""), name="late_appeal_says_why"),
            models.CheckConstraint(
                condition=~Q(status="inadmissible")
                | Q(left_first__isnull=False, left_second__isnull=False) & ~Q(left_ground="") & ~Q(left_first=models.F("left_second")),
                name="two_members_leave_an_appeal",
            ),
            models.CheckConstraint(
                condition=~Q(status="hearing") | Q(panel__isnull=False, item__isnull=False, meeting__isnull=False), name="hearing_has_a_panel"
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["satisfied", "partly", "rejected"]) | Q(verdict__isnull=False) & ~Q(reasons=""),
                name="decided_appeal_is_on_paper",
            ),
            models.CheckConstraint(condition=Q(status__in=["satisfied", "partly"]) | Q(remedy=""), name="remedy_only_of_the_satisfied"),
            models.CheckConstraint(condition=~Q(status__in=["satisfied", "partly"]) | ~Q(remedy=""), name="satisfied_appeal_has_a_remedy"),
            models.CheckConstraint(condition=Q(postponements__lte=1), name="hearing_postponed_once"),
            models.CheckConstraint(condition=Q(restorations__lte=1), name="term_restored_once"),
        ]  # fmt: skip
        triggers = [
            pgtrigger.Protect(name="appeal_is_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(
                name="appeal_keeps_its_words",
                fields=["kind", "subject", "decision", "about", "paper", "ground", "text", "late_reason", "received_at", "last_day", "is_late",
                        "person", "organization", "appellant_key", "appellant_signer_key", "respondent", "received_on", "submitted_at"],
            ),
            frozen("appeal_keeps_its_number", ["number"], ~pgtrigger.Q(old__number="")),
            written_once("appeal_has_one_receipt", ["receipt"]),
            changes_with_status("outcome_of_an_appeal_is_of_its_moves", ["settled_at", "remedy", "reasons", "panel", "meeting"]),
            PANEL_IS_LAWFUL,
            AGREES_WITH_SUBJECT,
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"Апелляция № {self.number}" if self.number else "Апелляция"

    def get_absolute_url(self) -> str:
        return reverse("appeal", args=[self.pk])

    @property
    def appealable(self) -> Appealable:
        """What the room of the subject knows of such decisions."""
        return kind_of(self.kind)

    @property
    def contested(self) -> Any:
        """What is appealed, as its row is now."""
        return subject_of_key(self.subject)

    @property
    def is_live(self) -> bool:
        """Has nobody decided it yet?"""
        return self.status in self.LIVE

    @property
    def remedy_words(self) -> str:
        """What satisfying it does, in words."""
        return next(
            (row.words for row in self.appealable.rules.remedies(self.contested) if row.code == self.remedy), ""
        )
