"""The public register of recusals: nothing before the conclusion is published, no name without consent, however many lines."""

import pytest
from django.test import Client

from expertise.panels.recusals import rows
from programme.consents import actions as consents
from programme.models import Consent
from tests.expertise.appeals.test_appeals import approved
from tests.expertise.conclusions.test_conclude import TEXTS, met
from tests.expertise.conftest import City

pytestmark = pytest.mark.django_db


def register_of(client: Client, query: str = "") -> str:
    return client.get(f"/recusals/{query}").content.decode()


def test_an_expert_stands_in_it_after_publication_and_is_named_if_they_have_agreed(
    client: Client, django_assert_max_num_queries
) -> None:
    city = City()
    city.register(professional=6, public=4)
    expertise = city.request()
    city.start(expertise)
    first, second, *_ = proposed = city.form(expertise)
    consents.give_consent(by=first.expert.person, purpose=Consent.Purpose.DISSEMINATION)
    for row in proposed[:2]:
        city.accept(row, is_tied="yes", details="Работаю у соседей заявителя.")
    for row in proposed[2:]:
        city.accept(row)
    for row in city.form(expertise):
        city.accept(row)
    for row in city.assignments(expertise, "accepted"):
        city.assess(row, 7)
    met(city, expertise)
    assert "Строк пока нет" in register_of(client) and rows(None, 9) == []
    city.do(expertise, "draft_conclusion", **TEXTS)
    city.do(expertise, "object", by=city.head, answer="agree")
    approved(city, expertise)
    page = register_of(client)
    assert page.count("конфликт интересов") == 2 and "имя не раскрывается" in page
    assert first.expert.person.get_full_name() in page
    assert second.expert.person.last_name not in page and "соседей" not in page
    with django_assert_max_num_queries(3):
        lines = rows(None, 50)
    assert [line.kind for line in lines] == ["Отвод", "Отвод"]
    assert rows(lines[-1].at, 50) == []
    assert "Строк пока нет" in register_of(client, "?before=2001-01-01T00:00:00%2B00:00")
    for nonsense in ("?before=", "?before=вчера", "?before=2026-99-99T00:00:00Z", "?before=2026-01-01"):
        assert register_of(client, nonsense).count("конфликт интересов") == 2
