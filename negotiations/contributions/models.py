"""A counter-contribution (регламент 3.1.3): what a party gives to whom, on what terms, and where it stands in law."""

from typing import Any, Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Round
from django.urls import reverse
from django_fsm import FSMField, transition

from casework.guard import frozen, guard_status, written_once
from negotiations.contributions.settled import AMENDED, BOUND, bound_terms_follow_a_supplement
from negotiations.parties.models import NegotiationParty
from negotiations.talks.models import Negotiation


class ContributionKind(models.TextChoices):
    """What may be given; how each is valued and counted is told in the regulation, table of 3.1."""

    MONEY = "money", "Деньги"
    PROPERTY = "property", "Имущество (передача)"
    PREMISES = "premises", "Помещение или площадка (пользование)"
    WORKS = "works", "Работы и услуги"
    LABOR = "labor", "Труд добровольцев"
    EXPERTISE = "expertise", "Экспертный, интеллектуальный вклад"
    INFO = "info", "Информационная поддержка"
    ADMIN = "admin", "Организационный (акт, согласование, координация)"


RATED = (ContributionKind.PREMISES, ContributionKind.LABOR)  # worth the rate times the quantity


class Terms(models.Model):
    """The terms of a contribution, as last said."""

    what = models.CharField("что передаётся", max_length=300)
    quantity = models.DecimalField("количество", max_digits=12, decimal_places=2, null=True)
    unit = models.CharField("единица", max_length=40, blank=True)
    rate = models.DecimalField("ставка за единицу, руб.", max_digits=12, decimal_places=2, null=True)
    value = models.DecimalField("оценка, руб.", max_digits=14, decimal_places=2, null=True)
    basis = models.TextField("основание оценки", blank=True)
    second_basis = models.TextField("второй источник цены", blank=True)
    is_book_value = models.BooleanField("балансовая стоимость", default=False)
    due = models.DateField("срок передачи")
    confirmation = models.CharField("чем подтверждается", max_length=300)

    class Meta:
        abstract = True


TERMS = [field.name for field in Terms._meta.fields]


class ContributionQuerySet(models.QuerySet["Contribution"]):
    """How contributions are read."""

    def visible_to(self, person: Any) -> Self:
        """Those of the cases a person follows; to everybody what an agreement in force has bound."""
        return self.filter(Q(case__in=Negotiation.objects.open_to(person)) | Q(status__in=Contribution.BOUND))

    def alive(self) -> Self:
        """Neither declined nor taken back."""
        return self.exclude(status__in=[Contribution.Status.DECLINED, Contribution.Status.WITHDRAWN])

    def bound(self) -> Self:
        """Those an agreement in force binds."""
        return self.filter(status__in=Contribution.BOUND)

    def kept(self) -> Self:
        """Accepted ones, bound or not: what an agreement is made of."""
        return self.filter(status__in=[Contribution.Status.ACCEPTED, *Contribution.BOUND])


