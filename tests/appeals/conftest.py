"""An appeals board of five and two reserves, and hands that lead an appeal through its hearing by the single door."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import models
from django.utils import timezone

from appeals.filing.flow import AppealFlow
from appeals.models import Appeal
from casework import appealing, door, workdays
from casework.models import Waiting
from casework.queue import run_pending
from committee.bodies import actions as bodies
from committee.models import Body, BodyMember, Meeting
from committee.voting import actions as voting
from journal.record import key
from portal.management.commands.check_invariants import broken
from programme.models import Person
from tests.committee import conftest as table
from tests.negotiations.conftest import Desk, make_desk
from tests.story import answer, make_person, post

GIVEN = {"text": "Замечания устранены в срок: исправленная заявка подана через кабинет, расписка приложена."}


class Board:
    """The people who look again."""

    def __init__(self) -> None:
        self.body = bodies.establish(
            kind=Body.Kind.APPEALS, title="Апелляционная комиссия", title_genitive="Апелляционной комиссии",
            act="решение комитета № 1.1-2026", member_role="appeals_member",
        )  # fmt: skip
        sectors = ["authority", "business", "community", "authority", "business", "community", "authority"]
        roles = [BodyMember.Role.CHAIR, *[BodyMember.Role.MEMBER] * 4, *[BodyMember.Role.RESERVE] * 2]
        self.seats = [
            bodies.seat(self.body, person=table.person(), sector=sector, role=role, ground="решение комитета")
            for sector, role in zip(sectors, roles, strict=True)
        ]
        self.clerk = make_person("clerk", last_name="Делова")

    @property
    def people(self) -> list[Person]:
        return [seat.person for seat in self.seats]


def file(person: Person, subject: models.Model, *, refused: bool = False, **changes: Any) -> Any:
    """AP-01 through the door; gives the appeal, or the form if it was refused."""
    kind = next(iter(appealing.standing(subject)), None)
    named = {"kind": kind.key if kind else "refusal", "subject_key": key(subject), "ground": "procedure"}
    form = AppealFlow.file.form(post({**named, **GIVEN, **changes}), by=person)
    made = door.start_case(AppealFlow.file, by=person, form=form, token=None) if form.is_valid() else None
    assert (made is None) == refused, form.errors
    return form if refused else made


def reload(appeal: Appeal) -> Appeal:
    return Appeal.objects.get(pk=appeal.pk)


def admitted(board: Board, appeal: Appeal) -> Appeal:
    """Registered by the clerk, admitted by the reporter."""
    answer(board.clerk, appeal.case, "register")
    answer(reload(appeal).reporter, appeal.case, "examine", outcome="admit")
    return reload(appeal)


def appointed(appeal: Appeal) -> Appeal:
    """The reporter appoints the hearing, five working days ahead."""
    day = workdays.add(timezone.localdate(), 5)
    answer(
        appeal.reporter,
        appeal.case,
        "appoint_hearing",
        scheduled_at=f"{day:%Y-%m-%d}T15:00",
        place="зал 201",
        form="in_person",
    )
    return reload(appeal)


def opened(board: Board, appeal: Appeal, clock: Any, absent: int = 0) -> Meeting:
    """The sitting of the composition, announced and opened."""
    chair = appeal.panel.members_on().get(role="chair").person
    table.answer(board.clerk, "assemble")
    table.answer(chair, "approve")
    table.answer(board.clerk, "notify_members", short_notice_ground="стороны извещены по регламенту апелляций")
    clock.move_to(appeal.meeting.scheduled_at)
    present = [seat.pk for seat in appeal.panel.voters_on()][: 5 - absent or None]
    table.answer(chair, "open_sitting", present=present)
    return Meeting.objects.get(pk=appeal.meeting_id)


def resolve(appeal: Appeal, meeting: Meeting, resolution: str, votes: list[str]) -> Any:
    """A motion put and voted on; `votes` in the order of the seats."""
    chair, line = meeting.presiding.person, meeting.lines.get()
    if line.item.status == "included":
        table.lead(meeting, voting.discuss, line, by=chair)
    ballot = table.lead(
        meeting, voting.put_motion, line, by=chair, resolution=resolution, text="Решить по апелляции.",
        reasons="Возврат рассмотрен без проверки расписки о подаче исправленной заявки.",
    )  # fmt: skip
    table.cast(ballot, dict(zip([seat.member for seat in ballot.seats.order_by("member_id")], votes, strict=True)))
    table.answer(chair, "close_voting")
    return type(ballot).objects.get(pk=ballot.pk)


def concluded(board: Board, appeal: Appeal, meeting: Meeting) -> Appeal:
    """The sitting closed, its minutes signed, the decision on the appeal signed by whoever presided."""
    chair = meeting.presiding.person
    table.answer(chair, "hold")
    table.answer(board.clerk, "draft_minutes")
    for seat in appeal.panel.voters_on():
        if Waiting.objects.open().filter(addressee=seat.key, process=meeting.case.pk).exists():
            table.answer(seat.person, "remark")
    table.answer(board.clerk, "sign_minutes")
    table.sign_by_all(table.again(meeting).minutes)
    run_pending()
    appeal = reload(appeal)
    table.sign_by_all(appeal.verdict)
    run_pending()
    return reload(appeal)


def heard(board: Board, appeal: Appeal, clock: Any, resolution: str, votes: list[str] | None = None) -> Appeal:
    """From an admitted appeal to its end."""
    appeal = appointed(appeal)
    meeting = opened(board, appeal, clock)
    resolve(appeal, meeting, resolution, votes or ["for"] * 5)
    return concluded(board, appeal, meeting)


@pytest.fixture
def desk(db: None) -> Desk:
    return make_desk()


@pytest.fixture
def board(desk: Desk) -> Iterator[Board]:
    """Whatever a story does, every promise holds at its end."""
    yield Board()
    assert broken() == []


@pytest.fixture
def refused(desk: Desk) -> Any:
    """A proposal that the secretariat has refused."""
    proposal = desk.submitted()
    answer(
        desk.secretary,
        proposal.case,
        "check",
        outcome="reject",
        ground="off_purpose",
        explanation="Проект не о городской среде, а о частном доме.",
    )
    run_pending()
    return type(proposal).objects.get(pk=proposal.pk)
