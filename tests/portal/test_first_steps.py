"""«Первые шаги»: where somebody new stands, from the organisation to the application that has been submitted."""

from typing import Any

import pytest
from django.urls import reverse

from programme.consents import actions as consents
from programme.mandates import actions as mandates
from programme.models import Consent, Person
from programme.organizations import actions as organizations
from tests.story import answer, application, begin, make_organization, make_person, make_platform

pytestmark = pytest.mark.django_db
ORGANISATION = {
    "full_name": "ТОС «Утёс»", "short_name": "ТОС «Утёс»", "legal_form": "ТОС", "sector": "community", "address": "г. Красноярск",
    "position": "председатель", "ground": "решение собрания",
}  # fmt: skip


def steps(client: Any, person: Person) -> list[tuple[str, str]]:
    """(state, button) of every step on the person's inbox."""
    client.force_login(person)
    return [(step.state, step.button) for step in client.get(reverse("inbox")).context["first_steps"]]


def test_a_newcomer_is_led_from_the_organisation_to_the_submission(client) -> None:
    secretary, anna = make_person("platform_secretary"), make_person()
    consents.withdraw_consent(by=anna, purpose=Consent.Purpose.PARTICIPATION)
    add, agree = ("now", "Добавить организацию"), ("now", "Прочитать и дать согласие")
    assert steps(client, anna) == [add, ("later", ""), agree, ("later", ""), ("later", "")]

    tos = organizations.add_organization(by=anna, **ORGANISATION)
    paper = ("waiting", "Приложить документ")
    assert steps(client, anna) == [("done", ""), paper, agree, ("later", "Площадки"), ("later", "")]
    platform = make_platform(make_organization("ТОС «Маяк»"))
    assert steps(client, anna)[3:] == [("now", "Создать черновик"), ("later", "")]
    draft = begin(Person.objects.get(pk=anna.pk), tos, platform)
    assert steps(client, anna)[3:] == [("done", ""), ("waiting", "Заполнить заявку")]

    consents.give_consent(by=anna, purpose=Consent.Purpose.PARTICIPATION)
    mandates.confirm(tos.memberships.get(), by=secretary)
    done = ("done", "")
    assert steps(client, anna) == [done, done, done, done, ("now", "Заполнить и подать")]
    answer(Person.objects.get(pk=anna.pk), draft.case, "submit", **application())
    assert steps(client, anna) == []


def test_whoever_works_in_an_office_is_not_taken_for_a_newcomer(client) -> None:
    assert steps(client, make_person("platform_secretary")) == []


def test_a_closed_door_shows_the_way_to_it(client) -> None:
    client.force_login(make_person())
    page = client.get(reverse("proposal_create"))
    assert (page.status_code, "Добавить организацию" in page.content.decode()) == (403, True)
