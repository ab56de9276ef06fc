"""Several hands at once on real connections: the vote against its closing, eight clients on one ballot task."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from casework import door
from committee.agenda import actions as agenda
from committee.models import Ballot, Vote
from committee.voting import actions as voting
from tests.committee.conftest import (
    Committee,
    again,
    cast,
    close,
    convened,
    form_of,
    lead,
    motion,
    offenders,
    opened,
    task_of,
)

pytestmark = pytest.mark.django_db(transaction=True)
RESOLUTION = [{"code": "support", "title": "Поддержать проект"}]


def an_open_ballot(clock):
    committee = Committee()
    agenda.propose_item(
        title="О поддержке проекта", question="Вопрос.", draft_resolution="Поддержать.", resolutions=RESOLUTION, reporter="докладчик", by=None
    )  # fmt: skip
    convened(committee)
    meeting = opened(committee, clock)
    return committee, motion(committee, meeting.lines.get())


def together(jobs):
    """Run the jobs at one moment, each on its own connection; their results, refusals included."""
    start = Barrier(len(jobs))

    def run(job):
        try:
            start.wait()
            return job()
        except (door.AlreadyDone, door.NotYours) as refusal:
            return type(refusal).__name__
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return list(pool.map(run, jobs))


def answering(pk, who, **data):
    def job():
        form = door.act_on_task(pk, by=who, token=None, form_of=lambda step, subject: form_of(step, subject, who, data))
        return "done" if form.is_valid() else form.errors.as_text()

    return job


def test_eight_clients_on_one_ballot_task_give_one_vote(clock):
    committee, ballot = an_open_ballot(clock)
    member = committee.members[0]
    waiting = task_of(member.person, "vote")
    results = together([answering(waiting.pk, member.person, choice="for") for _ in range(8)])
    assert sorted(results) == ["AlreadyDone"] * 7 + ["done"]
    assert Vote.objects.filter(ballot=ballot).count() == 1
    assert offenders() == {}


def test_a_vote_against_the_closing_is_counted_or_refused_but_never_lost(clock):
    committee, ballot = an_open_ballot(clock)
    early, late = committee.voters[:11], committee.voters[11:17]
    cast(ballot, dict.fromkeys(early, "for"))
    jobs = [answering(task_of(member.person, "vote").pk, member.person, choice="against") for member in late]
    jobs.append(answering(task_of(committee.chair.person, "close_voting").pk, committee.chair.person))
    results = together(jobs)
    ballot = Ballot.objects.get(pk=ballot.pk)
    in_time = results[:-1].count("done")
    assert results[-1] == "done"
    assert set(results[:-1]) <= {"done", "AlreadyDone"}
    assert (ballot.votes_for, ballot.votes_against, ballot.votes_absent) == (11, in_time, 6 - in_time)
    assert Vote.objects.filter(ballot=ballot).count() == 11 + in_time
    assert offenders() == {}


def test_a_secret_vote_against_the_closing_is_in_the_box_or_refused_but_never_lost(clock):
    committee = Committee()
    agenda.propose_item(
        title="О доверии", question="Вопрос.", draft_resolution="Доверять.", resolutions=RESOLUTION, reporter="докладчик", by=None,
        matter="personal",
    )  # fmt: skip
    convened(committee)
    line = opened(committee, clock).lines.get()
    lead(line.meeting, voting.discuss, line, by=committee.chair.person)
    order = lead(line.meeting, voting.propose_secrecy, line, by=committee.chair.person, counters=committee.members[:3])
    cast(order, "for")
    close(committee, order)
    ballot = motion(committee, line)
    early, late = committee.voters[:11], committee.voters[11:17]
    cast(ballot, dict.fromkeys(early, "for"))
    jobs = [answering(task_of(member.person, "vote").pk, member.person, choice="against") for member in late]
    jobs.append(answering(task_of(committee.chair.person, "close_voting").pk, committee.chair.person))
    results = together(jobs)
    ballot = Ballot.objects.get(pk=ballot.pk)
    in_time = results[:-1].count("done")
    assert results[-1] == "done" and set(results[:-1]) <= {"done", "AlreadyDone"}
    assert (ballot.votes_for, ballot.votes_against, ballot.votes_absent) == (11, in_time, 6 - in_time)
    assert ballot.papers.count() == 11 + in_time
    assert offenders() == {}


def test_two_motions_at_once_open_one_ballot(clock):
    committee, ballot = an_open_ballot(clock)
    close(committee, ballot)
    line, by = again(ballot.line), committee.chair.person

    def put():
        try:
            lead(line.meeting, voting.put_motion, line, by=by, resolution="support", text="Поддержать.")
        except door.Refused as refusal:
            return str(refusal)
        return "done"

    results = together([put, put])
    assert sorted(results) == ["done", "На голосование ставят вопрос, который обсуждается."]
    assert Ballot.objects.filter(closed_at=None).count() == 1
