"""The contest of the demo: its days, its title, what its stories share."""

from dataclasses import dataclass, field
from typing import Any

from portal.demo.people import World
from portal.demo.words import read
from programme.models import Person
from quality_mark.models import Contest, ContestApplication

TITLE = "Знак качества — 2026"

ABOUT = (
    "Конкурс отмечает товары, услуги, практики, пространства и события, по которым узнают Красноярск. "
    "В этом году впервые все победители получат знак для сайта и упаковки с проверкой подлинности."
)


# Working days before today on which things happen.
PLANNED, ANNOUNCED, OPENS, CLOSES = 106, 102, 94, 73


CHECKED, ADMITTED, VISITS, RANKED = 71, 69, 59, 55


JURY, COMMITTEE, PUBLISHED, AWARDED = 50, 38, 31, 25


SUSPENSION_ASKED, SUSPENSION = 22, 14


@dataclass
class Show:
    """The contest and its entries as the story goes on."""

    world: World
    contest: int = 0
    jurors: list[Person] = field(default_factory=list)
    entries: dict[str, int] = field(default_factory=dict)

    def now(self) -> Contest:
        """The contest as it stands."""
        return Contest.objects.select_related("case", "jury").get(pk=self.contest)

    def entry(self, title: str) -> ContestApplication:
        """An entry as it stands."""
        return ContestApplication.objects.select_related("case", "contest", "nomination").get(pk=self.entries[title])

    @property
    def secretary(self) -> Person:
        """Who runs the contest."""
        return self.world.people["contest"]

    def ask(self, step: str, **answers: Any) -> Any:
        """The secretary answers a step of the contest."""
        return self.world.actor.answer(self.secretary, self.now().case, step, **answers)


def cards() -> list[dict[str, Any]]:
    """All entries of the data."""
    return read("contest.toml")["entry"]


def card(title: str) -> dict[str, Any]:
    """One entry of the data."""
    return next(row for row in cards() if row["title"] == title)
