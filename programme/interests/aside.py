"""Holders of an office who are tied to somebody a case is about leave its steps to their colleagues (регламент 3.0)."""

from typing import Any

from casework.replacing import stand_aside_anew
from programme.interests.models import Tie
from programme.people.models import Person


def tied_holders(addressee: str, case: Any) -> list[int]:
    """Who of an office is tied to an organisation the case is about; nobody if all are: then the step stays with the office."""
    organizations = case.interested_organizations()
    if not organizations:
        return []
    holders, regulation = Person.objects.holding(addressee), getattr(case, "regulation", None)
    tied = set(Tie.objects.of(holders).counting(regulation).to(organizations).values_list("person", flat=True))
    return sorted(tied) if tied and holders.exclude(pk__in=tied).exists() else []


def look_at(person: Person) -> None:
    """A tie has come to be known: the open steps of the person's offices."""
    person.forget_capacities()
    stand_aside_anew(person.capacity_keys())
