"""Whom the benchmark's flows ask: a moderator, three reviewers, and somebody who brings matters."""

from dataclasses import dataclass
from functools import cache

from programme.appointments import actions as appointments
from programme.models import Person
from programme.people import actions as people


@dataclass(frozen=True)
class Cast:
    """Everybody who acts."""

    applicant: Person
    moderator: Person
    reviewers: tuple[Person, ...]


@cache
def cast() -> Cast:
    """Made once for the run."""
    moderator = _enrol("moderator")
    appointments.appoint(moderator, role="moderator", ground="приказ")
    return Cast(_enrol("applicant"), moderator, tuple(_enrol(f"reviewer{number}") for number in range(3)))


def _enrol(name: str) -> Person:
    person: Person = people.enroll(
        email=f"{name}@bench.example", last_name="Мерова", first_name="Анна", middle_name="Петровна"
    )
    return person
