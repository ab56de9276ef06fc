"""A secret vote: resolved by a majority, known in its totals and its roll, and by nothing that the database keeps in who voted how."""

import random
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from casework.door import Refused
from casework.models import Draft
from committee.agenda import actions as agenda
from committee.models import Ballot, BallotBox, BallotPaper, Vote
from committee.voting import actions as voting
from committee.voting.sealing import Unsealed, seal, unseal
from tests.clock import world_from
from tests.committee.conftest import (
    again,
    answer,
    cast,
    close,
    closed,
    convened,
    lead,
    motion,
    offenders,
    opened,
    task_of,
)
from tests.secrecy import cells, counters_now, differing, packed, rewind
from tests.story import press

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def line(committee, item, clock):
    """A question about a person before everybody."""
    item("Об избрании заместителя председателя", matter="personal")
    convened(committee)
    return opened(committee, clock).lines.get()


def secretly(committee, line, choices="for"):
    """The body resolves to vote secretly, electing three who count."""
    lead(line.meeting, voting.discuss, line, by=committee.chair.person)
    ballot = lead(line.meeting, voting.propose_secrecy, line, by=committee.chair.person, counters=committee.members[:3])
    cast(ballot, choices)
    return close(committee, ballot)


def refused_by_the_database(write):
    with pytest.raises(DatabaseError), transaction.atomic():
        write()


def test_a_majority_resolves_to_vote_secretly_and_only_totals_are_known(committee, line):
    order = secretly(committee, line)
    assert (order.is_secret, order.outcome, order.text.splitlines()[0]) == (
        False,
        "carried",
        "Провести тайное голосование.",
    )
    assert again(line.item).status == "discussing"
    ballot = motion(committee, line)
    assert ballot.is_secret
    choices = dict(zip(committee.voters, ["for"] * 9 + ["against"] * 5 + ["abstained"] * 2, strict=False))
    cast(ballot, choices)
    ballot = close(committee, ballot)
    totals = (ballot.votes_for, ballot.votes_against, ballot.votes_abstained, ballot.votes_absent, ballot.outcome)
    assert totals == (9, 5, 2, 1, "carried")
    assert (BallotPaper.objects.count(), Vote.objects.filter(ballot=ballot).count()) == (16, 0)
    assert bytes(BallotBox.objects.get().sealed) == b""
    assert again(line.item).votes_by_sector() == {}
    assert not line.may_be_secret
    paper = closed(committee, line.meeting).minutes.snapshot["items"][0]["ballots"]
    assert [row["method"] for row in paper] == ["открытое голосование", "тайное голосование"]
    names = [member.person.short_name for member in committee.members[:3]]
    assert paper[1]["count"] == {"commission": names, "on_roll": 17, "put_in": 16, "not_put_in": 1}
    assert {row["choice"] for row in paper[1]["by_name"]} == {"бюллетень опущен", "не голосовал"}


def test_without_a_majority_or_for_another_matter_the_vote_is_open(committee, item, clock, line):
    assert secretly(committee, line, "against").outcome == "not_carried"
    ballot = motion(committee, line)
    assert not ballot.is_secret
    refused_by_the_database(lambda: Ballot.objects.filter(pk=ballot.pk).update(is_secret=True))
    with pytest.raises(Refused, match="когда вопрос обсуждается"):
        lead(line.meeting, voting.propose_secrecy, line, by=committee.chair.person, counters=committee.members[:3])
    cast(ballot, "for")
    close(committee, ballot)


def test_what_the_body_adopts_of_its_own_is_called_by_its_question(committee, clock):
    about = "Об избрании заместителя председателя"
    own = {"question": "Одна кандидатура.", "draft_resolution": "Избрать Иванова И. И.", "matter": "personal"}
    question = agenda.put_question(committee.body, by=committee.secretary.person, title=about, **own)
    convened(committee)
    line = opened(committee, clock).lines.get()
    ballot = motion(committee, line, "adopt", text="Избрать Иванова И. И.")
    cast(ballot, "for")
    close(committee, ballot)
    assert (again(question).verdict, again(question).outcome_title) == ("adopt", about)


