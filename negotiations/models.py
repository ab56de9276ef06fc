"""Facts about platforms and project proposals (регламент 3.1, 3.1.1)."""
from decimal import Decimal
from typing import Any, Self

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Exists, OuterRef, Q, Sum
from django.urls import reverse
from django_fsm import FSMField, transition
from viewflow.workflow.models import Process

from casework import workdays
from casework.guard import guard_status
from casework.workdays import Term
from programme.access import keys_of
from programme.models import (
    District,
    MegaprojectDirection,
    Organization,
    ProgramLevel,
    ProjectCluster,
    Regulation,
    SectoralArea,
)


class PlatformQuerySet(models.QuerySet["NegotiationPlatform"]):
    """How platforms are read."""

    def accepting(self) -> Self:
        """Where a proposal may be brought today."""
        today = workdays.local_date()
        return self.filter(accepts_from__lte=today, accepts_until__gte=today)


class NegotiationPlatform(models.Model):
    """Where proposals are brought: a permanent centre, a theme, an experiment; with its window of intake."""

    class Kind(models.TextChoices):
        PERMANENT = "permanent", "постоянная"
        THEMATIC = "thematic", "тематическая"
        EXPERIMENTAL = "experimental", "экспериментально-поисковая"

    title = models.CharField("название", max_length=200)
    kind = models.CharField("вид", max_length=20, choices=Kind.choices)
    description = models.TextField("о чём")
    operator = models.ForeignKey(Organization, models.PROTECT, verbose_name="оператор")
    accepts_from = models.DateField("приём с")
    accepts_until = models.DateField("приём по")

    objects = PlatformQuerySet.as_manager()

    class Meta:
        verbose_name = "переговорная площадка"
        verbose_name_plural = "переговорные площадки"
        constraints = [
            models.CheckConstraint(condition=Q(accepts_until__gte=models.F("accepts_from")), name="platform_window_runs_forward")
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_accepting(self) -> bool:
        """Is the window of intake open today?"""
        return self.accepts_from <= workdays.local_date() <= self.accepts_until

    @property
    def days_left(self) -> int:
        """Working days left to the end of the window."""
        return workdays.between(workdays.local_date(), self.accepts_until)


class ProposalQuerySet(models.QuerySet["Proposal"]):
    """How proposals are read: `visible_to` is the only door."""

    def public(self) -> Self:
        """What everybody may see: registered and not taken back before that."""
        return self.exclude(number="")

    def visible_to(self, person: Any) -> Self:
        """Public ones to everybody; drafts and what is not registered to the applicant only."""
        keys = keys_of(person)
        mine = [int(key.split(":")[1]) for key in keys if key.startswith("member:")]
        if "role:auditor" in keys:
            return self
        return self.filter(~Q(number="") | Q(organization__in=mine))

    def open_to(self, person: Any) -> Self:
        """Whose full text and attachments the person may read: applicant, offices, committee, the experts who have accepted."""
        keys = keys_of(person)
        if {"role:auditor", *OFFICES} & set(keys):
            return self.visible_to(person)
        mine = [int(key.split(":")[1]) for key in keys if key.startswith("member:")]
        if not keys:
            return self.none()
        return self.visible_to(person).filter(Q(organization__in=mine) | Exists(_expertises_of(person)))


OFFICES = {
    "role:platform_secretary",
    "role:expertise_coordinator",
    "role:committee_chair",
    "role:committee_secretary",
    "role:committee_member",
    "role:working_commission",
}


def _expertises_of(person: Any) -> models.QuerySet[Any]:
    """Expertises whose materials are open to the person as an expert."""
    from expertise.models import ExpertAssignment

    reading = ExpertAssignment.objects.reading(person)
    return Examination.objects.filter(proposal=OuterRef("pk"), expertise__in=reading.values("expertise"))


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
    districts = ArrayField(models.CharField(max_length=10, choices=District.choices), verbose_name="районы", default=list, blank=True)
    budget_total = models.DecimalField("бюджет, руб.", max_digits=14, decimal_places=2, null=True)
    returns = models.PositiveSmallIntegerField("возвратов", default=0)
    reworks = models.PositiveSmallIntegerField("доработок по экспертизе", default=0)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто составил")
    created_at = models.DateTimeField("создано", auto_now_add=True)
    submitted_at = models.DateTimeField("подано", null=True)
    expertise = models.ForeignKey("expertise.Expertise", models.PROTECT, null=True, related_name="+", verbose_name="экспертиза")
    agenda_item = models.ForeignKey("committee.AgendaItem", models.PROTECT, null=True, related_name="+", verbose_name="вопрос повестки")
    deferred_until = models.DateField("отложено до", null=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = "проектное предложение"
        verbose_name_plural = "проектные предложения"
        indexes = [
            models.Index(fields=["-submitted_at", "-id"]),
            models.Index(fields=["status"]),
            GinIndex(SearchVector("number", "title", "summary", "goal", config="russian"), name="proposal_search"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["number"], condition=~Q(number=""), name="proposal_number_once"),
            models.CheckConstraint(condition=Q(returns__lte=2), name="at_most_two_returns"),
            models.CheckConstraint(condition=Q(reworks__lte=1), name="at_most_one_rework"),
        ]
        triggers = [pgtrigger.Protect(name="proposal_is_never_deleted", operation=pgtrigger.Delete)]

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
        return self.sum_from(BudgetLine.Source.CITY)

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

    @transition(status, source=S.FORMAL_CHECK, target=S.RETURNED, conditions=[lambda self: self.returns < 2])
    def send_back(self) -> None:
        """PP-06: at most two returns."""
        self.returns += 1

    @transition(status, source=[S.FORMAL_CHECK, S.RETURNED], target=S.REJECTED)
    def reject(self) -> None:
        """PP-08 by silence, PP-09 on a stop ground."""

    @transition(status, source=[S.ADMITTED, S.AGREED], target=S.UNDER_EXPERTISE)
    def order_expertise(self) -> None:
        """PP-12, PP-17."""

    @transition(status, source=S.REWORK, target=S.UNDER_EXPERTISE, conditions=[lambda self: self.reworks < 1])
    def resubmit_to_expertise(self) -> None:
        """PP-21: once."""
        self.reworks += 1

    @transition(status, source=S.UNDER_EXPERTISE, target=S.RECOMMENDED)
    def recommend(self) -> None:
        """PP-18."""

    @transition(status, source=S.UNDER_EXPERTISE, target=S.REWORK, conditions=[lambda self: self.reworks < 1])
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


class BudgetLine(models.Model):
    """One line of the present budget."""

    class Source(models.TextChoices):
        CITY = "city", "город"
        OWN = "own", "собственный вклад"
        PARTNER = "partner", "партнёры"
        GRANT = "grant", "гранты"

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="lines")
    position = models.PositiveSmallIntegerField("порядок")
    article = models.CharField("статья", max_length=200)
    source = models.CharField("источник", max_length=10, choices=Source.choices)
    amount = models.DecimalField("сумма, руб.", max_digits=14, decimal_places=2)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="budget_amount_is_positive"),
            models.UniqueConstraint(fields=["proposal", "position"], name="budget_position_once"),
        ]

    def __str__(self) -> str:
        return f"{self.article}: {self.amount}"


