"""Whom the benchmark's flows ask: a moderator, three reviewers, and somebody who brings matters."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver

from casework.models import Waiting
from programme import actions
from programme.models import Person

# Open tasks by case. A person finds them in the inbox, which is measured apart, so here nobody asks the database for them.
watched: dict[int, list[int]] = defaultdict(list)


@receiver(post_save, sender=Waiting)
def _watch(instance: Waiting, created: bool, **_: Any) -> None:
    if created:
        watched[instance.process_id].append(instance.pk)


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
    actions.appoint(moderator, role="moderator", ground="приказ")
    return Cast(_enrol("applicant"), moderator, tuple(_enrol(f"reviewer{number}") for number in range(3)))


def _enrol(name: str) -> Person:
    person: Person = actions.enroll(
        email=f"{name}@bench.example", last_name="Мерова", first_name="Анна", middle_name="Петровна"
    )
    return person
