"""People: person and account in one, and the capacities in which they act."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pgtrigger
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from casework.gather import Prepared
from casework.searching import by_name
from programme.appointments.models import Role
from programme.identity.levels import Level, strongest
from programme.people.managers import Capacity, PersonManager
from programme.periods import today

NBSP = "\u00a0"


class Person(AbstractBaseUser, PermissionsMixin):
    """A person and their account. Deactivated, never deleted: their acts stay theirs."""

    last_name = models.CharField("фамилия", max_length=100)
    first_name = models.CharField("имя", max_length=100)
    middle_name = models.CharField("отчество", max_length=100, blank=True)
    email = models.EmailField(
        "электронная почта", unique=True, error_messages={"unique": "Учётная запись с этой почтой уже есть."}
    )
    phone = models.CharField("телефон", max_length=20, blank=True)
    is_active = models.BooleanField("учётная запись действует", default=True)
    is_demo = models.BooleanField("вымышленный человек демонстрации", default=False)
    second_factor_by = models.DateField("второй фактор нужен с", null=True, blank=True)
    is_staff = models.BooleanField("технический сотрудник", default=False)

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

    @property
    def level(self) -> Level:
        """How certain it is who this is, by the confirmations in force: one query each time it is asked."""
        return strongest(self.confirmations.in_force().values_list("kind", flat=True))

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
        appointments, memberships = STANDING.rows(self.pk, day)
        titles = dict(Role.choices)
        for role, scope in appointments:
            title = titles[role]
            yield Capacity(f"role:{role}", title, "role")
            if scope:
                yield Capacity(f"role:{role}:{scope}", f"{title} ({scope})", "role")
        for organization, name, is_mandate in memberships:
            if is_mandate:
                yield Capacity(f"signer:{organization}", f"подписант — {name}", "signer")
            yield Capacity(f"member:{organization}", f"представитель — {name}", "member")

    def tied_to(self) -> tuple[int, ...]:
        """Organisations the person is tied to by the regulation, now or in the last years: what an office opens stays shut there.

        One query, remembered as long as the capacities.
        """
        day, known = self.__dict__.get("_tied_to", (None, ()))
        if day != today():
            from programme.interests import models as ties  # noqa: PLC0415 - ties point at people and their organisations

            day, known = today(), ties.organizations_of(self)
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


def _asked_of(pk: int, day: date) -> "tuple[models.QuerySet[Any, Any], ...]":
    person = Person(pk=pk)
    appointments = person.appointments.in_force(day).order_by("pk").values_list("role", "scope")  # type: ignore[attr-defined]
    return appointments, person.memberships.in_force(day).opening().standing()  # type: ignore[attr-defined]


STANDING = Prepared(_asked_of)  # every page of whoever has logged in asks it
