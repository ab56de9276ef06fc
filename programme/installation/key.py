"""The one-time key that opens a city: who has seen the terminal of `./run` may name the first administrator."""

import hashlib
import secrets

from django.conf import settings
from django.utils.crypto import constant_time_compare

from casework import installation
from casework.installation import Installation
from programme.appointments.models import Role, RoleAssignment
from programme.organizations.models import Organization
from programme.people.models import Person


def administrators() -> list[Person]:
    """Who could administer the city now: appointed, and with a password they have set themselves."""
    return [person for person in Person.objects.holding(f"role:{Role.ADMIN}") if person.has_usable_password()]


def is_unopened() -> bool:
    """Is this a real city that nobody administers yet?"""
    return not settings.DEMO and not administrators()


def is_untouched() -> bool:
    """Has nothing happened in this city yet: nobody invited, nobody appointed to anything, no organisation come?"""
    if settings.DEMO or installation.current().is_opened:
        return False
    return not (RoleAssignment.objects.exists() or Organization.objects.exists())


def new() -> str:
    """A key nobody guesses."""
    return secrets.token_urlsafe(32)


def digest(key: str) -> str:
    """What is kept of a key."""
    return hashlib.sha256(key.encode()).hexdigest()


def opens(key: str) -> bool:
    """Is this the key of a city that may still be opened?"""
    kept = Installation.objects.values_list("opening_key", flat=True).first() or ""
    return bool(kept) and constant_time_compare(digest(key), kept) and is_unopened()
