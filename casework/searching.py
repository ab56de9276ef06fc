"""What people type into a search box, the same in every register: numbers in any spelling, words by their beginnings, ё as е.

Names are put in order here too: the database may know no Russian collation, so the order is an expression it can do without one.
"""

import re
from collections.abc import Mapping
from typing import Any, TypeVar

from django.contrib.postgres.search import SearchQuery, SearchVector, SearchVectorField
from django.db.models import F, Func, OrderBy, Q, QuerySet, TextField, Value
from django.db.models.functions import Concat, Lower

from casework.stop_words import STOP_WORDS
from casework.texts import tidy

MOST_WORDS, MOST_SIGNS = 8, 200
YO = str.maketrans("Ёё", "Ее")
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
    """The order of Russian names: «Ёлкина» stands right behind «Елкина», «ван дер Берг» among «В»."""
    return [OrderBy(Lower(key)) for field in fields for key in (Folded(F(field)), F(field))]


def number_pattern(text: str) -> str:
    """A regular expression for numbers that are written like this; empty if the text holds no number.

    Parts are compared whole, zeros before a digit do not count, any dash is a dash: «20», «00020», «3–2026–20» find «З-2026-00020».
    """
    if not NUMBER.search(text):
        return ""
    return r"(^|[-./ ])" + exact_pattern(text) + r"($|[-./ ])"


def exact_pattern(text: str) -> str:
    """The same for the whole of a number, without its ends."""
    return r"[-./ ]".join(_part(part) for part in SEPARATORS.split(text)[:MOST_WORDS] if part)


def _part(part: str) -> str:
    if part == "3":
        return "(0*3|З)"
    if part.isascii() and part.isdecimal():
        return "0*" + (part.lstrip("0") or "0")
    return "".join(_sign(sign) for sign in part.upper())


def _sign(sign: str) -> str:
    alike = next((group for group in ALIKE if sign in group), sign)
    return f"[{alike}]" if len(alike) > 1 else re.escape(sign)


class WordsOfJson(Func):
    """The words of all texts in a JSON value; an index must be made of the same expression."""

    template = "to_tsvector('russian'::regconfig, %(expressions)s)"
    output_field = SearchVectorField()


def vector(*fields: str) -> SearchVector:
    """The words of these fields; an index of a model must be made of the same expression."""
    return SearchVector(*(Folded(F(field)) for field in fields), config="russian")


def words(text: str) -> list[SearchQuery]:
    """A question for each word: its forms, and words that begin with it; «по» and the like ask nothing unless they stand alone."""
    typed = TOKEN.findall(text.translate(YO))
    tokens = ([token for token in typed if token.lower() not in STOP_WORDS] or typed)[:MOST_WORDS]
    return [SearchQuery(f"{token}:*", config="russian", search_type="raw") for token in tokens]


Rows = TypeVar("Rows", bound=QuerySet[Any])  # whatever a room's rows can answer, they still can


def narrow(
    rows: Rows,
    text: str,
    *,
    number: str,
    words_in: SearchVector,
    related: Mapping[str, QuerySet[Any]] | None = None,
    also: Q | None = None,
) -> Rows:
    """Rows whose number is written like the text or begins with it, or in which every word of it is found.

    `number` is a path to the number (empty where rows have none), `words_in` the vector of the row, `also` finds more. `related`: a
    relation and the rows it may lead to, with their own vector annotated as `known_by`, so that a word may also be found in what the
    row belongs to.
    """
    pattern, matching = number_pattern(text), Q()
    for question in words(text):
        matching &= Q(
            *[
                Q(**{f"{relation}__in": others.filter(known_by=question)})
                for relation, others in (related or {}).items()
            ],
            known_by=question,
            _connector=Q.OR,
        )
    if pattern and number:
        matching |= Q(**{f"{number}__regex": pattern}) | Q(**{f"{number}__istartswith": text.lstrip("№ ")})
    matching |= also or Q()
    return rows.annotate(known_by=words_in).filter(matching) if matching else rows.none()


def named(rows: Rows, text: str, *fields: str) -> Rows:
    """Rows in whose fields every word of the text stands, in whatever case, ё or е."""
    pieces = [piece for field in fields for piece in (F(field), Value(" "))]
    rows = rows.annotate(known_by=Lower(Folded(Concat(*pieces, output_field=TextField()))))
    for word in text.split()[:MOST_WORDS]:
        rows = rows.filter(known_by__contains=word.translate(YO).lower())
    return rows
