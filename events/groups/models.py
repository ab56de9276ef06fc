"""How a game is divided into groups, who is in which, and what each has made."""

from typing import Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from casework.guard import insert_only
from events.occasions.models import Event, Material
from events.registrations.models import Registration

COUNTED = (Registration.Status.CONFIRMED, Registration.Status.ATTENDED)  # who takes part, as far as is known


class Grouping(models.Model):
    """How people come into groups, and which roles each group has."""

    class How(models.TextChoices):
        LOT = "lot", "по жребию"
        CHOICE = "choice", "по выбору участников"

    event = models.OneToOneField(Event, models.PROTECT, related_name="grouping", verbose_name="мероприятие")
    how = models.CharField("как делятся на группы", max_length=10, choices=How.choices)
    roles = models.JSONField("роли в каждой группе", default=list)

    class Meta:
        verbose_name = "деление на группы"
        verbose_name_plural = "деления на группы"

    def __str__(self) -> str:
        return f"{self.event}: группы {self.get_how_display()}"

    @classmethod
    def of(cls, event: Event) -> "Grouping | None":
        """How the people of an event are divided, if they are."""
        return cls.objects.filter(event=event).first()


class Group(models.Model):
    """A group of a game. `places`: how many it holds at most; none means any number."""

    event = models.ForeignKey(Event, models.PROTECT, related_name="game_groups", verbose_name="мероприятие")
    title = models.CharField("название", max_length=100)
    places = models.PositiveIntegerField("сколько мест", null=True)

    class Meta:
        verbose_name = "группа игры"
        verbose_name_plural = "группы игры"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "title"], name="group_once_in_a_game", violation_error_message="Такая группа уже есть."
            ),
            models.CheckConstraint(condition=Q(places=None) | Q(places__gt=0), name="group_holds_somebody"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("event_groups", args=[self.event_id])


class MemberQuerySet(models.QuerySet["Member"]):
    """Reading members of groups."""

    def counted(self) -> Self:
        """Those who take part: whoever has given the registration up is in no group."""
        return self.filter(registration__status__in=COUNTED).order_by("pk")


class Member(models.Model):
    """Who is in a group, and in which role."""

    registration = models.OneToOneField(Registration, models.PROTECT, related_name="member", verbose_name="запись")
    group = models.ForeignKey(Group, models.PROTECT, related_name="members", verbose_name="группа")
    role = models.CharField("роль", max_length=100, blank=True)

    objects = MemberQuerySet.as_manager()

    class Meta:
        verbose_name = "участник группы"
        verbose_name_plural = "участники групп"
        ordering = ["pk"]
        triggers = [
            pgtrigger.Protect(name="member_is_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.Trigger(
                name="member_of_a_group_of_the_own_game_with_room",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                declare=[("most", "INTEGER")],
                func="""
                    SELECT g.places INTO most FROM events_group g JOIN events_registration r ON r.event_id = g.event_id
                        WHERE g.id = NEW.group_id AND r.id = NEW.registration_id FOR NO KEY UPDATE OF g;
                    IF NOT FOUND OR (SELECT count(*) FROM events_member m JOIN events_registration r ON r.id = m.registration_id
                        WHERE m.group_id = NEW.group_id AND m.id <> NEW.id AND r.status IN ('confirmed', 'attended')) >= most THEN
                        RAISE EXCEPTION 'a group of another game, or one that is full' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.registration}: {self.group}"


class Product(models.Model):
    """What a group has made; the last one counts, earlier ones stay."""

    group = models.ForeignKey(Group, models.PROTECT, related_name="products", verbose_name="группа")
    text = models.TextField("продукт")
    material = models.OneToOneField(
        Material, models.PROTECT, null=True, related_name="product", verbose_name="файл продукта"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто сдал")
    at = models.DateTimeField("когда", auto_now_add=True)

    class Meta:
        verbose_name = "продукт группы"
        verbose_name_plural = "продукты групп"
        ordering = ["-pk"]
        triggers = [*insert_only("product_of_a_group")]

    def __str__(self) -> str:
        return f"Продукт группы «{self.group}»"
