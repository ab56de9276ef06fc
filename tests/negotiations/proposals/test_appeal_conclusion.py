"""An appeal against the conclusion: its proposal stands still, and goes back to an expertise when the appeal is satisfied (PP-36)."""

from typing import Any

import pytest
from django.urls import reverse

from casework import appealing
from casework.appealing import appealables, standing
from casework.door import Refused
from casework.models import Waiting
from documents.models import Document
from expertise.models import Expertise
from negotiations.examination.appeals import RULES
from negotiations.models import Proposal
from portal.management.commands.check_invariants import broken
from programme.models import Regulation
from tests.access.world import Town
from tests.committee import conftest as sitting
from tests.story import (
    LONG,
    answer,
    application,
    begin,
    make_member,
    make_organization,
    make_person,
    make_platform,
    press,
    skip_negotiations,
)

pytestmark = pytest.mark.django_db


class Assessed:
    """A proposal with a published conclusion; how good the sheets are decides where it stands."""

    def __init__(self, value: int) -> None:
        self.committee = sitting.Committee()
        self.tos = make_organization()
        self.signer = make_member(self.tos)
        office = make_person("platform_secretary")
        self.town = Town(make_person("expertise_coordinator"))
        self.town.register(professional=8, public=6)
        proposal = begin(self.signer, self.tos, make_platform(self.tos), "Двор")
        self.pk = proposal.pk
        answer(self.signer, proposal.case, "submit", **application("Двор"))
        answer(office, proposal.case, "check", outcome="admit")
        skip_negotiations(office, proposal)
        answer(self.committee.chair.person, proposal.case, "order_expertise", instruction="Провести экспертизу.")
        self.assess(value)

    @property
    def proposal(self) -> Proposal:
        return Proposal.objects.get(pk=self.pk)

    @property
    def expertise(self) -> Expertise:
        return Expertise.objects.get(pk=self.proposal.expertise_id)

    def assess(self, value: int) -> None:
        for assignment in self.town.gather(self.expertise):
            self.town.submit_sheet(assignment, value)
            self.town.take(assignment)
        self.town.conclude(self.expertise)

    def steps(self) -> list[str]:
        rows = Waiting.objects.open().filter(process=self.proposal.case).select_related("task")
        return [row.task.flow_task.name for row in rows]

    def include(self, **more: Any) -> Any:
        secretary = self.committee.secretary.person
        return answer(
            secretary, self.proposal.case, "include", question="О поддержке", draft_resolution="Поддержать.", is_considered="on", **more
        )  # fmt: skip


def support(story: Assessed) -> None:
    """A member joins the initiative on its page; one is not yet a third of them (PP-24)."""
    page, member = reverse("proposal_initiative", args=[story.pk]), story.committee.members[0].person
    short = press(member, page, status=422, reasons="Двор нужен.")
    assert "знаков нужно не меньше 50, сейчас их 11" in short and "Двор нужен." in short
    assert "подпись под инициативой записана" in press(member, page, reasons=LONG)
    assert "уже подписали эту инициативу" in press(member, page, status=422, reasons=LONG)
    assert story.proposal.status == "not_recommended"


def contested(story: Assessed) -> Regulation:
    """An appeal has been admitted."""
    appeal = Regulation(pk=1)
    appealing.begin(story.expertise, appeal)
    RULES.suspend(story.expertise, by=None, ground="допустима")
    return appeal


def faults() -> list[str]:
    return [title for title in broken() if title.startswith(("I-26 ", "I-29 ", "I-5 ", "N-", "P-"))]


@pytest.mark.parametrize(
    ("value", "status", "step"),
    [(8, "recommended", "include"), (5, "rework", "improve"), (4, "not_recommended", "initiative")],
)
def test_the_proposal_stands_still_and_then_others_assess_it_anew(clock, value: int, status: str, step: str) -> None:
    story = Assessed(value)
    assert (story.proposal.status, story.steps()) == (status, [step])
    if step == "initiative":
        support(story)
    first = story.expertise
    assert [kind.key for kind in standing(first)] == ["conclusion"]
    assert RULES.may_appeal(first, story.signer) and not RULES.may_appeal(first, make_person())
    assert {row.expert.person_id for row in first.assignments.all()} < set(RULES.took_part(first))
    appeal = contested(story)
    waiting = Waiting.objects.open().get(process=story.proposal.case)
    assert waiting.paused_at is not None and story.expertise.status == "appealed"
    if step == "include":
        assert story.include(refused=True).errors
    RULES.satisfy(story.expertise, remedy="repeat", by=None, ground="нарушен порядок")
    appealing.end(first, appeal)
    assert (story.proposal.status, story.steps()) == ("under_expertise", ["examine"])
    assert story.proposal.expertise.repeats_id == first.pk != story.proposal.expertise_id
    assert Document.objects.get(pk=Expertise.objects.get(pk=first.pk).conclusion_id).is_annulled
    story.assess(8)
    assert (story.proposal.status, story.steps()) == ("recommended", ["include"])
    assert faults() == []


def test_what_is_to_be_reworked_goes_to_another_expertise(clock) -> None:
    story = Assessed(5)
    answer(story.signer, story.proposal.case, "improve", **application(story.proposal.title))
    assert (story.proposal.status, story.steps(), story.proposal.version.number) == ("under_expertise", ["examine"], 2)


def test_a_refused_appeal_lets_the_clock_run_on(clock) -> None:
    story = Assessed(8)
    appeal = contested(story)
    appealing.end(story.expertise, appeal)
    RULES.resume(story.expertise, by=None, ground="оснований нет")
    waiting = Waiting.objects.open().get(process=story.proposal.case)
    assert (waiting.paused_at, story.expertise.status) == (None, "published")
    story.include()
    assert (story.proposal.status, faults()) == ("on_committee", [])


def test_a_corrected_conclusion_is_followed_by_its_proposal(clock) -> None:
    story = Assessed(8)
    contested(story)
    RULES.satisfy(story.expertise, remedy="correct", by=None, ground="ошибка в сложении")
    assert (story.proposal.status, story.steps(), story.expertise.status) == (
        "under_expertise",
        ["examine"],
        "approval",
    )
    leading = story.expertise.leading
    story.town.do(story.expertise, "approve", by=leading.expert.person, verdict="approve")
    sitting.sign_by_all(story.expertise.conclusion)
    assert (story.proposal.status, story.steps(), story.expertise.status) == ("recommended", ["include"], "published")
    assert faults() == []


def test_a_question_nobody_has_voted_on_is_taken_off_the_agenda(clock) -> None:
    story = Assessed(8)
    story.include()
    contested(story)
    item = story.proposal.agenda_item
    RULES.satisfy(story.expertise, remedy="repeat", by=None, ground="нарушен порядок")
    assert (story.proposal.status, story.steps()) == ("under_expertise", ["examine"])
    assert (sitting.again(item).status, faults()) == ("withdrawn", [])


def test_a_vote_is_not_disturbed(clock) -> None:
    story = Assessed(8)
    story.include()
    contested(story)
    sitting.convened(story.committee)
    meeting = sitting.opened(story.committee, clock)
    sitting.motion(story.committee, meeting.lines.get())
    with pytest.raises(Refused, match="после его итога"):
        RULES.satisfy(story.expertise, remedy="repeat", by=None, ground="нарушен порядок")
    assert (story.proposal.status, story.expertise.status) == ("on_committee", "appealed")


def test_the_kinds_are_announced() -> None:
    assert {"conclusion", "challenge"} <= {kind.key for kind in appealables()}