def test_a_project_is_never_decided_secretly(committee, item, clock):
    item()
    convened(committee)
    line = opened(committee, clock).lines.get()
    lead(line.meeting, voting.discuss, line, by=committee.chair.person)
    with pytest.raises(Refused, match="только по вопросу о человеке"):
        lead(line.meeting, voting.propose_secrecy, line, by=committee.chair.person, counters=committee.members[:3])
    refused_by_the_database(lambda: Ballot.objects.create(
        line=line, resolution="support", text="т", majority="simple", members=17, recused=0, quorum={}, is_secret=True,
        put_by=committee.chair.person,
    ))  # fmt: skip


def test_the_commission_is_of_three_who_are_there_and_do_not_preside(committee, line):
    lead(line.meeting, voting.discuss, line, by=committee.chair.person)
    address = reverse("line_act", args=[line.meeting_id, line.pk, "secretly"])
    assert "Отметьте членов счётной комиссии." in press(committee.chair.person, address, status=422)
    for counters in (
        committee.members[:2],
        [committee.chair, *committee.members[:2]],
        [committee.secretary, *committee.members[:2]],
    ):
        with pytest.raises(Refused, match="не меньше 3"):
            lead(line.meeting, voting.propose_secrecy, line, by=committee.chair.person, counters=counters)


def test_equal_votes_are_no_majority_because_nobody_knows_how_the_chair_voted(committee, line):
    secretly(committee, line)
    ballot = motion(committee, line)
    cast(ballot, dict(zip(committee.voters, ["for", "against"] * 8, strict=False)))
    ballot = close(committee, ballot)
    assert (ballot.votes_for, ballot.votes_against, ballot.outcome) == (8, 8, "not_carried")
    assert "решающего голоса нет" in " ".join(ballot.arithmetic)


def test_the_database_keeps_the_box_and_the_roll(committee, line):
    secretly(committee, line)
    ballot = motion(committee, line)
    seat = ballot.seats.select_related("member__person").first()
    before = bytes(ballot.box.sealed)
    answer(seat.member.person, "vote", choice="for")
    refused_by_the_database(lambda: BallotPaper.objects.create(ballot=ballot, member=seat.member))
    refused_by_the_database(lambda: BallotPaper.objects.all().delete())
    refused_by_the_database(lambda: BallotBox.objects.all().delete())
    refused_by_the_database(lambda: BallotPaper.objects.create(ballot=ballot, member=committee.secretary))
    refused_by_the_database(
        lambda: Vote.objects.create(ballot=ballot, member=seat.member, choice="for", at=timezone.now())
    )
    cast(ballot, {member: "against" for member in committee.voters if member != seat.member})
    with transaction.atomic():
        BallotBox.objects.update(sealed=before)  # an older box over the papers of today
        with pytest.raises(Refused, match="Урна не открывается"):
            voting.close_voting(ballot, by=committee.chair.person)
        transaction.set_rollback(True)
    close(committee, ballot)
    refused_by_the_database(lambda: BallotBox.objects.update(sealed=b"x"))
    refused_by_the_database(lambda: BallotPaper.objects.create(ballot=ballot, member=seat.member))


def test_a_box_says_nothing_of_what_was_put_in():
    sealed = {seal({"for": n, "against": 5 - n, "abstained": 0}, 7) for n in range(6) for _ in range(3)}
    assert (len(sealed), {len(value) for value in sealed}) == (18, {34})
    value = seal({"for": 3, "against": 2, "abstained": 0}, 7)
    assert unseal(value, 7, 5) == {"for": 3, "against": 2, "abstained": 0}
    for ballot, papers in ((8, 5), (7, 4)):
        with pytest.raises(Unsealed):
            unseal(value, ballot, papers)
    settings_key, other = settings.SECRET_KEY, settings.SECRET_KEY + "x"
    settings.SECRET_KEY = other
    try:
        with pytest.raises(Unsealed):
            unseal(value, 7, 5)
    finally:
        settings.SECRET_KEY = settings_key


def test_a_false_total_an_open_vote_called_secret_and_a_full_box_are_found(committee, line):
    secretly(committee, line)
    ballot = motion(committee, line)
    cast(ballot, "for")
    close(committee, ballot)
    assert offenders() == {}
    for harm in (
        "UPDATE committee_ballot SET votes_for = votes_for - 1, votes_absent = 1 WHERE is_secret",
        "UPDATE committee_ballotbox SET sealed = 'x'",
        "UPDATE committee_ballot SET outcome = 'not_carried' WHERE resolution = 'vote_secretly'",
        "DELETE FROM committee_ballotpaper WHERE id = (SELECT max(id) FROM committee_ballotpaper)",
    ):
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL session_replication_role = replica")
                cursor.execute(harm)
            assert "I-27" in {code.split()[0] for code in offenders()}, harm
            transaction.set_rollback(True)


