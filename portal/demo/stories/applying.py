"""An applicant's and the office's part: draft, submission, check, mending, the way to expertise and to the committee."""

from typing import Any

from casework import roles
from casework.door import capacity_in
from negotiations.models import Proposal
from negotiations.proposals import actions as proposals
from negotiations.proposals import forms as proposals_forms
from negotiations.proposals.flow import ProposalFlow
from portal.demo import call, files
from portal.demo.actor import upload
from portal.demo.people import World, city
from portal.demo.player import Story
from portal.demo.words import read
from programme.models import Person

TEXTS = ("summary", "problem", "goal", "objectives", "plan", "results", "team")
PLATFORMS = {"BK": "centre", "NKD": "yards", "SS": "centre"}


def card(code: str) -> dict[str, Any]:
    """What the demo knows of a proposal: its title, place in the programme, budget."""
    return next(row for row in [*city()["proposals"], *call.rows()] if row["code"] == code)


def project(code: str) -> dict[str, Any]:
    """The texts of a proposal and the facts its readers notice."""
    return call.texts(code) if code.startswith(call.PREFIX) else read(f"{code}.toml")


def find(world: World, code: str) -> Proposal:
    """The proposal as it stands now."""
    return Proposal.objects.select_related("case", "organization").get(pk=world.proposals[code])


def head(world: World, code: str) -> Person:
    """Who submits and signs for the applicant."""
    return world.people[card(code)["org"].lower()]


def minute(code: str) -> int:
    """Every proposal has minutes of its own, so that a day is not a queue."""
    return int(code[3:]) * 17 % 60


def draft(world: World, code: str, ago: int, platform: str = "") -> Story:
    """PP-01: whoever writes for the organisation begins a draft, and types into it."""
    yield world.days.at(ago, 10, minute(code))
    writer = world.people.get(f"{card(code)['org'].lower()}-staff", head(world, code))
    proposal = world.actor.begin(
        writer,
        ProposalFlow.create,
        organization=world.organizations[card(code)["org"]],
        platform=world.platforms[platform or PLATFORMS[card(code)["cluster"]]],
        title=card(code)["title"],
    )
    world.proposals[code] = proposal.pk
    texts = {name: project(code)[name] for name in TEXTS if name in project(code)}
    world.actor.type_in(writer, proposal.case, "submit", title=card(code)["title"], **texts)


def submit(world: World, code: str, ago: int, platform: str = "") -> Story:
    """PP-02: the head reads the draft once more and sends it with its budget and files."""
    yield from draft(world, code, ago + 1, platform)
    yield world.days.at(ago, 11, minute(code))
    send(world, code)


def send(world: World, code: str) -> None:
    """The whole application, by the head."""
    facts, story = card(code), project(code)
    places = {name: facts[name] for name in ("title", "cluster", "direction", "level", "area", "budget_total")}
    world.actor.answer(
        head(world, code),
        find(world, code).case,
        "submit",
        files=[upload(name, files.make(name, story, facts["title"])) for name in story["files"]],
        districts=story["districts"],
        **places,
        **{name: story[name] for name in TEXTS},
        **budget(story["budget"]),
    )


def budget(rows: list[Any]) -> dict[str, Any]:
    """The lines of a budget (what for, whose money, roubles) as its form sends them."""
    lines: dict[str, Any] = {"budget-TOTAL_FORMS": len(rows), "budget-INITIAL_FORMS": 0}
    for number, (article, source, amount) in enumerate(rows):
        given = {"article": article, "source": source, "amount": amount}
        lines |= {f"budget-{number}-{name}": value for name, value in given.items()}
    return lines


def send_back(world: World, code: str, ago: int) -> Story:
    """PP-06: remarks to the places that need mending."""
    yield world.days.at(ago, 14, minute(code))
    remarks = {name: text for name, text in project(code)["fix"].items() if name.startswith("remark_")}
    world.actor.answer(world.people["secretary"], find(world, code).case, "check", outcome="send_back", **remarks)


def mend(world: World, code: str, ago: int) -> Story:
    """PP-07: just the places with remarks."""
    yield world.days.at(ago, 11, minute(code))
    mended = {name: text for name, text in project(code)["fix"].items() if not name.startswith("remark_")}
    world.actor.answer(head(world, code), find(world, code).case, "fix", **mended)


def admit(world: World, code: str, ago: int) -> Story:
    """PP-05."""
    yield world.days.at(ago, 15, minute(code))
    secretary = world.people["secretary2" if int(code[3:]) % 3 == 0 else "secretary"]
    world.actor.answer(secretary, find(world, code).case, "check", outcome="admit")


def order(world: World, code: str, ago: int) -> Story:
    """PP-12: a sectoral proposal goes without negotiations: the office proposes, the chair sends it to expertise."""
    yield world.days.at(ago + 1, 16, minute(code))
    reasons = "Партнёры уже подтвердили свои вклады письмами, вклады других сторон не нужны."
    world.actor.answer(world.people["secretary"], find(world, code).case, "route", way="expertise", reasons=reasons)
    yield world.days.at(ago, 9, minute(code))
    world.actor.answer(world.people["chair"], find(world, code).case, "order_expertise")


def include(world: World, code: str, ago: int) -> Story:
    """PP-23: the question goes to the committee's agenda."""
    yield world.days.at(ago, 12, minute(code))
    world.actor.answer(world.people["committee"], find(world, code).case, "include", is_considered=True)


def withdraw(world: World, code: str, ago: int, ground: str) -> Story:
    """PP-33: the applicant takes it back."""
    yield world.days.at(ago, 16, minute(code))
    _outside(world, head(world, code), code, "signer", proposals_forms.WithdrawForm, proposals.withdraw, ground=ground)


def join_initiative(world: World, code: str, ago: int, member: int, reasons: str) -> Story:
    """PP-24: a member of the committee wants to hear the proposal against the conclusion."""
    yield world.days.at(ago, 17, minute(code))
    person = world.members[member].person
    _outside(world, person, code, "member", proposals_forms.InitiativeForm, proposals.sign_initiative, reasons=reasons)


def _outside(world: World, person: Person, code: str, as_what: str, form: type, action: Any, **answers: Any) -> None:
    """An act outside the steps of the flow, as its page does it: the proposal is read again under the lock."""
    proposal = find(world, code)
    addressee = proposal.signer_key if as_what == "signer" else roles.COMMITTEE_MEMBER

    def perform(**given: Any) -> None:
        action(Proposal.objects.get(pk=proposal.pk), **given)

    world.actor.act(person, proposal.case, capacity_in(person, addressee), form, perform, proposal, **answers)
