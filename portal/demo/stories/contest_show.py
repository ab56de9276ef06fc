"""A contest of the demo: its days, its title, what its stories share."""

from dataclasses import dataclass, field
from typing import Any

from portal.demo.people import ORDER, World
from portal.demo.words import read
from programme.models import Person
from quality_mark.contests.flow import ContestFlow
from quality_mark.kinds.words import nominations_of
from quality_mark.models import Contest, ContestApplication, ContestKind


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
    nominations: tuple[str, ...] = ()  # all of the kind unless named
    kind: str = "mark"
    quota: int = 0  # of each nomination; 0: as the kind has it


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

    def plan(self) -> None:
        """CT-01: the dates, the nominations, the jury; then the question to the committee is worded."""
        world, call = self.world, self.call
        self.jurors = [world.people[f"jury{n}"] for n in range(1, 10)]
        seats = {f"seat_{n}": person for n, person in enumerate(self.jurors, 1)}
        sectors = {f"sector_{n}": row["sector"] for n, row in enumerate(read("contest.toml")["jury"], 1)}
        contest = world.actor.begin(
            self.secretary, ContestFlow.plan, kind=call.kind, title=call.title, about=call.about, act=ORDER, chair=self.jurors[0],
            opens_on=world.days.day(call.days.opens).isoformat(), closes_on=world.days.day(call.days.closes).isoformat(),
            **seats, **sectors, **self._quotas(),
        )  # fmt: skip
        self.contest = contest.pk
        self.ask("propose")

    def _quotas(self) -> dict[str, int]:
        """How many the first level is given to; none in the nominations in which there is no contest this time."""
        rows = nominations_of(ContestKind.objects.in_force().get(code=self.call.kind).rule)
        wanted = self.call.nominations or [row.code for row in rows]
        return {f"quota_{row.code}": (self.call.quota or row.quota) if row.code in wanted else 0 for row in rows}

    def ask(self, step: str, **answers: Any) -> Any:
        """The secretary answers a step of the contest."""
        return self.world.actor.answer(self.secretary, self.now().case, step, **answers)