# Who voted how, by anything the database keeps ------------------------------------------------------------------------


def world(client, committee, ballot, choices, at):
    """From the moment `at`, a second apart, the members vote on their pages, the chair closes; everything the database holds before and after."""
    counters, answers = counters_now(), []
    with transaction.atomic(), world_from(at, tick=False) as clock:
        for seat in ballot.seats.select_related("member__person"):
            client.force_login(seat.member.person, backend=BACKEND)
            task = task_of(seat.member.person, "vote")
            sent = client.post(f"/tasks/{task.pk}/draft/", {"choice": choices[seat.member]})
            kept = client.post(f"/tasks/{task.pk}/", {"choice": choices[seat.member], "_draft": "1"})
            page = client.post(f"/tasks/{task.pk}/", {"choice": choices[seat.member]})
            after = client.get(f"/sittings/{ballot.line.meeting_id}/")
            clock.shift(timedelta(seconds=1))
            answers.append((sent.status_code, kept.status_code, page.status_code, after.status_code))
        during = cells("committee_")
        client.logout()
        answer(committee.chair.person, "close_voting")
        afterwards = cells("committee_")
        transaction.set_rollback(True)
    rewind(counters)
    assert set(answers) == {(404, 302, 302, 200)}
    return during, afterwards


BY_CHANCE = {("committee_ballotbox", "sealed"), ("django_session", "session_key")}


def told_apart(one, other):
    """The cells that differ by more than chance, with what stands in them."""
    cells = [cell for cell in differing(one, other) if (cell[0], cell[2]) not in BY_CHANCE]
    return sorted((str(cell), str(one.get(cell)), str(other.get(cell))) for cell in cells)


def test_with_full_rights_on_the_database_nobody_can_say_who_voted_how(client, committee, item, clock, caplog):
    """Worlds that differ only in who gave which of the same votes are the same to the last cell.

    While they vote, but for what differs between two plays of one and the same world, too: the sealed box and the key of a session.
    """
    item("О доверии заместителю председателя", matter="personal")
    convened(committee)
    voters = committee.voters[:15]
    line = opened(committee, clock, voters).lines.get()
    secretly(committee, line)
    ballot = motion(committee, line)
    assert ballot.seats.count() == 15
    choices = ["for"] * 8 + ["against"] * 5 + ["abstained"] * 2
    shuffled = random.Random(15).sample(choices, 15)
    assert shuffled != choices
    caplog.set_level("DEBUG")
    at = timezone.now()
    packed("committee_ballotbox", "committee_ballotpaper")
    first, first_after = world(client, committee, ballot, dict(zip(voters, choices, strict=True)), at)
    same, same_after = world(client, committee, ballot, dict(zip(voters, choices, strict=True)), at)
    other, other_after = world(client, committee, ballot, dict(zip(voters, shuffled, strict=True)), at)
    assert told_apart(first, other) == []
    assert told_apart(first, same) == []
    assert first_after == same_after == other_after
    assert not Draft.objects.exists()
    assert not [record for record in caplog.records if "against" in record.getMessage()]


def test_an_open_vote_would_be_told_by_the_same_comparison(client, committee, item, clock):
    """The comparison is no blind one: it finds who voted how where it is written."""
    item()
    convened(committee)
    voters = committee.voters[:15]
    line = opened(committee, clock, voters).lines.get()
    ballot = motion(committee, line)
    choices, at = ["for"] * 9 + ["against"] * 6, timezone.now()
    first, _ = world(client, committee, ballot, dict(zip(voters, choices, strict=True)), at)
    same, _ = world(client, committee, ballot, dict(zip(voters, choices, strict=True)), at)
    other, _ = world(client, committee, ballot, dict(zip(voters, choices[::-1], strict=True)), at)
    told = {(table, column) for table, _, column in differing(first, other) - differing(first, same)}
    assert ("committee_vote", "choice") in told
