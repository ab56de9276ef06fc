"""A counter-contribution (регламент 3.1.3): what a party gives to whom, on what terms, and where it stands in law."""

from typing import Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Round
from django.urls import reverse

from casework.formats import plain
from casework.guard import frozen, guard_status, written_once
from negotiations.contributions.kinds import HELP, KindHelp
from negotiations.contributions.settled import AMENDED, BOUND, bound_terms_follow_a_supplement
from negotiations.contributions.status import ContributionStatus
from negotiations.contributions.terms import TERMS, ContributionKind, Terms
from negotiations.parties.models import NegotiationParty
from negotiations.talks.models import Negotiation
from programme.access import Visitor


class ContributionQuerySet(models.QuerySet["Contribution"]):
    """How contributions are read."""

    def visible_to(self, person: Visitor) -> Self:
        """Those of the negotiations a person follows; to everybody what an agreement in force has bound."""
        return self.filter(Q(case__in=Negotiation.objects.open_to(person)) | Q(status__in=Contribution.BOUND))

    def alive(self) -> Self:
        """Neither declined nor taken back."""
        return self.exclude(status__in=[Contribution.Status.DECLINED, Contribution.Status.WITHDRAWN])

    def bound(self) -> Self:
        """Those an agreement in force binds."""
        return self.filter(status__in=Contribution.BOUND)

    def standing(self) -> Self:
        """Those that are still promised or have been given: an agreement that was terminated holds nobody to the rest."""
        return self.bound().filter(released_at=None)

    def agreed(self) -> Self:
        """Accepted ones, bound or not: what an agreement is made of."""
        return self.filter(status__in=[Contribution.Status.ACCEPTED, *Contribution.BOUND])


@guard_status
class Contribution(ContributionStatus, Terms):
    """An obligation of a party to pass a resource to another."""

    case = models.ForeignKey(Negotiation, models.PROTECT, related_name="contributions", verbose_name="дело")
    number = models.PositiveSmallIntegerField("номер в деле")
    party = models.ForeignKey(NegotiationParty, models.PROTECT, related_name="gifts", verbose_name="даритель")
    recipient = models.ForeignKey(NegotiationParty, models.PROTECT, related_name="receipts", verbose_name="получатель")
    kind = models.CharField("вид", max_length=10, choices=ContributionKind.choices)
    terms_by = models.ForeignKey(
        NegotiationParty, models.PROTECT, related_name="+", verbose_name="чьи условия последние"
    )
    offered_at = models.DateTimeField("предложен", auto_now_add=True)
    released_at = models.DateTimeField("освобождён", null=True)
    release_ground = models.CharField("чем освобождён", max_length=300, blank=True)

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
                condition=Q(released_at=None, release_ground="") | Q(released_at__isnull=False) & ~Q(release_ground=""),
                name="contribution_is_released_for_a_reason",
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
                "released_contribution_moves_no_more",
                ["status", "released_at", "release_ground"],
                pgtrigger.Q(old__released_at__isnull=False),
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
    def kind_help(self) -> KindHelp:
        """What its kind means, in words."""
        return HELP[self.kind]

    @property
    def living_conditions(self) -> "models.QuerySet[ContributionCondition]":
        """What it depends on now."""
        return self.conditions.filter(removed_at=None).select_related("depends_on")

    @property
    def volume(self) -> str:
        """«120 часов», «3,5 мес.»; nothing when it is not counted in units."""
        if self.quantity is None:
            return ""
        return f"{plain(self.quantity)} {self.unit}".strip()

    @property
    def is_bound(self) -> bool:
        """Does an agreement in force bind the giver?"""
        return self.status in self.BOUND


class CounterOffer(Terms):
    """Terms as a party proposed them: number 0 is the offer, each next number an answer to the one before."""

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
    """«Даётся, если…»: another contribution is given, or the city does something (`act`, in words); `until` a day."""

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
