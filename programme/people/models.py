"""People: person and account in one, the capacities in which they act, their consents."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import pgtrigger
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from casework.gather import gather
from casework.searching import by_name
from programme.periods import today

NBSP = "\u00a0"
CONSENT_TEXT = "1"  # the version of the texts in templates/programme/consents/


@dataclass(frozen=True)
class Capacity:
    """In what capacity somebody acts: the key a case is addressed to, the words for it, and its kind."""

    key: str
    title: str
    kind: str


class PersonManager(BaseUserManager["Person"]):
    """Making people, and finding those who hold a capacity."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "Person":
        """A person who can log in; without a password only after a reset."""
        person = self.model(email=email.strip().lower(), **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "Person":
        """A technical account; gives no capacity."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, email: str | None) -> "Person":
        """Addresses are kept in lower case."""
        return self.get(email=(email or "").lower())

    def reached_at(self, email: str) -> "Person | None":
        """Whoever in use has confirmed this address, be it their first or another one."""
        confirmed = {"emailaddress__email__iexact": email.strip(), "emailaddress__verified": True}
        return self.filter(is_active=True, **confirmed).order_by("pk").first()

    def holding(self, key: str) -> models.QuerySet["Person"]:
        """Active people who hold a capacity today: the mirror of `Person.capacities`."""
        kind, _, rest = key.partition(":")
        active = self.filter(is_active=True)
        if kind == "role":
            role, _, scope = rest.partition(":")
            wanted = {"role": role, "scope": scope} if scope else {"role": role}
            return active.filter(pk__in=self._kept("appointments").in_force().filter(**wanted).values("person_id"))
        if not rest.isdecimal():
            return self.none()
        if kind == "person":
            return active.filter(pk=int(rest))
        memberships = self._kept("memberships")
        if kind == "member":
            return active.filter(pk__in=memberships.in_force().filter(organization_id=int(rest)).values("person_id"))
        if kind == "signer":
            return active.filter(pk__in=memberships.mandated().filter(organization_id=int(rest)).values("person_id"))
        return self.none()

    def _kept(self, relation: str) -> Any:
        """All rows of what people have, found by its name: their classes stand in files that import this one."""
        return self.model._meta.get_field(relation).related_model._default_manager  # type: ignore[union-attr]


class Person(AbstractBaseUser, PermissionsMixin):
    """A person and their account. Deactivated, never deleted: their acts stay theirs."""

    last_name = models.CharField("фамилия", max_length=100)
    first_name = models.CharField("имя", max_length=100)
    middle_name = models.CharField("отчество", max_length=100, blank=True)
    email = models.EmailField(
        "электронная почта", unique=True, error_messages={"unique": "Учётная запись с этой почтой уже есть."}
    )
    phone = models.CharField("телефон", max_length=20, blank=True)
    is_confirmed_citizen = models.BooleanField("личность подтверждена", default=False)
    is_active = models.BooleanField("учётная запись действует", default=True)
    is_demo = models.BooleanField("вымышленный человек демонстрации", default=False)
    second_factor_by = models.DateField("второй фактор нужен с", null=True, blank=True)
    is_staff = models.BooleanField("технический сотрудник", default=False)
    esia_oid = models.CharField("номер в ЕСИА", max_length=20, blank=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["last_name", "first_name"]

    objects = PersonManager()

    class Meta:
        verbose_name = "человек"
        verbose_name_plural = "люди"
        ordering = [*by_name("last_name", "first_name", "middle_name"), "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(email=Lower("email")), name="email_in_lower_case"),
            models.UniqueConstraint(fields=["esia_oid"], condition=~Q(esia_oid=""), name="esia_oid_unique"),
        ]
        triggers = [pgtrigger.Protect(name="person_is_never_deleted", operation=pgtrigger.Delete)]

    def __str__(self) -> str:
        return self.get_full_name() or self.email

    def get_full_name(self) -> str:
        """Иванова Анна Петровна."""
        return " ".join(filter(None, [self.last_name, self.first_name, self.middle_name]))

    @property
    def short_name(self) -> str:
        """А. П. Иванова, not to be broken across lines."""
        initials = [f"{name[0]}." for name in (self.first_name, self.middle_name) if name]
        return NBSP.join([*initials, self.last_name]) or self.email

    def get_short_name(self) -> str:
        """Django's name for it."""
        return self.short_name

    def capacities(self) -> tuple[Capacity, ...]:
        """In what capacities the person may act today: one query, remembered until midnight or `refresh_from_db`."""
        day, known = self.__dict__.get("_capacities", (None, ()))
        if day != today():
            day, known = (
                today(),
                tuple({capacity.key: capacity for capacity in self._find_capacities(today())}.values()),
            )
            self._capacities = (day, known)
        return known

    def _find_capacities(self, day: date) -> Iterator[Capacity]:
        if not self.is_active or self.pk is None:
            return
        yield Capacity(f"person:{self.pk}", "лично", "person")
        appointments = self.appointments.in_force(day).order_by("pk")
        memberships = self.memberships.in_force(day).select_related("organization").order_by("pk")
        gather(appointments, memberships)
        for appointment in appointments:
            title = appointment.get_role_display()
            yield Capacity(f"role:{appointment.role}", title, "role")
            if appointment.scope:
                yield Capacity(f"role:{appointment.role}:{appointment.scope}", f"{title} ({appointment.scope})", "role")
        for membership in memberships:
            name = membership.organization.short_name
            if membership.is_mandate:
                yield Capacity(f"signer:{membership.organization_id}", f"подписант — {name}", "signer")
            yield Capacity(f"member:{membership.organization_id}", f"представитель — {name}", "member")

    def tied_to(self) -> tuple[int, ...]:
        """Organisations the person is tied to by the regulation, now or in the last years: what an office opens stays shut there.

        One query, remembered as long as the capacities.
        """
        day, known = self.__dict__.get("_tied_to", (None, ()))
        if day != today():
            from programme import ties  # noqa: PLC0415 - the law of ties reads people and their organisations

            day, known = today(), tuple(sorted(set(ties.of_people(self).values_list("organization", flat=True))))
            self._tied_to = (day, known)
        return known

    def party_keys(self) -> list[str]:
        """The keys of those organisations: a paper that has one of them among its readers is not read by virtue of an office."""
        return [f"{kind}:{pk}" for pk in self.tied_to() for kind in ("member", "signer")]

    def capacity_keys(self) -> list[str]:
        """The keys of all capacities."""
        return [capacity.key for capacity in self.capacities()]

    def has_role(self, *roles: str) -> bool:
        """Does the person hold any of these roles today, in whatever scope?"""
        return not {f"role:{role}" for role in roles}.isdisjoint(self.capacity_keys())

    def forget_capacities(self) -> None:
        """Ask the facts anew at the next question: somebody has just been appointed or dismissed."""
        self.__dict__.pop("_capacities", None)
        self.__dict__.pop("_tied_to", None)

    def refresh_from_db(self, *args: Any, **kwargs: Any) -> None:
        """Re-reading the row also forgets the capacities."""
        self.forget_capacities()
        super().refresh_from_db(*args, **kwargs)


class Consent(models.Model):
    """Consent to the processing of personal data: a document of its own for each purpose (152-ФЗ ст. 9; domain 6.1)."""

    class Purpose(models.TextChoices):
        PARTICIPATION = "participation", "участие в процедурах"
        DISSEMINATION = "dissemination", "публикация сведений об эксперте или члене жюри"
        MAILING = "mailing", "рассылка новостей"

    person = models.ForeignKey(Person, models.PROTECT, related_name="consents", verbose_name="кто дал")
    purpose = models.CharField("цель", max_length=20, choices=Purpose.choices)
    text_version = models.CharField("версия текста", max_length=20)
    given_at = models.DateTimeField("дано")
    withdrawn_at = models.DateTimeField("отозвано", null=True)

    class Meta:
        verbose_name = "согласие"
        verbose_name_plural = "согласия"
        ordering = ["-given_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "purpose"], condition=Q(withdrawn_at=None), name="one_consent_per_purpose"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(withdrawn_at__gte=F("given_at")), name="consent_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(purpose__in=["participation", "dissemination", "mailing"]), name="consent_purpose_known"
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="consent_is_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="consent_text_is_final", exclude=["withdrawn_at"]),
            pgtrigger.Protect(
                name="withdrawal_is_final",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__withdrawn_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_purpose_display()}"

    @classmethod
    def is_given(cls, person: Person, purpose: str) -> bool:
        """Is there a consent for this purpose that has not been withdrawn?"""
        return cls.objects.filter(person=person, purpose=purpose, withdrawn_at=None).exists()
