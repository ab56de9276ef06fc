"""Appeals as their people live them: filed, admitted, heard by a composition of the board, decided (AP-01…AP-09)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from appeals.filing.flow import AppealFlow
from appeals.models import Appeal
from casework import appealing
from committee.models import AgendaLine, Attendance, Body
from journal.record import key
from portal.demo.people import World
from portal.demo.player import PAPER, Story
from portal.demo.stories import body
from portal.demo.stories.body import Motion, Session
from portal.demo.stories.examining import sign
from portal.demo.words import read
from programme.models import Person


@dataclass
class Plea:
    """An appeal: its words in the data, the mailbox of whoever signs for the appellant, what they appeal; days before today, the answer."""

    words: str
    by: str
    subject: Callable[[], Any]
    filed: int
    heard: int = 0
    resolution: str = ""
    against: int = 0
    pk: int = 0

    @property
    def card(self) -> dict[str, str]:
        """What is said and what is resolved."""
        return read("appeals.toml")[self.words]


def of(plea: Plea) -> Appeal:
    """The appeal as it stands now."""
    rows = Appeal.objects.select_related("case", "reporter", "item", "panel", "verdict", "meeting__case")
    return rows.get(pk=plea.pk)


def brought(world: World, plea: Plea) -> Story:
    """AP-01, AP-02: it has a number, the reporter has to say whether it is taken up."""
    yield from file(world, plea)
    yield from register(world, plea)


def file(world: World, plea: Plea) -> Story:
    """AP-01."""
    yield world.days.at(plea.filed, 11, 40)
    subject = plea.subject()
    kind = next(appealing.standing(subject))
    appeal = world.actor.begin(
        world.people[plea.by], AppealFlow.file, kind=kind.key, subject_key=key(subject), ground=plea.card["ground"], text=plea.card["text"]
    )  # fmt: skip
    plea.pk = appeal.pk


def register(world: World, plea: Plea) -> Story:
    """AP-02, the next morning."""
    yield world.days.at(plea.filed - 1, 9, 20)
    world.actor.answer(world.people["clerk"], of(plea).case, "register")


def whole(world: World, plea: Plea) -> Story:
    """From filing to the signed decision."""
    yield from brought(world, plea)
    yield world.days.at(plea.filed - 1, 15)
    yield PAPER
    world.actor.answer(_reporter(world, plea), of(plea).case, "examine", outcome="admit")
    world.actor.answer(
        _reporter(world, plea), of(plea).case, "appoint_hearing",
        scheduled_at=f"{world.days.at(plea.heard, 14):%Y-%m-%dT%H:%M}", place="ул. Демонстрационная, 101, зал 4, 1-й этаж",
    )  # fmt: skip
    yield from _hear(world, plea)


def _reporter(world: World, plea: Plea) -> Person:
    reporter = of(plea).reporter_id
    assert reporter, "somebody of the board may judge"
    return world.people_of[reporter]


def _hear(world: World, plea: Plea) -> Story:
    """AP-05…AP-09: the composition sits, its minutes are signed the next day, then the decision."""
    appeal = of(plea)
    assert appeal.item_id and appeal.meeting_id, "the hearing has been appointed"
    motion = Motion(
        appeal.item_id, plea.resolution, plea.against, reasons=plea.card["reasons"], text=plea.card["resolved"]
    )
    session = Session(
        f"слушание апелляции № {appeal.number}", Body.Kind.APPEAL_PANEL, plea.heard, [motion], plea.filed - 1,
        short="стороны извещены о слушании по регламенту апелляций", pk=appeal.meeting_id,
    )  # fmt: skip
    yield from body.assemble(world, session)
    yield from body.hold(world, session)
    yield from _minute(world, session)
    yield world.days.at(plea.heard - 3, 10)
    yield PAPER
    verdict = of(plea).verdict
    assert verdict, "the minutes are signed"
    sign(world, verdict, [world.people["board1"]])
    yield world.days.at(plea.heard - 3, 11)
    clerk = world.people["clerk"]
    for line in AgendaLine.objects.filter(meeting=session.pk).exclude(extract=None).select_related("extract"):
        sign(world, line.extract, [clerk])
    world.actor.answer(clerk, body.of(session).case, "publish")


def _minute(world: World, session: Session) -> Story:
    """Nobody has a remark: five people sign off what they have heard."""
    clerk = world.people["clerk"]
    yield world.days.at(session.ago - 1, 9, 30)
    world.actor.answer(clerk, body.of(session).case, "draft_minutes")
    for row in list(Attendance.objects.filter(meeting=session.pk).select_related("member")):
        person = world.people_of[row.member.person_id]
        if world.actor.waiting(person, body.of(session).case, "remark", row):
            world.actor.answer(person, body.of(session).case, "remark", item=row, text="")
    yield world.days.at(session.ago - 1, 15)
    world.actor.answer(clerk, body.of(session).case, "sign_minutes")
    yield world.days.at(session.ago - 2, 10)
    yield PAPER
    minutes = body.of(session).minutes
    assert minutes, "they have gone to be signed"
    sign(world, minutes, [clerk, world.people["board1"]])
