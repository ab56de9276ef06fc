"""A moderator who cannot go on: another is appointed, declares, and every step of the case is theirs."""

import pytest
from django.test import Client
from django.urls import reverse

from casework import door
from casework.door import Refused
from casework.models import Notification, Waiting
from casework.replacing import ReplaceForm, hand_over, subject_of_step
from journal.models import Entry
from negotiations.models import ModeratorDeclaration
from programme.appointments import absences
from programme.people import actions as people
from tests.story import make_person, step
from tests.table import make_table

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
GROUND = "заявление об увольнении от 02.12.2026"


@pytest.fixture
def table(clock, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    return make_table(clock)


def replaced(table, node, successor):
    waiting = step(table.case.process, node)
    candidates = waiting.task.flow_task.absence.candidates(subject_of_step(waiting))
    form = ReplaceForm({"ground": GROUND, "person": successor.pk}, by=table.secretary, candidates=candidates)
    assert form.is_valid(), form.errors
    door.act(
        waiting.process_id, by=table.secretary, capacity="секретарь площадки", form=form, token=None, action=hand_over(waiting.pk)
    )  # fmt: skip
    return form


def test_the_successor_declares_and_goes_on_where_the_former_has_stopped(table):
    table.seated()
    successor, stranger = make_person("moderator", last_name="Новикова"), make_person("moderator", last_name="Чужих")
    people.deactivate(table.moderator, ground="увольнение")
    told = Notification.objects.filter(person=table.secretary, event__startswith="absent:").values_list(
        "title", flat=True
    )
    assert list(told) == ["Шаг остался без исполнителя: Назначить раунд переговоров"]
    assert absences.unmanned_people() == []

    assert not replaced(table, "schedule", successor).errors
    assert table.case.moderator == table.moderator, "until the successor has declared"
    assert step(table.case.process, "schedule").addressee == table.case.moderator_key
    address = reverse("negotiation_succeed", args=[table.case.pk])
    client = Client()
    client.force_login(stranger, BACKEND)
    assert client.post(address, {"answer": "accept"}).status_code in (403, 404)
    client.force_login(successor, BACKEND)
    assert client.get(address).status_code == 200
    assert "Принять дело или отказаться" in client.get(table.case.get_absolute_url()).content.decode()
    assert client.post(address, {"answer": "accept"}).status_code == 302
    assert table.case.moderator == successor
    assert client.get(address).status_code == 403, "the case is theirs already"
    assert step(table.case.process, "schedule").addressee == f"person:{successor.pk}"
    declaration = ModeratorDeclaration.objects.latest("pk")
    assert (declaration.moderator, declaration.is_clean) == (successor, True)
    assert list(Entry.objects.filter(verb__in=["appoint_another", "succeed"]).order_by("pk").values_list("verb", flat=True)) == [
        "appoint_another", "succeed",
    ]  # fmt: skip
    table.moderator = successor
    table.called()
    assert table.case.status == "scheduled"


def test_a_successor_who_declines_leaves_the_choice_to_the_secretariat(table):
    table.seated()
    successor = make_person("moderator", last_name="Новикова")
    replaced(table, "schedule", successor)
    client = Client()
    client.force_login(successor, BACKEND)
    answered = client.post(
        reverse("negotiation_succeed", args=[table.case.pk]), {"answer": "decline", "text": "Болею до весны."}
    )
    assert answered.status_code == 302
    assert (table.case.moderator, table.case.candidate) == (table.moderator, None)
    assert Notification.objects.filter(person=table.secretary, title__startswith="Модератор отказался").count() == 1


def test_before_the_declaration_another_candidate_takes_the_place(table):
    table.appointed()
    other = make_person("moderator", last_name="Новикова")
    assert not replaced(table, "accept_moderation", other).errors
    assert table.case.candidate == other
    table.go(other, "accept_moderation", answer="accept")
    assert table.case.moderator == other


def test_whoever_is_no_moderator_is_not_chosen_and_a_closed_step_is_nobodys(table):
    table.seated()
    waiting = step(table.case.process, "schedule")
    with pytest.raises(Refused, match="из реестра модераторов"):
        hand_over(waiting.pk)(by=table.secretary, ground=GROUND, person=table.chair)
    with pytest.raises(Refused, match="подразделение"):
        hand_over(waiting.pk)(by=table.chairwoman, ground=GROUND, person=table.chair)
    Waiting.objects.filter(pk=waiting.pk).delete()
    with pytest.raises(Refused, match="уже закрыт"):
        hand_over(waiting.pk)(by=table.secretary, ground=GROUND, person=table.chair)
