"""The coordinator begins an expertise in one act, and the steps stay possible one by one (EX-02, EX-03, EX-05)."""

from typing import Any
from uuid import uuid4

from django.test import Client

from expertise.expertises.models import Expertise
from expertise.models import ExpertAssignment
from expertise.panels import selection
from journal.models import Entry
from journal.record import key
from programme.models import Person
from tests.expertise.conftest import City
from tests.expertise.scoring.test_take_back import as_person, words
from tests.expertise.test_promises import broken


def suggested(expertise: Expertise) -> list[str]:
    chosen = selection.suggestion(expertise, selection.candidates(expertise))
    return [str(candidate.expert.pk) for candidate in chosen]


def begin(client: Client, expertise: Expertise, experts: list[str], **more: str) -> Any:
    return client.post(
        f"/expertise/{expertise.pk}/begin/", {"experts": experts, "_token": str(uuid4()), **more}, follow=True
    )


def acts(expertise: Expertise, by: Person) -> list[tuple[str, str]]:
    rows = Entry.objects.filter(subject=key(expertise), actor=by).order_by("id")
    return list(rows.values_list("verb", "after"))


def test_one_act_is_three_lines_of_the_journal(city: City) -> None:
    city.register()
    expertise = city.request()
    desk = as_person(city.coordinator)
    page = words(desk.get(f"/expertise/{expertise.pk}/begin/"))
    assert "Зерно — SHA-256 номера экспертизы" in page and "Зарегистрировать запрос экспертизы" in page
    group = suggested(expertise)
    sent = begin(desk, expertise, group, ground="Поручение председателя.")
    assert sent.redirect_chain == [(expertise.get_absolute_url(), 302)]
    assert "Экспертиза начата: запрос зарегистрирован" in words(sent)
    assert "Дальше: «Согласиться и заявить об интересах» — приглашённые эксперты." in words(sent), (
        "whose move it is now"
    )
    assert acts(expertise, city.coordinator) == [
        ("register", "registered"),
        ("hold", "forming_group"),
        ("propose_group", "coi_check"),
    ]
    asked = ExpertAssignment.objects.filter(expertise=expertise, status="proposed")
    assert {str(row.expert_id) for row in asked} == set(group)
    assert city.nodes(expertise) == ["declare"] * len(group) and broken() == []
    again = begin(desk, expertise, group)
    assert again.status_code == 422 and ExpertAssignment.objects.filter(expertise=expertise).count() == len(group)


def test_what_is_refused_leaves_nothing_behind(city: City) -> None:
    city.register()
    expertise = city.request()
    desk = as_person(city.coordinator)
    short = begin(desk, expertise, suggested(expertise)[:1], ground="Не потерять.")
    assert short.status_code == 422
    assert "Общественных экспертов нужно не меньше 2, не хватает 2." in words(short)
    assert "Не потерять." in words(short), "nothing typed is lost"
    assert acts(expertise, city.coordinator) == [] and city.nodes(expertise) == ["register"]
    assert begin(as_person(city.head), expertise, suggested(expertise)).status_code == 404
    assert begin(Client(), expertise, suggested(expertise)).redirect_chain[0][0].startswith("/accounts/login/")
    assert Expertise.objects.get(pk=expertise.pk).status == "requested"


def test_steps_may_be_taken_one_by_one_and_finished_at_once(city: City) -> None:
    city.register()
    expertise = city.request()
    city.do(expertise, "register")
    begin(as_person(city.coordinator), expertise, suggested(expertise))
    assert [verb for verb, _ in acts(expertise, city.coordinator)] == ["register", "hold", "propose_group"]
    assert city.nodes(expertise) == ["declare"] * 4
