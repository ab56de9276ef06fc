"""Bodies that sit and vote, and who is in them (регламент 3.5, «Состав»). A body is a row: the committee, a jury, a working group."""

from datetime import date
from typing import Self

import pgtrigger
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from casework.door import Refused
from committee.bodies.kinds import BodyKind, Known, check_places
from programme import ties
from programme.access import Visitor, has_role, holds, keys_of
from programme.models import Role, Sector
from programme.periods import PeriodQuerySet, no_overlap, period_is_ordered, today, valid_on

OVERSEERS = (Role.AUDITOR, Role.CLERK)


class BodyQuerySet(models.QuerySet["Body"]):
    """Reading bodies."""

    def open_to(self, user: Visitor) -> Self:
        """Bodies whose papers and votes by name the person may see: their members and office, the clerk and the auditor."""
        if not user.is_authenticated:
            return self.none()
        if has_role(user, *OVERSEERS):
            return self
        roles = [key.partition(":")[2] for key in keys_of(user) if key.startswith("role:")]
        seats = BodyMember.objects.in_force().filter(person=user)
        office = (
            Q(chair_role__in=roles) | Q(secretary_role__in=roles) | Q(agenda_role__in=roles) | Q(member_role__in=roles)
        )
        return self.filter(office | Q(pk__in=seats.values("body")))

    def visible_to(self, person: Visitor) -> Self:
        """Which bodies work is public, to everybody alike."""
        return self.filter(closed_at=None)

    def at_work(self, kind: str) -> Self:
        """Bodies of a kind, by its key, that have not ended."""
        return self.filter(kind__key=kind, closed_at=None)

    def committee(self) -> "Body":
        """The city programme committee; Refused where none has been founded yet."""
        body = self.at_work(Known.COMMITTEE).first()
        if body is None:
            raise Refused(
                "Программный комитет ещё не образован: его образует администратор на странице «Органы и составы»."
            )
        return body

    def sized(self) -> Self:
        """With the number of members today (`size`) and of those with a vote (`voters`)."""
        held = valid_on(today(), "members__")
        votes = held & Q(members__has_vote=True)
        return self.annotate(size=models.Count("members", filter=held), voters=models.Count("members", filter=votes))


