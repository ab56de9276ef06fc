"""Hints that a person may be close to somebody interested: a common surname, telephone or address (регламент 3.0, г).

A question, never a verdict.
"""

import re
from collections.abc import Iterable, Iterator

from programme.organizations.models import Organization
from programme.people.models import Person

ENDING = re.compile(r"(ская|ский|ая|ий|ый|ой|а)$")

# What an address says without telling one house from another: the kinds of its parts, the index, the land.
COMMON = {"г", "город", "ул", "улица", "д", "дом", "пр", "пр-кт", "проспект", "пер", "переулок", "мкр", "корп", "стр", "оф", "офис", "пом",
          "помещение", "кв", "р-н", "район", "край", "красноярский", "россия", "рф"}  # fmt: skip
INDEX, WORD = re.compile(r"\d{6}\Z"), re.compile(r"\d+[^\W\d]?|[^\W\d]+(?:-[^\W\d]+)*")


def neighbours(own: Iterable[Organization], others: Iterable[Organization]) -> Iterator[tuple[str, str]]:
    """(source, words) for each of the other organisations at the address of one of a person's own; the same organisation is no hint."""
    mine = list(own)
    for other in others:
        place = place_of(other.address)
        at = next((row for row in mine if place and row.pk != other.pk and place_of(row.address) == place), None)
        if at is not None:
            yield f"address:{at.pk}:{other.pk}", f"один адрес: {at.short_name} и {other.short_name}, {other.address}"


def place_of(address: str) -> tuple[str, ...]:
    """The words of an address that tell it from others; nothing if it names no house."""
    words = WORD.findall(address.lower().replace("ё", "е"))
    telling = tuple(word for word in words if word not in COMMON and not INDEX.match(word))
    return telling if any(word[0].isdigit() for word in telling) else ()


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
