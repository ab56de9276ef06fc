"""A sitting of the committee as its people live it: agenda, roll call, votes, minutes, decisions."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any

from django.utils import timezone

from committee.decisions.forms import DrawUpForm
from committee.meetings import acts
from committee.meetings.flow import MeetingFlow
from committee.models import AgendaLine, Attendance, Ballot, BodyMember, Decision, Meeting, Vote
from portal.demo.clock import at
from portal.demo.people import World
from portal.demo.player import PAPER, DemoError, Story
from portal.demo.stories.applying import card, find
from portal.demo.stories.examining import sign

VOTE_SECONDS, ACT_SECONDS = 20, 180


@dataclass
class Motion:
    """What is put to the vote, and how many of those on the roll vote against it or abstain."""

    resolution: str = "support"
    against: int = 0
    abstained: int = 0
    reasons: str = ""
    deferred_for: int = 0
    presiding: str = "for"


@dataclass(frozen=True)
class Instruction:
    """A point of a decision that somebody carries out: its words, who, the last day (before today), how it is shown."""

    text: str
    who: str
    due: int
    proof: str


@dataclass
class Item:
    """A question of the sitting: what was said, who recuses himself, the motions in their order."""

    code: str
    spoke: str
    motions: list[Motion]
    recused: dict[int, str] = field(default_factory=dict)
    instruction: Instruction | None = None
    left: Sequence[int] = ()  # who has gone before it was called; without a motion there is no quorum for it


@dataclass
class Sitting:
    """A sitting on a day, with its items and those who did not come."""

    name: str
    ago: int
    items: list[Item]
    absent: Sequence[int] = ()
    remark: str = ""
    dissent: tuple[str, str] = ("", "")  # on which question somebody who voted against has an opinion of their own
    pk: int = 0


def of(sitting: Sitting) -> Meeting:
    """The sitting as it stands now."""
    return Meeting.objects.select_related("body", "regulation", "presiding__person", "minutes").get(pk=sitting.pk)


def plan(world: World, sitting: Sitting, ago: int) -> Story:
    """MT-01: the secretary plans the sitting."""
    yield world.days.at(ago, 9, 30)
    # A sitting of today has begun to wait by now, whatever the hour.
    now = timezone.localtime(world.clock.end).replace(minute=0, second=0, microsecond=0)
    moment = min(at(world.days.day(sitting.ago), 14), now) if sitting.ago == 0 else at(world.days.day(sitting.ago), 14)
    meeting = world.actor.begin(
        world.people["committee"],
        MeetingFlow.plan,
        scheduled_at=f"{moment:%Y-%m-%dT%H:%M}",
        place="ул. Демонстрационная, 101, малый зал, 3-й этаж",
    )
    sitting.pk = meeting.pk


def prepare(world: World, sitting: Sitting) -> Story:
    """MT-01…MT-04: planned, the agenda assembled and approved, the members notified."""
    yield from plan(world, sitting, sitting.ago + 16)
    yield world.days.at(sitting.ago + 10, 15)
    assemble(world, sitting)
    yield world.days.at(sitting.ago + 8, 11)
    approve(world, sitting)
    yield world.days.at(sitting.ago + 6, 10)
    invite(world, sitting)


def assemble(world: World, sitting: Sitting) -> None:
    """MT-02: the working commission takes the questions of this sitting."""
    codes = [item.code for item in sitting.items]
    world.actor.answer(
        world.people["commission1"], of(sitting).case, "assemble", fill=lambda form: _agenda(world, form, codes)
    )


def approve(world: World, sitting: Sitting) -> None:
    """MT-03."""
    world.actor.answer(world.people["chair"], of(sitting).case, "approve")


def invite(world: World, sitting: Sitting) -> None:
    """MT-04: the members are notified, the applicants invited."""
    codes = [item.code for item in sitting.items]
    invited = "\n".join(f"Представитель заявителя: {find(world, code).organization.short_name}" for code in codes)
    world.actor.answer(world.people["committee"], of(sitting).case, "notify_members", invited=invited)


def _agenda(world: World, form: Any, codes: list[str]) -> dict[str, Any]:
    """The questions of this sitting in their order; whatever else waits is left for another."""
    places = {find(world, code).agenda_item_id: number for number, code in enumerate(codes, 1)}
    if missing := places.keys() - {item.pk for item in form.items}:
        raise DemoError(f"not all questions have been brought in: {codes}, {missing}")
    taken = {f"take_{item.pk}": item.pk in places for item in form.items}
    return {**taken, **{f"place_{pk}": number for pk, number in places.items()}}


def hold(world: World, sitting: Sitting) -> Story:
    """MT-05…MT-09: roll call, every item heard and voted on, the sitting closed."""
    yield at(world.days.day(sitting.ago), 14, 3)
    present = [member for number, member in enumerate(world.members, 1) if number not in sitting.absent]
    chair = world.people["chair"]
    world.actor.answer(chair, of(sitting).case, "open_sitting", present=[member.pk for member in present])
    for item in sitting.items:
        yield from _hear(world, sitting, item, present)
    world.actor.answer(chair, of(sitting).case, "hold")


def _line(sitting: Sitting, world: World, code: str) -> AgendaLine:
    lines = AgendaLine.objects.select_related("item", "meeting__body", "meeting__regulation", "meeting__presiding")
    return lines.get(meeting=sitting.pk, item=find(world, code).agenda_item_id)


def _act(world: World, sitting: Sitting, person: Any, code: str, verb: str, **answers: Any) -> Any:
    """A plain act in the sitting room, as its page does it."""
    act, line = acts.LINE_ACTS[verb], _line(sitting, world, code)

    def perform(**given: Any) -> Any:
        return act.action(AgendaLine.objects.get(pk=line.pk), **given)

    case = line.meeting.case
    return world.actor.act(person, case, act.capacity(line.meeting, person), act.form, perform, line, **answers)


def _hear(world: World, sitting: Sitting, item: Item, present: list[BodyMember]) -> Story:
    """One item: called, recusals, motions until one is carried."""
    chair = world.people["chair"]
    _act(world, sitting, chair, item.code, "discuss")
    yield world.clock.now()
    if item.left:
        _leave(world, sitting, item.left)
    for number, ground in item.recused.items():
        _act(world, sitting, world.members[number - 1].person, item.code, "recuse", ground=ground)
    if not item.motions:
        _act(world, sitting, chair, item.code, "no-quorum")
    for motion in item.motions:
        yield world.clock.now()
        answers: dict[str, Any] = {"resolution": motion.resolution, "reasons": motion.reasons}
        if motion.deferred_for:
            answers["deferred_until"] = world.days.day(-motion.deferred_for).isoformat()
        if motion.resolution != "support":
            answers["text"] = _wording(world, item.code, motion)
        ballot = _act(world, sitting, chair, item.code, "motion", **answers)
        on_roll = set(ballot.seats.values_list("member", flat=True))  # ties have taken others off it as well
        roll = [member for member in present if member.pk in on_roll]
        _vote(world, ballot, roll, motion)
        world.actor.answer(chair, ballot.case, "close_voting")


def _leave(world: World, sitting: Sitting, numbers: Sequence[int]) -> None:
    """Some members have to go; the secretary records it."""
    act, meeting, secretary = acts.MEETING_ACTS["attendance"], of(sitting), world.people["committee"]
    gone = {world.members[number - 1].pk for number in numbers}
    present = [member.pk for member in meeting.present() if member.pk not in gone]

    def perform(**given: Any) -> Any:
        return act.action(of(sitting), **given)

    capacity = act.capacity(meeting, secretary)
    world.actor.act(secretary, meeting.case, capacity, act.form, perform, meeting, present=present)


def _wording(world: World, code: str, motion: Motion) -> str:
    title = f"проектное предложение «{card(code)['title']}»"
    if motion.resolution == "decline":
        return f"Отклонить {title}.\nРазъяснить заявителю право подать новое предложение после устранения замечаний."
    return f"Заявителю представить недостающие сведения по вопросу: {title}."


def _vote(world: World, ballot: Ballot, roll: list[BodyMember], motion: Motion) -> None:
    """Everybody on the roll votes in person; who is against or abstains is drawn by lot, the same one every time."""
    seats = {seat.member_id: seat for seat in ballot.seats.all()}
    others = [member for member in roll if member.person_id != world.people["chair"].pk]
    rest = len(others) - motion.against - motion.abstained
    choices = ["for"] * rest + ["against"] * motion.against + ["abstained"] * motion.abstained
    Random(f"{ballot.line.item.title}:{ballot.resolution}").shuffle(choices)  # noqa: S311
    chosen = {member.pk: choice for member, choice in zip(others, choices, strict=True)}
    world.actor.seconds = VOTE_SECONDS
    for member in roll:
        choice = chosen.get(member.pk, motion.presiding)
        world.actor.answer(world.people_of[member.person_id], ballot.case, "vote", item=seats[member.pk], choice=choice)
    world.actor.seconds = ACT_SECONDS


def minute(world: World, sitting: Sitting) -> Story:
    """MT-10…MT-13: the minutes are drafted, read, signed."""
    secretary, ago = world.people["committee"], sitting.ago
    yield world.days.at(ago - 1, 11)
    world.actor.answer(secretary, of(sitting).case, "draft_minutes", fill=lambda form: _texts(world, sitting, form))
    yield world.days.at(ago - 2, 10)
    world.actor.seconds = VOTE_SECONDS
    for row in list(Attendance.objects.filter(meeting=sitting.pk).select_related("member__person")):
        person = world.people_of[row.member.person_id]
        if row.member_id % 4 and world.actor.waiting(person, of(sitting).case, "remark", row):
            text = sitting.remark if row.member_id == world.members[1].pk else ""
            world.actor.answer(person, of(sitting).case, "remark", item=row, text=text)
    world.actor.seconds = ACT_SECONDS
    if sitting.dissent[0]:
        code, text = sitting.dissent
        votes = Vote.objects.filter(ballot__line=_line(sitting, world, code), choice=Vote.Choice.AGAINST)
        against = votes.select_related("member").order_by("member").first()
        assert against
        _act(world, sitting, world.people_of[against.member.person_id], code, "dissent", text=text)
    yield world.days.at(ago - 4, 10)
    world.actor.answer(secretary, of(sitting).case, "sign_minutes")
    yield world.days.at(ago - 5, 10)
    yield PAPER
    minutes = of(sitting).minutes
    assert minutes
    sign(world, minutes, [secretary, world.people["chair"]])


def _texts(world: World, sitting: Sitting, form: Any) -> dict[str, str]:
    """What was said, by item."""
    spoke = {find(world, item.code).agenda_item_id: item.spoke for item in sitting.items}
    return {f"spoke_{line.pk}": spoke[line.item_id] for line in form.lines if line.item_id in spoke}


def decisions_of(sitting: Any) -> list[Decision]:
    """The decisions of a sitting, in the order of its agenda."""
    rows = Decision.objects.filter(line__meeting=sitting.pk).select_related("document", "case", "line")
    return list(rows.order_by("line__number"))


def draw_up(world: World, sitting: Sitting, ago: int) -> Story:
    """DC-02: the decisions are worded and go to be signed; the extracts are signed."""
    secretary = world.people["committee"]
    yield world.days.at(ago, 9, 30)
    yield PAPER
    for line in AgendaLine.objects.filter(meeting=sitting.pk).exclude(extract=None).select_related("extract"):
        sign(world, line.extract, [secretary])
    orders = {find(world, item.code).agenda_item_id: item.instruction for item in sitting.items}
    for decision in decisions_of(sitting):
        order = orders[decision.line.item_id]
        world.actor.answer(
            secretary, decision.case, "draw_up", **(_instructed(world, decision, order) if order else {})
        )


def _instructed(world: World, decision: Decision, order: Instruction) -> dict[str, Any]:
    """One point more than was put to the vote, with its executor."""
    points = str(DrawUpForm.initial_for(decision)["points"]).splitlines()
    due = world.days.day(order.due).isoformat()
    return {
        "points": "\n".join([*points, order.text]), "point_1": len(points) + 1, "who_1": order.who, "due_1": due, "proof_1": order.proof,
    }  # fmt: skip


def sign_decisions(world: World, sitting: Sitting, ago: int) -> Story:
    """DC-03, DC-05: both sign, the decisions are in force."""
    yield world.days.at(ago, 10)
    yield PAPER
    for decision in decisions_of(sitting):
        sign(world, decision.document, [world.people["committee"], world.people["chair"]])


def publish(world: World, sitting: Sitting, ago: int) -> Story:
    """MT-14, DC-08: the results and the decisions are open to everybody."""
    secretary = world.people["committee"]
    yield world.days.at(ago, 11)
    world.actor.answer(secretary, of(sitting).case, "publish")