@guard_status
class Contribution(Terms):
    """An obligation of a party to pass a resource to another."""

    class Status(models.TextChoices):
        OFFERED = "offered", "Предложен"
        COUNTERED = "countered", "Встречное предложение"
        ACCEPTED = "accepted", "Принят"
        DECLINED = "declined", "Отклонён"
        WITHDRAWN = "withdrawn", "Отозван"
        COMMITTED = "committed", "Закреплён соглашением"
        IN_DELIVERY = "in_delivery", "Исполняется"
        PARTIALLY_DELIVERED = "partially_delivered", "Исполнен частично"
        DELIVERED = "delivered", "Исполнен"
        OVERDUE = "overdue", "Просрочен"
        DISPUTED = "disputed", "Оспорен"
        WRITTEN_OFF = "written_off", "Списан по согласию"

    S = Status
    OPEN = (S.OFFERED, S.COUNTERED)
    BOUND = (S.COMMITTED, S.IN_DELIVERY, S.PARTIALLY_DELIVERED, S.DELIVERED, S.OVERDUE, S.DISPUTED, S.WRITTEN_OFF)
    CLOSED = (S.DELIVERED, S.WRITTEN_OFF)

    case = models.ForeignKey(Negotiation, models.PROTECT, related_name="contributions", verbose_name="дело")
    number = models.PositiveSmallIntegerField("номер в деле")
    party = models.ForeignKey(NegotiationParty, models.PROTECT, related_name="gifts", verbose_name="даритель")
    recipient = models.ForeignKey(NegotiationParty, models.PROTECT, related_name="receipts", verbose_name="получатель")
    kind = models.CharField("вид", max_length=10, choices=ContributionKind.choices)
    status = FSMField("состояние", default=Status.OFFERED, choices=Status.choices, protected=True)
    terms_by = models.ForeignKey(
        NegotiationParty, models.PROTECT, related_name="+", verbose_name="чьи условия последние"
    )
    offered_at = models.DateTimeField("предложен", auto_now_add=True)

    objects = ContributionQuerySet.as_manager()

    class Meta:
        verbose_name = "вклад"
        verbose_name_plural = "вклады"
        ordering = ["case", "number"]
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="contribution_number_once"),
            models.CheckConstraint(condition=~Q(party=F("recipient")), name="nobody_gives_to_themselves"),
            models.CheckConstraint(
                condition=Q(terms_by=F("party")) | Q(terms_by=F("recipient")), name="terms_are_said_by_a_side"
            ),
            models.CheckConstraint(
                condition=Q(kind="admin", value=None) | ~Q(kind="admin") & Q(value__isnull=False, value__gt=0),
                name="contribution_has_a_value_unless_admin",
            ),
            models.CheckConstraint(
                condition=~Q(kind="property") | ~Q(second_basis="") | Q(is_book_value=True),
                name="property_needs_two_sources",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=["premises", "labor"])
                | Q(rate__isnull=False, quantity__isnull=False, value=Round(F("rate") * F("quantity"), 2)),
                name="rate_times_quantity_is_the_value",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="contribution_is_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(
                name="contribution_is_of_whom_it_is", fields=["case", "number", "party", "recipient", "kind"]
            ),
            frozen(
                "terms_of_an_accepted_contribution_are_settled",
                [*TERMS, "terms_by"],
                pgtrigger.Q(old__status__in=["accepted", "declined", "withdrawn"]),
            ),
            frozen(
                "bound_terms_are_settled",
                [*(name for name in TERMS if name not in AMENDED), "terms_by"],
                pgtrigger.Q(old__status__in=BOUND),
            ),
            bound_terms_follow_a_supplement(),
        ]

    def __str__(self) -> str:
        return f"Вклад {self.number}. {self.what}"

    def get_absolute_url(self) -> str:
        return reverse("contribution", args=[self.pk])

    @property
    def answering(self) -> NegotiationParty:
        """Whose move it is while the terms are open: not of whoever said the last word."""
        return self.recipient if self.terms_by_id == self.party_id else self.party

    @property
    def volume(self) -> str:
        """«120 часов», «3,5 мес.»; nothing when it is not counted in units."""
        if self.quantity is None:
            return ""
        text = f"{self.quantity:f}".rstrip("0").rstrip(".").replace(".", ",")
        return f"{text} {self.unit}".strip()

    @property
    def is_bound(self) -> bool:
        """Does an agreement in force bind the giver?"""
        return self.status in self.BOUND

    @transition(status, source=[S.OFFERED, S.COUNTERED], target=S.COUNTERED)
    def counter(self) -> None:
        """CB-02: the other side says other terms."""

    @transition(status, source=[S.OFFERED, S.COUNTERED], target=S.ACCEPTED)
    def accept(self) -> None:
        """CB-03."""

    @transition(status, source=[S.OFFERED, S.COUNTERED], target=S.DECLINED)
    def decline(self) -> None:
        """CB-04."""

    @transition(status, source=[S.OFFERED, S.COUNTERED, S.ACCEPTED], target=S.WITHDRAWN)
    def withdraw(self) -> None:
        """CB-05: any time before the signing."""

    @transition(status, source=S.ACCEPTED, target=S.COMMITTED)
    def commit(self) -> None:
        """CB-06: the agreement is in force."""

    @transition(status, source=S.COMMITTED, target=S.IN_DELIVERY)
    def begin(self) -> None:
        """CB-07."""

    @transition(status, source=[S.IN_DELIVERY, S.OVERDUE, S.PARTIALLY_DELIVERED], target=S.PARTIALLY_DELIVERED)
    def deliver_part(self) -> None:
        """CB-08: the receiver has accepted a part, or kept silent."""

    @transition(status, source=[S.IN_DELIVERY, S.PARTIALLY_DELIVERED, S.OVERDUE], target=S.DELIVERED)
    def deliver(self) -> None:
        """CB-09: the receiver has accepted the whole, or kept silent."""

    @transition(status, source=[S.COMMITTED, S.IN_DELIVERY, S.PARTIALLY_DELIVERED], target=S.OVERDUE)
    def fall_overdue(self) -> None:
        """CB-10."""

    @transition(status, source=[S.IN_DELIVERY, S.PARTIALLY_DELIVERED, S.OVERDUE], target=S.DISPUTED)
    def dispute(self) -> None:
        """CB-11: the receiver does not accept it."""

    @transition(status, source=S.DISPUTED, target=S.DELIVERED)
    def settle_as_delivered(self) -> None:
        """CB-12: the meeting has found it delivered."""

    @transition(status, source=S.DISPUTED, target=S.OVERDUE)
    def settle_as_overdue(self) -> None:
        """CB-12: the meeting has found it not delivered."""

    @transition(status, source=[S.OVERDUE, S.DISPUTED], target=S.WRITTEN_OFF)
    def write_off(self) -> None:
        """CB-13: by signed consent of both sides."""


