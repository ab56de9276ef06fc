"""Capacities, and finding the people who hold them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib.auth.base_user import BaseUserManager
from django.db import models

if TYPE_CHECKING:
    from programme.people.models import Person


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

    def demo(self) -> models.QuerySet["Person"]:
        """People the demo has made; a real account is never taken over."""
        return self.filter(is_active=True, is_superuser=False, is_demo=True)

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
            return active.filter(
                pk__in=memberships.in_force().opening().filter(organization_id=int(rest)).values("person_id")
            )
        if kind == "signer":
            return active.filter(pk__in=memberships.mandated().filter(organization_id=int(rest)).values("person_id"))
        return self.none()

    def _kept(self, relation: str) -> Any:
        """All rows of what people have, found by its name: their classes stand in files that import this one."""
        return self.model._meta.get_field(relation).related_model._default_manager  # type: ignore[union-attr]
