"""Who answered what is told by nothing that the database, the journal or the logs keep (M4, M5); and nobody answers twice."""

import random
import threading
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.utils import timezone

from casework import door
from casework.door import Refused
from casework.models import Draft, Receipt
from journal.models import Entry
from monitoring.ballots import actions, urn
from monitoring.ballots.sealing import STEP, Unsealed, seal, unseal
from monitoring.models import Ballot, Participation, UrnPlace, Wave
from tests.clock import world_from
from tests.monitoring.conftest import Poll, offenders
from tests.secrecy import cells, counters_now, differing, rewind
from tests.story import BACKEND, make_citizen, make_person, settle, step

ASKED = [
    {"kind": "single", "text": "Как вам живётся в городе?", "options": "Хорошо\nТерпимо\nПлохо"},
    {"kind": "text", "text": "Почему?"},
]
BY_CHANCE = {("monitoring_urnplace", "sealed"), ("django_session", "session_key")}
WORDS = ("тополя", "сосны", "кедры", "лиственницы", "берёзы", "ели", "осины", "пихты")


def world(wave: Wave, people: list[Any], given: list[str], at: Any) -> tuple[dict[Any, Any], dict[Any, Any], list[Any]]:
    """From the moment `at`, a second apart, people answer on the page, the field closes; the database before and after, and the forms."""
    counters, codes = counters_now(), []
    with transaction.atomic(), world_from(at, tick=False) as clock:
        for person, word in zip(people, given, strict=True):
            browser = Client()
            browser.force_login(person, backend=BACKEND)
            fields = {
                "q_q1": str(len(word) % 3 + 1),
                "q_q2": word,
                "district": "",
                "age": "",
                "sex": "",
                "is_aware": "on",
            }
            codes.append(browser.post(f"/monitoring/surveys/waves/{wave.pk}/answer/", fields).status_code)
            browser.get(wave.get_absolute_url())
            clock.shift(timedelta(seconds=1))
        settle()
        during = cells("monitoring_")
        waiting = step(wave.case, "collect")
        clock.move_to(waiting.due_at + timedelta(seconds=1))
        assert door.lapse(waiting.pk)
        after = {cell: value for cell, value in cells("monitoring_").items() if cell[0] != "monitoring_ballot"}
        with connection.cursor() as cursor:
            cursor.execute("SELECT xmin::text, id, answers->>'q2' FROM monitoring_ballot ORDER BY ctid")
            forms = cursor.fetchall()
        transaction.set_rollback(True)
    rewind(counters)
    assert set(codes) == {302}
    return during, after, forms


def told_apart(first: dict[Any, Any], second: dict[Any, Any]) -> list[Any]:
    """The cells that differ by more than chance."""
    return sorted(str(cell) for cell in differing(first, second) if (cell[0], cell[2]) not in BY_CHANCE)


def test_with_full_rights_on_the_database_nobody_can_say_who_answered_what(poll: Poll, caplog: Any) -> None:
    """Worlds that differ only in who gave which of the same answers are the same to the last cell, and so are what they left behind."""
    wave = poll.opened(ASKED)
    people = [make_citizen() for _ in WORDS]
    other = random.Random(3).sample(WORDS, len(WORDS))
    assert list(WORDS) != other
    caplog.set_level("DEBUG")
    at = timezone.now()
    during, after, forms = world(wave, people, list(WORDS), at)
    during_other, after_other, forms_other = world(wave, people, other, at)
    assert told_apart(during, during_other) == [] and told_apart(after, after_other) == []
    for rows in (forms, forms_other):
        assert len({xmin for xmin, _, _ in rows}) == 1  # written at once
        assert [pk for _, pk, _ in rows] == sorted(
            pk for _, pk, _ in rows
        )  # the disk's order is that of numbers drawn by chance
        assert {pk.version for _, pk, _ in rows} == {4} and sorted(word for *_, word in rows) == sorted(WORDS)
    assert [word for *_, word in forms] != list(WORDS) or [word for *_, word in forms_other] != other
    assert not Draft.objects.exists() and not Receipt.objects.filter(person__in=people).exists()
    assert not Entry.objects.filter(actor__in=people, subject__startswith="monitoring.").exists()
    assert not [record for record in caplog.records if any(word in record.getMessage() for word in WORDS)]


