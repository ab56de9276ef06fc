"""The search in the header: everything a person may see, of every room, in one journey to the database.

Nothing is counted, and what is hidden is not looked through: every kind of rows is narrowed to what `visible_to` shows before the
words are compared.
"""

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Lower
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.module_loading import import_string
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from casework import searching
from casework.announcements import Searchable
from casework.gather import gather
from casework.reader import reader_of
from casework.rooms import announcements
from casework.searching import Folded

SHOWN = 8  # of each kind
LIKE = 0.5  # how alike a word must be for a slip of the pen: one wrong letter of six


@dataclass(frozen=True)
class Hit:
    """A row that was found: what it is called, where it stands, a line about it."""

    title: str
    url: str
    about: str


@dataclass(frozen=True)
class Hits:
    """Rows of one kind; `is_more`: there are more than are shown."""

    kind: Searchable
    rows: list[Hit]
    is_more: bool


def find(text: str, person: Any) -> tuple[list[Hits], bool]:
    """What the person may see of what the text names; and whether it was found only by likeness, as if it had been misspelt."""
    exact = _asked(text, person, _matching)
    return (exact, False) if exact or len(text) < 4 else (_asked(text, person, _alike), True)


def _asked(text: str, person: Any, how: Any) -> list[Hits]:
    kinds = announcements("searchables", Searchable)
    querysets = [how(kind, text, person)[: SHOWN + 1] for kind in kinds]
    gather(*querysets)
    groups = [_hits(kind, list(rows)) for kind, rows in zip(kinds, querysets, strict=True)]
    return [hits for hits in groups if hits.rows]


def _hits(kind: Searchable, rows: list[Any]) -> Hits:
    shown = [Hit(str(row), row.get_absolute_url(), kind.about.format(row=row)) for row in rows[:SHOWN]]
    return Hits(kind, shown, len(rows) > SHOWN)


def _visible(kind: Searchable, person: Any) -> "QuerySet[Any]":
    rows = apps.get_model(kind.model)._default_manager.all()
    return rows.visible_to(person).select_related(*kind.related)  # type: ignore[attr-defined,no-any-return]


def _matching(kind: Searchable, text: str, person: Any) -> "QuerySet[Any]":
    rows = _visible(kind, person)
    also = import_string(kind.also)(rows, text, person) if kind.also else Q()
    related = {}
    if kind.organization:
        holders = rows.model._meta.get_field(kind.organization).related_model._default_manager
        related[kind.organization] = holders.annotate(known_by=searching.vector("short_name", "full_name"))
    words_in = searching.vector(*kind.words)
    return searching.narrow(rows, text, number=kind.number, words_in=words_in, related=related, also=also).order_by(
        "-pk"
    )


def _alike(kind: Searchable, text: str, person: Any) -> "QuerySet[Any]":
    likeness = TrigramWordSimilarity(text.translate(searching.YO).lower(), Lower(Folded(F(kind.words[0]))))
    rows = _visible(kind, person).annotate(likeness=likeness).filter(likeness__gte=LIKE)
    return rows.order_by("-likeness", "-pk")


@never_cache
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Works without scripts: the words stand in the address."""
    text = searching.asked(request.GET)
    groups, is_likeness = find(text, reader_of(request)) if text else ([], False)
    context = {"query": text, "groups": groups, "is_likeness": is_likeness}
    return render(request, "casework/search.html", context)
