"""A sitting from its plan to its published minutes and decisions."""

import pytest

from committee.models import Decision, Meeting

from .conftest import again, answer, convened, decided, opened, sign_by_all

pytestmark = pytest.mark.django_db


def read_minutes(committee, meeting):
    """Everybody who was there answers that there are no remarks."""
    for member in committee.voters:
        answer(member.person, "remark", text="")


def write_minutes(committee, meeting):
    answer(committee.secretary.person, "draft_minutes")
    read_minutes(committee, meeting)
    answer(committee.secretary.person, "sign_minutes")
    return again(meeting)


def test_a_question_goes_from_the_agenda_to_a_published_decision(committee, item, clock):
    proposed = item(concerned=[f"person:{committee.members[0].person_id}"])
    meeting = opened(committee, clock) if convened(committee) else None
    ballot = decided(committee, meeting.lines.get())
    assert (ballot.votes_for, ballot.votes_against, ballot.votes_absent, ballot.outcome) == (17, 0, 0, "carried")
    proposed = again(proposed)
    assert (proposed.status, proposed.verdict, proposed.is_settled, proposed.decision.status) == (
        "decided",
        "support",
        True,
        "adopted",
    )

    answer(committee.chair.person, "hold")
    meeting = write_minutes(committee, meeting)
    assert (meeting.status, meeting.minutes.number, meeting.minutes.date) == ("minutes_signing", "1", meeting.day)
    sign_by_all(meeting.minutes)
    meeting = again(meeting)
    assert meeting.status == Meeting.Status.MINUTES_SIGNED
    line = meeting.lines.get()
    assert sign_by_all(line.extract).status == "registered"

    answer(committee.secretary.person, "draw_up")
    decision = Decision.objects.get()
    assert (decision.status, decision.document.number) == ("signing", f"1.1-{meeting.day.year}")
    sign_by_all(decision.document)
    decision = again(decision)
    assert (decision.status, decision.is_in_force) == ("in_force", True)
    answer(committee.secretary.person, "publish_decision")
    answer(committee.secretary.person, "publish")
    meeting, decision = again(meeting), again(decision)
    assert (meeting.status, decision.status, decision.document.is_public) == ("published", "published", True)
