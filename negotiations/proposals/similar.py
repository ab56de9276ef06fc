"""Proposals of the city that are about the same: by the words of title, goal and summary, by the spelling of the title, by the districts."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.contrib.postgres.search import SearchQuery, SearchRank, TrigramSimilarity
from django.db.models import F
from django.db.models.functions import Lower

from casework.searching import YO, Folded
from expertise.distribution.likeness import likeness, weighed, words_of
from negotiations.proposals.models import WORDS_OF_A_PROPOSAL, Proposal
from programme.models import Regulation

LOOKED_AT = 60  # nearest by the index; among them the likeness is reckoned
MOST_WORDS = 60  # of the text that are looked for
SHOWN = 5
COMPARED = ("title", "goal", "summary", "districts")


@dataclass(frozen=True)
class Text:
    """What is compared; `besides`: the key of the proposal itself."""

    title: str
    goal: str
    summary: str
    districts: Collection[str]
    besides: int

    @classmethod
    def of(cls, proposal: Proposal) -> "Text":
        """The present text of a proposal."""
        return cls(proposal.title, proposal.goal, proposal.summary, proposal.districts, proposal.pk)

    @property
    def whole(self) -> str:
        """All its words."""
        return " ".join((self.title, self.goal, self.summary))


@dataclass(frozen=True)
class Similar:
    """A proposal with its points, 0…100: of the words, of the title, and together."""

    proposal: Proposal
    words: int
    title: int
    is_same_place: bool
    points: int

    @property
    def why(self) -> str:
        """The sentence (Russian)."""
        place = "те же районы" if self.is_same_place else "другие районы"
        return f"сходство {self.points} из 100: слова — {self.words}, название — {self.title}, {place}"


def similar(text: Text) -> list[Similar]:
    """Published ones that reach the points of the regulation, the nearest first; how each of them ended, its status says."""
    rows = _nearest(text)
    weights = Regulation.in_force().value("proposal.likeness")
    found_rows = [row for row in _reckoned(text, rows, weights) if row.points >= weights["from"]]
    return sorted(found_rows, key=lambda row: (-row.points, row.proposal.pk))[:SHOWN]


def _nearest(text: Text) -> list[Proposal]:
    lexemes = sorted(words_of([text.whole])[0])[:MOST_WORDS]
    if not lexemes:
        return []
    asked = " | ".join("'" + word.replace("\\", "").replace("'", "''") + "'" for word in lexemes)
    question = SearchQuery(asked, config="simple", search_type="raw")
    likened = TrigramSimilarity(Lower(Folded(F("title"))), text.title.translate(YO).lower())
    rows = Proposal.objects.published().exclude(pk=text.besides).annotate(known_by=WORDS_OF_A_PROPOSAL)
    rows = rows.filter(known_by=question).annotate(rank=SearchRank(F("known_by"), question), spelling=likened)
    return list(rows.select_related("organization").order_by("-rank", "-pk")[:LOOKED_AT])


def _reckoned(text: Text, rows: Collection[Proposal], weights: dict[str, int]) -> Iterable[Similar]:
    own, *others = weighed(words_of([text.whole, *(Text.of(row).whole for row in rows)]))
    for row, other in zip(rows, others, strict=True):
        words, title = round(100 * likeness(own, other)), round(100 * row.spelling)  # type: ignore[attr-defined]
        is_same = bool(set(row.districts) & set(text.districts)) or not (row.districts or text.districts)
        parts = weights["words"] * words + weights["title"] * title + weights["districts"] * 100 * is_same
        yield Similar(row, words, title, is_same, parts // 100)
