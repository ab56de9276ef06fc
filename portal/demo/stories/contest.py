"""The contest «Знак качества — 2026» from its announcement to the certificates: its office, entrants, experts and jury at work."""

from committee.models import Body
from portal.demo.people import ORDER, World
from portal.demo.player import PAPER, Story
from portal.demo.stories import body
from portal.demo.stories.body import Motion, Session
from portal.demo.stories.contest_assessment import assess
from portal.demo.stories.contest_entries import check, enter
from portal.demo.stories.contest_results import approve, award, citizens, judge, suspend, visit
from portal.demo.stories.contest_show import ABOUT, ANNOUNCED, CLOSES, OPENS, PLANNED, TITLE, Show
from portal.demo.words import read
from quality_mark.contests.flow import ContestFlow


def whole(world: World) -> Story:
    """From the plan to the certificates."""
    show = Show(world)
    yield from announce(show)
    yield from enter(show)
    yield from check(show)
    yield from assess(show)
    yield from citizens(show)
    yield from visit(show)
    yield from judge(show)
    yield from approve(show)
    yield from award(show)
    yield from suspend(show)


# Announcing


def announce(show: Show) -> Story:
    """CT-01, CT-02: planned, put to the committee, announced."""
    world = show.world
    yield world.days.at(PLANNED, 10)
    show.jurors = [world.people[f"jury{n}"] for n in range(1, 10)]
    opens, closes = world.days.day(OPENS), world.days.day(CLOSES)
    seats = {f"seat_{n}": person for n, person in enumerate(show.jurors, 1)}
    sectors = {f"sector_{n}": row["sector"] for n, row in enumerate(read("contest.toml")["jury"], 1)}
    contest = world.actor.begin(
        show.secretary, ContestFlow.plan, title=TITLE, about=ABOUT, opens_on=opens.isoformat(), closes_on=closes.isoformat(),
        act=ORDER, chair=show.jurors[0], **seats, **sectors,
    )  # fmt: skip
    show.contest = contest.pk
    show.ask("propose")
    yield PAPER
    item = show.now().announcing_item
    assert item
    session = Session(
        "объявление конкурса", Body.Kind.COMMITTEE, ANNOUNCED, [Motion(item.pk, "announce")], planned=PLANNED
    )
    yield from body.whole(world, session)
