"""A proposal: its present text, where it stands in law (регламент 3.1.1), and who may see it."""

from decimal import Decimal
from typing import TYPE_CHECKING

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q, Sum
from django.urls import reverse
from django_fsm import FSMField, transition

from casework import searching
from casework.guard import frozen, guard_status, written_once
from negotiations.platforms.models import NegotiationPlatform
from programme.models import (
    District,
    MegaprojectDirection,
    Organization,
    ProgramLevel,
    ProjectCluster,
    SectoralArea,
)

if TYPE_CHECKING:
    from negotiations.applications.models import ProposalVersion
from negotiations.proposals.finding import ProposalQuerySet, _fewer

WORDS_OF_A_PROPOSAL = searching.vector("title", "summary", "goal")
IN_THE_HANDS_OF_ITS_AUTHORS = ["draft", "returned", "rework"]

WORDS = [
    "platform",
    "title",
    "summary",
    "problem",
    "goal",
    "objectives",
    "plan",
    "results",
    "team",
    "cluster",
    "direction",
]

WORDS += ["level", "area", "districts", "budget_total"]


class Proposal(models.Model):
    """A project proposal of an organisation: its present text and where it stands in law."""

    class Status(models.TextChoices):
        DRAFT = "draft", "Черновик"
        SUBMITTED = "submitted", "Подана"
        REGISTERED = "registered", "Зарегистрирована"
        FORMAL_CHECK = "formal_check", "Формальная проверка"
        RETURNED = "returned", "Возвращена на доработку"
        REJECTED = "rejected", "Не допущена"
        ADMITTED = "admitted", "Допущена"
        NEGOTIATING = "negotiating", "На переговорах"
        NEGOTIATION_FAILED = "negotiation_failed", "Вклады не согласованы"
        AGREED = "agreed", "Вклады согласованы"
        UNDER_EXPERTISE = "under_expertise", "На экспертизе"
        REWORK = "rework", "Доработка по замечаниям экспертизы"
        RECOMMENDED = "recommended", "Рекомендована"
        NOT_RECOMMENDED = "not_recommended", "Не рекомендована"
        ON_COMMITTEE = "on_committee", "В комитете"
        DEFERRED = "deferred", "Отложена комитетом"
        SUPPORTED = "supported", "Поддержана"
        DECLINED = "declined", "Отклонена комитетом"
        WITHDRAWN = "withdrawn", "Отозвана"
        ARCHIVED = "archived", "В архиве"

    S = Status
    BEFORE_SUPPORT = [
        S.DRAFT,
        S.SUBMITTED,
        S.REGISTERED,
        S.FORMAL_CHECK,
        S.RETURNED,
        S.ADMITTED,
        S.NEGOTIATING,
        S.NEGOTIATION_FAILED,
        S.AGREED,
        S.UNDER_EXPERTISE,
        S.REWORK,
        S.RECOMMENDED,
        S.NOT_RECOMMENDED,
        S.ON_COMMITTEE,
        S.DEFERRED,
    ]

    platform = models.ForeignKey(NegotiationPlatform, models.PROTECT, verbose_name="площадка")
    organization = models.ForeignKey(Organization, models.PROTECT, verbose_name="заявитель")
    status = FSMField("состояние", default=Status.DRAFT, choices=Status.choices, protected=True)
    number = models.CharField("регистрационный номер", max_length=40, blank=True)
    title = models.CharField("название", max_length=200)
    summary = models.TextField("аннотация", blank=True)
    problem = models.TextField("проблема", blank=True)
    goal = models.TextField("цель", blank=True)
    objectives = models.TextField("задачи", blank=True)
    plan = models.TextField("календарный план", blank=True)
    results = models.TextField("измеримые результаты", blank=True)
    team = models.TextField("команда и опыт", blank=True)
    cluster = models.CharField("кластер", max_length=10, choices=ProjectCluster.choices, blank=True)
    direction = models.CharField("направление", max_length=10, choices=MegaprojectDirection.choices, blank=True)
    level = models.CharField("уровень", max_length=20, choices=ProgramLevel.choices, blank=True)
    area = models.CharField("отраслевая область", max_length=20, choices=SectoralArea.choices, blank=True)
    districts = ArrayField(
        models.CharField(max_length=10, choices=District.choices), verbose_name="районы", default=list, blank=True
    )
    budget_total = models.DecimalField("бюджет, руб.", max_digits=14, decimal_places=2, null=True)
    returns = models.PositiveSmallIntegerField("возвратов", default=0)
    resumptions = models.PositiveSmallIntegerField("возобновлений переговоров", default=0)
    reworks = models.PositiveSmallIntegerField("доработок по экспертизе", default=0)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто составил"
    )
    created_at = models.DateTimeField("создано", auto_now_add=True)
    submitted_at = models.DateTimeField("подано", null=True)
    expertise = models.ForeignKey(
        "expertise.Expertise", models.PROTECT, null=True, related_name="+", verbose_name="экспертиза"
    )
    agenda_item = models.ForeignKey(
        "committee.AgendaItem", models.PROTECT, null=True, related_name="+", verbose_name="вопрос повестки"
    )
    deferred_until = models.DateField("отложено до", null=True)
    must_negotiate = models.BooleanField("председатель направил на переговоры", default=False)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = "проектное предложение"
        verbose_name_plural = "проектные предложения"
        indexes = [
            models.Index(fields=["-submitted_at", "-id"]),
            models.Index(fields=["status"]),
            GinIndex(WORDS_OF_A_PROPOSAL, name="proposal_words"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["number"], condition=~Q(number=""), name="proposal_number_once"),
            models.CheckConstraint(condition=Q(returns__lte=2), name="at_most_two_returns"),
            models.CheckConstraint(condition=Q(reworks__lte=1), name="at_most_one_rework"),
            models.CheckConstraint(condition=Q(resumptions__lte=1), name="negotiations_resumed_once"),
        ]
        triggers = [
            pgtrigger.Protect(name="proposal_is_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="proposal_is_of_whom_it_is", fields=["organization", "created_by", "created_at"]),
            frozen(
                "submitted_proposal_keeps_its_words", WORDS, ~pgtrigger.Q(old__status__in=IN_THE_HANDS_OF_ITS_AUTHORS)
            ),
            frozen("proposal_keeps_its_number", ["number"], ~pgtrigger.Q(old__number="")),
            written_once("proposal_is_submitted_once", ["submitted_at"]),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("proposal", args=[self.pk])

    @property
    def signer_key(self) -> str:
        """Who may submit and sign for the applicant."""
        return f"signer:{self.organization_id}"

    @property
    def member_key(self) -> str:
        """Who works on the application."""
        return f"member:{self.organization_id}"

    @property
    def requested_sum(self) -> Decimal:
        """What is asked of the city, roubles."""
        return self.sum_from("city")

    def sum_from(self, source: str) -> Decimal:
        """The sum of the budget lines of one source, roubles."""
        return self.lines.filter(source=source).aggregate(total=Sum("amount"))["total"] or Decimal(0)

    @property
    def version(self) -> "ProposalVersion | None":
        """The last frozen version."""
        return self.versions.order_by("-number").first()

    @transition(status, source=[S.DRAFT, S.RETURNED], target=S.SUBMITTED)
    def submit(self) -> None:
        """PP-02, PP-07."""

    @transition(status, source=S.SUBMITTED, target=S.REGISTERED)
    def register(self) -> None:
        """PP-03."""

    @transition(status, source=S.REGISTERED, target=S.FORMAL_CHECK)
    def begin_check(self) -> None:
        """PP-04."""

    @transition(status, source=S.FORMAL_CHECK, target=S.ADMITTED)
    def admit(self) -> None:
        """PP-05."""

    @transition(status, source=S.FORMAL_CHECK, target=S.RETURNED, conditions=[_fewer("returns", 2)])
    def send_back(self) -> None:
        """PP-06: at most two returns."""
        self.returns += 1

    @transition(status, source=[S.FORMAL_CHECK, S.RETURNED], target=S.REJECTED)
    def reject(self) -> None:
        """PP-08 by silence, PP-09 on a stop ground."""

    @transition(status, source=S.ADMITTED, target=S.NEGOTIATING)
    def open_negotiations(self) -> None:
        """PP-11."""

    @transition(status, source=S.NEGOTIATING, target=S.AGREED)
    def agree(self) -> None:
        """PP-13: the agreement on contributions is in force."""

    @transition(status, source=S.NEGOTIATING, target=S.NEGOTIATION_FAILED)
    def fail_negotiations(self) -> None:
        """PP-14: the case was closed without an agreement."""

    @transition(status, source=S.NEGOTIATION_FAILED, target=S.NEGOTIATING, conditions=[_fewer("resumptions", 1)])
    def resume_negotiations(self) -> None:
        """PP-15: once, on new conditions."""
        self.resumptions += 1

    @transition(status, source=S.NEGOTIATION_FAILED, target=S.ARCHIVED)
    def archive_unagreed(self) -> None:
        """PP-16: nobody has resumed the negotiations in time."""

    @transition(status, source=[S.ADMITTED, S.AGREED], target=S.UNDER_EXPERTISE)
    def order_expertise(self) -> None:
        """PP-12, PP-17."""

    @transition(status, source=S.REWORK, target=S.UNDER_EXPERTISE, conditions=[_fewer("reworks", 1)])
    def resubmit_to_expertise(self) -> None:
        """PP-21: once."""
        self.reworks += 1

    @transition(status, source=S.UNDER_EXPERTISE, target=S.RECOMMENDED)
    def recommend(self) -> None:
        """PP-18."""

    @transition(status, source=S.UNDER_EXPERTISE, target=S.REWORK, conditions=[_fewer("reworks", 1)])
    def ask_rework(self) -> None:
        """PP-19."""

    @transition(status, source=[S.UNDER_EXPERTISE, S.REWORK], target=S.NOT_RECOMMENDED)
    def not_recommend(self) -> None:
        """PP-20, PP-22."""

    @transition(status, source=S.RECOMMENDED, target=S.ON_COMMITTEE)
    def include(self) -> None:
        """PP-23."""

    @transition(status, source=S.NOT_RECOMMENDED, target=S.ON_COMMITTEE)
    def overrule(self) -> None:
        """PP-24: the initiative of a third of the members."""

    @transition(status, source=S.NOT_RECOMMENDED, target=S.ARCHIVED)
    def archive(self) -> None:
        """PP-25."""

    @transition(status, source=S.ON_COMMITTEE, target=S.SUPPORTED)
    def support(self) -> None:
        """PP-26."""

    @transition(status, source=S.ON_COMMITTEE, target=S.DECLINED)
    def decline(self) -> None:
        """PP-27."""

    @transition(status, source=S.ON_COMMITTEE, target=S.DEFERRED)
    def defer(self) -> None:
        """PP-28."""

    @transition(status, source=S.DEFERRED, target=S.ON_COMMITTEE)
    def return_to_agenda(self) -> None:
        """PP-29."""

    @transition(status, source=BEFORE_SUPPORT, target=S.WITHDRAWN)
    def withdraw(self) -> None:
        """PP-33: any time before support, not while a vote is on."""


guard_status(Proposal)
