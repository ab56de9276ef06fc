"""A contest of the demo: its days, its title, what its stories share."""

from dataclasses import dataclass, field
from typing import Any

from portal.demo.people import World
from portal.demo.words import read
from programme.models import Person
from quality_mark.models import Contest, ContestApplication


@dataclass(frozen=True)
class Days:
    """Working days before today on which things happen; a negative number is ahead."""

    planned: int
    announced: int
    opens: int
    closes: int
    checked: int = 0
    admitted: int = 0


@dataclass(frozen=True)
class Call:
    """What a contest is called, when it runs, and in which file its entries are."""

    title: str
    about: str
    data: str
    days: Days
    nominations: tuple[str, ...] = ()  # all of the Положение unless named


MAIN = Call(
    "Знак качества — 2026",
    "Конкурс отмечает товары, услуги, практики, пространства и события, по которым узнают Красноярск. "
    "В этом году впервые все победители получат знак для сайта и упаковки с проверкой подлинности.",
    "contest.toml",
    Days(planned=106, announced=102, opens=94, closes=73, checked=71, admitted=69),
)
NEIGHBOURS = Call(
    "Знак качества. Добрые соседи",
    "Малый конкурс о том, что делают друг для друга соседи: социальные услуги и соседские инициативы. "
    "Победителей среди горожан выберут сами горожане.",
    "contest-neighbours.toml",
    Days(planned=41, announced=37, opens=29, closes=8, checked=6, admitted=4),
    ("N06", "N10"),
)
SPRING = Call(
    "Знак качества. Новые имена",
    "Конкурс для тех, кто делает что-то для города недавно и ещё нигде не отмечен.",
    "contest-spring.toml",
    Days(planned=17, announced=13, opens=5, closes=-17),
    ("N01", "N02", "N03"),
)
# The days of the main contest after its admission.
VISITS, RANKED = 59, 55
JURY, COMMITTEE, PUBLISHED, AWARDED = 50, 38, 31, 21
SUSPENSION_ASKED, SUSPENSION = 20, 14


@dataclass
class Show:
    """The contest and its entries as the story goes on."""

    world: World
    call: Call = MAIN
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

    @property
    def cards(self) -> list[dict[str, Any]]:
        """All entries of the data."""
        return read(self.call.data)["entry"]

    def card(self, title: str) -> dict[str, Any]:
        """One entry of the data."""
        return next(row for row in self.cards if row["title"] == title)

    def ask(self, step: str, **answers: Any) -> Any:
        """The secretary answers a step of the contest."""
        return self.world.actor.answer(self.secretary, self.now().case, step, **answers)
