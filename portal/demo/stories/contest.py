"""The contests: one from its announcement to the certificates, one in which the town votes now, one that takes entries."""

from collections.abc import Callable

from committee.models import Body
from portal.demo.people import World
from portal.demo.player import PAPER, Story
from portal.demo.stories import appeals, body, contest_kinds
from portal.demo.stories.body import Motion, Session
from portal.demo.stories.contest_assessment import assess, begin_to_assess
from portal.demo.stories.contest_entries import check, enter
from portal.demo.stories.contest_results import (
    approve,
    award,
    complain,
    judge,
    of_result,
    of_suspension,
    suspend,
    visit,
    vote,
)
from portal.demo.stories.contest_show import NEIGHBOURS, SPRING, VISITS, Show

Beside = Callable[[World], list[Motion]]  # other questions of the same sitting


def nothing(world: World) -> list[Motion]:
    """No other question."""
    return []


def whole(world: World, beside: Beside = nothing) -> Story:
    """From the plan to the certificates; `beside`: what else the sitting about a Mark hears."""
    show = Show(world)
    yield from announce(show, contest_kinds.announced)
    yield from enter(show)
    yield from check(show)
    yield from assess(show)
    yield from vote(show, VISITS + 2, 2)
    yield from visit(show)
    yield from judge(show)
    yield from approve(show, contest_kinds.approved)
    yield from appeals.whole(world, of_result(show))
    yield from award(show)
    yield from suspend(show, beside)
    yield from appeals.brought(world, of_suspension(show))
    yield from complain(show)


def voted_on(world: World, beside: Beside = nothing) -> Story:
    """A small contest: its entries are admitted, the town votes, the experts have been chosen and read."""
    show = Show(world, NEIGHBOURS)
    yield from announce(show, beside)
    yield from enter(show)
    yield from check(show)
    yield from begin_to_assess(show)
    yield from vote(show, show.call.days.admitted - 2, 1)


def taking_entries(world: World) -> Story:
    """A contest whose window is open: two entries are in, a third is being written."""
    show = Show(world, SPRING)
    yield from announce(show)
    yield from enter(show)


# Announcing


def announce(show: Show, beside: Beside = nothing) -> Story:
    """CT-01, CT-02: planned, put to the committee, announced; `beside`: what else that sitting hears."""
    world, days = show.world, show.call.days
    yield world.days.at(days.planned, 10)
    show.plan()
    yield world.days.at(days.planned, 12)  # what else the sitting hears is put meanwhile
    yield PAPER
    item = show.now().announcing_item
    assert item
    motions = [Motion(item.pk, "announce"), *beside(world)]
    session = Session("объявление конкурса", Body.Kind.COMMITTEE, days.announced, motions, planned=days.planned)
    yield from body.whole(world, session)
