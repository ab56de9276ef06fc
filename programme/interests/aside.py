"""Holders of an office who are tied to somebody a case is about leave its steps to their colleagues (регламент 3.0)."""

from collections.abc import Collection

from casework.replacing import stand_aside_anew
from programme.interests.models import Tie
from programme.people.models import Person


def tied_holders(addressee: str, organizations: Collection[int]) -> list[int]:
    """Who of an office is tied to one of the organisations; nobody if all are: then the step stays with the office."""
    holders = Person.objects.holding(addressee)
    tied = set(Tie.objects.of(holders).counting().to(organizations).values_list("person", flat=True))
    return sorted(tied) if tied and holders.exclude(pk__in=tied).exists() else []


def look_at(person: Person) -> None:
    """A tie has come to be known: the open steps of the person's offices."""
    person.forget_capacities()
    stand_aside_anew(person.capacity_keys())
