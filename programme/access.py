"""Questions about whoever is asking, a stranger included."""

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from programme.people.models import Person

Visitor: TypeAlias = "Person | AnonymousUser"  # what `request.user` is


def keys_of(user: Visitor) -> list[str]:
    """The capacity keys of whoever is asking; a stranger has none."""
    return user.capacity_keys() if user.is_authenticated else []


def holds(user: Visitor, *keys: str) -> bool:
    """Does whoever is asking hold any of these keys today?"""
    return not set(keys).isdisjoint(keys_of(user))


def tied_to(user: Visitor) -> tuple[int, ...]:
    """Organisations whose affairs an office does not open to whoever is asking; a stranger has no office."""
    return user.tied_to() if user.is_authenticated else ()


def has_role(user: Visitor, *roles: str) -> bool:
    """Does whoever is asking hold any of these roles today?"""
    return user.is_authenticated and user.has_role(*roles)
