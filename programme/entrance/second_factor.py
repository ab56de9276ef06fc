"""Who works only with a second factor, from what day on, and who is reminded: whoever scores, votes, signs or holds an office."""

from datetime import date

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.db.models import Q
from django.urls import reverse

from casework.notify import tell
from casework.rooms import announced
from programme.appointments.models import STAFF_ROLES, RoleAssignment
from programme.organizations.memberships import Membership
from programme.people.actions import ask_for_second_factor
from programme.people.models import Person
from programme.periods import today

KINDS = {"role", "signer"}  # of capacities (programme/models/people.py)
REMINDERS = (3, 1)  # days before


def needed_from(person: Person) -> date | None:
    """The day from which the person works only with a second factor; None if none is needed or there is one.

    The staff of the city needs it at once. Others get SECOND_FACTOR_GRACE_DAYS from the day on which they are asked for the first time.
    """
    if not _is_needed(person) or is_mfa_enabled(person):
        return None
    if person.has_role(*STAFF_ROLES):
        return today()
    return person.second_factor_by or ask_for_second_factor(person, days=settings.SECOND_FACTOR_GRACE_DAYS)


def _is_needed(person: Person) -> bool:
    """By a role, by a mandate to sign, or because a room says so (`needs_second_factor` of its AppConfig)."""
    if not KINDS.isdisjoint(capacity.kind for capacity in person.capacities()):
        return True
    return any(needs(person) for _, needs in announced("needs_second_factor"))


def remind() -> None:
    """Ask everybody who needs a second factor today and has not been asked, and remind the others before their day comes."""
    roles, mandates = RoleAssignment.objects.in_force(), Membership.objects.mandated()
    known = Q(pk__in=roles.values("person")) | Q(pk__in=mandates.values("person")) | Q(second_factor_by__isnull=False)
    for person in Person.objects.filter(known, is_active=True, authenticator=None):
        day = needed_from(person)
        left = (day - today()).days if day else 0
        if left in REMINDERS:
            tell(
                person,
                f"second_factor:{person.pk}:{day}:{left}",
                f"Подключите второй фактор: {'завтра' if left == 1 else f'через {left} дня'} он станет обязательным",
                f"С {day:%d.%m.%Y} без него нельзя будет оценивать, голосовать и подписывать.",
                reverse("second_factor"),
            )
