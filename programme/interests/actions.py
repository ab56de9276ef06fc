"""A tie has come to be known, or an office has other holders: the rooms look again at who does what in them."""

from casework.later import later
from casework.models import Waiting
from programme.models import Person


def surfaced(person: Person) -> None:
    """Tell the rooms, after this transaction (`new_ties` of their AppConfigs)."""
    later("programme.tasks.look_at_new_ties", person=person.pk)


def office_changed(key: str) -> None:
    """Somebody has come into an office or left it: after this transaction its open steps find anew who stands aside."""
    if Waiting.objects.open().filter(addressee=key).exists():
        later("programme.tasks.stand_aside_anew", key=key)