class CounterOffer(Terms):
    """Terms as somebody said them: number 0 is the offer, each next one an answer. What was before stands in the row before."""

    contribution = models.ForeignKey(Contribution, models.PROTECT, related_name="offers", verbose_name="вклад")
    number = models.PositiveSmallIntegerField("порядок")
    party = models.ForeignKey(NegotiationParty, models.PROTECT, related_name="+", verbose_name="чьё предложение")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто внёс")
    at = models.DateTimeField("когда", auto_now_add=True)
    comment = models.TextField("пояснение", blank=True)

    class Meta:
        verbose_name = "предложение условий"
        verbose_name_plural = "предложения условий"
        ordering = ["contribution", "number"]
        constraints = [models.UniqueConstraint(fields=["contribution", "number"], name="counter_offer_number_once")]
        triggers = [
            pgtrigger.Protect(name="counter_offer_is_insert_only", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"{self.contribution}, предложение {self.number}"


class ContributionCondition(models.Model):
    """«Даётся, если…»: another contribution is given, or the city does something told in words; by a day."""

    contribution = models.ForeignKey(Contribution, models.PROTECT, related_name="conditions", verbose_name="вклад")
    depends_on = models.ForeignKey(
        Contribution, models.PROTECT, null=True, related_name="supports", verbose_name="если дан вклад"
    )
    act = models.CharField("если город совершит", max_length=300, blank=True)
    until = models.DateField("не позже", null=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField("добавлено", auto_now_add=True)
    removed_at = models.DateTimeField("снято", null=True)

    class Meta:
        verbose_name = "условие вклада"
        verbose_name_plural = "условия вкладов"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(depends_on__isnull=False, act="") | Q(depends_on=None) & ~Q(act=""),
                name="a_condition_is_a_contribution_or_an_act",
            ),
            models.CheckConstraint(condition=~Q(contribution=F("depends_on")), name="nothing_depends_on_itself"),
            models.UniqueConstraint(
                fields=["contribution", "depends_on"],
                condition=Q(removed_at=None, depends_on__isnull=False),
                name="one_condition_a_pair",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="condition_is_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="condition_is_frozen", exclude=["removed_at"]),
            written_once("condition_is_removed_once", ["removed_at"]),
        ]

    def __str__(self) -> str:
        if self.depends_on:
            return f"если дан вклад {self.depends_on.number} ({self.depends_on.what})"
        return f"если город совершит: {self.act}"
