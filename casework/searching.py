"""What people type into a search box, the same in every register: numbers in any spelling, words by their beginnings, ё as е.

Names are put in order here too: the database may know no Russian collation, so the order is an expression it can do without one.
"""

import re
from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db.models import F, Func, OrderBy, Q, TextField, Value
from django.db.models.functions import Lower

from casework.texts import tidy

MOST_WORDS, MOST_SIGNS = 8, 200
DASH = "[-\u2010-\u2015\u2212]"
SEPARATORS = re.compile(r"[\s./\\№_\-\u2010-\u2015\u2212]+")
NUMBER = re.compile(r"\d")
TOKEN = re.compile(r"\w+")
# Signs people type for each other in a number: a letter of the other alphabet, the digit three for «З».
ALIKE = ("ЗZ3", "КK", "ОO0", "СC", "АA", "ВB", "ЕEЁ", "НH", "МM", "РP", "ТT", "ХX", "ПN")


class Folded(Func):
    """A text in which ё is е: people write either."""

    function = "translate"
    output_field = TextField()

    def __init__(self, text: Any, **extra: Any) -> None:
        super().__init__(text, Value("Ёё"), Value("Ее"), **extra)


def asked(query: Any, name: str = "q") -> str:
    """What was typed into the search box of a page."""
    return tidy(str(query.get(name, "")))[:MOST_SIGNS].strip()


def by_name(*fields: str) -> list[Any]:
    """The order of Russian names: «Ёлкина» stands by «Елкина», «ван дер Берг» among «В»; whatever follows is kept as it is."""
    return [OrderBy(Lower(Folded(F(field)))) for field in fields]


def number_pattern(text: str) -> str:
    """A regular expression for numbers that are written like this; empty if the text holds no number.

    Parts are compared whole, zeros before a digit do not count, any dash is a dash: «20», «00020», «3–2026–20» find «З-2026-00020».
    """
    parts = [part for part in SEPARATORS.split(text) if part][:MOST_WORDS]
    if not NUMBER.search(text) or not parts:
        return ""
    return r"(^|[-./ ])" + r"[-./ ]".join(_part(part) for part in parts) + r"($|[-./ ])"


def _part(part: str) -> str:
    if part.isdecimal():
        return "0*" + (part.lstrip("0") or "0") if len(part) > 1 or part != "3" else "(0*3|З)"
    return "".join(_sign(sign) for sign in part.upper())


def _sign(sign: str) -> str:
    alike = next((group for group in ALIKE if sign in group), sign)
    return f"[{alike}]" if len(alike) > 1 else re.escape(sign)


def vector(*fields: str) -> SearchVector:
    """The words of these fields; an index of a model must be made of the same expression."""
    return SearchVector(*(Folded(F(field)) for field in fields), config="russian")


def words(text: str) -> list[SearchQuery]:
    """A question for each word: its forms, and words that begin with it."""
    folded = text.translate(str.maketrans("Ёё", "Ее"))
    return [SearchQuery(f"{token}:*", config="russian", search_type="raw") for token in TOKEN.findall(folded)[:MOST_WORDS]]


def matching(text: str, *, number: str = "", **vectors: Any) -> Q:
    """Rows whose number is written like the text, or in which every word of it is found.

    `vectors`: the name of an annotated vector, or of a relation, with the question to it (see `words`).
    """
    found = Q()
    for question in words(text):
        found &= Q(*[Q(**{name: wrap(question)}) for name, wrap in vectors.items()], _connector=Q.OR)
    return found
