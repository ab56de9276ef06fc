"""What the visitor of a page may do, anonymous visitors included."""

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from programme.people.models import Person

Visitor: TypeAlias = "Person | AnonymousUser"  # what `request.user` is


def keys_of(user: Visitor) -> list[str]:
    """The capacity keys of a visitor; an anonymous one has none."""
    return user.capacity_keys() if user.is_authenticated else []


def holds(user: Visitor, *keys: str) -> bool:
    """Does the visitor hold any of these keys today?"""
    return not set(keys).isdisjoint(keys_of(user))


def tied_to(user: Visitor) -> tuple[int, ...]:
    """Organisations the visitor is tied to, whose affairs no office opens to them; none for an anonymous visitor."""
    return user.tied_to() if user.is_authenticated else ()


def has_role(user: Visitor, *roles: str) -> bool:
    """Does the visitor hold any of these roles today?"""
    return user.is_authenticated and user.has_role(*roles)
