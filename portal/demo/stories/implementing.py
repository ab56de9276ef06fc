"""Supported projects carried out: one to its act, one that fails and is terminated, one whose report waits (PP-30…PP-32)."""

from typing import Any

from casework import workdays
from execution.models import Undertaking
from execution.undertakings.actions import remind_overdue
from negotiations.models import Implementation
from portal.demo import files
from portal.demo.actor import upload
from portal.demo.people import World
from portal.demo.player import PAPER, Story
from portal.demo.stories.applying import head
from portal.demo.stories.examining import sign
from portal.demo.words import read


def of(world: World, code: str) -> Implementation:
    """The project as it stands now."""
    rows = Implementation.objects.select_related("case", "project__case", "act", "termination_item")
    return rows.get(proposal=world.proposals[code])


def stage(world: World, code: str, number: int) -> Undertaking:
    """A stage of its plan; the whole project is number 0."""
    project = of(world, code).project
    assert project, f"{code} has a plan"
    return project.children.select_related("case").get(number=number) if number else project


def plan(world: World, code: str, ago: int) -> Story:
    """PP-30: the applicant lays the plan of the stages."""
    yield world.days.at(ago, 11)
    rows: dict[str, Any] = {}
    for number, row in enumerate(_card(code)["stages"], 1):
        rows |= {
            f"title_{number}": row["title"], f"due_{number}": world.days.day(row["due"]).isoformat(), f"proof_{number}": row["proof"],
        }  # fmt: skip
    spare: dict[str, Any] = {f"title_{number}": None for number in range(len(_card(code)["stages"]) + 1, 9)}
    world.actor.answer(head(world, code), of(world, code).case, "plan", **rows, **spare)


def _card(code: str) -> dict[str, Any]:
    return read("projects.toml")[code]


def begin(world: World, code: str, ago: int) -> Story:
    """PP-30: something has been given."""
    yield world.days.at(ago, 12)
    world.actor.answer(head(world, code), of(world, code).case, "begin")


def report(world: World, code: str, number: int, ago: int, words: str, node: str = "report") -> Story:
    """UN-04, UN-05: by the words of the data, with a photo."""
    yield world.days.at(ago, 11, 20)
    row = _card(code)["reports"][words]
    answers: dict[str, Any] = {"done_text": row["text"], "is_final": True, "admits_failure": row.get("fails", False)}
    if "picture" in row:
        picture = upload(f"{row['picture']}.jpg", files.photo(row["picture"]))
        answers |= {"caption_1": row["picture"], "taken_on_1": workdays.local_date().isoformat()}
        sent = {"file_1": picture}
    else:
        answers["missing_proof"], sent = row["unproved"], {}
    case = stage(world, code, number).case
    world.actor.answer(head(world, code), case, node, sent=sent, **answers)


def check(world: World, code: str, number: int, ago: int, outcome: str, remarks: str = "") -> Story:
    """UN-06…UN-10: the coordinator answers the report."""
    yield world.days.at(ago, 15)
    yield PAPER
    case = stage(world, code, number).case
    world.actor.answer(world.people["coordinator"], case, "check", outcome=outcome, remarks=remarks)


def complete(world: World, code: str, ago: int) -> Story:
    """PP-31: the act, signed by both."""
    yield world.days.at(ago, 12)
    coordinator, signer = world.people["coordinator"], head(world, code)
    world.actor.answer(coordinator, of(world, code).case, "complete", signer=signer)
    yield world.days.at(ago - 1, 12)
    yield PAPER
    act = of(world, code).act
    assert act, "it has been drawn up"
    sign(world, act, [coordinator, signer])


def ask_to_terminate(world: World, code: str, ago: int) -> Story:
    """PP-32: the secretary puts the question, in the words of the form."""
    yield world.days.at(ago, 12)
    yield PAPER
    world.actor.answer(world.people["committee"], of(world, code).case, "question")


def remind(world: World, ago: int) -> Story:
    """What the queue does of a night about whatever is overdue."""
    yield world.days.at(ago, 2, 40)
    remind_overdue()
