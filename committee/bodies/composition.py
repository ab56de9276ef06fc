"""What is known of a composition beside the seats: who was invited to one, which roles came with it, the orders about it."""

import pgtrigger
from django.db import models
from django.db.models import Q

from committee.bodies.models import Body, BodyMember
from documents.models import Document
from programme.models import Invitation, RoleAssignment, Sector


class SeatOffer(models.Model):
    """The seat an invitation is to. `name` is how the inviter calls the person, `replaces` the member whose place it is."""

    invitation = models.OneToOneField(Invitation, models.PROTECT, related_name="seat_offer", verbose_name="приглашение")
    body = models.ForeignKey(Body, models.PROTECT, related_name="offers", verbose_name="орган")
    sector = models.CharField("сектор", max_length=10, choices=Sector.choices)
    name = models.CharField("фамилия, имя, отчество", max_length=200, blank=True)
    replaces = models.ForeignKey(
        BodyMember, models.PROTECT, null=True, related_name="successors", verbose_name="вместо кого"
    )

    class Meta:
        verbose_name = "приглашение в состав органа"
        verbose_name_plural = "приглашения в состав органов"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(sector__in=Sector.values), name="offered_sector_known"),
        ]
        triggers = [pgtrigger.Protect(name="offer_is_insert_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.body}: {self.name or self.invitation.email}"


class SeatRole(models.Model):
    """A role that came with a seat and goes with it. Roles somebody held before they were seated are not among them."""

    seat = models.ForeignKey(BodyMember, models.PROTECT, related_name="roles", verbose_name="место")
    appointment = models.OneToOneField(
        RoleAssignment, models.PROTECT, related_name="seat_role", verbose_name="назначение"
    )

    class Meta:
        verbose_name = "роль по месту в органе"
        verbose_name_plural = "роли по местам в органах"
        ordering = ["pk"]
        triggers = [pgtrigger.Protect(name="seat_role_is_insert_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.seat}: {self.appointment.get_role_display()}"


class CompositionOrder(models.Model):
    """An order on the composition of a body: who is in it on the day of the paper."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="orders", verbose_name="орган")
    document = models.OneToOneField(Document, models.PROTECT, related_name="composition", verbose_name="документ")

    class Meta:
        verbose_name = "распоряжение о составе"
        verbose_name_plural = "распоряжения о составе"
        ordering = ["-pk"]
        triggers = [pgtrigger.Protect(name="order_is_insert_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.body}: {self.document}"
