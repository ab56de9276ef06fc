"""Who stands aside: a step of an office is not done by whoever is tied to those the case is about, as long as a colleague is there (3.0)."""

from typing import Any

from django.utils.module_loading import import_string

from casework.rooms import announced


def standing_aside(addressee: str, case: Any) -> list[str]:
    """The keys of the people (`person:7`) for whom a step of this office does not wait.

    A room above knows who is tied (`stand_aside` of its AppConfig: the address of a function of the office's key and the case that gives
    numbers of people).
    """
    if not addressee.startswith("role:"):
        return []
    rows = (import_string(name)(addressee, case) for _, name in announced("stand_aside"))
    return sorted({f"person:{pk}" for people in rows for pk in people})
