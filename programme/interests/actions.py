"""A tie has come to be known: the rooms look again at what the person does in them."""

from casework.later import later
from programme.models import Person


def surfaced(person: Person) -> None:
    """Tell the rooms, after this transaction (`new_ties` of their AppConfigs)."""
    later("programme.tasks.look_at_new_ties", person=person.pk)
