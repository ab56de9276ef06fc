"""Stopping: by the story upstairs, by the coordinator, by the absolute limit."""

from datetime import timedelta

from casework.queue import run_pending
from expertise.expertises import actions as expertises
from expertise.expertises import overdue
from expertise.models import Expertise
from journal.models import Entry
from journal.record import key
from tests.clock import Clock
from tests.expertise.conclusions.test_conclude import TEXTS, met, scored
from tests.expertise.conftest import City, fresh


def test_withdrawn_object_stops_the_expertise_at_any_stage_before_approval(city: City) -> None:
    city.register()
    expertise = city.request()
    city.gather(expertise)
    assert expertises.cancel(expertise, ground="Предложение отозвано.", by=city.head)
    expertise = Expertise.objects.get(pk=expertise.pk)
    assert (expertise.status, expertise.is_over, city.nodes(expertise)) == ("cancelled", True, [])
    assert not expertises.cancel(expertise, ground="Ещё раз.", by=city.head)
    assert Entry.objects.get(subject=key(expertise), verb="cancel").ground == "Предложение отозвано."


def test_too_late_to_stop_when_on_approval(city: City) -> None:
    expertise = scored(city)
    met(city, expertise)
    city.do(expertise, "draft_conclusion", **TEXTS)
    city.do(expertise, "object", by=city.head, answer="agree")
    assert not expertises.cancel(expertise, ground="Предложение отозвано.", by=city.head)
    assert (Expertise.objects.get(pk=expertise.pk).status, city.nodes(expertise)) == ("approval", ["approve"])


def test_absolute_limit_stops_even_what_waits_for_signatures_and_voids_the_number(city: City, clock: Clock) -> None:
    expertise = scored(city)
    met(city, expertise)
    city.do(expertise, "draft_conclusion", **TEXTS)
    city.do(expertise, "object", by=city.head, answer="agree")
    leading = Expertise.objects.get(pk=expertise.pk).leading
    city.do(expertise, "approve", by=leading.expert.person, verdict="approve")
    run_pending()
    clock.move_to(expertise.limit_at + timedelta(minutes=1))
    assert overdue.sweep() == 1 and overdue.sweep() == 0
    expertise = Expertise.objects.get(pk=expertise.pk)
    assert (expertise.status, expertise.conclusion.is_annulled, city.nodes(expertise)) == ("cancelled", True, [])


def test_coordinator_stops_by_a_page_and_others_have_no_such_page(city: City, client) -> None:
    expertise = city.request()
    url = f"/expertise/{expertise.pk}/cancel/"
    client.force_login(fresh(city.head))
    assert client.get(url).status_code == 404
    client.force_login(fresh(city.coordinator))
    assert client.post(url, {"ground": ""}).status_code == 422
    assert client.post(url, {"ground": "Объект изменён."}).status_code == 302
    assert Expertise.objects.get(pk=expertise.pk).status == "cancelled"
