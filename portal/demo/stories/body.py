"""A session of any body on questions somebody else has put: quick, with its papers."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from committee.meetings import acts
from committee.meetings.flow import MeetingFlow
from committee.models import AgendaLine, Ballot, Body, Meeting, Vote
from portal.demo.clock import at
from portal.demo.people import World
from portal.demo.player import PAPER, Story
from portal.demo.stories.examining import sign
from portal.demo.stories.sitting import ACT_SECONDS, VOTE_SECONDS, decisions_of
from programme.models import Person

NOTICE = 5  # working days by which the members must have the materials
SHORT = "материалы вопросов известны членам комитета"
# By kind of body: the mailbox of its secretary and of its chair.
SECRETARIES = {
    Body.Kind.COMMITTEE: "committee", Body.Kind.JURY: "contest", Body.Kind.PROTOCOL_GROUP: "protocol", Body.Kind.APPEAL_PANEL: "clerk",
}  # fmt: skip
CHAIRS = {
    Body.Kind.COMMITTEE: "chair", Body.Kind.JURY: "jury1", Body.Kind.PROTOCOL_GROUP: "group1", Body.Kind.APPEAL_PANEL: "board1",
}  # fmt: skip


@dataclass
class Motion:
    """What is put to the vote on an item, and how many vote against it or abstain; what was said of it.

    `counters`: seats of those who count, where the body resolves to vote secretly. `dissent`: the opinion of one who was against.
    """

    item: int
    resolution: str
    against: int = 0
    abstained: int = 0
    reasons: str = ""
    text: str = ""
    spoke: str = ""
    dissent: str = ""
    counters: Sequence[int] = ()


@dataclass
class Session:
    """A session planned on one day and held on another, both counted back from today.

    `short`: why the members get the materials later than the regulation has it, if they do.
    """

    name: str
    kind: str
    ago: int
    motions: list[Motion]
    planned: int
    body: int = 0
    short: str = SHORT
    pk: int = 0


def whole(world: World, session: Session) -> Story:
    """From the plan to signed papers, published."""
    yield from prepare(world, session)
    yield from hold(world, session)
    yield from minute(world, session)
    if session.kind == Body.Kind.COMMITTEE:
        yield from decide(world, session)


def of(session: Session) -> Meeting:
    """The session as it stands now."""
    return Meeting.objects.select_related("body", "regulation", "presiding__person", "minutes", "case").get(
        pk=session.pk
    )


def secretary(world: World, session: Session) -> Person:
    """Who keeps the papers of the body."""
    return world.people[SECRETARIES[Body.Kind(session.kind)]]


def chair(world: World, session: Session) -> Person:
    """Who presides."""
    return world.people[CHAIRS[Body.Kind(session.kind)]]


def prepare(world: World, session: Session) -> Story:
    """MT-01…MT-04."""
    moment = at(world.days.day(session.ago), 14)
    yield world.days.at(session.planned, 16)
    answers = {"body": session.body} if session.body else {}
    meeting = world.actor.begin(
        secretary(world, session), MeetingFlow.plan, scheduled_at=f"{moment:%Y-%m-%dT%H:%M}",
        place="ул. Демонстрационная, 101, малый зал, 3-й этаж", **answers,
    )  # fmt: skip
    session.pk = meeting.pk
    yield from assemble(world, session)


def assemble(world: World, session: Session) -> Story:
    """MT-02…MT-04, for a session that has been planned today."""
    makers = world.people["commission1"] if session.kind == Body.Kind.COMMITTEE else secretary(world, session)
    wanted = [motion.item for motion in session.motions]

    def agenda(form: Any) -> dict[str, Any]:
        taken = {f"take_{item.pk}": item.pk in wanted for item in form.items}
        return {**taken, **{f"place_{pk}": number for number, pk in enumerate(wanted, 1)}}

    world.actor.answer(makers, of(session).case, "assemble", fill=agenda)
    yield world.days.at(session.planned - 1, 10)
    world.actor.answer(chair(world, session), of(session).case, "approve")
    short = "" if session.planned - 1 - session.ago >= NOTICE else session.short
    yield world.days.at(session.planned - 1, 15)
    yield PAPER
    world.actor.answer(secretary(world, session), of(session).case, "notify_members", short_notice_ground=short)


def hold(world: World, session: Session) -> Story:
    """MT-05…MT-09: everybody is there, every item is put and voted on."""
    yield at(world.days.day(session.ago), 14, 2)
    voters = [seat.pk for seat in of(session).body.voters_on()]
    lead = chair(world, session)
    world.actor.answer(lead, of(session).case, "open_sitting", present=voters)
    for motion in session.motions:
        act(world, session, lead, motion.item, "discuss")
        yield world.clock.now()
        if motion.counters:
            order = act(world, session, lead, motion.item, "secretly", counters=list(motion.counters))
            vote(world, order, Motion(motion.item, ""), lead)
            world.actor.answer(lead, order.case, "close_voting")
            yield world.clock.now()
        answers: dict[str, Any] = {"resolution": motion.resolution, "reasons": motion.reasons}
        if motion.text:
            answers["text"] = motion.text
        ballot = act(world, session, lead, motion.item, "motion", **answers)
        vote(world, ballot, motion, lead)
        world.actor.answer(lead, ballot.case, "close_voting")
    world.actor.answer(lead, of(session).case, "hold")


def act(world: World, session: Session, person: Person, item: int, verb: str, **answers: Any) -> Any:
    """A plain act in the sitting room, as its page does it."""
    lines = AgendaLine.objects.select_related("item", "meeting__body", "meeting__regulation", "meeting__presiding")
    act, line = acts.LINE_ACTS[verb], lines.get(meeting=session.pk, item=item)

    def perform(**given: Any) -> Any:
        return act.action(AgendaLine.objects.get(pk=line.pk), **given)

    capacity = act.capacity(line.meeting, person)
    return world.actor.act(person, line.meeting.case, capacity, act.form, perform, line, **answers)


def vote(world: World, ballot: Ballot, motion: Motion, lead: Person) -> None:
    """Everybody on the roll votes in person; those with an interest are not on it."""
    seats = list(ballot.seats.select_related("member__person").order_by("pk"))
    others = [seat for seat in seats if seat.member.person_id != lead.pk]
    rest = len(others) - motion.against - motion.abstained
    choices = ["for"] * rest + ["against"] * motion.against + ["abstained"] * motion.abstained
    Random(f"{ballot.line.item.title}:{ballot.resolution}").shuffle(choices)  # noqa: S311
    chosen = {seat.pk: choice for seat, choice in zip(others, choices, strict=True)}
    world.actor.seconds = VOTE_SECONDS
    for seat in seats:
        person = world.people_of[seat.member.person_id]
        world.actor.answer(person, ballot.case, "vote", item=seat, choice=chosen.get(seat.pk, "for"))
    world.actor.seconds = ACT_SECONDS


def minute(world: World, session: Session) -> Story:
    """MT-10…MT-13: drafted the next morning; nobody remarks; signed when the days for remarks are over."""
    yield world.days.at(session.ago - 1, 9, 30)
    world.actor.answer(
        secretary(world, session), of(session).case, "draft_minutes", fill=lambda form: _texts(session, form)
    )
    yield world.days.at(session.ago - 2, 10)
    for motion in session.motions:
        if motion.dissent:
            _dissent(world, session, motion)
    yield world.days.at(session.ago - 4, 10)
    world.actor.answer(secretary(world, session), of(session).case, "sign_minutes")
    yield world.days.at(session.ago - 5, 10)
    yield PAPER
    minutes = of(session).minutes
    assert minutes
    sign(world, minutes, [secretary(world, session), chair(world, session)])
    if session.kind != Body.Kind.COMMITTEE:
        yield world.days.at(session.ago - 6, 9)
        yield PAPER
        for line in AgendaLine.objects.filter(meeting=session.pk).exclude(extract=None).select_related("extract"):
            sign(world, line.extract, [secretary(world, session)])
        world.actor.answer(secretary(world, session), of(session).case, "publish")


def _texts(session: Session, form: Any) -> dict[str, str]:
    """What was said, by item."""
    spoke = {motion.item: motion.spoke for motion in session.motions if motion.spoke}
    return {f"spoke_{line.pk}": spoke[line.item_id] for line in form.lines if line.item_id in spoke}


def _dissent(world: World, session: Session, motion: Motion) -> None:
    """Somebody who voted against has an opinion of their own."""
    votes = Vote.objects.filter(
        ballot__line__meeting=session.pk, ballot__line__item=motion.item, choice=Vote.Choice.AGAINST
    )
    against = votes.select_related("member").order_by("member").first()
    assert against, "somebody was against"
    act(world, session, world.people_of[against.member.person_id], motion.item, "dissent", text=motion.dissent)


def decide(world: World, session: Session) -> Story:
    """DC-02…DC-08: worded, signed, in force, released with the sitting."""
    keeper = secretary(world, session)
    yield world.days.at(session.ago - 6, 9, 30)
    yield PAPER
    for line in AgendaLine.objects.filter(meeting=session.pk).exclude(extract=None).select_related("extract"):
        sign(world, line.extract, [keeper])
    for decision in decisions_of(session):
        world.actor.answer(keeper, decision.case, "draw_up")
    yield world.days.at(session.ago - 7, 10)
    yield PAPER
    for decision in decisions_of(session):
        sign(world, decision.document, [keeper, world.people["chair"]])
    yield world.days.at(session.ago - 7, 11)
    world.actor.answer(keeper, of(session).case, "publish")
    yield world.days.at(session.ago - 7, 11, 30)  # whoever waits for the decision goes on
