"""The citizens' vote: who may, once, in time; closed to everybody until its end; strange votes are for a person to judge."""

import re
import threading
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, InternalError, ProgrammingError, connection, transaction
from django.test import Client

from casework import workdays
from casework.door import Refused
from casework.models import Waiting
from journal.models import Entry
from programme.consents import actions as consents
from programme.models import Consent
from quality_mark.awards import actions as awards
from quality_mark.models import PublicVote, VoteExclusion, VoteSign, Voting
from quality_mark.ranking import standings
from quality_mark.voting import actions as voting
from quality_mark.voting.counting import totals
from tests.quality_mark.holders import Holders, again
from tests.story import answer, make_person, step

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def town(db: None, clock: Any) -> Holders:
    return Holders(clock)


@pytest.fixture
def vote(town: Holders) -> Any:
    """An open vote between two entries."""
    town.bread, town.honey = town.entry("Хлеб"), town.entry("Мёд")
    return town.voting()


def browser(person: Any) -> Client:
    client = Client()
    if person:
        client.force_login(person, backend=BACKEND)
    return client


def over(town: Holders, vote: Any) -> Any:
    town.until(workdays.local_date(vote.closes_at) + timedelta(days=1))
    return again(vote)


@pytest.mark.dated
def test_the_vote_lasts_ten_working_days_and_closes_by_itself(town, vote):
    assert workdays.between(workdays.local_date(vote.opened_at), workdays.local_date(vote.closes_at)) == 10
    town.cast(vote, town.bread)
    assert not voting.voting_is_over(town.contest) and totals(town.contest) == {}
    vote = over(town, vote)
    assert vote.is_over and voting.voting_is_over(town.contest)
    assert totals(town.contest) == {town.bread.pk: 1}
    with pytest.raises(Refused, match="закончилось"):
        voting.cast_vote(vote, by=town.citizen(), entry=town.bread, address="10.0.0.1")


def test_a_vote_that_meets_the_closing_is_refused_in_words(town, vote):
    seen = Voting.objects.get(pk=vote.pk)
    voting.close_voting(vote)
    with pytest.raises(Refused, match="голосование закрылось"):
        voting.cast_vote(seen, by=town.citizen(), entry=town.bread, address="10.0.0.1")
    assert not PublicVote.objects.exists()


def test_only_confirmed_citizens_with_consent_vote_and_only_for_what_competes(town, vote):
    stranger, silent = make_person(), town.citizen()
    consents.withdraw_consent(by=silent, purpose=Consent.Purpose.PARTICIPATION)
    for person, reason in ((stranger, "нужен уровень «телефон»"), (silent, "согласие")):
        with pytest.raises(Refused, match=reason):
            voting.cast_vote(vote, by=person, entry=town.bread, address="")
    alone = town.entry("Одинокий", town.nominate("N03", "Культурное событие"))
    with pytest.raises(Refused, match="проголосовать нельзя"):
        voting.cast_vote(vote, by=town.citizen(), entry=alone, address="")
    assert not PublicVote.objects.exists()


def test_one_vote_a_nomination_for_good_and_the_database_says_the_same(town, vote):
    person = town.cast(vote, town.bread)
    with pytest.raises(Refused, match="уже проголосовали"):
        voting.cast_vote(vote, by=person, entry=town.honey, address="")
    mine = PublicVote.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        PublicVote.objects.create(
            person=person, nomination=town.nomination, entry=town.honey, at=mine.at, address="", level="telephone"
        )
    for change in (lambda: PublicVote.objects.update(entry=town.honey), lambda: mine.delete()):
        with pytest.raises((InternalError, ProgrammingError)), transaction.atomic():
            change()
    with pytest.raises((InternalError, ProgrammingError)), transaction.atomic():
        PublicVote.objects.create(
            person=make_person(),
            nomination=town.nomination,
            entry=town.honey,
            at=mine.at,
            address="",
            level="telephone",
        )
    over(town, vote)
    with pytest.raises((InternalError, ProgrammingError), match="not open"), transaction.atomic():
        PublicVote.objects.create(
            person=town.citizen(),
            nomination=town.nomination,
            entry=town.honey,
            at=mine.at,
            address="",
            level="telephone",
        )


def test_the_address_is_kept_as_a_hash_of_this_vote_only(town, vote):
    town.cast(vote, town.bread, address="203.0.113.7")
    kept = PublicVote.objects.get().address
    assert re.fullmatch("[0-9a-f]{64}", kept)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM quality_mark_publicvote WHERE quality_mark_publicvote::text LIKE '%203.0.113%'"
        )
        assert cursor.fetchone() == (0,)
        cursor.execute("SELECT count(*) FROM journal_entry WHERE journal_entry::text LIKE '%203.0.113%'")
        assert cursor.fetchone() == (0,)


def seen(town: Holders, vote: Any, people: dict[str, Any]) -> dict[str, dict[str, str]]:
    """Everything everybody sees of the vote, without what is different at every look."""
    urls = [vote.get_absolute_url(), f"{vote.get_absolute_url()}{town.nomination.pk}/", "/marks/", "/marks/diplomas/"]
    found = {}
    for name, person in people.items():
        client = browser(person)
        found[name] = {url: re.sub(r'value="[^"]{20,}"', "", client.get(url).content.decode()) for url in urls}
    return found