class ProposalVersion(models.Model):
    """What was submitted, word for word: frozen, with its hash; expertise and decisions refer to it."""

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField("версия")
    snapshot = models.JSONField("снимок", encoder=DjangoJSONEncoder)
    sha256 = models.CharField(max_length=64)
    document = models.ForeignKey("documents.Document", models.PROTECT, related_name="+", verbose_name="расписка и заявка")
    submitted_at = models.DateTimeField("подана")
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "версия предложения"
        constraints = [models.UniqueConstraint(fields=["proposal", "number"], name="version_number_once")]
        triggers = [pgtrigger.Protect(name="version_is_frozen", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.proposal}, версия {self.number}"


class Remark(models.Model):
    """What a reviewer asks to mend, pinned to a field of a version."""

    version = models.ForeignKey(ProposalVersion, models.PROTECT, related_name="remarks")
    field = models.CharField("место", max_length=40)
    text = models.TextField("замечание")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "field"], name="one_remark_a_field")]

    def __str__(self) -> str:
        return f"{self.field}: {self.text}"


class Attachment(models.Model):
    """A file of an application, kept under its hash; what has been submitted once is never removed from its version."""

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="attachments")
    name = models.CharField("имя файла", max_length=200)
    kind = models.CharField("вид", max_length=10)
    size = models.PositiveIntegerField("размер, байт")
    sha256 = models.CharField(max_length=64)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField("добавлен", auto_now_add=True)
    removed_at = models.DateTimeField("убран", null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["proposal", "sha256"], condition=Q(removed_at=None), name="same_file_attached_once")
        ]

    def __str__(self) -> str:
        return self.name


class Examination(models.Model):
    """Which version went to which expertise, in which order."""

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="examinations")
    version = models.ForeignKey(ProposalVersion, models.PROTECT, related_name="examinations")
    expertise = models.OneToOneField("expertise.Expertise", models.PROTECT, related_name="+")
    ordered_at = models.DateTimeField("назначена", auto_now_add=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.version}: {self.expertise}"


class InitiativeSignature(models.Model):
    """A committee member who wants to hear a proposal against the conclusion (PP-24)."""

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="initiative")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reasons = models.TextField("мотивы")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["proposal", "member"], name="initiative_signed_once")]
        triggers = [pgtrigger.Protect(name="initiative_is_insert_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.member}: {self.proposal}"


class ProposalCase(Process):
    """The handling of one proposal, by the regulation in force when it began."""

    proposal = models.OneToOneField(Proposal, models.PROTECT, related_name="case")
    regulation = models.ForeignKey(Regulation, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "дело о предложении"

    @classmethod
    def for_subject(cls, proposal: Proposal) -> Self:
        """A new case (unsaved), with the regulation in force pinned."""
        return cls(proposal=proposal, regulation=Regulation.in_force())

    @property
    def subject(self) -> Proposal:
        """What the case is about."""
        return self.proposal

    @property
    def case_title(self) -> str:
        """How the case is called in lists."""
        return f"№ {self.proposal.number} «{self.proposal.title}»" if self.proposal.number else f"«{self.proposal.title}»"

    def get_absolute_url(self) -> str:
        return self.proposal.get_absolute_url()

    def term(self, name: str) -> Term:
        """The length of a deadline; the window of intake and a deferral end on a date of their own."""
        if name == "proposal.intake":
            return Term(0, hard=True, until=workdays.end_of(self.proposal.platform.accepts_until))
        if name == "proposal.deferral" and self.proposal.deferred_until:
            return Term(0, until=workdays.end_of(self.proposal.deferred_until))
        return self.regulation.term(name)