def test_an_urn_that_was_changed_does_not_open_and_a_split_one_loses_nothing(
    poll: Poll, monkeypatch: pytest.MonkeyPatch
) -> None:
    wave = poll.opened(ASKED)
    for n in range(2 * urn.MOST + 30):
        urn.put_in(
            wave, {"is_paper": True, "district": "", "age": "", "sex": "", "answers": {"q1": "1", "q2": f"ответ {n}"}}
        )
    places = list(UrnPlace.objects.filter(wave=wave).order_by("place"))
    assert len(places) > 2 and sum(row.papers for row in places) == 2 * urn.MOST + 30
    assert all(
        urn.MOST // 2 <= row.papers < urn.MOST and len(row.sealed) % STEP == 28 for row in places
    )  # nonce and tag
    words = [row["answers"]["q2"] for row in unseal(bytes(places[0].sealed), wave.pk, 0, places[0].papers)]
    assert words != sorted(words, key=lambda word: int(word.split()[1]))  # the order in which they came is not kept
    assert "ответ".encode() not in b"".join(bytes(row.sealed) for row in places)
    with transaction.atomic():
        first, second = places[:2]
        UrnPlace.objects.filter(pk=first.pk).update(sealed=second.sealed)
        with pytest.raises(Refused, match="не открывается"):
            urn.empty(wave)
        transaction.set_rollback(True)
    value = seal([{"a": 1}], 7, 0)
    assert unseal(value, 7, 0, 1) == [{"a": 1}] and len(value) == len(seal([], 7, 0))
    for about in ((8, 0, 1), (7, 1, 1), (7, 0, 2)):
        with pytest.raises(Unsealed):
            unseal(value, *about)
    monkeypatch.setattr(settings, "SECRET_KEY", "другой")
    with pytest.raises(Unsealed):
        unseal(value, 7, 0, 1)
    monkeypatch.undo()
    assert set(offenders()) == {"M-4"}  # nobody has answered, and there are answers
    urn.throw_away(wave)
    for harm in (
        lambda: UrnPlace.objects.all().delete(),
        lambda: Ballot.objects.create(wave=poll.begin(title="Другой опрос"), is_paper=True, answers={}),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            harm()


def test_false_facts_are_found(poll: Poll) -> None:
    wave = poll.opened(ASKED)
    actions.answer(wave, by=make_citizen(), **{"q_q1": "1", "q_q2": "тополя"})
    poll.on_paper(wave, [{"q_q1": "2", "q_q2": ""}])
    wave = poll.lapse(wave, "collect")
    assert offenders() == {}
    for harm, code in (
        ("DELETE FROM monitoring_participation", "M-4"),
        ("UPDATE monitoring_ballot SET is_paper = NOT is_paper WHERE is_paper", "M-4"),
        ("ALTER TABLE monitoring_ballot ADD COLUMN person_id bigint", "M-5"),
        ("UPDATE monitoring_ballot SET answers = answers WHERE is_paper", "M-5"),
        ("UPDATE monitoring_wave SET frozen_form = '[]'", "M-6"),
        ("UPDATE monitoring_wave SET reported_by_id = by_id, checked_by_id = approved_by_id, approved_by_id = by_id", "M-10"),
    ):  # fmt: skip
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                cursor.execute("SET LOCAL session_replication_role = replica")
                if code == "M-10":
                    cursor.execute("ALTER TABLE monitoring_wave DROP CONSTRAINT wave_is_approved_by_another")
                    cursor.execute("ALTER TABLE monitoring_wave DROP CONSTRAINT report_is_checked_by_another")
                cursor.execute(harm)
            assert code in offenders(), harm
            transaction.set_rollback(True)


@pytest.mark.django_db(transaction=True)
def test_two_answers_of_one_person_at_once_are_one(clock: Any) -> None:
    poll = Poll(clock, make_person("analyst", last_name="Числова"), make_person("analyst", last_name="Проверкина"))
    wave, person = poll.opened(ASKED), make_citizen()
    others = [make_citizen() for _ in range(2)]
    gate, results = threading.Barrier(4), list[str]()

    def put(who: Any) -> None:
        gate.wait()
        try:
            with transaction.atomic():
                actions.answer(Wave.objects.get(pk=wave.pk), by=who, **{"q_q1": "1", "q_q2": ""})
            results.append("принят")
        except Refused as refusal:
            results.append(str(refusal).split(":")[0])
        finally:
            connection.close()

    threads = [threading.Thread(target=put, args=(who,)) for who in (person, person, *others)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results) == ["Вы уже ответили", "принят", "принят", "принят"]
    assert Participation.objects.count() == 3 and UrnPlace.objects.get().papers == 3 and offenders() == {}
