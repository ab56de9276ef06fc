"""A tie is accepted while the member votes and the chair closes: whatever comes first, nobody tied has voted on what is decided."""

import pytest
from django.db import transaction
from django.utils import timezone

from committee.agenda import actions as agenda
from committee.agenda.lines import AgendaLine
from committee.models import Ballot, Recusal, Vote
from committee.recusals import surfacing
from committee.voting import actions as voting
from journal.models import Entry
from journal.record import key
from programme.models import Organization, Person
from programme.rows import locked
from tests.belonging import belong
from tests.committee.conftest import Committee, again, cast, convened, lead, motion, offenders, opened, task_of
from tests.committee.voting.test_vote_races import answering, together

pytestmark = pytest.mark.django_db(transaction=True)


def becoming_tied(member, organization):
    """The member accepts an invitation of the applicant, and the queue looks at what they do in the committee."""

    def job():
        with transaction.atomic():
            locked(Person, member.person_id)
            belong(member.person, organization, valid_from=timezone.localdate())
        surfacing.look_at(Person.objects.get(pk=member.person_id))
        return "done"

    return job


def put_to_the_vote(clock):
    """An item that concerns an organisation is before the committee; everybody but the first member has voted for."""
    committee = Committee()
    tos = Organization.objects.create(
        full_name="ТОС «Утёс»", short_name="ТОС «Утёс»", sector="community", legal_form="ТОС", address="Красноярск"
    )
    agenda.propose_item(
        title="О поддержке", question="Вопрос.", draft_resolution="Поддержать.", reporter="докладчик", by=None,
        resolutions=[{"code": "support", "title": "Поддержать проект"}], conflicted_organizations=[tos],
    )  # fmt: skip
    convened(committee)
    line = opened(committee, clock).lines.get()
    late, *others = committee.members
    ballot = motion(committee, line)
    cast(ballot, dict.fromkeys([committee.chair, committee.deputy, *others], "for"))
    return committee, tos, ballot, late


def test_a_vote_its_closing_and_a_recusal_at_once(clock):

    committee, tos, ballot, late = put_to_the_vote(clock)
    line = ballot.line
    voting_task, closing = task_of(late.person, "vote"), task_of(committee.chair.person, "close_voting")
    results = together([
        answering(voting_task.pk, late.person, choice="against"),
        becoming_tied(late, tos),
        answering(closing.pk, committee.chair.person),
    ])  # fmt: skip
    ballot, item = Ballot.objects.get(pk=ballot.pk), again(line.item)
    voted = Vote.objects.filter(ballot=ballot, member=late).exists()
    is_out = Recusal.objects.filter(item=item, member=late).exists()
    assert results[1] == "done"
    assert (ballot.outcome, item.status, is_out) in [("carried", "decided", False), ("annulled", "discussing", True)]
    assert (results[2] == "done") == (ballot.outcome == "carried")
    assert voted <= (results[0] == "done")
    assert offenders() == {}
    if ballot.outcome == "annulled":
        second = lead(
            line.meeting,
            voting.put_motion,
            again(line),
            by=committee.chair.person,
            resolution="support",
            text="Поддержать.",
        )
        assert late.pk not in second.seats.values_list("member", flat=True)


def test_a_vote_that_closed_while_the_tie_was_read_stands_and_those_concerned_are_told(clock):
    """The queue read the item while the vote was open; by the time it looks for the vote, it is closed."""
    committee, tos, ballot, late = put_to_the_vote(clock)
    read_before = AgendaLine.objects.select_related("item").get(pk=ballot.line_id)
    cast(ballot, {late: "against"})
    closing = task_of(committee.chair.person, "close_voting")
    answering(closing.pk, committee.chair.person)()
    belong(late.person, tos, valid_from=timezone.localdate())
    with transaction.atomic():
        surfacing.take_off_now(read_before)
    surfacing.look_at(Person.objects.get(pk=late.person_id))
    item = again(ballot.line.item)
    assert (Ballot.objects.get(pk=ballot.pk).outcome, item.status) == ("carried", "decided")
    assert not Recusal.objects.filter(item=item).exists()
    assert Entry.objects.filter(subject=key(item), verb="tie_surfaced").count() == 1
    assert offenders() == {}