class Body(models.Model):
    """A collegial body. Its functions are asked by role; a body without roles is asked by the persons who hold its seats."""

    Kind = Known

    kind = models.ForeignKey(
        BodyKind, models.PROTECT, to_field="key", db_column="kind", related_name="bodies", verbose_name="вид"
    )
    title = models.CharField("название", max_length=200)
    title_genitive = models.CharField("название в родительном падеже", max_length=200)
    act = models.CharField("акт об образовании", max_length=300)
    chair_role = models.CharField("роль председателя", max_length=30, choices=Role.choices, blank=True)
    secretary_role = models.CharField("роль секретаря", max_length=30, choices=Role.choices, blank=True)
    member_role = models.CharField("роль члена", max_length=30, choices=Role.choices, blank=True)
    agenda_role = models.CharField("роль тех, кто готовит повестку", max_length=30, choices=Role.choices, blank=True)
    minutes_register = models.CharField("журнал протоколов", max_length=20, default="minutes")
    minutes_parts = models.JSONField("постоянные части номера протокола", default=dict, blank=True)
    issues_decisions = models.BooleanField("принимает решения отдельными документами", default=True)
    sitting_sectors = models.PositiveSmallIntegerField("секторов для открытия заседания", default=1)
    quorum_persons = models.PositiveSmallIntegerField("свой кворум вопроса, человек", null=True, blank=True)
    places = models.JSONField("мест с правом голоса по секторам", default=dict, blank=True, validators=[check_places])
    founded_at = models.DateTimeField("образован", default=timezone.now)
    closed_at = models.DateTimeField("прекратил работу", null=True, blank=True)
    closing_act = models.CharField("акт о прекращении", max_length=300, blank=True)

    objects = BodyQuerySet.as_manager()

    class Meta:
        verbose_name = "коллегиальный орган"
        verbose_name_plural = "коллегиальные органы"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind"], condition=Q(kind="committee", closed_at=None), name="one_committee"
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, closing_act="") | Q(closed_at__gte=F("founded_at")) & ~Q(closing_act=""),
                name="body_closes_by_an_act",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="body_is_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="closed_body_is_final",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__closed_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("body", args=[self.pk])

    def members_on(self, day: date | None = None) -> "models.QuerySet[BodyMember]":
        """Everybody in the body on a day, today unless said otherwise."""
        return self.members.in_force(day).select_related("person")

    def voters_on(self, day: date | None = None) -> "models.QuerySet[BodyMember]":
        """Members with a vote on a day: N of the arithmetic."""
        return self.members_on(day).filter(has_vote=True)

    def key_of(self, function: str) -> str:
        """The capacity key of the chair or the secretary: their role, else the person in that seat; empty if there is none."""
        role = self.chair_role if function == BodyMember.Role.CHAIR else self.secretary_role
        if role:
            return f"role:{role}"
        seat = self.members_on().filter(role=function).first()
        return f"person:{seat.person_id}" if seat else ""

    def capacity_of_office(self, user: Visitor) -> str:
        """The words for the capacity in which the person chairs the body or keeps its papers; empty for others."""
        functions = {BodyMember.Role.CHAIR: "председатель", BodyMember.Role.SECRETARY: "секретарь"}
        keys = {self.key_of(function): words for function, words in functions.items()}
        return next((words for key, words in keys.items() if key and holds(user, key)), "")

    def stand_ins(self, without: int | None = None) -> "list[BodyMember]":
        """Who presides when the chair cannot: the deputies, else the member who has sat longest. `without`: the number of a person."""
        rows = self.voters_on().filter(person__is_active=True).exclude(person=without).order_by("valid_from", "pk")
        members = [member for member in rows if member.role != BodyMember.Role.CHAIR]
        return [member for member in members if member.role in BodyMember.PRESIDING] or members[:1]

    def acting_chair_key(self) -> str:
        """The key of the chair, or of whoever stands in while nobody holds it; empty for a body without anybody."""
        key = self.key_of(BodyMember.Role.CHAIR)
        if key and get_user_model().objects.holding(key).exists():
            return key
        return next((member.key for member in self.stand_ins()), key)

    def leading_member(self) -> "BodyMember | None":
        """The chair, or whoever stands in while there is none with an account in use."""
        chair = self.members_on().filter(role=BodyMember.Role.CHAIR, person__is_active=True).first()
        return chair or next(iter(self.stand_ins()), None)

    def reader_keys(self) -> list[str]:
        """Who reads the papers of the body."""
        seats = [f"person:{pk}" for pk in self.members_on().values_list("person_id", flat=True)]
        return [*seats, *(f"role:{role}" for role in (self.chair_role, self.secretary_role, *OVERSEERS) if role)]

    def is_member(self, user: Visitor) -> bool:
        """Does the person sit in the body today?"""
        return user.is_authenticated and self.members.in_force().filter(person=user).exists()


class SeatQuerySet(PeriodQuerySet):
    """Reading seats."""

    def visible_to(self, person: Visitor) -> Self:
        """Who sits today in a body that works is public, to everybody alike."""
        return self.in_force().filter(body__closed_at=None)

    def held_on(self, day: date) -> Self:
        """Whose seat it was on a day, past days included: on the day on which a seat ends it is empty."""
        ended = Q(ended_at=None) | Q(ended_at__date__gt=day)
        return self.filter(ended, Q(valid_to=None) | Q(valid_to__gte=day), valid_from__lte=day)