def test_until_the_end_nobody_learns_how_it_stands(town, vote):
    people = {
        "anybody": None, "secretary": town.secretary, "auditor": make_person("auditor"), "clerk": town.clerk,
        "entrant": town.head(town.bread), "chair": town.committee.chair.person, "resident": next(town.residents),
    }  # fmt: skip
    before = seen(town, vote, people)
    for _ in range(5):
        town.cast(vote, town.bread)
    town.cast(vote, town.honey)
    assert seen(town, vote, people) == before  # the same pages to the last byte
    assert totals(town.contest) == {}
    assert [entry.votes for entry in standings.of(town.nomination).entries] == [0, 0]
    for name, person in people.items():
        if person:
            assert not PublicVote.objects.visible_to(person).exists(), name
    told = Entry.objects.filter(verb="cast_vote")
    assert told.count() == 6 and {(row.subject, row.title, str(row.payload), row.ground) for row in told} == {
        (f"quality_mark.voting:{vote.pk}", "Принят голос горожанина", "{}", "")
    }
    over(town, vote)
    page = browser(None).get(vote.get_absolute_url()).content.decode()
    assert "Приз горожан" in page and ">5<" in page.replace(" ", "")


def test_a_resident_votes_on_the_page_and_sees_only_their_own_choice(town, vote):
    person, url = next(town.residents), f"{vote.get_absolute_url()}{town.nomination.pk}/"
    client = browser(person)
    page = client.get(url).content.decode()
    assert 'type="radio"' in page and "Хлеб" in page and "Мёд" in page
    assert client.post(url, {}).status_code == 422
    assert client.post(url, {"entry": town.honey.pk}).status_code == 302
    assert PublicVote.objects.get().entry == town.honey
    assert "Вы уже проголосовали" in client.get(url).content.decode()
    again_sent = client.post(url, {"entry": town.bread.pk})
    assert again_sent.status_code == 422 and "уже проголосовали" in again_sent.content.decode()
    assert browser(None).post(url, {"entry": town.bread.pk}).status_code == 302  # to the login page
    assert PublicVote.objects.count() == 1


def test_strange_votes_wait_for_the_secretary_who_may_exclude_them_with_a_reason(town, vote):
    honest = [town.cast(vote, town.honey) for _ in range(2)]
    fresh = [town.cast(vote, town.bread, town.citizen()) for _ in range(3)]
    vote = over(town, vote)
    assert vote.closed_at and not vote.is_over and totals(town.contest) == {}
    assert set(VoteSign.objects.values_list("kind", "vote__person")) == {("new_account", one.pk) for one in fresh}
    asked = step(vote.case)
    assert (asked.addressee, asked.deadline) == ("role:contest_secretary", "contest.voting_review")
    page = browser(town.secretary).get(asked.get_absolute_url()).content.decode()
    assert "учётная запись моложе 3 дней" in page and not any(one.last_name in page for one in (*honest, *fresh))
    flagged = list(PublicVote.objects.filter(person__in=fresh[:2]).values_list("pk", flat=True))
    mine = PublicVote.objects.get(person=honest[0]).pk
    answer(town.secretary, vote.case, "review_votes", refused=True, excluded=[mine], reason="Не понравился голос.")
    answer(town.secretary, vote.case, "review_votes", refused=True, excluded=flagged, reason="")
    answer(town.secretary, vote.case, "review_votes", excluded=flagged, reason="Записи созданы подряд за минуту.")
    assert again(vote).is_over
    assert totals(town.contest) == {town.honey.pk: 2, town.bread.pk: 1}
    assert PublicVote.objects.count() == 5 and VoteExclusion.objects.count() == 2
    assert [(entry.title, n) for entry, n in awards.citizens_choice(town.contest)] == [("Мёд", 2)]


def test_a_cancelled_contest_stops_the_vote(town, vote):
    town.cast(vote, town.bread)
    voting.stop_voting(town.contest, ground="конкурс отменён", by=town.secretary)
    assert voting.voting_is_over(town.contest)
    assert not Waiting.objects.open().filter(process=vote.case.pk).exists()


def test_where_there_is_no_choice_there_is_no_vote(town):
    town.entry("Единственная")
    town.evaluate()
    assert voting.open_voting(town.contest) is None
    assert voting.voting_is_over(town.contest)


@pytest.mark.django_db(transaction=True)
def test_two_votes_of_one_person_at_once_are_one_vote(clock):
    town = Holders(clock)
    bread, honey = town.entry("Хлеб"), town.entry("Мёд")
    vote, person, results = town.voting(), next(town.residents), []
    gate = threading.Barrier(4)

    def cast(entry: Any) -> None:
        gate.wait()
        try:
            with transaction.atomic():
                voting.cast_vote(vote, by=person, entry=entry, address="10.0.0.1")
            results.append("принят")
        except Refused as refusal:
            results.append(str(refusal).split(".")[0])
        finally:
            connection.close()

    threads = [threading.Thread(target=cast, args=(entry,)) for entry in (bread, honey, bread, honey)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results) == ["Вы уже проголосовали в этой номинации"] * 3 + ["принят"]
    assert PublicVote.objects.count() == 1
