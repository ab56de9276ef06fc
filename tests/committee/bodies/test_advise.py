"""A body that only advises: a jury is a row, its minutes have their own register, its verdict binds with signed minutes."""

import pytest

from committee.agenda import actions as agenda
from committee.bodies import actions as bodies
from committee.models import Body, BodyMember
from tests.committee.conftest import (
    Committee,
    again,
    cast,
    close,
    closed,
    convened,
    motion,
    opened,
    person,
    sign_by_all,
    try_answer,
)

pytestmark = pytest.mark.django_db
MOTIONS = [
    {"code": "recommend", "title": "Рекомендовать", "majority": "qualified"},
    {"code": "leave", "title": "Не рекомендовать", "needs_reasons": True},
]


class Jury(Committee):
    """Nine members of three sectors; its chair is a seat, not a role."""

    def __init__(self) -> None:
        self.body = bodies.establish(
            kind=Body.Kind.JURY, title="Жюри конкурса", title_genitive="жюри конкурса", act="Решение комитета № 3.1-2026",
            secretary_role="contest_secretary", minutes_register="jury", minutes_parts={"contest": "2026/1"},
            issues_decisions=False, sitting_sectors=2,
        )  # fmt: skip
        self.chair = self.seat("", "authority", BodyMember.Role.CHAIR)
        self.secretary = self.seat("contest_secretary", "authority", BodyMember.Role.SECRETARY)
        sectors = ["authority"] * 4 + ["business"] * 2 + ["community"] * 2
        self.members = [self.seat("jury_member", sector) for sector in sectors]

    @property
    def voters(self):
        return [self.chair, *self.members]


@pytest.fixture
def jury(db, clock):
    return Jury()


def ask(jury):
    return agenda.propose_item(
        title="Номинация «Товар»", question="Три заявки.", draft_resolution="Рекомендовать по рейтингу.", resolutions=MOTIONS,
        reporter="секретарь конкурса", body=jury.body, by=None,
    )  # fmt: skip


def test_a_jury_of_one_sector_cannot_sit(jury, clock):
    ask(jury)
    meeting = convened(jury)
    clock.move_to(meeting.scheduled_at)
    alone = [jury.chair, *jury.members[:4]]
    form = try_answer(jury.chair.person, "open_sitting", present=[member.pk for member in alone])
    assert "Не меньше 2 секторов: есть 1 — недостаточно." in form.errors.as_text()
    assert again(meeting).status == "notified"
    opened(jury, clock, [*alone, jury.members[4]])
    assert again(meeting).status == "open"


def test_its_verdict_binds_when_its_minutes_are_signed(jury, clock):
    item = ask(jury)
    convened(jury)
    meeting = opened(jury, clock)
    line = meeting.lines.get()
    against = dict.fromkeys(jury.voters, "for") | dict.fromkeys(jury.members[4:6], "against")
    cast(motion(jury, line, "recommend", text="Рекомендовать."), against)
    close(jury, line.ballots.get())
    item = again(item)
    assert (item.status, item.verdict, item.is_concluded, item.is_effective) == ("decided", "recommend", False, False)
    assert item.votes_by_sector() == {
        "authority": {"for": 5, "against": 0, "abstained": 0},
        "business": {"for": 0, "against": 2, "abstained": 0},
        "community": {"for": 2, "against": 0, "abstained": 0},
    }
    meeting = closed(jury, meeting)
    assert meeting.minutes.number == "Ж-2026/1-1"
    assert not again(item).is_concluded
    sign_by_all(meeting.minutes)
    item = again(item)
    assert (item.is_concluded, item.is_effective, item.paper, item.has_decision()) == (
        True,
        True,
        meeting.minutes,
        False,
    )


def test_a_resolution_may_need_a_majority_of_its_own(jury, clock):
    ask(jury)
    convened(jury)
    line = opened(jury, clock).lines.get()
    five = dict.fromkeys(jury.voters, "against") | dict.fromkeys(jury.voters[:5], "for")
    ballot = motion(jury, line, "recommend", text="Рекомендовать.")
    cast(ballot, five)
    assert (close(jury, ballot).majority, again(ballot).outcome) == ("qualified", "not_carried")
    ballot = motion(jury, line, "leave", text="Не рекомендовать.", reasons="Нет отзывов.")
    cast(ballot, five)
    assert (close(jury, ballot).majority, again(ballot).outcome) == ("simple", "carried")


def test_an_outsider_neither_sees_the_question_nor_plans_the_sitting(jury, clock):
    item, outsider = ask(jury), person("committee_secretary")
    assert item not in type(item).objects.visible_to(outsider)
    from committee.meetings.flow import may_plan

    assert (may_plan(person()), may_plan(jury.secretary.person)) == ("", "секретарь")
