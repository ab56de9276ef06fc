"""Searching the registers: by number, by words of the title, by kind and year."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.utils import timezone

from casework import searching
from casework.pages import keyset
from casework.texts import tidy
from documents.papers.law import WORDS_OF_A_PAPER, WORDS_OF_A_TITLE
from documents.papers.models import Document
from documents.registers.kinds import Kind

PAGE = 20
FIRST_YEAR = 2025


def by_number(text: str, user: Any, limit: int = 20) -> list[Document]:
    """Papers with exactly this number among those the person may open; codes of private papers are not told."""
    pattern = searching.exact_pattern(tidy(text))
    papers = Document.objects.visible_to(user).answering()
    return list(papers.filter(number__regex=f"^{pattern}$").order_by("-date", "-id")[:limit]) if pattern else []


def in_text(rows: QuerySet[Document], text: str, person: Any) -> Q:
    """Papers in whose text every word stands, among those whose bytes the person may have: a hidden name finds nothing."""
    questions = searching.words(text)
    if not questions:
        return Q()
    papers = Document.objects.in_full_to(person).annotate(said=WORDS_OF_A_PAPER)
    for question in questions:
        papers = papers.filter(said=question)
    return Q(pk__in=papers.values("pk"))


@dataclass(frozen=True)
class Search:
    """What somebody looks for in the register."""

    words: str
    kind: str
    year: str
    before: str

    kinds = Kind.choices

    @classmethod
    def of(cls, query: Mapping[str, str]) -> "Search":
        """From the query string; what makes no sense is not asked for."""
        kind, year, before = query.get("kind", ""), query.get("year", ""), query.get("before", "")
        return cls(
            words=searching.asked(query),
            kind=kind if kind in Kind.values else "",
            year=year if year.isdecimal() and len(year) == 4 else "",
            before=before if before.isdecimal() and len(before) < 18 else "",
        )

    @property
    def years(self) -> list[str]:
        """Years one may choose."""
        return [str(year) for year in range(timezone.localdate().year, FIRST_YEAR - 1, -1)]

    @property
    def is_narrow(self) -> bool:
        """Has anything been asked for?"""
        return bool(self.words or self.kind or self.year)

    def page(self, papers: QuerySet[Document]) -> tuple[list[Document], int | None]:
        """A page of papers, newest first, and the key of the next page."""
        return keyset(self._narrow(papers), self.before, PAGE, by="date")

    def _narrow(self, papers: QuerySet[Document]) -> QuerySet[Document]:
        if self.kind:
            papers = papers.filter(kind=self.kind)
        if self.year:
            papers = papers.filter(date__year=int(self.year))
        if self.words:
            papers = searching.narrow(papers, self.words, number="number", words_in=WORDS_OF_A_TITLE)
        return papers

    def address(self, before: int) -> str:
        """The query string of the page that begins below a key."""
        asked = {"q": self.words, "kind": self.kind, "year": self.year, "before": before}
        return f"?{urlencode({name: value for name, value in asked.items() if value})}"
