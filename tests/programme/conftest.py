"""People and organisations for the tests of the frame."""

from collections.abc import Callable
from datetime import date
from itertools import count

import pytest
from django.utils import timezone

from programme.appointments import actions as appointments
from programme.models import Membership, Organization, Person
from programme.people import actions as people

NUMBERS = count(1)
GROUND = "распоряжение"


@pytest.fixture
def person(db: None) -> Callable[..., Person]:
    """Make a person: `person()`, `person(role="clerk")`."""

    def make(*, role: str = "", scope: str = "", **names: str) -> Person:
        number = next(NUMBERS)
        names = {"last_name": "Иванова", "first_name": "Анна", "middle_name": "Петровна"} | names
        made = people.enroll(email=f"person{number}@example.org", **names)
        if role:
            appointments.appoint(made, role=role, scope=scope, ground=GROUND)
        return made

    return make


@pytest.fixture
def tos(db: None) -> Organization:
    """A ТОС without numbers."""
    return Organization.objects.create(
        full_name="Территориальное общественное самоуправление «Утёс»",
        short_name="ТОС «Утёс»",
        sector="community",
        legal_form="ТОС",
        address="г. Красноярск",
    )


@pytest.fixture
def head_of(person: Callable[..., Person]) -> Callable[..., Person]:
    """A confirmed head of an organisation."""

    def make(organization: Organization) -> Person:
        made = person()
        Membership.objects.create(
            person=made,
            organization=organization,
            role="head",
            position="председатель",
            ground="решение собрания",
            valid_from=date(2024, 1, 1),
            confirmed_at=timezone.now(),
            confirmed_by=person(),
        )
        return made

    return make
