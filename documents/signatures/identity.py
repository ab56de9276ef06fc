"""Who signs must be known well enough: how well, and how one gets there, is said by the rooms above (63-ФЗ ст. 9; domain 6.3)."""

from typing import Any

from django.utils.module_loading import import_string

from casework.door import Refused
from casework.rooms import announced


def missing_identity(person: Any, back: str = "") -> Any | None:
    """What the rooms above still ask to know of who the person is (`signature_needs` of an AppConfig) before a signature binds them.

    Something with `title`, `text`, `url`, `url_text`, all Russian words of a notice; `back` is the page to return to. None if nothing.
    """
    for _, name in announced("signature_needs"):
        if lacking := import_string(name)(person, back):
            return lacking
    return None


def require_identity(person: Any) -> None:
    """Raise Refused while something is missing."""
    if lacking := missing_identity(person):
        raise Refused(lacking.text)
