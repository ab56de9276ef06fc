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

from casework import searching
from casework.guard import frozen, guard_status, written_once
from negotiations.platforms.models import NegotiationPlatform
from negotiations.proposals.finding import ProposalQuerySet
from negotiations.proposals.status import ProposalStatus
from programme.lists import catalogue
from programme.lists.fields import ListedField
from programme.models import (
    Organization,
    ProgramLevel,
)

if TYPE_CHECKING:
    from negotiations.applications.models import ProposalVersion

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


@guard_status
class Proposal(ProposalStatus):
    """A project proposal of an organisation: its present text and where it stands in law."""

    platform = models.ForeignKey(NegotiationPlatform, models.PROTECT, verbose_name="площадка")
    organization = models.ForeignKey(Organization, models.PROTECT, verbose_name="заявитель")
    number = models.CharField("регистрационный номер", max_length=40, blank=True)
    title = models.CharField("название", max_length=200)
    summary = models.TextField("аннотация", blank=True)
    problem = models.TextField("проблема", blank=True)
    goal = models.TextField("цель", blank=True)
    objectives = models.TextField("задачи", blank=True)
    plan = models.TextField("календарный план", blank=True)
    results = models.TextField("измеримые результаты", blank=True)
    team = models.TextField("команда и опыт", blank=True)
    cluster = ListedField("кластер", max_length=10, listed="clusters", since="created_at", blank=True)
    direction = ListedField("направление", max_length=10, listed="directions", since="created_at", blank=True)
    level = models.CharField("уровень", max_length=20, choices=ProgramLevel.choices, blank=True)
    area = ListedField("отраслевая область", max_length=20, listed="areas", since="created_at", blank=True)
    districts = ArrayField(
        ListedField(max_length=10, listed="districts", since="created_at"),
        verbose_name="районы",
        default=list,
        blank=True,
    )
    budget_total = models.DecimalField("бюджет, руб.", max_digits=14, decimal_places=2, null=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто составил"
    )
    created_at = models.DateTimeField("создано", auto_now_add=True)
    submitted_at = models.DateTimeField("подано", null=True)
    received_on = models.DateField("получено на бумаге", null=True)
    expertise = models.ForeignKey(
        "expertise.Expertise", models.PROTECT, null=True, related_name="+", verbose_name="экспертиза"
    )
    agenda_item = models.ForeignKey(
        "committee.AgendaItem", models.PROTECT, null=True, related_name="+", verbose_name="вопрос повестки"
    )
    refusal = models.ForeignKey(
        "documents.Document", models.PROTECT, null=True, related_name="+", verbose_name="отказ в допуске"
    )
    refused_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="кто отказал"
    )
    inventory = models.ForeignKey(
        "documents.Document", models.PROTECT, null=True, related_name="+", verbose_name="опись"
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
            pgtrigger.ReadOnly(
                name="proposal_is_of_whom_it_is", fields=["organization", "created_by", "created_at", "received_on"]
            ),
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
    def is_published(self) -> bool:
        """May everybody read the text? From the admission on; not of one that was refused or taken back."""
        return self.status in self.PUBLISHED and self.ended_as not in self.UNPUBLISHED

    @property
    def district_choices(self) -> list[tuple[str, str]]:
        """(code, name) of the districts it is about; none means the whole city."""
        return [(code, catalogue.label("districts", code, self.created_at)) for code in self.districts]

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
