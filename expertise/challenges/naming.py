"""Whom a challenge means: the applicant knows no names of the group, so what they write is compared with the whole register. Pure."""

import re
from collections.abc import Iterable

from casework.searching import YO

WORD = re.compile(r"[\w-]+")
ENDING = re.compile(r"(ская|ский|цкая|цкий|ая|ий|ый|ой|а)$")
WHOLE = 8  # so many letters of an organisation's name are enough to mean it without the rest


def folded(text: str) -> str:
    """Words in small letters, ё as е, without quotation marks."""
    return " ".join(WORD.findall(text.translate(YO).casefold()))


def is_person(written: str, last_name: str, first_name: str, middle_name: str) -> bool:
    """May «Иванова Анна», «Анна Петровна Иванова» or «А. П. Иванова» be this person? A namesake may: then the coordinator looks."""
    words = folded(written).split()
    surname = _stem(folded(last_name))
    rest = [word for word in words if _stem(word) != surname]
    if not surname or len(rest) == len(words):
        return False
    given = [folded(first_name), folded(middle_name)]
    return all(any(name.startswith(word) for name in given if name) for word in rest)


def is_organization(written: str, names: Iterable[str], inn: str) -> bool:
    """May the words mean this organisation: its number, one of its names, or a good part of one?"""
    text = folded(written)
    if inn and inn in text.split():
        return True
    return any(text == name or (len(text) >= WHOLE and text in name) for name in map(folded, names) if name)


def _stem(surname: str) -> str:
    """Иванов and Иванова are one surname: whoever is challenged has to be caught whatever form is written."""
    return ENDING.sub("", surname)
