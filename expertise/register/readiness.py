"""What the expertise asks before people are let in."""

from collections import Counter

from expertise.register.models import Expert
from expertise.roles import COORDINATOR
from programme.models import Person, Regulation


def coordinators() -> tuple[bool, str]:
    """Somebody forms the groups."""
    people = Person.objects.holding(COORDINATOR)
    return people.exists(), ", ".join(map(str, people)) or "не назначен: экспертизу некому начать"


def experts() -> tuple[bool, str]:
    """Are there as many as the smallest group needs (3.2 «Состав»)?"""
    group = Regulation.in_force().value("expertise.group")
    there = Counter(Expert.objects.admitted().values_list("track", flat=True))
    words = [f"{label} — {there[key]}, нужно не меньше {group[key]}" for key, label in Expert.Track.choices]
    return all(there[key] >= group[key] for key in Expert.Track.values), "; ".join(words)
