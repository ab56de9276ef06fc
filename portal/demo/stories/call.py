"""A call: forty proposals at once are distributed over the experts, assessed, spoken about, and stand in the ranking side by side."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from casework import door
from expertise.debate import actions as debate
from expertise.debate.forms import ChangeMarkForm, SayForm
from expertise.distribution import actions as distribution
from expertise.distribution.forms import BeginForm, ChangeForm, SendForm
from expertise.distribution.options import options
from expertise.models import Distribution, ExpertAssignment
from expertise.roles import COORDINATOR
from negotiations.proposals.flow import ProposalFlow
from portal.demo import call, words
from portal.demo.actor import Actor
from portal.demo.people import World, admit_more
from portal.demo.player import PAPER, Story
from portal.demo.stories import examining
from portal.demo.stories.applying import card, find, head, project, send
from portal.demo.stories.examining import Plan, group_of, of
from portal.demo.words import read
from programme.models import Criterion, Person

CODES = [row["code"] for row in call.rows()]
SILENT, DISPUTED = (
    "CAL05",
    "CAL09",
)  # whose expert does not answer; whose experts read one place of the application differently
STRICT, KIND, AFTERWARDS = (
    2,
    9,
    7,
)  # marks for the team: of who overlooked an annex, of who read it, and once it has been read
FULL = "все свободные места"  # how the words begin why somebody has no time
EXCHANGED = "Эксперт предупредил по телефону, что в эти недели будет в командировке."
TEAM = 8  # the criterion of the professional set that is about the team
SECONDS = 4  # an act takes in a call: what is done forty times is done quickly


def whole(world: World, codes: Sequence[str] = CODES) -> Story:
    """From the applications to the conclusions, all of them published on one day. `codes`: which of the forty take part."""
    quick = replace(world, actor=Actor(world.clock))
    quick.actor.seconds = SECONDS
    yield world.days.at(32, 9)
    admit_more(world, read("call.toml")["experts"])
    yield from _submitted(quick, codes)
    yield from _distributed(quick, codes)
    yield from _assessed(quick, codes)
    yield from _concluded(quick, codes)


def _submitted(world: World, codes: Sequence[str]) -> Story:
    """Each applicant brings its five; all are admitted and go to the experts without negotiations."""
    yield world.days.at(31, 9)
    for code in codes:
        row = card(code)
        proposal = world.actor.begin(
            head(world, code), ProposalFlow.create, organization=world.organizations[row["org"]],
            platform=world.platforms["centre"], title=row["title"],
        )  # fmt: skip
        world.proposals[code] = proposal.pk
        send(world, code)
    yield world.days.at(30, 9)
    yield PAPER
    for code in codes:
        world.actor.answer(world.people["secretary"], find(world, code).case, "check", outcome="admit")
    yield world.days.at(29, 9)
    for code in codes:
        reasons = "Конкурс малых проектов: партнёры названы в заявке, вклады других сторон не нужны."
        world.actor.answer(world.people["secretary"], find(world, code).case, "route", way="expertise", reasons=reasons)
    yield world.days.at(28, 9)
    for code in codes:
        world.actor.answer(world.people["chair"], find(world, code).case, "order_expertise")


def _distributed(world: World, codes: Sequence[str]) -> Story:
    """EX-02…EX-06: one computation for all forty; whoever does not answer is followed by who stands by."""
    yield world.days.at(27, 9)
    for code in codes:
        examining.coordinate(world, code, "register")
        examining.coordinate(world, code, "decide", verdict="hold", ground=examining.GROUND)
    yield world.days.at(26, 9)
    coordinator = world.people["coordinator"]
    capacity = door.capacity_in(coordinator, COORDINATOR)
    cases = [of(world, code).pk for code in codes]
    row = world.actor.act(coordinator, None, capacity, BeginForm, distribution.begin, None, cases=cases)
    yield world.days.at(26, 14)
    row = Distribution.objects.get(pk=row.pk)
    _exchanged(world, row, capacity)
    world.actor.act(coordinator, None, capacity, SendForm, partial(distribution.send, row), row)
    yield world.days.at(25, 10)
    for code in codes:
        for seat in group_of(world, code)[: -1 if code == SILENT else None]:
            examining.declare(world, seat)
    yield world.days.at(22, 10)
    for seat in group_of(world, SILENT, status=ExpertAssignment.Status.PROPOSED):
        examining.declare(world, seat)


def _exchanged(world: World, row: Distribution, capacity: str) -> None:
    """The coordinator asks why not another, reads the costs, and puts the cheapest one who has time into one pair."""
    pairing = row.pairings.chosen().filter(expertise=of(world, DISPUTED), expert__track=examining.PUBLIC).first()
    assert pairing
    free = next(option for option in options(pairing) if option.is_possible and not option.why.startswith(FULL))
    answers = {"expert": free.expert.pk, "ground": EXCHANGED}
    change = partial(distribution.change, pairing)
    world.actor.act(world.people["coordinator"], None, capacity, ChangeForm, change, pairing, **answers)


def _assessed(world: World, codes: Sequence[str]) -> Story:
    """EA-05, EA-06: every sheet comes in; the office has nothing to remark, so that they are accepted by the term."""
    yield world.days.at(21, 10)
    for code in codes:
        for seat in group_of(world, code, status=ExpertAssignment.Status.ACCEPTED):
            examining.as_expert(world, seat, "open_materials")
    for turn, part in enumerate((codes[::2], codes[1::2])):
        yield world.days.at(18 - turn, 10)
        for code in part:
            apart = dict(zip(_professionals(world), (KIND, STRICT), strict=True)) if code == DISPUTED else {}
            for seat, total in examining.totals_of(world, _plan(code)):
                marks = {TEAM: apart[seat]} if seat in apart else None
                examining.score(world, _plan(code), seat, total, marks)


def _professionals(world: World) -> list[ExpertAssignment]:
    """The two of the disputed case who have the team among their criteria."""
    return group_of(world, DISPUTED, expert__track=examining.PROFESSIONAL)


def _plan(code: str) -> Plan:
    professional, public = call.totals(code)
    return Plan(code, 0, list(professional), list(public))


def _concluded(world: World, codes: Sequence[str]) -> Story:
    """EX-12…EX-18: the meetings, the drafts, silence of the applicants, the conclusions."""
    yield world.days.at(14, 10)
    for code in codes:
        held_on = world.days.day(12).isoformat()
        examining.coordinate(world, code, "convene", held_on=held_on, place="10:00, по видеосвязи, по очереди номеров")
    yield from _debated(world)
    yield world.days.at(12, 10)
    for code in codes:
        proceedings = examining.proceedings_of(world, _plan(code))
        examining.coordinate(world, code, "consolidate", fill=examining.comments, proceedings=proceedings)
    yield world.days.at(11, 10)
    for code in codes:
        outcome = examining.outcome_of(world, code)
        texts = words.conclusion_texts(project(code), find(world, code), outcome)
        examining.coordinate(world, code, "draft_conclusion", **texts)
    yield world.days.at(5, 10)
    for code in codes:
        world.actor.answer(_leading(world, code), of(world, code).case, "approve", verdict="approve")
    yield world.days.at(4, 9)
    yield PAPER
    for code in codes:
        paper = of(world, code).conclusion
        assert paper
        examining.sign(world, paper, [world.people["coordinator"], _leading(world, code)])


def _leading(world: World, code: str) -> Person:
    leading = of(world, code).leading
    assert leading
    return world.experts[leading.expert_id]


def _debated(world: World) -> Story:
    """Between the last sheet and the meeting two experts speak about one mark, and the stricter one raises it."""
    yield world.days.at(13, 11)
    texts = read("call.toml")["debate"]
    kind, strict = _professionals(world)
    _say(world, kind, texts["say"])
    yield world.days.at(13, 15)
    _say(world, strict, texts["reply"])
    person = world.experts[strict.expert_id]
    changed = partial(debate.change_mark, strict)
    answers = {"criterion": _team(strict).pk, "value": AFTERWARDS, "ground": texts["ground"]}
    world.actor.act(person, strict.expertise.case, strict.pseudonym, ChangeMarkForm, changed, strict, **answers)


def _say(world: World, seat: ExpertAssignment, text: str) -> None:
    expertise, person = of(world, DISPUTED), world.experts[seat.expert_id]
    say = partial(debate.say, expertise, assignment=seat)
    answers = {"criterion": str(_team(seat).pk), "text": text}
    world.actor.act(person, expertise.case, seat.pseudonym, SayForm, say, expertise, **answers)


def _team(seat: ExpertAssignment) -> Criterion:
    return seat.expertise.criteria_of(seat.expert.track).criteria.get(number=TEAM)