class BodyMember(models.Model):
    """A seat in a body: who, as what, from which sector, with or without a vote, for how long and on what ground."""

    class Role(models.TextChoices):
        CHAIR = "chair", "председатель"
        DEPUTY = "deputy", "заместитель председателя"
        SECRETARY = "secretary", "секретарь"
        MEMBER = "member", "член"
        RESERVE = "reserve", "запасной член"

    VOTELESS = (Role.SECRETARY, Role.RESERVE)
    PRESIDING = (Role.CHAIR, Role.DEPUTY)

    body = models.ForeignKey(Body, models.PROTECT, related_name="members", verbose_name="орган")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="seats", verbose_name="кто")
    role = models.CharField("кем входит", max_length=10, choices=Role.choices, default=Role.MEMBER)
    sector = models.CharField("сектор", max_length=10, choices=Sector.choices)
    position = models.CharField("должность", max_length=200, blank=True)
    has_vote = models.BooleanField("с правом голоса", default=True)
    valid_from = models.DateField("с какого дня")
    valid_to = models.DateField("по какой день", null=True, blank=True)
    ground = models.CharField("основание", max_length=300)
    ended_at = models.DateTimeField("прекращено", null=True, blank=True)
    end_ground = models.CharField("основание прекращения", max_length=300, blank=True)
    entered_at = models.DateTimeField("записано", default=timezone.now)
    offer = models.OneToOneField(
        "committee.SeatOffer", models.PROTECT, null=True, related_name="seat", verbose_name="по приглашению"
    )

    objects = SeatQuerySet.as_manager()

    class Meta:
        verbose_name = "член органа"
        verbose_name_plural = "члены органов"
        ordering = ["body_id", "pk"]
        constraints = [
            period_is_ordered("seat_period_is_ordered"),
            no_overlap("one_seat_a_person", ("body", "person"), "Этот человек на это время уже входит в состав."),
            no_overlap("one_chair_a_body", ("body",), "Председатель на это время уже есть.", only=Q(role="chair")),
            models.CheckConstraint(
                condition=~Q(role__in=["secretary", "reserve"]) | Q(has_vote=False), name="secretary_has_no_vote"
            ),
            models.CheckConstraint(condition=Q(sector__in=Sector.values), name="seat_sector_known"),
        ]
        triggers = [
            pgtrigger.Protect(name="seat_is_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="seat_terms_are_final", exclude=["valid_to", "ended_at", "end_ground"]),
            pgtrigger.Protect(
                name="ended_seat_is_final",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__ended_at__isnull=False),
            ),
            pgtrigger.Protect(
                name="no_seat_ended_before_it_was_entered",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(new__ended_at__lt=pgtrigger.F("new__entered_at")),
            ),
            pgtrigger.Trigger(
                name="nobody_was_seated_yesterday",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=f"""IF NEW.valid_from < {ties.sql_day("NEW.entered_at")} THEN
                            RAISE EXCEPTION 'pgtrigger: a seat does not begin before it is entered';
                        END IF;
                        IF NEW.offer_id IS NOT NULL AND NOT EXISTS (
                            SELECT 1 FROM committee_seatoffer o JOIN programme_invitation i ON i.id = o.invitation_id
                            WHERE o.id = NEW.offer_id AND o.body_id = NEW.body_id AND i.status = 'accepted'
                              AND i.answered_by_id = NEW.person_id) THEN
                            RAISE EXCEPTION 'pgtrigger: a seat by invitation is of the person who has accepted it';
                        END IF;
                        RETURN NEW;""",  # noqa: S608 - written from our own text
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_role_display()}, {self.body}"

    def get_absolute_url(self) -> str:
        """The composition in which the seat stands."""
        return self.body.get_absolute_url()

    @property
    def key(self) -> str:
        """The capacity key under which the member votes: nobody votes for another."""
        return f"person:{self.person_id}"

    @property
    def standing(self) -> tuple[int, int, int]:
        """The order in which a composition is read: chair, deputies, secretary, then the members by sector."""
        return self.Role.values.index(self.role), Sector.values.index(self.sector), self.pk

    def signs_as(self, chair: str) -> str:
        """In what capacity a paper of the chair is signed; `chair` is the chair's own."""
        return chair if self.role == BodyMember.Role.CHAIR else f"{self.title}, за председателя"

    @property
    def title(self) -> str:
        """«Председатель», «Член» and so on, as papers name the person."""
        return str(self.get_role_display()).capitalize()
