"""Hints that a person may be close to somebody interested: a common surname or telephone (регламент 3.0, г). A question, never a verdict."""

import re
from collections.abc import Iterable, Iterator

from programme.people.models import Person

ENDING = re.compile(r"(ская|ский|ая|ий|ый|ой|а)$")


def between(person: Person, others: Iterable[Person]) -> Iterator[tuple[str, str]]:
    """(source, words) for each likeness of the person to one of the others; the same source is the same fact."""
    for other in others:
        if other.pk == person.pk:
            continue
        if stem(other.last_name) == stem(person.last_name):
            yield f"namesake:{other.pk}", f"однофамилец: {other.get_full_name()}"
        if person.phone and other.phone == person.phone:
            yield f"telephone:{other.pk}", f"общий телефон с {other.get_full_name()}"


def stem(surname: str) -> str:
    """Иванов and Иванова are one surname."""
    return ENDING.sub("", surname.strip().lower())
