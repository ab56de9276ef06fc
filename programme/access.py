"""Questions about whoever is asking, a stranger included."""

from typing import Any

from allauth.mfa.utils import is_mfa_enabled

from programme.models import STAFF_ROLES


def keys_of(user: Any) -> list[str]:
    """The capacity keys of whoever is asking; a stranger has none."""
    return user.capacity_keys() if user.is_authenticated else []


def holds(user: Any, *keys: str) -> bool:
    """Does whoever is asking hold any of these keys today?"""
    return not set(keys).isdisjoint(keys_of(user))


def tied_to(user: Any) -> tuple[int, ...]:
    """Organisations whose affairs an office does not open to whoever is asking; a stranger has no office."""
    return user.tied_to() if user.is_authenticated else ()


def has_role(user: Any, *roles: str) -> bool:
    """Does whoever is asking hold any of these roles today?"""
    return user.is_authenticated and user.has_role(*roles)


def lacks_second_factor(user: Any) -> bool:
    """Is it somebody of the staff who has not set up a second factor yet?"""
    return has_role(user, *STAFF_ROLES) and not is_mfa_enabled(user)
